"""Values and names as the staff of a municipality write them: each is told what it means, never what it does not."""

import pytest

from innosim.scenario.reader import load

SECTIONS = {
    "u": "uncertainties",
    "m": "municipality",
    "r": "run",
    "s": "switches",
    "l": "relationships",
    "x": "regime.x",
}

SHARE = "write a number (share, 0 to 0.04)"
PER_MILLE = "write a number (per mille of the budget, 0 to 10)"
NOT_TOML = "which is not TOML"
NO_KEY = "is not a TOML key, which has only a-z, 0-9, _ and -"

VALUES = [
    ("u", "pressure = 25 mDKK", f'pressure is 25 mDKK, {NOT_TOML}; put it in quotes, pressure = "25 mDKK".'),
    ("u", "pressure = 25.000.000 kr.  # i alt", f'pressure is 25.000.000 kr., {NOT_TOML}; put it in quotes, pressure = "25.000.000 kr.".'),
    ("u", "pressure = 2 %", f"pressure is 2 %, {NOT_TOML}; {SHARE}, here 0.02."),
    ("u", "pressure = 25 %", f'pressure is 25 %, {NOT_TOML}; {SHARE}, or an amount such as "25 mDKK".'),
    ("u", "pressure = 25", f'pressure is 25, more than 0.04; {SHARE}, or an amount such as "25 mDKK".'),
    ("u", "pressure = 1 % af budgettet", f"pressure is 1 % af budgettet, {NOT_TOML}; {SHARE}, here 0.01."),
    ("u", 'pressure = "ca. 25 mio. kr."', 'pressure is the text "ca. 25 mio. kr."; write "25 mio. kr.".'),
    ("u", 'pressure = 25 mDKK"', 'pressure lacks its first quote; write pressure = "25 mDKK".'),
    ("u", 'pressure = {kind = "ramp", from = 0,5 %, to = 1 %, years = 4}', f"pressure holds 0,5 %, a decimal comma, {NOT_TOML}; write decimals with a point, as 0.01."),
    ("u", 'pressure = {kind = "ramp", from = 0.0, to = 1 %, years = 4}', f"pressure holds 1 %, {NOT_TOML}; {SHARE}, here 0.01."),
    ("u", 'pressure = {kind = "step", before = 0.0, after = 0.01, year = 2028}', "pressure.year is 2028, more than 100; count Januaries from the run's first, which is 1."),
    ("u", 'pressure = {kind = "series", values = [0.01; 0.02]}', f"pressure holds a semicolon, {NOT_TOML}; put commas between."),
    ("u", "pressure = 2", f"pressure is 2, more than 0.04; {SHARE}, where 0.02 is 2 %."),
    ("u", 'pressure = "500.000"', f'pressure is the text "500.000"; {SHARE}, or "500000 kr." where kroner are meant.'),
    ("u", "pressure = 25000000", f'pressure is 25000000, more than 0.04; {SHARE}, or "25000000 kr." where kroner are meant.'),
    ("r", "startup_pressure = 25 mDKK", f'startup_pressure is 25 mDKK, {NOT_TOML}; put it in quotes, startup_pressure = "25 mDKK".'),
    ("m", "staff = “8500”", f"staff is in curly quotes, {NOT_TOML}; write a whole number (count, 10 to 90000), here 8500."),
    ("m", 'staff = 8500"', "staff lacks its first quote; write a whole number (count, 10 to 90000), here 8500."),
    ("u", "pressure = 25 meuro", 'pressure is the text "25 meuro", an amount in euro; write it in kroner, as "25 mDKK".'),
    ("u", "pressure = 25.000 tkr", 'pressure is the text "25.000 tkr", whose point may mark thousands or decimals; write "25 mDKK" or "0.025 mDKK".'),
    ("u", "pressure = 0,01", f"pressure is 0,01, {NOT_TOML}; {SHARE}, here 0.01."),
    ("u", 'pressure = "1 pct."', f'pressure is the text "1 pct."; {SHARE}, here 0.01.'),
    ("u", "pressure = {kind = ramp, from = 0.0, to = 0.01, years = 4}", f'pressure holds ramp, {NOT_TOML}; put it in quotes, "ramp".'),
    ("u", 'pressure = {kind = "ramp", from = 10 mio. kr., to = 0.01, years = 4}', f'pressure holds 10 mio. kr., {NOT_TOML}; put it in quotes, "10 mio. kr.".'),
    ("u", 'pressure = {kind = "ramp", from = 0.0, to = 0.01, år = 4}', "pressure holds år, which is not a TOML key; write years."),
    ("u", 'pressure = {kind = "trin", before = 0.0, after = 0.01, year = 2}', 'pressure.kind is the text "trin"; did you mean step?'),
    ("u", 'pressure = {type = "step", before = 0.0, after = 0.01, year = 2}', "pressure.type is not a field here; did you mean kind?"),
    ("u", "pressure = [0.01, 0.02]", 'pressure is a list; write {kind = "series", values = [...]}.'),
    ("u", "pressure = [0,01, 0,02]", f"pressure holds 0,01, a decimal comma, {NOT_TOML}; write decimals with a point, as 0.01."),
    ("u", "pressure = “25 mDKK”", f'pressure is in curly quotes, {NOT_TOML}; write pressure = "25 mDKK".'),
    ("m", "wage_mdkk = 0.5 mDKK", f"wage_mdkk is 0.5 mDKK, {NOT_TOML}; write a number (mDKK an hour, 0.00001 to 0.01)."),
    ("m", "wage_mdkk = 290 kr", f"wage_mdkk is 290 kr, {NOT_TOML}; write a number (mDKK an hour, 0.00001 to 0.01), here 0.00029."),
    ("m", 'wage_mdkk = "290 kr. i timen"', 'wage_mdkk is the text "290 kr. i timen"; write a number (mDKK an hour, 0.00001 to 0.01), here 0.00029.'),
    ("m", "wage_mdkk = 290", "wage_mdkk is 290, more than 0.01; write a number (mDKK an hour, 0.00001 to 0.01), where 0.00029 is DKK 290."),
    ("m", "staff = 8.500", "staff is 8.500, which is 8.5 in a TOML file; write a whole number (count, 10 to 90000), here 8500."),
    ("m", "staff = 8 500", f"staff is 8 500, {NOT_TOML}; write a whole number (count, 10 to 90000), here 8500."),
    ("m", "staff = 8.500 ansatte", f"staff is 8.500 ansatte, {NOT_TOML}; write a whole number (count, 10 to 90000), here 8500."),
    ("m", "population = 100.000", "population is 100.000, which is 100 in a TOML file; write a whole number (count, 100 to 2000000), here 100000."),
    ("m", "budget_mdkk = 3,9 mia. kr.", f"budget_mdkk is 3,9 mia. kr., {NOT_TOML}; write a number (mDKK a year, 1 to 60000), here 3900."),
    ("m", "budget_mdkk = 3.900 mio. kr.", f"budget_mdkk is 3.900 mio. kr., {NOT_TOML}; write a number (mDKK a year, 1 to 60000), here 3900 or 3.9."),
    ("m", "budget_mdkk = 3900000000", "budget_mdkk is 3900000000, more than 60000; write a number (mDKK a year, 1 to 60000), where 3900 is DKK 3,900,000,000."),
    ("m", "fte_share = 80 %", f"fte_share is 80 %, {NOT_TOML}; write a number (share, 0.5 to 1), here 0.8."),
    ("m", "effective_hours = 1.500", "effective_hours is 1.500, which is 1.5 in a TOML file; write a number (hours a year, 1200 to 1800), here 1500."),
    ("m", "effective_hours = 1.500 timer pr. år", f"effective_hours is 1.500 timer pr. år, {NOT_TOML}; write a number (hours a year, 1200 to 1800), here 1500."),
    ("m", "effective_hours = 125 timer om måneden", f"effective_hours is 125 timer om måneden, {NOT_TOML}; write a number (hours a year, 1200 to 1800): 12 x 125."),
    ("r", "months = 12 år", f"months is 12 år, {NOT_TOML}; write a whole number (months, 1 to 960), here 144."),
    ("r", "months = 1.000", "months is 1.000, which is 1 in a TOML file; write a whole number (months, 1 to 960); 1000 is more than 960."),
    ("r", "replications = 1.000", "replications is 1.000, which is 1 in a TOML file; write a whole number (count, 1 to 1000000), here 1000."),
    ("r", "regimes = framed, routine", f'regimes is framed, routine, {NOT_TOML}; write regimes = ["framed", "routine"].'),
    ("r", 'regimes = "framed"', 'regimes is not a list of names of regimes; write ["framed"].'),
    ("r", "regimes = [framed, routine]", f'regimes holds framed, {NOT_TOML}; put it in quotes, "framed".'),
    ("r", "envelope_mdkk = ja", f"envelope_mdkk is ja, {NOT_TOML}; write a number (mDKK a year, -1 to 10000)."),
    ("s", "elections = Ja", f"elections is Ja, {NOT_TOML}; write true."),
    ("l", "dossier_hours = 5 timer", f"dossier_hours is 5 timer, {NOT_TOML}; write a number (hours, 0 to 500), here 5."),
    ("l", "dossier_hours = 90 minutter", f"dossier_hours is 90 minutter, {NOT_TOML}; write a number (hours, 0 to 500), here 1.5."),
    ("l", "payback_years = 48 måneder", f"payback_years is 48 måneder, {NOT_TOML}; write a number (years, 0.25 to 40), here 4."),
    ("x", "pool = 3 ‰", f"pool is 3 ‰, {NOT_TOML}; {PER_MILLE}, here 3."),
    ("x", "pool = 0,3 %", f"pool is 0,3 %, {NOT_TOML}; {PER_MILLE}, here 3."),
    ("x", 'pool = "3 mio. kr."', f'pool is the text "3 mio. kr."; {PER_MILLE}: 1000 x 3 / budget_mdkk.'),
    ("x", "sorting_staff = 4 årsværk", f"sorting_staff is 4 årsværk, {NOT_TOML}; write a number (FTE per 1,000 staff, 0 to 2): 1000 x 4 / staff."),
    ("x", "protected_time = 0.3", "protected_time is 0.3, more than 0.02; write a number (share, 0 to 0.02), where 0.003 is 0.3 %."),
    ("x", "protected_time = 3 timer om ugen", f"protected_time is 3 timer om ugen, {NOT_TOML}; write a number (share, 0 to 0.02)."),
    ("x", "contract = ja", f"contract is ja, {NOT_TOML}; write true."),
    ("x", "tolerance = \u22120,5", f"tolerance is \u22120,5, {NOT_TOML}; write a number (coefficient, -1 to 1), here -0.5."),
    ("m", "population = ca. 96.000", f"population is ca. 96.000, {NOT_TOML}; write a whole number (count, 100 to 2000000), here 96000."),
    ("r", 'regimes = ["framed" "routine"]', "regimes lacks a comma between two texts; put commas between."),
    ("r", 'regimes = ["framed", "routine"', "regimes is a list that is not closed; close it with ]."),
    ("x", "pool = 3,1 ‰ af budgettet", f"pool is 3,1 ‰ af budgettet, {NOT_TOML}; {PER_MILLE}, here 3.1."),
    ("x", f'pool = "{"9" * 400} kr"', f'pool is the text "{"9" * 39}…"; {PER_MILLE}.'),
    ("x", f'tracks = "{"9" * 150} spor"', f'tracks is the text "{"9" * 39}…"; write a number (per 1,000 staff, 0 to 4).'),
    ("x", "involvement = forventet", f'involvement is forventet, {NOT_TOML}; write "expected".'),
    ("x", "preset = 'framed\"", "preset is a text whose quotes are not closed; close them."),
    ("m", "effective_hours = 1.924", "effective_hours is 1.924, whose point marks decimals in a TOML file; write a number (hours a year, 1200 to 1800); 1924 is more than 1800."),
    ("m", 'wage_mdkk = "35.000 kr. om måneden"', 'wage_mdkk is the text "35.000 kr. om måneden"; write a number (mDKK an hour, 0.00001 to 0.01): 12 x 0.035 / effective_hours.'),
    ("m", "wage_mdkk = 520.000 kr./år", f"wage_mdkk is 520.000 kr./år, {NOT_TOML}; write a number (mDKK an hour, 0.00001 to 0.01): 0.52 / effective_hours."),
    ("m", "wage_mdkk = 35000", "wage_mdkk is 35000, more than 0.01; write a number (mDKK an hour, 0.00001 to 0.01), what an hour at work costs: a year's wage over effective_hours."),
    ("m", "wage_mdkk = 420.000", "wage_mdkk is 420.000, which is 420 in a TOML file; write a number (mDKK an hour, 0.00001 to 0.01), what an hour at work costs: a year's wage over effective_hours."),
    ("m", 'budget_mdkk = "300 mio. kr. om måneden"', 'budget_mdkk is the text "300 mio. kr. om måneden"; write a number (mDKK a year, 1 to 60000): 12 x 300.'),
    ("u", 'pressure = {kind = "ramp", from = 0.0, to = 0.01, years = over 3 år}', f"pressure holds over 3 år, {NOT_TOML}; write a whole number (years, 1 to 100), here 3."),
    ("u", 'pressure = {kind = "ramp", from = 0.0, to = 0.01, years = "over 3 år"}', 'pressure.years is the text "over 3 år"; write a whole number (years, 1 to 100), here 3.'),
    ("u", 'pressure = "0,1 mia. kr."', "pressure asks for 0,1 mia. kr., 2.56 % of the budget, more than 2 % in 12 years; write at most 78 mDKK; only 3 years may be higher, up to 156 mDKK."),
    ("r", "envelope_mdkk = -0,5", f"envelope_mdkk is -0,5, {NOT_TOML}; write an amount, or -1 for the median of four presets."),
    ("r", 'startup_months = "14 måneder"', 'startup_months is the text "14 måneder"; write whole years: 0, 12, 24, 36 or 48.'),
    ("x", "preset = framed", f'preset is framed, {NOT_TOML}; put it in quotes, preset = "framed".'),
]  # fmt: skip

NAMES = [
    ("m", "personale", "staff"), ("m", "medarbejdere", "staff"), ("m", "antal_ansatte", "staff"), ("m", "flertal", "majority_seats"),
    ("m", "mindretal", "minority_seats"), ("m", "mandater", "council_seats"), ("m", "byraadspladser", "council_seats"),
    ("m", "loen", "wage_mdkk"), ("m", "loenandel", "wage_mdkk"), ("m", "loenudgift", "wage_mdkk"), ("m", "afdelinger", "departments"),
    ("m", "antal_indbyggere", "population"), ("m", '"antal indbyggere"', "population"), ("m", "budget", "budget_mdkk"),
    ("m", "maaneder", "months in [run]"), ("m", "popluation", "population"), ("u", "pres", "pressure"), ("u", "besparelse", "pressure"),
    ("x", "pres", "pressure in [uncertainties]"), ("x", "pulje", "pool"), ("x", "udgangspunkt", "preset"), ("s", "valg", "elections"),
    ("r", "gentagelser", "replications"), ("m", "koalition", "majority_seats"), ("m", "employees", "staff"),
    ("r", "runs", "replications"), ("x", "inddragelse", "involvement"), ("u", "inddragelse", "expected_involvement"),
    ("s", "kultur", "spread_of_culture"),
]  # fmt: skip

SPELT = [
    ("m", "løn = 290 kr", f"løn {NO_KEY}; write wage_mdkk."),
    ("m", "byrådspladser = 31", f"byrådspladser {NO_KEY}; write council_seats."),
    ("m", "antal indbyggere = 96000", f"antal indbyggere {NO_KEY}; write population."),
    ("r", "måneder = 144", f"måneder {NO_KEY}; write months."),
    ("x", "måneder = 144", f"måneder {NO_KEY}; did you mean mystery_months?"),
    ("m", "måneder = 144", f"måneder {NO_KEY}; did you mean months in [run]?"),
    (
        "u",
        "pres = 1 %",
        f"pres is 1 %, {NOT_TOML}, and it is not a field here; did you mean pressure?",
    ),
]

LINES = [
    ("[kørsel]", f"kørsel {NO_KEY}; write [run]."),
    ("[kørsler]", f"kørsler {NO_KEY}; write [run]."),
    ("[preset]", "preset is not a field or section; it belongs in [regime.NAME]."),
    ("[kommune]", "kommune is not a field or section; did you mean municipality?"),
    ("[regime.små skridt]", f"regime.små skridt {NO_KEY}; write [regime.smaa-skridt]."),
    ("[regime.smaa skridt]", f"regime.smaa skridt {NO_KEY}; write [regime.smaa-skridt]."),
    ("[regime.små]", f'regime.små {NO_KEY}; write [regime."små"] or [regime.smaa].'),
    ("[run", "this has brackets that do not match; write [run]."),
    ("[regime.x]]", "this has brackets that do not match; write [regime.x]."),
    ("[[regime.x.ændring]]", f"regime.x.ændring {NO_KEY}; write [[regime.x.change]]."),
    ("// kommentar", "this is not TOML; begin a comment with #."),
    ("; kommentar", "this is not TOML; begin a comment with #."),
    (
        'title = Vores "by"',
        f'title is Vores "by", {NOT_TOML}; put it in quotes, title = \'Vores "by"\'.',
    ),
    ("title = Vores by", f'title is Vores by, {NOT_TOML}; put it in quotes, title = "Vores by".'),
    (
        "title: Vores by",
        f'title is followed by a colon, {NOT_TOML}; put it in quotes, title = "Vores by".',
    ),
    (
        "title = 'D'Angleterre'",
        """title holds the mark ' that its text is closed with; write title = "D'Angleterre".""",
    ),
    (
        'title = "C:\\data"',
        "title holds a backslash, which in double quotes begins a special sign; write title = 'C:\\data'.",
    ),
    (
        "contrasts = framed - bottom-up on mandate_share",
        f'contrasts is framed - bottom-up on mandate_share, {NOT_TOML}; write contrasts = ["framed - bottom-up on mandate_share"].',
    ),
    ("spørgsmål = 'x'", f"spørgsmål {NO_KEY}; write question."),
    (
        "municipality.staff = 8.500 ansatte",
        f"municipality.staff is 8.500 ansatte, {NOT_TOML}; write a whole number (count, 10 to 90000), here 8500.",
    ),
]


@pytest.mark.parametrize(("where", "line", "said"), [*VALUES, *SPELT])
def test_a_value(write, sentences, where: str, line: str, said: str) -> None:
    section = SECTIONS[where]
    found = sentences(write(f'extends = "randers.toml"\n[{section}]\n{line}\n'))
    assert found == [f"my.toml, line 3: {section}.{said}"]


def test_shares_of_a_list_in_a_table_are_told_as_shares(write, sentences) -> None:
    table = '[uncertainties.pressure]\nkind = "series"\nvalues = [1 %, 2 %]'
    found = sentences(write(f'extends = "randers.toml"\n{table}\n'))
    assert found == [
        f"my.toml, line 4: uncertainties.pressure.values holds 1 %, {NOT_TOML}; {SHARE}, here 0.01."
    ]


@pytest.mark.parametrize(("where", "name", "field"), NAMES)
def test_a_name(write, sentences, where: str, name: str, field: str) -> None:
    (found,) = sentences(write(f'extends = "randers.toml"\n[{SECTIONS[where]}]\n{name} = 4\n'))
    assert found.endswith(f"; did you mean {field}?")


@pytest.mark.parametrize(("line", "said"), LINES)
def test_a_line(write, sentences, line: str, said: str) -> None:
    found = sentences(write(f'extends = "randers.toml"\n{line}\n'))
    assert found == [f"my.toml, line 2: {said}"]


def test_each_danish_part_of_a_ramp_is_told_once(write, sentences) -> None:
    path = write(
        'extends = "randers.toml"\n[uncertainties]\npressure = {kind = "ramp", fra = 0, til = 0.01, aar = 4}\n'
    )
    where = "my.toml, line 3: uncertainties.pressure"
    assert sentences(path) == [
        f"{where}.fra is not a field here; did you mean from?",
        f"{where}.til is not a field here; did you mean to?",
        f"{where}.aar is not a field here; did you mean years?",
    ]


def test_a_list_is_told_of_where_it_stands_whatever_comments_say(write, sentences) -> None:
    """The odd mark of a word in a comment above opens nothing."""
    text = "# the leadership's line\n[run]\n"
    (found,) = sentences(write(f'extends = "randers.toml"\n{text}regimes = ["framed" "routine"]\n'))
    assert (
        found == "my.toml, line 4: run.regimes lacks a comma between two texts; put commas between."
    )


def test_a_list_that_is_not_closed_is_told_of_once(write, sentences) -> None:
    text = '[run]\nregimes = ["framed", "routine"\nmonths = 12\n'
    (found,) = sentences(write(f'extends = "randers.toml"\n{text}'))
    assert found == "my.toml, line 3: run.regimes is a list that is not closed; close it with ]."


def test_an_apostrophe_that_is_not_closed(write, sentences) -> None:
    (found,) = sentences(write('extends = "randers.toml"\ntitle = \'mine\n'))
    assert found == "my.toml, line 2: title is a text whose quotes are not closed; close them."


@pytest.mark.parametrize("dash", ["-", "\u2212", "\u2013"])
def test_a_dash_is_a_minus_as_word_processors_make_it(write, sentences, dash: str) -> None:
    (found,) = sentences(
        write(f'extends = "randers.toml"\n[regime.framed]\ntolerance = "{dash}0,5"\n')
    )
    assert found.endswith(", here -0.5.")


@pytest.mark.parametrize(
    "held", [b"PK\x03\x04\x14\x00", b"{\\rtf1\\ansi", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1"]
)
def test_a_file_of_another_program_is_said_to_be_one(write, sentences, held: bytes) -> None:
    (found,) = sentences(write(held))
    assert "not a text file; save what is in it as plain text" in found


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("kommunenummer = 740", "the official code is no field: leave it out"),
        ("kommunekode = 751", "the official code is no field: leave it out"),
        (
            "årsværk = 7500",
            "write staff, the people employed, and fte_share, their full-time posts (årsværk) over staff",
        ),
        (
            "aarsvaerk = 7500",
            "write staff, the people employed, and fte_share, their full-time posts (årsværk) over staff",
        ),
    ],
)
def test_what_a_municipality_has_and_no_field_takes(write, sentences, name: str, told: str) -> None:
    (found,) = sentences(write(f'extends = "randers.toml"\n[municipality]\n{name}\n'))
    assert found.endswith(f"; {told}.")


@pytest.mark.parametrize("other", ["staff = 8.500", "wage_mdkk = 290", 'fte_share = "80 %"'])
def test_a_budget_in_thousands_is_told_beside_other_faults(write, sentences, other: str) -> None:
    """It was told a round later, when the other was mended."""
    found = sentences(
        write(f'extends = "randers.toml"\n[municipality]\nbudget_mdkk = 7.400\n{other}\n')
    )
    assert len(found) == 2
    assert "line 3: municipality.budget_mdkk does not fit" in found[0]
    assert found[0].endswith("write budget_mdkk = 7400, where so many millions are meant.")


def test_lines_of_an_old_macintosh_are_lines(write) -> None:
    path = write(b'extends = "randers.toml"\r[municipality]\rstaff = 8000\r')
    assert load(path).values["staff"] == 8000


@pytest.mark.parametrize(
    "held", ["section;field;value\nmunicipality;staff;8000\n", "field,value\nstaff,8000\n", "staff\t8000\r\nunits\t300\r\n"]
)  # fmt: skip
def test_a_table_of_a_spreadsheet_is_said_to_be_one(write, sentences, held: str) -> None:
    assert sentences(write(held)) == [
        "my.toml: the file is a table of a spreadsheet (CSV), not TOML; write a line a field, as staff = 8500."
    ]

"""Every bad scenario file earns one sentence a problem: file, line, field, what, nearest right name."""

from pathlib import Path

import pytest

from innosim.scenario.errors import (
    Problem,
    ScenarioError,
    ScenarioInvalidError,
    ScenarioNotFoundError,
    ScenarioUnreadableError,
)
from innosim.scenario.reader import load

BASE = 'extends = "randers.toml"\n'
SUMS = "let majority_seats and minority_seats sum to council_seats"

FIELDS = [
    (
        'contrasts = ["framed - routine on mandate_share", "routine - framed on mandate_share"]',
        "line 2: contrasts holds routine and framed on mandate_share twice; leave one out.",
    ),
    (
        'contrasts = ["framed - routine on used_mdkk_per_year"]',
        (
            "line 2: contrasts names used_mdkk_per_year, of which neither direction is better; name a metric of which one is,"
            " such as value_per_year."
        ),
    ),
    (
        'contrasts = ["framed - routine on mandate"]',
        "line 2: contrasts names mandate, which is no metric; did you mean mandate_share?",
    ),
    (
        'contrasts = ["framed - routin on mandate_share"]',
        "line 2: contrasts names routin, which is not a regime; did you mean routine?",
    ),
    (
        'contrasts = ["framed - framed on mandate_share"]',
        "line 2: contrasts sets framed against itself; name two regimes.",
    ),
    (
        'contrasts = ["framed beats routine"]',
        "line 2: contrasts holds 'framed beats routine', which is no contrast; write [\"framed - bottom-up on mandate_share\"].",
    ),
    (
        "[municipality]\npopluation = 3",
        "line 3: municipality.popluation is not a field here; did you mean population?",
    ),
    (
        "[relationship]\nx = 1",
        "line 2: relationship is not a field or section; did you mean relationships?",
    ),
    (
        "[uncertainties]\nmemo_sd = 0.4",
        "line 3: uncertainties.memo_sd is not a field here; it belongs in [relationships].",
    ),
    (
        "[run]\nvision = 1",
        "line 3: run.vision is not a field here; it is a lever and belongs in [regime.NAME].",
    ),
    ('regimes = ["framed"]', "line 2: regimes is not a field or section; it belongs in [run]."),
    ("seed = 1", "line 2: seed is not a field or section; it belongs in [run]."),
    (
        '[uncertainties]\npressure = "1 %"',
        'line 3: uncertainties.pressure is the text "1 %"; write a number (share, 0 to 0.04), here 0.01.',
    ),
    (
        "[uncertainties]\npressure = 1 %",
        "line 3: uncertainties.pressure is 1 %, which is not TOML; write a number (share, 0 to 0.04), here 0.01.",
    ),
    (
        "[relationships]\nshield = 0,5",
        "line 3: relationships.shield is 0,5, which is not TOML; write a number (share, 0 to 1), here 0.5.",
    ),
    (
        "[relationships]\nshield = .5",
        "line 3: relationships.shield is .5, which is not TOML; write a number (share, 0 to 1), here 0.5.",
    ),
    (
        '[municipality]\nbudget_mdkk = "3 mio"',
        'line 3: municipality.budget_mdkk is the text "3 mio"; write a number (mDKK a year, 1 to 60000), here 3.',
    ),
    (
        "[municipality]\nbudget_mdkk = 3 mio",
        "line 3: municipality.budget_mdkk is 3 mio, which is not TOML; write a number (mDKK a year, 1 to 60000), here 3.",
    ),
    (
        '[municipality]\nbudget_mdkk = "3.900"',
        'line 3: municipality.budget_mdkk is the text "3.900"; write a number (mDKK a year, 1 to 60000), here 3900 or 3.9.',
    ),
    (
        "[municipality]\nunits = 350.5",
        "line 3: municipality.units is 350.5, not a whole number; write a whole number (count, 1 to 4000).",
    ),
    (
        "[municipality]\nunits = true",
        "line 3: municipality.units is true; write a whole number (count, 1 to 4000).",
    ),
    (
        "[municipality]\nunits = 2014-01-01",
        "line 3: municipality.units is the date or time 2014-01-01; write a whole number (count, 1 to 4000).",
    ),
    (
        "[municipality]\nunits = 0",
        "line 3: municipality.units is 0, less than 1; write a whole number (count, 1 to 4000).",
    ),
    (
        "[municipality]\nunits = " + "9" * 400,
        "line 3: municipality.units is a number of very many digits, more than 4000; write a whole number (count, 1 to 4000).",
    ),
    (
        "[municipality]\nunits = " + "9" * 5000,
        "line 3: the file holds a number with too many digits; shorten it.",
    ),
    (
        "[uncertainties]\npublicity = nan",
        "line 3: uncertainties.publicity is nan, not a finite number; write a number (share, 0 to 1).",
    ),
    (
        "[uncertainties]\npublicity = -inf",
        "line 3: uncertainties.publicity is -inf, not a finite number; write a number (share, 0 to 1).",
    ),
    (
        "[uncertainties]\npublicity = 20",
        "line 3: uncertainties.publicity is 20, more than 1; write a number (share, 0 to 1), where 0.2 is 20 %.",
    ),
    ("[switches]\nelections = 0", "line 3: switches.elections is 0; write true or false."),
    (
        "[switches]\nelections = nej",
        "line 3: switches.elections is nej, which is not TOML; write false.",
    ),
    (
        "[metrics]\nsupport = 0.1",
        "line 3: metrics.support is not a field here; did you mean support_mean?",
    ),
    (
        "[metrics]\nsupport_mean = -1",
        "line 3: metrics.support_mean is -1, less than 0; write a number (share, 0 to 1000000000).",
    ),
    ("municipality = 3", "line 2: municipality is 3, not a table; write [municipality]."),
    ("regime = 3", "line 2: regime is 3, not a table; write [regime.NAME]."),
    ("title = 3", "line 2: title is 3; write text in quotes."),
    ('title = ""', "line 2: title is not one line of text; write 1 to 200 characters."),
    ('title = "a"\ntitle = "b"', "line 3: title stands twice; write it once."),
    ('title = "a', "line 2: title is a text whose quotes are not closed; close them."),
    (
        'baseline = "framd"',
        "line 2: baseline is framd, which is not a regime; did you mean framed?",
    ),
    (
        "[municipality]\npopulation == 3",
        "line 3: municipality.population has no value that TOML knows; write a number, true, false or text in quotes.",
    ),
    (
        "[metrics]\nildsjæle_lost = 3",
        "line 3: metrics.ildsjæle_lost is not a TOML key, which has only a-z, 0-9, _ and -; write ildsjaele_lost.",
    ),
    (
        '[metrics]\n"ildsjæle_lost" = 3',
        "line 3: metrics.ildsjæle_lost is not a field here; did you mean ildsjaele_lost?",
    ),
    (
        "[municipality]\ncouncil_seats = 29",
        f"line 3: municipality.council_seats does not add up: 18 + 13 = 31, not 29 seats; {SUMS}.",
    ),
    (
        "[municipality]\nmajority_seats = 13\nminority_seats = 18",
        "line 4: municipality.minority_seats does not fit: a majority of 13 against 18; give the majority more seats.",
    ),
    (
        "[municipality]\nunits = 3",
        "line 3: municipality.units does not fit: 4 departments, 3 units, 8500 staff; give each department a unit and each unit an employee.",
    ),
    (
        "[municipality]\nbudget_mdkk = 390",
        "line 3: municipality.budget_mdkk does not fit: wages are 2958 mDKK a year, more than budget_mdkk = 390; staff is 8500, as in Randers: write your town's.",
    ),
    (
        "[municipality]\nbudget_mdkk = 3.900",
        "line 3: municipality.budget_mdkk does not fit: wages are 2958 mDKK a year, more than budget_mdkk = 3.9; write budget_mdkk = 3900, where so many millions are meant.",
    ),
    (
        "[uncertainties]\nturnover_low = 0.9",
        "line 3: uncertainties.turnover_low does not fit: turnover_low is 0.9 and turnover_high 0.5; let turnover_low be the smaller.",
    ),
    (
        "[relationships]\nunit_limit = 3",
        "line 3: relationships.unit_limit does not fit: unit_limit is 3 and council_limit 2; let unit_limit be the smaller.",
    ),
    (
        "[run]\nenvelope_mdkk = -0.5",
        "line 3: run.envelope_mdkk is -0.5; write an amount, or -1 for the median of four presets.",
    ),
    (
        '[run]\nregimes = ["framd"]',
        "line 3: run.regimes names framd, which is not a regime; did you mean framed?",
    ),
    (
        "[run]\nregimes = []",
        'line 3: run.regimes is not a list of names of regimes; write ["shaving", "framed"].',
    ),
]

PRESSURE = [
    ("pressure = 0.05", "line 3: uncertainties.pressure is 0.05, more than 0.04; write a number (share, 0 to 0.04)."),
    ("pressure = 0.03", "line 3: uncertainties.pressure asks for more than 0.02 in 12 years; only 3 years may, up to 0.04."),
    ('pressure = { kind = "stp" }', 'line 3: uncertainties.pressure.kind is the text "stp"; did you mean step?'),
    ("pressure = { value = 0.01 }", "line 3: uncertainties.pressure.kind is missing; write constant, ramp, step or series."),
    ('pressure = { kind = "ramp", from = 0.0, to = 0.01 }', "line 3: uncertainties.pressure.years is missing; a ramp needs it."),
    ('pressure = { kind = "step", before = 0.0, after = 0.01, yeer = 1, year = 1 }', "line 3: uncertainties.pressure.yeer is not a field here; did you mean year?"),
    ('pressure = { kind = "series", values = [0.01, nan] }', "line 3: uncertainties.pressure.values[1] is nan, not a finite number; write a number (share, 0 to 0.04)."),
    ('pressure = { kind = "series", values = [] }', "line 3: uncertainties.pressure.values is not a list of shares; write one for each year."),
]  # fmt: skip

REGIMES = [
    ('preset = "framedd"', 'line 3: regime.x.preset is the text "framedd", which is no preset; did you mean framed?'),
    ('preset = "../framed"', 'line 3: regime.x.preset is the text "../framed", which is no preset; did you mean framed?'),
    ('preset = "Rammesat"', 'line 3: regime.x.preset is the text "Rammesat", which is no preset; did you mean framed?'),
    ("vison = 1", "line 3: regime.x.vison is not a lever; did you mean vision?"),
    ("memo_sd = 1", "line 3: regime.x.memo_sd is not a lever; it belongs in [relationships]."),
    ("contract = 1", "line 3: regime.x.contract is 1; write true or false."),
    ("mystery_months = 1.5", "line 3: regime.x.mystery_months is 1.5, not a whole number; write a whole number (months, 0 to 24)."),
    ("tolerance = -2", "line 3: regime.x.tolerance is -2, less than -1; write a number (coefficient, -1 to 1)."),
    ("protected_time = 2", "line 3: regime.x.protected_time is 2, more than 0.02; write a number (share, 0 to 0.02), where 0.02 is 2 %."),
    ('[regime.x.sources]\nvisio = "N"', "line 4: regime.x.sources.visio is not a lever; did you mean vision?"),
    ("change = 3", "line 3: regime.x.change is 3, not a list of tables; write [[regime.NAME.change]]."),
    ("[[regime.x.change]]\nvision = 1", "line 3: regime.x.change[0].month is missing; write month = 12 for a change after a year."),
    ('involvement = "some"', 'line 3: regime.x.involvement is the text "some"; write a number (share, 0 to 1), or "expected".'),
    ('vision = "expected"', 'line 3: regime.x.vision is the text "expected"; write a number (share, 0 to 1).'),
    ("[[regime.x.change]]\nmonth = 0\nvision = 1", "line 4: regime.x.change[0].month is 0, less than 1; write a whole number (months, 1 to 960)."),
    ("[[regime.x.change]]\nmonth = 12", "line 3: regime.x.change[0] changes nothing; name a lever and its new value."),
    ("[[regime.x.change]]\nmonth = 12\nvisio = 1", "line 5: regime.x.change[0].visio is not a lever; did you mean vision?"),
    ("[[regime.x.change]]\nmonth = 12\nvision = 1\n[[regime.x.change]]\nmonth = 12\nvision = 0", "line 7: regime.x.change[1].month 12 comes twice; join the two changes."),
]  # fmt: skip

EXTENDS = [
    ("rander.toml", "names rander.toml, which is neither beside this file nor installed; did you mean randers.toml?"),
    ("../other.toml", "names ../other.toml, outside the scenario's folder and the installed scenarios; name a file beside this one, or an installed scenario."),
    ("/etc/passwd", "names /etc/passwd, outside the scenario's folder and the installed scenarios; name a file beside this one, or an installed scenario."),
    ("C:/x.toml", "names C:/x.toml, outside the scenario's folder and the installed scenarios; name a file beside this one, or an installed scenario."),
    ("my.toml", "goes in a circle: my.toml -> my.toml; let one of them extend nothing."),
]  # fmt: skip

NESTED = ["[" * 5000 + "]" * 5000, "[" * 5000, "{a = " * 5000 + "1" + "}" * 5000]
TOO_DEEP = "the file is nested too deep for a scenario; write sections, fields and plain lists."


@pytest.mark.parametrize(("lines", "sentence"), FIELDS)
def test_a_field(write, sentences, lines: str, sentence: str) -> None:
    assert sentences(write(BASE + lines + "\n")) == [f"my.toml, {sentence}"]


@pytest.mark.parametrize(("line", "sentence"), PRESSURE)
def test_a_pressure(write, sentences, line: str, sentence: str) -> None:
    path = write(f"{BASE}[uncertainties]\n{line}\n")
    assert sentences(path) == [f"my.toml, {sentence}"]


@pytest.mark.parametrize(("lines", "sentence"), REGIMES)
def test_a_regime(write, sentences, lines: str, sentence: str) -> None:
    assert sentences(write(f"{BASE}[regime.x]\n{lines}\n")) == [f"my.toml, {sentence}"]


@pytest.mark.parametrize(("name", "sentence"), EXTENDS)
def test_extends(write, sentences, name: str, sentence: str) -> None:
    assert sentences(write(f'extends = "{name}"\n')) == [f"my.toml, line 1: extends {sentence}"]


def test_where_what_is_extended_cannot_be_read_nothing_follows(write, sentences) -> None:
    """Regimes that could not be read are not said to be none."""
    own = 'contrasts = ["framed - routine on mandate_share"]\nbaseline = "routine"\n'
    (only,) = sentences(write(f'extends = "nosuch.toml"\n{own}'))
    assert "extends names nosuch.toml" in only


def test_a_circle_of_two_is_told_where_it_closes(write, sentences) -> None:
    write('# a\nextends = "my.toml"\n', "other.toml")
    right = "let one of them extend nothing"
    circle = f"goes in a circle: my.toml -> other.toml -> my.toml; {right}."
    assert sentences(write('extends = "other.toml"\n')) == [f"other.toml, line 2: extends {circle}"]


def test_a_long_chain_is_refused(write, sentences) -> None:
    for number in range(30):
        write(f'extends = "f{number + 1}.toml"\n', f"f{number}.toml")
    (sentence,) = sentences("f0.toml")
    assert "makes a chain of more than 20 files" in sentence


def test_a_link_that_leads_away_is_outside(folder: Path, write, sentences) -> None:
    try:
        (folder / "link.toml").symlink_to("/etc/hostname")
    except OSError:
        pytest.skip("no links here")
    (sentence,) = sentences(write('extends = "link.toml"\n'))
    assert "outside the scenario's folder" in sentence


def test_what_is_extended_is_checked_too(write, sentences) -> None:
    write(BASE + "[run]\nseeed = 3\n", "other.toml")
    found = sentences(write('extends = "other.toml"\n[run]\nmonth = 3\n'))
    assert found == [
        "my.toml, line 3: run.month is not a field here; did you mean months?",
        "other.toml, line 3: run.seeed is not a field here; did you mean seed?",
    ]


def test_all_problems_of_a_file_come_at_once(write, sentences) -> None:
    path = write(
        BASE
        + "titel = 1\n[municipality]\ncouncil_seats = 29\nstaff = 3 mio\n[switches]\nblame = 1\n"
    )
    assert sentences(path) == [
        "my.toml, line 2: titel is not a field or section; did you mean title?",
        "my.toml, line 5: municipality.staff is 3 mio, which is not TOML; write a whole number (count, 10 to 90000).",
        "my.toml, line 7: switches.blame is 1; write true or false.",
    ]


def test_a_file_of_nothing_but_problems_is_not_read_to_the_end(write, sentences) -> None:
    found = sentences(write("\n".join(f"a{number} = 1" for number in range(50_000))))
    assert found[0] == (
        "my.toml: the file has more than 100 problems, of which these are the first."
    )
    assert len(found) < 110


def test_a_wrong_field_is_not_complained_of_twice(write, sentences) -> None:
    path = write(BASE + '[municipality]\ncouncil_seats = 29\nminority_seats = "11"\nx = 1\n')
    fields = [sentence.split(": ")[1].split(" ")[0] for sentence in sentences(path)]
    assert fields == ["municipality.minority_seats", "municipality.x"]


@pytest.mark.parametrize("nested", NESTED, ids=["closed", "open", "tables"])
def test_deep_nesting(write, sentences, nested: str) -> None:
    assert sentences(write(f"{BASE}a = {nested}\n")) == [f"my.toml, line 2: {TOO_DEEP}"]


@pytest.mark.parametrize("line", ["a." * 5000 + "a = 1", "[" + "a." * 5000 + "a]"])
def test_deep_keys(write, sentences, line: str) -> None:
    assert sentences(write(f"{BASE}{line}\n")) == [f"my.toml, line 2: {TOO_DEEP}"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", 'my.toml: the file is empty; a scenario needs at least extends = "randers.toml".'),
        (b" \n\n", 'my.toml: the file is empty; a scenario needs at least extends = "randers.toml".'),
        (b"# x\n", 'my.toml: there is no regime; write extends = "randers.toml", or [regime.routine] with preset = "routine".'),
        (b"#" * 1_000_001, "my.toml: the file is larger than 1 MB; a scenario is a few kB."),
        (b'# a\ntitle = "\xe6"\n', "my.toml, line 2: the file is not UTF-8 (byte 0xE6); save it as UTF-8."),
        ('title = "x"'.encode("utf-16"), "my.toml, line 1: the file is UTF-16, not UTF-8; save it as UTF-8."),
        (b"ildsj\xc3\xa6le = 3\n", "my.toml, line 1: ildsjæle is not a TOML key, which has only a-z, 0-9, _ and -; did you mean ildsjaele_lost in [metrics]?"),
        (b"[run]\nthis is text\n", "my.toml, line 2: this is not TOML (expected '=' after a key in a key/value pair); write field = value."),
        (b'a = """x\n\n', "my.toml, line 1: a is a text whose quotes are not closed; close them."),
    ],
)  # fmt: skip
def test_a_file(write, sentences, content: bytes, sentence: str) -> None:
    assert sentences(write(content)) == [sentence]


def test_a_large_file_is_not_parsed(write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tomllib.loads", lambda _: pytest.fail("parsed"))
    with pytest.raises(ScenarioUnreadableError):
        load(write("a = 1\n" * 200_000))


def test_a_folder(folder: Path, write, sentences) -> None:
    assert sentences(folder / "..") != []
    write(BASE, "inner/one.toml")
    assert sentences("inner/") == ["inner: this is a folder; name one of its files: one.toml."]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("radners", "radners: there is no scenario of this name; did you mean randers?"),
        ("mye.toml", "mye.toml: there is no such file; did you mean my.toml?"),
        ("randers.toml", "randers.toml: there is no such file; did you mean the installed scenario randers?"),
        ("nowhere/x.toml", "nowhere/x.toml: there is no such file; check the path, or name an installed scenario."),
    ],
)  # fmt: skip
def test_a_missing_file(write, sentences, name: str, sentence: str) -> None:
    write(BASE)
    assert sentences(name) == [sentence]


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000, "qqqq"])
def test_an_impossible_name(folder: Path, name: str) -> None:
    with pytest.raises(ScenarioNotFoundError, match="there is no scenario of this name"):
        load(name)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("uncertainties.pressure=0.05", "uncertainties.pressure is 0.05, more than 0.04; write a number (share, 0 to 0.04)."),
        ("uncertainties.publicity=1 %", 'uncertainties.publicity is the text "1 %"; write a number (share, 0 to 1), here 0.01.'),
        ("uncertainties.publicity=0,5", 'uncertainties.publicity is the text "0,5"; write a number (share, 0 to 1), here 0.5.'),
        ("switches.elections=True", 'switches.elections is the text "True"; write true.'),
        ("pressure=0.05", "uncertainties.pressure is 0.05, more than 0.04; write a number (share, 0 to 0.04)."),
        ("pres=0.01", "pres is not a field or section; did you mean pressure in [uncertainties]?"),
        ("municipality.løn=300", "municipality.løn is not a field here; did you mean wage_mdkk?"),
        ("løn=300 kr", "løn is not a field or section; did you mean wage_mdkk in [municipality]?"),
        ("pressure={kind=ramp,from=0,to=0.01,years=4}", 'pressure holds ramp, which is not TOML; put it in quotes, "ramp".'),
        ("regimes=[framed]", 'regimes holds framed, which is not TOML; put it in quotes, "framed".'),
        ("regimes=framed", 'run.regimes is not a list of names of regimes; write ["framed"].'),
        ("pool=3", "pool needs its section here; write regime.NAME.pool=VALUE."),
        ("mandate_share=3", "mandate_share needs its section here; write metrics.mandate_share=VALUE."),
        ("# x=1", "'# x=1' sets no field; write section.field=value, such as uncertainties.pressure=0.02."),
        ("replications=1.000", "run.replications is 1.000, which is 1 in a TOML file; write a whole number (count, 1 to 1000000), here 1000."),
        ("regime.framd.vision=1", "regime.framd is not a regime; did you mean framed?"),
        ("regime.framed.vison=1", "regime.framed.vison is not a lever; did you mean vision?"),
        ("municipality.council_seats=29", f"municipality.council_seats does not add up: 18 + 13 = 31, not 29 seats; {SUMS}."),
        ("extends=x", "extends cannot be set here; write it in a file."),
        ("foo", "'foo' sets no field; write section.field=value, such as uncertainties.pressure=0.02."),
        ("=1", "'=1' sets no field; write section.field=value, such as uncertainties.pressure=0.02."),
    ],
)  # fmt: skip
def test_set(sentences, typed: str, sentence: str) -> None:
    assert sentences("randers", typed) == [f"--set: {sentence}"]


def test_a_field_of_one_section_may_be_set_without_it() -> None:
    bare = load("randers", ["pressure=39 mDKK", "staff=8400", "months=24"])
    full = load(
        "randers", ["uncertainties.pressure=0.01", "municipality.staff=8400", "run.months=24"]
    )
    assert (bare.pressure, bare.values) == (full.pressure, full.values)
    assert list(load("randers", ['regimes=["framed"]']).regimes) == ["framed"]
    assert bare.asked == ("randers", "pressure=39 mDKK", "staff=8400", "months=24")


def test_the_tree() -> None:
    for error in (ScenarioNotFoundError, ScenarioUnreadableError, ScenarioInvalidError):
        assert issubclass(error, ScenarioError)
    problem = Problem("f.toml", 3, "a", "is b", "write c")
    assert ScenarioError([problem]).problems == (problem,)


def test_a_preset_of_ones_own_is_checked(write, sentences) -> None:
    write('title = "P"\n[levers]\nvison = 1\n[source]\n', "presets/mine.toml")
    found = sentences(write(BASE + '[regime.x]\npreset = "mine"\n'))
    assert found == [
        "presets/mine.toml, line 3: levers.vison is not a lever; did you mean vision?",
        "presets/mine.toml, line 4: source is not a field of a preset; did you mean sources?",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[municipality]\npopulation = 1300\npopulation = 1400\n", "line 4: municipality.population stands twice; write it once"),
        ('[regimes.ny]\npreset = "framed"\n', "regimes is not a field or section; did you mean [regime.NAME]?"),
    ],
)  # fmt: skip
def test_what_stands_twice_and_a_slip_for_regime_are_told_as_that(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'extends = "village"\n{text}', encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        load(path)
    assert said in str(error.value)

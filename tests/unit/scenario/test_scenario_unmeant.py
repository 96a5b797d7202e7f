"""What is fine and surely not meant is said, with what it comes to; what is meant is not."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from innosim.cli.main import main
from innosim.scenario.catalogue import LEVERS, OUTCOMES, PARAMETERS
from innosim.scenario.danish import in_danish
from innosim.scenario.errors import ScenarioError
from innosim.scenario.places import installed_names
from innosim.scenario.reader import load
from innosim.scenario.unmeant import MOST_NOTES, unmeant


@pytest.mark.parametrize("name", installed_names())
def test_of_what_comes_with_innosim_nothing_is_said(name: str) -> None:
    assert unmeant(load(name)) == ()


NOTES = [
    (
        ["municipality.population=40000"],
        [
            "population 40,000 (staff as in Randers): that is 4.71 inhabitants to an employee; in Randers 11.3.",
            "population 40,000 (budget_mdkk as in Randers): that is DKK 97,500 of budget an inhabitant; in Randers DKK 40,625.",
        ],
    ),
    (
        ["municipality.wage_mdkk=0.00014"],
        [
            ("wage_mdkk 0.00014 (staff, fte_share, effective_hours, budget_mdkk as in Randers): that is wages of 36.6 % of the"
            " budget; in Randers 75.8 %.")
        ],
    ),
    (
        ["municipality.wage_mdkk=0.00001"],
        [("wage_mdkk 0.00001 (staff, fte_share, effective_hours, budget_mdkk as in Randers): that is wages of 2.62 % of the"
         " budget; in Randers 75.8 %.")],
    ),
    (
        ["regime.framed.pool=0.003"],
        [
            ("regime.framed.pool is 0.003 per mille of the budget: DKK 11,700 a year; presets have 1.5 to 3.1, DKK 5,850,000 a"
            " year and more.")
        ],
    ),
    (
        ["regime.framed.training=0.001"],
        [
            ("regime.framed.training is 0.001 per mille of the budget: DKK 3,900 a year; presets have 0.5 to 1, DKK 1,950,000 a"
            " year and more.")
        ],
    ),
    (
        ["regime.framed.sorting_staff=0.0005"],
        [
            ("regime.framed.sorting_staff is 0.0005 FTE per 1,000 staff: 6.38 hours a year; presets have 0.3 to 0.5, 3,825 hours"
            " a year and more.")
        ],
    ),
    (
        ["municipality.staff=80000", "municipality.population=900000", "municipality.budget_mdkk=36700", "municipality.units=3300"],
        ["staff 80,000: the model was tried on towns of 100 to 60,000 employees, and set for Randers' 8,500."],
    ),
    (
        ["regime.framed.vision=0.008"],
        ["regime.framed.vision is 0.008, which is 0.8 %; presets have 0.2 to 0.8, 20 % and more."],
    ),
    (
        ["regime.framed.protected_time=0.000003"],
        ["regime.framed.protected_time is 0.000003, which is 0.0003 %; presets have 0.002 to 0.004, 0.2 % and more."],
    ),
    (["regime.framed.vision=0.05"], []),
    (
        ['pressure="25 kr"'],
        ["uncertainties.pressure asks for DKK 25 a January; 1 % of the budget, as is usual, is DKK 39,000,000."],
    ),
    (['pressure={kind="ramp", from=0.0, to=0.01, years=12}', "months=144"], []),
    (
        ['pressure={kind="series", values=[0.0, "25 kr", 0.01]}'],
        ["uncertainties.pressure asks for DKK 25 a January; 1 % of the budget, as is usual, is DKK 39,000,000."],
    ),
    (
        ['pressure={kind="series", values=[0.01, 0.01, 0.01, 0.02]}', "months=25"],
        ["uncertainties.pressure has 4 values, and the run 3 Januaries: those after January number 3 are not used."],
    ),
    (
        ['pressure={kind="ramp", from=0.0, to=0.02, years=21}', "months=132"],
        ["uncertainties.pressure reaches 2 % in January number 21, and the run has 11: it gets to 1 %."],
    ),
    (['pressure={kind="step", before=0.0, after=0.02, year=2, years=30}', "months=24"], []),
    (["municipality.population=100000", "regime.framed.pool=0.5", "municipality.units=500"], []),
    # another town, whole: nobody's business
    (["municipality.population=48000", "municipality.staff=4250", "municipality.budget_mdkk=1950", "municipality.units=175"], []),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "said"), NOTES)
def test_a_slip_is_said_with_what_it_comes_to(fields: list[str], said: list[str]) -> None:
    assert [note.en for note in unmeant(load("randers", fields))] == said


def test_a_regime_of_nothing_is_said_to_be_none(write) -> None:
    path = write(
        'extends = "randers.toml"\n[regime.mine]\ntitle = "Mine"\n[regime.yours]\nvision = 0.1\n'
    )
    (note,) = unmeant(load(path))
    assert note.en == (
        "regime.mine has no preset and sets no lever, so that all are zero: not even an ordinary town, which is"
        ' preset = "routine".'
    )


def test_later_values_are_looked_at_too_and_of_many_notes_some_are_counted(write) -> None:
    slips = "".join(
        f"[regime.r{n}]\npreset = 'framed'\n[[regime.r{n}.change]]\nmonth = 12\npool = 0.002\n"
        for n in range(MOST_NOTES + 3)
    )
    notes = [note.en for note in unmeant(load(write(f'extends = "randers.toml"\n{slips}')))]
    assert notes[0].startswith("regime.r0.pool from month 12 is 0.002 per mille")
    assert len(notes) == MOST_NOTES + 1
    assert notes[-1] == "and 3 more such."


def test_check_and_run_say_it_and_go_on(write, capsys, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    path = write('extends = "village.toml"\n[regime.framed]\npool = 0.003\n', "mine.toml")
    for args in (
        ["check", str(path)],
        ["run", str(path), "--replications", "1", "--months", "3", "--regime", "framed", "--cost", "as-costed"],
    ):  # fmt: skip
        with pytest.raises(SystemExit) as ended:
            main(args)
        assert ended.value.code == 0
        told = capsys.readouterr()
        stream = told.out if args[0] == "check" else told.err
        assert "regime.framed.pool is 0.003 per mille of the budget: DKK 165 a year" in stream
    with pytest.raises(SystemExit):
        main([*args, "--lang", "da"])
    told = capsys.readouterr().err
    assert (
        "Næppe meningen? regime.framed.pool er 0,003 promille af budgettet: 165 kr. om året" in told
    )


MEANT = {
    "indbyggere": "population", "befolkning": "population", "ansatte": "staff", "driftsbudjet": "budget_mdkk",
    "pladser_i_byraadet": "council_seats", "måneder": "months", "gentagelser": "replications", "frø": "seed", "timer": "", "x": "",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize(("typed", "field"), MEANT.items())
def test_a_danish_name_is_known(typed: str, field: str) -> None:
    assert in_danish(typed, PARAMETERS) == field


@pytest.mark.parametrize("lever", LEVERS.values(), ids=lambda lever: lever.name)
def test_every_lever_is_found_by_its_danish_name(lever) -> None:
    assert in_danish(lever.short.da.replace(" ", "_"), LEVERS) == lever.name


def test_every_outcome_is_found_by_its_danish_name() -> None:
    found = [in_danish(metric.short.da, OUTCOMES) for metric in OUTCOMES.values()]
    assert found == list(OUTCOMES)


def test_a_file_in_danish_is_told_every_right_name(write) -> None:
    path = write(
        'extends = "randers.toml"\ntitel = "by"\n[kommune]\nx = 1\n[municipality]\nindbyggere = 4\n[regime.mine]\npulje = 3\n'
        "[regime.mine.sources]\npulje = 'x'\n[[regime.mine.change]]\nmonth = 3\nbeskyttet_tid = 0.1\n"
    )
    with pytest.raises(ScenarioError) as refused:
        load(path)
    told = re.findall(r"did you mean (\w+)\?", str(refused.value))
    assert told == ["title", "municipality", "population", "pool", "pool", "protected_time"]


FRAMED_AS_NEW = """extends = "randers.toml"
[regime.mine]
preset = "{preset}"
"""


def test_a_preset_changed_where_every_lever_stands_is_said_to_have_no_say(write) -> None:
    levers = load("randers").regimes["framed"].levers
    lines = "".join(
        f"{name} = {bool(value)}\n".lower()
        if LEVERS[name].kind == "yes/no"
        else f"{name} = {value:g}\n"
        for name, value in levers.items()
    )
    said = 'regime.mine has preset = "bottom-up", but each of its levers has a line of its own, and {} are as in framed:'

    def notes(preset: str, text: str) -> list[str]:
        return [
            note.en for note in unmeant(load(write(FRAMED_AS_NEW.format(preset=preset) + text)))
        ]

    assert notes("framed", lines) == []
    (note,) = notes("bottom-up", lines)
    assert note.startswith(said.format("all"))
    (note,) = notes("bottom-up", lines.replace("pool = 3.1", "pool = 2.9"))
    assert note.startswith(said.format("all but pool"))
    assert notes("framed", lines.replace("pool = 3.1", "pool = 2.9")) == []
    assert notes("bottom-up", lines.replace("pool = 3.1\n", "")) == []


def test_notes_are_said_in_danish_with_danish_marks() -> None:
    fields = ["municipality.population=40000", "regime.framed.pool=0.003", "pressure=25 kr"]
    assert [note.da for note in unmeant(load("randers", fields))] == [
        "population 40.000 (staff som i Randers): det er 4,71 indbyggere pr. ansat; i Randers 11,3.",
        "population 40.000 (budget_mdkk som i Randers): det er et budget på 97.500 kr. pr. indbygger; i Randers 40.625 kr.",
        "uncertainties.pressure kræver 25 kr. hver januar; 1 % af budgettet, som er det almindelige, er 39.000.000 kr.",
        (
            "regime.framed.pool er 0,003 promille af budgettet: 11.700 kr. om året; udgangspunkterne har 1,5 til 3,1, altså mindst"
            " 5.850.000 kr. om året."
        ),
    ]


def test_what_python_made_of_a_pressure_is_looked_at_and_not_the_file_s() -> None:
    found = load("randers", ["pressure=25 kr"])
    assert unmeant(replace(found, pressure=(0.01,) * 12)) == ()


def test_check_says_what_only_a_run_can_tell_in_the_language_asked_for(write, capsys) -> None:
    path = write('extends = "village.toml"\n[run]\nenvelope_mdkk = 0.5\n')
    told = []
    for lang in ("en", "da"):
        with pytest.raises(SystemExit):
            main(["check", str(path), "village", "--lang", lang])
        told.append(capsys.readouterr().out.splitlines())
    english, danish = told
    assert english[1].endswith(
        "run.envelope_mdkk is 0.5: only a run can tell whether every regime can be brought to use that much."
    )
    assert danish[1].endswith(
        "run.envelope_mdkk er 0,5: kun en kørsel kan vise, om alle regimer kan bringes til at bruge så meget."
    )
    assert english[2].startswith("village: fine;")
    assert danish[2].startswith("village: i orden;")
    assert len(english) == len(danish) == 3


WAGES, UNITS, PEOPLE = "wages of", "to a unit", "to an employee"
ALL_OF_WAGES = ("staff", "fte_share", "effective_hours")


@pytest.mark.parametrize(
    ("words", "times", "is_said"),
    [
        (WAGES, {"wage_mdkk": 1 / 1.2}, False),  # some of its facts as in Randers: up to 1.3
        (WAGES, {"wage_mdkk": 1 / 1.4}, True),
        (
            WAGES,
            {**dict.fromkeys(ALL_OF_WAGES, 0.99), "wage_mdkk": 0.72, "budget_mdkk": 0.99},
            True,
        ),
        (
            WAGES,
            {**dict.fromkeys(ALL_OF_WAGES, 0.99), "wage_mdkk": 0.85, "budget_mdkk": 0.99},
            False,
        ),
        (UNITS, {"units": 1 / 2}, False),  # up to 3, whatever is as in Randers
        (UNITS, {"units": 1 / 3.2}, True),
        (UNITS, {"units": 1 / 2, "staff": 1.01}, False),
        (UNITS, {"units": 1 / 3.2, "staff": 1.01}, True),
        (PEOPLE, {"population": 1.1}, False),  # half done up to 1.15, a town of its own up to 1.5
        (PEOPLE, {"population": 1.3}, True),
        (PEOPLE, {"population": 1.313, "staff": 1.01}, False),
        (PEOPLE, {"population": 1.616, "staff": 1.01}, True),
    ],
)
def test_how_far_from_randers_a_ratio_may_be(
    words: str, times: dict[str, float], is_said: bool
) -> None:
    randers = load("randers")
    changed = {name: randers.values[name] * by for name, by in times.items()}
    found = unmeant(replace(randers, values={**randers.values, **changed}))
    assert any(words in note.en for note in found) == is_said

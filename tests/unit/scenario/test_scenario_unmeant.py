"""What is fine and surely not meant is said, with what it comes to; what is meant is not."""

import re
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
    (["municipality.population=100000", "regime.framed.pool=0.5", "municipality.units=500"], []),
    # another town, whole: nobody's business
    (["municipality.population=48000", "municipality.staff=4250", "municipality.budget_mdkk=1950", "municipality.units=175"], []),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "said"), NOTES)
def test_a_slip_is_said_with_what_it_comes_to(fields: list[str], said: list[str]) -> None:
    assert list(unmeant(load("randers", fields))) == said


def test_a_regime_of_nothing_is_said_to_be_none(write) -> None:
    path = write(
        'extends = "randers.toml"\n[regime.mine]\ntitle = "Mine"\n[regime.yours]\nvision = 0.1\n'
    )
    (note,) = unmeant(load(path))
    assert note == (
        "regime.mine has no preset and sets no lever, so that all are zero: not even an ordinary town, which is"
        ' preset = "routine".'
    )


def test_later_values_are_looked_at_too_and_of_many_notes_some_are_counted(write) -> None:
    slips = "".join(
        f"[regime.r{n}]\npreset = 'framed'\n[[regime.r{n}.change]]\nmonth = 12\npool = 0.002\n"
        for n in range(MOST_NOTES + 3)
    )
    notes = unmeant(load(write(f'extends = "randers.toml"\n{slips}')))
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

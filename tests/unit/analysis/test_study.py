"""What is said of a study's points: levels, both differences with their verdicts, who leads, and what failed or is undefined."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from innosim.analysis.frames import AnalysisError
from innosim.analysis.study import StudyMeasures, same, short_names
from innosim.analysis.study_comparison import StudyComparison, compare_study
from innosim.analysis.verdicts import Verdict
from innosim.scenario.reader import load

sys.path.insert(0, str(Path(__file__).parents[2]))  # for what tests share

from studies import MadeUpRuns, made_up

BASE = load("village")
GRID = [
    {"uncertainties.pressure": pressure, "regime.framed.protected_time": time}
    for pressure in (0.0, 0.01, 0.02)
    for time in (0.0, 0.002)
]


@pytest.fixture
def runs() -> MadeUpRuns:
    return made_up(BASE, GRID, failures={3: "it may not be."}, undefined={("framed", "value_per_year"): 3})  # fmt: skip


def compared(found: MadeUpRuns, **options: Any) -> StudyComparison:
    return compare_study(found, BASE, **options)


def test_a_difference_is_paired_by_replication(runs: MadeUpRuns) -> None:
    cell = compared(runs).cell(1, "as_costed", "framed", "throughput_per_year")
    ours, base = (runs.values("as_costed", name, "throughput_per_year")[1] for name in ("framed", "routine"))  # fmt: skip
    assert cell.to_baseline is not None
    assert cell.to_baseline.difference.mean == pytest.approx(np.mean(ours - base))
    assert cell.to_baseline.difference.pairs == 12


def test_the_reference_point_is_the_base_s_own_setting_where_it_is_one(runs: MadeUpRuns) -> None:
    plain = made_up(BASE, [{"uncertainties.pressure": each} for each in (0.0, 0.01, 0.02)])
    assert compared(plain).reference == 1
    assert compared(runs).reference == 0  # framed has other protected time in none of them
    assert compared(runs, reference={"pressure": 0.02}).reference == 4
    moved = compared(plain).cell(2, "as_costed", "framed", "throughput_per_year").to_reference
    values = plain.values("as_costed", "framed", "throughput_per_year")
    assert moved is not None
    assert moved.difference.mean == pytest.approx(np.mean(values[2] - values[1]))


def test_a_lever_of_another_regime_changes_nothing(runs: MadeUpRuns) -> None:
    cell = compared(runs).cell(1, "as_costed", "routine", "throughput_per_year")
    assert cell.to_reference is not None
    assert cell.to_reference.verdict == Verdict.ZERO


def test_regimes_with_equal_levers_do_not_differ() -> None:
    points = [{"regime.framed.protected_time": 0.002}]
    twin = {**BASE.regimes, "routine": BASE.regimes["framed"]}
    from dataclasses import replace

    scenario = replace(BASE, regimes={name: replace(each, name=name) for name, each in twin.items()})  # fmt: skip
    own = scenario.regimes["framed"].levers["protected_time"]
    found = made_up(scenario, [{"regime.framed.protected_time": own}, *points])
    measures = StudyMeasures(found, scenario)
    alike = measures.to_other(0, "as_costed", "framed", "routine", "throughput_per_year")
    assert alike.verdict == Verdict.ZERO


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        (3, "point 3 failed: it may not be."),
        (99, "there is no point 99 in this study: they are numbered from 0 to 5"),
        ({"pressure": 0.5}, "uncertainties.pressure is never 0.5 here: there are 0, 0.01, 0.02"),
        ({"staff": 3}, "municipality.staff is not varied here"),
    ],
)
def test_a_point_that_is_none_is_refused(runs, reference: object, sentence: str) -> None:
    with pytest.raises(AnalysisError) as error:
        compared(runs, reference=reference)
    assert sentence in str(error.value)


def test_what_is_undefined_is_counted(runs: MadeUpRuns) -> None:
    cell = compared(runs).cell(5, "as_costed", "framed", "value_per_year")
    assert (cell.n, cell.undefined) == (9, 3)
    assert cell.why
    assert cell.to_baseline is not None
    assert cell.to_baseline.verdict == Verdict.UNDEFINED


def test_a_tidy_frame_has_the_varied_values_in_columns(runs: MadeUpRuns) -> None:
    table = compared(runs, metrics=["value_per_year"]).table
    assert {"uncertainties.pressure", "regime.framed.protected_time"} <= set(table.columns)
    assert sorted(set(table["point"])) == [0, 1, 2, 4, 5]  # not the failed one
    assert len(table) == 5 * 2 * len(BASE.regimes)


def test_who_leads_and_where_that_is_undecided_or_does_not_matter() -> None:
    found = made_up(BASE, [{"uncertainties.pressure": each} for each in (0.0, 0.01, 0.02)])
    rng = np.random.default_rng(1)
    for name in BASE.regimes:
        values = found.made["as_costed", name, "value_per_year"]
        values[0] = (2.0 if name == "framed" else 1.0) + 0.01 * rng.normal(size=12)
        values[1] = 1.0 + 0.001 * rng.normal(size=12)
        values[2] = 1.0 + 1.0 * rng.normal(size=12)
    every = compared(found, sesoi={"value_per_year": 0.05})
    clear, level, open_ = (every.lead(at, "as_costed", "value_per_year") for at in range(3))
    assert (clear.state, clear.regimes) == ("leads", ("framed",))
    assert (level.state, level.all_level) == ("level", True)
    assert open_.state == "undecided"


def test_nobody_leads_where_a_point_failed_or_one_regime_was_run(runs: MadeUpRuns) -> None:
    assert compared(runs).lead(3, "as_costed", "value_per_year").state == "none"
    alone = made_up(BASE, GRID, regimes=("routine",))
    assert compared(alone).lead(0, "as_costed", "value_per_year").state == "none"


def test_names_are_as_short_as_they_may_be() -> None:
    names = ("uncertainties.pressure", "regime.framed.pool", "regime.randers.pool")
    assert list(short_names(names).values()) == ["pressure", "framed.pool", "randers.pool"]


def test_values_are_the_same_whatever_their_kind() -> None:
    assert same(1, True)
    assert same(0.1 + 0.2, 0.3)
    assert same({"kind": "ramp"}, {"kind": "ramp"})
    assert not same("expected", 0.3)
    assert not same(None, 0.0)


def twins(costs: tuple[str, ...]) -> StudyMeasures:
    """Two regimes of equal levers that use unequal amounts at equal resources, and differ at the second point."""
    from dataclasses import replace

    one = BASE.regimes["framed"]
    scenario = replace(BASE, regimes={name: replace(one, name=name) for name in ("framed", "twin")}, baseline="twin")  # fmt: skip
    points = [{"regime.framed.protected_time": each} for each in (one.levers["protected_time"], 0.02)]  # fmt: skip
    found = made_up(scenario, points, costs=costs, factors={"framed": 0.5, "twin": 0.7})
    return StudyMeasures(found, scenario)


@pytest.mark.parametrize(
    "costs", [("as_costed",), ("equal_resources",), ("as_costed", "equal_resources")]
)
def test_regimes_are_alike_as_they_are_run(costs: tuple[str, ...]) -> None:
    """Equal levers are scaled by unequal factors: a real difference was told as none where equal resources were run alone."""
    measures = twins(costs)
    for point in (0, 1):
        for cost in costs:
            held = measures.to_other(point, cost, "framed", "twin", "throughput_per_year")
            assert (held.verdict == Verdict.ZERO) == (cost == "as_costed" and point == 0)
            assert held.difference.equal == (cost == "as_costed" and point == 0)


def test_what_follows_a_parameter_is_no_longer_alike() -> None:
    """Routine's involvement is what is expected: two points that differ in that alone differ for it, and not for a regime with its own."""
    name = "uncertainties.expected_involvement"
    found = made_up(BASE, [{name: each} for each in (0.001, 0.002)])
    measures = StudyMeasures(found, BASE)
    for regime in ("routine", "framed"):
        assert (
            measures.to_point(1, 0, "as_costed", regime, "throughput_per_year").verdict
            != Verdict.ZERO
        )


def test_a_point_is_judged_by_its_own_town_and_regimes() -> None:
    """Its months give the smallest step of a share, and a regime of cuts alone that gets a programme there tries too."""
    found = made_up(BASE, [{"run.months": 24}, {"run.months": 144}])
    measures = StudyMeasures(found, BASE)
    grids = [measures.of(point, "as_costed", "framed", "mandate_share").grid for point in (0, 1)]
    assert grids == pytest.approx([1 / 24, 1 / 144])
    cuts = [{"regime.shaving.cuts_only": each} for each in (True, False)]
    measures = StudyMeasures(made_up(BASE, cuts), BASE)
    assert [measures.is_ranked("shaving", "failure_cost_mdkk_per_year", point) for point in (0, 1)] == [False, True]  # fmt: skip

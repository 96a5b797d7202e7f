"""The start-up: one past a replication, whatever the regime, and a run that is measured from month 0."""

import copy
import pickle

import numpy as np
import pytest
from towns import changed, differences, free, middle, outcome, steered, village

from innosim.model.municipality import Municipality
from innosim.model.rules.calendar import clock_of
from innosim.model.simulator import Simulator
from innosim.model.snapshot import entered, snapshot
from innosim.scenario.catalogue.codes import EVENTS, NEVER
from innosim.scenario.resolved import Regime

MONTHS, BEFORE = 30, 24


@pytest.fixture(scope="module")
def town():
    return village(months=MONTHS, startup_months=BEFORE, post_share=0.15)


def _by_way_of_a_file(model):
    return pickle.loads(pickle.dumps(model))  # noqa: S301 - its own bytes


def _run(town, regime, past=None, **how):
    simulator = Simulator(town, town.regimes[regime], **how)
    simulator.run(1, past=past)
    return simulator


def test_a_past_lived_by_another_regime_is_ones_own(town):
    past = Simulator(town, town.regimes["framed"]).past(1)
    for regime in ("top-down", "shaving"):
        assert (
            differences(
                _run(town, regime).tables(ideas=True), _run(town, regime, past).tables(ideas=True)
            )
            == []
        )


def test_a_simulator_that_has_run_enters_a_past_as_a_new_one_does(town):
    used = _run(town, "bottom-up")
    past = used.past(1)
    used.run(0)
    used.run(1, past=past)
    assert differences(used.tables(ideas=True), _run(town, "bottom-up").tables(ideas=True)) == []


def test_a_past_that_is_looked_at_leaves_no_trace_in_what_is_run_next(town):
    """What an earlier, longer history had written into rows that are spare now."""
    used = Simulator(town, town.regimes["framed"])
    for replication in range(1, 6):
        past = used.past(replication)
        used.tables_before(past, ideas=True)
        fresh = Simulator(town, town.regimes["framed"])
        assert (
            differences({"past": dict(past.tables)}, {"past": dict(fresh.past(replication).tables)})
            == []
        )
        used.run(replication, past=past)
        fresh.run(replication)
        assert differences(used.tables(ideas=True), fresh.tables(ideas=True)) == []
        used.tables_before(past, ideas=True)


def test_who_is_elected_before_month_0_is_not_who_sat_there(town):
    """A newcomer at month 0 has luck of its own, though the founding's clock is 0 as well."""
    changed_seats = 0
    for replication in range(5):
        simulator = Simulator(changed(town, startup_months=12), free())
        simulator.start(replication)
        simulator.advance(-1)
        before = simulator.town.arrays()["council"].copy()
        simulator.advance(1)
        after = simulator.town.arrays()["council"]
        new = after["person"] > before["person"]
        changed_seats += new.sum()
        assert not np.any(after["home"][new] == before["home"][new])
    assert changed_seats > 5


def test_cuts_alone_copy_nothing_and_take_nothing_off_the_shelf(town):
    """What was at work at month 0 runs on; nothing new begins [N A3]."""
    long = changed(town, months=48)
    simulator = Simulator(long, steered(free(), cuts_only=1.0), events=True)
    simulator.run(1)
    events = simulator.events()
    from_0 = events["month"] >= 0
    names = {EVENTS.names[code] for code in events["event"][from_0]}
    assert "entered operation" in names
    assert not names & {"copied", "sparked", "returned from the shelf"}


def test_every_regime_has_the_same_months_before(town):
    runs = [_run(town, name) for name in town.regimes]
    before = [run.tables_before(snapshot(run.town, MONTHS), ideas=True) for run in runs]
    assert all(differences(before[0], other) == [] for other in before[1:])
    assert before[0]["indicators"]["month"].tolist() == list(range(-BEFORE, 0))
    assert np.all(before[0]["ideas"]["end_month"] < 0)


def test_a_regime_of_the_ordinary_town_s_levers_changes_nothing_at_month_0(town):
    """Two names for the same levers, and a town that goes on as before: the run is one and the same."""
    ordinary = [Regime(name, name, None, dict(town.start_up), (), {}) for name in ("one", "other")]
    first, second = (outcome(town, regime, 1) for regime in ordinary)
    assert differences(first, second) == []


def test_the_plain_model_gives_the_same_bits(town):
    short = changed(town, startup_months=12, months=6)
    compiled, plain = (_run(short, "framed", plain=plain, events=True) for plain in (False, True))
    assert differences(compiled.tables(ideas=True), plain.tables(ideas=True)) == []
    assert differences({"events": compiled.events()}, {"events": plain.events()}) == []


def test_no_start_up_is_an_empty_town():
    empty = Simulator(village(months=6, startup_months=0), free())
    empty.run(0)
    assert empty.tables(ideas=True)["ideas"]["month_sparked"].min() >= 0
    assert empty.past(0).reached == 0


def test_month_0_opens_on_a_town_at_work(town):
    simulator = Simulator(town, town.regimes["framed"])
    simulator.past(1)
    state = simulator.town.state[0]
    assert state["living"] + state["running"] > 0
    assert np.all(simulator.town.departments["quality"] == 1.0)
    assert np.all(simulator.town.departments["quality_start"] != 1.0)
    assert np.all(simulator.town.departments["cut_so_far"] > 0.0)
    assert state["required"] == state["cuts_total"] == state["harvested_total"] == 0.0
    assert not simulator.town.gates["judged"].any()
    assert state["total_sparked"] == state["ideas"]


def test_the_last_month_before_is_a_month_and_never_is_none(town):
    """Minus one once stood for never."""
    larger = middle(months=MONTHS, startup_months=BEFORE)
    ideas = _run(larger, "framed").tables(ideas=True)["ideas"]
    sparked = ideas["month_sparked"]
    assert -1 in sparked
    assert np.all(sparked[sparked >= 0] < MONTHS)
    assert np.all(ideas["end_month"][ideas["end_month"] != NEVER] >= 0)
    identity_months = (ideas["idea"] >> 12) & 1023
    originals = ideas["copied_from"] < 0
    assert [clock_of(int(month)) for month in sparked[originals]] == identity_months[
        originals
    ].tolist()


def test_what_was_spent_before_is_not_the_run_s(town):
    run = _run(town, "framed")
    tables = run.tables(ideas=True)
    spent, before = run.town.ideas["spent"], run.town.ideas["spent_before"]
    assert np.all(spent >= before)
    assert before.any()
    counted = spent - before + run.town.ideas["winding"]
    gone = (run.town.ideas["end_month"] < 0) & (run.town.ideas["end_month"] != NEVER)
    assert tables["metrics"]["spent_on_ideas_mdkk"][0] == pytest.approx(counted[~gone].sum())


def test_savings_and_cuts_are_those_asked_for_from_month_0():
    town = middle(months=48, startup_months=48, rollback_rate=0.1)
    run = Simulator(town, town.regimes["framed"])
    for replication in range(3):
        run.run(replication)
        metrics, state = run.tables(ideas=False)["metrics"], run.town.state[0]
        due = run.town.bookings["booked"][: state["bookings"]][
            run.town.bookings["settled"][: state["bookings"]] == 0
        ]
        met = metrics["realised_savings_mdkk_per_year"][0] + metrics["cuts_mdkk_per_year"][0]
        assert 4.0 * met + due.sum() + state["next_gap"] == pytest.approx(state["required"])


def test_a_run_s_metrics_are_undisturbed_by_sparks_before(town):
    """A town that stops sparking at month 0 has nothing to convert, whatever sparked before."""
    long = changed(town, months=60)
    silent = steered(free(), cuts_only=1.0)
    metrics = outcome(long, silent)["metrics"]
    assert metrics["sparked_in_time"][0] == 0.0
    assert np.isnan(metrics["conversion"][0])


@pytest.mark.parametrize("by", [copy.copy, copy.deepcopy, _by_way_of_a_file])
def test_a_municipality_is_copied_and_both_go_on_the_same(town, by):
    model = Municipality(town, regime="framed", replication=1)
    for _ in range(5):
        model.step()
    twin = by(model)
    for each in (model, twin):
        for _ in range(7):
            each.step()
    assert (
        differences(
            model._innosim_simulator.tables(ideas=True), twin._innosim_simulator.tables(ideas=True)
        )
        == []
    )
    assert twin.datacollector.model_vars == model.datacollector.model_vars
    assert len(twin.agents) == len(model.agents)


def test_a_copy_has_people_of_its_own(town):
    model = Municipality(town, regime="framed")
    twin = copy.copy(model)
    kind = type(next(iter(model.agents)))
    theirs, ours = (next(iter(each.agents_by_type[kind])) for each in (twin, model))
    was = ours.support
    theirs.support = 0.0
    assert (ours.support, theirs.support) == (was, 0.0)
    assert twin._innosim_simulator.town.council["support"][theirs.number] == 0.0


def test_mesa_starts_at_month_0_with_the_town_at_work(town):
    model = Municipality(town, regime="framed", replication=1)
    assert model.month == 0
    assert np.isnan(model.indicator("quality_mean"))
    while model.month < MONTHS:
        model.step()
    model._innosim_simulator.reckon()
    assert (
        differences(model._innosim_simulator.tables(ideas=True), outcome(town, "framed", 1)) == []
    )


def test_a_town_of_another_size_is_refused(town):
    other = Simulator(middle(months=MONTHS, startup_months=BEFORE), free())
    with pytest.raises(ValueError, match="has the shape"):
        entered(other.town, Simulator(town, town.regimes["framed"]).past(0))

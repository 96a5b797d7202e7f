"""Common random numbers: what a regime cannot change is bit for bit the same under every regime (ODD, Chance)."""

from dataclasses import replace

import numpy as np
import pytest
from towns import changed, differences, lived, middle, outcome, steered, village

from innosim.model import founding
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import PARAMETERS, TABLES

MONTHS = 72
EMPTY = {"startup_months": 0}
PER_IDEA = ("luck", "luck_quality", "lottery", "involvement_draw")
OF_THE_WORLD = ("pressure", "election", "shocks")


def ideas_by_identity(simulator: Simulator) -> dict[int, np.void]:
    town = simulator.town
    rows = town.ideas[: town.state["ideas"][0]]
    return dict(zip(rows["identity"].tolist(), rows, strict=True))


def test_equal_levers_under_two_names_are_equal_to_the_last_bit():
    """Name, title, preset and sources enter no draw and no rule."""
    scenario = middle(months=MONTHS)
    framed = scenario.regimes["framed"]
    renamed = replace(framed, name="ours", title="Our own", preset=None, sources={})
    assert differences(outcome(scenario, framed), outcome(scenario, renamed)) == []


def test_a_changed_lever_leaves_every_common_ideas_draws():
    """Top-down and bottom-up differ in all levers; the ideas that spark in both have the same fixed draws."""
    scenario = middle(months=MONTHS)
    one, other = (ideas_by_identity(lived(scenario, name, 2)) for name in ("top-down", "bottom-up"))
    common = one.keys() & other.keys()
    assert len(common) > 250
    for field in PER_IDEA:
        assert all(one[who][field] == other[who][field] for who in common), field
    same_visit = [
        who
        for who in common
        if one[who]["gate"] == other[who]["gate"]
        and one[who]["memo_error"] != 0.0 != other[who]["memo_error"]
    ]
    assert len(same_visit) > 100
    assert all(one[who]["memo_error"] == other[who]["memo_error"] for who in same_visit)
    assert any(one[who]["radicality"] != other[who]["radicality"] for who in common)


def test_the_world_is_the_same_under_every_regime():
    """Pressure, elections, shocks, who leaves: by slot and month, never by regime."""
    scenario = middle(months=MONTHS)
    runs = [lived(scenario, name) for name in scenario.regimes]
    first = runs[0].tables(ideas=False)["indicators"]
    for run in runs[1:]:
        indicators = run.tables(ideas=False)["indicators"]
        for name in OF_THE_WORLD:
            assert indicators[name].tobytes() == first[name].tobytes(), name
        for table in ("council", "board", "managers"):
            persons = getattr(run.town, table)["person"]
            assert persons.tobytes() == getattr(runs[0].town, table)["person"].tobytes(), table
        homes = run.town.council["home"]
        assert homes.tobytes() == runs[0].town.council["home"].tobytes()
        assert run.town.links.tobytes() == runs[0].town.links.tobytes()


def test_radicality_rises_with_ambition_for_every_idea():
    """A trait that a lever moves is an increasing function of the same draw."""
    scenario = middle(months=36, startup_months=0)
    framed = scenario.regimes["framed"]
    low, high = (
        ideas_by_identity(lived(scenario, steered(framed, ambition=a))) for a in (0.2, 0.9)
    )
    common = [who for who in low.keys() & high.keys() if who % 4096 == 0]
    assert len(common) > 100
    assert all(low[who]["radicality"] < high[who]["radicality"] for who in common)
    order = sorted(common, key=lambda who: low[who]["radicality"])
    imports = [who for who in order if low[who]["origin"] == 6]
    for group in (imports, [who for who in order if low[who]["origin"] != 6]):
        assert np.all(np.diff([high[who]["radicality"] for who in group]) >= 0.0)


def money_columns() -> dict[str, float]:
    """Columns in mDKK, all to be eight times as large in the smaller unit."""
    return {
        f"{table}.{column.name}": 8.0
        for table, declared in TABLES.items()
        for column in declared.columns
        if column.unit.startswith("mDKK")
    }


@pytest.mark.parametrize(
    ("regime", "forms"),
    [
        ("shaving", EMPTY),
        ("top-down", EMPTY),
        ("framed", EMPTY),
        ("randers", EMPTY),
        ("framed", {"startup_months": 12}),
    ],
)
def test_nothing_depends_on_the_unit_of_money(regime, forms):
    """Money x 8: shares, counts and support bit for bit the same, money columns exactly eight times as much."""
    scenario = middle(months=MONTHS, envelope_mdkk=2.0, **forms)
    money = {p.name: scenario.values[p.name] * 8.0 for p in PARAMETERS.values() if p.money}
    assert len(money) >= 5
    one, other = outcome(scenario, regime), outcome(changed(scenario, **money), regime)
    assert differences(one, other, money_columns()) == []
    assert one["indicators"]["gap_mdkk"].any()


def test_the_money_test_can_fail():
    """A parameter of money that is forgotten shows."""
    scenario = middle(months=24)
    forgotten = changed(scenario, budget_mdkk=390.0 * 8.0, wage_mdkk=0.00029 * 8.0)
    one, other = outcome(scenario, "framed"), outcome(forgotten, "framed")
    assert differences(one, other, money_columns())


@pytest.mark.parametrize("what", ["number", "seed", "replication"])
def test_another_key_gives_other_draws(what):
    """The municipality's number, the seed and the replication are part of every key."""
    scenario = middle(months=24)
    other = scenario if what == "replication" else changed(scenario, **{what: 77})
    one, two = lived(scenario, "framed"), lived(other, "framed", int(what == "replication"))
    lucks = [run.town.ideas["luck"][: run.town.state["ideas"][0]] for run in (one, two)]
    assert not set(lucks[0].tolist()) & set(lucks[1].tolist())
    openness = [run.town.managers["openness"] for run in (one, two)]
    assert (openness[0] != openness[1]).all()


def test_a_longer_horizon_has_the_same_first_months():
    """What is to come changes nothing of what has been."""
    short = outcome(middle(months=30), "framed")["indicators"]
    long = outcome(middle(months=90), "framed")["indicators"]
    assert all(short[name].tobytes() == long[name][:30].tobytes() for name in short)


def test_a_used_simulator_is_as_good_as_new():
    """A workspace is emptied between replications."""
    scenario = middle(months=MONTHS)
    used = Simulator(scenario, scenario.regimes["framed"], events=True)
    for replication in (5, 9, 0):
        used.run(replication)
    new = Simulator(scenario, scenario.regimes["framed"], events=True)
    new.run(0)
    assert differences(used.tables(ideas=True), new.tables(ideas=True)) == []
    assert differences({"events": used.events()}, {"events": new.events()}) == []


def test_reading_between_months_changes_nothing():
    """Advancing in steps and reading tables on the way is the run in one go."""
    scenario = middle(months=40)
    stepped = Simulator(scenario, scenario.regimes["randers"])
    stepped.start(4)
    for stop in (0, 1, 7, 8, 40):
        stepped.advance(stop)
        stepped.tables(ideas=True)
    stepped.reckon()
    assert differences(stepped.tables(ideas=True), outcome(scenario, "randers", 4)) == []


def grown_from(rows: int, bookings: int, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    """A run that books savings, with this much room for ideas and bookings at first."""
    scenario = middle(months=60)
    monkeypatch.setattr(founding, "ideas_at_first", lambda scenario, months, posts: rows)
    regime = steered(scenario.regimes["framed"], coupling=0.5)
    simulator = Simulator(scenario, regime, events=True)
    town = simulator.town
    simulator.town = town._replace(bookings=np.zeros(bookings, town.bookings.dtype))
    simulator.run(0)
    return simulator


def test_tables_that_grow_change_nothing(monkeypatch):
    """Rows keep their numbers; no booking is left out for want of a row, and no event of a trace is lost."""
    small = grown_from(250, 20, monkeypatch)
    large = grown_from(60_000, 20_000, monkeypatch)
    assert len(small.town.ideas) > 250
    assert small.town.state["bookings"][0] > 20
    assert (len(large.town.ideas), len(large.town.bookings)) == (60_000, 20_000)
    assert differences(small.tables(ideas=True), large.tables(ideas=True)) == []
    assert differences({"events": small.events()}, {"events": large.events()}) == []


def test_a_village_and_its_neighbour_live_side_by_side():
    """The same town under two numbers is two towns: no identity in common."""
    one, two = (outcome(village(months=24, number=n), "framed")["ideas"]["idea"] for n in (3, 4))
    assert not set(one.tolist()) & set(two.tolist())

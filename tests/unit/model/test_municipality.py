"""The Mesa front does what a Mesa user expects, over the rows of the same town."""

import mesa
import numpy as np
import pytest
from towns import village

from innosim.model import municipality as front
from innosim.model.municipality import Director, Ildsjael, Manager, Municipality, Politician
from innosim.model.simulator import BrokenBooks
from innosim.scenario.catalogue import INDICATORS


def town(months: int = 18, **values: float) -> Municipality:
    return Municipality(village(months=months, post_share=0.2, **values), regime="framed")


def test_agents_stand_over_rows_and_read_and_write_them():
    model = town()
    kinds = {kind: len(model.agents_by_type[kind]) for kind in (Politician, Director, Manager)}
    assert kinds == {Politician: 9, Director: 3, Manager: 5}
    manager = model.agents_by_type[Manager][2]
    assert manager.openness == model.simulator.town.managers["openness"][2]
    manager.openness = 0.25
    assert model.simulator.town.managers["openness"][2] == 0.25
    with pytest.raises(AttributeError):
        _ = manager.opennes


def test_what_an_agent_writes_is_lived_and_what_cannot_be_stops_the_run():
    """An ildsjæl with more energy has more ideas; an openness of two is a broken book."""
    model = town(startup_months=0)
    for politician in model.agents_by_type[Politician]:
        politician.ownership = 1.0
    model.step()
    assert model.indicator("ownership_mean") == pytest.approx(0.99)
    model.agents_by_type[Manager][3].openness = 2.0
    with pytest.raises(BrokenBooks, match="month 1, row 3"):
        model.step()


def test_agent_sets_select_and_aggregate():
    model = town()
    model.step()
    tired = model.agents_by_type[Manager].select(lambda m: m.workload > 0.97)
    assert 0 <= len(tired) <= 5
    support = np.mean(model.agents_by_type[Politician].get("support"))
    assert support == pytest.approx(model.indicator("support_mean"))


def test_ildsjaele_come_and_go_as_agents():
    model = town(months=60)
    while model.running:
        model.step()
        here = {agent.number for agent in model.agents_by_type.get(Ildsjael, [])}
        assert here == set(np.flatnonzero(model.simulator.town.posts["active"]).tolist())
        assert len(here) == model.indicator("ildsjaele_active")


def test_the_data_collector_has_a_row_a_month():
    model = town(months=6)
    while model.running:
        model.step()
    frame = model.datacollector.get_model_vars_dataframe()
    assert len(frame) == 6
    assert frame["support_mean"].tolist() == model.indicators()["support_mean"].tolist()
    assert model.month == 6
    model.step()
    assert model.month == 6


def test_batch_run_runs_it_over_regimes_and_replications():
    rows = mesa.batch_run(
        Municipality,
        parameters={
            "scenario": village(months=4),
            "regime": ["shaving", "framed"],
            "replication": [0, 1],
        },
        max_steps=4,
        display_progress=False,
    )
    assert {(row["regime"], row["replication"]) for row in rows} == {
        (regime, replication) for regime in ("shaving", "framed") for replication in (0, 1)
    }
    assert all("support_mean" in row for row in rows)


def test_seed_and_rng_are_taken_and_an_unknown_regime_is_refused():
    one = Municipality(village(months=2), regime="framed", seed=7)
    two = Municipality(village(months=2), regime="framed", rng=7)
    three = Municipality(village(months=2), regime="framed", seed=8)
    openness = [m.simulator.town.managers["openness"].tolist() for m in (one, two, three)]
    assert openness[0] == openness[1] != openness[2]
    with pytest.raises(ValueError, match="no regime 'framd': did you mean framed"):
        Municipality(village(), regime="framd")


def test_before_the_first_month_nothing_is_indicated():
    model = town()
    assert np.isnan(model.indicator("support_mean"))
    with pytest.raises(KeyError):
        model.indicator("suport_mean")
    assert set(front.REPORTED) <= set(INDICATORS)

"""The Mesa front does what a Mesa user expects, over the rows of the same town."""

import copy
import math
import sys
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mesa
import numpy as np
import pytest
from towns import village

from innosim.model import municipality as front
from innosim.model.municipality import Director, Ildsjael, Manager, Municipality, Politician
from innosim.model.municipality.agent_sets import People
from innosim.model.written import AgentError
from innosim.scenario.catalogue import INDICATORS
from innosim.scenario.errors import ScenarioInvalidError


def town(months: int = 18, **values: float) -> Municipality:
    return Municipality(village(months=months, post_share=0.15, **values), regime="framed")


def test_agents_stand_over_rows_and_read_and_write_them():
    model = town()
    kinds = {kind: len(model.agents_by_type[kind]) for kind in (Politician, Director, Manager)}
    assert kinds == {Politician: 9, Director: 3, Manager: 5}
    manager = model.agents_by_type[Manager][2]
    assert manager.openness == model._innosim_simulator.town.managers["openness"][2]
    manager.openness = 0.25
    assert model._innosim_simulator.town.managers["openness"][2] == 0.25
    with pytest.raises(AttributeError):
        _ = manager.opennes


def test_what_an_agent_writes_is_lived():
    model = town(startup_months=0)
    for politician in model.agents_by_type[Politician]:
        politician.ownership = 1.0
    model.step()
    assert model.indicator("ownership_mean") == pytest.approx(0.99)
    busy, usual = town(), town()
    for manager in busy.agents_by_type[Manager]:
        manager.demand = 2.0 * manager.demand
    for each in (busy, usual):
        each.step()
    assert busy.indicator("workload_mean") > 1.5 * usual.indicator("workload_mean")


KINDS = (Politician, Director, Manager, Ildsjael)
ODD = [-1, 1.5, 10**9, -(2**63), 2**70, 1e308, -0.5, math.nan, math.inf, "0.5", None, True, [1], np.float64(7), 1j]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_cannot_be_is_refused_and_changes_nothing(kind):
    """Every field with every odd value: an index out of range ended Python, a share of 1.5 the town, hours of 1e9 were believed."""
    model = town()
    model.step()
    agent = model.agents_by_type[kind][0]
    before = {name: array.copy() for name, array in model._innosim_simulator.town.arrays().items()}
    for field in agent.fields:
        for value in ODD:
            with pytest.raises(AgentError, match=rf"^{kind.__name__} {agent.number}: {field} "):
                setattr(agent, field, value)
    for name, array in model._innosim_simulator.town.arrays().items():
        assert array.tobytes() == before[name].tobytes(), name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_can_be_is_taken_and_the_town_lives_on(kind):
    """Both ends of what may be written, in every agent, every other month."""
    model = town(months=24)
    while model.running:
        for agent in model.agents_by_type.get(kind, []):
            ends = dict.fromkeys(agent.shares, (0.0, 1.0))
            ends |= {name: (0.1 * held, 10.0 * held) for name, held in agent._innosim_found.items()}
            assert ends
            for name, both in ends.items():
                setattr(agent, name, both[model.month % 2])
        model.step()
    assert all(np.isfinite(model.indicators()[name]).all() for name in ("quality_mean", "support_mean"))  # fmt: skip


def test_each_refusal_says_what_would_be_right():
    model = town()
    manager = model.agents_by_type[Manager][1]
    for name, value, said in (
        ("openess", 0.5, "Manager 1 has no attribute openess: did you mean openness?"),
        ("zzz", 0.5, "Manager 1 has no attribute zzz: it has department, first_post, "),
        ("first_post", 3, "Manager 1: first_post is read only; what may be written is culture, "),
        ("number", 3, "Manager 1: number is the model's own, and read only."),
        ("safety", 1.5, "Manager 1: safety cannot be 1.5; write a number of 0 to 1."),
        ("hours", "many", "Manager 1: hours cannot be 'many'; write a number of "),
    ):
        with pytest.raises(AgentError) as error:
            setattr(manager, name, value)
        assert str(error.value).startswith(said)
    manager._mine = "a note"
    assert copy.copy(model).agents_by_type[Manager][1]._mine == "a note"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_nobody_can_be_taken_out(kind):
    model = town()
    agents = len(model.agents)
    for act in (model.agents_by_type[kind][0].remove, model.remove_all_agents):
        with pytest.raises(AgentError, match="cannot be removed: people come and go by the rules"):
            act()
    assert len(model.agents) == agents
    model.step()


def test_rows_are_there_to_read():
    model = town()
    row = model.rows("managers")[0]
    assert row.openness == model.agents_by_type[Manager][0].openness
    with pytest.raises(TypeError, match="read-only"):
        row.first_post = 10**9
    with pytest.raises(KeyError, match="did you mean managers"):
        model.rows("manager")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_agent_s_row_is_there_to_read(kind):
    """Written through, an index in it ended Python."""
    model = town()
    agent = model.agents_by_type[kind][0]
    for field in agent.fields:
        assert getattr(agent.row, field) == getattr(agent, field)
        with pytest.raises(TypeError, match="read-only"):
            setattr(agent.row, field, getattr(agent, field))
    for number in (-1, 999):
        with pytest.raises(AgentError, match=f"There is no {kind.__name__} {number}"):
            kind(model, number)


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
        assert here == set(np.flatnonzero(model._innosim_simulator.town.posts["active"]).tolist())
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
    openness = [m._innosim_simulator.town.managers["openness"].tolist() for m in (one, two, three)]
    assert openness[0] == openness[1] != openness[2]
    with pytest.raises(ValueError, match="no regime 'framd': did you mean framed"):
        Municipality(village(), regime="framd")


def test_before_the_first_month_nothing_is_indicated():
    model = town()
    assert np.isnan(model.indicator("support_mean"))
    with pytest.raises(KeyError):
        model.indicator("suport_mean")
    assert set(front.REPORTED) <= set(INDICATORS)


@pytest.mark.parametrize("kind", [int, float, np.int64, np.uint8, np.float64])
def test_a_seed_is_any_kind_of_whole_number(kind):
    usual = Municipality(village(months=12), regime="framed", seed=8, replication=2)
    for made in (
        Municipality(village(months=12), regime="framed", seed=kind(8), replication=kind(2)),
        Municipality(village(months=12), regime="framed", rng=kind(8), replication=kind(2)),
    ):
        assert made.resolved.values["seed"] == 8
        assert type(made.resolved.values["seed"]) is int
        assert (
            made._innosim_simulator.town.managers.tobytes()
            == usual._innosim_simulator.town.managers.tobytes()
        )


def test_a_generator_draws_the_seed():
    seeds = [
        Municipality("village", rng=np.random.default_rng(n)).resolved.values["seed"]
        for n in (1, 1, 2)
    ]
    assert seeds[0] == seeds[1] != seeds[2]


@pytest.mark.parametrize("seed", ["8", -1, 2**70, 1.5, math.nan, True, Path("8"), [8]])
def test_what_is_no_seed_is_refused(seed):
    for given in ({"seed": seed}, {"rng": seed}):
        with pytest.raises(
            ScenarioInvalidError, match=r"village: run\.seed is .*; write a whole number"
        ):
            Municipality("village", **given)


@pytest.mark.parametrize("number", ["1", -1, 2**70, 1.5, True])
def test_what_is_no_replication_is_refused(number):
    with pytest.raises(ValueError, match=r"^replication is .*; it is a whole number from 0 to"):
        Municipality("village", replication=number)


def test_a_scenario_is_named_by_a_path_too(tmp_path):
    (tmp_path / "own.toml").write_text('extends = "village.toml"\n', encoding="utf-8")
    assert Municipality(tmp_path / "own.toml").resolved.name == "own"


def batch(**more):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of iterations, from Mesa 3.5 on
        return mesa.batch_run(
            Municipality, max_steps=12, display_progress=False, **{"number_processes": 1, **more}
        )


@pytest.mark.parametrize("processes", [1, 2])
def test_iterations_of_a_batch_are_replications(processes):
    """Three iterations were one run three times."""
    asked = {"scenario": "village", "regime": ["routine", "framed"]}
    rows = batch(parameters=asked, iterations=3, number_processes=processes)
    named = batch(parameters={**asked, "replication": [0, 1, 2]})
    key = ("regime", "support_mean", "sparked", "quality_mean")
    told = sorted([tuple(row[name] for name in key) for row in rows])
    assert told == sorted([tuple(row[name] for name in key) for row in named])
    assert len(set(told)) == 6


def test_seeds_among_the_parameters_of_a_batch_are_run():
    """From 3.4 on Mesa put its own rng over them."""
    rows = batch(parameters={"scenario": "village", "seed": [1, 2]})
    usual = [Municipality("village", seed=seed) for seed in (1, 2)]
    for row, model in zip(rows, usual, strict=True):
        while model.month < 12:
            model.step()
        assert row["seed"] == model.resolved.values["seed"]
        assert row["support_mean"] == pytest.approx(model.indicator("support_mean"), abs=0.05)
    assert rows[0]["support_mean"] != rows[1]["support_mean"]
    with pytest.raises(ValueError, match="both given"):
        Municipality("village", seed=1, rng=2)


def _in_threads(act, count: int = 4) -> None:
    """Do the same in threads at once; what one raises is raised."""
    with ThreadPoolExecutor(count) as pool:
        for done in [pool.submit(act) for _ in range(count)]:
            done.result()


def test_threads_that_step_one_town_live_its_months_one_at_a_time():
    """Without a lock the books broke in three of four tries, and months were collected twice or never."""
    alone, shared = town(months=60), town(months=60)
    start = threading.Barrier(4)

    def live() -> None:
        start.wait()
        for _ in range(15):
            shared.step()

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        _in_threads(live)
    finally:
        sys.setswitchinterval(usual)
    for _ in range(60):
        alone.step()
    assert shared.month == shared.steps == 60
    assert alone.datacollector.get_model_vars_dataframe().equals(
        shared.datacollector.get_model_vars_dataframe()
    )
    for name, table in alone._innosim_simulator.town.arrays().items():
        assert table.tobytes() == shared._innosim_simulator.town.arrays()[name].tobytes(), name


def test_a_town_that_others_step_is_copied_and_read_between_its_months():
    model = town(months=40)
    copies: list[Municipality] = []

    def live() -> None:
        for _ in range(5):
            model.step()

    def look() -> None:
        for _ in range(5):
            copies.append(copy.deepcopy(model))
            model.indicators()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(act) for act in (live, look, live, look)]:
            done.result()
    for each in copies:
        assert len(each.datacollector.model_vars["support_mean"]) == each.month == each.steps
        each.step()  # its books balance


class Watching(Municipality):
    """A town that a user looks into from within its own month."""

    def step(self) -> None:
        super().step()
        self.seen = (self.indicator("support_mean"), self.indicators().shape[0])
        next(iter(self.agents_by_type[Manager])).openness = 0.5


def test_a_step_may_call_back_into_its_own_town():
    model = Watching(village(months=18), regime="framed")
    model.step()
    assert model.seen[1] == 1


@pytest.mark.parametrize(
    "name", ["_innosim_found", "_innosim_row", "_innosim_standing", "number", "model", "unique_id"]
)
def test_what_an_agent_stands_on_is_neither_written_nor_forgotten(name):
    agent = town().agents_by_type[Manager][0]
    with pytest.raises(AgentError, match=f"Manager 0: {name} is the model's own, and read only"):
        setattr(agent, name, None)
    _ = agent.openness  # the row is held from now on
    with pytest.raises(AgentError, match=f"Manager 0: {name} is the model's own, and stays"):
        delattr(agent, name)


def test_a_users_own_attribute_comes_and_goes_and_a_field_stays():
    agent = town().agents_by_type[Manager][0]
    agent._mine = 3
    del agent._mine
    assert not hasattr(agent, "_mine")
    with pytest.raises(AgentError, match="openness is the model's own"):
        del agent.openness


@pytest.mark.parametrize("huge", [10**400, 10**5000, -(10**400)], ids=["400", "5000", "minus"])
def test_a_number_larger_than_any_is_refused_in_a_sentence(huge):
    agent = town().agents_by_type[Manager][0]
    with pytest.raises(AgentError, match="write a number of") as error:
        agent.hours = huge
    assert len(str(error.value)) < 160
    with pytest.raises(ValueError, match="whole number"):
        Municipality("village", replication=huge)


def test_rows_to_read_cannot_be_opened_for_writing():
    """NumPy takes back `writeable = False` where the memory below may be written: nothing would check what is put there."""
    model = town()
    seats = model.rows("council").array
    with pytest.raises(ValueError, match="WRITEABLE"):
        seats.flags.writeable = True
    before = model.agents_by_type[Politician][0].support
    assert seats["support"][0] == before
    next(iter(model.agents_by_type[Politician])).support = 0.25
    assert seats["support"][0] == 0.25  # the town's own memory still


@pytest.mark.parametrize("odd", [None, "", 3, []])
def test_what_is_no_agent_is_not_taken_in(odd):
    model = town()
    everyone = len(model.agents)
    for ask, said in (
        (model.register_agent, "no agent of Mesa's"),
        (model.deregister_agent, "no agent of this town"),
    ):
        with pytest.raises(AgentError, match=said):
            ask(odd)
    assert len(model.agents) == everyone
    model.step()


def test_an_ildsjael_who_has_gone_reads_and_writes_no_other():
    """The row may have another by then: it was written to without a word."""
    model = Municipality(village(months=60, post_share=0.15), regime="framed")
    kept = list(model.agents_by_type[Ildsjael])
    while model.running:
        model.step()
    today = set(model.agents_by_type[Ildsjael])
    gone = next(agent for agent in kept if agent not in today)
    for ask in (lambda: gone.energy, lambda: gone.row, lambda: setattr(gone, "energy", 0.1)):
        with pytest.raises(AgentError, match=f"Ildsjael {gone.number} has gone"):
            ask()


def test_iterations_of_a_seed_are_its_replications():
    """Where a seed was given, too; a replication that is given would be run again and again."""
    asked = {"scenario": "village", "regime": "framed", "seed": 5}
    rows = batch(parameters=asked, iterations=3)
    named = batch(parameters={**asked, "replication": [0, 1, 2]})
    key = ("support_mean", "sparked", "quality_mean")
    told = sorted(tuple(row[name] for name in key) for row in rows)
    assert told == sorted(tuple(row[name] for name in key) for row in named)
    assert len(set(told)) == 3
    with pytest.raises(ValueError, match="each would be the same run"):
        batch(parameters={**asked, "replication": 1}, iterations=2)


@pytest.mark.parametrize("kind", [Municipality, *KINDS, People], ids=lambda kind: kind.__name__)
def test_no_name_of_ours_is_one_that_mesa_has_or_may_come_to_have(kind):
    """Mesa 3.5 keeps a `_simulator`, a time and events of its own in each model: ours are called so that none can meet them."""
    ours = [each for each in kind.__mro__ if each.__module__.startswith("innosim.")]
    mesas = {name for each in kind.__mro__ if each not in ours for name in vars(each)}
    defined = {name for each in ours for name in vars(each)} - mesas
    model = town()
    it = {Municipality: model, People: model.agents}.get(kind) or model.agents_by_type[kind][0]
    kept = set(vars(it)) - set(vars(_as_mesa_has_it(it)))
    hidden = {name for name in defined | kept if name.startswith("_") and not name.endswith("__")}
    assert hidden
    assert {name for name in hidden if not name.startswith("_innosim_")} == set()


def _as_mesa_has_it(it):
    """Return the like of it that has nothing of ours."""
    if isinstance(it, mesa.Model):
        return mesa.Model()
    if isinstance(it, mesa.Agent):
        return mesa.Agent(mesa.Model())
    return mesa.agent.AgentSet([], random=mesa.Model().random)

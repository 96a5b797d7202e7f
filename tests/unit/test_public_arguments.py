"""Every argument of everything public is given wrong things of every kind: a right result or one sentence of innosim's own, never anything else.

What is public is found, not listed: an argument that is new has no right value in `RIGHT`, and the test says so.
"""

from __future__ import annotations

import inspect
import math
import shutil
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib import pyplot as plt

import innosim
from innosim.experiment.warm import WarmSimulator
from innosim.model.municipality import Director, Ildsjael, Manager, Municipality, Politician
from innosim.model.simulator import Simulator
from innosim.present.plot import Plots

OURS = tuple(
    found
    for name in innosim.__all__
    if isinstance(found := getattr(innosim, name), type) and issubclass(found, Exception)
)

WRONG: dict[str, Callable[[], Any]] = {
    "none": lambda: None,
    "yes": lambda: True,
    "text": lambda: "nonsense",
    "list": lambda: [1, object()],
    "empty": list,
    "dict": lambda: {"nonsense": 1},
    "nan": lambda: math.nan,
    "infinite": lambda: math.inf,
    "negative": lambda: -1,
    "huge": lambda: 2**70,
    "float32": lambda: np.float32(0.5),
    "decimal": lambda: Decimal("0.5"),
    "path": lambda: Path("nonsense"),
    "generator": lambda: (each for each in [1]),
    "bytes": lambda: b"nonsense",
    "object": object,
}


@dataclass(frozen=True)
class Right:
    """A value that is right, and which of the wrong kinds are right here too."""

    value: Any
    also: tuple[str, ...] = ()
    unnamed: str = ""
    """What is said in place of the argument, where that is no argument's fault."""


_LANGUAGE = Right("en")
_REGIME = Right("framed")
_METRIC = Right("value_per_year")
_COST = Right("as_costed")
_YES = Right(False, ("yes",))
_PLACE_TO_WRITE = ("text", "path")

RIGHT: dict[str, Right] = {
    "innosim.load.scenario": Right("village"),
    "innosim.load.overrides": Right(("uncertainties.pressure=0.02",), ("empty",)),
    "innosim.open.folder": Right(None),
    "innosim.run.scenario": Right("village"),
    "innosim.run.regimes": Right("framed", ("empty",)),
    "innosim.run.cost": Right("as_costed", ("empty",)),
    "innosim.run.replications": Right(1, ("none",)),
    "innosim.run.months": Right(12, ("none",)),
    "innosim.run.seed": Right(3, ("none",)),
    "innosim.run.jobs": Right(1, ("none",)),
    "innosim.run.keep": Right("metrics", ("empty",)),
    "innosim.run.politics": _YES,
    "innosim.run.overrides": Right({"run.startup_months": 12}, ("empty",)),
    "innosim.run.out": Right(None, ("none", *_PLACE_TO_WRITE)),
    "innosim.run.force": _YES,
    "innosim.regime.name": Right("mine", ("text",)),
    "innosim.regime.levers": Right({"pool": 1.0}),
    "innosim.regime.preset": Right("framed"),
    "innosim.regime.title": Right("Mine", ("text",)),
    "innosim.regime.changes": Right({24: {"pool": 2.0}}),
    "innosim.sweep.scenario": Right("village"),
    "innosim.sweep.vary": Right(None, ("none",)),
    "innosim.sweep.linked": _YES,
    "innosim.sweep.sample": Right("lhs"),
    "innosim.sweep.of": Right({"memo_sd": [0.3, 0.8]}),
    "innosim.sweep.points": Right(2),
    "innosim.sweep.regimes": Right("framed", ("empty",)),
    "innosim.sweep.cost": Right("as_costed", ("empty",)),
    "innosim.sweep.replications": Right(1, ("none",)),
    "innosim.sweep.months": Right(12, ("none",)),
    "innosim.sweep.seed": Right(3, ("none",)),
    "innosim.sweep.jobs": Right(1, ("none",)),
    "innosim.sweep.keep": Right("metrics", ("empty",)),
    "innosim.sweep.overrides": Right({"run.startup_months": 12}, ("empty",)),
    "innosim.sweep.out": Right(None, ("none", *_PLACE_TO_WRITE)),
    "innosim.sweep.force": _YES,
    "Study.__init__.folder": Right(None),
    "Study.__init__.keep": Right(None, tuple(WRONG)),  # whatever is to live as long
    "Study.__init__.name": Right("", ("text",)),
    "Study.compare.baseline": _REGIME,
    "Study.compare.reference": Right({"pressure": 0.01}, ("none",)),
    "Study.compare.metrics": Right("value_per_year", ("empty",)),
    "Study.compare.sesoi": Right({"value_per_year": 0.1}, ("none",)),
    "Study.save.folder": Right(Path("kept"), _PLACE_TO_WRITE),
    "StudyComparison.*.point": Right(0),
    "StudyComparison.*.cost": _COST,
    "StudyComparison.*.regime": _REGIME,
    "StudyComparison.*.metric": _METRIC,
    "StudyComparison.tables.metrics": Right("value_per_year", ("empty",)),
    "StudyComparison.tables.lang": _LANGUAGE,
    "StudyPlots.look.cost": _COST,
    "StudyPlots.look.size": Right("screen"),
    "StudyPlots.look.lang": Right("en", ("none",)),
    "StudyPlots.*.x": Right("pressure"),
    "StudyPlots.*.y": Right("framed.pool"),
    "StudyPlots.*.metrics": Right("value_per_year", ("empty",)),
    "StudyPlots.*.axes": Right(None, ("none",)),
    "innosim.simulator.scenario": Right("village"),
    "innosim.simulator.jobs": Right(1, ("none",)),
    "innosim.simulator.ahead": Right(0),
    "innosim.why.scenario": Right("village"),
    "innosim.why.between": Right(("routine", "shaving")),
    "innosim.why.replications": Right(1, ("none",)),
    "innosim.why.permutations": Right(2, ("none",)),
    "innosim.why.mechanisms": _YES,
    "innosim.why.metrics": Right("value_per_year", ("empty",)),
    "innosim.why.overrides": Right({"run.months": 12}, ("empty",)),
    "innosim.why.jobs": Right(1, ("none",)),
    "innosim.why.out": Right(None, ("none", *_PLACE_TO_WRITE)),
    "innosim.why.force": _YES,
    "Attribution.*.metric": _METRIC,
    "Attribution.of.among": Right("levers"),
    "Attribution.*.lang": _LANGUAGE,
    "AttributionPlots.*.metric": _METRIC,
    "AttributionPlots.*.among": Right("levers"),
    "AttributionPlots.*.size": Right("screen"),
    "AttributionPlots.*.lang": Right("en", ("none",)),
    "AttributionPlots.*.axes": Right(None, ("none",)),
    "Result.__init__.folder": Right(None),
    "Result.__init__.keep": Right(None, tuple(WRONG)),  # whatever is to live as long
    "Result.compare.baseline": _REGIME,
    "Result.compare.between": Right(None, ("none",)),
    "Result.compare.sesoi": Right({"value_per_year": 0.1}, ("none",)),
    "Result.fates.first": _REGIME,
    "Result.fates.second": Right("top-down"),
    "Result.fates.cost": _COST,
    "Result.biography.idea": Right(None, ("none",)),
    "Result.biography.replication": Right(None, ("none",)),
    "Result.biography.between": Right(("framed", "top-down"), ("empty",)),
    "Result.biography.cost": _COST,
    "Result.purse.regime": _REGIME,
    "Result.purse.cost": _COST,
    "Result.purse.replication": Right(-1, ("negative",)),
    "Result.save.folder": Right(Path("kept"), _PLACE_TO_WRITE),
    "Result.save.force": Right(True, ("yes",)),
    "Result.verified.name": Right("metrics.parquet"),
    "Result.refuse_replaced.seal": Right(None, (), "has another result now"),
    "Comparison.*.cost": _COST,
    "Comparison.*.regime": _REGIME,
    "Comparison.*.one": _REGIME,
    "Comparison.*.other": Right("top-down"),
    "Comparison.*.metric": _METRIC,
    "Comparison.*.lang": _LANGUAGE,
    "Comparison.between.together": _YES,
    "Comparison.ranking.regimes": Right(("framed", "top-down"), ("empty",)),
    "Comparison.to_latex.metrics": Right("value_per_year", ("empty",)),
    "Ranking.standing.regime": _REGIME,
    "Fates.per_run.first": Right(""),
    "Fates.per_run.second": Right(""),
    "Twins.of.regime": _REGIME,
    "Twins.of.metric": _METRIC,
    "Plots.__init__.result": Right(None),
    "Plots.*.cost": _COST,
    "Plots.*.size": Right("screen"),
    "Plots.__init__.lang": _LANGUAGE,
    "Plots.look.lang": Right("en", ("none",)),
    "Plots.*.axes": Right(None, ("none",)),
    "Plots.biography.idea": Right(None, ("none",)),
    "Plots.biography.replication": Right(None, ("none",)),
    "Plots.fates.first": Right("framed"),
    "Plots.fates.second": Right("top-down"),
    "Plots.indicators.columns": Right(("quality_mean",)),
    "Plots.indicators.band": Right("interquartile"),
    "Plots.*.before": _YES,
    "Plots.metrics.columns": Right(("value_per_year",)),
    "Municipality.__init__.scenario": Right("village"),
    "Municipality.__init__.regime": Right("framed", ("none",)),
    "Municipality.__init__.seed": Right(1, ("none",)),
    "Municipality.__init__.replication": Right(0, ("none",)),
    "Municipality.__init__.overrides": Right({"run.startup_months": 12}, ("empty",)),
    "Municipality.__init__.rng": Right(None, ("none",), "run.seed is"),
    "Municipality.indicator.name": Right("quality_mean"),
    "Municipality.rows.table": Right("managers"),
    "Municipality.register_agent.agent": Right(None),
    "Municipality.deregister_agent.agent": Right(None),
    "Agent.__init__.model": Right(None),
    "Agent.__init__.number": Right(None),
    "Scenario.wrote.name": Right("seed", ("text",)),
    "Scenario.wrote.value": Right(1, tuple(WRONG)),
    "Scenario.problem.name": Right("seed", ("text",)),
    "Scenario.problem.value": Right(1, tuple(WRONG)),
    "Scenario.problem.what": Right("is wrong", ("text",)),
    "Scenario.problem.right": Right("write 1", ("text",)),
    "Simulator.__init__.scenario": Right(None),
    "Simulator.__init__.regime": Right(None),
    "Simulator.__init__.events": _YES,
    "Simulator.__init__.plain": _YES,
    "Simulator.*.replication": Right(0, ("negative",)),  # pilots have numbers below 0
    "Simulator.*.watch": Right(-1, ("negative",)),
    "Simulator.advance.stop": Right(0, ("negative",)),  # a month of the start-up
    "Simulator.*.past": Right(None, ("none",)),
    "Simulator.*.ideas": Right(False, ("yes",)),
    "WarmSimulator.run.regime": _REGIME,
    "WarmSimulator.run.scenario": Right(None, ("none",)),
    "WarmSimulator.run.cost": _COST,
    "WarmSimulator.run.replications": Right(1),
    "SoFar.level.metric": _METRIC,
}  # fmt: skip
"""Of each argument a value that is right; ``*`` stands for every method."""


@pytest.fixture(scope="module", autouse=True)
def closed() -> Iterator[None]:
    """Let go of the threads of the subjects."""
    yield
    subjects()["WarmSimulator"].close()
    subjects.cache_clear()


@cache
def ran() -> Any:
    """A small result with everything kept."""
    return innosim.run(
        "village", replications=10, months=24, cost="as_costed", keep="monthly,ideas:2",
        politics=True, jobs=1,
    )  # fmt: skip


@cache
def subjects() -> dict[str, Any]:
    """What is made of what is public, by the name that `RIGHT` calls it."""
    result = ran()
    comparison = result.compare()
    warm = innosim.simulator("village", jobs=1)
    explained = innosim.why("village", ("routine", "shaving"), replications=2, jobs=1)
    study = innosim.sweep(
        "village", {"pressure": [0, 0.01], "regime.framed.pool": [1, 2]},
        regimes=["routine", "framed"], replications=2, months=12, cost="as_costed", jobs=1,
    )  # fmt: skip
    town = innosim.load("village", "run.months=12")
    model = Municipality(town, regime="framed")
    simulator = Simulator(town, town.regimes["framed"])
    simulator.run(0)
    return {
        "innosim": innosim,
        "Result": result,
        "Comparison": comparison,
        "Ranking": comparison.ranking("value_per_year"),
        "Study": study,
        "StudyComparison": study.compare(),
        "StudyPlots": study.plot,
        "Fates": result.fates("framed", "top-down"),
        "Twins": result.twins(),
        "Biography": result.biography(),
        "Attribution": explained,
        "AttributionPlots": explained.plot,
        "Bottlenecks": result.bottlenecks(),
        "Purse": result.purse(),
        "Plots": result.plot,
        "Municipality": model,
        "Scenario": town,
        "Simulator": simulator,
        "WarmSimulator": warm,
        "SoFar": next(iter(warm.run("framed", replications=1))),
    }


MAKERS = {
    "Result": innosim.Result,
    "Study": innosim.Study,
    "Plots": Plots,
    "Municipality": Municipality,
    "Simulator": Simulator,
}
KINDS = {"Politician": Politician, "Director": Director, "Manager": Manager, "Ildsjael": Ildsjael}
"""Classes that a user makes objects of; what innosim makes (a comparison, an answer, an error) is no user's to make."""


def _public(name: str, thing: Any) -> Iterator[tuple[str, Callable[..., Any]]]:
    if thing is innosim:
        for each in ("load", "open", "regime", "run", "simulator", "sweep", "why"):
            yield each, getattr(innosim, each)
        return
    for each in dir(type(thing)):
        found = inspect.getattr_static(type(thing), each)
        if each.startswith("_") or not inspect.isfunction(found):
            continue
        if found.__module__.startswith("innosim"):
            yield each, getattr(thing, each)


def callables() -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, thing in subjects().items():
        for method, function in _public(name, thing):
            yield f"{name}.{method}", function
    for name, made in {**MAKERS, **KINDS}.items():
        yield f"{name}.__init__", made


def _right(name: str, argument: str) -> Right | None:
    subject, method = name.split(".")
    own = "Agent" if subject in KINDS else subject
    for key in (f"{own}.{method}.{argument}", f"{own}.*.{argument}"):
        if key in RIGHT:
            return _filled(key, RIGHT[key])
    return None


def _filled(key: str, right: Right) -> Right:
    """Put in what must be made first."""
    made = subjects()
    town = made["Municipality"]
    late: dict[str, Callable[[], Any]] = {
        "innosim.open.folder": lambda: made["Result"].folder,
        "Result.__init__.folder": lambda: made["Result"].folder,
        "Study.__init__.folder": lambda: made["Study"].folder,
        "Result.refuse_replaced.seal": lambda: made["Result"].manifest["sha256"],
        "Plots.__init__.result": lambda: made["Result"],
        "Agent.__init__.model": lambda: town,
        "Agent.__init__.number": lambda: 0,
        "Simulator.__init__.scenario": lambda: made["Scenario"],
        "Simulator.__init__.regime": lambda: made["Scenario"].regimes["framed"],
    }
    return Right(late[key](), right.also, right.unnamed) if key in late else right


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    usual = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [
        each for each in inspect.signature(function).parameters.values() if each.kind not in usual
    ]


def asked() -> Iterator[tuple[str, Callable[..., Any], str, Right, dict[str, Any]]]:
    for name, function in callables():
        rights = {each.name: _right(name, each.name) for each in _parameters(function)}
        values = {each: right.value for each, right in rights.items() if right is not None}
        for argument, right in rights.items():
            if right is not None:
                yield name, function, argument, right, values


def _outcome(ask: Callable[[], Any]) -> Any:
    """What is returned, gone over where it is an iterator; a warning counts as an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = ask()
        if isinstance(found, WarmSimulator):
            found.close()
        plt.close("all")  # pages that nobody looks at
        return list(found) if inspect.isgenerator(found) else found


def complaint(
    function: Callable[..., Any], argument: str, wrong: str, right: Right, values: dict[str, Any]
) -> str:
    """What is not as it should be; nothing where all is."""
    given = WRONG[wrong]()
    try:
        _outcome(partial(function, **{**values, argument: given}))
    except OURS as error:
        said = str(error)
        if "\n" in said or len(said) > 400:
            return f"more than a sentence: {said[:80]!r}"
        told = any(
            each in said
            for each in (
                argument,
                "nonsense",
                str(given),
                repr(given),
                *filter(None, (right.unnamed,)),
            )
        )
        return "" if told else f"does not name it: {said!r}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is no error of ours
        return f"{type(error).__name__}: {error}"[:160]
    finally:
        shutil.rmtree("nonsense", ignore_errors=True)  # where a result was saved under that name
    return "" if wrong in right.also else "taken without a word"


def test_every_argument_has_a_right_value() -> None:
    missing = [
        f"{name}.{each.name}"
        for name, function in callables()
        for each in _parameters(function)
        if _right(name, each.name) is None
    ]
    assert missing == []


def test_whatever_is_given_is_taken_rightly_or_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = [
        f"{name}({argument}={wrong}): {what}"
        for name, function, argument, right, values in asked()
        for wrong in WRONG
        if (what := complaint(function, argument, wrong, right, values))
    ]
    assert found == []


def test_what_is_right_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    people = ("Politician", "Director", "Manager", "Ildsjael")  # they come by the rules alone
    agents = ("Municipality.register_agent", "Municipality.deregister_agent")
    for name, function in callables():
        if name.split(".")[0] in people or name in agents or name == "WarmSimulator.close":
            continue
        if name in ("Simulator.reckon", "Result.save", "Study.save"):
            continue  # a month must have been lived since the last start; what is kept is in the other test
        rights = {each.name: _right(name, each.name) for each in _parameters(function)}
        _outcome(
            partial(function, **{each: right.value for each, right in rights.items() if right})
        )


@pytest.mark.parametrize("kind", [None, *KINDS.values()], ids=["town", *KINDS])
def test_whatever_is_written_is_taken_rightly_or_refused_in_a_sentence(kind: Any) -> None:
    town = Municipality(subjects()["Scenario"], regime="framed")
    while kind is not None and not town.agents_by_type.get(kind):
        town.step()
    it = town if kind is None else town.agents_by_type[kind][0]
    found = []
    for name in (each for each in dir(it) if not each.startswith("_")):
        share = kind is not None and name in kind.shares
        also = ("float32", "decimal") if share else ("yes",) if name == "running" else ()
        if name == "pos":  # where a space of Mesa's places somebody: no rule reads it
            continue
        for wrong, make in WRONG.items():
            try:
                setattr(it, name, make())
            except innosim.AgentError as error:
                said = str(error)
                if name in said and "\n" not in said:
                    continue
                found.append(f"{name}={wrong}: {said}")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is no error of ours
                found.append(f"{name}={wrong}: {type(error).__name__}: {error}")
            else:
                if wrong not in also:
                    found.append(f"{name}={wrong}: taken without a word")
    assert found == []

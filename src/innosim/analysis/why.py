"""What is run to say why two regimes differ, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from innosim.analysis.attribution import Among, Attribution, LeverChange, Split
from innosim.analysis.compare import smallest_effects
from innosim.analysis.frames import AnalysisError, only_cuts
from innosim.analysis.shapley import EVERYONE, FEWEST, NO_ONE, Walks, design, shapley_values
from innosim.analysis.splitting import Asked, split
from innosim.experiment.engine import Engine
from innosim.experiment.intervals import Floats
from innosim.experiment.mixes import (
    MIX,
    differing,
    mechanisms_of,
    mixed,
    path_of,
    with_mechanisms,
    with_mix,
)
from innosim.experiment.plan import with_run_values
from innosim.experiment.runner import Progress
from innosim.experiment.study import Point, StudyPlan, make_study
from innosim.experiment.study_runner import run_study
from innosim.experiment.study_runs import StudyRuns, open_study
from innosim.model.prices import standing_price
from innosim.scenario.catalogue import AS_COSTED, HEADLINES, METRICS, OUTCOMES
from innosim.scenario.errors import as_given, instead, several
from innosim.scenario.numbers import whole_number
from innosim.scenario.resolved import Scenario
from innosim.scenario.whole import fit_to_run

ORDERS, REPLICATIONS = 7, 20
"""Random orders of levers, each walked both ways, and replications, where nobody chose: two presets in Randers then take under two minutes on two threads."""

MOST_ORDERS = 1000

MECHANISMS = "mechanisms"
"""The folder, within that of the levers' mixes, of mixes of mechanisms."""


@dataclass(frozen=True)
class Inquiry:
    """Why one regime differs from another: what is to be run, among levers or among mechanisms.

    ``names`` are the levers that differ, or the mechanisms that are on; ``design`` has the mixes of them. Of mechanisms, each alone off comes too: ``alone``
    are the places of those mixes among ``mixes``.
    """

    scenario: Scenario
    between: tuple[str, str]
    among: Among
    names: tuple[str, ...]
    design: Walks
    mixes: tuple[frozenset[str], ...]
    alone: tuple[int, ...] = ()

    @property
    def plan(self) -> StudyPlan:
        """The study of all mixes, as costed: each is run once, however many orders pass it."""
        regimes = (MIX,) if self.among == Among.LEVERS else self.between
        base = self._scenario(self.mixes[EVERYONE])
        points = [Point(self._varied(mix), self._scenario(mix)) for mix in self.mixes]
        return make_study(base, points, regimes=regimes, costs=(AS_COSTED,))

    def _scenario(self, mix: Collection[str]) -> Scenario:
        make = with_mix if self.among == Among.LEVERS else with_mechanisms
        return make(self.scenario, *self.between, mix)

    def _varied(self, mix: Collection[str]) -> dict[str, str | bool]:
        """What is varied, as columns of the study's points: of a lever which regime it is from, of a mechanism whether it is on."""
        if self.among == Among.LEVERS:
            return {name: self.between[name not in mix] for name in self.names}
        return {f"switches.{name}": name in mix for name in self.names}

    def asked(self, runs: StudyRuns) -> Asked:
        """What is to be split, once it has been run."""

        def column(regime: str, metric: str) -> Floats:
            return runs.values(AS_COSTED, regime, metric)

        regimes = (MIX,) if self.among == Among.LEVERS else self.between
        columns = tuple(partial(column, regime) for regime in regimes)
        return Asked(self.names, self.design, columns, self.scenario.values, self.alone)


def ask(
    scenario: Scenario, between: tuple[str, str], orders: int, among: Among = Among.LEVERS
) -> Inquiry:
    """Plan what is to be run.

    Args:
        scenario: with both regimes, and the replications that are run of each mix.
        between: the two regimes.
        orders: random orders, each walked both ways; of so few levers that all their mixes are no more, all are run.
        among: what the difference is to be split among.

    Raises:
        AnalysisError: a regime that is not there, one twice, two that are the same, no mechanism that is on, or a number of orders out of range.
        ScenarioInvalidError: a scenario that was changed in Python and is not as a file may be.
    """
    scenario = fit_to_run(scenario)
    one, other = _sides(scenario, between)
    levers = differing(scenario, one, other)
    if not levers:
        raise AnalysisError(
            f"{one} and {other} are the same setting of levers: there is no difference to explain"
        )
    names = levers if among == Among.LEVERS else mechanisms_of(scenario)
    if not names:
        raise AnalysisError(
            "every mechanism is switched off in this scenario: leave --mechanisms out"
        )
    found = design(len(names), orders, int(scenario.values["seed"]))
    mixes = [
        frozenset(name for name, there in zip(names, row, strict=True) if there)
        for row in found.sets.tolist()
    ]
    if among == Among.LEVERS:
        return Inquiry(scenario, (one, other), among, names, found, tuple(mixes))
    places = {mix: place for place, mix in enumerate(mixes)}
    all_on = frozenset(names)
    alone = [places.setdefault(all_on - {name}, len(places)) for name in names]
    return Inquiry(scenario, (one, other), among, names, found, tuple(places), tuple(alone))


def refuse_unasked(
    scenario: Scenario, between: tuple[str, str], orders: int | None, replications: int | None
) -> None:
    """Refuse what cannot be asked of a scenario, before the model is imported.

    Raises:
        AnalysisError: see `ask`.
        PlanError: a number of replications that is none.
    """
    with_run_values(scenario, replications=replications)
    ask(scenario, between, _orders(orders))


def _orders(asked: object) -> int:
    """The number of orders that was asked for.

    Raises:
        AnalysisError: it is none, or out of range.
    """
    if asked is None:
        return ORDERS
    number = whole_number(asked)
    if number is None or not FEWEST <= number <= MOST_ORDERS:
        raise AnalysisError(
            f"permutations is {as_given(asked)}; it is a whole number from {FEWEST} to {MOST_ORDERS}"
        )
    return number


def _sides(scenario: Scenario, between: Iterable[str]) -> tuple[str, str]:
    """The two regimes, where there are such two."""
    one, other = several(between)
    for name in (one, other):
        if name not in scenario.regimes:
            raise AnalysisError(f"no regime {name!r}: {instead(name, scenario.regimes)}")
    if one == other:
        raise AnalysisError(f"an explanation needs two regimes, not {one!r} twice")
    return one, other


def explain(  # noqa: PLR0913 - all but the first four by name
    scenario: Scenario,
    between: tuple[str, str],
    folder: Path,
    engine: Engine,
    *,
    replications: int | None = None,
    orders: int | None = None,
    mechanisms: bool = False,
    metrics: str | Iterable[str] = (),
    jobs: int | None = None,
    force: bool = False,
    progress: Callable[[Among], Progress | None] = lambda _: None,
) -> Attribution:
    """Run what is not there yet and split the differences; the same command goes on where it was stopped.

    Args:
        scenario: with both regimes.
        between: the two regimes: the first's differences to the second are split.
        folder: where the study of levers goes, and in it that of mechanisms.
        engine: the model.
        replications: of each mix.
        orders: see `ask`.
        mechanisms: split among mechanisms too.
        metrics: those that are split, the headlines by default.
        jobs: threads.
        force: replace another study.
        progress: who is told of replications, by what is being run.

    Raises:
        AnalysisError: see `ask`; or no such metric.
        PlanError, FolderError, DiskFullError: see `run_study`.
    """
    chosen = metrics_of(metrics)
    scenario = with_run_values(
        scenario, replications=REPLICATIONS if replications is None else replications
    )
    wanted = (Among.LEVERS, Among.MECHANISMS) if mechanisms else (Among.LEVERS,)
    questions = [ask(scenario, between, _orders(orders), each) for each in wanted]
    answered = []
    for question in questions:
        place = folder if question.among == Among.LEVERS else folder / MECHANISMS
        run_study(
            question.plan, place, engine, jobs=jobs, force=force, progress=progress(question.among)
        )
        answered.append((question, open_study(place).runs))
    return attribution(answered, chosen)


def metrics_of(asked: str | Iterable[str]) -> tuple[str, ...]:
    """The metrics asked for, the headlines by default.

    Raises:
        AnalysisError: no such metric.
    """
    chosen = tuple(dict.fromkeys(several(asked))) or HEADLINES
    for name in chosen:
        if name not in OUTCOMES:
            raise AnalysisError(f"no metric {name!r}: {instead(name, OUTCOMES)}")
    return chosen


def attribution(
    answered: Iterable[tuple[Inquiry, StudyRuns]], metrics: tuple[str, ...]
) -> Attribution:
    """What the runs of questions about the same two regimes say."""
    pairs = tuple(answered)
    first, _ = pairs[0]
    changes, price = changes_of(first.scenario, first.between)
    return Attribution(
        scenario=first.scenario,
        between=first.between,
        metrics=metrics,
        replications=int(first.scenario.values["replications"]),
        changes=changes,
        price=price,
        splits={question.among: _splits(question, runs, metrics) for question, runs in pairs},
        orders={question.among: question.design.pairs for question, _ in pairs},
        mixes={question.among: len(question.mixes) for question, _ in pairs},
        failures=tuple(why for _, runs in pairs for why in runs.failures.values()),
    )


def _splits(question: Inquiry, runs: StudyRuns, metrics: tuple[str, ...]) -> Mapping[str, Split]:
    scenario = question.scenario
    effects, asked = smallest_effects(scenario, {}), question.asked(runs)
    cuts = any(only_cuts(scenario, regime) for regime in question.between)
    return {
        metric: split(asked, metric, effects[metric], ranked=not (cuts and METRICS[metric].trying))
        for metric in metrics
    }


def changes_of(
    scenario: Scenario, between: tuple[str, str]
) -> tuple[tuple[LeverChange, ...], float]:
    """The levers that differ, with what each adds to the standing price, and the whole difference in price, mDKK a year.

    A price may hang on another lever, as that of months in mystery on how many questions there are, and is split as differences are. As none
    hangs on more than one other, one order and its reverse split it exactly.
    """
    one, other = between
    months = int(scenario.values["months"])
    levers = differing(scenario, one, other)
    plan = design(len(levers), 1, 1)
    mixes = [
        {name for name, there in zip(levers, row, strict=True) if there}
        for row in plan.sets.tolist()
    ]
    prices = np.array([standing_price(scenario, mixed(scenario, one, other, mix)) for mix in mixes])
    ours, theirs = (scenario.regimes[name] for name in between)
    changes = tuple(
        LeverChange(lever, path_of(ours, lever, months), path_of(theirs, lever, months), price)
        for lever, price in zip(levers, shapley_values(plan, prices).tolist(), strict=True)
    )
    return changes, float(prices[EVERYONE] - prices[NO_ONE])

"""What is run to say why two regimes differ, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from innosim.analysis.attribution import Among, Attribution, Split
from innosim.analysis.changes import changes_of
from innosim.analysis.compare import smallest_effects
from innosim.analysis.frames import AnalysisError, only_cuts
from innosim.analysis.shapley import EVERYONE, FEWEST, Walks, design
from innosim.analysis.splitting import Asked, split
from innosim.analysis.usual import MIX_REPLICATIONS, ORDERS
from innosim.experiment.engine import Engine
from innosim.experiment.intervals import Floats
from innosim.experiment.mixes import (
    MIX,
    differing,
    mechanisms_of,
    with_mechanisms,
    with_mix,
)
from innosim.experiment.plan import with_run_values
from innosim.experiment.runner import Progress
from innosim.experiment.study import Point, StudyPlan, make_study
from innosim.experiment.study_runner import run_study
from innosim.experiment.study_runs import StudyRuns, open_study
from innosim.scenario.catalogue import AS_COSTED, HEADLINES, METRICS, OUTCOMES
from innosim.scenario.errors import as_given, instead, several
from innosim.scenario.numbers import whole_number
from innosim.scenario.resolved import Scenario
from innosim.scenario.whole import fit_to_run

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
    asked = inquiries(
        scenario, between, replications=replications, orders=orders, mechanisms=mechanisms
    )
    for each in asked:
        run_study(
            each.plan,
            mixes_in(each, folder),
            engine,
            jobs=jobs,
            force=force,
            progress=progress(each.among),
        )
    return answered(asked, folder, chosen)


def inquiries(
    scenario: Scenario,
    between: tuple[str, str],
    *,
    replications: int | None = None,
    orders: int | None = None,
    mechanisms: bool = False,
) -> tuple[Inquiry, ...]:
    """What is to be run: mixes of levers, then of mechanisms where these are asked for.

    Raises:
        AnalysisError: see `ask`.
        PlanError: a number of replications that is none.
    """
    scenario = with_run_values(
        scenario, replications=MIX_REPLICATIONS if replications is None else replications
    )
    wanted = (Among.LEVERS, Among.MECHANISMS) if mechanisms else (Among.LEVERS,)
    return tuple(ask(scenario, between, _orders(orders), each) for each in wanted)


def mixes_in(inquiry: Inquiry, folder: Path) -> Path:
    """Where the mixes of an inquiry go, in the folder of all."""
    return folder if inquiry.among == Among.LEVERS else folder / MECHANISMS


def answered(asked: Sequence[Inquiry], folder: Path, metrics: tuple[str, ...]) -> Attribution:
    """What the runs in a folder say.

    Raises:
        ResultError: they are not there, or not whole.
    """
    return attribution([(each, open_study(mixes_in(each, folder)).runs) for each in asked], metrics)


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
    found: Iterable[tuple[Inquiry, StudyRuns]], metrics: tuple[str, ...]
) -> Attribution:
    """What the runs of questions about the same two regimes say."""
    pairs = tuple(found)
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

"""A study: one scenario at many points, each a setting of what is varied, with the same seed and so the same potential ideas.

A point is the base with some fields set as ``--set`` sets them, or a scenario made in Python. Factors at equal resources are found once, at
the base point, and held (ODD, Levers): what a point changes is then not hidden by what it makes regimes use.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeAlias

from innosim.experiment.chunks import MOST_A_CHUNK, RUNS_A_CHUNK, Chunk, chunks_of
from innosim.experiment.errors import PlanError
from innosim.experiment.keep import METRICS_ALONE
from innosim.experiment.plan import Plan, make_plan
from innosim.model.prices import scaled
from innosim.scenario.asked import how_asked
from innosim.scenario.catalogue import AS_COSTED, LEVERS, PARAMETERS
from innosim.scenario.errors import SET, ScenarioError
from innosim.scenario.overlay import Followers, followers, laid_over
from innosim.scenario.reader import Override, load
from innosim.scenario.resolved import Regime, Scenario
from innosim.scenario.varying import VARY, as_toml
from innosim.scenario.whole import fit_to_run

Setting: TypeAlias = Mapping[str, Any]
"""Values by the full names of fields, such as ``{"uncertainties.pressure": .02}``."""

HELD = ("replications", "seed")
"""What is the same at all points: else replication n at one point would be no twin of replication n at another. A seed that is itself varied is not."""


@dataclass(frozen=True)
class Point:
    """One setting of what is varied.

    ``varied`` are its columns in tables; ``scenario`` is the base with them in force, and None where that may not be, with the
    sentence why in ``failure``.
    """

    varied: Setting
    scenario: Scenario | None
    failure: str = ""


@dataclass(frozen=True)
class StudyArm:
    """A regime at a point as it is run, and the cost modes in which that run counts."""

    regime: Regime
    costs: tuple[str, ...]


@dataclass(frozen=True)
class StudyPlan:
    """All that a study runs.

    ``base`` has the base point's scenario, and what is the same at all points: names of regimes, cost modes, replications and what is
    kept. ``factors`` are what amounts are multiplied by at equal resources, by regime: empty until they are found. ``grown`` are the
    points and replications that it had before it was given more of them, first to last; no value depends on them.
    """

    base: Plan
    points: tuple[Point, ...]
    factors: Mapping[str, float] = field(default_factory=dict)
    grown: tuple[tuple[int, int], ...] = ()

    @property
    def replications(self) -> int:
        """Replications of each regime at each point."""
        return self.base.replications

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """What is run and kept together, in order; which it is depends on no number of threads or machines."""
        sizes = (*self.grown, (len(self.points), self.replications))
        # Of months and ideas all of a chunk are in memory at once: there none becomes larger.
        most = (
            RUNS_A_CHUNK
            if self.base.keep.words(self.replications) != METRICS_ALONE
            else MOST_A_CHUNK
        )
        return tuple(chunks_of(sizes, len(self.base.regimes) * len(self.base.costs), most))

    def arms(self, point: int) -> list[StudyArm]:
        """Return what is run at a point: each regime in each cost mode, once where its levers are the same in both."""
        scenario = self.points[point].scenario
        if scenario is None:
            return []
        found: list[StudyArm] = []
        for name in self.base.regimes:
            for cost in self.base.costs:
                regime = self.as_run(scenario, cost, name)
                same = [n for n, arm in enumerate(found) if _alike(arm.regime, regime)]
                if same:
                    found[same[0]] = replace(found[same[0]], costs=(*found[same[0]].costs, cost))
                else:
                    found.append(StudyArm(regime, (cost,)))
        return found

    def as_run(self, scenario: Scenario, cost: str, name: str) -> Regime:
        """Return a regime of the scenario of a point as it is run: at equal resources with its amounts scaled."""
        costed = scenario.regimes[name]
        return costed if cost == AS_COSTED else scaled(costed, self.factors.get(name, 1.0))

    def size(self, chunk: Chunk) -> int:
        """Return how many replications a chunk runs, over its points and arms."""
        return sum(self._many[chunk.point : chunk.point_stop]) * (chunk.stop - chunk.first)

    @cached_property
    def _many(self) -> tuple[int, ...]:
        """How many arms are run at each point."""
        return tuple(len(self.arms(point)) for point in range(len(self.points)))


def _alike(one: Regime, other: Regime) -> bool:
    return one.name == other.name and one.levers == other.levers and one.changes == other.changes


def points_of(
    source: Scenario | str | os.PathLike[str],
    settings: Iterable[Setting],
    overrides: Iterable[str | Override] = (),
) -> tuple[Point, ...]:
    """Return a point a setting, laid over a scenario through the same door as ``--set``; one that may not be is a failed point.

    Args:
        source: a file, the name of an installed scenario, or a scenario, whose values that hang on the file alone then stay as they are.
        settings: values by the full names of fields.
        overrides: fields set over the source, before any of the settings.
    """
    over = tuple(each if isinstance(each, Override) else Override(each) for each in overrides)
    base = _Base(source, over)
    return tuple(base.point(dict(setting)) for setting in settings)


class _Base:
    """The scenario that settings are laid over: read once, as reading a file takes as long as many replications of a village."""

    def __init__(
        self, source: Scenario | str | os.PathLike[str], overrides: tuple[Override, ...]
    ) -> None:
        self._source, self._overrides = source, overrides

    def point(self, setting: Setting) -> Point:
        """Return the point of a setting."""
        try:
            return Point(setting, self._laid(setting))
        except (ScenarioError, PlanError) as error:
            return Point(setting, None, str(error).splitlines()[0])

    def _laid(self, setting: Setting) -> Scenario:
        again = any(name.rpartition(".")[2] in _READ_AGAIN for name in setting)
        if again and not isinstance(self._source, Scenario):
            typed = [Override(written(name, value), VARY) for name, value in setting.items()]
            return load(self._source, [*self._overrides, *typed])
        follow = self._follow if any(name in _FOLLOWED for name in setting) else {}
        return fit_to_run(laid_over(self._scenario, setting, VARY, follow))

    @cached_property
    def _scenario(self) -> Scenario:
        if not isinstance(self._source, Scenario):
            return load(self._source, self._overrides)
        return laid_over(self._source, [each.typed for each in self._overrides], SET)

    @cached_property
    def _follow(self) -> Mapping[str, Followers]:
        """Return the levers that follow what is expected: a file is read again with another value, and what moved is them."""
        source, over = self._source, self._overrides
        if isinstance(source, Scenario):
            asked = how_asked(source)
            try:
                source, over = asked[0], (*map(Override, asked[1:]), *over)
                load(source, over)
            except (IndexError, ScenarioError):  # changed in Python, or its file is elsewhere
                return {}
        found = {}
        for name in (PARAMETERS[full.rpartition(".")[2]].name for full in _FOLLOWED):
            low, high = PARAMETERS[name].limits
            own = float(self._scenario.values[name])
            other = low if own - low > high - own else high
            changed = Override(f"{PARAMETERS[name].section}.{name}={other!r}", VARY)
            found[name] = followers(load(source, over), load(source, [*over, changed]))
        return found


_FOLLOWED = frozenset(
    f"{PARAMETERS[lever.expected].section}.{lever.expected}"
    for lever in LEVERS.values()
    if lever.expected
)
"""Fields that levers may follow."""

_READ_AGAIN = frozenset({"budget_mdkk"})
"""Fields on which amounts of kroner in the file hang: with another value of one the file is read again."""


def written(name: str, value: object) -> str:
    """Return a field and its value as ``--set`` takes them."""
    return f"{name}={as_toml(value)}"


def make_study(
    scenario: Scenario,
    points: Sequence[Point],
    *,
    regimes: Iterable[str] = (),
    costs: Iterable[str] = (),
    keep: str | Iterable[str] = "metrics",
) -> StudyPlan:
    """Plan a study; nothing is run yet.

    Args:
        scenario: the base point: its replications and seed hold at all points.
        points: in the order in which they stand in tables; each has the regimes that are run.
        regimes: names of those to run; none means all.
        costs: cost modes to run; none means all.
        keep: what is kept beside the metrics, in the words of `keep_of`.

    Raises:
        PlanError: no point, an unknown regime or cost mode.
        ScenarioInvalidError: the base was changed in Python and is not as a file may be.
    """
    if not points:
        raise PlanError("A study needs a point at least: vary something.")
    base = make_plan(scenario, regimes=regimes, costs=costs, keep=keep)
    return StudyPlan(base, tuple(_fit(base, point) for point in points))


def _fit(base: Plan, point: Point) -> Point:
    """Return the point as it is run: checked as a file is, with the base's replications and seed, or as failed."""
    if point.scenario is None:
        return point
    lacking = [name for name in base.regimes if name not in point.scenario.regimes]
    if lacking:
        return Point(point.varied, None, f"it has no regime {lacking[0]}")
    # A point that varies the seed is a world of its own: its replications are no twins of another point's.
    held = [name for name in HELD if name != "seed" or "run.seed" not in point.varied]
    values = {**point.scenario.values, **{name: base.scenario.values[name] for name in held}}
    try:
        return Point(point.varied, fit_to_run(replace(point.scenario, values=values)))
    except ScenarioError as error:
        return Point(point.varied, None, str(error).splitlines()[0])

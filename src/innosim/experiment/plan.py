"""What varies in an experiment: regimes, cost modes and replications, cut into blocks of fixed order.

Seed, months and replications live in the scenario, so that the scenario and the plan never disagree.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from innosim.experiment.errors import PlanError
from innosim.experiment.keep import USUAL, Keep, keep_of
from innosim.experiment.twins import twins_of
from innosim.scenario.catalogue import AS_COSTED, COSTS, EQUAL_RESOURCES, PARAMETERS
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.errors import Complaint, as_given, instead, several
from innosim.scenario.fields import check_parameter
from innosim.scenario.kinds import refuse_other_kinds
from innosim.scenario.pressure import rule_of, yearly
from innosim.scenario.resolved import Regime, Scenario, usual_baseline
from innosim.scenario.shipped import PROGRAMMES, shipped
from innosim.scenario.whole import fit_to_run

BLOCK = 10
"""Replications of one regime that are run and kept together; never depends on the number of jobs."""


@dataclass(frozen=True)
class Arm:
    """A regime in one cost mode; ``like`` is the arm (by place) whose runs it shares, or its own."""

    cost: str
    regime: Regime
    like: int


@dataclass(frozen=True)
class Block:
    """Replications ``first`` to ``stop`` - 1 of the arm at this place."""

    arm: int
    first: int
    stop: int


@dataclass(frozen=True)
class Plan:
    """All that is to be run. ``keep``: which tables are kept, and of which replications.

    ``twins`` are run as costed beside the regimes and are none of them. ``references`` are the regimes whose median
    use is the envelope, where the scenario gives none. What regimes are at equal resources is found by pilots and then
    stands in ``equal``; a plan without it costs nothing to make, and has no arms where it needs them.

    A replication has one past, whatever the regime: where a run begins before month 0, that stands in the result
    once, under `START_UP`, and in the plan as if it were one arm more, at the place ``start_up``.
    """

    scenario: Scenario
    costs: tuple[str, ...]
    regimes: tuple[str, ...]
    keep: Keep
    twins: tuple[Regime, ...] = ()
    references: tuple[Regime, ...] = ()
    equal: Mapping[str, Regime] = field(default_factory=dict)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Cost mode and name of each arm: the regimes in each mode, then the twins."""
        regimes = tuple((mode, name) for mode in self.costs for name in self.regimes)
        return regimes + tuple((AS_COSTED, twin.name) for twin in self.twins)

    @cached_property
    def arms(self) -> tuple[Arm, ...]:
        """What is run under each of the names.

        Raises:
            KeyError: it is not known what a regime is at equal resources.
        """
        twins = {twin.name: twin for twin in self.twins}
        known = {AS_COSTED: {**self.scenario.regimes, **twins}, EQUAL_RESOURCES: self.equal}
        arms: list[Arm] = []
        for mode, name in self.names:
            arms.append(Arm(mode, known[mode][name], _like(arms, known[mode][name])))
        return tuple(arms)

    @property
    def levels(self) -> bool:
        """Whether regimes are to be brought to equal use."""
        return EQUAL_RESOURCES in self.costs

    @property
    def replications(self) -> int:
        """Replications of each arm."""
        return int(self.scenario.values["replications"])

    @property
    def baseline(self) -> str:
        """What the others are compared with: the scenario's own where it is run."""
        return usual_baseline(self.regimes, self.scenario.baseline)

    @property
    def begins_at_work(self) -> bool:
        """Whether there are months before month 0."""
        return int(self.scenario.values["startup_months"]) > 0

    @property
    def start_up(self) -> int:
        """The place of the months before month 0, after all arms."""
        return len(self.arms)

    @property
    def simulated(self) -> int:
        """Replications over all arms, shared ones once; their pasts are one arm more."""
        return sum(block.stop - block.first for block in self.blocks())

    def blocks(self) -> Iterator[Block]:
        """Go over the blocks that must be run, by replication, so that a past is shared while it is at hand."""
        places = [place for place, arm in enumerate(self.arms) if arm.like == place]
        if self.begins_at_work:
            places.insert(0, self.start_up)
        for together in zip(*map(self.blocks_of, places), strict=True):
            yield from together

    def blocks_of(self, arm: int) -> Iterator[Block]:
        """Go over the blocks that hold an arm's runs, its own or those it shares."""
        like = arm if arm == self.start_up else self.arms[arm].like
        for first in range(0, self.replications, BLOCK):
            yield Block(like, first, min(first + BLOCK, self.replications))


def make_plan(
    scenario: Scenario,
    *,
    regimes: Iterable[str] = (),
    costs: Iterable[str] = (),
    keep: str | Iterable[str] = USUAL,
    politics: bool = False,
) -> Plan:
    """Plan a run of ``scenario``; nothing is run yet.

    Args:
        scenario: resolved; `with_run_values` changes its seed, months and replications.
        regimes: names of those to run; none means all. What they are at equal resources depends on no other.
        costs: cost modes to run; none means all.
        keep: what is kept beside the metrics, in the words of `keep_of`.
        politics: run each regime's politics twin too.

    Raises:
        PlanError: an unknown regime or cost mode, words that keep nothing known, or twins of what is not run as
            costed.
        ScenarioInvalidError: a scenario that was changed in Python and is not as a file may be.
    """
    scenario = fit_to_run(scenario)
    names = _chosen(regimes, tuple(scenario.regimes), "regime")
    modes = _chosen(_cost_modes(costs), tuple(COSTS), "cost mode")
    if politics and AS_COSTED not in modes:
        raise PlanError("Politics twins are compared as costed: run that too, or no twins.")
    found = {name: scenario.regimes[name] for name in names}
    piloted = EQUAL_RESOURCES in modes and float(scenario.values["envelope_mdkk"]) < 0.0
    return Plan(
        scenario=scenario,
        costs=modes,
        regimes=names,
        keep=keep_of(keep, int(scenario.values["replications"])),
        twins=twins_of(scenario, found) if politics else (),
        references=tuple(shipped(each, scenario.values) for each in PROGRAMMES) if piloted else (),
    )


def with_run_values(
    scenario: Scenario,
    *,
    replications: int | None = None,
    months: int | None = None,
    seed: int | None = None,
) -> Scenario:
    """Return the scenario with other values in its run section; None leaves one as it is.

    Over another horizon the pressure is what the file says of it: a step ends, a ramp goes on.

    Raises:
        PlanError: a value outside the catalogue's limits, or a horizon over which the pressure is not known, as in Python another may have been given.
    """
    refuse_other_kinds(scenario)
    asked = {"replications": replications, "months": months, "seed": seed}
    new = {name: run_value(name, value) for name, value in asked.items() if value is not None}
    values = {**scenario.values, **new}
    years = math.ceil(int(values["months"]) / 12)
    rule = rule_of(scenario.pressure_rule, scenario.pressure)
    known = len(scenario.pressure)
    if "months" not in new or years <= known:
        shares = scenario.pressure[:years]
        return replace(scenario, values=values, pressure=shares, pressure_rule=rule)
    if rule is None:
        raise PlanError(
            f"months is {values['months']}, and of this scenario the pressure is known for {known} year{'s' * (known != 1)}: "
            "load it from its file to run it longer, or give it a share for each year."
        )
    return replace(scenario, values=values, pressure=yearly(rule, years), pressure_rule=rule)


def run_value(name: str, value: object) -> int:
    """Return a number of the run section as Python's own.

    Raises:
        PlanError: it is not a whole number within the catalogue's limits.
    """
    found = check_parameter(PARAMETERS[name], value)
    if isinstance(found, Complaint):
        least, most = PARAMETERS[name].limits
        raise PlanError(
            f"{name} is {as_given(value)}; it is a whole number from {least:.0f} to {most:.0f}."
        )
    return int(found)


def check_regimes(asked: Iterable[str], known: tuple[str, ...]) -> None:
    """Refuse a regime that is not among those known.

    Raises:
        PlanError: it is not; the sentence names the nearest.
    """
    _chosen(asked, known, "regime")


def _chosen(asked: Iterable[str], known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Return what was asked for in the order of what is known, all of it where nothing was."""
    asked = several(asked)
    for name in asked:
        if name not in known:
            near = instead(name, known)
            stop = "" if near.endswith("?") else "."
            raise PlanError(f"There is no {what} {name!r}: {near}{stop}")
    return tuple(name for name in known if name in asked) if asked else known


def _cost_modes(asked: Iterable[str]) -> tuple[str, ...]:
    """The cost modes, each of which may be written with ``-`` or ``_``."""
    return tuple(cost_named(str(each)) for each in several(asked))


def _like(arms: list[Arm], regime: Regime) -> int:
    """Return the place of the same regime under the same levers in the other cost mode, or its own."""
    for place, other in enumerate(arms):
        if other.regime.name == regime.name and _levers(other.regime) == _levers(regime):
            return place
    return len(arms)


def _levers(regime: Regime) -> tuple[object, ...]:
    changes = tuple((change.month, dict(change.levers)) for change in regime.changes)
    return dict(regime.levers), changes

"""Equal resources are equal use: each regime's amounts times one factor, found by pilots (ODD, Levers)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from innosim.experiment.engine import Engine
from innosim.experiment.errors import PlanError
from innosim.experiment.files import write_text
from innosim.experiment.pilots import PILOTS, Pilots
from innosim.experiment.plan import Plan
from innosim.experiment.secant import MOST_TRIES, Ending, Found, meet
from innosim.model.prices import amounts_in, cap_factor, scaled, settings
from innosim.scenario.resolved import ORDINARY, Json, Regime, Scenario
from innosim.scenario.shipped import shipped


@dataclass(frozen=True)
class Fit:
    """How a regime met the envelope: its factor, and the mean use of its pilots in mDKK a year.

    Where it `stays` as it is, the factor is 1 and nothing was piloted.
    """

    regime: str
    factor: float
    use: float | None
    ending: Ending


@dataclass(frozen=True)
class EqualUse:
    """The envelope, mDKK a year, and how each regime met it; None where no regime was to meet it.

    ``presets`` are the uses whose median it is; empty where the scenario gives it. ``pilots`` replications were run
    to find all of this.
    """

    envelope: float | None
    presets: Mapping[str, float]
    fits: tuple[Fit, ...]
    pilots: int

    def regimes(self, scenario: Scenario) -> dict[str, Regime]:
        """Return the regimes at equal use."""
        return {fit.regime: scaled(scenario.regimes[fit.regime], fit.factor) for fit in self.fits}

    def as_json(self) -> Json:
        """Return it as plain values."""
        fits: dict[str, Any] = {
            fit.regime: {"factor": fit.factor, "use": fit.use, "ending": fit.ending.value}
            for fit in self.fits
        }
        return {
            "envelope_mdkk": self.envelope,
            "presets": dict(self.presets),
            "regimes": fits,
            "pilots": self.pilots,
        }


def equal_use_from_json(stored: Json) -> EqualUse:
    """Return it as it was stored in a manifest."""
    fits = tuple(
        Fit(name, fit["factor"], fit["use"], Ending(fit["ending"]))
        for name, fit in stored["regimes"].items()
    )
    return EqualUse(stored["envelope_mdkk"], stored["presets"], fits, stored["pilots"])


def find_equal_use(
    plan: Plan,
    engine: Engine,
    *,
    jobs: int,
    kept: Path | None = None,
    write: Callable[[Path, str], None] = write_text,
    progress: Callable[[int, int], None] | None = None,
) -> EqualUse:
    """Find the factors at which the plan's regimes use as much as each other.

    Args:
        plan: its scenario, regimes and ``references`` count, its replications do not.
        engine: the model.
        jobs: threads; what is found does not depend on it.
        kept: a file in which pilots are kept, for a search that is stopped.
        write: how that file is written, where others may write it too.
        progress: called with pilots run and how many more there may be, at most.

    Raises:
        PlanError: a regime cannot meet the envelope.
    """
    scenario = plan.scenario
    wanted = [scenario.regimes[name] for name in plan.regimes]
    fitted = [regime for regime in wanted if is_scaled(scenario, regime)]
    counter = _Counter(len(plan.references) + MOST_TRIES * len(fitted), progress)
    pilots = Pilots(scenario, engine, jobs, kept=kept, write=write, ran=counter.ran)
    given = float(scenario.values["envelope_mdkk"])
    presets = {each.name: pilots.use(each) for each in plan.references} if fitted else {}
    envelope = given if given >= 0.0 else median(presets.values()) if presets else None
    found: dict[str, Found] = {}
    for left, regime in zip(reversed(range(len(fitted))), fitted, strict=True):
        assert envelope is not None  # noqa: S101 - somebody is to meet it
        fit = meet(
            _use_by_factor(pilots, regime),
            envelope,
            cap_factor(scenario, regime),
        )
        if fit.ending in (Ending.TOO_HIGH, Ending.TOO_LOW):
            counter.at_most(2 * len(fitted))
            reach = _within_reach(scenario, fitted, pilots)
            raise _refused(scenario, regime.name, fit, envelope, reach)
        found[regime.name] = fit
        counter.at_most(MOST_TRIES * left)
    stays = Found(1.0, 0.0, Ending.STAYS)
    fits = [
        Fit(each.name, fit.factor, None if fit is stays else fit.value, fit.ending)
        for each in wanted
        for fit in [found.get(each.name, stays)]
    ]
    return EqualUse(envelope, presets, tuple(fits), pilots.count)


def is_scaled(scenario: Scenario, regime: Regime) -> bool:
    """Say whether a regime has amounts to scale; an ordinary town's are no programme.

    Routine is whatever has its preset and buys no other kind of amount than it does; more than that is a programme.
    """
    amounts = frozenset().union(*(amounts_in(levers) for _, levers in settings(scenario, regime)))
    ordinary = amounts_in(shipped(ORDINARY, scenario.values).levers)
    only_cuts = all(levers["cuts_only"] == 1.0 for _, levers in settings(scenario, regime))
    routine = regime.preset == ORDINARY and amounts <= ordinary
    return bool(amounts) and not routine and not only_cuts


def _use_by_factor(pilots: Pilots, regime: Regime) -> Callable[[float], float]:
    return lambda factor: pilots.use(scaled(regime, factor))


def _within_reach(
    scenario: Scenario, regimes: Sequence[Regime], pilots: Pilots
) -> tuple[float, float]:
    """Return the least and the most that every one of ``regimes`` can use; the least may be over the most."""
    least = [pilots.use(scaled(regime, 0.0)) for regime in regimes]
    most = [pilots.use(scaled(regime, cap_factor(scenario, regime))) for regime in regimes]
    return max(least), min(most)


def _refused(
    scenario: Scenario, name: str, fit: Found, envelope: float, reach: tuple[float, float]
) -> PlanError:
    """Return what is out of whose reach, and where that was asked for where the scenario asks for it."""
    how = (
        "with none of its amounts it still uses"
        if fit.ending == Ending.TOO_HIGH
        else "with its amounts at their caps it uses"
    )
    least, most = (_amount(each, up=up) for each, up in zip(reach, (True, False), strict=True))
    right = (
        f"set run.envelope_mdkk to an amount from {least} to {most}, which all can use,"
        if reach[0] <= reach[1]
        else f"there is no amount that all can use ({least} is the least of one, {most} the most of another): leave"
        " one out with --regime,"
    )
    right += " or run with --cost as-costed"
    what = f"{name} cannot be brought to equal use: {how} {_amount(fit.value)} mDKK a year"
    if scenario.values["envelope_mdkk"] != envelope:
        median_use = f"the median use of four presets is {_amount(envelope)}"
        return PlanError(f"{what}, where {median_use}: {right}.")
    given = scenario.problem(
        "run.envelope_mdkk", envelope, f"is {_amount(envelope)}, and {what}", right
    )
    return PlanError(str(given))


def _amount(value: float, *, up: bool | None = None) -> str:
    """An amount in three digits; ``up`` or not, rounded to the side that is within reach."""
    if value <= 0.0:
        return "0"
    step = 10.0 ** (math.floor(math.log10(value)) - 2)
    rounding = round if up is None else math.ceil if up else math.floor
    return f"{rounding(value / step) * step:,.{max(0, -math.floor(math.log10(step)))}f}"


class _Counter:
    """Counts pilots for who watches: those run, and how many there may be at most."""

    def __init__(self, settings: int, progress: Callable[[int, int], None] | None) -> None:
        self._progress = progress
        self._done = 0
        self._total = settings * len(PILOTS)
        self._told = (-1, -1)
        self._tell()

    def ran(self, more: int) -> None:
        self._done += more
        self._tell()

    def at_most(self, settings: int) -> None:
        """A regime is done: so many settings may still come."""
        self._total = self._done + settings * len(PILOTS)
        self._tell()

    def _tell(self) -> None:
        told = (self._done, self._total)
        if self._progress is not None and self._total and told != self._told:
            self._told = told
            self._progress(*told)

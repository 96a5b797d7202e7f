"""What every figure is given: the scene (regimes, words, size) and the material it is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from shlex import quote
from typing import TYPE_CHECKING

from innosim.analysis.compare import compare
from innosim.analysis.comparison import Comparison
from innosim.analysis.fates import Fates, fates, pair_to_follow, telling
from innosim.analysis.frames import (
    Frames,
    cost_of,
    costs_of,
    extreme_of,
    in_mode,
    kept_of,
    months_of,
    regimes_of,
    with_ideas,
)
from innosim.analysis.measures import Measures
from innosim.analysis.regimes import same_as
from innosim.experiment.intervals import Interval, interval
from innosim.experiment.keep import keep_of
from innosim.present.style import SCREEN, Mark, Size, marks
from innosim.present.words.language import LANGUAGES, Language, number, percent, points, say
from innosim.scenario.catalogue import AS_COSTED, COSTS, Text
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.catalogue.declare import in_both
from innosim.scenario.places import no_option
from innosim.scenario.resolved import Scenario, usual_baseline

if TYPE_CHECKING:
    from innosim.analysis.biography import Biography


@dataclass(frozen=True)
class Scene:
    """What surrounds a figure.

    ``regimes`` maps a name to its title, in the file's order. ``equal`` holds the regimes whose
    levers as run are the baseline's: they are written "no difference", never drawn as a small one. ``palette`` are the marks of all the scenario's
    regimes, so that one looks the same wherever it is drawn, whichever others were run. ``extreme`` is the regime of cuts only, "" where there is none. ``command`` remakes the figure.
    """

    name: str
    regimes: Mapping[str, str]
    baseline: str
    seed: int
    months: int
    command: str
    equal: frozenset[str] = frozenset()
    extreme: str = ""
    cost: str = AS_COSTED
    lang: Language = "en"
    size: Size = SCREEN
    palette: Mapping[str, Mark] = field(default_factory=dict, repr=False, compare=False)
    _marks: Mapping[str, Mark] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        own = marks(self.regimes, self.baseline, self.extreme)
        object.__setattr__(self, "_marks", {**own, **self.palette})

    @property
    def order(self) -> tuple[str, ...]:
        """The regimes, then the extreme reference, and last the baseline that all are held against."""
        apart = [self.baseline] if self.extreme == self.baseline else [self.extreme, self.baseline]
        others = [regime for regime in self.regimes if regime not in apart]
        return (*others, *(regime for regime in apart if regime in self.regimes))

    @property
    def years(self) -> int:
        """Years that the run touches."""
        return -(-self.months // 12)

    def mark(self, regime: str) -> Mark:
        """Colour, marker and dash of ``regime``."""
        return self._marks[regime]

    def say(self, text: Text) -> str:
        """``text`` in the figure's language."""
        return say(text, self.lang)

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """``value`` in the figure's language."""
        return number(value, decimals, self.lang, signed=signed)

    def percent(self, share: float, decimals: int = 0) -> str:
        """``share`` as per cent in the figure's language."""
        return percent(share, self.lang, decimals=decimals)

    def points(self, share: float, decimals: int = 0) -> str:
        """A difference of shares in percentage points."""
        return points(share, self.lang, decimals=decimals)


def scenario_marks(scenario: Scenario) -> dict[str, Mark]:
    """The mark of each regime by its place in the scenario."""
    names = tuple(scenario.regimes)
    return marks(names, usual_baseline(names, scenario.baseline), extreme_of(scenario, names))


def scene_of(
    result: Frames, size: Size, lang: Language, cost: str = "", *, before: bool = False
) -> Scene:
    """What the figures of ``result`` have in common; ``before`` where they show the months before month 0.

    Raises:
        AnalysisError: a cost mode that was not run.
    """
    scenario, cost = result.scenario, cost_named(cost)
    ran = regimes_of(result) or tuple(scenario.regimes)
    baseline = usual_baseline(ran, scenario.baseline)
    values = scenario.values
    chosen = in_mode(result, cost) if cost else cost_of(result, "")
    return Scene(
        name=scenario.name,
        regimes={name: say(in_both(scenario.regimes[name].title), lang) for name in ran},
        baseline=baseline,
        seed=int(values["seed"]),
        months=months_of(result),
        command=f"{_run_of(result, ran, lang)}; {_drawn_by(scenario.name, size, lang, cost)}{_BEFORE * before}",
        equal=same_as(result, baseline),
        extreme=extreme_of(scenario, ran),
        cost=chosen,
        lang=lang,
        size=size,
        palette=scenario_marks(scenario),
    )


_SHOWN = 12
"""Digits of a fingerprint that tell one result from another."""

_RUN_OPTIONS = ("replications", "months", "seed")


def _is_option(field: str) -> bool:
    """Whether a field that was set is one of the options that a command always has."""
    return field.partition("=")[0].strip() in {f"run.{name}" for name in _RUN_OPTIONS}


_CHANGED = Text(
    "innosim.run with a scenario changed in Python (fingerprint {it})",
    "innosim.run med et scenarie, der er ændret i Python (fingeraftryk {it})",
)


def _run_of(result: Frames, ran: tuple[str, ...], lang: Language) -> str:
    """The command that makes such a result: what it leaves out is as the scenario file has it. None does where Python changed it."""
    scenario, costs = result.scenario, costs_of(result)
    asked, *fields = result.manifest.get("asked", [scenario.name]) or [""]
    if not asked:
        return say(_CHANGED, lang).format(it=str(result.manifest.get("fingerprint", "?"))[:_SHOWN])
    words = [f"innosim run {quote(no_option(asked))}"]
    words += [f"--{name} {scenario.values[name]}" for name in _RUN_OPTIONS]
    words += [f"--set {quote(field)}" for field in fields if not _is_option(field)]
    kept, replications = kept_of(result), int(scenario.values["replications"])
    if kept != keep_of((), replications):
        words.append(f"--keep {kept.words(replications)}")
    if len(ran) < len(scenario.regimes):
        words += [f"--regime {quote(name)}" for name in ran]
    if len(costs) == 1:
        words.append(f"--cost {COSTS[costs[0]].flag}")
    return " ".join(words)


_BEFORE = " --before"


def _drawn_by(name: str, size: Size, lang: Language, cost: str) -> str:
    words = [f"innosim figures {quote(f'results/{name}')}"]
    if size.name != "screen":
        words.append(f"--size {size.name}")
    if lang != LANGUAGES[0]:
        words.append(f"--lang {lang}")
    if cost:
        words.append(f"--cost {COSTS[cost].flag}")
    return " ".join(words)


class Material:
    """What the figures of a result are drawn from, in one cost mode: each made once, when first asked for."""

    def __init__(self, result: Frames, cost: str) -> None:
        self.result, self.cost = result, cost
        self._compared: dict[tuple[str, str], Comparison] = {}

    @cached_property
    def measures(self) -> Measures:
        """The metrics, as every table of them has them."""
        return Measures(self.result)

    def compared(self, baseline: str, metric: str) -> Comparison:
        """The comparison with ``baseline`` on one metric, as `compare` has it."""
        key = (baseline, metric)
        if key not in self._compared:
            self._compared[key] = compare(self.result, baseline, metrics=metric)
        return self._compared[key]

    @property
    def replications(self) -> int:
        """How many replications were run."""
        return int(self.result.metrics["replication"].nunique())

    @cached_property
    def begins(self) -> int:
        """The first month there is: 0, or below where the run has months before month 0."""
        months = self.result.indicators["month"]
        return min(0, int(months.min())) if len(months) else 0

    @cached_property
    def inventive(self) -> frozenset[str]:
        """The regimes of which biographies with at least one idea were kept."""
        return with_ideas(self.result, self.cost)

    def measured(self, regime: str, metric: str) -> Interval:
        """The metric's number: its mean, or its pooled ratio, with the 95 % interval; NaN where it has none."""
        if not self.measures.has(self.cost, regime):
            return interval(())
        return self.measures.of(self.cost, regime, metric).interval

    def fates(self, first: str = "", second: str = "") -> Fates:
        """The fates of the same ideas; by default under the two regimes that ``innosim trace`` follows.

        Raises:
            AnalysisError: fewer than two regimes with ideas to choose from.
        """
        if not first and not second:
            return self._fates
        free = [
            name for name in pair_to_follow(self.result, self.cost) if name not in (first, second)
        ]
        first = first or free.pop(0)
        return fates(self.result, first, second or free.pop(0), self.cost)

    def biography(self, idea: int | None = None, replication: int | None = None) -> Biography:
        """One idea lived again under every regime; by default a telling one of the two regimes above."""
        from innosim.analysis.biography import biography

        if idea is None and replication is None:
            return self._biography
        if idea is None:
            replication, idea = telling(self._fates, replication)
        return biography(self.result, idea, replication=replication or 0, cost=self.cost)

    @cached_property
    def _fates(self) -> Fates:
        return fates(self.result, *pair_to_follow(self.result, self.cost), self.cost)

    @cached_property
    def _biography(self) -> Biography:
        from innosim.analysis.biography import biography

        replication, idea = telling(self._fates)
        return biography(self.result, idea, replication=replication, cost=self.cost)

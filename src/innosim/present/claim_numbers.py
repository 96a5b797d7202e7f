"""What stands in the sentences, tables and cards of claims: shares of models, sizes with their unit, and parameters by name and meaning."""

from __future__ import annotations

import math
from collections.abc import Collection

from innosim.analysis.claim import Counted
from innosim.analysis.claim_shares import ModelShare
from innosim.analysis.verdicts import Verdict
from innosim.experiment.draws import declared
from innosim.experiment.intervals import Interval
from innosim.present.words.language import Language, number, say, unit, with_half, with_marks
from innosim.scenario.catalogue import METRICS, Text
from innosim.scenario.numerals import plainly

_SHARES = frozenset({"share", "index", "index 0-1"})
"""Units whose differences are told in percentage points."""
_UNSAID = frozenset({"count", "coefficient"})

_DIGITS, _OWN_DIGITS = 3, 6
"""Digits of a size that the town gives, and of one that a claim names itself: rounded further it would be another claim."""


def amount(metric: str, value: float, lang: Language, *, own: bool = False) -> str:
    """A size of a metric with its unit, in as many digits as it needs: 1 pp, 0.0141 mDKK a year."""
    many = _OWN_DIGITS if own else _DIGITS
    share = METRICS[metric].unit in _SHARES
    told = float(f"{100.0 * value if share else value:.{many}g}")
    return with_unit(metric, number(told, _decimals(told), lang), lang)


def _decimals(value: float) -> int:
    return len(plainly(value).partition(".")[2])


def with_unit(metric: str, told: str, lang: Language) -> str:
    """A number of a metric with its unit behind it; of shares, percentage points."""
    declared_unit = METRICS[metric].unit
    if declared_unit in _SHARES:
        return f"{told}\u00a0pp"
    return told if declared_unit in _UNSAID else f"{told} {unit(declared_unit, lang)}"


def measured_difference(metric: str, found: Interval, lang: Language) -> str:
    """A difference with its interval and unit: +0.070 ±0.028 mDKK a year."""
    mean, low, high, _ = found
    if METRICS[metric].unit in _SHARES:
        mean, low, high = (100.0 * each for each in (mean, low, high))
    return with_unit(metric, with_half(mean, low, high, lang, signed=True), lang)


def holding_share(group: Counted, lang: Language) -> str:
    """In what share of models a claim holds, with its interval: 62% (57 to 66); where noise hides it, the interval alone: 33 to 73%."""
    return verdict_share(group, group.holding, lang)


def verdict_share(group: Counted, verdict: Verdict, lang: Language) -> str:
    """The share of models in a verdict."""
    found = group.verdicts[verdict]
    return model_share(found, group.percents[verdict], lang) if found.n else "–"


def ahead_share(group: Counted, lang: Language) -> str:
    """The share of models in which the first is ahead at all."""
    return model_share(group.ahead, group.ahead_percent, lang) if group.ahead.n else "–"


def whole_percent(percent: int, lang: Language) -> str:
    """A share that is rounded already: 62%, 62 % in Danish."""
    return say(_PER_CENT, lang).format(percent)


def model_share(found: ModelShare, whole: int, lang: Language) -> str:
    """A share of models that is rounded to ``whole`` per cent, with its interval; bounds alone where noise hides it."""
    if found.bounds:
        low, high = math.floor(100.0 * found.low), math.ceil(100.0 * found.high)
        return f"{low}\u2013{whole_percent(high, lang)}"
    low, high = min(math.floor(100.0 * found.low + 0.5), whole), max(math.floor(100.0 * found.high + 0.5), whole)  # fmt: skip
    return f"{whole_percent(whole, lang)} ({low}\u2013{high})"


_PER_CENT = Text("{0}%", "{0}\u00a0%")


def short_name(field: str) -> str:
    """A parameter's name without its section."""
    return field.rpartition(".")[2]


def explained(field: str, lang: Language, known: Collection[str] = ()) -> str:
    """A parameter by its name and, where that is not ``known`` yet, what it means: case_floor (least weight of a case)."""
    name = short_name(field)
    return name if field in known else f"{name} ({say(declared(field).meaning, lang)})"


def value(given: float, lang: Language) -> str:
    """A parameter's value in three digits."""
    return with_marks(plainly(float(f"{given:.3g}")), lang)

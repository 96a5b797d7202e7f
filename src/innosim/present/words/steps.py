"""Parts of a difference as numbers: all of one metric with the same decimals, so that they are seen to add up."""

from __future__ import annotations

import math

from innosim.analysis.attribution import Attribution
from innosim.present.words.language import Language, number
from innosim.scenario.catalogue import METRICS
from innosim.scenario.catalogue.aloud import in_hundred

_MOST = 6


def in_units(found: Attribution, metric: str) -> float:
    """What a metric is multiplied by to be in the unit it is said in."""
    aloud, values = METRICS[metric].aloud, found.scenario.values
    if aloud is not None:
        return aloud.factor(values)
    return in_hundred(values) if METRICS[metric].unit == "share" else 1.0


def places(found: Attribution, metric: str) -> int:
    """Decimals in which a tenth of the smallest effect of interest is seen; where there is none, a hundredth of the difference."""
    size = found.scenario.effects.get(metric) or 0.0
    split = next(iter(found.splits.values()))[metric]
    if not size:
        size = 0.1 * abs(split.whole.mean) if math.isfinite(split.whole.mean) else 0.0
    if not size:
        return 1
    return min(max(1 - math.floor(math.log10(size * in_units(found, metric))), 0), _MOST)


def step(found: Attribution, metric: str, value: float, lang: Language) -> str:
    """A part of a difference, or the whole of it, signed, in the unit that the metric is said in."""
    return number(value * in_units(found, metric), places(found, metric), lang, signed=True)


def level(found: Attribution, metric: str, value: float, lang: Language) -> str:
    """A level of a metric with the decimals of its parts."""
    return number(value * in_units(found, metric), places(found, metric), lang)

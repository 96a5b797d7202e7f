"""The ways of governing against the baseline in one sentence: all the good news and all the bad, each with who and how surely."""

from __future__ import annotations

import math
from collections.abc import Sequence

from innosim.analysis.claims import Against, Side
from innosim.analysis.verdicts import Verdict
from innosim.present.words.language import Language, begun, counted, listed, number, say
from innosim.present.words.natural import figure, in_a_list, measure
from innosim.scenario.catalogue import METRICS, Text
from innosim.scenario.catalogue.declare import Values

_CLEARLY = (Verdict.CLEARLY_BETTER, Verdict.CLEARLY_WORSE)
_MOST_NAMED = 4
"""Regimes that are named one by one; of more it is said how many they are."""


def of_baseline(
    found: Against, values: Values, lang: Language = "en", *, brief: bool = False
) -> str:
    """In what the ways are ahead of the baseline, clearly and perhaps by little; then, once, all the bad news, clear or not.

    Where it is ``brief``, only clear leads are told, and those who are behind by what may be too little are named without their numbers.
    """
    good, bad = _good(found, lang, brief=brief), _bad(found, values, lang, brief=brief)
    nobody = say(_NOBODY, lang).format(found.baseline)
    ending = say(_BEHIND if bad else _NONE_BEHIND[bool(good)], lang).format(bad)
    return f"{begun(good or nobody)}{ending}."


_NOBODY = Text(
    "no way of governing is shown to lead {0} in anything",
    "det er ikke påvist, at nogen måde at styre på er foran {0} i noget",
)
_BEHIND = Text("; behind: {0}", "; bagud: {0}")
_NONE_BEHIND = {
    True: Text(
        "; none is shown to be behind in anything that is compared",
        "; det er ikke påvist, at nogen er bagud i noget, der sammenlignes",
    ),
    False: Text(", nor to be behind", " eller bagud i noget"),
}
"""By whether there is good news."""
_PERHAPS = Text("perhaps by too little to matter", "måske uden betydning")
_LITTLE = Text("maybe barely", "måske kun lidt")


def _good(found: Against, lang: Language, *, brief: bool) -> str:
    """Who is ahead of the baseline in what: clearly, then by what may be too little to matter; "" where none is at all."""
    clear = _led([side for side in found.ahead if side.verdict in _CLEARLY], lang)
    little = _led([side for side in found.ahead if side.verdict not in _CLEARLY], lang)
    (first, what), *rest = clear or little or [((), "")]
    if not first:
        return ""
    words = (_CLEAR if clear else _SHOWN)[len(first) > 1]
    opening = say(words, lang).format(
        _who(first, found.regimes, lang), f"{found.baseline}{_at(found, first, lang)}", what
    )
    parts = [", ".join([opening, *(f"{_who(who, found.regimes, lang)} {it}" for who, it in rest)])]
    if clear and little and not brief:
        also = ", ".join(f"{_who(who, found.regimes, lang)} {it}" for who, it in little)
        parts.append(f"{say(_LITTLE, lang)} {also}")
    return "; ".join(parts)


def _led(sides: Sequence[Side], lang: Language) -> list[tuple[tuple[str, ...], str]]:
    """Those who lead in the same metrics, most of them first, with what they lead in: in worth and ideas."""
    by_who: dict[tuple[str, ...], list[str]] = {}
    for side in sides:
        hangs = METRICS[side.metric].turns_on
        caveat = f" ({say(_TURNS_ON, lang).format(hangs).removeprefix(', ')})" if hangs else ""
        by_who.setdefault(side.regimes, []).append(say(in_a_list(side.metric), lang) + caveat)
    in_ = say(Text("in", "i"), lang)
    order = sorted(by_who, key=lambda who: -len(who))
    return [(who, f"{in_} {listed(by_who[who], lang)}") for who in order]


def _at(found: Against, regimes: Sequence[str], lang: Language) -> str:
    """How many times the baseline's resources these use, where that is not as much."""
    used = [found.times[name] for name in regimes if name in found.times]
    if not used:
        return ""
    least, most = min(used), max(used)
    if most < _ALIKE * least:
        least = most = (least + most) / 2.0
    ends = dict.fromkeys(number(each, 1, lang) for each in (least, most))
    much = max(most, 1.0 / least) if least > 0.0 else math.inf
    return say(_TIMES, lang).format("–".join(ends)) if much >= _ALIKE else ""


_ALIKE = 1.1
"""Uses that differ by less are told as one, and as the baseline's own."""


_TIMES = Text(", at {0} times its use,", " (ved {0} gange forbruget)")
_CLEAR = (
    Text("{0} clearly leads {1} {2}", "{0} er klart foran {1} {2}"),
    Text("{0} clearly lead {1} {2}", "{0} er klart foran {1} {2}"),
)
_SHOWN = (
    Text(f"{{0}} leads {{1}}, {_PERHAPS.en}, {{2}}", f"{{0}} er foran {{1}}, {_PERHAPS.da}, {{2}}"),
    Text(f"{{0}} lead {{1}}, {_PERHAPS.en}, {{2}}", f"{{0}} er foran {{1}}, {_PERHAPS.da}, {{2}}"),
)
"""Of one regime and of several."""


def _who(names: Sequence[str], everyone: Sequence[str], lang: Language) -> str:
    """Regimes in words: all, all but one, by name, or how many."""
    left = [name for name in everyone if name not in names]
    if not left:
        return _everyone(everyone, lang)
    if len(left) == 1 and len(names) > 2:
        return say(Text("all but {0}", "alle på nær {0}"), lang).format(left[0])
    if len(names) <= _MOST_NAMED:
        return listed(names, lang)
    words = Text("{0} of {1}", "{0} af {1}")
    return say(words, lang).format(*(say(counted(len(each)), lang) for each in (names, everyone)))


def _everyone(regimes: Sequence[str], lang: Language) -> str:
    if len(regimes) == 1:
        return regimes[0]
    if len(regimes) == 2:
        return say(Text("both {0}", "både {0}"), lang).format(listed(regimes, lang))
    return say(Text("all {0}", "alle {0}"), lang).format(say(counted(len(regimes)), lang))


def _bad(found: Against, values: Values, lang: Language, *, brief: bool) -> str:
    """Every metric on which some are behind, with by how much."""
    metrics = dict.fromkeys(side.metric for side in found.behind)
    return "; ".join(_behind(metric, found, values, lang, brief=brief) for metric in metrics)


def _behind(metric: str, found: Against, values: Values, lang: Language, *, brief: bool) -> str:
    """One metric on which some are behind: by what matters first, then those of whom it is perhaps too little."""
    sides = [side for side in found.behind if side.metric == metric]
    told = []
    for side in sides:
        if side.verdict in _CLEARLY:
            told.append(_by(side, values, lang))
        else:
            who = _who(side.regimes, found.regimes, lang) if brief else _by(side, values, lang)
            told.append(f"{say(_LITTLE, lang)} {who}")
    hangs = METRICS[metric].turns_on
    caveat = say(_TURNS_ON, lang).format(hangs) if hangs else ""
    name, unit = say(in_a_list(metric), lang), say(measure(metric), lang)
    return f"{name} ({unit}{caveat}: {'; '.join(told)})"


_TURNS_ON = Text(", turns on {0}", ", følger {0}")


def _by(side: Side, values: Values, lang: Language) -> str:
    """Each one's difference; of many how many they are, and who by the most."""
    by = [
        f"{name} {figure(side.metric, mean, values, lang, signed=True)}"
        for name, mean in side.differences
    ]
    if len(by) <= _MOST_NAMED:
        return ", ".join(by)
    worst = max(range(len(by)), key=lambda each: abs(side.differences[each][1]))
    words = Text("{0}, at most {1}", "{0}, højst {1}")
    return say(words, lang).format(say(counted(len(by)), lang), by[worst])

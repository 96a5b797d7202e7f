"""Why two regimes differ, in tables: all parts by all metrics, or one metric with every part's interval and verdict."""

from __future__ import annotations

import math

from innosim.analysis.attribution import REST, Alone, Among, Attribution, Part, Split
from innosim.analysis.verdicts import Verdict
from innosim.present.attribution_words import price_words, reading, rests_on, undefined_words
from innosim.present.comparison import metric_name, scale
from innosim.present.regime_tables import lever_value
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, begun, say, with_half
from innosim.present.words.natural import measure
from innosim.present.words.outcomes import VERDICT_NAMES
from innosim.present.words.parts import AMONG_NAMES, part_name
from innosim.present.words.steps import step
from innosim.scenario.catalogue import METRICS, Text

_PRICE = Text("price mDKK/y", "pris mio./år")
_CONTRIBUTION = Text("contribution", "bidrag")
_VERDICT = Text("verdict", "vurdering")
_LESS = Text("{0} less {1}", "{0} minus {1}")
_TITLE = {
    Among.LEVERS: Text(
        "Why {0} differs from {1}: what each lever contributes",
        "Hvorfor {0} adskiller sig fra {1}: hvad hvert virkemiddel bidrager med",
    ),
    Among.MECHANISMS: Text(
        "Why {0} differs from {1}: what each mechanism carries",
        "Hvorfor {0} adskiller sig fra {1}: hvad hver mekanisme bærer",
    ),
}
_ALONE_TITLE = Text(
    "Each mechanism alone off: by how much {0} less {1} is then less",
    "Hver mekanisme alene slået fra: hvor meget {0} minus {1} så bliver mindre",
)
_GOES = Text("goes when it alone is off", "forsvinder, når kun den er slået fra")
_THEN = Text("difference then", "forskellen så")


def attribution_sheets(found: Attribution, lang: Language = "en") -> tuple[Sheet, ...]:
    """All parts by all metrics: of levers, then of mechanisms where these were asked for."""
    sheets = [_matrix(found, among, lang) for among in found.among]
    if Among.MECHANISMS in found.splits:
        sheets.append(_alone(found, lang))
    return tuple(sheets)


def part_sheets(found: Attribution, metric: str, lang: Language = "en") -> tuple[Sheet, ...]:
    """One metric: each part with its interval and its verdict."""
    return tuple(
        _detailed(found, found.splits[among][metric], among, lang) for among in found.among
    )


def _matrix(found: Attribution, among: Among, lang: Language) -> Sheet:
    """A row a part, those that move most first; a column a metric."""
    splits = found.splits[among]
    names = [*_by_size(found, among), *([REST] if among == Among.MECHANISMS else [])]
    rows = [
        (
            part_name(among, name, lang),
            *_setting(found, among, name, lang),
            *(_cell(found, splits[metric], name, lang) for metric in found.metrics),
        )
        for name in names
    ]
    last = (
        say(_LESS, lang).format(*found.between),
        *(("", "", price_words(found.price, lang)) if among == Among.LEVERS else ()),
        *(_whole(found, splits[metric], lang) for metric in found.metrics),
    )
    head = (
        say(AMONG_NAMES[among], lang),
        *((*found.between, say(_PRICE, lang)) if among == Among.LEVERS else ()),
        *(headed(metric, lang) for metric in found.metrics),
    )
    return Sheet(
        say(_TITLE[among], lang).format(*found.between),
        head,
        (*rows, last),
        (
            reading(found, among, lang),
            rests_on(found, among, lang),
            *undefined_words(found, among, lang),
        ),
    )


def headed(metric: str, lang: Language) -> str:
    """A metric over a narrow column, with its unit."""
    aloud = METRICS[metric].aloud
    head = METRICS[metric].short if aloud is None else aloud.head
    return f"{say(head, lang)} {say(measure(metric), lang)}".rstrip()


def _by_size(found: Attribution, among: Among) -> list[str]:
    """The parts, those first that move most over all metrics, in smallest effects of interest; the catalogue's order decides between equals."""
    effects = found.scenario.effects
    moved: dict[str, float] = {}
    for metric, split in found.splits[among].items():
        size = effects.get(metric) or max(abs(split.whole.mean), 1e-12)
        for part in split.parts:
            share = abs(part.contribution) / size
            moved[part.name] = moved.get(part.name, 0.0) + (0.0 if math.isnan(share) else share)
    moved.pop(REST, None)
    return sorted(moved, key=lambda name: -moved[name])


def _setting(found: Attribution, among: Among, name: str, lang: Language) -> tuple[str, ...]:
    """A lever under both regimes, and the price of the change."""
    if among != Among.LEVERS:
        return ()
    change = next(each for each in found.changes if each.name == name)
    return (
        _over_time(name, change.one, lang),
        _over_time(name, change.other, lang),
        price_words(change.price, lang),
    )


_FROM_MONTH = Text("{0} from month {1}", "{0} fra måned {1}")


def _over_time(lever: str, path: tuple[tuple[int, float], ...], lang: Language) -> str:
    """A lever's value, and those it has later; without its unit, which both columns share."""
    shown = [_bare(lever, value, lang) for _, value in path]
    later = [
        say(_FROM_MONTH, lang).format(value, month)
        for value, (month, _) in zip(shown[1:], path[1:], strict=True)
    ]
    return ", ".join((shown[0], *later))


def _bare(lever: str, value: float, lang: Language) -> str:
    return lever_value(lever, value, lang).partition(" ")[0]


def _cell(found: Attribution, split: Split, name: str, lang: Language) -> str:
    """A contribution: in brackets where it is not shown to differ from 0, with a star where it is even among all at once."""
    part = next((each for each in split.parts if each.name == name), None)
    if part is None or math.isnan(part.contribution):
        return "–"
    if part.zero:
        return "0"
    shown = step(found, split.metric, part.contribution, lang)
    return _marked(shown, part.low, part.high, star=part.shown and name != REST)


def _marked(shown: str, low: float, high: float, *, star: bool) -> str:
    if not (low > 0.0 or high < 0.0):
        return f"({shown})"
    return f"{shown}*" if star else shown


def _whole(found: Attribution, split: Split, lang: Language) -> str:
    if not split.parts:
        return "–"
    shown = step(found, split.metric, split.whole.mean, lang)
    return _marked(shown, split.whole.low, split.whole.high, star=False)


def _alone(found: Attribution, lang: Language) -> Sheet:
    splits = found.splits[Among.MECHANISMS]
    rows = []
    for name in _by_size(found, Among.MECHANISMS):
        cells = [part_name(Among.MECHANISMS, name, lang)]
        for metric in found.metrics:
            one = _alone_of(splits[metric], name)
            if one is None or math.isnan(one.gone):
                cells.append("–")
            elif one.verdict == Verdict.SAME:
                cells.append("0")
            else:
                shown = step(found, metric, one.gone, lang)
                cells.append(_marked(shown, one.low, one.high, star=False))
        rows.append(tuple(cells))
    head = (
        say(AMONG_NAMES[Among.MECHANISMS], lang),
        *(headed(metric, lang) for metric in found.metrics),
    )
    return Sheet(say(_ALONE_TITLE, lang).format(*found.between), head, tuple(rows))


def _alone_of(split: Split, name: str) -> Alone | None:
    return next((each for each in split.alone if each.name == name), None)


def _detailed(found: Attribution, split: Split, among: Among, lang: Language) -> Sheet:
    """One metric, a row a part with interval and verdict; the whole last."""
    title = f"{metric_name(split.metric, lang)}: {say(_LESS, lang).format(*found.between)}"
    mechanisms = among == Among.MECHANISMS
    more = (
        (say(_GOES, lang), say(_THEN, lang)) if mechanisms else (*found.between, say(_PRICE, lang))
    )
    head = (say(AMONG_NAMES[among], lang), *more, say(_CONTRIBUTION, lang), say(_VERDICT, lang))
    rows = []
    for part in split.ordered:
        beside = (
            _beside(split, part, lang) if mechanisms else _setting(found, among, part.name, lang)
        )
        cell = (
            "0"
            if part.zero
            else _halved(split.metric, part.contribution, part.low, part.high, lang)
        )
        rows.append(
            (
                part_name(among, part.name, lang),
                *beside,
                cell,
                say(VERDICT_NAMES[part.verdict], lang),
            )
        )
    whole = split.whole
    beside = ("", "") if mechanisms else ("", "", price_words(found.price, lang))
    last = (
        say(_LESS, lang).format(*found.between),
        *beside,
        _halved(split.metric, whole.mean, whole.low, whole.high, lang),
        say(VERDICT_NAMES[split.verdict], lang),
    )
    end = len(head) - 1
    return Sheet(
        begun(title),
        head,
        (*rows, last),
        (rests_on(found, among, lang), *undefined_words(found, among, lang)),
        frozenset({0, end}),
        frozenset({end}),
    )


def _halved(metric: str, mean: float, low: float, high: float, lang: Language) -> str:
    """A part, or the whole, with half its interval, in the metric's own unit."""
    factor = scale(metric)
    return with_half(mean * factor, low * factor, high * factor, lang, signed=True)


def _beside(split: Split, part: Part, lang: Language) -> tuple[str, str]:
    """Of a mechanism what goes when it alone is off, and what the difference is then."""
    one = _alone_of(split, part.name)
    if one is None:
        return "", ""
    gone = _halved(split.metric, one.gone, one.low, one.high, lang)
    return gone, _halved(split.metric, one.difference, math.nan, math.nan, lang)

"""A claim as it is written: ``framed > bottom-up on backing_mean``, ``framed = randers by 2 on value_per_year``.

``>`` reads *better than*, of a metric of which less is better too; where neither direction is better it reads *higher than*. ``=`` reads
*differs by less than matters from*. ``by SIZE`` says from what on a difference matters, where that is not the town's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from innosim.scenario.catalogue import OUTCOMES, Metric
from innosim.scenario.danish import field_meant
from innosim.scenario.errors import ArgumentError, as_given, instead, short
from innosim.scenario.fields import MOST_EFFECT
from innosim.scenario.numerals import plainly
from innosim.scenario.resolved import Scenario


class ClaimRelation(StrEnum):
    """What is claimed of two regimes."""

    BETTER = ">"
    EQUAL = "="


@dataclass(frozen=True)
class Claimed:
    """One claim: ``one`` is better than ``other`` on a metric by more than ``size``, or differs from it by no more than that.

    ``size`` is in the metric's own unit; ``own_size`` says that the claim names it itself.
    """

    one: str
    other: str
    metric: str
    relation: ClaimRelation
    size: float
    own_size: bool = False

    def __str__(self) -> str:
        """The claim as it is typed."""
        by = f" by {plainly(self.size)}" if self.own_size else ""
        return f"{self.one} {self.relation} {self.other}{by} on {self.metric}"


CLAIM_EXAMPLE = "framed > bottom-up on backing_mean"
_LISTED = "innosim claim --help lists the metrics"

_FORM = re.compile(
    r"\s*(?P<one>\S+?)\s*(?P<sign>==|=|>|<)\s*(?P<other>[^\s<>=]+)(?P<rest>(?:\s.*)?)", re.DOTALL
)
_REST = re.compile(
    r"(?:\s+by\s+(?P<before>\S+(?:\s+%)?))?\s+(?:on|på)\s+(?P<metric>.+?)(?:\s+by\s+(?P<behind>\S+(?:\s+%)?))?\s*",
    re.IGNORECASE | re.DOTALL,
)
_SIZE = re.compile(r"\+?(\d*[.,]?\d+)\s*(%|pp)?")


def read_claim(text: str, scenario: Scenario) -> Claimed:
    """Take a claim apart and fit it to a scenario.

    Raises:
        ArgumentError: it is no claim, or names a regime or metric that is not there; the sentence says what to write.
    """
    asked: Any = text
    matched = _FORM.fullmatch(asked) if isinstance(asked, str) else None
    rest = _REST.fullmatch(matched["rest"]) if matched else None
    if matched is None or rest is None:
        given = short(asked, 60) if isinstance(asked, str) else as_given(asked)
        raise ArgumentError(f"{given!r} {_lacking(matched)}")
    one, other = (_regime(matched[side], scenario) for side in ("one", "other"))
    if one == other:
        raise ArgumentError(f"{one} is set against itself: name two regimes")
    if matched["sign"] == "<":
        one, other = other, one
    relation = ClaimRelation.EQUAL if matched["sign"].startswith("=") else ClaimRelation.BETTER
    try:
        metric = metric_named(rest["metric"])
    except ArgumentError as error:
        raise ArgumentError(f"{error}; {_LISTED}") from None
    by = str(rest["before"] or rest["behind"] or "")
    size = _size(by, metric) if by else scenario.effects.get(metric.name)
    if size is None and relation == ClaimRelation.EQUAL:
        raise ArgumentError(
            f'of {metric.name} nobody said from what on a difference matters: write "{one} = {other} by SIZE on {metric.name}"'
        )
    if size == 0.0 and relation == ClaimRelation.EQUAL:
        raise ArgumentError(
            f"{one} = {other} by {short(by, 20)} allows no difference at all: name a size over 0"
        )
    return Claimed(one, other, metric.name, relation, float(size or 0.0), bool(by))


def _lacking(matched: re.Match[str] | None) -> str:
    """Say what is wrong with a claim that cannot be taken apart (None), or whose end cannot."""
    like = f'write "{CLAIM_EXAMPLE}"'
    if matched is None:
        return f"is no claim: {like}"
    if matched["other"].casefold() in _JOINING:
        return f"names one regime: {like}"
    if re.match(r"\s*[<>=]", matched["rest"]):
        return f"sets more than two regimes against each other: claim each pair by itself, {like}"
    if re.search(r"\s(?:on|på)\s+\S", matched["rest"], re.IGNORECASE):
        return f"cannot be read after {matched['other']}: {like}"
    return f"names no metric: {like}; {_LISTED}"


_JOINING = frozenset({"on", "på", "by"})


def metric_named(name: str) -> Metric:
    """Return the metric of a name, or of its short name in either language.

    Raises:
        ArgumentError: there is none; the sentence names the nearest.
    """
    typed = " ".join(name.casefold().split())
    for metric in OUTCOMES.values():
        if typed in {metric.name, *_called(metric)}:
            return metric
    near = field_meant(name, OUTCOMES) or instead(typed, OUTCOMES)
    raise ArgumentError(f"no metric {short(name, 60)!r}: {near}")


def _called(metric: Metric) -> Iterable[str]:
    """Go over what a metric is called beside its name, in small letters."""
    texts = [metric.short]
    if metric.aloud is not None:
        texts += [metric.aloud.head, *([metric.aloud.listed] if metric.aloud.listed else [])]
    return (said.casefold() for text in texts for said in (text.en, text.da))


def _regime(name: str, scenario: Scenario) -> str:
    if name in scenario.regimes:
        return name
    folded = {each.casefold(): each for each in scenario.regimes}
    if name.casefold() in folded:
        return folded[name.casefold()]
    raise ArgumentError(
        f"no regime {short(name, 40)!r} in {scenario.name}: {instead(name, scenario.regimes)}"
    )


def _size(text: str, metric: Metric) -> float:
    matched = _SIZE.fullmatch(text)
    shares = metric.unit in ("share", "index", "index 0-1")
    if matched is None or (matched[2] and not shares):
        like = "0.05" if shares else "5"
        raise ArgumentError(
            f"the size is {short(text, 40)!r}; write a number in the metric's own unit, such as by {like}"
        )
    size = float(matched[1].replace(",", ".")) / (100.0 if matched[2] else 1.0)
    if size > MOST_EFFECT:
        raise ArgumentError(f"the size is {short(text, 40)}; it may be at most {MOST_EFFECT:,.0f}")
    return size

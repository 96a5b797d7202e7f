"""A scenario that was put together in Python: is each of its fields of the kind that is meant? What they hold is looked at afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from innosim.scenario.catalogue import PARAMETERS, START_UP
from innosim.scenario.catalogue.declare import Text
from innosim.scenario.contrasts import check_contrasts
from innosim.scenario.document import is_name
from innosim.scenario.errors import Complaint, Problem, ScenarioInvalidError, as_given, short
from innosim.scenario.fields import check_parameter
from innosim.scenario.resolved import Change, Regime, Scenario, WrittenPressure

_SAID = (str, Text)
_NAMED = "a mapping from names to values"
_FIELDS: dict[str, tuple[tuple[type, ...], str]] = {
    "name": ((str,), "a text"),
    "title": (_SAID, "a text"),
    "question": (_SAID, "a text"),
    "baseline": ((str,), "the name of a regime"),
    "values": ((Mapping,), _NAMED),
    "pressure": ((tuple, list), "a share for each year, as (0.01, 0.02)"),
    "regimes": ((Mapping,), "a mapping from names to regimes"),
    "sesoi": ((Mapping,), _NAMED),
    "start_up": ((Mapping,), _NAMED),
    "contrasts": ((tuple, list), "a list of (regime, other, metric)"),
    "asked": ((tuple, list), "what `load` gave"),
    "places": ((Mapping,), "what `load` gave"),
    "as_asked": ((str,), "what `load` gave"),
    "pressure_rule": (
        (WrittenPressure, type(None)),
        "what `load` read; another pressure is given as pressure, a share for each year",
    ),
}
_REGIME_FIELDS: dict[str, tuple[tuple[type, ...], str]] = {
    "name": ((str,), "a text"),
    "title": (_SAID, "a text"),
    "preset": ((str, type(None)), "the name of a preset, or None"),
    "levers": ((Mapping,), _NAMED),
    "changes": ((tuple, list), "a list of dated changes"),
    "sources": ((Mapping,), _NAMED),
}
_CHANGE_FIELDS: dict[str, tuple[tuple[type, ...], str]] = {
    "levers": ((Mapping,), _NAMED),
    "sources": ((Mapping,), _NAMED),
}


def refuse_other_kinds(scenario: Scenario) -> None:
    """Refuse a scenario with a field that cannot be read at all.

    Raises:
        ScenarioInvalidError: there is one; all are listed.
    """
    found = [*_odd("", scenario, _FIELDS)]
    if not found:
        found = [*_months(scenario), *_regimes(scenario), *_contrasts(scenario)]
    if found:
        name = short(str(scenario.name))
        problems = [Problem(name, None, field, each.what, each.right) for field, each in found]
        raise ScenarioInvalidError(problems)


def _odd(
    where: str, held: object, fields: Mapping[str, tuple[tuple[type, ...], str]]
) -> Iterator[tuple[str, Complaint]]:
    for name, (kinds, right) in fields.items():
        value = getattr(held, name)
        if not isinstance(value, kinds):
            yield f"{where}{name}", Complaint(f"is {as_given(value)}", f"it is {right}")
        elif odd := _unwritable(name, value):
            what = f"holds {as_given(odd[0])}, which is no text that a file may hold"
            yield f"{where}{name}", Complaint(what, "write a text")


_OF_TEXTS = frozenset({"name", "title", "question", "baseline", "preset", "asked", "sources"})
"""Fields that are texts, or hold nothing else: a result tells of them, and it is whole or not there."""


def _unwritable(name: str, value: Any) -> list[object]:
    """Return what of a field of texts is none, or none that UTF-8 knows."""
    if name not in _OF_TEXTS or value is None:
        return []
    if isinstance(value, Text):
        texts: tuple[object, ...] = (value.en, value.da)
    elif isinstance(value, Mapping):
        texts = (*value, *value.values())
    else:
        texts = tuple(value) if isinstance(value, tuple | list) else (value,)
    return [each for each in texts if not _is_text(each)]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.encode("utf-8", "replace") == value.encode(
        "utf-8", "surrogatepass"
    )


def _months(scenario: Scenario) -> Iterator[tuple[str, Complaint]]:
    """On how long it runs all else hangs."""
    if "months" not in scenario.values:
        yield "months", Complaint("is a parameter it lacks", "give it a value")
        return
    found = check_parameter(PARAMETERS["months"], scenario.values["months"])
    if isinstance(found, Complaint):
        yield "run.months", found


def _regimes(scenario: Scenario) -> Iterator[tuple[str, Complaint]]:
    for name, regime in scenario.regimes.items():
        where = f"regime.{short(str(name))}"
        if not isinstance(regime, Regime):
            yield where, Complaint(f"is {as_given(regime)}", "it is an innosim Regime")
            continue
        odd = [*_odd(f"{where}.", regime, _REGIME_FIELDS)]
        yield from odd
        if not odd:
            yield from _of_regime(where, name, regime)


def _of_regime(where: str, name: Any, regime: Regime) -> Iterator[tuple[str, Complaint]]:
    if not isinstance(name, str) or not is_name(name) or name == START_UP:
        yield where, Complaint("is no name of a regime", "use 1 to 40 letters, digits, - and _")
    for number, change in enumerate(regime.changes):
        at = f"{where}.change[{number}]"
        if not isinstance(change, Change):
            yield at, Complaint(f"is {as_given(change)}", "it is an innosim Change")
        else:
            yield from _odd(f"{at}.", change, _CHANGE_FIELDS)


def _contrasts(scenario: Scenario) -> Iterator[tuple[str, Complaint]]:
    """What a file may not ask either."""
    if not scenario.contrasts:
        return
    asked: tuple[Any, ...] = tuple(scenario.contrasts)
    for each in asked:
        texts = isinstance(each, tuple | list) and all(isinstance(part, str) for part in each)
        if not texts or len(each) != 3:
            right = "each is (regime, other, metric)"
            yield "contrasts", Complaint(f"holds {as_given(each)}", right)
            return
    written = [f"{one} - {other} on {metric}" for one, other, metric in asked]
    found = check_contrasts(written)
    if isinstance(found, Complaint):
        yield "contrasts", found

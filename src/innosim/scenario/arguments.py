"""Arguments of public functions, held against what they are declared as: one sentence that names the argument, whatever was given.

A function's annotations say what it takes; `argued` reads them, so that they are said once.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

from innosim.scenario.errors import ArgumentError, as_given
from innosim.scenario.numbers import whole_number, yes_or_no
from innosim.scenario.resolved import Regime, Scenario

_P = ParamSpec("_P")
_R = TypeVar("_R")

_WRONG = object()
"""What a kind makes of a value that is none of it."""


@dataclass(frozen=True)
class Kind:
    """What an argument may be, in words, and what is made of it."""

    words: str
    taken: Callable[[Any], Any]


def _text(value: object) -> object:
    return value if isinstance(value, str) else _WRONG


def _place(value: object) -> object:
    """A path; bytes and an empty text are none."""
    if not isinstance(value, str | os.PathLike):
        return _WRONG
    written = os.fspath(value)
    return value if isinstance(written, str) and written and "\0" not in written else _WRONG


def _scenario(value: object) -> object:
    return value if isinstance(value, Scenario) else _place(value)


def _of(kind: type, value: object) -> object:
    return value if isinstance(value, kind) else _WRONG


def _texts(value: object) -> object:
    """Texts, of any kind of collection that is read in order; a text alone stays one."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping | bytes | AbstractSet) or not isinstance(value, Iterable):
        return _WRONG
    found = tuple(value)
    return found if all(isinstance(each, str) for each in found) else _WRONG


def _names(value: object) -> object:
    return _WRONG if isinstance(value, str) else _texts(value)


def _two(value: object) -> object:
    found = _names(value)
    return found if isinstance(found, tuple) and len(found) == 2 else _WRONG


def _overrides(value: object) -> object:
    """Texts, or a mapping by name, whose values are looked at where they are laid."""
    if isinstance(value, Mapping):
        return value if all(isinstance(name, str) for name in value) else _WRONG
    return _texts(value)


def _named(value: object) -> object:
    return (
        value if isinstance(value, Mapping) and all(isinstance(n, str) for n in value) else _WRONG
    )


def _regimes(value: object) -> object:
    """Names, and regimes that were made in Python."""
    if isinstance(value, str | Regime):
        return value
    if isinstance(value, Mapping | bytes | AbstractSet) or not isinstance(value, Iterable):
        return _WRONG
    found = tuple(value)
    return found if all(isinstance(each, str | Regime) for each in found) else _WRONG


def _one_regime(value: object) -> object:
    return value if isinstance(value, str | Regime) else _WRONG


def _months(value: object) -> object:
    """Levers by month."""
    if not isinstance(value, Mapping):
        return _WRONG
    fits = all(whole_number(at) is not None and _named(each) is not _WRONG for at, each in value.items())  # fmt: skip
    return value if fits else _WRONG


def _sampled(value: object) -> object:
    return value if isinstance(value, Mapping) else _texts(value)


def _point(value: object) -> object:
    return value if isinstance(value, Mapping) else _whole(value)


def _whole(value: object) -> object:
    found = whole_number(value)
    return _WRONG if found is None else found


def _flag(value: object) -> object:
    found = yes_or_no(value)
    return _WRONG if found is None else found


_TEXT = Kind("a text", _text)
_PLACE = Kind("a path", _place)
_WHOLE = Kind("a whole number", _whole)
_TWO = Kind("two names, as ('framed', 'routine')", _two)

KINDS: Mapping[str, Kind] = {
    "str": _TEXT,
    "Language": _TEXT,
    "str | os.PathLike[str]": _PLACE,
    "ScenarioLike": Kind("a scenario, its path, or the name of an installed one", _scenario),
    "str | Iterable[str]": Kind("a text or a list of texts", _texts),
    "Sequence[str]": Kind("a list of texts", _names),
    "tuple[str, ...]": Kind("a list of names", _names),
    "tuple[str, str]": _TWO,
    "Scenario": Kind("a scenario that is loaded", partial(_of, Scenario)),
    "Regime": Kind("a regime of a scenario", partial(_of, Regime)),
    "Overrides": Kind("texts such as 'uncertainties.pressure=0.02', or values by name", _overrides),
    "Regimes": Kind("names of regimes, and regimes made by innosim.regime", _regimes),
    "str | Regime": Kind("a regime's name, or a regime made by innosim.regime", _one_regime),
    "Mapping[str, Any]": Kind("a mapping by name", _named),
    "Mapping[int, Mapping[str, Any]]": Kind("levers by month, as {24: {'pool': 2.0}}", _months),
    "str | Mapping[str, Any] | Sequence[str]": Kind(
        "'uncertain', names of fields, or ranges by name", _sampled
    ),
    "int | Mapping[str, Any]": Kind("the number of a point, or varied values by name", _point),
    "int": _WHOLE,
    "bool": Kind("True or False", _flag),
}
"""What is taken by what is declared; ``| None`` behind it takes None too."""


def argued(*, but: Sequence[str] = ()) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Refuse arguments of another kind than is declared; all but those of ``but``, which the function refuses in its own words."""

    def dressed(function: Callable[_P, _R]) -> Callable[_P, _R]:
        parameters = {
            name: parameter
            for name, parameter in inspect.signature(function).parameters.items()
            if name not in but
        }
        order = tuple(inspect.signature(function).parameters)

        def taken(name: str, value: Any) -> Any:
            return as_declared(parameters[name], value) if name in parameters else value

        @wraps(function)
        def checked(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            given = [taken(name, value) for name, value in zip(order, args, strict=False)]
            named = {name: taken(name, value) for name, value in kwargs.items()}
            return function(*given, *args[len(order) :], **named)  # type: ignore[arg-type]

        return checked

    return dressed


def refuse_outside(name: str, number: int, least: int, most: int) -> None:
    """Refuse a whole number that is out of range.

    Raises:
        ArgumentError: it is less than ``least`` or more than ``most``.
    """
    if not least <= number <= most:
        raise ArgumentError(
            f"{name} is {as_given(number)}; it is a whole number from {least} to {most}."
        )


def as_declared(parameter: inspect.Parameter, value: Any) -> Any:
    """Return what is made of an argument.

    Raises:
        ArgumentError: it is of another kind than its parameter is declared to take.
    """
    text = str(parameter.annotation)
    kind, optional = KINDS.get(text.removesuffix(" | None")), text.endswith(" | None")
    if kind is None or (optional and value is None):
        return value
    found = kind.taken(value)
    if found is _WRONG:
        none = " or None" if optional else ""
        raise ArgumentError(f"{parameter.name} is {as_given(value)}; it takes {kind.words}{none}.")
    return found

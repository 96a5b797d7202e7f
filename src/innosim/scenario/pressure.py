"""The pressure: the saving asked for each January, as a share of the budget B (ODD, World).

A number is a constant. A table has a ``kind``:

- ``constant``: ``value``
- ``ramp``: ``from`` in the first January, in equal steps ``to`` in January number ``years``, then held
- ``step``: ``before``, then ``after`` from January number ``year`` on, for ``years`` of them (default: on)
- ``series``: ``values``, one for each January; the last is held

Wherever a share stands there may be an amount instead, as text: ``"25 mDKK"``. It is a share once the town's budget is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from innosim.scenario.amounts import EXAMPLE, Amount, read_amount
from innosim.scenario.catalogue.declare import Parameter, Text
from innosim.scenario.danish import field_meant, nearest_field
from innosim.scenario.errors import Complaint, describe
from innosim.scenario.fields import check_number
from innosim.scenario.meant import without_about
from innosim.scenario.numbers import number_of
from innosim.scenario.numerals import Written, plainly, readings

PRESSURE = Parameter(
    "pressure",
    "uncertainties",
    "world",
    "series",
    0.01,
    0.0,
    0.02,
    Text(
        "saving required each January, as a share of the budget",
        "besparelse krævet hver januar, som andel af budgettet",
    ),
    "[E] pressure",
    "the reprioritising contribution of 1 %; efficiency .4-.7 % and demography .5 % agree",
    most=0.04,
)
"""The pressure's own declaration: constant 0-2 %, up to 4 % in some years."""

EARLIER = "startup_pressure"
"""The parameter that says as much of the Januaries before month 0; an amount will do there too."""

HIGH_YEARS = 3
"""How many years may ask for more than the constant range's top."""

_SHARE = (0.0, PRESSURE.limits[1], "share", False)
_YEAR = (1.0, 100.0, "years", True)

FIELDS: dict[str, dict[str, tuple[float, float, str, bool]]] = {
    "constant": {"value": _SHARE},
    "ramp": {"from": _SHARE, "to": _SHARE, "years": _YEAR},
    "step": {"before": _SHARE, "after": _SHARE, "year": _YEAR, "years": _YEAR},
    "series": {},
}
OPTIONAL = {"step": {"years"}}

Pressure = Mapping[str, Any]
"""A checked pressure: a table with its kind."""


_AS_AMOUNT = f'or an amount such as "{EXAMPLE}"'


_EACH_YEAR = re.compile(
    r"(?i)\s*(?:(?:/|a|per|pr\.?|om|hvert) ?(?:year|år(?:et)?|january?)|yearly|annually|årligt?)\.?\s*$"
)
"""What may be said behind an amount and says nothing: each January's saving is asked for once a year."""


def _amount(text: str) -> Amount | Complaint | None:
    """The amount that a text is; one with a word too much, or below zero, is refused as what it is."""
    plain = _EACH_YEAR.sub("", without_about(text))
    found = read_amount(plain.lstrip("-\u2212\u2013 "))
    if not isinstance(found, Amount) or plain.strip() == text.strip() == found.written:
        return found
    if plain.strip()[:1] in "-\u2212\u2013":
        return Complaint(f"is {describe(text)}, less than 0", "write 0 for no saving")
    if _EACH_YEAR.search(text):
        return Complaint(
            f"is {describe(text)}", f'write "{found.written}": it is asked each January'
        )
    if plain != text:
        return Complaint(f"is {describe(text)}", f'write "{found.written}"')
    return found


def check_share(value: object) -> float | Amount | Complaint:
    """A share of the budget, or an amount; or what is wrong with it."""
    amount = _amount(value) if isinstance(value, str) else None
    if amount is not None:
        return amount
    checked = check_number(value, *_SHARE[:3])
    is_amount = isinstance(value, str) or _is_above(value)
    if isinstance(checked, Complaint) and is_amount and not _is_told(checked):
        return Complaint(checked.what, f"{checked.right}, {_kroner_meant(value) or _AS_AMOUNT}")
    return checked


def _kroner_meant(value: object) -> str:
    """What to write for a number that only kroner make sense of, as 500.000 or 25000000; nothing for another."""
    if isinstance(value, Written):
        value = value.text
    found = readings(value) if isinstance(value, str) else (number_of(value) or 0,)
    most = found[0] if found else 0
    if not _LEAST_KRONER <= most < _MOST_KRONER:
        return ""
    return f'or "{plainly(most)} kr." where kroner are meant'


_LEAST_KRONER, _MOST_KRONER = 1e4, 1e11
"""A bare number from here on is taken for kroner: of mDKK no municipality saves so many."""


def _is_above(value: object) -> bool:
    """Whether a number is more than the whole budget, as only an amount can be."""
    number = number_of(value)
    return number is not None and number > 1


def _is_told(complaint: Complaint) -> bool:
    """Whether a complaint names the number that was meant."""
    return ", here " in complaint.right or ", where " in complaint.right


def check_year(value: object) -> float | Complaint:
    """A number of Januaries, or what is wrong with it."""
    least, most, unit, whole = _YEAR
    checked = check_number(value, least, most, unit, whole=whole)
    if isinstance(checked, Complaint) and isinstance(value, int) and value > _CALENDAR:
        return Complaint(checked.what, "count Januaries from the run's first, which is 1")
    return checked


_CALENDAR = 1900
"""A larger number of a January is a year of the calendar, and the model has none."""


MOST_SAID = 100.0
"""Budgets; of more it is not said how many, as that is a slip, and may be a number of very many digits."""


def in_shares(pressure: Pressure, budget_mdkk: float) -> Pressure | list[Complaint]:
    """The pressure with shares of the budget for amounts; or what is wrong with them, each once."""
    wrong: dict[Complaint, None] = {}

    def share(value: Any) -> Any:
        if isinstance(value, list):
            return [share(each) for each in value]
        if not isinstance(value, Amount):
            return value
        found = value.mdkk / budget_mdkk
        least, most = PRESSURE.limits
        if not least <= found <= most:
            much = f"{plainly(100.0 * found, 3)} %" if found <= MOST_SAID else "very many times all"
            what = f"is {value.written}, which is {much} of the budget"
            right = f"write at most {plainly(100.0 * most)} % of it, {plainly(most * budget_mdkk, 4)} mDKK"
            wrong[Complaint(what, right)] = None
        return found

    converted = {key: share(value) for key, value in pressure.items()}
    return list(wrong) or converted


def check_pressure(value: object) -> Pressure | list[tuple[tuple[str | int, ...], Complaint]]:
    """The pressure as a table with a kind, or all complaints with the key each belongs to."""
    if not isinstance(value, dict):
        if isinstance(value, list):
            return [((), Complaint("is a list", 'write {kind = "series", values = [...]}'))]
        value = {"kind": "constant", "value": value}
        checked = check_share(value["value"])
        return [((), checked)] if isinstance(checked, Complaint) else {**value, "value": checked}
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in FIELDS:
        meant = [key for key in value if kind is None and field_meant(key, ["kind"])]
        if meant:
            return [
                ((key,), Complaint("is not a field here", "did you mean kind?")) for key in meant
            ]
        what = "is missing" if kind is None else f"is {describe(kind)}"
        near = field_meant(kind, FIELDS)
        return [(("kind",), Complaint(what, near or "write constant, ramp, step or series"))]
    return _check_series(value) if kind == "series" else _check_table(kind, value)


AT_NO_PRESSURE: Pressure = {"kind": "constant", "value": 0.0}


def yearly(pressure: Pressure, years: int) -> tuple[float, ...]:
    """The share asked for in each January of the horizon."""
    return tuple(_share(pressure, january) for january in range(1, years + 1))


def rule_of(said: Pressure | None, shares: tuple[float, ...]) -> Pressure | None:
    """The rule of a pressure that asks for these shares, where it still gives them; None of shares that were changed in Python since."""
    if said is None or yearly(said, len(shares)) != tuple(map(number_of, shares)):
        return None
    return said


def too_much(
    shares: tuple[float, ...], said: Pressure | None = None, budget_mdkk: float = 0.0
) -> Complaint | None:
    """What is wrong with the pressure of a horizon's years together, if anything; in kroner where it was ``said`` so."""
    high = sum(share > PRESSURE.high for share in shares)
    if high <= HIGH_YEARS:
        return None
    for amount in _amounts(said or {}):
        share = amount.mdkk / budget_mdkk
        if share > PRESSURE.high:
            what = f"asks for {amount.written}, {plainly(100.0 * share, 3)} % of the budget, more than {plainly(100.0 * PRESSURE.high)} % in {high} years"
            most = [plainly(each * budget_mdkk, 4) for each in (PRESSURE.high, PRESSURE.limits[1])]
            return Complaint(
                what,
                f"write at most {most[0]} mDKK; only {HIGH_YEARS} years may be higher, up to {most[1]} mDKK",
            )
    right = f"only {HIGH_YEARS} years may, up to {plainly(PRESSURE.limits[1])}"
    return Complaint(f"asks for more than {plainly(PRESSURE.high)} in {high} years", right)


def _amounts(said: Pressure) -> list[Amount]:
    """The amounts that a pressure names."""
    named = [each for value in said.values() for each in (value if isinstance(value, list) else [value])]  # fmt: skip
    return [each for each in named if isinstance(each, Amount)]


def never_comes(pressure: Pressure, years: int) -> Complaint | None:
    """What is wrong with a step that comes when the run has ended, if it does."""
    if pressure["kind"] != "step" or pressure["year"] <= years:
        return None
    what = f"is a step in January number {pressure['year']}, and the run has {years}"
    return Complaint(what, f"write a year of 1 to {years}, or a longer run (run.months)")


def unused(pressure: Pressure, years: int) -> int:
    """How many Januaries of a series or a ramp come when the run has ended."""
    steps = {"series": len(pressure.get("values", ())), "ramp": pressure.get("years", 0)}
    return max(0, int(steps.get(pressure["kind"], 0)) - years)


def asked_for(pressure: Pressure) -> tuple[float, ...]:
    """The shares that a pressure names, amounts among them as shares of the budget."""
    named = (key for key, (*_, unit, _) in FIELDS[pressure["kind"]].items() if unit == _SHARE[2])
    return (*(float(pressure[key]) for key in named), *map(float, pressure.get("values", ())))


def _share(pressure: Pressure, january: int) -> float:
    kind = pressure["kind"]
    if kind == "constant":
        return float(pressure["value"])
    if kind == "series":
        values = pressure["values"]
        return float(values[min(january, len(values)) - 1])
    if kind == "step":
        last = pressure["year"] + pressure["years"] if "years" in pressure else january + 1
        return float(pressure["after" if pressure["year"] <= january < last else "before"])
    first, last_value, steps = pressure["from"], pressure["to"], pressure["years"] - 1
    if january - 1 >= steps:
        return float(last_value)
    return float(first + (last_value - first) * ((january - 1) / steps))


def _check_table(
    kind: str, value: dict[str, Any]
) -> Pressure | list[tuple[tuple[str | int, ...], Complaint]]:
    fields = FIELDS[kind]
    wrong: list[tuple[tuple[str | int, ...], Complaint]] = [
        ((key,), _unknown(key, kind, ["kind", *fields]))
        for key in value
        if key != "kind" and key not in fields
    ]
    checked: dict[str, Any] = {"kind": kind}
    meant = {nearest_field(key, fields) for (key, *_), _ in wrong}
    for key, (_, _, unit, _) in fields.items():
        if key not in value:
            if key not in OPTIONAL.get(kind, set()) and key not in meant:
                wrong.append(((key,), Complaint("is missing", f"a {kind} needs it")))
            continue
        number = check_share(value[key]) if unit == _SHARE[2] else check_year(value[key])
        if isinstance(number, Complaint):
            wrong.append(((key,), number))
        else:
            checked[key] = number
    return wrong or checked


def _check_series(
    value: dict[str, Any],
) -> Pressure | list[tuple[tuple[str | int, ...], Complaint]]:
    wrong: list[tuple[tuple[str | int, ...], Complaint]] = [
        ((key,), _unknown(key, "series", ["kind", "values"]))
        for key in value
        if key not in ("kind", "values")
    ]
    values = value.get("values")
    if not isinstance(values, list) or not 1 <= len(values) <= _YEAR[1]:
        wrong.append((("values",), Complaint("is not a list of shares", "write one for each year")))
        return wrong
    numbers = [check_share(each) for each in values]
    wrong += [(("values", at), n) for at, n in enumerate(numbers) if isinstance(n, Complaint)]
    return wrong or {"kind": "series", "values": numbers}


def _unknown(key: str, kind: str, known: list[str]) -> Complaint:
    near = field_meant(key, known)
    return Complaint("is not a field here", near or f"a {kind} has {', '.join(known)}")

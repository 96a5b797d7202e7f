"""Whether one value suits its declaration, and values each other; and if not, what would."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from innosim.scenario.catalogue import LEVERS
from innosim.scenario.catalogue.declare import Lever, Parameter, Said, Text, Value
from innosim.scenario.errors import Complaint, describe, short
from innosim.scenario.meant import (
    amount_meant,
    count_meant,
    numbers_meant,
    of_another_period,
    yes_no_meant,
)
from innosim.scenario.numbers import number_of, yes_or_no
from innosim.scenario.numerals import Written, plainly

EXPECTED = "expected"
"""What a file may say of a lever instead of a number: as much of it as is expected here."""

_EXPECTED = (EXPECTED, "forventet", "som forventet", "det forventede", "as expected")

AS_EXPECTED = -1.0
"""The same among numbers, until a scenario is whole and has a value for what is expected."""


def check_parameter(parameter: Parameter, value: object) -> Value | Complaint:
    """The value as the parameter's type, or what is wrong with it."""
    if isinstance(parameter.default, bool):
        return _yes_no(value)
    if isinstance(parameter.default, str):
        return value if isinstance(value, str) else Complaint(f"is {describe(value)}", "write text")
    whole = isinstance(parameter.default, int)
    answer = check_number(value, *parameter.limits, str(parameter.unit), whole=whole)
    if isinstance(answer, Complaint) and isinstance(value, str):
        return _fitting(parameter, value, answer, whole=whole)
    return answer


def _fitting(parameter: Parameter, text: str, answer: Complaint, *, whole: bool) -> Complaint:
    """The answer to a text; of a number that would be refused it is not said that it be written, but what is."""
    unit = str(parameter.unit)
    for number in numbers_meant(text, unit, *parameter.limits, whole=whole):
        for relation in RELATIONS:
            if relation.names == (parameter.name,):
                refused = relation.complaint(int(number) if whole else float(number))
                if refused is not None:
                    return Complaint(answer.what, refused.right)
    return answer


def check_lever(lever: Lever, value: object) -> float | Complaint:
    """The value of a lever as a number (yes and no are 1 and 0), or what is wrong with it."""
    if lever.expected and isinstance(value, str) and value == EXPECTED:
        return AS_EXPECTED
    whole = lever.kind == "whole"
    answer: float | Complaint = (
        _yes_no(value)
        if lever.kind == "yes/no"
        else check_number(value, lever.low, lever.high, str(lever.unit), whole=whole)
    )
    if isinstance(answer, Complaint):
        if lever.expected and isinstance(value, str) and value.strip().casefold() in _EXPECTED:
            return Complaint(answer.what, f'write "{EXPECTED}"')
        more = f', or "{EXPECTED}"' if lever.expected else ""
        return Complaint(answer.what, answer.right + more)
    return float(answer)


def as_expected(levers: Mapping[str, float], values: Mapping[str, Any]) -> dict[str, float]:
    """The levers with what is expected where that was written."""
    return {
        name: float(values[LEVERS[name].expected])
        if value == AS_EXPECTED and LEVERS[name].expected
        else value
        for name, value in levers.items()
    }


def check_number(
    value: object, least: float, most: float, unit: str, *, whole: bool = False
) -> int | float | Complaint:
    """A finite number within its limits, or what is wrong with it."""
    kind = "a whole number" if whole else "a number"
    named = unit.replace("of B", "of the budget")
    wanted = f"{kind} ({named}, {plain_number(least)} to {plain_number(most)})"
    number = number_of(value)
    if number is None:
        here = _here(value, unit, least, most, whole=whole) if isinstance(value, str) else ""
        return Complaint(f"is {describe(value)}", f"write {wanted}{here}")
    value = number
    if isinstance(value, Written) and (whole or not least <= value <= most):
        thousands = value.in_thousands()
        if thousands is not None:  # nobody gives a whole number decimals
            shown = plainly(value)
            same = "whose point marks decimals" if shown == value.text else f"which is {shown}"
            here = f", here {thousands}"
            if not least <= thousands <= most:
                more = thousands > most
                per_hour = unit == "mDKK an hour" and _smaller_meant(thousands, unit, least, most)
                if per_hour:
                    return Complaint(
                        f"is {value.text}, {same} in a TOML file", f"write {wanted}{per_hour}"
                    )
                end = plain_number(most if more else least)
                here = f"; {thousands} is {'more' if more else 'less'} than {end}"
            return Complaint(f"is {value.text}, {same} in a TOML file", f"write {wanted}{here}")
    if isinstance(value, float) and not math.isfinite(value):
        return Complaint(f"is {describe(value)}, not a finite number", f"write {wanted}")
    if whole and isinstance(value, float) and not value.is_integer():
        return Complaint(f"is {describe(value)}, not a whole number", f"write {wanted}")
    if value < least:
        return Complaint(
            f"is {describe(value)}, less than {plain_number(least)}", f"write {wanted}"
        )
    if value > most:
        right = f"write {wanted}{_smaller_meant(value, unit, least, most)}"
        return Complaint(f"is {describe(value)}, more than {plain_number(most)}", right)
    return int(value) if whole else float(value) + 0.0  # -0.0 is 0.0


def check_text(value: object, most: int) -> str | Complaint:
    """A line of text, not empty and not too long."""
    if not isinstance(value, str):
        return Complaint(f"is {describe(value)}", "write text in quotes")
    if not value.strip() or len(value) > most or not value.isprintable():
        return Complaint("is not one line of text", f"write 1 to {most} characters")
    return value


def check_said(value: object, most: int) -> Said | Complaint:
    """A line of text, or one in each language."""
    if not isinstance(value, dict):
        return check_text(value, most)
    wanted = [each.name for each in fields(Text)]
    missing = [key for key in wanted if key not in value]
    strange = [short(str(key), 20) for key in value if key not in wanted]
    if missing or strange:
        parts = [f"lacks {each}" for each in missing] + [f"has {each}" for each in strange]
        return Complaint(", ".join(parts), _BOTH)
    texts = {key: check_text(each, most) for key, each in value.items()}
    for key, text in texts.items():
        if isinstance(text, Complaint):
            return Complaint(f"{text.what} in {key}", text.right)
    return Text(**texts)  # type: ignore[arg-type]  # no complaint is left


MOST_EFFECT = 1e9
"""The largest smallest effect of interest that is taken for one."""

_BOTH = 'write text in quotes, or {da = "...", en = "..."}'


def plain_number(value: float) -> str:
    """A limit as a person writes it."""
    return str(int(value)) if value == int(value) else plainly(value, 15)


def _yes_no(value: object) -> bool | Complaint:
    found = yes_or_no(value)
    if found is not None:
        return found
    meant = yes_no_meant(value) if isinstance(value, str) else ""
    return Complaint(f"is {describe(value)}", f"write {meant or 'true or false'}")


def _here(text: str, unit: str, least: float, most: float, *, whole: bool) -> str:
    """What a text means as a number that may stand here, or how that is reckoned; nothing where neither is known."""
    found = numbers_meant(text, unit, least, most, whole=whole)
    if found:
        return f", here {' or '.join(found)}"
    by, of = _RECKONED.get(unit, (None, ""))
    amount = by(text) if by is not None else ""
    if amount:
        return f": 1000 x {amount} / {of}"
    number, period = of_another_period(text, unit)
    reckoned = _OF_PERIODS.get((period, unit.rsplit(maxsplit=1)[-1]), "")
    return f": {reckoned.format(it=number)}" if reckoned else ""


_OF_PERIODS = {
    ("year", "hour"): "{it} / effective_hours",
    ("month", "hour"): "12 x {it} / effective_hours",
    ("month", "year"): "12 x {it}",
    ("year", "month"): "{it} / 12",
}
"""How what was said of one period is reckoned for another."""


_RECKONED: dict[str, tuple[Callable[[str], str], str]] = {
    "per mille of B": (amount_meant, "budget_mdkk"),
    "per 1,000 staff": (count_meant, "staff"),
    "FTE per 1,000 staff": (count_meant, "staff"),
}
"""What a text may say in place of a rate, and the fact of the town that it is a rate of."""

_FAR = 10.0
"""How many times the most a share must be before it is taken for per cent: assumed, as 5 % is no slip for .05 %."""


_LARGEST = 1e300
"""Beyond which nobody means a number, and Python divides none."""


def _smaller_meant(value: float, unit: str, least: float, most: float) -> str:
    """What was meant by a share in per cent, or by an amount in kroner where mDKK are wanted; only what may stand here."""
    if abs(value) > _LARGEST:
        return ""
    if unit == "share" and value >= min(1.0, _FAR * most) and least <= value / 100 <= most:
        return f", where {plainly(value / 100)} is {plainly(value)} %"
    if unit == "mDKK an hour" and not least <= value / 1e6 <= most:
        return ", what an hour at work costs: a year's wage over effective_hours"
    if unit.startswith("mDKK") and least <= value / 1e6 <= most:
        return f", where {plainly(value / 1e6)} is DKK {value:,.12g}"
    return ""


@dataclass(frozen=True)
class Relation:
    """Fields, and what is wrong with their values together, if anything."""

    names: tuple[str, ...]
    complaint: Callable[..., Complaint | None]
    of_size: tuple[str, ...] = ()
    """Those that go with a town's size: who writes one for a town of their own means the others of that town, too."""


def _seats(seats: int, majority: int, minority: int) -> Complaint | None:
    if majority + minority == seats:
        return None
    what = f"does not add up: {majority} + {minority} = {majority + minority}, not {seats} seats"
    return Complaint(what, "let majority_seats and minority_seats sum to council_seats")


def _majority(majority: int, minority: int) -> Complaint | None:
    if majority > minority:
        return None
    what = f"does not fit: a majority of {majority} against {minority}"
    return Complaint(what, "give the majority more seats")


def _turnover(low: float, high: float) -> Complaint | None:
    if low <= high:
        return None
    what = (
        f"does not fit: turnover_low is {_apart(low, high)} and turnover_high {_apart(high, low)}"
    )
    return Complaint(what, "let turnover_low be the smaller")


def _apart(value: float, other: float) -> str:
    """Return a number in four digits, or in as many as tell it from another."""
    few = plainly(value, 4)
    return few if few != plainly(other, 4) else plainly(value)


def _units(departments: int, units: int, staff: int) -> Complaint | None:
    if departments <= units <= staff:
        return None
    what = f"does not fit: {departments} departments, {units} units, {staff} staff"
    return Complaint(what, "give each department a unit and each unit an employee")


def _wages(
    staff: int, fte_share: float, hours: float, wage: float, budget: float
) -> Complaint | None:
    wages = staff * fte_share * hours * wage
    if wages <= budget:
        return None
    what = f"does not fit: wages are {plainly(wages, 4)} mDKK a year, more than budget_mdkk = {plainly(budget)}"
    if in_thousands(budget) and wages <= budget * _THOUSAND:
        meant = f"budget_mdkk = {plainly(budget * _THOUSAND)}"
        return Complaint(what, f"write {meant}, where so many millions are meant")
    return Complaint(what, "wages are about 76 % of the budget in Randers")


_THOUSAND = 1000.0


def in_thousands(budget: float) -> bool:
    """Whether a budget is so small that it is 3.900 as a Dane writes 3,900."""
    return budget < _THOUSAND / 10


def _envelope(envelope: float) -> Complaint | None:
    if envelope >= 0 or envelope == -1:
        return None
    return Complaint(
        f"is {plainly(envelope)}", "write an amount, or -1 for the median of four presets"
    )


def _limits(unit: float, council: float) -> Complaint | None:
    if unit <= council:
        return None
    what = f"does not fit: unit_limit is {_apart(unit, council)} and council_limit {_apart(council, unit)}"
    return Complaint(what, "let unit_limit be the smaller")


def _startup(months: int) -> Complaint | None:
    if months % 12 == 0:
        return None
    return Complaint(f"is {months}", "write whole years: 0, 12, 24, 36 or 48")


def _merger(months: int, merger: int) -> Complaint | None:
    if merger < months:
        return None
    what = f"does not fit: the merger comes in month {merger}, and the run ends with month {months - 1}"
    return Complaint(what, f"write a month of 0 to {months - 1}, -1 for no merger, or a longer run")


RELATIONS: tuple[Relation, ...] = (
    Relation(("council_seats", "majority_seats", "minority_seats"), _seats),
    Relation(("majority_seats", "minority_seats"), _majority),
    Relation(("turnover_low", "turnover_high"), _turnover),
    Relation(("departments", "units", "staff"), _units),
    Relation(
        ("staff", "fte_share", "effective_hours", "wage_mdkk", "budget_mdkk"),
        _wages,
        ("staff", "budget_mdkk"),
    ),
    Relation(("unit_limit", "council_limit"), _limits),
    Relation(("envelope_mdkk",), _envelope),
    Relation(("startup_months",), _startup),
    Relation(("months", "merger_month"), _merger),
)
"""All relations, each said once however many fields break it."""

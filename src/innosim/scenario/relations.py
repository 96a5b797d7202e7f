"""What must hold between fields, each of which may be right on its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from innosim.scenario.fields import Complaint


@dataclass(frozen=True)
class Relation:
    """Fields, and what is wrong with their values together, if anything."""

    names: tuple[str, ...]
    complaint: Callable[..., Complaint | None]


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
    what = f"does not fit: turnover_low is {low:g} and turnover_high {high:g}"
    return Complaint(what, "let turnover_low be the smaller")


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
    what = f"does not fit: wages are {wages:.4g} mDKK a year, more than budget_mdkk = {budget:g}"
    return Complaint(what, "wages are about 76 % of the budget in Randers")


def _envelope(envelope: float) -> Complaint | None:
    if envelope >= 0 or envelope == -1:
        return None
    return Complaint(f"is {envelope:g}", "write an amount, or -1 for the regimes' median")


def _limits(unit: float, council: float) -> Complaint | None:
    if unit <= council:
        return None
    what = f"does not fit: unit_limit is {unit:g} and council_limit {council:g}"
    return Complaint(what, "let unit_limit be the smaller")


RELATIONS: tuple[Relation, ...] = (
    Relation(("council_seats", "majority_seats", "minority_seats"), _seats),
    Relation(("majority_seats", "minority_seats"), _majority),
    Relation(("turnover_low", "turnover_high"), _turnover),
    Relation(("departments", "units", "staff"), _units),
    Relation(("staff", "fte_share", "effective_hours", "wage_mdkk", "budget_mdkk"), _wages),
    Relation(("unit_limit", "council_limit"), _limits),
    Relation(("envelope_mdkk",), _envelope),
)
"""All relations, each said once however many fields break it."""

"""What a field says to a value, by where it stands: for lines that are not TOML, whose values never reach the reader."""

from __future__ import annotations

from innosim.scenario.belonging import (
    LAST_MONTH,
    LINE,
    REGIME,
    REGIME_FIELDS,
    SECTION_NAMES,
    SELECTION,
    TOP_LEVEL,
    names_in,
)
from innosim.scenario.catalogue import LEVERS, OUTCOMES, PARAMETERS
from innosim.scenario.contrasts import CONTRASTS, check_contrasts
from innosim.scenario.errors import Complaint, describe
from innosim.scenario.fields import (
    MOST_EFFECT,
    check_lever,
    check_number,
    check_parameter,
    check_text,
)
from innosim.scenario.pressure import EARLIER, PRESSURE, check_share, check_year

_SOURCES = "sources"
"""The table of a regime in which each lever stands with a text."""


def place(section: str, key: str) -> tuple[str, str]:
    """The section of a line's field, as the catalogue calls it, and the field's name."""
    parts = [part.strip(" \"'") for part in f"{section}.{key}".split(".") if part.strip()]
    if PRESSURE.name in parts[:-1]:
        return PRESSURE.name, parts[-1]
    if _SOURCES in parts[:-1]:
        return _SOURCES, parts[-1]
    if len(parts) < 2:
        return "", "".join(parts)
    return REGIME if parts[0] in (REGIME, "levers") else parts[0], parts[-1]


def may_stand(where: str, name: str) -> bool:
    """Whether the field may stand there; of a place that is none, nothing is known."""
    if where == REGIME and name == "month":
        return True
    if where == _SOURCES:
        return name in LEVERS
    if where not in ("", REGIME, PRESSURE.name, "metrics", *SECTION_NAMES):
        return True
    return name in names_in(where)


def refused(where: str, name: str, value: object) -> Complaint | None:
    """What a field says to a value; None where it takes it."""
    checked = _of_a_regime(where, name, value) if where in (REGIME, _SOURCES) else None
    if checked is None:
        checked = _of_pressure(name, value) if where == PRESSURE.name else _elsewhere(name, value)
    return checked if isinstance(checked, Complaint) else None


def _of_a_regime(where: str, name: str, value: object) -> object:
    if where == _SOURCES:
        return check_text(value, LINE)
    if name == "month":
        return check_number(value, 1, LAST_MONTH, "months", whole=True)
    return None


def _of_pressure(name: str, value: object) -> object:
    if name in ("year", "years"):
        return check_year(value)
    return value if name == "kind" else check_share(value)


def _elsewhere(name: str, value: object) -> object:
    if name in (PRESSURE.name, EARLIER):
        return value if isinstance(value, dict) else check_share(value)
    if name == CONTRASTS:
        return check_contrasts(value)
    if name in (*TOP_LEVEL, *REGIME_FIELDS):
        return check_text(value, TOP_LEVEL.get(name, LINE))
    return value if name == SELECTION[1] else _declared(name, value)


def _declared(name: str, value: object) -> object:
    if name in PARAMETERS:
        return check_parameter(PARAMETERS[name], value)
    if name in LEVERS:
        return check_lever(LEVERS[name], value)
    if name in OUTCOMES:
        return check_number(value, 0.0, MOST_EFFECT, OUTCOMES[name].unit)
    return Complaint(f"is {describe(value)}", "write a number, true, false or text in quotes")

"""Which fields there are, in which section each belongs, and which is meant by a name that is none."""

from __future__ import annotations

from innosim.scenario.catalogue import LEVERS, OUTCOMES, PARAMETERS, SECTIONS
from innosim.scenario.contrasts import CONTRASTS
from innosim.scenario.danish import called_so, in_danish, nearest_field, no_field
from innosim.scenario.pressure import FIELDS, PRESSURE

LINE = 200
"""Most characters of a title or a source."""

TOP_LEVEL = {"title": LINE, "question": 500, "extends": LINE, "baseline": LINE}
"""Fields that stand above all sections, each a line of text of at most so many characters."""

SELECTION = ("run", "regimes")
"""Which regimes are kept, in which order."""

SECTION_NAMES = ("municipality", "uncertainties", "relationships", "switches", "metrics", "run")

CHANGE = "change"
LAST_MONTH = int(PARAMETERS["months"].limits[1])
"""No change can come after the longest horizon."""

STUDY = "study"
"""The section that makes a file a study, and no scenario."""

REGIME_FIELDS = ("preset", "title", "sources", CHANGE)


REGIME = "regime"
_SECTION_WORDS = "the sections are " + ", ".join([*SECTION_NAMES, "regime.NAME"])
_ELSE = {"": _SECTION_WORDS, REGIME: "a regime has a preset, levers, sources and changes"}


def belongs(name: str, section: str = "") -> str:
    """Where a misplaced field belongs, else the nearest right name; ``section`` is where it stands, "" above all sections."""
    told = no_field(name)
    if told:
        return told
    own, other = meant(name, section)
    if own:
        return f"did you mean {own}?"
    if other:
        return f"did you mean {other} in {_where(other)}?"
    return elsewhere(name) or _ELSE.get(section, "innosim schema lists all fields")


def meant(name: str, section: str = "") -> tuple[str, str]:
    """The field of this section that is meant by a name that is none, else the one of another section; "" for the other.

    The section's own fields come before others, and a Danish name before what is only like an English one.
    """
    if elsewhere(name):
        return "", ""
    own = names_in(section)
    here = called_so(name, own) or in_danish(name, own)
    there = "" if here else called_so(name, _EVERY)
    if not here and not there:
        here = nearest_field(name, own)
        there = "" if here else nearest_field(name, _EVERY)
    return here, there


def elsewhere(name: str) -> str:
    """Where a field that there is belongs; nothing of a name that is none."""
    if name in LEVERS:
        return f"it is a lever and belongs in {_where(name)}"
    if name in OUTCOMES:
        return f"it is a metric, whose smallest effect of interest belongs in {_where(name)}"
    if name in (*_EVERY, SELECTION[1]):
        return f"it belongs in {_where(name)}"
    if name in REGIME_FIELDS and name not in TOP_LEVEL:
        return f"it belongs in [{REGIME}.NAME]"
    return "it stands above all sections" if name in (*TOP_LEVEL, CONTRASTS) else ""


def section_of(name: str) -> str:
    """The section of a field that only one has, and that may be set by its bare name; "" of any other."""
    if name in (PRESSURE.name, SELECTION[1]):
        return PRESSURE.section if name == PRESSURE.name else SELECTION[0]
    return PARAMETERS[name].section if name in PARAMETERS else ""


def full_name(name: str) -> str:
    """How a lever or a metric is named where no section stands above it; nothing of another field."""
    if name in LEVERS:
        return f"{REGIME}.NAME.{name}"
    return f"metrics.{name}" if name in OUTCOMES else ""


def names_in(section: str) -> list[str]:
    """The fields of a section; those above all sections, and the sections, of ""."""
    if not section:
        return [*TOP_LEVEL, CONTRASTS, *SECTION_NAMES, REGIME]
    if section == REGIME:
        return [*LEVERS, *REGIME_FIELDS]
    if section == "metrics":
        return list(OUTCOMES)
    if section == PRESSURE.name:
        return [
            "kind",
            *dict.fromkeys(each for fields in FIELDS.values() for each in fields),
            "values",
        ]
    declared = [p.name for names in SECTIONS.values() for p in names if p.section == section]
    extra = {PRESSURE.section: [PRESSURE.name], SELECTION[0]: [SELECTION[1]]}
    return declared + extra.get(section, [])


_EVERY = (PRESSURE.name, *PARAMETERS, *LEVERS, *OUTCOMES)


def _where(name: str) -> str:
    if name in LEVERS:
        return f"[{REGIME}.NAME]"
    return f"[{section_of(name) or 'metrics'}]"

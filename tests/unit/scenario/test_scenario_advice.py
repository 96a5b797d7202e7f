"""What a sentence tells one to write is taken, where it is written: no advice is refused in its turn."""

import re

import pytest

from innosim.scenario.belonging import SECTION_NAMES, SELECTION, TOP_LEVEL, names_in
from innosim.scenario.catalogue import LEVERS
from innosim.scenario.contrasts import CONTRASTS
from innosim.scenario.pressure import PRESSURE
from innosim.scenario.reader import load

FORMS = (
    "1 %", "0,5 %", "2 ‰", "25 mDKK", "25.000 kr.", "25.000 tkr", "10 mio. kr.", "1,5", "8.500", "8.500 ansatte", "8 500", "12 timer",
    "48 måneder", "3 år", "ja", "Nej", "forventet", "ca. 5", "-0,5", "framed", "“5”", "“ja”", '5"', "D'Angleterre", "'D'Angleterre'",
    '"Vores "by""', '"C:\\data"', "framed - bottom-up on mandate_share", "framed, routine", "[1 %, 2 %]", "[framed]", "500.000",
    '"500.000"', "500000", "290 kr", '"5"', '"ja"', "True", "5.5",
)  # fmt: skip
"""Values as people write them; some are right in some fields."""

FIELDS = [
    *(("", name) for name in (*TOP_LEVEL, CONTRASTS)),
    *((section, name) for section in SECTION_NAMES for name in names_in(section)),
    *(("regime.framed", name) for name in (*LEVERS, "preset", "title")),
    *(("regime.framed.sources", name) for name in list(LEVERS)[:1]),
]

_PROPOSALS = (
    r"write (?P<pair>[\w-]+ = .+)$", r"put it in quotes, (?P<quoted>[\w-]+ = .+)$", r"(?:here|where) (?P<number>-?[\d.]+)(?= |,|$)",
    r"^write (?P<word>true|false|\"[^\"]+\")(?: or .+)?$", r"or (?P<kroner>\"[\d.]+ kr\.\") where",
)  # fmt: skip


def _text(section: str, line: str) -> str:
    head = f"[{section}]\n" if section else ""
    return f'extends = "randers.toml"\n{head}{line}\n'


def _proposed(name: str, right: str) -> list[str]:
    """The lines that a sentence proposes; none where it names only what kind of value is wanted."""
    if right in ("write true or false", "write a number, true, false or text in quotes"):
        return []
    found = [m for each in _PROPOSALS for m in re.finditer(each, right)]
    lines = [next(filter(None, m.groups())) for m in found]
    return [line if " = " in line else f"{name} = {line}" for line in lines]


def _advice(write, section: str, name: str, line: str) -> list[str]:
    try:
        load(write(_text(section, line)))
    except ValueError as error:
        of_this = [p for p in error.problems if name in p.field.split(".")]
        return [each for p in of_this for each in _proposed(name, p.right)]
    return []


RELATED = (
    "does not fit",
    "does not add up",
    "which is no",
    "which is not a regime",
    "budget; write at most",
    "more than 0.02 in",
    "whole years",
    "median of four presets",
)
"""A value that its field takes may be at odds with the town's others; that is said in its own words."""


@pytest.mark.parametrize("colon", [False, True], ids=["equals", "colon"])
@pytest.mark.parametrize("at", range(len(FIELDS)), ids=[".".join(each) for each in FIELDS])
def test_what_is_proposed_is_taken(write, sentences, at: int, colon: bool) -> None:
    section, name = FIELDS[at]
    every = 9 if colon else 3  # neighbours are of one kind, and try the other forms
    for form in FORMS[at % every :: every]:
        first = f"{name}: {form}" if colon else f"{name} = {form}"
        for line in _advice(write, section, name, first):
            again = [
                s
                for s in sentences(write(_text(section, line)))
                if not any(r in s for r in RELATED)
            ]
            assert not again or name in ("extends", "baseline", *SELECTION[1:]), (
                first,
                line,
                again,
            )


@pytest.mark.parametrize("key", ["value", "from", "to", "values"])
def test_what_is_proposed_in_a_pressure_is_taken(write, key: str) -> None:
    for form in FORMS:
        listed = f"[{form}]" if key == "values" else form
        for line in _advice(write, f"uncertainties.{PRESSURE.name}", key, f"{key} = {listed}"):
            value = line.partition(" = ")[2]
            table = f'{{kind = "series", values = {value}}}' if value.startswith("[") else value
            written = f"pressure = {table}"
            found = []
            try:
                load(write(_text("uncertainties", written)))
            except ValueError as error:
                found = [str(p) for p in error.problems]
            assert not [s for s in found if not any(r in s for r in RELATED)], (form, line, found)


@pytest.mark.parametrize("metric", ["conversion", "lead_time_months"])
def test_a_metric_without_a_usual_effect_may_be_given_one(write, metric: str) -> None:
    assert load(write(_text("metrics", f"{metric} = 0.5"))).sesoi[metric] == 0.5


def test_the_pressure_before_month_0_may_be_an_amount(write, sentences) -> None:
    own = "[municipality]\nbudget_mdkk = 5000\n[run]\nstartup_pressure = "
    asked = write(f'extends = "randers.toml"\n{own}"25 mio. kr."\n')
    assert load(asked).values["startup_pressure"] == 0.005
    (said,) = sentences(write(f'extends = "randers.toml"\n{own}"250 mio. kr."\n'))
    assert "is 250 mio. kr., which is 5 % of the budget; write at most 4 % of it, 200 mDKK" in said

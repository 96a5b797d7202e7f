"""Every judgement against cases kept as data: where it is nothing, at a bound, and an answer known from elsewhere.

``<module>.toml`` beside this file holds the cases of ``rules/<module>.py``, and ``maths.toml`` those of ``maths.py``:

    [[cut_factor]]
    zero = "no cut leaves quality as it was"
    with = { share = 0.0, earlier = 0.1, harm = 0.6, fatigue = 3.0 }
    gives = 1.0

A case says why under its kind. ``zero``: something is zero, an argument or the answer. ``bound``: at the end of a range,
a cap, a floor or a limit. ``known``: got by hand or from another source, which the case names, never from the rule.
A judgement that answers yes or no has ``yes``, ``no`` and the borderline, ``bound``. ``no_zero = "reason"`` says why a
kind makes no sense. A word in capitals is a code (``codes.py``); numbers have the type that the rule takes: 12 is not 12.0.
Zeros and bounds are exact, known answers to 1e-12 of themselves; ``within`` says otherwise. Compiled and plain give the
same bits.
"""

import inspect
import math
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from innosim.model import maths
from innosim.model.rulebook import MODULES, rulebook
from innosim.scenario.catalogue import codes

HERE = Path(__file__).parent
KINDS = ("zero", "bound", "known")
OF_TRUTH = ("yes", "no", "bound")
CLOSE = 1e-12
SCALARS = {"float": float, "int": int, "bool": bool}

Types = dict[str, str]
"""What a judgement takes, a name and a type each, and under ``return`` what it gives."""

ROOMS = {
    module.__name__.rpartition(".")[2]: module
    for module in MODULES
    if module is maths or ".rules." in module.__name__
}


def judgements_of(rules: dict[str, Any], home: str) -> dict[str, Types]:
    """Return what each judgement defined in ``home`` takes and gives: a rule that takes scalars alone."""
    own = {
        name: _types_of(rule)
        for name, rule in rules.items()
        if inspect.isfunction(rule) and rule.__module__ == home and not name.startswith("_")
    }
    return {
        name: types for name, types in own.items() if set(_taken(types).values()) <= SCALARS.keys()
    }


def _types_of(rule: Callable[..., Any]) -> Types:
    signature = inspect.signature(rule)
    kinds = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    kinds["return"] = signature.return_annotation
    return {name: getattr(kind, "__name__", kind) for name, kind in kinds.items()}


def _taken(types: Types) -> Types:
    return {name: kind for name, kind in types.items() if name != "return"}


JUDGEMENTS = {name: judgements_of(vars(module), module.__name__) for name, module in ROOMS.items()}
FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in HERE.glob("*.toml")}


def kind_of(case: dict[str, Any]) -> str:
    """Return the key that says what kind of case this is, and why."""
    return next((key for key in case if key not in {"with", "gives", "within"}), "")


def faults(judgements: dict[str, Types], cases: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Return what is wrong with the cases of one module, a line each."""
    found = [f"{name}: no judgement of this module" for name in cases.keys() - judgements.keys()]
    for name, types in judgements.items():
        of_name = cases.get(name, [])
        found += [f"{name}: {fault}" for case in of_name for fault in _case_faults(case, types)]
        kinds = {kind_of(case).removeprefix("no_") for case in of_name}
        asked = OF_TRUTH if types["return"] == "bool" else KINDS
        found += [f"{name}: no {kind}" for kind in asked if kind not in kinds]
    return found


def _case_faults(case: dict[str, Any], types: Types) -> list[str]:
    kind = kind_of(case)
    if kind in {f"no_{kind}" for kind in KINDS}:
        return [] if list(case) == [kind] and case[kind] else [f"{kind} says why, and no more"]
    if kind not in {*KINDS, *OF_TRUTH} or case.keys() - {kind, "with", "gives", "within"}:
        return [f"a case has a kind, with, gives and perhaps within: {', '.join(case)}"]
    arguments, answer = case.get("with", {}), case.get("gives")
    found = [f"argument {name}" for name in sorted(arguments.keys() ^ _taken(types).keys())]
    found += [
        f"{name} is of another type than {types.get(name)}"
        for name, value in {**arguments, "return": answer}.items()
        if type(number(value)) is not SCALARS.get(types.get(name, ""))
    ]
    if kind == "zero" and answer != 0 and 0 not in arguments.values():
        found.append("nothing is zero in a zero")
    if kind in {"yes", "no"} and answer is not (kind == "yes"):
        found.append(f"{kind} gives {answer}")
    if not case[kind]:
        found.append(f"{kind} says nothing")
    return found


def number(value: Any) -> Any:
    """Return what a case's word stands for; a number is itself."""
    return int(getattr(codes, value)) if isinstance(value, str) else value


def is_truth(value: Any) -> bool:
    return isinstance(value, bool | np.bool_)


def bits(value: Any) -> str:
    return str(bool(value)) if is_truth(value) else float(value).hex()


def is_as_said(found: Any, case: dict[str, Any]) -> bool:
    said = number(case["gives"])
    if is_truth(said) or is_truth(found):
        return bits(found) == bits(said)
    if math.isnan(said):
        return math.isnan(found)
    within = case.get("within", CLOSE if kind_of(case) == "known" else 0.0)
    return math.isclose(found, said, rel_tol=within)


CASES = [
    pytest.param(room, name, case, id=f"{room}.{name}-{kind_of(case)}-{place}")
    for room, of_room in sorted(FILES.items())
    for name, of_name in of_room.items()
    for place, case in enumerate(of_name)
    if "gives" in case
]


@pytest.mark.parametrize(("room", "name", "case"), CASES)
def test_judgement_gives_what_its_case_says(room: str, name: str, case: dict[str, Any]):
    rule = getattr(ROOMS[room], name)
    arguments = [
        number(case["with"][parameter]) for parameter in inspect.signature(rule).parameters
    ]
    plain = rule(*arguments)
    compiled = getattr(rulebook().of(ROOMS[room]), name)(*arguments)
    assert is_as_said(plain, case), f"{name} gives {plain!r}"
    assert bits(compiled) == bits(plain), f"compiled it gives {compiled!r}, plain {plain!r}"


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_no_judgement_is_without_cases(room: str):
    assert faults(JUDGEMENTS[room], FILES.get(room, {})) == []


def test_every_file_of_cases_has_its_module():
    assert sorted(FILES.keys() - ROOMS.keys()) == []


WHOLE = """
[[half]]
zero = "half of nothing"
with = { of = 0.0 }
gives = 0.0
[[half]]
no_bound = "a line has no end"
[[half]]
known = "by hand"
with = { of = 3.0 }
gives = 1.5
"""


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("", "", None),
        ("half", "halve", "halve: no judgement"),
        ("of = 3.0", "off = 3.0", "argument off"),
        ("of = 3.0", "", "argument of"),
        ("known", "knwon", "a case has a kind"),
        ("gives = 1.5", "give = 1.5", "a case has a kind"),
        ("known", "bound", "no known"),
        ("zero", "known", "no zero"),
        ("{ of = 0.0 }\ngives = 0.0", "{ of = 2.0 }\ngives = 1.0", "nothing is zero"),
        ('"a line has no end"', '""', "says why"),
        ("gives = 1.5", "gives = true", "return is of another type"),
        ("of = 3.0", "of = 3", "of is of another type"),
        ("known", "no", "no gives 1.5"),
    ],
)
def test_the_check_of_cases_bites(before: str, after: str, fault: str | None):
    found = faults(
        {"half": {"of": "float", "return": "float"}}, tomllib.loads(WHOLE.replace(before, after))
    )
    assert any(fault in line for line in found) if fault else found == []


def test_a_judgement_takes_scalars_alone():
    def judgement(now: int, share: float, passed: bool) -> float: ...
    def act(idea: Path, share: float) -> float: ...
    def untyped(share): ...

    rules = {
        "judgement": judgement,
        "act": act,
        "untyped": untyped,
        "_part": judgement,
        "log": maths.log,
    }
    assert list(judgements_of(rules, __name__)) == ["judgement"]


def test_an_answer_near_by_is_none():
    assert is_as_said(1.5, {"known": "by hand", "gives": 1.5 + 1e-13})
    assert not is_as_said(1.5, {"known": "by hand", "gives": 1.5 + 1e-11})
    assert not is_as_said(1.5, {"bound": "at its end", "gives": 1.5 + 1e-13})
    assert is_as_said(1.5, {"bound": "at its end", "gives": 1.6, "within": 0.1})
    assert not is_as_said(math.nan, {"known": "by hand", "gives": 1.5})
    assert not is_as_said(1.0, {"yes": "a number is no answer", "gives": True})

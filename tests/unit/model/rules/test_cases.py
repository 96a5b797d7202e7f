"""Every judgement against cases kept as data: where it is nothing, at a bound, and an answer known from elsewhere.

``<module>.toml`` beside this file holds the cases of ``rules/<module>.py``, and ``maths.toml`` those of ``maths.py``:

    [[cut_factor]]
    zero = "no cut leaves quality as it was"
    with = { share = 0.0, earlier = 0.1, harm = 0.6, fatigue = 3.0 }
    gives = 1.0

A case says why under its kind. ``zero``: something is zero, an argument or the answer. ``bound``: at the end of a range,
a cap, a floor or a limit. ``known``: got by hand or from another source, which the case names, never from the rule.
A judgement that answers yes or no has ``yes``, ``no`` and the borderline, ``bound``. ``no_zero = "reason"`` says why a
kind makes no sense. A word in capitals is a code (``codes.py``). Zeros and bounds are exact, known answers to 1e-12 of
themselves; ``within`` says otherwise. Compiled and plain give the same bits.
"""

import ast
import inspect
import math
import tomllib
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
SCALARS = {"float", "int", "bool"}

ROOMS = {
    module.__name__.rpartition(".")[2]: module
    for module in MODULES
    if module is maths or ".rules." in module.__name__
}


def parameters_of(source: str) -> dict[str, list[str]]:
    """Return the judgements of a module, each with its parameters: what takes scalars alone."""
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return {
        function.name: [argument.arg for argument in function.args.args]
        for function in functions
        if not function.name.startswith("_") and _takes_scalars(function)
    }


def _takes_scalars(function: ast.FunctionDef) -> bool:
    """By its annotations; where there is none, by nothing of an argument being looked up."""
    rows = {"town", "idea"} | {
        node.value.id
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Name)
    }
    return all(
        ast.unparse(argument.annotation) in SCALARS
        if argument.annotation
        else argument.arg not in rows
        for argument in function.args.args
    )


JUDGEMENTS = {name: parameters_of(inspect.getsource(module)) for name, module in ROOMS.items()}
FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in HERE.glob("*.toml")}


def kind_of(case: dict[str, Any]) -> str:
    """Return the key that says what kind of case this is, and why."""
    return next((key for key in case if key not in {"with", "gives", "within"}), "")


def faults(judgements: dict[str, list[str]], cases: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Return what is wrong with the cases of one module, a line each."""
    found = [f"{name}: no judgement of this module" for name in cases.keys() - judgements.keys()]
    for name, parameters in judgements.items():
        of_name = cases.get(name, [])
        answers = [case for case in of_name if "gives" in case]
        found += [
            f"{name}: {fault}" for case in of_name for fault in _case_faults(case, parameters)
        ]
        truth = bool(answers) and all(isinstance(case["gives"], bool) for case in answers)
        kinds = {kind_of(case).removeprefix("no_") for case in of_name}
        found += [
            f"{name}: no {kind}" for kind in (OF_TRUTH if truth else KINDS) if kind not in kinds
        ]
    return found


def _case_faults(case: dict[str, Any], parameters: list[str]) -> list[str]:
    kind = kind_of(case)
    if kind in {f"no_{kind}" for kind in KINDS}:
        return [] if list(case) == [kind] and case[kind] else [f"{kind} says why, and no more"]
    if kind not in {*KINDS, *OF_TRUTH} or case.keys() - {kind, "with", "gives", "within"}:
        return [f"a case has a kind, with, gives and perhaps within: {', '.join(case)}"]
    arguments, answer = case.get("with", {}), case.get("gives")
    found = [f"argument {name}" for name in sorted(arguments.keys() ^ set(parameters))]
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
        ("gives = 1.5", "gives = true", None),
        ("known", "no", "no gives 1.5"),
    ],
)
def test_the_check_of_cases_bites(before: str, after: str, fault: str | None):
    found = faults({"half": ["of"]}, tomllib.loads(WHOLE.replace(before, after)))
    assert any(fault in line for line in found) if fault else found == []


@pytest.mark.parametrize(
    ("source", "judged"),
    [
        ("def f(a: float, b: int): return a", True),
        ("def f(idea: Idea, a: float): return a", False),
        ("def f(a, b): return a + b", True),
        ("def f(row, b): return row.a + b", False),
        ("def f(rows, b): return rows[b]", False),
        ("def _f(a): return a", False),
    ],
)
def test_a_judgement_takes_scalars_alone(source: str, judged: bool):
    assert (parameters_of(source) == {}) is not judged


def test_an_answer_near_by_is_none():
    assert is_as_said(1.5, {"known": "by hand", "gives": 1.5 + 1e-13})
    assert not is_as_said(1.5, {"known": "by hand", "gives": 1.5 + 1e-11})
    assert not is_as_said(1.5, {"bound": "at its end", "gives": 1.5 + 1e-13})
    assert is_as_said(1.5, {"bound": "at its end", "gives": 1.6, "within": 0.1})
    assert not is_as_said(math.nan, {"known": "by hand", "gives": 1.5})
    assert not is_as_said(1.0, {"yes": "a number is no answer", "gives": True})

"""Whatever is given to a function of the library in place of what it takes is refused in one sentence under ``innosim.``."""

import inspect
import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import innosim
from innosim.analysis.compare import compare
from innosim.api import Comparison, Result
from innosim.model.municipality import Municipality
from innosim.present.plot import Plots
from innosim.scenario.arguments import KINDS, argued

OURS = tuple(
    found
    for name in innosim.__all__
    if isinstance(found := getattr(innosim, name), type) and issubclass(found, Exception)
)
ODD: tuple[Any, ...] = (
    None, b"x", 0, -1, 1.5, math.nan, math.inf, True, np.int64(3), 10**400, [], (), {}, {"a": 1}, object(), Path("x"),
    [None], (1, 2), ["framed", 3], ("framed", "framed"), {3: 1}, range(3), [("a", 1)], b"a.b=1", "", "\0",
)  # fmt: skip


ODD_BY_NAME = {f"{place}-{type(odd).__name__}": odd for place, odd in enumerate(ODD)}


@pytest.fixture(scope="module")
def found(result: Any) -> Comparison:
    made = compare(result)
    return Comparison(**{name: getattr(made, name) for name in made.__dataclass_fields__})


RIGHT = {
    "cost": "as_costed", "regime": "framed", "metric": "value_per_year", "one": "framed", "other": "top-down",
    "regimes": (), "metrics": (), "lang": "en", "together": False,
}  # fmt: skip


def asks(found: Comparison) -> Iterator[tuple[str, Callable[[Any], object]]]:
    """Every method of a comparison with each of its arguments in turn."""
    for method in (
        "finding", "level", "contrast", "verdict", "between", "sentence", "sentences", "ranking", "unbeaten", "labelled",
        "to_latex",
    ):  # fmt: skip
        function = getattr(found, method)
        names = [name for name in inspect.signature(function).parameters if name in RIGHT]
        for argument in names:
            right = {name: RIGHT[name] for name in names}
            yield (
                f"{method}({argument})",
                lambda odd, f=function, r=right, a=argument: f(**{**r, a: odd}),
            )


@pytest.mark.parametrize("odd", ODD_BY_NAME)
def test_a_comparison_refuses_what_it_cannot_take_in_a_sentence(
    found: Comparison, odd: str
) -> None:
    said = [(name, _said(lambda ask=ask: ask(ODD_BY_NAME[odd]))) for name, ask in asks(found)]
    assert [name for name, words in said if "\n" in words or len(words) > 400] == []


def _said(ask: Callable[[], object]) -> str:
    """What an error of ours says, "" where there is none; any other is raised."""
    try:
        ask()
    except OURS as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "odd", [name for name, odd in ODD_BY_NAME.items() if not isinstance(odd, str)]
)
@pytest.mark.parametrize(
    ("ask", "argument"),
    [
        (innosim.load, "scenario"),
        (innosim.run, "scenario"),
        (innosim.open, "folder"),
        (Municipality, "scenario"),
    ],
)
def test_what_is_no_path_and_no_scenario_is_named(
    ask: Callable[[Any], object], argument: str, odd: str
) -> None:
    given = ODD_BY_NAME[odd]
    if isinstance(given, Path):
        with pytest.raises(OURS, match=r"no scenario|There is no folder"):
            ask(given)
        return
    with pytest.raises(innosim.ArgumentError, match=f"^{argument} is .*; it takes a "):
        ask(given)


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (None, "overrides is None; it takes texts such as 'uncertainties.pressure=0.02', or values by name."),
        (b"a.b=1", r"overrides is b'a.b=1'; it takes"),
        ({"uncertainties.pressure": object()}, "uncertainties.pressure"),
        ([("uncertainties.pressure", 0.02)], "overrides is .*; it takes"),
        ("pressre=1", "^overrides: pressre is not a field"),
        ("nonsense", "^overrides: 'nonsense' sets no field"),
    ],
)  # fmt: skip
def test_overrides_are_called_what_they_are_in_python(overrides: Any, said: str) -> None:
    """Not ``--set``, which is an option of the command line."""
    with pytest.raises(OURS, match=said) as error:
        innosim.load("village", overrides)
    assert "--set" not in str(error.value)


def test_what_is_plainly_meant_is_taken() -> None:
    for right in ("village", Path("village")):
        assert innosim.load(right).name == "village"
    for given in ("uncertainties.pressure=0.02", ["uncertainties.pressure=0.02"], ("uncertainties.pressure=0.02",), iter(["uncertainties.pressure=0.02"]), {"uncertainties.pressure": 0.02}):  # fmt: skip
        assert innosim.load("village", given).pressure[0] == 0.02


def test_a_none_a_whole_float_and_an_iterator_are_taken_where_they_will_do() -> None:
    taking = argued(but=("free",))(_postponed)
    assert taking(iter(["a"]), 5.0, "x") == (("a",), 5, "x")
    assert taking(["a"], None) == (("a",), None, 0)
    assert taking(("a",), np.int16(4)) == (("a",), 4, 0)
    with pytest.raises(
        innosim.ArgumentError, match=r"count is Fraction.*; it takes a whole number or None"
    ):
        taking(["a"], Fraction(1, 2))
    with pytest.raises(innosim.ArgumentError, match="names is 'a'; it takes a list of names"):
        taking("a")


def _postponed(names: Any, count: Any = None, free: Any = 0) -> Any:
    return names, count, free


_postponed.__annotations__ = {"names": "tuple[str, ...]", "count": "int | None", "free": "int"}
"""As a module has them in which annotations are postponed."""


def test_an_error_of_arguments_is_whatever_a_caller_looks_for() -> None:
    for kind in (TypeError, ValueError, KeyError):
        with pytest.raises(kind) as error:
            innosim.open(None)  # type: ignore[arg-type]
        assert str(error.value) == "folder is None; it takes a path."


@pytest.mark.parametrize(
    "public",
    [
        innosim.load, innosim.run, innosim.open, Result.compare, Result.fates, Result.biography, Result.purse, Result.save,
        Comparison.between, Comparison.sentence, Comparison.ranking, Comparison.to_latex, Plots.look,
        Municipality.__init__, Municipality.rows, Municipality.indicator,
    ],
)  # fmt: skip
def test_every_public_function_holds_its_arguments_against_what_they_are_declared_as(
    public: Callable[..., object],
) -> None:
    assert hasattr(public, "__wrapped__")
    declared = {
        str(parameter.annotation).removesuffix(" | None")
        for parameter in inspect.signature(public).parameters.values()
    }
    assert declared & set(KINDS)


@pytest.mark.parametrize("odd", ["no", math.nan, 1, None, b"x"])
def test_a_flag_is_true_or_false(odd: Any) -> None:
    """A text such as "no" would count as yes."""
    with pytest.raises(innosim.ArgumentError, match=r"^politics is .*; it takes True or False"):
        innosim.run("village", politics=odd)


@pytest.mark.parametrize("odd", [None, {}, [], 3, b"x", math.nan])
def test_a_scenario_s_fields_are_asked_after_by_texts(odd: Any) -> None:
    scenario = innosim.load("village")
    for ask in (
        lambda: scenario.wrote(odd, 1),
        lambda: scenario.problem(odd, 1, "is wrong"),
    ):
        with pytest.raises(innosim.ArgumentError, match=r"^name is .*; it takes a text\.$"):
            ask()
    with pytest.raises(innosim.ArgumentError, match=r"^what is .*; it takes a text\.$"):
        scenario.problem("seed", 1, odd)
    with pytest.raises(innosim.ArgumentError, match=r"^right is .*; it takes a text\.$"):
        scenario.problem("seed", 1, "is wrong", odd)

"""The month as one object: what it answers and raises, when it is used, and that damage and Numba's absence do no harm."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from towns import village

from innosim.model import compiled_cache, rulebook, simulator
from innosim.model.compiled import compile_rules, month_object
from innosim.model.handle import Handle
from innosim.model.month_object import LoadedMonth, NotOneObjectError, unpacked
from innosim.model.rulebook import MODULES, ByNumba, Rulebook

RULES = """
from math import frexp, gamma, ldexp

def run_months(town, start, stop):
    if start > stop:
        raise ValueError("no way back", 3)
    mantissa, exponent = frexp(town.state[0].loss)
    town.state[0].loss = ldexp(mantissa, exponent + 1) + 1.0 / (stop - start)
    return stop

def finish(town, months):
    town.state[0].gain = float(months)
"""


@pytest.fixture(autouse=True)
def _compile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INNOSIM_COMPILE", "1")


def rules(source: str = RULES) -> ModuleType:
    """A module of rules with the names that a run calls."""
    module = ModuleType("few")
    exec(compile(source, "few", "exec"), vars(module))  # noqa: S102
    return module


@pytest.fixture(scope="module")
def town() -> Handle:
    """A village's tables."""
    return Handle(simulator.Simulator(village(), village().regimes["framed"]).town)


@pytest.fixture(scope="module")
def few(town: Handle) -> Any:
    """The object of `RULES`."""
    return month_object((rules(),), town)


def test_it_reads_and_writes_the_town(few: Any, town: Handle) -> None:
    month = LoadedMonth(unpacked(few.packed()))
    town.town.state["loss"] = 0.75
    assert month.call("run_months", town, 0, 4) == 4
    assert month.call("finish", town, 7) == 0
    assert town.town.state["loss"][0] == 1.75
    assert town.town.state["gain"][0] == 7.0


def test_what_a_rule_raises_is_raised(few: Any, town: Handle) -> None:
    month = LoadedMonth(few)
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        month.call("run_months", town, 4, 4)
    with pytest.raises(ValueError, match="no way back") as raised:
        month.call("run_months", town, 5, 4)
    assert raised.value.args == ("no way back", 3)


def test_what_could_not_be_called_is_refused(town: Handle) -> None:
    """Not loaded: a call that leads nowhere would end Python."""
    with pytest.raises(NotOneObjectError, match="gamma"):
        month_object((rules(RULES.replace("float(months)", "gamma(months)")),), town)


def test_other_code_that_numba_compiles_is_left_alone(few: Any) -> None:
    """Before and after, and its compiled functions too: the object is made in a place of its own."""
    import numba

    @numba.njit
    def largest(a: float, b: float) -> float:
        return max(a, b) ** 0.5

    assert few.rules
    assert largest(4.0, 9.0) == 3.0


def test_both_roads_give_the_same_bits(monkeypatch: pytest.MonkeyPatch, town: Handle) -> None:
    """The object, and the month as Numba compiles and keeps it rule by rule."""
    by_numba = Rulebook(compiled=True)
    by_numba._months[town.laid_out] = ByNumba(compile_rules(MODULES))
    found = []
    for book in (rulebook.rulebook(), by_numba):
        monkeypatch.setattr(simulator, "rulebook", lambda book=book: book)
        run = simulator.Simulator(village(months=50), village().regimes["framed"])
        run.run(1)
        found.append({name: table.tobytes() for name, table in run.town.arrays().items()})
    assert found[0] == found[1]


@pytest.fixture
def book(few: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], Rulebook]:
    """A rulebook with a cache of its own; ``made`` counts how often it had to compile."""
    monkeypatch.setenv("INNOSIM_CACHE_DIR", str(tmp_path))
    made: list[int] = []

    def compiled(*_: object, **__: object) -> Any:
        made.append(1)
        return few

    monkeypatch.setattr(rulebook, "month_object", compiled)

    def make() -> Rulebook:
        found = Rulebook(compiled=True)
        vars(found)["made"] = made
        return found

    return make


def test_it_is_compiled_once_on_a_machine(book: Callable[[], Rulebook], town: Handle) -> None:
    first = book()
    assert not first.is_cached("run_months")
    assert first.estimated_compile_seconds("run_months") > 5
    assert first.run_months(town, 0, 1) == 1
    assert first.is_cached("run_months")
    assert book().run_months(town, 0, 1) == 1
    assert book().estimated_compile_seconds("run_months") == 0
    assert len(vars(first)["made"]) == 1


@pytest.mark.parametrize(
    "harm",
    [lambda held: b"", lambda held: held[:-1], lambda held: held[: len(held) // 2], lambda held: bytes(len(held))],
    ids=["emptied", "without its end", "cut", "zeroed"],
)  # fmt: skip
def test_a_damaged_one_is_compiled_anew(
    book: Callable[[], Rulebook], town: Handle, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    book().run_months(town, 0, 1)
    (path,) = tmp_path.rglob("*.object")
    path.write_bytes(harm(path.read_bytes()))
    again = book()
    assert not again.is_cached("run_months")
    assert again.run_months(town, 0, 1) == 1
    assert len(vars(again)["made"]) == 2
    assert book().is_cached("run_months")


def test_one_for_other_tables_is_not_taken(
    book: Callable[[], Rulebook], town: Handle, tmp_path: Path
) -> None:
    book().run_months(town, 0, 1)
    (path,) = tmp_path.rglob("*.object")
    other = compiled_cache.object_path(str(path.parent), "0" * 12)
    other.write_bytes(path.read_bytes())
    assert compiled_cache.kept_object(str(path.parent), "0" * 12) == b""


def test_nothing_is_left_of_one_that_cannot_be_kept(
    book: Callable[[], Rulebook], town: Handle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(compiled_cache.Path, "replace", full)
    assert book().run_months(town, 0, 1) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_where_it_cannot_be_one_object_numba_compiles_as_ever(
    book: Callable[[], Rulebook], town: Handle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise NotOneObjectError("another Numba")

    monkeypatch.setattr(rulebook, "month_object", refused)
    assert isinstance(book().loaded(town), ByNumba)


def test_a_run_does_without_numba() -> None:
    """Once it has been compiled."""
    code = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from innosim.model.simulator import Simulator\n"
        "from innosim.scenario.reader import load\n"
        "town = load('village')\n"
        "run = Simulator(town, town.regimes['framed'])\n"
        "run.run(0)\n"
        "sys.exit('numba' in sys.modules)"
    )
    simulator.Simulator(village(), village().regimes["framed"]).run(0)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

"""The registry: compiled equals plain, nothing specialises on literals, the cache is right."""

import importlib.util
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from demo_town import judgements, month
from demo_town.town import found

from innosim.model import chance, compiled, compiled_cache, maths
from innosim.model.compiled import OPTIONS, compile_rules
from innosim.model.plain import plain_town

MODULES = [maths, chance, judgements, month]
HERE = Path(__file__).parent
SECOND_PROCESS = """
from demo_town import judgements, month
from demo_town.town import found
from innosim.model import chance, maths
from innosim.model.compiled import compile_rules
rules = compile_rules([maths, chance, judgements, month])
assert rules.is_cached("run_months")
assert rules.estimated_compile_seconds("run_months") == 0
rules.run_months(found(9), 0, 24)
assert sum(rules.run_months.stats.cache_hits.values()) == 1
assert not rules.of(month).work.signatures, "a callee was compiled again"
"""


@pytest.fixture(autouse=True)
def _compile(monkeypatch):
    monkeypatch.setenv("INNOSIM_COMPILE", "1")


@pytest.fixture
def own_cache(monkeypatch, tmp_path):
    """Keep modules made for a test out of the user's cache, and write no bytecode: of a file written twice in a second it is the first's."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setenv("INNOSIM_CACHE_DIR", str(tmp_path / "rules"))


def test_compiled_month_has_the_plain_bits():
    compiled, plain = found(40), found(40)
    compile_rules(MODULES).run_months(compiled, 0, 36)
    month.run_months(plain_town(plain), 0, 36)
    assert plain.units["ideas"].sum() > 100
    for one, other in zip(compiled[:4], plain[:4], strict=True):
        assert one.tobytes() == other.tobytes()


def test_record_arrays_do_as_well_as_structured_ones():
    rules, town = compile_rules(MODULES), found(5)
    rules.run_months(town, 0, 1)
    before = len(rules.run_months.signatures)
    rules.run_months(town._replace(posts=town.posts.view(np.recarray)), 1, 2)
    assert len(rules.run_months.signatures) == before


def test_no_signature_is_specialised_on_a_literal():
    rules = compile_rules(MODULES)
    rules.run_months(found(5), 0, 2)
    for name in rules.names():
        module, function = name.rsplit(".", 1)
        home = next(m for m in MODULES if m.__name__ == module)
        signatures = getattr(rules.of(home), function).signatures
        assert "Literal" not in str(signatures), name


def test_plain_modules_stay_plain():
    compile_rules(MODULES)
    assert not hasattr(month.worth, "signatures")
    assert month.judgements is judgements


def test_a_second_process_loads_the_entry_and_compiles_nothing():
    compile_rules(MODULES).run_months(found(9), 0, 24)
    path = [str(HERE), *sys.path]
    code = f"import sys; sys.path[:] = {path!r}\n{SECOND_PROCESS}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_turned_off_the_rules_are_the_plain_functions(monkeypatch):
    monkeypatch.setenv("INNOSIM_COMPILE", "0")
    rules = compile_rules(MODULES)
    assert not rules.compiled
    assert rules.run_months is month.run_months
    assert rules.of(judgements) is judgements
    assert rules.is_cached("run_months")


def test_importing_and_plain_mode_do_not_import_numba():
    code = (
        f"import os, sys; sys.path[:] = {sys.path!r}; os.environ['INNOSIM_COMPILE'] = '0'\n"
        "from innosim.model import chance, compiled, maths, plain\n"
        "compiled.compile_rules([maths, chance])\n"
        "assert 'numba' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_call_outside_the_list_is_named():
    with pytest.raises(ValueError, match=r"judgements\.\w+ calls \w+, but its module innosim"):
        compile_rules([judgements])


def test_an_unknown_or_ambiguous_name_says_where_it_is(tmp_path, own_cache):
    rules = compile_rules([maths, _module(tmp_path / "twice.py", "def exp(x):\n    return x\n")])
    with pytest.raises(AttributeError, match=r"maths, twice"):
        _ = rules.exp
    with pytest.raises(AttributeError, match="none of the modules"):
        _ = rules.nothing


def _module(path: Path, source: str) -> ModuleType:
    path.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_changed_callee_in_another_file_is_noticed(tmp_path, monkeypatch, own_cache):
    """What Numba's own cache misses."""
    answers = []
    for number in (1, 2):
        callee = _module(tmp_path / "callee.py", f"def g(x):\n    return x + {number}\n")
        monkeypatch.setitem(sys.modules, "callee", callee)
        caller = _module(
            tmp_path / "caller.py", "from callee import g\n\ndef f(x):\n    return g(x)\n"
        )
        answers.append(compile_rules([callee, caller]).f(0))
    assert answers == [1, 2]


def test_division_by_zero_raises_compiled_as_it_does_plain(tmp_path, own_cache):
    module = _module(tmp_path / "ratio.py", "def ratio(a, b):\n    return a / b\n")
    with pytest.raises(ZeroDivisionError):
        compile_rules([module]).ratio(1.0, 0.0)


def test_folder_changes_with_sources_constants_and_options(tmp_path, monkeypatch):
    monkeypatch.setenv("INNOSIM_CACHE_DIR", str(tmp_path))
    first = compiled_cache.folder_for([maths], OPTIONS)
    assert compiled_cache.folder_for([maths], OPTIONS) == first
    monkeypatch.setattr(maths, "LARGEST", 1.0)
    second = compiled_cache.folder_for([maths], OPTIONS)
    assert second != first
    source = compiled_cache.inspect.getsource
    monkeypatch.setattr(
        compiled_cache.inspect, "getsource", lambda module: source(module) + "# changed"
    )
    third = compiled_cache.folder_for([maths], OPTIONS)
    assert third not in {first, second}
    assert compiled_cache.folder_for([maths], OPTIONS | {"nogil": False}) != third


def test_old_folders_go_and_those_of_other_modules_stay(tmp_path, monkeypatch):
    monkeypatch.setenv("INNOSIM_CACHE_DIR", str(tmp_path))
    other = compiled_cache.folder_for([chance], OPTIONS)
    folders = [compiled_cache.folder_for([maths], OPTIONS | {"try": i}) for i in range(6)]
    left = {str(path) for path in tmp_path.iterdir()}
    assert other in left
    assert folders[-1] in left
    assert len(left) == 1 + compiled_cache.KEEP


def test_what_compiling_did_not_put_there_stays(tmp_path, monkeypatch):
    """Old folders go with what they hold of ours, whatever Numba calls it; nothing of anybody else's does."""
    monkeypatch.setenv("INNOSIM_CACHE_DIR", str(tmp_path))
    folders = [
        Path(compiled_cache.folder_for([maths], OPTIONS | {"try": i}))
        for i in range(compiled_cache.KEEP)
    ]
    family = folders[0].name.partition("-")[0]
    theirs = tmp_path / f"{family}-results"
    theirs.mkdir()
    (theirs / "metrics.csv").write_text("mine")
    link = tmp_path / f"{family}-{'0' * 16}"
    link.symlink_to(theirs)
    for age, folder in enumerate(folders):
        (folder / "model_1").mkdir()
        for name in ("rules.month-12.py311.nbi", "rules.month-12.py311.1.nbc"):
            (folder / "model_1" / name).write_bytes(b"compiled")
        (folder / "month-0123456789ab.object").write_bytes(b"compiled")
        os.utime(folder, (age, age))
    (folders[0] / "notes.txt").write_text("mine")
    os.utime(theirs, (1, 1))
    for number in range(10, 16):
        compiled_cache.folder_for([maths], OPTIONS | {"try": number})
    assert [path.name for path in folders[0].rglob("*")] == ["notes.txt"]
    assert not any(folder.exists() for folder in folders[1:])
    assert (theirs / "metrics.csv").read_text() == "mine"
    assert link.is_symlink()


def test_a_folder_that_cannot_be_written_means_no_cache(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("INNOSIM_CACHE_DIR", str(blocked))
    assert compiled_cache.folder_for([maths], OPTIONS) == ""
    assert not compiled_cache.holds("", "exp")


def test_threads_that_come_at_once_get_the_same_rules(own_cache):
    """And their compiled code is kept where it belongs, not beside the sources."""
    order = MODULES[::-1]  # not asked for by any other test
    together = threading.Barrier(8)
    found = []

    def first_use() -> None:
        together.wait()
        found.append(compile_rules(order))

    threads = [threading.Thread(target=first_use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(rules is found[0] for rules in found)
    assert not list(Path(month.__file__).parent.glob("__pycache__/*.nbi"))


def test_rules_are_decorated_by_one_thread_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a lock of our own: whether Python's caches have one depends on its version."""
    inside: list[int] = []
    most: list[int] = []

    def slow(*_: object) -> None:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()

    monkeypatch.setattr(compiled, "_rules", slow)
    threads = [threading.Thread(target=compiled.compile_rules, args=((),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 4

"""Files of compiled code that are damaged are made again; none ends Python, none gives another number."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CALLEE = "def g(x):\n    return 2.0 * x\n"
CALLER = "from callee import g\n\ndef f(x):\n    return g(x) + 1.0\n"
USE = """
import sys
sys.path.insert(0, sys.argv[1])
import callee, caller
from innosim.model import compiled_cache
from innosim.model.compiled import compile_rules
if "read-only" in sys.argv:
    def no(*_, **__):
        raise PermissionError(13, "Permission denied")
    compiled_cache.tempfile.TemporaryFile = no
    compiled_cache.Path.mkdir = no
    from numba.core import caching
    caching.IndexDataCacheFile._open_for_write = no
rules = compile_rules([callee, caller])
found = rules.f(20.5)
print(found, sum(rules.f.stats.cache_hits.values()), rules.is_cached("f"))
"""


@pytest.fixture
def use(tmp_path: Path) -> Callable[..., str]:
    for name, text in (("callee.py", CALLEE), ("caller.py", CALLER), ("use.py", USE)):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(*args: str) -> str:
        done = subprocess.run(
            [sys.executable, str(tmp_path / "use.py"), str(tmp_path), *args],
            env={
                **os.environ,
                "INNOSIM_CACHE_DIR": str(tmp_path / "cache"),
                "INNOSIM_COMPILE": "1",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    assert run() == "42.0 0 True"
    assert run() == "42.0 1 True"
    return run


def _flipped(held: bytes) -> bytes:
    rng = random.Random(len(held))  # noqa: S311 - no secret
    changed = bytearray(held)
    for _ in range(3):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


HARM: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda held: b"",
    "cut": lambda held: held[: len(held) // 2],
    "without its end": lambda held: held[:-1],
    "flipped": _flipped,
    "zeroed": lambda held: bytes(len(held)),
    "another's": lambda held: b"\x80\x04cposix\n_exit\n(K\x03tR.",  # a pickle that ends Python
}


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
@pytest.mark.parametrize("harm", HARM)
def test_what_is_damaged_is_made_again(
    use: Callable[..., str], tmp_path: Path, ending: str, harm: str
) -> None:
    files = list((tmp_path / "cache").rglob(f"*.{ending}"))
    assert files
    for path in files:
        path.write_bytes(HARM[harm](path.read_bytes()))
    assert use() == "42.0 0 True"
    assert use() == "42.0 1 True"


def test_one_function_s_code_is_not_taken_for_another_s(
    use: Callable[..., str], tmp_path: Path
) -> None:
    one, other = sorted((tmp_path / "cache").rglob("*.nbc"))
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)
    assert use() == "42.0 0 True"


def test_a_filled_cache_that_is_only_read_is_used(use: Callable[..., str], tmp_path: Path) -> None:
    assert use("read-only") == "42.0 1 True"
    for path in (tmp_path / "cache").rglob("*.nbc"):
        path.unlink()
    assert use("read-only") == "42.0 0 False"

"""The hottest rule against the same in C: the keyed draw, compiled from Python and from C, same bits.

    python benchmarks/hottest_rule.py [--rounds N]

Needs a C compiler (cc, or what CC names). Both fill an array with the spark draws of many slots; a draw's cost and the
number of draws give its share of a replication.
"""

import argparse
import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
from measuring import alternate, cpu_seconds, paired_ratio, show

import innosim
from innosim.experiment.plan import with_run_values
from innosim.model import chance
from innosim.model.compiled import OPTIONS
from innosim.model.rulebook import MODULES, rulebook
from innosim.model.simulator import Simulator

SLOTS = 4096
TIMES = 64
MONTHS = 12

C = r"""
#include <stdint.h>
static double uniform(int64_t key, int64_t entity, int64_t purpose, int64_t item, int64_t clock) {
    uint32_t c0 = (uint32_t)entity, c1 = (uint32_t)(entity >> 32);
    uint32_t c2 = (uint32_t)(purpose * 16777216 + item), c3 = (uint32_t)clock;
    uint32_t k0 = (uint32_t)(key >> 31), k1 = (uint32_t)(key & 0x7FFFFFFF);
    for (int round = 0; round < 10; round++) {
        uint64_t first = (uint64_t)0xD2511F53u * c0, second = (uint64_t)0xCD9E8D57u * c2;
        uint32_t n0 = (uint32_t)(second >> 32) ^ c1 ^ k0, n2 = (uint32_t)(first >> 32) ^ c3 ^ k1;
        c1 = (uint32_t)second; c3 = (uint32_t)first; c0 = n0; c2 = n2;
        k0 += 0x9E3779B9u; k1 += 0xBB67AE85u;
    }
    return ((double)(c0 >> 6) * 67108864.0 + (double)(c1 >> 6) + 0.5) / 4503599627370496.0;
}
void fill(double *out, int64_t n, int64_t key, int64_t entity, int64_t purpose, int64_t clock) {
    for (int64_t i = 0; i < n; i++) out[i] = uniform(key, entity + i * 4194304, purpose, 0, clock);
}
"""


def plain_fill(out: Any, key: int, entity: int, purpose: int, clock: int) -> None:
    """Fill ``out`` with the draws of so many slots in a row; compiled below."""
    for slot in range(len(out)):
        out[slot] = uniform(key, entity + slot * 4_194_304, purpose, NO_ITEM, clock)  # noqa: F821


def from_python() -> Callable[..., None]:
    """Return the loop over the rule as the model compiles it."""
    rules = rulebook()
    if not rules.compiled:
        sys.exit("The rules are not compiled (INNOSIM_COMPILE=0); there is nothing to compare.")
    import numba

    names = {"uniform": rules.uniform, "NO_ITEM": chance.NO_ITEM, "range": range, "len": len}
    code: Any = plain_fill.__code__
    return numba.njit(**OPTIONS)(FunctionType(code, {**names, "__builtins__": __builtins__}))


def from_c(folder: Path) -> Callable[..., None] | None:
    """Return the same loop in C, None without a compiler."""
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler is None:
        return None
    source, library = folder / "draw.c", folder / "draw.so"
    source.write_text(C, encoding="utf-8")
    made = [compiler, "-O2", "-shared", "-fPIC", "-o", str(library), str(source)]
    subprocess.run(made, check=True)
    fill = ctypes.CDLL(str(library)).fill
    whole = ctypes.c_int64
    fill.argtypes = [ctypes.c_void_p, whole, whole, whole, whole, whole]

    def work(out: Any, key: int, entity: int, purpose: int, clock: int) -> None:
        fill(out.ctypes.data, len(out), key, entity, int(purpose), clock)

    return work


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count the draws of plain rules by the module that asks for them."""
    calls: Counter[str] = Counter()
    kept: list[tuple[ModuleType, str, Any]] = []

    def wrap(module: ModuleType, name: str) -> None:
        original = getattr(module, name)
        kept.append((module, name, original))

        def counting(*arguments: Any) -> float:
            calls[module.__name__.rpartition(".")[2]] += 1
            return original(*arguments)

        setattr(module, name, counting)

    for module in MODULES:
        if module is not chance:
            for name in ("uniform", "normal"):
                if hasattr(module, name):
                    wrap(module, name)
    try:
        yield calls
    finally:
        for module, name, original in kept:
            setattr(module, name, original)


def draws_of_a_year() -> tuple[int, float]:
    """Return how many draws a year of Randers takes, the founding among them, and its compiled seconds."""
    scenario = with_run_values(innosim.load("randers"), months=MONTHS)
    regime = scenario.regimes["randers"]
    compiled = Simulator(scenario, regime)
    compiled.run(0)
    seconds = statistics.median(cpu_seconds(lambda: compiled.run(1)) for _ in range(9))
    with counted() as calls:
        Simulator(scenario, regime, plain=True).run(1)
    top = ", ".join(f"{name} {number:,}" for name, number in calls.most_common(4))
    print(f"draws in {MONTHS} months: {calls.total():,} ({top})")
    return calls.total(), seconds


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=30)
    chosen = arguments.parse_args()
    python = from_python()
    key, entity = chance.key_of(1, 7), chance.slot_entity(1, 1, 0)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        c = from_c(Path(folder))
        outs = {"Python, compiled": np.zeros(SLOTS), "C, cc -O2": np.zeros(SLOTS)}
        loops = {"Python, compiled": python, "C, cc -O2": c}

        def many(name: str, fill: Callable[..., None]) -> Callable[[], None]:
            def work() -> None:
                for month in range(TIMES):
                    fill(outs[name], key, entity, chance.SPARK, month)

            return work

        contenders = {name: many(name, fill) for name, fill in loops.items() if fill is not None}
        for work in contenders.values():
            work()
        seconds = alternate(contenders, chosen.rounds)
    draws, year = draws_of_a_year()
    here = statistics.median(seconds["Python, compiled"])
    print(f"their share of the time of those months: {draws * here / SLOTS / TIMES / year:.0%}")
    rows = []
    for name, times in seconds.items():
        ratio = paired_ratio(times, seconds.get("C, cc -O2", times))
        rows.append((name, statistics.median(times) / SLOTS / TIMES * 1e9, ratio, "<= 1.2"))
    show("A keyed draw (Philox4x32-10)", ("", "ns", "times C", "aim"), rows)
    if c is None:
        print("no C compiler found: nothing to compare with")
    else:
        assert np.array_equal(*outs.values()), "the two do not agree"
        print(f"{SLOTS:,} draws agree bit for bit")


if __name__ == "__main__":
    main()

"""The hottest loops against the same in C, same bits: a keyed draw by itself, draws of many slots at once, a normal draw.

    python benchmarks/hottest_rule.py [--rounds N]

Needs a C compiler (cc, or what CC names). A draw by itself is compared where neither side may use vectors (`cc -O2`), draws of many
slots where both may (`cc -O3 -march=native`): those are the model's own rule, which fills what a month asks of the town's posts.
A draw's cost and the number of draws give their share of a replication.
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
from typing import Any, NamedTuple

import numpy as np
from measuring import alternate, cpu_seconds, paired_ratio, show

import innosim
from innosim.experiment.plan import with_run_values
from innosim.model import chance
from innosim.model.compiled import OPTIONS
from innosim.model.handle import Handle
from innosim.model.rulebook import MODULES, rulebook
from innosim.model.simulator import Simulator

SLOTS = 4096
TIMES = 64
MONTHS = 12

SOURCE = r"""
#include <math.h>
#include <stdint.h>
static inline double uniform(int64_t key, int64_t entity, int64_t purpose, int64_t item, int64_t clock) {
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
static double ln(double x) {
    int k;
    double m = frexp(x, &k);
    if (m < 0.7071067811865476) { m = 2.0 * m; k = k - 1; }
    double f = m - 1.0, s = f / (2.0 + f), z = s * s, w = z * z;
    double even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
    double odd = 0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586);
    odd = z * (0.6666666666666735 + w * odd);
    double half = 0.5 * f * f;
    return k * 0.6931471803691238 - ((half - (s * (half + (odd + even)) + k * 1.9082149292705877e-10)) - f);
}
static double tail(double r, double away, const double *a, const double *b) {
    r = r - away;
    double p = a[7], q = b[6];
    for (int i = 6; i >= 0; i--) p = a[i] + r * p;
    for (int i = 5; i >= 0; i--) q = b[i] + r * q;
    return p / (1.0 + r * q);
}
static const double A[8] = {
    3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727}, B[7] = {
    42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
    39307.895800092710610, 28729.085735721942674, 5226.4952788528545610};
static const double P[8] = {
    1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
    1.27045825245236838258, 0.241780725177450611770, 2.27238449892691845833e-2, 7.74545014278341407640e-4}, D[7] = {
    2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590,
    1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9};
static const double E[8] = {
    6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
    2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7}, F[7] = {
    0.599832206555887937690, 0.136929880922735805310, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
    1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15};
static double quantile(double u) {
    double q = u - 0.5;
    if (-0.425 <= q && q <= 0.425) {
        double r = 0.180625 - q * q, a = A[7], b = B[6];
        for (int i = 6; i >= 0; i--) a = A[i] + r * a;
        for (int i = 5; i >= 0; i--) b = B[i] + r * b;
        return q * a / (1.0 + r * b);
    }
    double r = sqrt(-ln(q < 0.0 ? u : 1.0 - u));
    double size = r <= 5.0 ? tail(r, 1.6, P, D) : tail(r, 5.0, E, F);
    return q < 0.0 ? -size : size;
}
void fill(double *out, int64_t n, int64_t key, int64_t entity, int64_t purpose, int64_t clock) {
    for (int64_t i = 0; i < n; i++) out[i] = uniform(key, entity + i * 4194304, purpose, 0, clock);
}
void fill_normal(double *out, int64_t n, int64_t key, int64_t entity, int64_t purpose, int64_t clock) {
    for (int64_t i = 0; i < n; i++) out[i] = quantile(uniform(key, entity + i * 4194304, purpose, 0, clock));
}
"""


def plain_fill(out: Any, key: int, entity: int, purpose: int, clock: int) -> None:
    """Fill ``out`` with the draws of so many slots in a row, one by one; compiled below."""
    for slot in range(len(out)):
        out[slot] = draw(key, entity + slot * NEXT_SLOT, purpose, NO_ITEM, clock)  # noqa: F821


def plain_lane(town: Any, months: int, purpose: int, entity: int, count: int) -> None:
    """Draw for all slots at once, as a month does, of so many months; compiled below."""
    for month in range(months):
        draw_slots(town, LANE, purpose, entity, month, count)  # noqa: F821


def compiled(plain: Any, **names: Any) -> Callable[..., None]:
    """Return a loop over rules as the model compiles it."""
    import numba

    held = {**names, "range": range, "len": len, "__builtins__": __builtins__}
    return numba.njit(**OPTIONS)(FunctionType(plain.__code__, held))


def one_by_one(rule: Any) -> Callable[..., None]:
    """Return the loop over a rule that draws for one slot."""
    return compiled(plain_fill, draw=rule, NO_ITEM=chance.NO_ITEM, NEXT_SLOT=chance.NEXT_SLOT)


class C:
    """The loops in C, of one set of the compiler's options."""

    def __init__(self, folder: Path, *options: str) -> None:
        compiler = shutil.which(os.environ.get("CC", "cc"))
        if compiler is None:
            sys.exit(
                "No C compiler was found (cc, or what CC names): there is nothing to compare with."
            )
        source, library = folder / "draw.c", folder / f"draw{len(list(folder.iterdir()))}.so"
        source.write_text(SOURCE, encoding="utf-8")
        same_bits = "-ffp-contract=off"  # a product is rounded before it is added to
        made = [
            compiler,
            *options,
            same_bits,
            "-shared",
            "-fPIC",
            "-o",
            str(library),
            str(source),
            "-lm",
        ]
        subprocess.run(made, check=True)
        self.library = ctypes.CDLL(str(library))

    def loop(self, name: str) -> Callable[..., None]:
        """Return one of the loops."""
        fill = getattr(self.library, name)
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


class Loop(NamedTuple):
    """A loop of the model and the same in C: what each fills, and how long both take by turns."""

    name: str
    options: str
    ours: Any
    theirs: Any
    seconds: dict[str, list[float]]

    @classmethod
    def timed(
        cls, name: str, options: str, sides: dict[str, Callable[[], Any]], rounds: int
    ) -> "Loop":
        """Run both sides once, then time them in turn; a side returns what it filled."""
        ours, theirs = (side().copy() for side in sides.values())
        return cls(name, options, ours, theirs, alternate(dict(sides), rounds))

    def row(self) -> tuple[str, str, float, float, float, str]:
        """Return the line of the table.

        Raises:
            AssertionError: the two do not agree bit for bit.
        """
        assert np.array_equal(self.ours, self.theirs), f"{self.name}: the two do not agree"
        ours, theirs = (
            statistics.median(times) / self.ours.size / TIMES * 1e9
            for times in self.seconds.values()
        )
        ratio = paired_ratio(*self.seconds.values())
        return self.name, f"cc {self.options}", ours, theirs, ratio, "<= 1.2"


def one_at_a_time(
    name: str, options: str, rule: Any, theirs: Callable[..., None], rounds: int
) -> Loop:
    """Time a rule that draws for one slot against a loop of C over as many slots."""
    key, entity = chance.key_of(1, 7), chance.slot_entity(1, 1, 0)

    def many(fill: Callable[..., None]) -> Callable[[], Any]:
        out = np.zeros(SLOTS)

        def work() -> Any:
            for month in range(TIMES):
                fill(out, key, entity, chance.SPARK, month)
            return out

        return work

    return Loop.timed(name, options, {"ours": many(one_by_one(rule)), "C": many(theirs)}, rounds)


def many_at_once(name: str, options: str, theirs: Callable[..., None], rounds: int) -> Loop:
    """Time the rule that draws for all posts of Randers against a loop of C over as many."""
    scenario = innosim.load("randers")
    run = Simulator(scenario, scenario.regimes["randers"])
    run.start(7)
    posts, key, entity = (
        len(run.town.posts),
        int(run.town.state[0]["key"]),
        chance.slot_entity(1, 1, 0),
    )
    lane, out = (
        compiled(plain_lane, draw_slots=rulebook().draw_slots, LANE=chance.code(0)),
        np.zeros(posts),
    )
    handle = Handle(run.town)

    def ours() -> Any:
        lane(handle, TIMES, chance.SPARK, entity, posts)
        return run.town.draws[0, :posts]

    def c() -> Any:
        for month in range(TIMES):
            theirs(out, key, entity, chance.SPARK, month)
        return out

    return Loop.timed(f"{name} ({posts:,})", options, {"ours": ours, "C": c}, rounds)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=30)
    rounds = arguments.parse_args().rounds
    rules = rulebook()
    if not rules.compiled:
        sys.exit("The rules are not compiled (INNOSIM_COMPILE=0): there is nothing to compare.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        plain, vectors = C(Path(folder), "-O2"), C(Path(folder), "-O3", "-march=native")
        loops = [
            one_at_a_time(
                "a keyed draw (Philox4x32-10)", "-O2", rules.uniform, plain.loop("fill"), rounds
            ),
            many_at_once(
                "the same for all posts at once", "-O3 -march=native", vectors.loop("fill"), rounds
            ),
            one_at_a_time(
                "a normal draw (AS 241 of one)",
                "-O2",
                rules.normal,
                plain.loop("fill_normal"),
                rounds,
            ),
        ]
    head = ("a draw", "C is", "ns", "ns in C", "times C", "aim")
    show("The hottest loops, same bits", head, [loop.row() for loop in loops])
    draws, year = draws_of_a_year()
    here = loops[0].row()[2] / 1e9
    print(f"one by one their share of the time of those months would be {draws * here / year:.0%}")


if __name__ == "__main__":
    main()

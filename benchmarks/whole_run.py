"""Whole commands: `innosim run randers`, the village, `--help`, first compilation, warm start.

    python benchmarks/whole_run.py [--replications 200 2000] [--months N] [--jobs N] [--no-compilation]

Each is a process of its own: wall time, processor time of all its threads, and the most memory it held. Fewer months
than the scenario's are said in the table, and nothing is scaled up.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from measuring import show

INNOSIM = [sys.executable, "-m", "innosim"]
UNWANTED = "PYTHONDONTWRITEBYTECODE"  # with it every start compiles Numba's sources anew


class Cost(NamedTuple):
    """What a command took."""

    wall: float
    cpu: float
    megabytes: float

    def cells(self) -> tuple[str, str, str]:
        """Return it as a table shows it."""
        return f"{self.wall:.2f}", f"{self.cpu:.2f}", f"{self.megabytes:.0f}"


def command(*arguments: str, **environment: str) -> Cost:
    """Run a command to its end.

    Raises:
        SystemExit: when it fails.
    """
    begun = time.perf_counter()
    child = subprocess.Popen(
        [*INNOSIM, *arguments],
        env={
            name: value for name, value in {**os.environ, **environment}.items() if name != UNWANTED
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"innosim {' '.join(arguments)} ended with code {child.returncode}")
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def ensemble(folder: Path, replications: int, months: int | None, jobs: int | None) -> Cost:
    """Run Randers as costed."""
    options = ["--months", str(months)] if months else []
    options += ["--jobs", str(jobs)] if jobs else []
    return command(
        "run", "randers", "--cost", "as-costed", "--keep", "monthly,ideas:20", "--replications", str(replications),
        "--out", str(folder / f"randers-{replications}"), "--quiet", *options,
    )  # fmt: skip


def village(folder: Path, name: str, *options: str, **environment: str) -> Cost:
    """Run the village, by default as its file says."""
    return command(
        "run", "village", "--out", str(folder / name), "--quiet", *options, **environment
    )


def main() -> None:
    if not hasattr(os, "wait4"):
        sys.exit(
            "This benchmark asks the system what a child process used, which needs Linux or macOS."
        )
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--replications", type=int, nargs="*", default=[200])
    arguments.add_argument("--months", type=int)
    arguments.add_argument("--jobs", type=int)
    arguments.add_argument("--no-compilation", action="store_true")
    chosen = arguments.parse_args()
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        village(folder, "warm", "--replications", "1", "--months", "2")
        command("--help")
        starts = min(command("--help") for _ in range(7))
        rows.append(("--help, best of 7", *starts.cells(), "wall < .3 s"))
        start = min(
            village(
                folder, f"start{n}", "--replications", "1", "--months", "1", "--cost", "as-costed"
            )
            for n in range(3)
        )
        rows.append(("warm start: village, 1 month, 1 replication", *start.cells(), ""))
        rows.append(("run village", *village(folder, "whole").cells(), "wall 2-3 s"))
        for replications in chosen.replications:
            cost = ensemble(folder, replications, chosen.months, chosen.jobs)
            horizon = f", {chosen.months} months" if chosen.months else ""
            what = f"run randers --cost as-costed, 5 x {replications}{horizon}"
            rows.append(
                (what, *cost.cells(), "wall < 30 s, < 1,000 MB" if replications == 200 else "")
            )
        if not chosen.no_compilation:
            empty = {"INNOSIM_CACHE_DIR": str(folder / "empty")}
            one = ("--replications", "1", "--months", "1", "--cost", "as-costed")
            first = village(folder, "first", *one, **empty)
            rows.append(("first compilation, with that start", *first.cells(), "wall < 60 s"))
    show("Whole commands", ("", "wall s", "CPU s", "MB", "aim"), rows)
    print(f"\nload average over the last minute: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

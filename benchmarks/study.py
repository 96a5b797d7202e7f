"""A study: what the store and scheduling cost beside the model, on threads and on Dask, what memory and disk it takes.

    python benchmarks/study.py [--part cost runs memory randers] [--runs 10000] [--randers 500]

Each way of running is a process of its own, in a folder of its own. ``cost`` is processor time of one thread: a study against the same replications by
simulators that are kept, whose ratio is what everything round the model costs. ``runs`` are village runs by the clock, on 1 and 2 threads and on 1 and 2 Dask workers.
``randers`` is a tenth of a per cent of half a million, from which time and disk are reckoned.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from measuring import show

from innosim.experiment.engine import installed
from innosim.experiment.study import StudyPlan, make_study, points_of
from innosim.experiment.study_runner import run_study
from innosim.scenario.reader import load

HALF_A_MILLION = 500_000
REGIMES = ("routine", "framed")


def planned(town: str, points: int, replications: int, months: int | None) -> StudyPlan:
    """Return a study of so many points, two regimes as costed."""
    over = [f"run.replications={replications}", *([f"run.months={months}"] if months else [])]
    settings = [{"uncertainties.pressure": round(0.02 * n / points, 6)} for n in range(points)]
    base = load(town, over)
    return make_study(base, points_of(town, settings, over), regimes=REGIMES, costs=("as_costed",))


def child(asked: dict[str, Any]) -> dict[str, float]:
    """Run a study, or the same replications without one, and say what that took."""
    engine = installed()
    plan = planned(asked["town"], asked["points"], asked["replications"], asked["months"])
    first = plan.base.scenario
    engine.simulator(first, first.regimes[REGIMES[0]]).run(0)
    begun, used = time.perf_counter(), time.process_time()
    if asked["how"] == "model":
        for point in plan.points:
            scenario = point.scenario
            pasts: dict[int, Any] = {}
            for name in REGIMES:
                run = engine.simulator(scenario, scenario.regimes[name])
                for replication in range(plan.replications):
                    if replication not in pasts:
                        pasts[replication] = run.past(replication)
                    run.run(replication, past=pasts[replication])
                    run.metrics()
    else:
        hands = None
        if asked["how"] == "dask":
            from innosim.experiment.study_dask import cluster

            hands = cluster("local", engine, asked["jobs"])
        run_study(plan, Path(asked["folder"]), engine, jobs=asked["jobs"], hands=hands)
    return {"wall": time.perf_counter() - begun, "cpu": time.process_time() - used}


def measured(how: str, town: str, runs: int, *, jobs: int = 1, replications: int = 10, months: int | None = None) -> dict[str, float]:  # fmt: skip
    """Run in a process of its own; seconds, and megabytes at most."""
    with tempfile.TemporaryDirectory() as home:
        asked = {
            "how": how, "town": town, "points": runs // (replications * len(REGIMES)), "replications": replications,
            "months": months, "jobs": jobs, "folder": f"{home}/study",
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, __file__, "--child", json.dumps(asked)], stdout=subprocess.PIPE, text=True
        )  # fmt: skip
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{how} of {town} ended with {process.returncode}")
        files = [path for path in Path(home).rglob("*") if path.is_file()]
        disk = sum(path.stat().st_size for path in files)
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return {**json.loads(said), "megabytes": used.ru_maxrss / scale, "bytes": disk, "files": len(files)}  # fmt: skip


def cost(rounds: int) -> None:
    """Show what a study takes beside the model alone, one thread each, in turn."""
    rows = []
    for town, runs, replications in (
        ("village", 400, 10),
        ("village", 400, 2),
        ("randers", 40, 10),
        ("randers", 40, 2),
    ):
        pairs = [
            [measured(how, town, runs, replications=replications) for how in ("study", "model")]
            for _ in range(rounds)
        ]
        study, model = (median(pair[place]["cpu"] for pair in pairs) for place in range(2))
        ratio = median(pair[0]["cpu"] / pair[1]["cpu"] for pair in pairs)
        what = f"{town}, {replications} replications a point, {runs} runs"
        rows.append((what, study, model, f"{100 * (ratio - 1):+.1f}%", "< 5%"))
    show(
        "A study against the model alone, CPU s", ("", "study", "model", "difference", "aim"), rows
    )


def runs_by_the_clock(runs: int) -> None:
    """Show village runs by who runs them."""
    rows = []
    for how, jobs in (("study", 1), ("study", 2), ("dask", 1), ("dask", 2)):
        found = measured(how, "village", runs, jobs=jobs)
        who = f"{jobs} {'thread' if how == 'study' else 'Dask worker'}{'s' if jobs > 1 else ''}"
        rows.append((who, found["wall"], f"{runs / found['wall']:,.0f}", f"{found['megabytes']:.0f}"))  # fmt: skip
    show(f"{runs:,} village runs, metrics alone", ("", "wall s", "runs a second", "MB"), rows)


def memory() -> None:
    """Show that memory does not grow with the study."""
    rows = []
    for runs in (1_000, 4_000, 16_000):
        found = measured("study", "village", runs, months=3)
        rows.append((f"{runs:,} runs", f"{found['megabytes']:.0f}", f"{found['files']:.0f}", f"{found['bytes'] / runs:.0f}"))  # fmt: skip
    show(
        "Memory of a study (village, 3 months, 1 thread)", ("", "MB", "files", "bytes a run"), rows
    )


def randers(runs: int) -> None:
    """Show Randers runs, and what half a million of them would take."""
    found = measured("study", "randers", runs, jobs=2)
    times = HALF_A_MILLION / runs
    rows = [
        ("CPU", f"{found['cpu']:.0f} s", f"{found['cpu'] * times / 3600:.1f} h"),
        ("by the clock, 2 threads", f"{found['wall']:.0f} s", f"{found['wall'] * times / 3600:.1f} h"),
        ("disk", f"{found['bytes'] / 1e6:.2f} MB", f"{found['bytes'] * times / 1e6:.0f} MB"),
        ("files", f"{found['files']:.0f}", f"{found['files'] * times:,.0f}"),
        ("memory", f"{found['megabytes']:.0f} MB", "the same, and the points"),
    ]  # fmt: skip
    show("Randers, metrics alone", ("", f"{runs:,} runs", "half a million, from these"), rows)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", nargs="*", default=["cost", "runs", "memory", "randers"])
    arguments.add_argument("--runs", type=int, default=10_000)
    arguments.add_argument("--randers", type=int, default=500)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--child", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.child:
        print(json.dumps(child(json.loads(chosen.child))))
        return
    if "cost" in chosen.part:
        cost(chosen.rounds)
    if "runs" in chosen.part:
        runs_by_the_clock(chosen.runs)
    if "memory" in chosen.part:
        memory()
    if "randers" in chosen.part:
        randers(chosen.randers)
    if hasattr(os, "getloadavg"):
        print(f"\nload average over the last minute: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

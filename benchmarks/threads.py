"""The model loop on two threads against one: the same replications, wall time.

    python benchmarks/threads.py [--replications N] [--rounds N]

Needs two processors that nothing else uses; other work on them lowers the ratio. So the same is asked, in turn, of a
ready-made C function that leaves Python's lock alone (PBKDF2): what the machine has to give just now. What CPU a
replication takes beside another, against alone, is shown too: it is free of waiting for a processor.
"""

import argparse
import hashlib
import os
import statistics
import threading
import time

from measuring import show

import innosim
from innosim.model.simulator import Simulator

ROUNDS = 2_000_000


def work(run: Simulator, replications: range, spent: list[float]) -> None:
    """Run replications, and add the thread's processor seconds to ``spent``."""
    begun = time.thread_time()
    for replication in replications:
        run.run(replication)
    spent.append(time.thread_time() - begun)


def timed(runs: list[Simulator], replications: int) -> tuple[float, float]:
    """Return wall seconds and processor seconds of so many replications, shared out over the runs."""
    spent: list[float] = []
    each = replications // len(runs)
    threads = [
        threading.Thread(target=work, args=(run, range(n * each, (n + 1) * each), spent))
        for n, run in enumerate(runs)
    ]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun, sum(spent)


def burnt(threads: int) -> float:
    """Return wall seconds of a fixed piece of work in C, shared out over threads."""

    def burn() -> None:
        hashlib.pbkdf2_hmac("sha256", b"innosim", b"salt", ROUNDS // threads)

    burning = [threading.Thread(target=burn) for _ in range(threads)]
    begun = time.perf_counter()
    for thread in burning:
        thread.start()
    for thread in burning:
        thread.join()
    return time.perf_counter() - begun


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--replications", type=int, default=20)
    arguments.add_argument("--rounds", type=int, default=9)
    chosen = arguments.parse_args()
    scenario = innosim.load("randers")
    runs = [Simulator(scenario, scenario.regimes["randers"]) for _ in range(2)]
    for run in runs:
        run.run(0)
    one, two, machine = [], [], []
    for _ in range(chosen.rounds):
        one.append(timed(runs[:1], chosen.replications))
        two.append(timed(runs, chosen.replications))
        machine.append(burnt(1) / burnt(2))
    wall = [a[0] / b[0] for a, b in zip(one, two, strict=True)]
    busy = [b[1] / a[1] for a, b in zip(one, two, strict=True)]
    rows = [
        ("two threads against one, wall, median", statistics.median(wall), ">= 1.8"),
        ("two threads against one, wall, best round", max(wall), ""),
        ("the same of ready-made C, median", statistics.median(machine), "2"),
        ("the same of ready-made C, best round", max(machine), "2"),
        ("CPU of a replication beside another, against alone", statistics.median(busy), "1"),
        (
            "replications a second, one thread, best",
            chosen.replications / min(w for w, _ in one),
            "",
        ),
        (
            "replications a second, two threads, best",
            chosen.replications / min(w for w, _ in two),
            "",
        ),
    ]
    show("Threads", ("", "", "aim"), rows)
    if hasattr(os, "getloadavg"):
        print(
            f"\nload average over the last minute: {os.getloadavg()[0]:.1f}, of which this run is up to 2"
        )


if __name__ == "__main__":
    main()

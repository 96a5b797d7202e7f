"""Where a compiled replication spends its time: every step of the month as an entry of its own.

    python benchmarks/steps.py [--regime NAME] [--replications N]

The steps are called month by month as `month` calls them, each timed; a call of nothing is measured too and
taken off. Their sum is held against a replication in one piece.
"""

import argparse
import statistics
import time
from typing import Any

from measuring import cpu_seconds, show

import innosim
from innosim.model import month as month_module
from innosim.model.handle import Handle
from innosim.model.rulebook import rulebook
from innosim.model.simulator import Simulator


def step_names() -> list[str]:
    """Return the names of the month's steps, in the order they are called."""
    called = month_module.month.__code__.co_names
    return [name for name in called if hasattr(month_module, name)]


def time_steps(run: Simulator, replication: int, names: list[str]) -> dict[str, float]:
    """Return the seconds of each step over a replication, and the state's figures behind them."""
    rules = rulebook()
    steps = [getattr(rules, name) for name in names]
    spent = dict.fromkeys(names, 0.0)
    run.start(replication)
    handle = Handle(run.town)
    rules.settle_in(handle)
    clock = time.thread_time
    for now in range(run.months):
        for name, step in zip(names, steps, strict=True):
            begun = clock()
            step(handle, now)
            spent[name] += clock() - begun
    return spent


def call_of_nothing(run: Simulator) -> float:
    """Return what calling and timing costs by itself: a rule that only looks at a number."""
    rule: Any = rulebook().has_room
    handle = Handle(run.town)
    rule(handle)
    clock, total = time.thread_time, 0.0
    for _ in range(2000):
        begun = clock()
        rule(handle)
        total += clock() - begun
    return total / 2000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--regime", default="randers")
    arguments.add_argument("--replications", type=int, default=7)
    chosen = arguments.parse_args()
    scenario = innosim.load("randers")
    run = Simulator(scenario, scenario.regimes[chosen.regime])
    names = step_names()
    run.run(0)
    time_steps(run, 0, names)
    nothing = call_of_nothing(run)
    whole, readout, parts = [], [], []
    for replication in range(1, chosen.replications + 1):
        whole.append(cpu_seconds(lambda: run.run(replication)))  # noqa: B023
        readout.append(cpu_seconds(lambda: run.tables(ideas=True)))
        parts.append(time_steps(run, replication, names))
    rows = []
    for name in names:
        seconds = statistics.median(part[name] for part in parts) - run.months * nothing
        rows.append((name, seconds * 1e3, seconds / run.months * 1e6))
    total = sum(row[1] for row in rows)
    table = [(name, ms, f"{ms / total:.0%}", us) for name, ms, us in rows]
    whole_ms, readout_ms = statistics.median(whole) * 1e3, statistics.median(readout) * 1e3
    table += [("sum of the steps", total, "100%", total / run.months * 1e3)]
    table += [("replication in one piece", whole_ms, "", whole_ms / run.months * 1e3)]
    table += [("columns out, biographies on", readout_ms, "", "")]
    title = f"Randers, {chosen.regime}, {run.months} months, median of {chosen.replications}"
    show(title, ("step", "ms", "share", "us a month"), table)


if __name__ == "__main__":
    main()

"""How a replication grows with the town: towns from 5 to 2,000 units, and 98 towns of 1,000 to 40,000 staff one after the other.

    python benchmarks/growth.py [--regime NAME] [--rounds N] [--towns N] [--to FILE.svg]

Towns are Randers with all that counts people or money in proportion. An idea's time is the replication's processor time over the ideas
it had; an idea's memory is what the tables hold at the end, without their spare rows. With ``--to`` both are drawn.
"""

import argparse
import resource
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from measuring import cpu_seconds, show
from replication import with_units

import innosim
from innosim.model.simulator import Simulator
from innosim.model.snapshot import snapshot
from innosim.scenario.resolved import Scenario

UNITS = (5, 20, 50, 100, 200, 350, 500, 1000, 2000)
STAFF = (1_000, 40_000)
LARGE = 100
"""Units from which on an idea is held against the others: in a smaller town what is done whatever the ideas weighs most."""


class Taken(NamedTuple):
    """What a replication of a town took."""

    units: int
    ideas: int
    seconds: float
    megabytes: float

    @property
    def microseconds(self) -> float:
        """Of an idea."""
        return self.seconds / self.ideas * 1e6

    @property
    def bytes(self) -> float:
        """Of an idea."""
        return self.megabytes / self.ideas * 1e6


def taken(scenario: Scenario, regime: str, rounds: int) -> Taken:
    """Run a town so often after once to make room, and return medians."""
    run = Simulator(scenario, scenario.regimes[regime])
    run.run(0)
    found = []
    for replication in range(1, rounds + 1):
        seconds = cpu_seconds(lambda: run.run(replication))  # noqa: B023 - called at once
        held = sum(each.nbytes for each in snapshot(run.town, run.reached).tables.values())
        found.append((int(run.town.state["ideas"][0]), seconds, held / 1e6))
    ideas, seconds, megabytes = map(statistics.median, zip(*found, strict=True))
    return Taken(int(scenario.values["units"]), int(ideas), seconds, megabytes)


def spread(found: Sequence[Taken]) -> tuple[float, float]:
    """Return by what factor an idea's time and memory differ, most over least, among towns large enough."""
    large = [each for each in found if each.units >= LARGE]
    ratios = []
    for of in (lambda each: each.microseconds, lambda each: each.bytes):
        values = [of(each) for each in large]
        ratios.append(max(values) / min(values))
    return ratios[0], ratios[1]


def peak() -> float:
    """Return the most memory that this process has held, MB."""
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def draw(sizes: Sequence[Taken], towns: Sequence[Taken], file: Path) -> None:
    """Draw an idea's time and memory against units."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.fonttype": "path", "svg.hashsalt": "growth", "font.size": 9})
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(7.2, 2.9), layout="constrained")
    for ax, name, of in zip(
        axes,
        ("Processor time an idea, µs", "Memory an idea, bytes"),
        (lambda each: each.microseconds, lambda each: each.bytes),
        strict=True,
    ):
        if towns:
            ax.plot([t.units for t in towns], [of(t) for t in towns], ".", color="#b0b0b0", ms=4)
        ax.plot([t.units for t in sizes], [of(t) for t in sizes], "o-", color="#1f5c7a", ms=4)
        ax.set_xscale("log")
        ax.set_xticks([5, 20, 100, 350, 1000, 2000], ["5", "20", "100", "350", "1,000", "2,000"])
        ax.minorticks_off()
        ax.set_ylim(0.0)
        ax.set_xlabel("units")
        ax.set_title(name, loc="left", fontsize=9, fontweight="bold")
        ax.spines[["top", "right"]].set_visible(False)
    figure.savefig(file, metadata={"Date": None})


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--regime", default="randers")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--towns", type=int, default=98)
    arguments.add_argument("--to", type=Path)
    chosen = arguments.parse_args()
    scenario = innosim.load("randers")
    sizes = [taken(with_units(scenario, units), chosen.regime, chosen.rounds) for units in UNITS]
    before = peak()
    staff = np.geomspace(*STAFF, chosen.towns)
    share = float(scenario.values["units"]) / float(scenario.values["staff"])
    towns = [
        taken(with_units(scenario, max(1, round(each * share))), chosen.regime, 1) for each in staff
    ]
    head = ("units", "ideas", "CPU ms", "us an idea", "MB", "bytes an idea")
    rows = [
        (str(t.units), f"{t.ideas:,}", t.seconds * 1e3, t.microseconds, t.megabytes, t.bytes)
        for t in sizes
    ]
    show(f"Randers in other sizes, {chosen.regime}, 144 months", head, rows)
    for name, found in ((f"from {LARGE} units", sizes), (f"{len(towns)} towns in turn", towns)):
        if found:
            time_, memory = spread(found)
            print(f"{name}: time an idea differs by {time_:.2f} times, memory by {memory:.2f}")
    print(f"peak memory: {before:,.0f} MB after these sizes, {peak():,.0f} after the towns")
    if chosen.to:
        draw(sizes, towns, chosen.to)


if __name__ == "__main__":
    main()

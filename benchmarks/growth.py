"""How a replication grows with the town, with months and with ideas; and 98 towns of 1,000 to 40,000 staff one after the other.

    python benchmarks/growth.py [--regime NAME] [--rounds N] [--towns N] [--to FILE.png]

Towns are Randers scaled whole: units, staff, population and budget together; council and departments stay. An idea's time is the
replication's processor time, months before month 0 included, over the ideas it had; cases take turns, round by round. An idea's memory is
all tables of the town: rows in use of those with room to spare, and of working space as many as there are ideas. With ``--to`` both are drawn.
"""

import argparse
import resource
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from measuring import alternate, cpu_seconds, show

import innosim
from innosim.experiment.plan import with_run_values
from innosim.model.founding import OF_IDEAS
from innosim.model.simulator import Simulator
from innosim.model.snapshot import IN_USE
from innosim.present.style import COLOURS, FAINT, INK, QUIET, SCREEN, drawing, save
from innosim.scenario.resolved import Scenario

UNITS = (5, 10, 20, 50, 100, 200, 350, 500, 1000, 2000)
MONTHS = (12, 36, 72, 144, 288)
SPARKS = (0.25, 1.0, 4.0)
STAFF = (1_000, 40_000)
IDEAS_A_TURN = 5_000
AIM = 1.5
"""By so much an idea's time and memory may differ between towns, most over least."""

COUNTED = ("spark_post", "spark_unit", "spark_manager", "spark_citizen", "spark_import")


class Taken(NamedTuple):
    """What a replication took; ``size`` is what varies: units, months or staff."""

    size: float
    ideas: float
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


def with_units(scenario: Scenario, units: int) -> Scenario:
    """Return the scenario for a town of so many units, everything that counts people or money in proportion."""
    share = units / int(scenario.values["units"])
    values = dict(scenario.values)
    for name in ("staff", "population"):
        values[name] = round(float(values[name]) * share)
    values["budget_mdkk"] = float(values["budget_mdkk"]) * share
    return replace(scenario, values={**values, "units": units})


def with_sparks(scenario: Scenario, times: float) -> Scenario:
    """Return the scenario with so many times the ideas."""
    more = {name: float(scenario.values[name]) * times for name in COUNTED}
    return replace(scenario, values={**scenario.values, **more})


def held(run: Simulator) -> int:
    """Return the bytes of all tables that a run has come to use."""
    state = run.town.arrays()["state"][0]
    total = 0
    for name, table in run.town.arrays().items():
        rows = state[name] if name in IN_USE else state["ideas"] if name in OF_IDEAS else None
        total += table[:rows].nbytes
    return total


class Case:
    """A town, run again and again, a new replication each time; in one turn so often that enough ideas are had to be timed."""

    def __init__(self, scenario: Scenario, regime: str) -> None:
        self.simulator = Simulator(scenario, scenario.regimes[regime])
        self.replication = 0
        self.ideas: list[int] = []
        self.bytes: list[int] = []
        self.run()
        self.times = -(-IDEAS_A_TURN // self.ideas.pop())
        self.bytes.clear()

    def run(self) -> None:
        """Run the next replication, and keep how many ideas it had and what they hold."""
        self.simulator.run(self.replication)
        self.replication += 1
        self.ideas.append(int(self.simulator.town.state["ideas"][0]))
        self.bytes.append(held(self.simulator))

    def turn(self) -> None:
        """Run as many replications as a turn has."""
        for _ in range(self.times):
            self.run()

    def taken(self, size: float, seconds: Sequence[float]) -> Taken:
        """Return what a replication took: of time and memory that of the median turn an idea."""
        had = np.reshape(self.ideas, (len(seconds), self.times)).sum(axis=1)
        used = np.reshape(self.bytes, (len(seconds), self.times)).sum(axis=1)
        ideas = float(np.mean(self.ideas))
        an_idea, a_byte = np.median(np.array(seconds) / had), np.median(used / had)
        return Taken(size, ideas, float(an_idea) * ideas, float(a_byte) * ideas / 1e6)


def measured(scenarios: Mapping[float, Scenario], regime: str, rounds: int) -> list[Taken]:
    """Run all cases in turn, so many rounds after one that makes room."""
    cases = {size: Case(scenario, regime) for size, scenario in scenarios.items()}
    seconds = alternate({f"{size:g}": case.turn for size, case in cases.items()}, rounds)
    return [case.taken(size, seconds[f"{size:g}"]) for size, case in cases.items()]


def in_turn(scenario: Scenario, regime: str, staffs: Sequence[float]) -> list[Taken]:
    """Run towns of so many staff one after the other, a turn each, and forget each before the next."""
    found = []
    a_head = float(scenario.values["units"]) / float(scenario.values["staff"])
    for staff in staffs:
        case = Case(with_units(scenario, max(1, round(staff * a_head))), regime)
        found.append(case.taken(staff, [cpu_seconds(case.turn)]))
    return found


def spread(found: Sequence[Taken]) -> tuple[float, float]:
    """Return by what factor an idea's time and memory differ, most over least."""
    times, memory = [each.microseconds for each in found], [each.bytes for each in found]
    return max(times) / min(times), max(memory) / min(memory)


def fitted_power(found: Sequence[Taken]) -> float:
    """Return the power of size with which time grows: 1 where it is in proportion."""
    sizes = np.log([each.size for each in found])
    return float(np.polyfit(sizes, np.log([each.seconds for each in found]), 1)[0])


def peak() -> float:
    """Return the most memory that this process has held, MB."""
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def tell(title: str, size: str, found: Sequence[Taken]) -> None:
    """Print a table of cases, and by how much an idea's time and memory differ between them."""
    head = (size, "ideas", "CPU ms", "µs an idea", "MB", "bytes an idea")
    rows = [
        (f"{t.size:g}", f"{t.ideas:,.0f}", t.seconds * 1e3, t.microseconds, t.megabytes, t.bytes)
        for t in found
    ]
    show(title, head, rows)
    for first in range(len(found)):
        if first == 0 or found[first].size in (10, 100):
            time_, memory = spread(found[first:])
            print(
                f"from {found[first].size:g} {size} on: time an idea differs by {time_:.2f} times, memory by {memory:.2f}"
            )


def draw(sizes: Sequence[Taken], towns: Sequence[Taken], a_head: float, file: Path) -> None:
    """Draw an idea's time and memory against units, with a band as wide as the aim."""
    with drawing(SCREEN):
        from matplotlib import pyplot as plt

        figure, axes = plt.subplots(1, 2, figsize=(SCREEN.width, 3.4), layout="constrained")
        for ax, name, of in zip(
            axes,
            ("Processor time an idea, µs", "Memory an idea, bytes"),
            (lambda each: each.microseconds, lambda each: each.bytes),
            strict=True,
        ):
            least = min(of(t) for t in sizes)
            ax.axhspan(least, AIM * least, color=FAINT, alpha=0.5, lw=0)
            # where the curve is the lower of the two, the words are clear of it
            first, last = sizes[0], sizes[-1]
            at, side = (last.size, "right") if of(first) > of(last) else (first.size, "left")
            ax.text(at, AIM * least, f"{AIM:g} times the least", ha=side, va="bottom",
                    fontsize=SCREEN.fine, color=QUIET)  # fmt: skip
            ax.plot([t.size * a_head for t in towns], [of(t) for t in towns], "D", color=COLOURS[1],
                    ms=3, lw=0, label=f"{len(towns)} towns in turn")  # fmt: skip
            ax.plot([t.size for t in sizes], [of(t) for t in sizes], "o-", color=COLOURS[0],
                    ms=5, lw=SCREEN.line, label="the same towns in alternation, medians")  # fmt: skip
            ax.set_xscale("log")
            ax.set_xticks(
                [5, 20, 100, 350, 1000, 2000], ["5", "20", "100", "350", "1,000", "2,000"]
            )
            ax.minorticks_off()
            ax.set_ylim(0.0, 1.9 * least)
            ax.yaxis.set_major_formatter("{x:,.0f}")
            ax.set_xlabel("Units of the town", color=INK)
            ax.set_title(name, loc="left", fontsize=SCREEN.font, fontweight="bold", color=INK)
            ax.tick_params(labelsize=SCREEN.fine, colors=QUIET)
            ax.spines[["top", "right"]].set_visible(False)
        axes[0].legend(loc="lower left", frameon=False, fontsize=SCREEN.fine)
        with file.open("wb") as stream:
            save(figure, stream, SCREEN, "png")
        plt.close(figure)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--regime", default="randers")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--towns", type=int, default=98)
    arguments.add_argument("--to", type=Path)
    chosen = arguments.parse_args()
    scenario = innosim.load("randers")
    towns = in_turn(scenario, chosen.regime, np.geomspace(*STAFF, chosen.towns).tolist())
    before = peak()
    sizes = measured({u: with_units(scenario, u) for u in UNITS}, chosen.regime, chosen.rounds)
    tell(f"Randers in other sizes, {chosen.regime}, 144 months", "units", sizes)
    months = {m: with_run_values(scenario, months=m) for m in MONTHS}
    tell("Over other horizons", "months", measured(months, chosen.regime, chosen.rounds))
    sparks = {times: with_sparks(scenario, times) for times in SPARKS}
    tell("With other ideas", "times the sparks", measured(sparks, chosen.regime, chosen.rounds))
    if towns:
        time_, memory = spread(towns)
        print(
            f"\n{len(towns)} towns of {STAFF[0]:,} to {STAFF[1]:,} staff in turn: time grows with staff to the power of {fitted_power(towns):.2f}; "
            f"time an idea differs by {time_:.2f} times, memory by {memory:.2f}; the process held {before:,.0f} MB at most"
        )
    if chosen.to:
        a_head = float(scenario.values["units"]) / float(scenario.values["staff"])
        draw(sizes, towns, a_head, chosen.to)


if __name__ == "__main__":
    main()

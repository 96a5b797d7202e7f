"""One replication of Randers: compiled, uncompiled and as Mesa objects side by side.

    python benchmarks/replication.py [--rounds N] [--regime NAME]

Compiled is the whole model and the columns of all tables, biographies on. Uncompiled runs the same rules over a
shorter horizon, and its ratio is taken at that same horizon. The Mesa objects (mesa_objects.py) do the hot rules only,
so their ratio to the whole model understates; beside it stands their ratio to the same steps of the compiled model.
"""

import argparse
import statistics
from collections.abc import Callable

from measuring import alternate, paired_ratio, show
from mesa_objects import Objects
from steps import call_of_nothing, step_names, time_steps

import innosim
from innosim.experiment.plan import with_run_values
from innosim.model.simulator import Simulator
from innosim.scenario.resolved import Scenario

SHORT = 6  # months of the uncompiled run
SAME = [
    "sparks",
    "gates",
    "development",
    "operation",
    "spread",
    "people",
]  # what the objects do, roughly


class Compiled:
    """A regime's replications one after the other, each a new one."""

    def __init__(self, scenario: Scenario, regime: str, *, plain: bool = False) -> None:
        self.run = Simulator(scenario, scenario.regimes[regime], plain=plain)
        self.replication = 0

    def __call__(self) -> None:
        """Run the next replication and take its columns out."""
        self.replication += 1
        self.run.run(self.replication)
        self.run.tables(ideas=True)


def as_objects(scenario: Scenario) -> tuple[Callable[[], None], dict[str, int]]:
    """Return a run of the Mesa objects over the scenario's months and those before them, and where it leaves its counts."""

    def work() -> None:
        town = Objects(scenario, 1)
        for _ in range(int(scenario.values["startup_months"]) + int(scenario.values["months"])):
            town.step()
        alive.update(alive=town.ideas_alive, used=town.ideas_used)

    alive: dict[str, int] = {}
    return work, alive


def peers(scenario: Scenario, regime: str, rounds: int) -> None:
    """Print the contenders side by side."""
    whole = Compiled(scenario, regime)
    brief = with_run_values(scenario, months=SHORT)
    brief_compiled, brief_plain = Compiled(brief, regime), Compiled(brief, regime, plain=True)
    for once in (whole, brief_compiled):
        once()
    objects, alive = as_objects(scenario)
    found = alternate({"compiled": whole, "objects": objects}, rounds)
    slow = alternate({"compiled": brief_compiled, "plain": brief_plain}, max(2, rounds // 4))
    times_plain = paired_ratio(slow["plain"], slow["compiled"])
    times_objects = paired_ratio(found["objects"], found["compiled"])
    one = statistics.median(found["compiled"])
    same = same_steps(whole.run)
    months = int(scenario.values["months"])
    rows = [
        (f"compiled, whole model, {months} months", one * 1e3, 1.0, "20 ms"),
        (
            "compiled, the best round",
            min(found["compiled"]) * 1e3,
            min(found["compiled"]) / one,
            "",
        ),
        (
            f"uncompiled, whole model (ratio at {SHORT} months)",
            one * times_plain * 1e3,
            times_plain,
            "",
        ),
        (
            f"Mesa objects, hot rules only, {months} months",
            statistics.median(found["objects"]) * 1e3,
            times_objects,
            ">= 20",
        ),
        (
            "of the compiled, those steps only; the objects against them",
            same * 1e3,
            one * times_objects / same,
            "",
        ),
    ]
    show(f"Randers, {regime}: one replication", ("", "CPU ms", "times", "aim"), rows)
    state = whole.run.town.state[0]
    print(
        f"\nat the end: {alive['alive']} objects under way and {alive['used']} in use; compiled "
        f"{int(state['living'])} and {int(state['running'])}"
    )


def same_steps(run: Simulator) -> float:
    """Return the seconds a replication spends in the steps that the objects have too."""
    names = step_names()
    time_steps(run, 1, names)
    parts = [time_steps(run, replication, names) for replication in range(2, 7)]
    free = run.months * call_of_nothing(run)
    return sum(statistics.median(part[name] for part in parts) - free for name in SAME)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=12)
    arguments.add_argument("--regime", default="randers")
    chosen = arguments.parse_args()
    scenario = innosim.load("randers")
    peers(scenario, chosen.regime, chosen.rounds)


if __name__ == "__main__":
    main()

"""A regime of Randers for whoever watches: how long until something is shown, and until 100 replications are.

    python benchmarks/while_watching.py [--scenario NAME] [--regime NAME] [--rounds N]

The simulator is kept (`innosim.simulator`), as a page keeps it. Beside it `innosim.run` does the same in the same process, so that both are
warm. By the clock, on as many threads as there are processors, in turn; medians over rounds.
"""

import argparse
import os
import statistics
import time

from measuring import show

import innosim

REPLICATIONS = 100


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--scenario", default="randers")
    arguments.add_argument("--regime", default="framed")
    arguments.add_argument("--rounds", type=int, default=5)
    chosen = arguments.parse_args()
    scenario = innosim.load(chosen.scenario)
    seconds: dict[str, list[float]] = {"first partial answer": [], "all": [], "innosim.run": []}
    with innosim.simulator(scenario) as town:
        list(town.run(chosen.regime, replications=REPLICATIONS))
        for _ in range(chosen.rounds):
            begun = time.perf_counter()
            answers = town.run(chosen.regime, replications=REPLICATIONS)
            next(answers)
            seconds["first partial answer"].append(time.perf_counter() - begun)
            list(answers)
            seconds["all"].append(time.perf_counter() - begun)
            begun = time.perf_counter()
            innosim.run(
                scenario, regimes=chosen.regime, cost="as_costed", replications=REPLICATIONS
            )
            seconds["innosim.run"].append(time.perf_counter() - begun)
    whole = statistics.median(seconds["innosim.run"])
    aims = {"first partial answer": "< .3 s", "all": "< 2 s"}
    rows = [
        (name, statistics.median(each), statistics.median(each) / whole, aims.get(name, ""))
        for name, each in seconds.items()
    ]
    title = f"{chosen.scenario}, {chosen.regime}, {REPLICATIONS} replications, {os.cpu_count()} processors"
    show(title, ("", "wall s", "ratio", "aim"), rows)


if __name__ == "__main__":
    main()

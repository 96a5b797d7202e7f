"""Write tests/baseline.toml: headline metrics of three scenarios at a fixed seed.

Run by `python start.py baseline`. A change in these numbers needs a line in CHANGELOG.md that says why
results changed; tests/end_to_end/test_baseline.py holds them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import HEADLINES
from innosim.scenario.reader import load

FILE = Path(__file__).with_name("baseline.toml")
SCENARIOS = ("randers", "fredericia", "village")
REPLICATIONS = 4


def measured(name: str) -> dict[str, dict[str, float]]:
    """Return the mean of each headline metric by regime, over the first replications, as costed."""
    scenario = load(name, overrides=["run.seed=2014"])
    found: dict[str, dict[str, float]] = {}
    for regime in scenario.regimes.values():
        simulator = Simulator(scenario, regime)
        rows = []
        for replication in range(REPLICATIONS):
            simulator.run(replication)
            metrics = simulator.tables(ideas=False)["metrics"]
            rows.append([float(metrics[headline][0]) for headline in HEADLINES])
        found[regime.name] = dict(zip(HEADLINES, map(float, np.mean(rows, axis=0)), strict=True))
    return found


def text() -> str:
    """Return the baseline as TOML, every number in full."""
    lines = [
        "# Made by `python start.py baseline`; do not edit by hand.",
        f"replications = {REPLICATIONS}",
        "",
    ]
    for name in SCENARIOS:
        for regime, metrics in measured(name).items():
            lines.append(f'[{name}."{regime}"]')
            lines += [f"{metric} = {value!r}" for metric, value in metrics.items()]
            lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"Wrote {FILE.name}. Say in CHANGELOG.md why results changed.\n")

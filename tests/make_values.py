"""Write tests/values.toml: a hash of the values of every column that a run leaves, `python start.py baseline` runs it.

What a reorganisation may not move is held here to the last bit: `village` and a short `randers`, every
regime, both cost modes. A column that has got another name stands in tests/renamed.toml, so that its values
are still held against what they were.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from innosim.experiment.engine import installed
from innosim.experiment.equal_use import find_equal_use
from innosim.experiment.plan import make_plan
from innosim.model.simulator import LABELS, Simulator
from innosim.scenario.catalogue import codes
from innosim.scenario.reader import load

FILE = Path(__file__).with_name("values.toml")
RUNS = {"village": (144, 2), "randers": (30, 1)}
"""Months and replications of each scenario."""

RENAMED: dict[str, str] = tomllib.loads(FILE.with_name("renamed.toml").read_text(encoding="utf-8"))
"""Old name to new, ``table.column``."""


def _bytes(table: str, name: str, values: np.ndarray[Any, Any]) -> bytes:
    """Return the values as bytes: words for codes, whole numbers as 64 bits, one NaN; what never was is -1."""
    words = LABELS.get(table, {}).get(name)
    if words is not None:
        return "\0".join(words[int(code)] for code in values).encode()
    if values.dtype.kind == "f":
        return np.where(np.isnan(values), np.nan, values + 0.0).astype("<f8").tobytes()
    return np.where(values == codes.NEVER, -1, values).astype("<i8").tobytes()


def measured(name: str) -> dict[str, str]:
    """Return the hash of each column, ``cost.table.column``, over all regimes and replications."""
    months, replications = RUNS[name]
    scenario = load(name, overrides=["run.seed=2014", f"run.months={months}"])
    modes = {
        "as_costed": scenario.regimes,
        "equal_resources": find_equal_use(make_plan(scenario), installed(), jobs=2).regimes(
            scenario
        ),
    }
    digests: dict[str, Any] = {}
    for cost, regimes in modes.items():
        for regime in regimes.values():
            simulator = Simulator(scenario, regime, events=True)
            for replication in range(replications):
                simulator.run(replication)
                tables = {**simulator.tables(ideas=True), "events": simulator.events()}
                for table, columns in tables.items():
                    for column, values in columns.items():
                        place = f"{cost}.{table}.{column}"
                        digest = digests.setdefault(place, hashlib.sha256())
                        digest.update(_bytes(table, column, values))
    return {place: digest.hexdigest()[:16] for place, digest in digests.items()}


def text() -> str:
    """Return the hashes as TOML."""
    lines = ["# Made by `python start.py baseline`; do not edit by hand."]
    for name in RUNS:
        lines += ["", f"[{name}]"]
        lines += [f'"{place}" = "{value}"' for place, value in measured(name).items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"Wrote {FILE.name}. Say in CHANGELOG.md which columns moved, and why.\n")

"""Run towns with one lever of politics and nothing else (pattern P17), and put what that moves into docs/patterns.md.

.venv/bin/python docs/remake_null_regimes.py [--replications 48]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pages import between
from paired import side_by_side, with_levers
from remake_levers import SHOWN, differences, heading, line

from innosim.analysis.patterns.alone import SET_ALONE
from innosim.scenario.reader import load

PAGE = Path(__file__).parent / "patterns.md"
SETTINGS = {words.en: levers for words, levers in SET_ALONE.values()} | {
    "the same under another name": {}
}
"""What stands alone on a baseline."""


def main() -> None:
    """Run, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--replications", type=int, default=48)
    n = parser.parse_args().replications
    scenario = load("randers")
    rows = [f"{n} paired replications of Randers.", "", *heading("alone")]
    smallest = " | ".join(f"{scenario.effects[metric]:g}" for metric in SHOWN)
    rows.append(f"| smallest effect | {smallest} |")
    for base in ("routine", "shaving"):
        regime = scenario.regimes[base]
        settings = {name: with_levers(regime, **levers) for name, levers in SETTINGS.items()}
        runs = side_by_side(scenario, {"": regime, **settings}, range(n))
        rows += [
            line(f"{base}: {name}", differences(scenario, runs[name], runs[""]))
            for name in SETTINGS
        ]
    table = "\n".join(rows)
    print(table)
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(between(page, "null-regimes", table), encoding="utf-8")


if __name__ == "__main__":
    main()

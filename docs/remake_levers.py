"""Set each lever of each preset to zero, alone, and put what that moves into docs/explanation/levers-at-zero.md.

.venv/bin/python docs/remake_levers.py [--replications 24]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pages import between
from paired import Moved, Outcomes, moved, side_by_side, with_levers

from innosim.scenario.catalogue import HEADLINES, LEVERS, METRICS
from innosim.scenario.reader import load
from innosim.scenario.resolved import Scenario

PAGE = Path(__file__).parent / "explanation" / "levers-at-zero.md"
PRESETS = ("top-down", "bottom-up", "framed", "randers")
AS_IT_IS = "as it is"
SHOWN = (*HEADLINES, "backing_mean", "support_mean")
"""The headlines, and backing and confidence as they are: two things."""


def main() -> None:
    """Run, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--replications", type=int, default=24)
    n = parser.parse_args().replications
    scenario = load("randers")
    head = f"{n} paired replications of Randers, seed {scenario.values['seed']}, 144 months, as costed."
    tables = [head, *(table(scenario, preset, n) for preset in PRESETS)]
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(between(page, "levers", "\n\n".join(tables)), encoding="utf-8")


def table(scenario: Scenario, preset: str, n: int) -> str:
    """Return what each lever of a preset moves in each headline when it alone is set to zero."""
    regime = scenario.regimes[preset]
    settings = {AS_IT_IS: regime} | {
        name: with_levers(regime, **{name: 0.0}) for name, value in regime.levers.items() if value
    }
    runs = side_by_side(scenario, settings, range(n))
    rows = [f"### {preset}", "", *heading("lever, its value")]
    for name in settings:
        if name != AS_IT_IS:
            row = differences(scenario, runs[name], runs[AS_IT_IS])
            rows.append(line(f"{LEVERS[name].short.en}, {regime.levers[name]:g}", row))
    print("\n".join(rows), flush=True)
    return "\n".join(rows)


def heading(first: str) -> list[str]:
    """Return the head of a table with a column for each headline."""
    return [
        f"| {first} | {' | '.join(METRICS[m].short.en for m in SHOWN)} |",
        "|---" * (len(SHOWN) + 1) + "|",
    ]


def differences(scenario: Scenario, runs: Outcomes, other: Outcomes) -> list[Moved]:
    """Return how far the headlines lie from the other's."""
    return [moved(m, runs, other, scenario.sesoi[m]) for m in SHOWN]


def line(first: str, row: list[Moved]) -> str:
    """Return a row of a table."""
    return f"| {first} | {' | '.join(map(str, row))} |"


if __name__ == "__main__":
    main()

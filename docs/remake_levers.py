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


Rows = dict[str, list[Moved]]
"""By lever, how far each of `SHOWN` lies from the regime as it is."""


def main() -> None:
    """Run, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--replications", type=int, default=48)
    n = parser.parse_args().replications
    scenario = load("randers")
    found: dict[str, Rows] = {}
    for preset in PRESETS:
        found[preset] = at_zero(scenario, preset, n)
        print(table(scenario, preset, found[preset]), flush=True)
    head = f"{n} paired replications of Randers, seed {scenario.values['seed']}, as costed."
    parts = [head, overview(found), *(table(scenario, p, rows) for p, rows in found.items())]
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(between(page, "levers", "\n\n".join(parts)), encoding="utf-8")


def at_zero(scenario: Scenario, preset: str, n: int) -> Rows:
    """Return what each lever of a preset moves when it alone is set to zero."""
    regime = scenario.regimes[preset]
    settings = {
        name: with_levers(regime, **{name: 0.0}) for name, value in regime.levers.items() if value
    }
    runs = side_by_side(scenario, {AS_IT_IS: regime, **settings}, range(n))
    return {name: differences(scenario, runs[name], runs[AS_IT_IS]) for name in settings}


def overview(found: dict[str, Rows]) -> str:
    """Return which levers move a headline by its smallest effect, which surely none, and of which that is open."""
    lines = ["| preset | moves a headline | moves none | open |", "|---|---|---|---|"]
    for preset, rows in found.items():
        groups: dict[str, list[str]] = {"moves": [], "none": [], "open": []}
        for name, row in rows.items():
            groups[standing(row)].append(LEVERS[name].short.en)
        lines.append(" | ".join([f"| {preset}", *map(", ".join, groups.values())]) + " |")
    return "\n".join(lines)


def standing(row: list[Moved]) -> str:
    """Return whether a lever ``moves`` a headline by its smallest effect, surely ``none``, or it is ``open``."""
    headlines = row[: len(HEADLINES)]
    if any(each.reaches for each in headlines):
        return "moves"
    return "none" if all(each.under for each in headlines) else "open"


def table(scenario: Scenario, preset: str, rows: Rows) -> str:
    """Return a preset's levers with what each moves."""
    levers = scenario.regimes[preset].levers
    lines = [f"## {preset}", "", *heading("lever, its value")]
    lines += [line(f"{LEVERS[n].short.en}, {levers[n]:g}", row) for n, row in rows.items()]
    return "\n".join(lines)


def heading(first: str) -> list[str]:
    """Return the head of a table with a column for each headline."""
    return [
        f"| {first} | {' | '.join(METRICS[m].short.en for m in SHOWN)} |",
        "|---" * (len(SHOWN) + 1) + "|",
    ]


def differences(scenario: Scenario, runs: Outcomes, other: Outcomes) -> list[Moved]:
    """Return how far the headlines lie from the other's."""
    return [moved(m, runs, other, scenario.effects[m]) for m in SHOWN]


def line(first: str, row: list[Moved]) -> str:
    """Return a row of a table."""
    return f"| {first} | {' | '.join(map(str, row))} |"


if __name__ == "__main__":
    main()

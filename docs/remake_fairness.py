"""Draw the uncertain parameters many times, and count which way of governing leads what (pattern P15), draw by draw.

    .venv/bin/python docs/remake_fairness.py [--draws 500] [--replications 10] [--write]

The same as `innosim patterns --only P15`, but kept as it comes, in `results/`, so that a run that is stopped goes on; and with the share of draws in which
each way is alone ahead in each headline. All four ways of governing use as much as each other at the base point, and keep the factors found there.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from pages import between

from innosim.analysis.patterns.fairness import RUNS_A_WAY, factors, leading, levels_of
from innosim.analysis.patterns.flow import WAYS
from innosim.experiment.engine import sources_digest
from innosim.scenario.catalogue import HEADLINES, METRICS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "patterns.md"


def main() -> None:
    """Run what is missing, count, and say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--draws", type=int, default=500)
    parser.add_argument("--replications", type=int, default=RUNS_A_WAY)
    parser.add_argument("--write", action="store_true", help="put the table into docs/patterns.md")
    given = parser.parse_args()
    kept = ROOT / "results" / f"fairness-small-{given.replications}.jsonl"
    draws = list(resumed(kept, given.draws, given.replications))
    table = shares_table(shares(draws), len(draws))
    print(table)
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(between(page, "fairness-small", table), encoding="utf-8")


Draw = dict[str, Any]
"""One draw: its number, and the level of each headline by way of governing."""


def resumed(
    kept: Path, draws: int, replications: int, by: Mapping[str, float] | None = None
) -> Iterator[Draw]:
    """Go over all draws: those that are kept, and the others as they are run."""
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    head = (
        json.loads(lines[0]) if lines else {"factors": by or factors(1), "rules": sources_digest()}
    )
    if head["rules"] != sources_digest():
        raise SystemExit(f"{kept} holds draws of another model: move it away.")
    kept.parent.mkdir(exist_ok=True)
    with kept.open("a", encoding="utf-8") as out:
        if not lines:
            print(json.dumps(head), file=out, flush=True)
        for number in range(draws):
            if number + 1 < len(lines):
                yield json.loads(lines[number + 1])
                continue
            levels = levels_of(number, head["factors"], replications)
            made = {"draw": number, "ways": {way: list(found) for way, found in levels.items()}}
            print(json.dumps(made), file=out, flush=True)
            yield made


def shares(draws: list[Draw]) -> dict[str, dict[str, float]]:
    """Return of each way the share of draws in which it is alone ahead in each headline, in any, and level or ahead in all."""
    found = [
        leading({way: np.array(draw["ways"][way], dtype=float) for way in WAYS}) for draw in draws
    ]
    return {
        way: {name: float(np.mean([each[way][name] for each in found])) for name in found[0][way]}
        for way in WAYS
    }


def shares_table(found: Mapping[str, Mapping[str, float]], draws: int) -> str:
    """Return the shares as a table of the docs."""
    rows = [f"| alone ahead, share of {draws} draws | {' | '.join(WAYS)} |", "|---" * 5 + "|"]
    names = {m: METRICS[m].short.en for m in HEADLINES}
    names |= {"any": "**in at least one of these**", "all": "**level or ahead in all**"}
    for key, words in names.items():
        rows.append(f"| {words} | {' | '.join(f'{found[way][key]:.3f}' for way in WAYS)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()

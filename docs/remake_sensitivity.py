"""Run `innosim sensitivity` on Randers, and keep what the pages of parameters and sources are ordered by.

    .venv/bin/python docs/remake_sensitivity.py [--trajectories N] [--draws N] [--replications N] [--jobs N]

What was found stands in docs/sensitivity.json; the transcript of docs/how-to/sensitivity.md is of the same run. Runs are kept in `results/`, so that
what is stopped goes on.
"""

from __future__ import annotations

import argparse
import json
import shlex
from pathlib import Path
from typing import Any

from commands import ROOT, innosim
from pages import between

from innosim.analysis.usual import POINT_REPLICATIONS, SECOND_DRAWS, TRAJECTORIES

DOCS = Path(__file__).parent
KEPT, PAGE = DOCS / "sensitivity.json", DOCS / "how-to" / "sensitivity.md"
RUNS = ROOT / "results" / "docs-sensitivity"
ASKED = ("sensitivity", "randers", "--of", "framed - bottom-up")
USUAL = {"trajectories": TRAJECTORIES, "draws": SECOND_DRAWS, "replications": POINT_REPLICATIONS}


def main() -> None:
    """Run, keep, and write the transcript."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for name, usual in USUAL.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--jobs", type=int)
    given = vars(parser.parse_args())
    counts = {name: given[name] for name, usual in USUAL.items() if given[name] != usual}
    typed = [
        *ASKED,
        *(word for name, count in counts.items() for word in (f"--{name}", str(count))),
    ]
    jobs = ["--jobs", str(given["jobs"])] if given["jobs"] else []
    RUNS.mkdir(parents=True, exist_ok=True)
    found = json.loads(innosim(RUNS, *typed, *jobs, "--force", "--json"))
    KEPT.write_text(json.dumps(kept(found), indent=1) + "\n", encoding="utf-8")
    printed = innosim(RUNS, *typed, *jobs, columns=100).rstrip()
    block = "\n".join(["```", f"$ innosim {shlex.join(typed)}".replace("'", '"'), printed, "```"])
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(between(page, "transcript", block), encoding="utf-8")


def kept(found: dict[str, Any]) -> dict[str, Any]:
    """Return what the pages need: how it was run, and of each parameter how many smallest effects it moves each headline by.

    Parameters that move one most come first, and those that move none by more than noise last, as the command had them.
    """
    moves: dict[str, dict[str, float]] = {row["parameter"]: {} for row in found["parameters"]}
    for row in found["parameters"]:
        if row["over_noise"] and row["in_smallest_effects"] is not None:
            moves[row["parameter"]][row["metric"]] = float(f"{row['in_smallest_effects']:.4g}")
    order = [*found["order"], *sorted(set(moves) - set(found["order"]))]
    head = ("scenario", "of", "cost", "seed", "months", "trajectories", "replications", "draws")
    return {
        **{name: found[name] for name in head},
        "failed": found["failed"]["screening"],
        "parameters": {name: moves[name] for name in order},
    }


if __name__ == "__main__":
    main()

"""Make faults of every kind, a thousand in all, and put what came of them into docs/explanation/faults.md.

.venv/bin/python docs/remake_faults.py [--tries 1000] [--seed N] [--write]
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import tempfile
from pathlib import Path

from pages import between

from innosim import __version__

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "faults.md"
sys.path.insert(0, str(ROOT / "tests" / "faults"))

from comers import COMERS, first_use  # noqa: E402
from harness import HOW, Driver, killed, made, points  # noqa: E402
from kinds import KINDS  # noqa: E402


def main() -> None:
    """Make them, say what did harm, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--tries", type=int, default=1000, help="in all, beside one at every point")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    given = parser.parse_args()
    rng = random.Random(given.seed)  # noqa: S311 - no secret
    rows: list[tuple[str, int, int]] = []
    with tempfile.TemporaryDirectory() as home:
        driver = Driver(Path(home))
        for how in HOW:
            found = [killed(driver, how, "kill", n + 1) for n in range(len(points(driver, how)))]
            rows.append(_counted(f"killed at each point of a run, {how}", found))
        each = -(-given.tries // len(KINDS))
        for kind, fault in KINDS.items():
            rows.append(_counted(kind, [made(fault, driver, rng) for _ in range(each)]))
        driver.stop()
        rows += [_first_use(Path(home), comers) for comers in COMERS]
    table = _table(rows, given.seed)
    print(table)
    if given.write:
        PAGE.write_text(between(PAGE.read_text(encoding="utf-8"), "faults", table), "utf-8")
    raise SystemExit(any(survived < tries for _, tries, survived in rows))


def _first_use(home: Path, comers: str) -> tuple[str, int, int]:
    """Let them compile the whole model at once; takes a minute or two."""
    kind = f"first use at once on an empty cache of compiled code, {comers}"
    return _counted(kind, [first_use(home, "whole", comers)])


def _counted(kind: str, found: list[str]) -> tuple[str, int, int]:
    harm = [wrong for wrong in found if wrong]
    for wrong in harm[:3]:
        print(f"{kind}: {wrong}", file=sys.stderr)
    return kind, len(found), len(found) - len(harm)


def _table(rows: list[tuple[str, int, int]], seed: int) -> str:
    """Return what was tried, when, and how often no harm was done."""
    tries, survived = (sum(row[place] for row in rows) for place in (1, 2))
    today = dt.datetime.now(tz=dt.UTC).date()
    return "\n".join(
        [
            f"innosim {__version__}, {today.isoformat()}, Python {sys.version.split()[0]} on {sys.platform}, seed {seed}:",
            "",
            "| fault | tries | no harm done |",
            "|---|---|---|",
            *(f"| {kind} | {n} | {fine} |" for kind, n, fine in rows),
            f"| **all** | {tries} | {survived} |",
        ]
    )


if __name__ == "__main__":
    main()

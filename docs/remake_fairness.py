"""Draw the uncertain parameters many times, and count which way of governing leads what (pattern P15).

    .venv/bin/python docs/remake_fairness.py [--draws 500] [--replications 10] [--town small] [--write]

All parameters of the catalogue's sections `uncertainties` and `relationships` are drawn over their plausible ranges, evenly and
independently, and the pressure with them; a merger, which is an event and no uncertainty, never comes. A draw is keyed by its number
and the parameter's name: draw 7 is the same among 20 as among 500. All four ways of governing use as much as each other at the
base point, and keep the factors found there. Draws are kept as they come, in `results/`, so that a run that is stopped goes on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from pages import between
from paired import level, side_by_side

from innosim.experiment.draws import SEED_FIELD, overrides
from innosim.experiment.draws import drawn as settings_of
from innosim.experiment.engine import installed, sources_digest
from innosim.experiment.equal_use import find_equal_use
from innosim.experiment.plan import make_plan
from innosim.model.prices import scaled
from innosim.scenario.catalogue import (
    EQUAL_RESOURCES,
    HEADLINES,
    METRICS,
    OUTCOMES,
)
from innosim.scenario.reader import load
from innosim.scenario.resolved import Scenario

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "patterns.md"
WAYS = ("top-down", "bottom-up", "framed", "randers")

TOWNS: dict[str, tuple[str, ...]] = {
    "small": (
        "municipality.population=9600",
        "municipality.council_seats=15",
        "municipality.majority_seats=8",
        "municipality.minority_seats=7",
        "municipality.departments=3",
        "municipality.units=35",
        "municipality.staff=850",
        "municipality.budget_mdkk=390.0",
        "relationships.unit_limit=0.6",
        "relationships.council_limit=4.0",
    ),
    "randers": (),
}
"""A tenth of Randers, whose limits are its own, and Randers."""


def main() -> None:
    """Run what is missing, count, and say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--draws", type=int, default=500)
    parser.add_argument("--replications", type=int, default=10, help="of each way, in each draw")
    parser.add_argument("--town", choices=TOWNS, default="small")
    parser.add_argument(
        "--factor", action="append", default=[], help="way=number, in place of one found here"
    )
    parser.add_argument("--write", action="store_true", help="put the table into docs/patterns.md")
    given = parser.parse_args()
    factors = {name: float(number) for name, _, number in (f.partition("=") for f in given.factor)}
    kept = ROOT / "results" / f"fairness-{given.town}-{given.replications}.jsonl"
    draws = list(resumed(kept, given.town, given.draws, given.replications, factors))
    table = shares_table(draws)
    print(table)
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(between(page, f"fairness-{given.town}", table), encoding="utf-8")


def drawn(town: str, draw: int) -> Scenario:
    """Return the town under the uncertain parameters of a draw; read as a file is, with all its checks."""
    settings = settings_of(load("randers", TOWNS[town]), draw)
    del settings[SEED_FIELD]  # one seed for all: what was counted so far was
    return load("randers", [*TOWNS[town], *overrides(settings)])


def equal_use(scenario: Scenario) -> dict[str, float]:
    """Return the factor of each way's amounts at which all use as much, found as a run at equal resources finds it."""
    plan = make_plan(scenario, regimes=WAYS, costs=[EQUAL_RESOURCES])
    found = find_equal_use(plan, installed(), jobs=1)
    return {fit.regime: fit.factor for fit in found.fits}


Draw = dict[str, Any]
"""One draw: its number, and of each way of governing every metric, a value a replication."""


def resumed(
    kept: Path, town: str, draws: int, replications: int, factors: Mapping[str, float]
) -> Iterator[Draw]:
    """Go over all draws: those that are kept, and the others as they are run."""
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    head = json.loads(lines[0]) if lines else _head(town, replications, factors)
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
            made = one_draw(town, number, replications, head["factors"])
            print(json.dumps(made), file=out, flush=True)
            yield made


def _head(town: str, replications: int, factors: Mapping[str, float]) -> dict[str, Any]:
    base = load("randers", TOWNS[town])
    found = dict(factors) if set(factors) == set(WAYS) else {**equal_use(base), **factors}
    print(f"factors: {found}", flush=True)
    return {"town": town, "replications": replications, "factors": found, "rules": sources_digest()}


def one_draw(town: str, number: int, replications: int, factors: Mapping[str, float]) -> Draw:
    """Run one draw."""
    scenario = drawn(town, number)
    ways = {name: scaled(scenario.regimes[name], factors[name]) for name in WAYS}
    runs = side_by_side(scenario, ways, range(replications))
    return {
        "draw": number,
        "ways": {
            way: {m: [float(f"{v:.7g}") for v in values] for m, values in found.items()}
            for way, found in runs.items()
        },
    }


def leaders(draw: Draw, metric: str) -> set[str]:
    """Return who is ahead in a draw: several where they are equal, none where any has no value."""
    levels = {}
    for way, found in draw["ways"].items():
        arrays = {name: np.array(values, dtype=float) for name, values in found.items()}
        levels[way] = level(metric, arrays)
    if any(np.isnan(value) for value in levels.values()):
        return set()
    best = (min if OUTCOMES[metric].better == "down" else max)(levels.values())
    return {way for way, value in levels.items() if value == best}


def shares(draws: list[Draw]) -> dict[str, dict[str, float]]:
    """Return of each way the share of draws in which it is alone ahead in each headline, in any, and level or ahead in all."""
    ahead = [{metric: leaders(draw, metric) for metric in HEADLINES} for draw in draws]
    found: dict[str, dict[str, float]] = {}
    for way in WAYS:
        alone = {m: sum(each[m] == {way} for each in ahead) / len(draws) for m in HEADLINES}
        any_ = sum(any(each[m] == {way} for m in HEADLINES) for each in ahead)
        all_ = sum(all(way in each[m] for m in HEADLINES) for each in ahead)
        found[way] = {**alone, "any": any_ / len(draws), "all": all_ / len(draws)}
    return found


def shares_table(draws: list[Draw]) -> str:
    """Return the shares as a table of the docs."""
    found = shares(draws)
    rows = [f"| alone ahead, share of {len(draws)} draws | {' | '.join(WAYS)} |", "|---" * 5 + "|"]
    names = {m: METRICS[m].short.en for m in HEADLINES}
    names |= {"any": "**in at least one of these**", "all": "**level or ahead in all**"}
    for key, words in names.items():
        rows.append(f"| {words} | {' | '.join(f'{found[way][key]:.3f}' for way in WAYS)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()

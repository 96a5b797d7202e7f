"""Who leads what over plausible models (P15): the four ways of governing at equal use, over draws of the uncertain parameters."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from innosim.analysis.patterns.declare import Pattern, PatternArm, Prediction, Rows, metrics, only
from innosim.analysis.patterns.flow import WAYS
from innosim.experiment.draws import drawn, overrides
from innosim.experiment.engine import installed
from innosim.experiment.equal_use import find_equal_use
from innosim.experiment.intervals import Floats
from innosim.experiment.plan import make_plan
from innosim.experiment.threads import work_off
from innosim.model.prices import scaled
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue import EQUAL_RESOURCES, HEADLINES, METRICS, OUTCOMES
from innosim.scenario.catalogue.declare import Text
from innosim.scenario.reader import load
from innosim.scenario.resolved import Scenario

SMALL: tuple[str, ...] = (
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
)
"""A tenth of Randers, whose limits are its own."""

RUNS_A_WAY = 10
"""Of each way, in each draw."""

HALF, A_TWENTIETH = 0.5, 0.05
"""Nobody leads all in over half of the draws; each leads something in over a twentieth."""


def small_draw(number: int) -> Scenario:
    """Return the small town under the uncertain parameters of a draw, and its own seed; read as a file is, with all its checks."""
    return load("randers", [*SMALL, *overrides(drawn(load("randers", SMALL), number))])


def factors(jobs: int) -> dict[str, float]:
    """Return the factor of each way's amounts at which all use as much, found at the base point."""
    plan = make_plan(load("randers", SMALL), regimes=WAYS, costs=[EQUAL_RESOURCES])
    return {fit.regime: fit.factor for fit in find_equal_use(plan, installed(), jobs=jobs).fits}


def levels_of(number: int, by: Mapping[str, float], replications: int) -> dict[str, Floats]:
    """Return the level of each headline of each way in one draw: an array (headlines,) by way."""
    town = small_draw(number)
    runs = {way: Simulator(town, scaled(town.regimes[way], by[way])) for way in WAYS}
    first = next(iter(runs.values()))
    read: dict[str, list[Mapping[str, Any]]] = {way: [] for way in WAYS}
    for replication in range(replications):
        past = first.past(replication) if first.before else None
        for way, run in runs.items():
            run.run(replication, past=past)
            read[way].append(run.metrics())
    return {
        way: np.array([_level(metric, rows) for metric in HEADLINES]) for way, rows in read.items()
    }


def _level(metric: str, rows: list[Mapping[str, Any]]) -> float:
    """The mean over replications that have a value; a ratio is pooled."""
    parts = METRICS[metric].ratio
    if parts is not None:
        above, below = (sum(float(row[part][0]) for row in rows) for part in parts)
        return above / below if below else float("nan")
    values = np.array([float(row[metric][0]) for row in rows])
    return float(np.nanmean(values)) if not np.isnan(values).all() else float("nan")


def leading(levels: Mapping[str, Floats]) -> dict[str, dict[str, float]]:
    """Return of each way where it is alone ahead (1) or not (0), by headline; whether in any; and whether it is level or ahead in all."""
    table = np.array([levels[way] for way in WAYS])
    signs = np.array([-1.0 if OUTCOMES[metric].better == "down" else 1.0 for metric in HEADLINES])
    known = ~np.isnan(table).any(axis=0)
    best = (table * signs).max(axis=0)
    ahead = (table * signs == best) & known
    alone = ahead & (ahead.sum(axis=0) == 1)
    return {
        way: {
            **{metric: float(alone[at, place]) for place, metric in enumerate(HEADLINES)},
            "any": float(alone[at].any()),
            "all": float(ahead[at].all()),
        }
        for at, way in enumerate(WAYS)
    }


def over_draws(
    draws: int,
    jobs: int,
    *,
    by: Mapping[str, float] | None = None,
    replications: int = RUNS_A_WAY,
) -> Rows:
    """Run all four ways in so many draws and return who leads what, a value a draw.

    Args:
        by: the factors of their amounts, found at the base point where they are left out.
    """
    held = by if by is not None else factors(jobs)
    found: list[dict[str, dict[str, float]]] = [{} for _ in range(draws)]
    stop = threading.Event()

    def one(number: int) -> Callable[[], None]:
        def run() -> None:
            if not stop.is_set():
                found[number] = leading(levels_of(number, held, replications))

        return run

    work_off([one(number) for number in range(draws)], jobs, stop)
    return {
        way: {name: np.array([draw[way][name] for draw in found]) for name in found[0][way]}
        for way in WAYS
    }


_ALL = Text("level or ahead in all headlines", "på højde med eller foran på alle hovedmål")
_ANY = Text("alone ahead in at least one", "alene foran på mindst ét")


def _in(way: str, words: Text) -> Text:
    return Text(f"{way}: {words.en}", f"{way}: {words.da}")


P15 = Pattern(
    "P15",
    Text(
        "over draws of the uncertain parameters, at equal use, no way of governing is level or ahead in all headlines in over half; each is alone ahead in one in over 5 %",
        "over trækninger af de usikre parametre, ved lige forbrug, er ingen styreform på højde med eller foran på alle hovedmål i over halvdelen; hver er alene foran på ét i over 5 %",
    ),
    {way: PatternArm(way) for way in WAYS},
    metrics(*HEADLINES),
    (
        *(
            Prediction(_in(way, _ALL), only(way, "all"), most=HALF, unit="share", share=True)
            for way in WAYS
        ),
        *(
            Prediction(_in(way, _ANY), only(way, "any"), least=A_TWENTIETH, unit="share", share=True)
            for way in WAYS
        ),
    ),
    replications=500,
    runs=over_draws,
    counted=Text("draws", "trækninger"),
)  # fmt: skip

DECLARED = (P15,)

"""Tolerance of failure: what is stopped late (P1), what punishment does to the cost of failing (P10), and to telling of it (P18)."""

from __future__ import annotations

from typing import Any

import numpy as np

from innosim.analysis.patterns.declare import (
    Broken,
    Pattern,
    PatternArm,
    Prediction,
    Rows,
    both,
    indicators,
    less,
    mean_of,
    metrics,
)
from innosim.experiment.intervals import Floats
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue.codes import ENDS, NEVER
from innosim.scenario.catalogue.declare import Text

_START, _STOP = 24, 72
"""Months between which failure is punished in a town that is otherwise as it is."""

PUNISHED = {"tolerance": -1.0}
REWARDED = {"tolerance": 1.0}
_ARMS = {"punished": PatternArm("framed", PUNISHED), "rewarded": PatternArm("framed", REWARDED)}
_STOPPED = ENDS.names.index("stopped")
_FAILED = [ENDS.names.index(name) for name in ("stopped", "rolled_back", "lapsed")]


def _stops(simulator: Simulator) -> dict[str, Any]:
    """What an idea that was stopped had cost on average, mDKK; how many were; and safety month by month."""
    ideas = simulator.tables(ideas=True)["ideas"]
    wage = float(simulator.scenario.values["wage_mdkk"])
    spent = ideas["spent_money"] + wage * ideas["spent_hours"]
    stopped = (ideas["end"] == _STOPPED) & (ideas["end_month"] >= 0)
    (safety,) = indicators(simulator, "safety_mean")
    return {"each": mean_of(spent[stopped]), "stopped": float(stopped.sum()), "safety": safety}


def _failures(simulator: Simulator) -> dict[str, Any]:
    """Failures after the gate to model: how many, how many told in time; cases of those told and of the others."""
    ideas = simulator.tables(ideas=True)["ideas"]
    failed = np.isin(ideas["end"], _FAILED) & (ideas["month_model"] != NEVER)
    failed &= ideas["end_month"] >= 0
    told, case = failed & (ideas["told"] == 1), ideas["case"] != 0
    return {
        "failed": float(failed.sum()),
        "told": float(told.sum()),
        "told cases": float((told & case).sum()),
        "hidden cases": float((failed & ~told & case).sum()),
    }


def _times(rows: Rows) -> tuple[float, float]:
    """Months to half of the fall of safety, and from the end of punishment to half of it regained; between months in proportion."""
    path = (rows["for four years"]["safety"] - rows["as it is"]["safety"]).mean(axis=-1)
    half = path[_STOP] / 2.0
    return _reached(-path[_START:_STOP], -half), _reached(path[_STOP:], half)


def _reached(path: Floats, level: float) -> float:
    """Where a path first is at a level or over it; its length where it never is."""
    over = np.flatnonzero(path >= level)
    if not over.size:
        return float(path.size)
    at = int(over[0])
    if at == 0:
        return 0.0
    before = path[at - 1]
    return float(at - 1 + (level - before) / (path[at] - before))


def _recovery(rows: Rows) -> float:
    """How many times as long recovery takes as the fall."""
    falling, recovering = _times(rows)
    return recovering / falling if falling > 0.0 else float("nan")


def _told_more(rows: Rows) -> Floats:
    shares = {name: seen["told"] / seen["failed"] for name, seen in rows.items()}
    return shares["rewarded"] - shares["punished"]


def _more_cases(rows: Rows) -> Floats:
    cases = {name: seen["told cases"] + seen["hidden cases"] for name, seen in rows.items()}
    return cases["punished"] - cases["rewarded"]


def _told_against_hidden(rows: Rows) -> float:
    """Chance of a case of what was told, over that of what was not."""
    total = {
        name: sum(float(seen[name].sum()) for seen in rows.values())
        for name in ("failed", "told", "told cases", "hidden cases")
    }
    told = total["told cases"] / total["told"]
    return told / (total["hidden cases"] / (total["failed"] - total["told"]))


_COSTS_LESS = Text(
    "failure costs less in all, rewarded less punished",
    "fejl koster mindre i alt, belønnet minus straffet",
)

P1 = Pattern(
    "P1",
    Text(
        "tolerance lowers the late share of what failure costs",
        "tolerance sænker den sene andel af, hvad fejl koster",
    ),
    _ARMS,
    metrics("late_failure_share", "failure_cost_mdkk_per_year"),
    (
        Prediction(
            Text(
                "late share of failure cost, rewarded less punished",
                "sen andel af fejlenes pris, belønnet minus straffet",
            ),
            less("rewarded", "punished", "late_failure_share"),
            most=0.0,
            unit="share",
            reads=("late_failure_share",),
        ),
        Prediction(
            _COSTS_LESS,
            less("rewarded", "punished", "failure_cost_mdkk_per_year"),
            most=0.0,
            unit="mDKK a year",
            counts=False,
        ),
    ),
    replications=48,
    broken=(
        Broken(
            Text(
                "tolerance moves neither stopping nor safety",
                "tolerance påvirker hverken standsning eller tryghed",
            ),
            {"stop_tolerance": 0.0, "safety_step": 0.0},
            gone=(0,),
        ),
    ),
    why=Text(
        "Punished, a third as many ideas are stopped, and each has cost twice as much; but what is stopped is a small part of what failure costs.",
        "Hvor fejl straffes, standses en tredjedel så mange idéer, og hver har kostet det dobbelte; men det, der standses, er en lille del af, hvad fejl koster.",
    ),
)

P10 = Pattern(
    "P10",
    Text(
        "punishing failure: dearer failures; recovery takes at least twice as long as the fall",
        "straf for fejl: dyrere fejl; genopretningen tager mindst dobbelt så lang tid som faldet",
    ),
    {
        **_ARMS,
        "as it is": PatternArm("framed"),
        "for four years": PatternArm(
            "framed", changes=((_START, PUNISHED), (_STOP, {"tolerance": None}))
        ),
    },
    both(metrics("failure_cost_mdkk_per_year"), _stops),
    (
        Prediction(
            Text(
                "cost of an idea that is stopped, punished less rewarded",
                "pris for en idé, der standses, straffet minus belønnet",
            ),
            less("punished", "rewarded", "each"),
            least=0.0,
            unit="mDKK",
            reads=("each",),
        ),
        Prediction(
            Text(
                "months to half of the way back over months to half of the fall",
                "måneder til halvdelen af vejen tilbage pr. måned til halvdelen af faldet",
            ),
            _recovery,
            least=2.0,
            unit="factor",
            reads=("safety",),
        ),
        Prediction(
            Text(
                "cost of failure in all, punished less rewarded",
                "fejlenes pris i alt, straffet minus belønnet",
            ),
            less("punished", "rewarded", "failure_cost_mdkk_per_year"),
            least=0.0,
            unit="mDKK a year",
            reads=("failure_cost_mdkk_per_year",),
            counts=False,
        ),
    ),
    replications=40,
    built_in=True,
    broken=(
        Broken(
            Text(
                "safety returns by a tenth a month",
                "trygheden vender tilbage med en tiendedel om måneden",
            ),
            {"safety_return": 0.1},
            gone=(1,),
        ),
    ),
    why=Text(
        "Safety falls by steps and returns by one per cent a month: it is the model's claim, not its discovery.",
        "Trygheden falder i trin og vender tilbage med en procent om måneden: det er modellens påstand, ikke dens opdagelse.",
    ),
)

P18 = Pattern(
    "P18",
    Text(
        "punished failure is hidden, and what is hidden becomes a case",
        "fejl, der straffes, skjules, og det, der skjules, bliver en sag",
    ),
    _ARMS,
    _failures,
    (
        Prediction(
            Text(
                "share told in time, rewarded less punished",
                "andel fortalt i tide, belønnet minus straffet",
            ),
            _told_more,
            least=0.0,
            unit="share",
        ),
        Prediction(
            Text("cases, punished less rewarded", "sager, straffet minus belønnet"),
            _more_cases,
            least=0.0,
            unit="count",
        ),
        Prediction(
            Text(
                "chance of a case, told over not told",
                "chancen for en sag, fortalt i forhold til ikke fortalt",
            ),
            _told_against_hidden,
            most=1.0,
            unit="factor",
        ),
    ),
    replications=48,
    built_in=True,
    broken=(
        Broken(
            Text("what is told is as much a case", "det, der fortælles, er lige så meget en sag"),
            {"case_told": 1.0},
            gone=(1,),
        ),
    ),
)

DECLARED = (P1, P10, P18)

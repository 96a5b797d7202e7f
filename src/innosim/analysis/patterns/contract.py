"""A contract with hardly anybody asked against no contract where all are (P7): ahead in backing until how much is lost a year?"""

from __future__ import annotations

import math

import numpy as np

from innosim.analysis.patterns.declare import (
    Broken,
    Effect,
    Pattern,
    PatternArm,
    Prediction,
    Rows,
    metrics,
)
from innosim.analysis.patterns.people import HARMLESS
from innosim.experiment.intervals import Floats
from innosim.scenario.catalogue.declare import Text

CASES = ((0.8, 1.0), (0.8, 2.0), (0.8, 5.0), (0.8, 10.0), (0.4, 2.0), (0.0, 2.0))
"""What the council expects of involvement (0-1), and what the board bears a term under a contract (per mille of the budget)."""

LOSSES = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 8.0)
"""Losses a year from outside, per mille of the budget."""

_SIDES = {
    "contract": {"contract": 1.0, "involvement": 0.1},
    "asked": {"contract": 0.0, "involvement": 0.9},
}
_METRIC = "backing_mean"


def _arm(case: tuple[float, float], side: str, amount: float) -> str:
    return f"{side}, expected {case[0]:g}, credit {case[1]:g}, losses {amount:g}"


def lead(rows: Rows, case: tuple[float, float], amount: float) -> Floats:
    """Return how far the contract is ahead in backing at an amount of losses, a value a replication."""
    contract, asked = (rows[_arm(case, side, amount)][_METRIC] for side in _SIDES)
    return contract - asked


def crossing(amounts: tuple[float, ...], differences: list[float]) -> float:
    """Return the amount of losses at which a lead turns, between the two around it; infinite where it does not turn."""
    for at in range(1, len(amounts)):
        before, after = differences[at - 1], differences[at]
        if before > 0.0 >= after:
            part = before / (before - after)
            return amounts[at - 1] + part * (amounts[at] - amounts[at - 1])
    return math.inf


def _leads(case: tuple[float, float], amount: float) -> Effect:
    return lambda rows: lead(rows, case, amount)


def _crosses(case: tuple[float, float]) -> Effect:
    return lambda rows: crossing(
        LOSSES, [float(np.mean(lead(rows, case, amount))) for amount in LOSSES]
    )


def _called(case: tuple[float, float]) -> Text:
    expected, credit = case
    return Text(
        f"expects {expected:g}, credit {credit:g}",
        f"forventer {expected:g}, kredit {credit:g}".replace(".", ","),
    )


_AHEAD = Text(
    "backing, contract less asked, at the least losses",
    "opbakning, kontrakt minus spurgt, ved de mindste tab",
)
_BEHIND = Text(
    "backing, contract less asked, at the largest losses",
    "opbakning, kontrakt minus spurgt, ved de største tab",
)
_TURNS = Text("losses a year at which the lead turns", "tab om året, hvor føringen vender")


def _with(words: Text, case: tuple[float, float]) -> Text:
    called = _called(case)
    return Text(f"{words.en}: {called.en}", f"{words.da}: {called.da}")


P7 = Pattern(
    "P7",
    Text(
        "contract and low involvement are ahead in backing until an amount of losses a year",
        "kontrakt og lille inddragelse fører på opbakning indtil et vist tab om året",
    ),
    {
        _arm(case, side, amount): PatternArm(
            levers=levers,
            values={"expected_involvement": case[0], "contract_credit": case[1]},
            losses=amount,
        )
        for case in CASES
        for amount in LOSSES
        for side, levers in _SIDES.items()
    },
    metrics(_METRIC),
    (
        *(
            Prediction(
                _with(_AHEAD, case), _leads(case, LOSSES[0]), least=0.0, unit="index 0-1", group=_AHEAD
            )
            for case in CASES
        ),
        *(
            Prediction(
                _with(_BEHIND, case), _leads(case, LOSSES[-1]), most=0.0, unit="index 0-1", group=_BEHIND
            )
            for case in CASES
        ),
        *(
            Prediction(
                _with(_TURNS, case), _crosses(case), LOSSES[0], LOSSES[-1], unit="per mille of B",
                counts=False,
            )
            for case in CASES
        ),
    ),
    replications=20,
    scenario="village",
    values=HARMLESS,
    broken=(
        Broken(
            Text("a contract that bears nothing", "en kontrakt, der ikke bærer noget"),
            {"contract_credit": 0.0},
            gone=tuple(place for place, case in enumerate(CASES) if case[0] > 0.0),
        ),
    ),
)  # fmt: skip

DECLARED = (P7,)

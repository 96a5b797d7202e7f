"""How ideas spread (P19): copies a unit in towns of three sizes, and the age of an original when it is copied."""

from __future__ import annotations

from typing import Any

import numpy as np

from innosim.analysis.patterns.declare import Effect, Pattern, PatternArm, Prediction, Rows
from innosim.analysis.patterns.flow import operated
from innosim.experiment.intervals import Floats
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue.codes import COPIED, NEVER
from innosim.scenario.catalogue.declare import Text

COPIES_FOLLOWED = 84
"""Months in which an original's copies are counted."""


def _copies(simulator: Simulator) -> dict[str, Any]:
    """Copies into operation a unit, year by year; and of originals of the first five years, by year of their age."""
    units = int(simulator.scenario.values["units"])
    ideas = simulator.tables(ideas=True)["ideas"]
    months = ideas["month_operation"]
    copied = (ideas["origin"] == COPIED) & operated(ideas)
    began = dict(zip(ideas["idea"].tolist(), months.tolist(), strict=True))
    origins = np.array([began.get(i, NEVER) for i in ideas["copied_from"][copied].tolist()])
    age = months[copied] - origins
    early = (origins >= 0) & (origins < 60) & (age >= 0) & (age < COPIES_FOLLOWED)
    return {
        "a unit": np.bincount(months[copied] // 12, minlength=12) / units,
        "by age": np.bincount(age[early] // 12, minlength=COPIES_FOLLOWED // 12).astype(float),
    }


def _town(units: int) -> dict[str, Any]:
    """Randers' sizes for so many units; limits are per mille of the budget."""
    share = units / 350
    return {
        "units": units,
        "staff": round(8_500 * share),
        "population": round(96_000 * share),
        "budget_mdkk": 3_900.0 * share,
    }


def _levels(rows: Rows) -> Floats:
    """Copies a year in years 10-12 over years 5-7."""
    seen = rows["350 units"]["a unit"]
    return np.asarray(seen[9:12].mean(axis=0) / seen[4:7].mean(axis=0))


def _against(units: str) -> Effect:
    """Copies a unit in years 5-12 in a town of another size over Randers'."""

    def effect(rows: Rows) -> Floats:
        each = {name: rows[name]["a unit"][4:12].mean(axis=0) for name in (units, "350 units")}
        return np.asarray(each[units] / each["350 units"])

    return effect


def _peak(rows: Rows) -> float:
    """By how much of all copies the fuller of the second and third year is over the fullest other year."""
    by_age = rows["350 units"]["by age"].sum(axis=-1)
    others = np.delete(by_age, (1, 2))
    return float((by_age[1:3].max() - others.max()) / by_age.sum())


P19 = Pattern(
    "P19",
    Text(
        "copies a unit do not hang on the number of units, and level within five years; copies of one original peak in its second or third year",
        "kopier pr. enhed afhænger ikke af antallet af enheder og er jævne inden fem år; kopier af én original topper i dens andet eller tredje år",
    ),
    {f"{units} units": PatternArm("framed", values=_town(units)) for units in (100, 350, 700)},
    _copies,
    (
        Prediction(
            Text("copies a year, years 10-12 over 5-7", "kopier om året, år 10-12 i forhold til 5-7"),
            _levels, 0.6, 1.3, unit="factor",
        ),
        Prediction(
            Text("copies a unit, 700 units over 350", "kopier pr. enhed, 700 enheder i forhold til 350"),
            _against("700 units"), 0.7, 1.3, unit="factor",
        ),
        Prediction(
            Text("copies a unit, 100 units over 350", "kopier pr. enhed, 100 enheder i forhold til 350"),
            _against("100 units"), 0.7, 1.3, unit="factor",
        ),
        Prediction(
            Text(
                "copies of one original, the second or third year less the fullest other year, of all",
                "kopier af én original, andet eller tredje år minus det fyldigste andet år, af alle",
            ),
            _peak, least=0.0, unit="share",
        ),
    ),
    replications=36,
    why=Text(
        "Where a town keeps a limit in kroner, a larger one has more ideas that concern a whole department, and copies grow with the square of the town.",
        "Hvor en kommune har en grænse i kroner, har en større flere idéer, der angår en hel forvaltning, og kopierne vokser med kvadratet på kommunen.",
    ),
)  # fmt: skip

DECLARED = (P19,)

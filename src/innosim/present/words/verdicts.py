"""How findings are said."""

from __future__ import annotations

from collections.abc import Mapping

from innosim.analysis.verdicts import Verdict
from innosim.scenario.catalogue.declare import Text

VERDICT_NAMES: Mapping[Verdict, Text] = {
    Verdict.BETTER: Text("better", "bedre"),
    Verdict.WORSE: Text("worse", "dårligere"),
    Verdict.HIGHER: Text("higher", "højere"),
    Verdict.LOWER: Text("lower", "lavere"),
    Verdict.ZERO: Text("no difference", "ingen forskel"),
    Verdict.NEGLIGIBLE: Text("no difference that matters", "ingen forskel af betydning"),
    Verdict.UNDECIDED: Text("undecided", "uafgjort"),
    Verdict.UNDEFINED: Text("undefined", "ikke defineret"),
    Verdict.NOT_RANKED: Text("not ranked", "ikke sammenlignet"),
    Verdict.DEPENDS: Text("depends on who pays", "afhænger af, hvem der betaler"),
}
"""The verdicts."""

NO_DIFFERENCE, UNDEFINED = VERDICT_NAMES[Verdict.ZERO], VERDICT_NAMES[Verdict.UNDEFINED]

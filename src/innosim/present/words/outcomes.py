"""How what came of it is said: the verdicts on a metric, and the fates and ends of ideas."""

from __future__ import annotations

from collections.abc import Mapping

from innosim.analysis.verdicts import Verdict
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import codes
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


ENDS: Mapping[str, Text] = {
    **codes.ENDS,
    "not_sparked": Text("not sparked", "ikke opstået"),
}
"""How an idea ended under a regime, or that it never began."""

FATES: Mapping[str, Text] = {
    "both": Text("in operation under both", "i drift under begge"),
    "only_first": Text("only under {first}", "kun under {first}"),
    "only_second": Text("only under {second}", "kun under {second}"),
    "neither": Text("under neither", "under ingen"),
}


def word(words: Mapping[str, Text], key: str, lang: Language) -> str:
    """The word for ``key``; the key itself where the model has gained one that has no word yet."""
    return say(words[key], lang) if key in words else key

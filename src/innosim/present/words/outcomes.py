"""How what came of it is said: the verdicts on a metric, the fates and ends of ideas, and the purse."""

from __future__ import annotations

from collections.abc import Mapping

from innosim.analysis.fates import NOT_SPARKED
from innosim.analysis.verdicts import Verdict
from innosim.present.words.language import Language, number, percent, say
from innosim.scenario.catalogue import codes
from innosim.scenario.catalogue.declare import Text

VERDICT_NAMES: Mapping[Verdict, Text] = {
    Verdict.CLEARLY_BETTER: Text("clearly better", "klart bedre"),
    Verdict.BETTER: Text("better", "bedre"),
    Verdict.HIGHER: Text("higher", "højere"),
    Verdict.NEGLIGIBLE: Text("no difference that matters", "ingen forskel af betydning"),
    Verdict.ZERO: Text("no difference", "ingen forskel"),
    Verdict.SAME: Text("the same in all runs", "det samme i alle kørsler"),
    Verdict.UNDECIDED: Text("undecided", "uafklaret"),
    Verdict.LOWER: Text("lower", "lavere"),
    Verdict.WORSE: Text("worse", "dårligere"),
    Verdict.CLEARLY_WORSE: Text("clearly worse", "klart dårligere"),
    Verdict.DEPENDS: Text("depends on who pays", "afhænger af forbruget"),
    Verdict.NOT_RANKED: Text("not ranked", "ikke rangordnet"),
    Verdict.TOO_FEW: Text("too few runs", "for få kørsler"),
    Verdict.UNDEFINED: Text("undefined", "ikke defineret"),
}
"""The verdicts."""

NO_DIFFERENCE, UNDEFINED = VERDICT_NAMES[Verdict.ZERO], VERDICT_NAMES[Verdict.UNDEFINED]
NOT_RANKED = VERDICT_NAMES[Verdict.NOT_RANKED]


SAME_IN_ALL = Text("the same in all {runs} runs", "det samme i alle {runs} kørsler")
"""Every pair is equal though the levers are not."""

AS_THE_LEVERS = Text(", as their levers are the same", ", da virkemidlerne er de samme")
EQUAL_WORDS: Mapping[Verdict, Text] = {
    Verdict.NEGLIGIBLE: VERDICT_NAMES[Verdict.NEGLIGIBLE],
    Verdict.ZERO: Text(
        f"{VERDICT_NAMES[Verdict.ZERO].en}{AS_THE_LEVERS.en}",
        f"{VERDICT_NAMES[Verdict.ZERO].da}{AS_THE_LEVERS.da}",
    ),
    Verdict.SAME: Text(
        f"{SAME_IN_ALL.en} (in up to {{share}} of runs it may differ)",
        f"{SAME_IN_ALL.da} (i op til {{share}} af kørsler kan det være anderledes)",
    ),
}
"""What is shown of those that do not differ, with what `in_all` gives."""


def in_all(runs: int, may_differ: float, lang: Language) -> dict[str, str]:
    """How many runs are the same, and in what share of them another may still differ."""
    return {"runs": number(runs, 0, lang), "share": percent(may_differ, lang, decimals=1)}


END_NAMES: Mapping[str, Text] = {
    **codes.ENDS,
    NOT_SPARKED: Text("not sparked", "ikke opstået"),
}
"""How an idea ended under a regime, or that it never began."""

FATE_NAMES: Mapping[str, Text] = {
    "both": Text("in operation under both", "i drift under begge"),
    "only_first": Text("only under {first}", "kun under {first}"),
    "only_second": Text("only under {second}", "kun under {second}"),
    "neither": Text("under neither", "under ingen"),
}

PURSE_NAMES: Mapping[str, Text] = {
    "asked": Text("to be met", "at finde"),
    "harvested_gap": Text("ideas", "idéer"),
    "booked": Text("booked", "indarbejdet"),
    "planned_cuts": Text("cuts", "nedskæringer"),
    "harvested": Text("came in", "indfriet"),
    "emergency": Text("cut after all", "skåret"),
    "late": Text("came late", "kom for sent"),
    "never_came": Text("never came", "kom aldrig"),
    "outstanding": Text("not due", "ikke forfaldet"),
}
"""How each year's gap was met, and what became of what was booked for it: columns of the purse's years."""


def word(words: Mapping[str, Text], key: str, lang: Language) -> str:
    """The word for ``key``; the key itself where the model has gained one that has no word yet."""
    return say(words[key], lang) if key in words else key

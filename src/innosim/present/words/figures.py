"""What every figure says: what it rests on, its purpose, how it was made, and why it is empty."""

from __future__ import annotations

from innosim.present.words.language import Language, say
from innosim.scenario.catalogue.declare import Text

PURPOSE = Text("explanation, not prediction", "forklaring, ikke forudsigelse")
SEED = Text("seed", "frø")
COMMAND = Text("made by", "lavet med")
NO_DIFFERENCE = Text("no difference", "ingen forskel")
UNDEFINED = Text("undefined", "ikke defineret")
NO_RUNS = Text("no runs to show", "ingen kørsler at vise")
NO_IDEAS = Text("no ideas", "ingen idéer")

_RUNS = Text("n = {0} runs of each regime", "n = {0} kørsler af hvert regime")
_ONE_RUN = Text("n = 1 run of each regime", "n = 1 kørsel af hvert regime")
_KEPT = Text("biographies of n = {0} runs", "biografier fra n = {0} kørsler")
_ONE_KEPT = Text("biographies of n = 1 run", "biografier fra n = 1 kørsel")
NO_INTERVAL = Text("means without interval", "gennemsnit uden interval")


def runs(count: int, lang: Language) -> str:
    """What a figure made from every run rests on."""
    return say(_ONE_RUN if count == 1 else _RUNS, lang).format(count)


def kept(count: int, lang: Language) -> str:
    """What a figure made from ideas rests on: the runs whose biographies were kept."""
    return say(_ONE_KEPT if count == 1 else _KEPT, lang).format(count)

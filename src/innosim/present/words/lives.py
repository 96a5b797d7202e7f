"""Words for what becomes of an idea, beside those of the codes: fates, and the end of what never began."""

from __future__ import annotations

from collections.abc import Mapping

from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import codes
from innosim.scenario.catalogue.declare import Text

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

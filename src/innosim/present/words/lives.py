"""Words for what becomes of an idea: origins, phases, ends and their causes, deciders, events, fates."""

from __future__ import annotations

from collections.abc import Mapping

from innosim.present.words.language import Language, say
from innosim.scenario.catalogue.declare import Text

ORIGINS: Mapping[str, Text] = {
    "ildsjael": Text("ildsjæl", "ildsjæl"),
    "employee": Text("employee", "medarbejder"),
    "manager": Text("manager", "leder"),
    "director": Text("director", "direktør"),
    "politician": Text("politician", "politiker"),
    "citizen": Text("citizen", "borger"),
    "import": Text("from elsewhere", "udefra"),
    "copy": Text("copy", "efterligning"),
}

PHASES: Mapping[str, Text] = {
    "direction": Text("direction", "retning"),
    "model": Text("model", "model"),
    "implementation": Text("implementation", "implementering"),
    "operation": Text("operation", "drift"),
}

ENDS: Mapping[str, Text] = {
    "living": Text("still open", "stadig åben"),
    "rejected": Text("rejected", "afvist"),
    "stopped": Text("stopped", "stoppet"),
    "rolled_back": Text("rolled back", "rullet tilbage"),
    "lapsed": Text("lapsed", "bortfaldet"),
    "operation": Text("in operation", "i drift"),
    "not_sparked": Text("not sparked", "ikke opstået"),
}

CAUSES: Mapping[str, Text] = {
    "": Text("", ""),
    "turned away at a gate": Text("turned away at a gate", "afvist ved en port"),
    "shelf ran out": Text("too long on the shelf", "for længe på hylden"),
    "rest not worth its cost": Text("the rest not worth its cost", "resten ikke pengene værd"),
    "negative worth seen": Text("seen to do harm", "viste sig at skade"),
    "champion gone": Text("champion gone", "forkæmper rejst"),
    "no work or decision": Text("no work or decision", "hverken arbejde eller beslutning"),
}

DECIDERS: Mapping[str, Text] = {
    "": Text("", ""),
    "author": Text("its author", "ophavet selv"),
    "manager": Text("the unit's manager", "enhedens leder"),
    "sorting": Text("the sorting unit", "sorteringsenheden"),
    "chief_executive": Text("the chief executive", "kommunaldirektøren"),
    "director": Text("the director", "direktøren"),
    "board": Text("the board", "direktionen"),
    "council": Text("the council", "byrådet"),
    "board_place": Text("a place on the board's table", "en plads på direktionens bord"),
}

EVENTS: Mapping[str, Text] = {
    "sparked": Text("sparked", "opstod"),
    "judged yes": Text("yes from", "ja fra"),
    "judged no": Text("no from", "nej fra"),
    "waited for a gate": Text("waited for", "ventede på"),
    "waited for hours or money": Text("waited for hours or money", "ventede på timer eller penge"),
    "entered model": Text("entered model", "gik til model"),
    "entered implementation": Text("entered implementation", "gik til implementering"),
    "entered operation": Text("entered operation", "gik i drift"),
    "shelved": Text("laid on the shelf", "lagt på hylden"),
    "returned from the shelf": Text("taken from the shelf", "taget ned fra hylden"),
    "rejected": Text("rejected", "afvist"),
    "stopped": Text("stopped", "stoppet"),
    "rolled back": Text("rolled back", "rullet tilbage"),
    "lapsed": Text("lapsed", "bortfaldet"),
    "became a case": Text("became a public case", "blev en offentlig sag"),
    "copied": Text("copied by another unit", "efterlignet af en anden enhed"),
    "bad news hidden": Text("bad news held back", "dårligt nyt holdt tilbage"),
}

FATES: Mapping[str, Text] = {
    "both": Text("in operation under both", "i drift under begge"),
    "only_first": Text("only under {first}", "kun under {first}"),
    "only_second": Text("only under {second}", "kun under {second}"),
    "neither": Text("under neither", "under ingen"),
}


def word(words: Mapping[str, Text], key: str, lang: Language) -> str:
    """The word for ``key``; the key itself where the model has gained one that has no word yet."""
    return say(words[key], lang) if key in words else key

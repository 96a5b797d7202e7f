"""What an answer or a figure rests on, what it is for, and why there is nothing to show."""

from __future__ import annotations

from innosim.present.words.language import Language, capital, say
from innosim.scenario.catalogue import PURPOSE, Text
from innosim.scenario.resolved import Scenario
from innosim.scenario.spoken import how_much_is_run

SEED = Text("seed", "startværdi")
COMMAND = Text("made by", "lavet med")
NO_RUNS = Text("no runs to show", "ingen kørsler at vise")
NO_IDEAS = Text("no ideas", "ingen idéer")
NOT_KEPT = Text("biographies not kept", "biografier ikke gemt")

_RUNS = Text("n = {0} runs of each regime", "n = {0} kørsler af hvert regime")
_ONE_RUN = Text("n = 1 run of each regime", "n = 1 kørsel af hvert regime")
_KEPT = Text("biographies of n = {0} runs", "biografier fra n = {0} kørsler")
_ONE_KEPT = Text("biographies of n = 1 run", "biografier fra n = 1 kørsel")
NO_INTERVAL = Text("means without interval", "gennemsnit uden interval")


def basis(scenario: Scenario, replications: int, lang: Language) -> str:
    """How much was run, from which seed, and the purpose."""
    months, seed = scenario.values["months"], scenario.values["seed"]
    much = how_much_is_run(replications, int(months))
    words = Text(f"{much.en}, seed {seed}.", f"{much.da}, startværdi (seed) {seed}.")
    return f"{say(words, lang)} {say(capital(PURPOSE), lang)}."


def runs(count: int, lang: Language) -> str:
    """What a figure made from every run rests on."""
    return say(_ONE_RUN if count == 1 else _RUNS, lang).format(count)


def kept(count: int, lang: Language) -> str:
    """What a figure made from ideas rests on: the runs whose biographies were kept."""
    if not count:
        return say(NOT_KEPT, lang)
    return say(_ONE_KEPT if count == 1 else _KEPT, lang).format(count)

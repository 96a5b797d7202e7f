"""What an answer rests on, and what it is for."""

from __future__ import annotations

from innosim.present.words.language import Language, capital, say
from innosim.scenario.catalogue import PURPOSE, Text
from innosim.scenario.resolved import Scenario


def basis(scenario: Scenario, replications: int, lang: Language) -> str:
    """How much was run, from which seed, and the purpose."""
    months, seed = scenario.values["months"], scenario.values["seed"]
    words = Text(
        f"{replications} replications of {months} months, seed {seed}.",
        f"{replications} gentagelser à {months} måneder, frø {seed}.",
    )
    return f"{say(words, lang)} {say(capital(PURPOSE), lang)}."

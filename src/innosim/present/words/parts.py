"""What a difference is split among, by short names: levers, mechanisms, and what is left without these."""

from __future__ import annotations

from collections.abc import Mapping

from innosim.analysis.attribution import REST, Among
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import LEVERS, Text

MECHANISM_NAMES: Mapping[str, Text] = {
    "cuts_hurt": Text("cuts hurt", "nedskæringer skader"),
    "booking_in_advance": Text("booking in advance", "indarbejdning på forhånd"),
    "disturbance": Text("disturbance", "forstyrrelse"),
    "escalation": Text("escalation", "eskalering"),
    "blame": Text("blame", "skyld"),
    "ownership_shield": Text("ownership shield", "ejerskab skærmer"),
    "burning_platform": Text("burning platform", "brændende platform"),
    "threat_rigidity": Text("threat rigidity", "stivhed under trussel"),
    "exit_of_ildsjaele": Text("exit of ildsjæle", "ildsjæles afgang"),
    "spread_of_culture": Text("spread of culture", "spredning af kultur"),
    "silos": Text("silos", "siloer"),
    "elections": Text("elections", "valg"),
    "director_turnover": Text("director turnover", "direktørers afgang"),
    "learning_from_measurement": Text("learning from measurement", "læring af måling"),
    "copying": Text("copying", "efterligning"),
    "windows": Text("windows", "vinduer"),
    "investment": Text("investment", "investering"),
    "discretion": Text("discretion", "råderum"),
    "voice": Text("voice", "ytring"),
    "contract_price": Text("price of the contract", "kontraktens pris"),
}
"""Each mechanism that can be switched off, in a word or two; what each says in full is in the catalogue."""

REST_NAME = Text("without any of them", "uden nogen af dem")
"""The part of a difference that is there when every mechanism is off."""

AMONG_NAMES: Mapping[Among, Text] = {
    Among.LEVERS: Text("lever", "virkemiddel"),
    Among.MECHANISMS: Text("mechanism", "mekanisme"),
}


def part_name(among: Among, name: str, lang: Language) -> str:
    """A lever or mechanism by its short name."""
    if name == REST:
        return say(REST_NAME, lang)
    full = say(LEVERS[name].short if among == Among.LEVERS else MECHANISM_NAMES[name], lang)
    return full.partition(":")[0]

"""How the gap is closed and what cuts do."""

from innosim.scenario.catalogue.declare import Parameter, Subject

_b = Subject("relationships", "budget").parameter

PARAMETERS: tuple[Parameter, ...] = (
    _b(
        "cut_harm",
        "coefficient",
        0.6,
        (0.3, 1.0),
        "e1: loss of quality per share cut",
        "e1: kvalitetstab pr. andel sparet",
        "assumed",
        "from a trial on the magnitudes: quality lost under shaving",
        limits=(0.0, 5.0),
    ),
    _b(
        "cut_fatigue",
        "coefficient",
        3.0,
        (0.0, 6.0),
        "e2: how earlier cuts deepen the harm of a new one",
        "e2: hvordan tidligere nedskæringer forværrer en ny",
        "[N A3]",
        "shaving was exhausting; size from a trial on the magnitudes",
        limits=(0.0, 20.0),
    ),
    _b(
        "demand_follow",
        "share",
        0.6,
        (0.0, 1.0),
        "share of a cut by which demand falls too",
        "andel af en nedskæring, som efterspørgslen følger",
        "assumed",
        "what is no longer offered is in part no longer asked for",
        limits=(0.0, 1.0),
    ),
    _b(
        "emergency_factor",
        "factor",
        1.5,
        (1.0, 3.0),
        "how much dearer an emergency cut is than a planned one",
        "hvor meget dyrere en akut nedskæring er end en planlagt",
        "assumed",
        limits=(1.0, 10.0),
    ),
    _b(
        "domain_limit",
        "share",
        0.3,
        (0.2, 0.4),
        "share cut in all beyond which the model does not claim to hold",
        "samlet nedskæring, hvorefter modellen ikke gør krav på at gælde",
        "assumed",
        "more than 2 % a year over twelve years",
        limits=(0.05, 1.0),
    ),
)
"""Constants of the budget."""

"""The switches: each turns one mechanism off and leaves all else as it is."""

from innosim.scenario.catalogue.declare import Parameter, Text


def _switch(name: str, default: bool, en: str, da: str, source: str, how: str = "") -> Parameter:
    return Parameter(
        name, "switches", "switches", "yes/no", default, 0.0, 1.0, Text(en, da), source, how
    )


PARAMETERS: tuple[Parameter, ...] = (
    _switch("cuts_hurt", True, "cuts lower quality", "nedskæringer sænker kvaliteten", "[N A3]"),
    _switch(
        "booking_in_advance",
        True,
        "savings may be booked before they come",
        "besparelser kan indregnes, før de kommer",
        "[N §3.5, A5]",
    ),
    _switch(
        "disturbance",
        True,
        "ideas under implementation disturb operations",
        "idéer under indførelse forstyrrer driften",
        "[N §3.2]",
    ),
    _switch(
        "escalation",
        True,
        "sunk cost keeps bad ideas going",
        "brugte penge holder dårlige idéer i gang",
        "Staw (1976)",
    ),
    _switch(
        "blame",
        True,
        "cases, cuts and broken promises cost support",
        "sager, nedskæringer og brudte løfter koster opbakning",
        "Weaver (1986)",
    ),
    _switch(
        "ownership_shield",
        True,
        "ownership shields support",
        "ejerskab skærmer opbakningen",
        "[N §3.4]",
    ),
    _switch(
        "burning_platform",
        True,
        "a visible gap raises the urge to search",
        "et synligt hul øger trangen til at søge",
        "[N A3]",
    ),
    _switch(
        "threat_rigidity",
        False,
        "pressure makes timid instead, and moves decisions up",
        "pres gør i stedet forsigtig og flytter beslutninger op",
        "Staw et al. (1981)",
    ),
    _switch(
        "exit_of_ildsjaele",
        True,
        "ildsjæle fall silent or leave",
        "ildsjæle tier eller rejser",
        "[N A2]",
    ),
    _switch(
        "spread_of_culture",
        True,
        "innovation culture spreads between units",
        "innovationskultur spredes mellem enheder",
        "[N §3.3]",
    ),
    _switch(
        "silos",
        True,
        "ideas across departments go slower",
        "idéer på tværs går langsommere",
        "[N §4.4, A1]",
    ),
    _switch(
        "elections",
        True,
        "councils are elected every fourth year",
        "byråd vælges hvert fjerde år",
        "[E] elections",
    ),
    _switch(
        "director_turnover",
        True,
        "directors leave",
        "direktører rejser",
        "[E] chief executives",
    ),
    _switch(
        "learning_from_measurement",
        True,
        "measurement makes work teach faster",
        "måling gør, at arbejdet lærer hurtigere",
        "[N A5]",
    ),
    _switch(
        "copying",
        True,
        "units copy what works elsewhere",
        "enheder efterligner det, der virker andre steder",
        "[N A4]; Rogers (2003)",
    ),
    _switch(
        "windows",
        True,
        "shelved ideas return when a window opens",
        "henlagte idéer vender tilbage, når et vindue åbner",
        "Kingdon (1984)",
    ),
    _switch(
        "incumbents_keep",
        False,
        "re-elected members keep their support, ownership and memory",
        "genvalgte medlemmer beholder deres opbakning, ejerskab og hukommelse",
        "assumed",
        "temporary: off, every election forgives everyone",
    ),
    _switch(
        "power_can_change",
        False,
        "a changed seat may change bloc, and a bloc under half loses power",
        "en plads, der skifter, kan skifte blok, og en blok under halvdelen mister magten",
        "[E] power changes",
        "temporary: off, every seat stays with its bloc",
    ),
    _switch(
        "department_safety",
        False,
        "safety around a wide idea is its department's mean",
        "trygheden om en bred idé er forvaltningens gennemsnit",
        "Edmondson (1999)",
        "temporary: off, it is the home unit's safety or the director's nerve",
    ),
    _switch(
        "backing_apart",
        False,
        "backing of innovation and confidence in the leadership's line are two numbers",
        "opbakning til innovation og tillid til ledelsens linje er to tal",
        "assumed",
        "temporary: off, one number is moved by all that happens",
    ),
    _switch(
        "investment",
        True,
        "ideas may draw on their promised savings in advance",
        "idéer kan trække på deres lovede besparelser på forhånd",
        "[N §3.5]",
    ),
    _switch(
        "discretion",
        True,
        "managers may give small ideas ordinary hours",
        "ledere kan give små idéer ordinære timer",
        "assumed",
    ),
    _switch(
        "voice",
        True,
        "what is thought of is said where it is safe",
        "det, man tænker, siges, hvor der er trygt",
        "Hirschman (1970)",
    ),
    _switch(
        "gates_second",
        False,
        "directors judge their own ideas as others do, nothing goes to the council under a contract, small ideas never",
        "direktører bedømmer deres egne idéer som andres, intet går til byrådet under en kontrakt, små idéer aldrig",
        "assumed",
        "temporary: off, a director's idea passes its first gate unseen, and politicians' ideas go to the council always",
    ),
    _switch(
        "office_carries",
        False,
        "what a unit took from elsewhere or copied goes on under its next manager",
        "det, en enhed har hentet udefra eller efterlignet, fortsætter under den næste leder",
        "assumed",
        "temporary: off, a new manager takes it over with chance openness, like the predecessor's own ideas",
    ),
    _switch(
        "people_bounded",
        False,
        "energy, safety, culture and engagement stay between none and all by their form",
        "energi, tryghed, kultur og engagement bliver mellem intet og alt i kraft af deres form",
        "assumed",
        "temporary: off, they are cut at none and all",
    ),
)
"""All mechanisms that can be switched off."""

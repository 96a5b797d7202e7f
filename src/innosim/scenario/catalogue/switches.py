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
        "besparelser kan indarbejdes, før de kommer",
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
        "cases, cuts and broken promises cost backing and confidence",
        "sager, nedskæringer og brudte løfter koster opbakning og tillid",
        "Weaver (1986)",
    ),
    _switch(
        "ownership_shield",
        True,
        "ownership shields from innovation's losses",
        "ejerskab skærmer for innovationens tab",
        "[N §3.4]",
    ),
    _switch(
        "burning_platform",
        True,
        "a visible gap raises the urge to search, and makes bold",
        "et synligt hul øger trangen til at søge og gør dristig",
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
        "contract_price",
        True,
        "what the board bears under a contract costs it engagement and directors",
        "det, direktionen bærer under en kontrakt, koster den engagement og direktører",
        "assumed",
    ),
)
"""All mechanisms that can be switched off."""

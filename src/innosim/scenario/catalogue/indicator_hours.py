"""The indicators of hours: what there were in a month, by kind of what they went into."""

from innosim.scenario.catalogue.bounds import HOURS_WITH_OVERTIME, OF_ALL_HOURS, Bounds, within
from innosim.scenario.catalogue.declare import Column, Text


def _kind(
    name: str, en: str, da: str, short: Text | None = None, bounds: Bounds | None = None
) -> Column:
    return Column(name, "hours", Text(en, da), "float", short, bounds)


HOURS_BY_KIND: tuple[Column, ...] = (
    _kind(
        "hours_available",
        "hours available, before levers",
        "timer til rådighed før virkemidler",
        bounds=OF_ALL_HOURS,
    ),
    _kind(
        "hours_operations",
        "hours used on operations",
        "timer brugt på drift",
        bounds=within(0.0, HOURS_WITH_OVERTIME),
    ),
    _kind(
        "hours_protected",
        "hours set aside as protected time",
        "timer afsat som beskyttet tid",
        bounds=OF_ALL_HOURS,
    ),
    _kind(
        "hours_protected_used",
        "protected hours used on ideas",
        "beskyttede timer brugt på idéer",
        bounds=OF_ALL_HOURS,
    ),
    _kind(
        "hours_slack_used",
        "slack hours used on ideas",
        "ledige timer brugt på idéer",
        bounds=OF_ALL_HOURS,
    ),
    _kind(
        "hours_discretion",
        "ordinary hours that managers gave small ideas",
        "ordinære timer, som ledere gav små idéer",
        bounds=OF_ALL_HOURS,
    ),
    _kind(
        "hours_implementation",
        "ordinary hours used on implementation",
        "ordinære timer brugt på indførelse",
        bounds=OF_ALL_HOURS,
    ),
    _kind(
        "hours_bought",
        "hours bought free for wide ideas, paid from pool and advance",
        "timer frikøbt til brede idéer, betalt af pulje og forskud",
    ),
    _kind("hours_disturbance", "hours of disturbance", "timers forstyrrelse"),
    _kind(
        "hours_dossier",
        "hours used on dossiers and gates",
        "timer brugt på sagsfremstilling og porte",
    ),
    _kind(
        "hours_coordination",
        "hours used on partners, tracks and meetings",
        "timer brugt på partnere, spor og møder",
    ),
    _kind(
        "hours_lever_staff",
        "hours of sorting, measuring, spreading and laboratory staff",
        "timer til sortering, måling, spredning og laboratorier",
        Text("hours of the levers' staff", "timer til virkemidlernes personale"),
    ),
    _kind(
        "hours_laboratory",
        "hours that laboratory staff worked on wide ideas",
        "timer, som laboratoriernes personale arbejdede på brede idéer",
        Text("of which laboratories' on ideas", "heraf laboratoriers på idéer"),
    ),
    _kind(
        "hours_leadership",
        "hours of directors, councillors and managers for tracks, meetings and protection",
        "direktørers, byrådsmedlemmers og lederes timer til spor, møder og beskyttelse",
        Text("hours of leaders and council", "lederes og byråds timer"),
    ),
    _kind(
        "hours_vacant",
        "hours not filled, their money moved to pool, training and ideas",
        "ubesatte timer, hvis penge er flyttet til pulje, uddannelse og idéer",
        Text("hours not filled", "timer i ledige stillinger"),
        bounds=OF_ALL_HOURS,
    ),
    _kind("hours_lost", "demand that was turned away", "efterspørgsel, der blev afvist"),
)
"""In the order of every table."""

"""Hours: what a unit's day holds, what wears its quality and what mends it."""

from innosim.scenario.catalogue.declare import Parameter, Subject

_h = Subject("relationships", "hours").parameter

PARAMETERS: tuple[Parameter, ...] = (
    _h(
        "workload_start",
        "share",
        0.97,
        (0.94, 1.0),
        "hours demanded per hour available at the start, on average",
        "efterspurgte timer pr. time til rådighed ved start",
        "assumed",
        "so that some units have slack",
        limits=(0.5, 1.3),
    ),
    _h(
        "workload_spread",
        "sd",
        0.03,
        (0.01, 0.06),
        "spread of that between units",
        "spredning heri mellem enheder",
        "assumed",
        limits=(0.0, 0.3),
    ),
    _h(
        "overload_wear",
        "a month",
        0.04,
        (0.01, 0.1),
        "quality lost a month per share of overload",
        "kvalitetstab pr. måned pr. andel overbelastning",
        "assumed",
        limits=(0.0, 1.0),
    ),
    _h(
        "slack_repair",
        "a month",
        0.3,
        (0.05, 0.6),
        "part of worn quality mended a month per share of slack",
        "andel af slidt kvalitet, der genvindes pr. måned pr. andel luft",
        "assumed",
        "slowly: slack is a few per cent",
        limits=(0.0, 5.0),
    ),
    _h(
        "overtime",
        "share",
        0.06,
        (0.02, 0.12),
        "hours beyond the normal that a unit can stretch to before demand is turned away",
        "timer ud over det normale, før efterspørgsel afvises",
        "assumed",
        limits=(0.0, 0.5),
    ),
    _h(
        "disturbance_share",
        "share",
        0.4,
        (0.0, 1.0),
        "hours of disturbance per hour of implementation",
        "forstyrrede timer pr. time brugt på indførelse",
        "[N §3.2]",
        "the house being rebuilt; size assumed",
        limits=(0.0, 5.0),
    ),
)
"""Constants of hours."""

"""How a scenario is run, and how its answer is judged."""

from innosim.scenario.catalogue.declare import Parameter, Subject

_r = Subject("run", "run").parameter

PARAMETERS: tuple[Parameter, ...] = (
    _r(
        "replications",
        "count",
        200,
        (20.0, 1000.0),
        "replications of each regime",
        "kørsler af hvert regime",
        "assumed",
        "standard errors small enough for most differences",
        limits=(1.0, 1_000_000.0),
    ),
    _r(
        "months",
        "months",
        144,
        (12.0, 288.0),
        "months simulated",
        "simulerede måneder",
        "assumed",
        "three council terms",
        limits=(1.0, 960.0),
    ),
    _r(
        "seed",
        "count",
        2014,
        (0.0, 9_007_199_254_740_991.0),
        "seed of all draws",
        "startværdi (seed) for alle træk",
        "assumed",
    ),
    _r(
        "envelope_mdkk",
        "mDKK a year",
        -1.0,
        (-1.0, 10_000.0),
        "use a year that equal resources meet; -1: the median use of four installed presets in this town",
        "forbrug pr. år ved lige ressourcer; -1: medianen af fire medfølgende regimers forbrug i denne kommune",
        "assumed",
        money=True,
    ),
    _r(
        "startup_months",
        "months",
        48,
        (0.0, 48.0),
        "months before month 0 in which the town is at work, as an ordinary one, the same under every regime; "
        "whole years, 0 for an empty town",
        "måneder før måned 0, hvor kommunen arbejder som en almindelig kommune, ens under hvert regime; hele "
        "år, 0 for en tom kommune",
        "assumed",
        "a whole council term",
    ),
    _r(
        "startup_pressure",
        "share",
        0.005,
        (0.004, 0.007),
        "saving required each January before month 0, as a share of the budget",
        "besparelse krævet hver januar før måned 0, som andel af budgettet",
        "[E] pressure",
        "efficiency .4-.7 % a year",
        limits=(0.0, 0.04),
    ),
)
"""Settings of a run. Cost mode and biographies are chosen on the command line."""

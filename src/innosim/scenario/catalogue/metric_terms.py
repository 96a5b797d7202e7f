"""What metrics are declared with: the months they need, why one may have no value, and how one is written down."""

from collections.abc import Callable
from typing import Literal

from innosim.scenario.catalogue.bounds import Bounds
from innosim.scenario.catalogue.declare import (
    Aloud,
    Metric,
    Reason,
    SmallestEffect,
    Text,
    Unit,
    Values,
)
from innosim.scenario.catalogue.town import PARAMETERS as TOWN

VOTED = 47
"""Months of the shortest run with an election: to the November before the second term."""

A_TERM = 48
"""Months of a council's term."""

FOLLOWED = 48
"""Months within which an idea counts as having reached operation: a council has that long."""

STAYED = 12
"""Months after which an idea in operation counts as having stayed."""

HARVESTED_AFTER = 13
"""Months of the shortest run in which a new idea can have harvested anything: to the second January."""

GAINS_SEEN = "gains_seen"
"""The assumed constant that the order of regimes in backing turns on."""

TOO_SHORT = Reason(
    "too_short", Text("the run is too short", "kørslen er for kort"), lacks_ideas=False
)
NO_IDEAS = Reason(
    "no_ideas",
    Text("a regime of cuts only has no ideas", "et regime med kun nedskæringer har ingen idéer"),
)
NONE_IN_TIME = Reason(
    "none_in_time", Text("no idea reached operation in time", "ingen idé nåede drift i tide")
)
NONE_SPARKED = Reason(
    "none_sparked", Text("no idea sparked early enough", "ingen idé opstod tidligt nok")
)
NOTHING_FAILED = Reason(
    "nothing_failed",
    Text("nothing was stopped or rolled back", "intet blev stoppet eller rullet tilbage"),
)
NOTHING_SPENT = Reason(
    "nothing_spent", Text("nothing was spent on ideas", "intet blev brugt på idéer")
)
NOTHING_REQUIRED = Reason(
    "nothing_required",
    Text("no saving was required", "ingen besparelse blev krævet"),
    lacks_ideas=False,
)
NO_ELECTION = Reason(
    "no_election",
    Text("no council was elected", "intet byråd blev valgt"),
    lacks_ideas=False,
)
NOTHING_USED = Reason(
    "nothing_used", Text("nothing was used on innovation", "intet blev brugt på innovation")
)
NOTHING_HARVESTED = Reason(
    "nothing_harvested",
    Text("no new idea had harvested anything", "ingen ny idé havde høstet noget"),
)
NO_PROTECTED_TIME = Reason(
    "no_protected_time",
    Text("no protected time was set aside", "ingen beskyttet tid var afsat"),
    lacks_ideas=False,
)
NO_POOL = Reason(
    "no_pool", Text("no pool was granted", "ingen pulje blev bevilget"), lacks_ideas=False
)
NO_REPLICATION = Reason("no_replication", Text("no replication", "ingen kørsel"), lacks_ideas=False)
NOT_DEFINED = Reason(
    "not_defined",
    Text("it has no value in these runs", "den har ingen værdi i disse kørsler"),
)


_TYPICAL = {parameter.name: float(parameter.default) for parameter in TOWN}
"""The size of the catalogue's own town, Randers, in which smallest effects are round numbers."""


def growing(size: float, *names: str) -> SmallestEffect:
    """A smallest effect that is ``size`` in the catalogue's own town, and in proportion to these facts of a town."""
    return SmallestEffect(size, tuple((name, _TYPICAL[name]) for name in names))


def a_month(values: Values) -> float:
    """The grid of a share of months: one of them."""
    return 1.0 / float(values["months"])


def an_idea(values: Values) -> float:
    """The grid of ideas a year that stay: one of them in the years in which they are counted."""
    return 12.0 / max(1.0, float(values["months"]) - STAYED)


def an_election(values: Values) -> float:
    """The grid of a share of elections: one of them."""
    return 1.0 / max(1.0, (float(values["months"]) - VOTED) // A_TERM + 1.0)


def one(_values: Values) -> float:
    """The grid of a count."""
    return 1.0


def metric(  # noqa: PLR0913 - a declaration is a row of a table
    name: str,
    unit: Unit,
    short: Text,
    meaning: Text,
    better: Literal["up", "down", ""] = "",
    sesoi: SmallestEffect | None = None,
    *,
    headline: bool = False,
    ratio: tuple[str, str] | None = None,
    months: int = 0,
    undefined: Reason = NOT_DEFINED,
    trying: bool = False,
    turns_on: str = "",
    bounds: Bounds | None = None,
    grid: Callable[[Values], float] | None = None,
    aloud: Aloud | None = None,
    role: Literal["outcome", "part", "price"] = "outcome",
) -> Metric:
    """Declare one metric."""
    return Metric(
        name,
        unit,
        meaning,
        short=short,
        role=role,
        undefined=undefined,
        better=better,
        sesoi=sesoi,
        headline=headline,
        ratio=ratio,
        months=months,
        trying=trying,
        turns_on=turns_on,
        bounds=bounds,
        grid=grid,
        aloud=aloud,
    )

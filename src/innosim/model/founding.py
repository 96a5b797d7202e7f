"""A scenario becomes tables: what a run starts from, apart from chance (MODEL.md §1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from innosim.model import tables
from innosim.model.codes import DECIDERS, ORIGIN_NAMES
from innosim.model.ledger import ACCOUNTS
from innosim.model.maths import exp, normal_quantile
from innosim.model.prices import (
    number,
    partner_count,
    partner_hours,
    per_thousand,
    settings,
    standing_price,
    vision_hours,
    whole,
)
from innosim.scenario.catalogue import INDICATORS, METRICS, SUBJECTS
from innosim.scenario.resolved import Regime, Scenario

Array = np.ndarray[Any, Any]

DERIVED_FLOATS = (
    "budget_mdkk permille_mdkk unit_limit_mdkk council_limit_mdkk size_director_mdkk size_politician_mdkk "
    "standing_price_mdkk fte spark_citizen_unit"
)
DERIVED_WHOLE = "links column_support column_support_share column_quality column_ildsjaele"
INDICATOR_NAMES = tuple(INDICATORS)


def constants_dtype() -> np.dtype[np.void]:
    """Return the dtype of all constants: one sub-record per subject of the catalogue, and the derived."""
    subjects: list[tuple[str, Any]] = []
    for subject, parameters in SUBJECTS.items():
        whole_ = [p.name for p in parameters if isinstance(p.default, (bool, int))]
        floats = [p.name for p in parameters if p.name not in whole_]
        subjects.append((subject, [(n, "<f8") for n in floats] + [(n, "<i8") for n in whole_]))
    derived = [(n, "<f8") for n in DERIVED_FLOATS.split()] + [
        (n, "<i8") for n in DERIVED_WHOLE.split()
    ]
    return np.dtype([*subjects, ("derived", derived)])


def derived_values(scenario: Scenario, regime: Regime) -> dict[str, float]:
    """Return what follows from the scenario's values: limits in mDKK, places of columns."""
    budget = number(scenario, "budget_mdkk")
    permille = budget / 1000.0
    return {
        "budget_mdkk": budget,
        "permille_mdkk": permille,
        "unit_limit_mdkk": number(scenario, "unit_limit") * permille,
        "council_limit_mdkk": number(scenario, "council_limit") * permille,
        "size_director_mdkk": number(scenario, "size_director") * permille,
        "size_politician_mdkk": number(scenario, "size_politician") * permille,
        "standing_price_mdkk": standing_price(scenario, regime),
        "fte": number(scenario, "staff") * number(scenario, "fte_share"),
        "spark_citizen_unit": number(scenario, "spark_citizen")
        * number(scenario, "population")
        / 1000.0
        / number(scenario, "units"),
        "links": int(min(number(scenario, "outside_links"), tables.LINKS_MOST)),
        "column_support": INDICATOR_NAMES.index("support_mean"),
        "column_support_share": INDICATOR_NAMES.index("support_share"),
        "column_quality": INDICATOR_NAMES.index("quality_mean"),
        "column_ildsjaele": INDICATOR_NAMES.index("ildsjaele_active"),
    }


def constants_table(scenario: Scenario, regime: Regime) -> Array:
    """Return the one row of constants."""
    table = np.zeros(1, constants_dtype())
    for subject, parameters in SUBJECTS.items():
        for parameter in parameters:
            table[subject][parameter.name] = scenario.values[parameter.name]
    for name, value in derived_values(scenario, regime).items():
        table["derived"][name] = value
    return table


def reach(amount: float, half: float) -> float:
    """Return how far an amount reaches, 0-1, with diminishing returns: half at ``half``."""
    return amount / (amount + half)


def lever_values(scenario: Scenario, levers: Mapping[str, float]) -> dict[str, float]:
    """Return a row of levers as the model reads them: amounts in this town's hours, FTE and mDKK."""
    permille = number(scenario, "budget_mdkk") / 1000.0
    month = number(scenario, "effective_hours") / 12.0
    tracks = whole(scenario, levers["tracks"])
    staff = sum(
        levers[n] for n in ("laboratories", "sorting_staff", "measurement_staff", "spread_staff")
    )
    partners = partner_count(scenario, levers["partners"]) / number(scenario, "staff") * 1000.0
    laboratory_fte = per_thousand(scenario, levers["laboratories"])
    cover = number(scenario, "laboratory_cover")
    straight = "vision ambition protected_time protection local_approval involvement contract coupling tolerance cuts_only"
    return {
        **{name: levers[name] for name in straight.split()},
        "pool_mdkk": levers["pool"] * permille,
        "training_mdkk": levers["training"] * permille,
        "training_share": reach(levers["training"], number(scenario, "training_half")),
        "partner_share": reach(partners, number(scenario, "partner_half")),
        "measurement_share": reach(
            levers["measurement_staff"], number(scenario, "measurement_half")
        ),
        "spread_share": reach(levers["spread_staff"], number(scenario, "spread_half")),
        "sorting_hours": per_thousand(scenario, levers["sorting_staff"]) * month,
        "staff_hours": per_thousand(scenario, staff) * month,
        "track_hours": tracks * number(scenario, "track_staff_hours") / 12.0,
        "partner_hours": partner_hours(scenario, levers) / 12.0,
        "vision_hours": vision_hours(scenario, levers) / 12.0,
        "mystery_hours": number(scenario, "mystery_hours"),
        "mystery_months": levers["mystery_months"],
        "tracks": tracks,
        "laboratories": max(1, round(laboratory_fte / cover)) if laboratory_fte > 0.0 else 0,
        "sorting": 1 if levers["sorting_staff"] > 0.0 else 0,
    }


def levers_table(scenario: Scenario, regime: Regime, months: int) -> Array:
    """Return the levers in force, a row a month."""
    table = np.zeros(months, tables.LEVER_ROW)
    for first, levers in settings(scenario, regime):
        for name, value in lever_values(scenario, levers).items():
            table[name][first:] = value
    return table


def _rounded_shares(shares: Array, total: int) -> list[int]:
    """Return whole numbers in proportion to shares that add up to ``total`` (cumulative rounding)."""
    ends = np.rint(np.cumsum(shares) / shares.sum() * total).astype(int)
    return [int(n) for n in np.diff(ends, prepend=0)]


def unit_sizes(scenario: Scenario) -> Array:
    """Return each unit's FTE: lognormal by quantiles, scattered over departments; no draw, so slots are fixed."""
    units = int(scenario.values["units"])
    spread = number(scenario, "unit_size_spread")
    ranks = [(((i + 1) * 0.6180339887498949) % 1.0) for i in range(units)]
    order = np.argsort(np.argsort(ranks))
    sizes = np.array([exp(spread * normal_quantile((int(r) + 0.5) / units)) for r in order])
    return np.asarray(
        sizes / sizes.sum() * number(scenario, "staff") * number(scenario, "fte_share")
    )


def department_units(scenario: Scenario) -> list[int]:
    """Return how many units each department has: as even as can be, at least one."""
    departments = min(int(scenario.values["departments"]), int(scenario.values["units"]))
    return _rounded_shares(np.ones(departments), int(scenario.values["units"]))


def lay_out_units(scenario: Scenario, managers: Array, departments: Array) -> None:
    """Fill who belongs where: units in departments, posts in units, budgets by FTE."""
    sizes = unit_sizes(scenario)
    managers["fte"] = sizes
    first = 0
    for number_, units in enumerate(department_units(scenario)):
        mine = slice(first, first + units)
        departments["first_unit"][number_] = first
        departments["units"][number_] = units
        departments["fte"][number_] = sizes[mine].sum()
        departments["budget_start"][number_] = number(scenario, "budget_mdkk") * (
            sizes[mine].sum() / sizes.sum()
        )
        managers["department"][mine] = number_
        managers["size_share"][mine] = sizes[mine] / sizes[mine].sum()
        first += units
    departments["exposure"] = 1.0
    departments["exposure"][0] = number(scenario, "regulation_employment")


def lay_out_posts(scenario: Scenario, managers: Array) -> Array:
    """Return the posts that can hold an ildsjæl, in order of their units."""
    total = round(number(scenario, "staff") * number(scenario, "post_share"))
    counts = _rounded_shares(managers["fte"], total)
    managers["posts"] = counts
    managers["first_post"] = np.concatenate([[0], np.cumsum(counts)[:-1]])
    posts = np.zeros(total, tables.POSTS)
    posts["unit"] = np.repeat(np.arange(len(managers)), counts)
    return posts


def ideas_at_first(scenario: Scenario, months: int, posts: int) -> int:
    """Return how many ideas to make room for at first; the table grows when a run needs more."""
    units = int(scenario.values["units"])
    month = posts + 4 * units + int(scenario.values["council_seats"]) + 20
    return 2 * month + int(0.12 * month * months)


def found(scenario: Scenario, regime: Regime, *, events: bool = False) -> tables.Town:
    """Return the tables of a town under a regime, ready for :func:`reset`.

    Raises:
        ValueError: never for a scenario that the reader accepts.
    """
    months = int(scenario.values["months"])
    units = int(scenario.values["units"])
    managers = np.zeros(units, tables.MANAGERS)
    departments = np.zeros(len(department_units(scenario)), tables.DEPARTMENTS)
    lay_out_units(scenario, managers, departments)
    posts = lay_out_posts(scenario, managers)
    levers = levers_table(scenario, regime, months)
    room = ideas_at_first(scenario, months, len(posts))
    tracks = int(levers["tracks"].max())
    years = (months + 11) // 12
    return tables.Town(
        constants=constants_table(scenario, regime),
        levers=levers,
        state=np.zeros(1, tables.STATE),
        council=np.zeros(int(scenario.values["council_seats"]), tables.COUNCIL),
        board=np.zeros(len(departments) + 1, tables.BOARD),
        managers=managers,
        posts=posts,
        departments=departments,
        questions=np.zeros(tracks * (months + 1) + 1, tables.QUESTIONS),
        tracks=np.zeros(tracks, np.int64),
        ideas=np.zeros(room, tables.IDEAS),
        living=np.zeros(room, np.int64),
        running=np.zeros(room, np.int64),
        order=np.zeros(room, np.int64),
        helper=np.zeros(room, np.int64),
        score=np.zeros(room, np.float64),
        bookings=np.zeros(1000 + 200 * years, tables.BOOKINGS),
        copying=np.zeros(4 * units + 2000, tables.COPYING),
        links=np.zeros((units, tables.LINKS_MOST), np.int64),
        pressure=np.array(scenario.pressure[:years], np.float64),
        balances=np.zeros(ACCOUNTS),
        opening=np.zeros(ACCOUNTS),
        entries=np.zeros((years, ACCOUNTS, ACCOUNTS)),
        indicators=np.zeros((months, len(INDICATORS))),
        gates=np.zeros((2, len(ORIGIN_NAMES), DECIDERS, 3)),
        metrics=np.zeros(len(METRICS)),
        lead_times=np.zeros(49, np.int64),
        events=np.zeros(60 * room if events else 0, tables.EVENTS),
    )


OF_IDEAS = ("ideas", "living", "running", "order", "helper", "score", "events")
FIXED = frozenset(
    [
        "constants",
        "levers",
        "managers",
        "posts",
        "departments",
        "pressure",
    ]  # hold what the founding laid out
)
LAID_OUT = {
    "managers": ("fte", "department", "size_share", "first_post", "posts"),
    "posts": ("unit",),
    "departments": ("fte", "budget_start", "first_unit", "units", "exposure"),
}


def reset(town: tables.Town, key: int, replication: int, municipality: int) -> None:
    """Empty the tables for a new replication; what the founding laid out stays."""
    used = int(town.state["ideas"][0])
    town.ideas[:used] = np.zeros((), tables.IDEAS)
    for name, array in town._asdict().items():
        if name in LAID_OUT:
            for field in array.dtype.names:
                if field not in LAID_OUT[name]:
                    array[field] = 0
        elif name not in FIXED and name not in OF_IDEAS:
            array[...] = np.zeros((), array.dtype)
    town.state["key"] = key
    town.state["replication"] = replication
    town.state["municipality"] = municipality
    town.state["watched"] = -1


def grown(town: tables.Town) -> tables.Town:
    """Return the town with twice the room for bookings or ideas, whichever it lacks; rows keep their numbers."""
    state = town.state[0]
    to_book = state["bookings"] + state["living"] + state["running"] > len(town.bookings)
    names = ("bookings",) if to_book else OF_IDEAS
    return town._replace(
        **{
            name: np.concatenate([getattr(town, name), np.zeros_like(getattr(town, name))])
            for name in names
        }
    )

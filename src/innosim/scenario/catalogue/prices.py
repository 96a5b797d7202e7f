"""What levers cost (ODD, Levers): the price of each at a setting, and the constants it is reckoned with.

A price takes a scenario's values and all levers of a regime. The standing price and the books are both made
from it.
"""

from innosim.scenario.catalogue.declare import Parameter, Price, Subject, Values

_c = Subject("relationships", "prices").parameter

PARAMETERS: tuple[Parameter, ...] = (
    _c(
        "track_board_hours",
        "hours a year",
        60.0,
        (20.0, 120.0),
        "the board's hours a year for a track",
        "direktionens timer pr. år for et spor",
        "[N A5]",
        "an hour or so a week; size assumed",
        limits=(0.0, 5000.0),
    ),
    _c(
        "track_staff_hours",
        "hours a year",
        300.0,
        (100.0, 800.0),
        "staff's hours a year for a track",
        "medarbejderes timer pr. år for et spor",
        "[N §3.1]",
        "time must be set aside; size assumed",
        limits=(0.0, 20000.0),
    ),
    _c(
        "mystery_hours",
        "hours a month",
        20.0,
        (5.0, 60.0),
        "hours a month that a question in mystery takes",
        "timer pr. måned, et spørgsmål i mysteriefasen tager",
        "[N §3.1]",
        "size assumed",
        limits=(0.0, 2000.0),
    ),
    _c(
        "vision_hours",
        "hours a year",
        0.3,
        (0.1, 1.0),
        "hours a year per employee for a full vision and ambition",
        "timer pr. år pr. ansat for fuld vision og ambition",
        "[N §3.6]",
        "a meeting or a part of one; size assumed",
        limits=(0.0, 100.0),
    ),
    _c(
        "involvement_directors",
        "hours a month",
        15.0,
        (5.0, 40.0),
        "directors' hours a month at full involvement",
        "direktørers timer pr. måned ved fuld inddragelse",
        "[N A5]",
        "quarterly meetings prepared; size assumed",
        limits=(0.0, 1000.0),
    ),
    _c(
        "protection_hours",
        "hours a month",
        1.0,
        (0.5, 3.0),
        "manager's hours a month for an ildsjæl protected",
        "lederens timer pr. måned for en beskyttet ildsjæl",
        "[N A2]",
        "size assumed",
        limits=(0.0, 100.0),
    ),
    _c(
        "pair_hours",
        "hours a year",
        24.0,
        (8.0, 60.0),
        "coordination hours a year for each pair of partners",
        "koordineringstimer pr. år for hvert par partnere",
        "assumed",
        "pairs are n(n-1)/2; two hours a month each",
        limits=(0.0, 1000.0),
    ),
)
"""Constants of the standing price."""


def per_thousand(values: Values, amount: float) -> float:
    """Return what an amount per 1,000 staff comes to in this town."""
    return amount * float(values["staff"]) / 1000.0


def whole(values: Values, amount: float) -> int:
    """Return a count per 1,000 staff in this town: at least one where not zero."""
    return max(1, round(per_thousand(values, amount))) if amount > 0.0 else 0


def partner_count(values: Values, amount: float) -> float:
    """Return the partners that an amount per 1,000 staff comes to here: at least one where not zero.

    The count is not rounded, so that the price rises smoothly with the amount.
    """
    return max(1.0, per_thousand(values, amount)) if amount > 0.0 else 0.0


def mystery_share(values: Values, levers: Values) -> float:
    """Return the share of a question's life spent in mystery, when it then stays open its full time.

    An expectation: a run has more in mystery, as poor questions never open and others close early.
    """
    months = float(levers["mystery_months"])
    return months / (months + float(values["open_months"])) if months > 0.0 else 0.0


def _permille(values: Values, amount: float) -> float:
    """Return an amount in per mille of the budget, a year, as mDKK a month."""
    return amount * float(values["budget_mdkk"]) / 1000.0 / 12.0


def _staff(values: Values, amount: float) -> Price:
    """Staff by the FTE per 1,000."""
    return Price(staff=per_thousand(values, amount) * float(values["effective_hours"]) / 12.0)


def _meetings(values: Values, level: float) -> Price:
    """Half of what a full vision and a full ambition take together."""
    return Price(meetings=level / 2.0 * values["vision_hours"] * values["staff"] / 12.0)


def of_vision(values: Values, levers: Values) -> Price:
    """Return what a vision takes: staff's meetings."""
    return _meetings(values, levers["vision"])


def of_ambition(values: Values, levers: Values) -> Price:
    """Return what an ambition takes: staff's meetings."""
    return _meetings(values, levers["ambition"])


def of_tracks(values: Values, levers: Values) -> Price:
    """Return what tracks take of board and staff."""
    tracks = whole(values, levers["tracks"])
    return Price(
        board=tracks * values["track_board_hours"] / 12.0,
        meetings=tracks * values["track_staff_hours"] / 12.0,
    )


def of_mystery(values: Values, levers: Values) -> Price:
    """Return what the mystery phase takes of staff: hours for each question that is in it."""
    if levers["mystery_months"] <= 0.0:
        return Price()
    expected = whole(values, levers["tracks"]) * mystery_share(values, levers)
    return Price(for_a_question=values["mystery_hours"], questions=expected)


def of_protected_time(values: Values, levers: Values) -> Price:
    """Return the hours of the town that are set aside."""
    town = values["staff"] * values["fte_share"] * values["effective_hours"] / 12.0
    return Price(set_aside=levers["protected_time"] * town)


def of_pool(values: Values, levers: Values) -> Price:
    """Return the pool's money."""
    return Price(money_mdkk=_permille(values, levers["pool"]))


def of_training(values: Values, levers: Values) -> Price:
    """Return training's money."""
    return Price(money_mdkk=_permille(values, levers["training"]))


def of_laboratories(values: Values, levers: Values) -> Price:
    """Return the hours of laboratories' staff."""
    return _staff(values, levers["laboratories"])


def of_sorting(values: Values, levers: Values) -> Price:
    """Return the hours of the sorting unit."""
    return _staff(values, levers["sorting_staff"])


def of_measurement(values: Values, levers: Values) -> Price:
    """Return the hours of those who measure."""
    return _staff(values, levers["measurement_staff"])


def of_spread(values: Values, levers: Values) -> Price:
    """Return the hours of those who carry ideas from unit to unit."""
    return _staff(values, levers["spread_staff"])


def of_protection(values: Values, levers: Values) -> Price:
    """Return what protection takes of managers: hours for each ildsjæl whom it reaches."""
    posts = values["staff"] * values["post_share"] * values["active_share"]
    hours = values["protection_hours"] if levers["protection"] > 0.0 else 0.0
    return Price(for_an_ildsjael=hours, ildsjaele=posts * levers["protection"])


def of_involvement(values: Values, levers: Values) -> Price:
    """Return what involvement takes of councillors and of directors."""
    councillors = values["council_seats"] * values["council_hours"]
    return Price(
        council=levers["involvement"] * councillors,
        board=levers["involvement"] * values["involvement_directors"],
    )


def of_partners(values: Values, levers: Values) -> Price:
    """Return hours of coordination: n(n-1)/2 pairs, at least one partner where not zero."""
    n = partner_count(values, levers["partners"])
    return Price(meetings=values["pair_hours"] * n * (n - 1.0) / 2.0 / 12.0)

"""The municipality as tables: one structured dtype per kind of row, and the Town that holds them.

Money in mDKK, hours a month unless a name says otherwise, shares 0-1, months counted from 0. Fields
whose name ends in ``_push`` gather what a month's events do to a state; the people step applies
them, so that entities are simultaneous within a step.
"""

from typing import Any, NamedTuple

import numpy as np


def _row(floats: str, integers: str) -> np.dtype[np.void]:
    """Return a dtype of int64 and float64 fields, whole numbers first, each in the order named.

    What most loops read stands first in its list, so that it shares a cache line.
    """
    fields: list[tuple[str, str]] = [(name, "<i8") for name in integers.split()]
    fields += [(name, "<f8") for name in floats.split()]
    return np.dtype(fields)


COUNCIL = _row("support home ownership", "bloc person months_in_seat")

BOARD = _row(
    "engagement engagement_push nerve hours_left hours_used",
    "department person months_in_chair",
)

MANAGERS = _row(
    "fte hours demand workload openness safety safety_home safety_push culture culture_home culture_push culture_next "
    "capacity wanted protected_offered ordinary_offered protected_left slack_left ordinary_left money_left manager_hours_left "
    "protected_used slack_used implementation_used dossier_used disturbance size_share lab_draw",
    "department first_post posts laboratory lab_rank person shielded ildsjaele last_renewed",
)

POSTS = _row("energy energy_push rank", "unit active person protected waiting")

DEPARTMENTS = _row(
    "budget budget_start fte condition cut_factor gained shock cut_so_far realised harvested exposure quality quality_before "
    "protected_left slack_left ordinary_left money_left "
    "protected_offered slack_offered ordinary_offered money_offered dossier_used money_moved",
    "first_unit units open_question",
)

QUESTIONS = _row(
    "luck quality", "department framed_by born months_in_mystery state opened answers track"
)

IDEAS = _row(
    # what it believes and costs, then what it is, what was believed, what it yields
    "belief work_left stake lottery variance pace_months hours_share cost "
    "radicality luck luck_quality theta_saving theta_quality theta involvement_draw "
    "memo_error believed_spark believed_model believed_implementation "
    "believed_operation last_mean last_sd last_signal last_bar promised "
    "promised_saving piloted money hours spent spent_from_model "
    "spent_implementation winding anchoring anchor_mix ramp realised "
    "realised_saving realised_quality harvested booked ",
    # where it stands and who carries it, then its course
    "situation phase wide end champion champion_row champion_person idle gate stage "
    "first second third home department origin identity parent slot unit question "
    "silo measured visits returns place sparked month_model "
    "month_implementation month_operation months_work months_gate months_hours "
    "months_shelf phase_work phase_months in_operation end_month cause decider "
    "decider_row shelf_since case ",
)

BOOKINGS = _row("booked harvested emergency late never_came", "idea year settled")

COPYING = _row("", "idea unit due")

STATE = _row(
    "loss gain loss_memory gain_memory loss_push credit_used pool_left pool_granted pool_refund vacant_share staff_share "
    "pressure gap last_gap harvested booked came_true cut emergency cut_in_all_share next_gap required "
    "rolled_back_harvest cuts_total harvested_total emergency_total realised_before quality_before "
    "money_spent idea_hours failed_cost coordination_hours lever_hours leader_hours overhead_total spend_total "
    "winding_total sorting_left council_left visible_gap watched_chance watched_draw breach_value",
    "key replication municipality founded ideas living running bookings questions copying events "
    "sparked home_operating spread_operating rejected stopped rolled_back lapsed cases copies_made "
    "ildsjaele_left ildsjaele_silenced ildsjaele_entered questions_discarded election shocks new_director window "
    "mandate low_meetings picked_this_term queue_manager queue_sorting queue_director queue_chief queue_board "
    "queue_council watched total_sparked total_lost last_operation months_both left_domain "
    "total_rejected total_stopped total_rolled_back total_lapsed places_used breach breach_month breach_row",
)

EVENTS = _row("belief sd signal bar amount", "month idea event decider decider_row phase")

# Levers as the model reads them in a month: the scenario's amounts, and what they come to here.
LEVER_ROW = _row(
    "vision ambition protected_time protection local_approval involvement contract coupling tolerance cuts_only "
    "pool_mdkk training_mdkk training_share partner_share measurement_share spread_share "
    "sorting_hours staff_hours track_hours partner_hours vision_hours mystery_hours mystery_months",
    "tracks laboratories sorting",
)

LINKS_MOST = 8


class Town(NamedTuple):
    """All tables of one municipality; every rule step takes it and nothing else but the month.

    ``constants`` holds one row with a sub-record per subject of the catalogue; ``levers`` a row a
    month. ``living`` and ``running`` list the rows of ideas under way and in operation; ``order``,
    ``helper`` and ``score`` are working space. ``entries[year, debit, credit]`` are the books, ``opening``
    the balances in January.
    """

    constants: Any
    levers: Any
    state: Any
    council: Any
    board: Any
    managers: Any
    posts: Any
    departments: Any
    questions: Any
    tracks: Any
    ideas: Any
    living: Any
    running: Any
    order: Any
    helper: Any
    score: Any
    bookings: Any
    copying: Any
    links: Any
    pressure: Any
    balances: Any
    opening: Any
    entries: Any
    indicators: Any
    gates: Any
    metrics: Any
    lead_times: Any
    events: Any

"""Month 0 opens after the start-up: the town goes on as it is, and what is reckoned of the run starts anew (ODD, Process overview)."""

from innosim.model.rules.departments import mean_quality
from innosim.model.tables import Town

LAST_BEFORE = -1  # the last month before month 0
LEAST_INDEXED = 0.01  # of 1, assumed: of a quality of nothing there is no index


def open_index(town: Town) -> None:
    """Quality is an index of 1 in month 0: what it has come to since the founding is what 1 means from now on."""
    for number in range(len(town.departments)):
        department = town.departments[number]
        department.quality_start *= max(LEAST_INDEXED, department.quality)
        department.quality = 1.0
    town.state[0].quality_before = mean_quality(town)


def open_totals(town: Town) -> None:
    """Sums that metrics read start at nothing; a harvest given back that is still to join a gap is the run's."""
    state = town.state[0]
    state.required = 0.0
    state.cuts_total = 0.0
    state.cut_in_all_share = 0.0
    state.harvested_total = 0.0
    state.rolled_back_harvest = state.next_gap
    state.winding_total = 0.0


def open_gate_counts(town: Town) -> None:
    """What deciders judged before month 0 is not counted."""
    for row in range(len(town.gates)):
        count = town.gates[row]
        count.judged = 0
        count.passed = 0
        count.turned_away_worth_mdkk = 0.0


def remember_spent(town: Town) -> None:
    """Each idea keeps what had been spent on it until now: the run did not spend it, nor lose what it had lost."""
    for number in range(town.state[0].ideas):
        idea = town.ideas[number]
        idea.spent_before = idea.spent
        idea.spent_before_from_model = idea.spent_from_model
        idea.lost = 0.0


def open_run(town: Town) -> None:
    """Month 0 begins: the town at work is every regime's, and each is measured from here."""
    open_index(town)
    open_totals(town)
    open_gate_counts(town)
    remember_spent(town)

"""An idea's events, kept only when a replication is traced."""

from math import sqrt

from innosim.model.tables import Town


def note(town: Town, now: int, number: int, what: int) -> None:
    """Write down what happened to an idea, with what its last decider believed."""
    state = town.state[0]
    if state.events >= len(town.events):
        return
    idea = town.ideas[number]
    event = town.events[state.events]
    event.month = now
    event.idea = idea.identity
    event.event = what
    event.decider = idea.decider
    event.decider_row = idea.decider_row
    event.phase = idea.phase
    event.belief = idea.belief
    event.sd = sqrt(max(0.0, idea.variance))
    event.signal = idea.last_signal
    event.bar = idea.last_bar
    event.amount = idea.spent
    state.events += 1

"""The tracks: the questions that are held at a time."""

from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import MATURED, NONE_YET


def count_questions(town: Town, state: int) -> int:
    """Count the questions in a state."""
    count = NONE_YET
    for track in range(len(town.tracks)):
        count += (
            1
            if town.tracks[track] >= 0 and town.questions[town.tracks[track]].state == state
            else 0
        )
    return count


def best_matured(town: Town) -> int:
    """Return the track of the best matured question, -1 for none."""
    best = -1
    for track in range(len(town.tracks)):
        row = town.tracks[track]
        if (
            row >= 0
            and town.questions[row].state == MATURED
            and (
                best < 0 or town.questions[row].quality > town.questions[town.tracks[best]].quality
            )
        ):
            best = track
    return best

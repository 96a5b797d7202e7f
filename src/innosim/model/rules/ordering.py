"""Who comes first where something is scarce: by score, then by the idea's lottery draw (ODD, Chance)."""

from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import NONE_YET


def goes_before(town: Town, first: int, second: int) -> bool:
    """Say whether idea ``first`` goes before ``second``."""
    if town.score[first] != town.score[second]:
        return town.score[first] > town.score[second]
    return town.ideas[first].lottery < town.ideas[second].lottery


def merge_runs(town: Town, start: int, middle: int, end: int) -> None:
    """Merge two ordered runs of ``order`` into ``helper``."""
    left = start
    right = middle
    for place in range(start, end):
        if left < middle and (
            right >= end or not goes_before(town, town.order[right], town.order[left])
        ):
            town.helper[place] = town.order[left]
            left += 1
        else:
            town.helper[place] = town.order[right]
            right += 1


def put_in_order(town: Town, count: int) -> None:
    """Sort the first ``count`` idea rows of ``order``, best first (merge sort: equal on every system)."""
    width = 1
    while width < count:
        start = NONE_YET
        while start < count:
            merge_runs(town, start, min(start + width, count), min(start + 2 * width, count))
            start += 2 * width
        for place in range(count):
            town.order[place] = town.helper[place]
        width *= 2

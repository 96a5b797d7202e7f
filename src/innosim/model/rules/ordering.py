"""Who comes first where something is scarce: by score, then by the idea's lottery draw (ODD, Chance).

Scores are dealt to buckets, the best first, and the few ideas of a bucket are put in order one by one; the time goes with
the number of ideas. What buckets can't tell apart (many alike, a score that is infinite or no number) is merged. Both
give the same order on every system, and the same as the other: an idea keeps its place among its equals.
"""

from innosim.model.maths import LARGEST, bucket_of
from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import NONE_YET, code

FEW = code(12)  # ideas that are put in order one by one; more are dealt to buckets, or merged


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


def merge_in_order(town: Town, first: int, end: int) -> None:
    """Sort the places ``first`` to ``end`` - 1 of ``order``, best first, by merging ever longer runs."""
    width = 1
    while width < end - first:
        start = first
        while start < end:
            merge_runs(town, start, min(start + width, end), min(start + 2 * width, end))
            start += 2 * width
        for place in range(first, end):
            town.order[place] = town.helper[place]
        width *= 2


def insert_in_order(town: Town, first: int, end: int) -> None:
    """Sort a few places of ``order``, best first: each idea goes ahead of those that it goes before."""
    for place in range(first + 1, end):
        row = town.order[place]
        free = place
        while free > first and goes_before(town, row, town.order[free - 1]):
            town.order[free] = town.order[free - 1]
            free -= 1
        town.order[free] = row


def deal_to_buckets(town: Town, count: int, best: float, span: float) -> int:
    """Put the first ``count`` rows of ``order`` in order of their buckets; return how many there are.

    ``buckets`` then says, for each, at which place it ends.
    """
    buckets = count - 1
    for bucket in range(count):
        town.buckets[bucket] = 0
    for place in range(count):
        row = town.order[place]
        town.helper[place] = row
        town.buckets[bucket_of(town.score[row], best, span, buckets) + 1] += 1
    for bucket in range(1, count):
        town.buckets[bucket] += town.buckets[bucket - 1]
    for place in range(count):
        row = town.helper[place]
        bucket = bucket_of(town.score[row], best, span, buckets)
        town.order[town.buckets[bucket]] = row
        town.buckets[bucket] += 1
    return buckets


def put_section_in_order(town: Town, first: int, end: int) -> None:
    """Sort a section of ``order``, best first."""
    if end - first <= FEW:
        insert_in_order(town, first, end)
    else:
        merge_in_order(town, first, end)


def put_in_order(town: Town, count: int) -> None:
    """Sort the first ``count`` idea rows of ``order``, best first."""
    best = -LARGEST
    worst = LARGEST
    numbers = True
    for place in range(count):
        score = town.score[town.order[place]]
        numbers = numbers and -LARGEST <= score <= LARGEST
        best = max(best, score)
        worst = min(worst, score)
    span = best - worst
    if not numbers:
        merge_in_order(town, NONE_YET, count)
    elif count <= FEW or not 0.0 < span <= LARGEST:
        put_section_in_order(town, NONE_YET, count)
    else:
        start = NONE_YET
        for bucket in range(deal_to_buckets(town, count, best, span)):
            end = town.buckets[bucket]
            put_section_in_order(town, start, end)
            start = end

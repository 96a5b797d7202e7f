"""Judgements of the demo: scalars in, a value out."""

from innosim.model.chance import LUCK_SAVING, NO_CLOCK, NO_ITEM, SPARK, normal, uniform
from innosim.model.maths import power, sigmoid


def sparks(key: int, idea: int, energy: float) -> bool:
    """An idea sparks where its draw is below the post's energy."""
    return uniform(key, idea, SPARK, NO_ITEM, NO_CLOCK) < sigmoid(energy)


def worth(key: int, idea: int, size: float) -> float:
    """An idea's worth is its size times a power of it, with luck."""
    return size * power(size, 0.88) + normal(key, idea, LUCK_SAVING, NO_ITEM, NO_CLOCK)

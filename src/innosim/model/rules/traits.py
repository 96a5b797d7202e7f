"""What people are: traits, states that drift home, shares kept within their bounds."""

from innosim.model.maths import exp
from innosim.scenario.catalogue.codes import MAJORITY

STEEP = 4.0  # logits that a share moves at its middle for a push of one: the logistic rises by a quarter there

MIDDLE = 0.5  # of a scale of 0-1: where culture and safety neither help nor hinder


def trait(mean: float, spread: float, draw: float, edge: float) -> float:
    """Return a person's trait, spread around a mean, kept away from none and all by an edge."""
    return min(1.0 - edge, max(edge, mean + spread * draw))


def clipped(share: float) -> float:
    """Return a share kept within 0-1."""
    return min(1.0, max(0.0, share))


def nudged(share: float, push: float) -> float:
    """Return a share that is pushed: by all of the push at the middle, by ever less towards none and all, which it never passes."""
    rest = 1.0 - share
    if push >= 0.0:
        return 1.0 - rest / (rest + share * exp(push * STEEP))
    return share / (share + rest * exp(-push * STEEP))


def drifted(value: float, home: float, rate: float) -> float:
    """Return a state a month later on its way back to its home value."""
    return value + rate * (home - value)


def home_support(
    bloc: int, majority: float, minority: float, spread: float, draw: float, edge: float
) -> float:
    """Return the support a member returns to: by bloc, spread between members, kept away from none and all."""
    return trait(majority if bloc == MAJORITY else minority, spread, draw, edge)

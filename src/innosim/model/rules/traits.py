"""What people are: traits, states that drift home, shares kept within their bounds."""

from innosim.scenario.catalogue.codes import MAJORITY


def trait(mean: float, spread: float, draw: float) -> float:
    """Return a person's trait, spread around a mean, kept within .02-.98."""
    return min(0.98, max(0.02, mean + spread * draw))


def clipped(share: float) -> float:
    """Return a share kept within 0-1."""
    return min(1.0, max(0.0, share))


def drifted(value: float, home: float, rate: float) -> float:
    """Return a state a month later on its way back to its home value."""
    return value + rate * (home - value)


def home_support(bloc: int, majority: float, minority: float, spread: float, draw: float) -> float:
    """Return the support a member returns to: by bloc, spread between members, kept within 0.05-0.95."""
    centre = majority if bloc == MAJORITY else minority
    return min(0.95, max(0.05, centre + spread * draw))

"""Every module whose functions are rules, and the compiled twins of them."""

from innosim.model import chance, ledger, maths, month
from innosim.model.compiled import Rules, compile_rules
from innosim.model.rules import (
    birth,
    budget,
    champions,
    check,
    development,
    endings,
    events,
    gates,
    judging,
    operation,
    operations,
    ordering,
    people,
    phases,
    public,
    questions,
    reckoning,
    record,
    routes,
    settling,
    sparks,
    spread,
    stopping,
    world,
)

MODULES = (
    maths, chance, ledger, ordering, events, phases, routes, judging, birth, world, budget, operations,
    questions, sparks, gates, development, endings, stopping, operation, spread, public, people, champions,
    check, record, reckoning, settling, month,
)  # fmt: skip


def rulebook() -> Rules:
    """Return the rules, compiled unless that is turned off; the same object every time."""
    return compile_rules(MODULES)

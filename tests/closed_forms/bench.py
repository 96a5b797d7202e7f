"""A plain town to put single rules to work in: its tables are empty but for what a test writes."""

from collections.abc import Iterator
from typing import Any

from towns import free, middle

from innosim.model.chance import identity
from innosim.model.simulator import Simulator, plain_view

NO_ERRORS_BUT_OWN = {
    "memo_sd": 0.0, "memo_optimism": 0.0, "own_sd": 1.0, "premium": 0.0, "radical_bar": 0.0,
    "bloc_share": 0.0, "import_bar": 0.0,
}  # fmt: skip


def founded(**values: float) -> Any:
    """A founded town as plain rules see it, with zero levers and without a past."""
    scenario = middle(**{"months": 12, "startup_months": 0, **values})
    simulator = Simulator(scenario, free(), plain=True)
    simulator.start(0)
    simulator.advance(0)
    return plain_view(simulator.town)


def potential_ideas(count: int) -> Iterator[int]:
    """Identities of ideas that have nothing in common, so that their draws are independent."""
    for number in range(count):
        yield identity(0, 1, number % 35, number // 35, 0)

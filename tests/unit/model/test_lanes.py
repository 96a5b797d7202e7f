"""Many draws at once are the draws that are made one by one, compiled and plain."""

import numpy as np
import pytest
from towns import free, village

from innosim.model import chance
from innosim.model.handle import Handle
from innosim.model.rulebook import rulebook
from innosim.model.rules import lanes, sparks
from innosim.model.simulator import Simulator, plain_view
from innosim.scenario.catalogue.codes import EMPLOYEE, ILDSJAEL, MANAGER, ORIGINS

LANE = chance.code(1)


@pytest.fixture(scope="module")
def town():
    simulator = Simulator(village(startup_months=0), free())
    simulator.start(3)
    wide = np.full((3, 100), -1.0)
    return simulator.town._replace(draws=wide)


def draw(town, *words, compiled):
    """Draw into the middle lane, and return all lanes."""
    town.draws[...] = -1.0
    if compiled:
        rules = rulebook()
        rules.draw_slots(Handle(town) if rules.compiled else plain_view(town), LANE, *words)
    else:
        lanes.draw_slots(plain_view(town), LANE, *words)
    return town.draws.copy()


@pytest.mark.parametrize("compiled", [False, True])
@pytest.mark.parametrize("count", [0, 1, 3, 8, 31, 32, 33, 63, 100])
@pytest.mark.parametrize(
    ("purpose", "first", "clock"),
    [
        (chance.SPARK, chance.identity(0, EMPLOYEE, 0, 17, 0), chance.NO_CLOCK),
        (chance.SPARK, chance.identity(127, ILDSJAEL, 130_900, 1023, 0), chance.NO_CLOCK),
        (chance.MANAGER_EXIT, chance.slot_entity(5, MANAGER, 0), chance.code(1000)),
        (chance.FOUNDING_OUTSIDE, chance.slot_entity(5, MANAGER, 40), chance.code(2**32 - 1)),
    ],
)
def test_a_lane_holds_the_draws_of_its_slots(town, compiled, count, purpose, first, clock):
    found = draw(town, purpose, np.int64(first), clock, np.int64(count), compiled=compiled)
    key = int(town.state["key"][0])
    alone = [
        chance.uniform(key, first + slot * chance.NEXT_SLOT, purpose, 0, clock)
        for slot in range(count)
    ]
    assert found[1, :count].tolist() == alone
    assert (found[[0, 2]] == -1.0).all()
    assert (found[1, count:] == -1.0).all()


def test_the_next_slots_entity_is_one_step_on():
    for slot in (0, 1, 131_070):
        here = chance.slot_entity(3, MANAGER, slot)
        assert chance.slot_entity(3, MANAGER, slot + 1) == here + chance.NEXT_SLOT
        here = chance.identity(3, MANAGER, slot, 400, 0)
        assert chance.identity(3, MANAGER, slot + 1, 400, 0) == here + chance.NEXT_SLOT


@pytest.mark.parametrize("compiled", [False, True])
def test_more_slots_than_an_entity_has_room_for_are_refused(town, compiled):
    with pytest.raises(ValueError, match="does not fit"):
        draw(
            town, chance.SPARK, chance.code(0), chance.NO_CLOCK, chance.code(131_073),
            compiled=compiled,
        )  # fmt: skip


def test_every_slot_of_every_origin_has_its_draw_of_the_month():
    simulator = Simulator(village(startup_months=0), free())
    simulator.start(3)
    simulator.advance(0)
    town = plain_view(simulator.town)
    sparks.draw_sparks(town, -5)
    slots = {
        "ildsjael": len(town.posts), "director": len(town.board), "politician": len(town.council),
        "copy": 0,
    }  # fmt: skip
    key, number = town.state[0].key, town.state[0].municipality
    for origin, name in enumerate(ORIGINS.names):
        for slot in range(slots.get(name, len(town.managers))):
            who = chance.identity(number, origin, slot, 1024 - 5, 0)
            assert town.draws[origin, slot] == chance.uniform(key, who, chance.SPARK, 0, 0)

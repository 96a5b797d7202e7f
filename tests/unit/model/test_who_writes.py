"""Which module of the rules writes which field is compared with a committed table; and no field is without a use."""

import tomllib

import make_who_writes as maker
import numpy as np
import pytest
from towns import lived, village

from innosim.model import founding

WRITES, READS, LOST = maker.followed(maker.MODULES)
SET_UP = {"Constants", "Derived", "LeversInForce", "Town"}
"""Filled before the first month, by other means than rules, and held by the test of the catalogue's reading."""

READ_ELSEWHERE = {
    ("Seat", "months_in_seat"): "for Mesa users: how long a member has sat is asked of an agent",
    ("Director", "months_in_chair"): "likewise of a director",
    ("State", "breach_month"): "told by BrokenBooks, and so in no whole run",
    ("State", "breach_row"): "likewise",
    (
        "State",
        "watched_chance",
    ): "told of a traced idea that was not born, off the row and no column",
    ("State", "watched_draw"): "likewise",
}
"""Fields that neither a rule nor a result reads, each with its reason to be."""


def news(found, held):
    """What a reviewer should look at: who has begun, or ceased, to write what."""
    told = []
    for row in found | held:
        now, then = found.get(row, {}), held.get(row, {})
        for field in now | then:
            begun = set(now.get(field, [])) - set(then.get(field, []))
            ceased = set(then.get(field, [])) - set(now.get(field, []))
            told += [f"{module} has begun to write {row}.{field}" for module in sorted(begun)]
            told += [f"{module} writes {row}.{field} no more" for module in sorted(ceased)]
    return told


def test_nothing_is_written_or_read_through_a_name_that_cannot_be_followed():
    assert LOST == [], "annotate the argument with the class of its row"


def test_who_writes_what_is_what_was_looked_at():
    held = tomllib.loads(maker.FILE.read_text(encoding="utf-8"))
    assert news(maker.told(WRITES), held) == [], (
        "run `python tests/make_who_writes.py` if this is meant, and let a reviewer see its change"
    )
    assert maker.FILE.read_text(encoding="utf-8") == maker.text(), (
        "run `python tests/make_who_writes.py`: fields stand in another order"
    )


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("def f(idea: Idea): idea.belief += 1", "Idea.belief"),
        ("def f(town: Town, n: int): town.posts[n].waiting = 0", "Post.waiting"),
        ("def f(town: Town): rows = town.ideas; one = rows[0]; one.belief = 1", "Idea.belief"),
        ("def f(town: Town):\n    for one in town.ideas: one.belief = 1", "Idea.belief"),
        ("def f(t: Table[Idea] | Table[Post]): t[0].unit = 1", "Idea.unit Post.unit"),
        ("def f(town: Town, now: int): town.indicators[now].cases += 1", "indicators.cases"),
        ("def f(town: Town): town.state[0].ideas, town.living[0] = 1, 2", "State.ideas Town.living"),
        ("def f(town: Town) -> Idea: return town.ideas[0]\ndef g(t: Town): f(t).case = 1", "Idea.case"),
        ("def f(town: Town, w: int):\n    x = town.ideas[0] if w else town.ideas[1]\n    x.case = 1", "Idea.case"),
    ],
)  # fmt: skip
def test_a_write_is_found_through_any_name(source, written):
    writes, _, lost = maker.followed({"new": source})
    assert sorted(".".join(place) for place in writes) == written.split()
    assert not lost


@pytest.mark.parametrize(
    "source",
    [
        "def f(idea): idea.belief = 1",
        "def f(town: Town): town.ideas[0] = 1",
        "def f(town: Town): a, idea = 1, town.ideas[0]; idea.belief = 1",
        "def f(idea: Idea): idea.beleif = 1",
        "def f(idea: Idea): setattr(idea, 'belief', 1)",
        "def f(living: Vector[int]): living[0] = 1",
        "def f(idea: Idea, town: Town): x = idea; x = pick(town); x.belief = 1",
    ],
)
def test_a_write_that_cannot_be_followed_is_told(source):
    assert maker.followed({"new": source})[2]


def test_what_is_new_is_named():
    held = {"Idea": {"belief": ["birth"], "case": ["endings"]}}
    found = {"Idea": {"belief": ["birth", "people"], "ramp": ["people"]}}
    assert news(found, held) == [
        "people has begun to write Idea.belief",
        "people has begun to write Idea.ramp",
        "endings writes Idea.case no more",
    ]


class Watched(np.ndarray):
    """A table that remembers which of its columns were asked for."""

    asked: set[str]

    def __array_finalize__(self, source):
        self.asked = getattr(source, "asked", set())

    def __getitem__(self, key):
        if isinstance(key, str):
            self.asked.add(key)
        return super().__getitem__(key)


def read_outside():
    """The fields that are read when a replication's tables and its traced idea are told."""
    simulator = lived(village(months=14), "framed")
    watched = {}
    for name, array in simulator.town.arrays().items():
        if array.dtype.names:
            watched[name] = array.view(Watched)
            watched[name].asked = set()
    simulator.town = simulator.town._replace(**watched)
    simulator.tables(ideas=True)
    simulator.events()
    return {
        (maker.row_of(table), field) for table, array in watched.items() for field in array.asked
    }


ROOM = {("Idea", "spare")}
"""What only makes a row as long as whole lines of the cache."""


def test_every_field_is_written_and_read():
    """By a rule, where the town is founded, or where a result is told: what nobody reads is no part of the model."""
    fields = {
        (row, field) for row in maker.DECLARED.keys() - SET_UP for field in maker.DECLARED[row]
    } - ROOM
    laid_out = {
        (maker.row_of(table), field)
        for table, names in founding.LAID_OUT.items()
        for field in names
    }
    laid_out |= {("State", "key"), ("State", "municipality"), ("State", "watched")}
    assert fields - WRITES.keys() - laid_out == set()
    assert fields - READS.keys() - read_outside() == READ_ELSEWHERE.keys()

"""Ideas in order: dealt to buckets or merged, compiled or plain, it is one and the same order."""

import numpy as np
import pytest
from towns import free, village

from innosim.model.handle import Handle
from innosim.model.rulebook import rulebook
from innosim.model.rules import ordering
from innosim.model.simulator import Simulator, plain_view

LUCK = np.random.default_rng(11)
MANY = 300


def few_values(*values):
    return lambda: LUCK.choice(values, MANY)


SCORES = {
    "all different": lambda: LUCK.normal(size=MANY),
    "by kroner": lambda: np.exp(3.0 * LUCK.normal(size=MANY)),
    "many alike": lambda: np.round(LUCK.normal(size=MANY), 1),
    "most alike": lambda: np.where(LUCK.random(MANY) < 0.9, 0.0, LUCK.normal(size=MANY)),
    "all alike": lambda: np.full(MANY, 0.25),
    "both zeros": few_values(0.0, -0.0),
    "both zeros among others": few_values(0.0, -0.0, 1.0, -1.0),
    "one apart": lambda: np.where(np.arange(MANY) == 7, -1e9, LUCK.random(MANY)),
    "no numbers among them": few_values(np.nan, 0.5, 1.0, -3.0),
    "no number at all": lambda: np.full(MANY, np.nan),
    "infinite": few_values(np.inf, -np.inf, 2.0, 3.0),
    "as large as can be": few_values(1.7976931348623157e308, -1.7976931348623157e308, 0.0),
    "as small as can be": few_values(5e-324, 0.0, -5e-324, 1e-323),
    "a dozen": lambda: LUCK.random(12),
    "thirteen": lambda: LUCK.random(13),
    "two": lambda: LUCK.random(2),
    "one": lambda: LUCK.random(1),
    "none": lambda: LUCK.random(0),
}


@pytest.fixture(scope="module")
def town():
    scenario = village(startup_months=0)
    simulator = Simulator(scenario, free())
    assert len(simulator.town.ideas) > MANY
    return simulator.town


def laid_out(town, scores, *, same_lottery):
    """So many ideas in an order of chance, with their scores and lottery draws."""
    rows = LUCK.permutation(MANY)[: len(scores)]
    town.order[: len(rows)] = rows
    town.score[rows] = scores
    town.ideas["lottery"][:MANY] = 0.5 if same_lottery else LUCK.integers(0, 20, MANY) / 20.0
    return rows


@pytest.mark.parametrize("same_lottery", [False, True])
@pytest.mark.parametrize("name", SCORES)
def test_the_order_is_what_merging_gives(town, name, same_lottery):
    """Equal to the last place, where scores tie, are no numbers or infinite, and where even the lottery is the same."""
    rows = laid_out(town, SCORES[name](), same_lottery=same_lottery)
    count = len(rows)
    found = []
    for sort in ("merge", "put"):
        for compiled in (False, True):
            town.order[:count] = rows
            if compiled:
                rules = rulebook()
                seen = Handle(town) if rules.compiled else plain_view(town)
            else:
                rules, seen = ordering, plain_view(town)
            if sort == "merge":
                rules.merge_in_order(seen, np.int64(0), np.int64(count))
            else:
                rules.put_in_order(seen, np.int64(count))
            found.append(town.order[:count].tolist())
    assert found[0] == found[1] == found[2] == found[3]
    assert sorted(found[0]) == sorted(rows.tolist())


def test_the_best_come_first_and_the_lottery_breaks_ties(town):
    laid_out(town, np.round(LUCK.normal(size=MANY), 1), same_lottery=False)
    ordering.put_in_order(plain_view(town), MANY)
    order = town.order[:MANY]
    keys = [(-town.score[row], town.ideas["lottery"][row]) for row in order]
    assert keys == sorted(keys)


def test_no_bucket_is_searched_where_most_are_alike(town, monkeypatch):
    """A bucket of many is merged: one by one their number would count squared."""
    looked = []
    whether = ordering.goes_before
    monkeypatch.setattr(
        ordering, "goes_before", lambda *given: looked.append(given) or whether(*given)
    )
    laid_out(town, SCORES["most alike"](), same_lottery=False)
    ordering.put_in_order(plain_view(town), MANY)
    assert len(looked) < MANY * np.log2(MANY)

"""P15 (can fail): over draws of the uncertain parameters, at equal use, no way of governing leads all headlines in over half.

Each leads one in over 5 %. Here are twenty draws of the same code, and what it is made of; the five hundred stand in docs/patterns.md.
"""

import json

import numpy as np
import pytest
import remake_fairness as fairness

from innosim.analysis.patterns.fairness import (
    P15,
    SMALL,
    leading,
    over_draws,
    small_draw,
)
from innosim.analysis.patterns.flow import WAYS
from innosim.analysis.patterns.judging import Holding, judged
from innosim.experiment.draws import NEVER_DRAWN, UNCERTAIN_SECTIONS, chance
from innosim.scenario.catalogue import HEADLINES, OUTCOMES, PARAMETERS, SECTIONS
from innosim.scenario.reader import load

DRAWS, REPLICATIONS = 20, 2
FACTORS = {"top-down": 1.51, "bottom-up": 1.70, "framed": 0.62, "randers": 0.70}
"""Of the small town, as they were found."""


def test_nobody_leads_all_in_over_half_and_each_leads_something():
    """With so few draws a share may be undecided, but none may be elsewhere."""
    rows = over_draws(DRAWS, 2, by=FACTORS, replications=REPLICATIONS)
    found = judged(P15, rows)
    assert not [each for each in found if each.standing is Holding.NOT_HELD]
    assert all(each.standing is Holding.HELD for each in found[: len(WAYS)])
    assert all(each.effect.mean > 0.05 for each in found[len(WAYS) :])


def test_all_uncertain_parameters_are_drawn_over_their_ranges():
    """Each differs between draws, and lies within its plausible range, in proportion where the town has a value of its own."""
    base = load("randers", SMALL)
    towns = [small_draw(n) for n in range(12)]
    for section in UNCERTAIN_SECTIONS:
        for parameter in SECTIONS[section]:
            values = {town.values[parameter.name] for town in towns}
            if parameter.name in NEVER_DRAWN:
                assert values == {base.values[parameter.name]}
                continue
            assert len(values) > 1, parameter.name
            default = float(parameter.default)
            scale = float(base.values[parameter.name]) / default if default else 1.0
            assert min(values) >= scale * parameter.low - 1e-9, parameter.name
            assert max(values) <= scale * parameter.high + 1e-9, parameter.name
    assert len({town.pressure for town in towns}) == len(towns)


def test_nothing_else_is_drawn():
    base, drawn = load("randers", SMALL), small_draw(3)
    others = [
        p for p in PARAMETERS.values() if p.section not in UNCERTAIN_SECTIONS and p.name != "seed"
    ]
    assert {p.name: drawn.values[p.name] for p in others} == {
        p.name: base.values[p.name] for p in others
    }
    seeds = {small_draw(n).values["seed"] for n in range(3)} | {base.values["seed"]}
    assert (
        len(seeds) == 4
    )  # each draw has its own: with one for all, ten runs' luck is every draw's


def test_a_draw_hangs_on_its_number_and_the_parameters_name_alone():
    assert chance("premium", 7) == chance("premium", 7)
    some = [chance(name, n) for name in ("premium", "shield") for n in range(500)]
    assert len(set(some)) == len(some)
    assert sum(some) / len(some) == pytest.approx(0.5, abs=0.05)


def made_up(**ahead: str) -> dict[str, list[float]]:
    """Levels in which each headline has one way ahead."""
    better = [1.0 if OUTCOMES[metric].better == "up" else -1.0 for metric in HEADLINES]
    return {
        way: [
            2.0 + (sign if ahead[m] == way else 0.0)
            for m, sign in zip(HEADLINES, better, strict=True)
        ]
        for way in WAYS
    }


EVERYTHING = dict.fromkeys(HEADLINES, "framed")


def test_who_leads_is_counted():
    """One that leads everything in one draw of two, and one that leads one thing in the other."""
    shared = made_up(**{**EVERYTHING, HEADLINES[0]: "top-down"})
    draws = [{"draw": n, "ways": ways} for n, ways in enumerate([made_up(**EVERYTHING), shared])]
    found = fairness.shares(draws)
    assert found["framed"]["all"] == 0.5
    assert found["framed"]["any"] == 1.0
    assert found["top-down"]["any"] == 0.5
    assert found["randers"]["any"] == 0.0


def test_who_is_level_is_not_alone_ahead_and_an_undefined_headline_has_no_leader():
    level = {way: np.full(len(HEADLINES), 2.0) for way in WAYS}
    assert leading(level)["framed"]["all"] == 1.0
    assert leading(level)["framed"]["any"] == 0.0
    level["randers"][0] = np.nan
    assert leading(level)["framed"]["all"] == 0.0


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path, monkeypatch):
    """What is kept is not run again, and the same comes out."""
    ran = []

    def levels_of(number, by, replications):
        ran.append(number)
        return {way: np.zeros(len(HEADLINES)) for way in WAYS}

    monkeypatch.setattr(fairness, "levels_of", levels_of)
    kept = tmp_path / "kept.jsonl"
    assert len(list(fairness.resumed(kept, 2, 1, FACTORS))) == 2
    assert [d["draw"] for d in fairness.resumed(kept, 4, 1, FACTORS)] == [0, 1, 2, 3]
    assert ran == [0, 1, 2, 3]
    head, *lines = kept.read_text(encoding="utf-8").splitlines()
    assert json.loads(head)["factors"] == FACTORS
    kept.write_text(head.replace(json.loads(head)["rules"], "another") + "\n" + "\n".join(lines))
    with pytest.raises(SystemExit, match="another model"):
        list(fairness.resumed(kept, 1, 1, FACTORS))

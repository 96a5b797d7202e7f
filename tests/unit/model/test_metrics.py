"""The metrics of ideas, failure, use and saving are what the tables of the same run say, reckoned another way."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from towns import differences, free, lived, middle, steered, village

from innosim.model.ledger import ACCOUNTS
from innosim.model.rules.phases import rest_cost
from innosim.model.simulator import Simulator, plain_view
from innosim.scenario.catalogue import codes
from innosim.scenario.catalogue.codes import HOME_GROWN, NEVER

STAY = 12

USED = {
    "ideas", "winding down", "training", "hours protected", "hours slack",
    "hours implementation", "hours disturbance", "hours dossier", "hours coordination", "hours lever staff",
    "hours discretion", "hours leadership",
}  # fmt: skip
"""Accounts that receive what innovation uses."""

WAYS = {
    "at_gate": ("rejected", ""),
    "stopped": ("stopped", ""),
    "no_work": ("lapsed", "no work or decision"),
    "no_champion": ("lapsed", "champion gone"),
}


@dataclass
class Run:
    """A run and its tables, codes as names."""

    simulator: Simulator
    metrics: dict[str, float]
    ideas: dict[str, Any]
    indicators: dict[str, Any]
    gates: dict[str, Any]
    ledger: dict[str, Any]

    @property
    def months(self) -> int:
        return self.simulator.months

    def value(self, name: str) -> float:
        return float(self.simulator.scenario.values[name])

    @property
    def home_grown(self) -> Any:
        return np.isin(self.ideas["origin"], HOME_GROWN)

    @property
    def age(self) -> Any:
        """Months that each idea in operation has run by its end or the run's."""
        ideas = self.ideas
        ended = ideas["end"] == "rolled_back"
        return np.where(ended, ideas["end_month"], self.months - 1) - ideas["month_operation"]


def _run(scenario, regime):
    simulator = lived(scenario, regime, replication=1)
    tables = simulator.tables(ideas=True)
    ideas = dict(tables["ideas"])
    for name, words in {
        "origin": codes.ORIGINS, "end": codes.ENDS, "end_cause": codes.CAUSES, "phase": codes.PHASES,
    }.items():  # fmt: skip
        ideas[name] = np.array(words.names)[ideas[name]]
    ledger = dict(tables["ledger"])
    for side in ("debit", "credit"):
        ledger[side] = np.array(ACCOUNTS.names)[ledger[side]]
    metrics = {name: float(column[0]) for name, column in tables["metrics"].items()}
    return Run(simulator, metrics, ideas, tables["indicators"], tables["gates"], ledger)


@pytest.fixture(
    scope="module",
    params=["village", "village under rollback", "middle", "middle at work"],
)
def run(request):
    if request.param == "village":
        return _run(village(months=144, startup_months=0), "framed")
    if request.param == "village under rollback":
        rolled = {"startup_months": 12, "post_share": 0.15, "rollback_rate": 0.02}
        return _run(village(months=144, **rolled), "bottom-up")
    scenario = middle(months=96, startup_months=0 if request.param == "middle" else 48)
    return _run(scenario, steered(scenario.regimes["framed"], coupling=0.8))


def close(found: float, expected: float) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


def test_value_is_the_true_worth_of_what_throughput_counts(run):
    ideas = run.ideas
    began = (ideas["month_operation"] >= 0) & (ideas["month_operation"] < run.months - STAY)
    stayed = (ideas["end"] != "rolled_back") | (run.age > STAY)
    counted = began & stayed & run.home_grown
    years = (run.months - STAY) / 12
    assert counted.any()
    close(run.metrics["throughput_per_year"], counted.sum() / years)
    close(run.metrics["value_per_year"], ideas["true_worth"][counted].sum() / years)


def test_the_first_result_is_of_an_idea_of_the_run(run):
    ideas = run.ideas
    found = ideas["month_harvested"][
        (ideas["month_sparked"] >= 0) & (ideas["month_harvested"] != NEVER)
    ]
    close(run.metrics["months_to_first_result"], found.min() if found.size else np.nan)
    assert all(month % 12 == 0 for month in found)
    assert np.all(ideas["month_operation"][ideas["month_harvested"] != NEVER] != NEVER)


def lost(run: Run) -> float:
    """What ideas of negative worth lost, from where they stood at the end, back along their ramp."""
    total = 0.0
    base, gain = run.value("anchor_base"), run.value("anchor_gain")
    for place in np.flatnonzero((run.ideas["true_worth"] < 0.0) & (run.age >= 1)):
        began = int(run.ideas["month_operation"][place])
        if began == NEVER:
            continue
        age = int(run.age[place])
        mix = (float(run.ideas["anchoring"][place]) - base) / gain
        ramp = run.value("ramp_months") * (1.0 + (run.value("ramp_slow") - 1.0) * (1.0 - mix))
        in_full = float(run.ideas["realised"][place]) / min(1.0, age / ramp)
        total -= sum(in_full * min(1.0, k / ramp) / 12 for k in range(1, age + 1) if began + k >= 0)
    return total


def test_failure_by_true_worth(run):
    """What failed, the living by what they are and not as believed, and harm while it runs."""
    town = plain_view(run.simulator.town)
    failed = 0.0
    for number in range(int(town.state[0].ideas)):
        idea = town.ideas[number]
        if NEVER < idea.end_month < 0:
            continue
        cost = idea.spent_from_model - idea.spent_before_from_model
        name = codes.ENDS.names[idea.end]
        if name in {"rejected", "stopped", "lapsed", "rolled_back"}:
            failed += cost + idea.winding
        elif name == "living" and idea.phase >= codes.MODEL:
            pays = idea.theta * idea.stake * run.value("payback_years") > rest_cost(idea)
            failed += 0.0 if pays else cost
    close(run.metrics["failed_mdkk"], failed + lost(run))
    close(run.metrics["lost_in_operation_mdkk_per_year"], lost(run) * 12 / run.months)
    close(run.ideas["lost_mdkk"].sum(), lost(run))
    metrics = run.metrics
    close(metrics["failure_cost_mdkk_per_year"], metrics["failed_mdkk"] * 12 / run.months)
    close(
        metrics["failure_cost_share"],
        metrics["failed_mdkk"] / metrics["spent_on_ideas_mdkk"],
    )


def test_missed_value_is_split_by_how_it_was_missed(run):
    ideas = run.ideas
    good = np.maximum(0.0, ideas["true_worth"])
    for way, (end, cause) in WAYS.items():
        so = (ideas["end"] == end) & ((ideas["end_cause"] == cause) | (cause == ""))
        close(run.metrics[f"missed_{way}_mdkk_per_year"], good[so].sum() * 12 / run.months)
        known = so & (ideas["believed_end"] > 0.0)
        close(run.metrics[f"known_{way}_mdkk_per_year"], good[known].sum() * 12 / run.months)
    parts = sum(run.metrics[f"missed_{way}_mdkk_per_year"] for way in WAYS)
    close(run.metrics["missed_value_mdkk_per_year"], parts)
    turned_away = run.gates["turned_away_worth_mdkk"].sum() * 12 / run.months
    close(run.metrics["missed_at_gate_mdkk_per_year"], turned_away)


def test_use_is_what_the_books_say(run):
    wage = run.value("wage_mdkk")
    booked = run.ledger["amount_mdkk"][
        np.isin(run.ledger["debit"], list(USED)) & (run.ledger["year"] >= 0)
    ].sum()
    metrics = run.metrics
    # A roll-back gives hours back when the share of levers' staff is set: the books have a hair more of them.
    assert metrics["used_mdkk"] == pytest.approx(booked, rel=1e-6)
    close(metrics["used_mdkk_per_year"], metrics["used_mdkk"] * 12 / run.months)
    together = metrics["used_money_mdkk_per_year"] + metrics["used_hours_per_year"] * wage
    close(metrics["used_mdkk_per_year"], together)
    disturbance = run.indicators["hours_disturbance"].sum() * wage * 12 / run.months
    close(metrics["used_mdkk_per_year"], metrics["realised_spend_mdkk_per_year"] + disturbance)


def granted(run: Run) -> Any:
    """The pool of each year: where the mandate opens it, for the months from when it is there."""
    whole = run.simulator.regime.levers["pool"] * run.value("budget_mdkk") / 1000
    opened = np.roll(run.indicators["mandate"], 1) == 1.0
    opened[0] = True  # no council has met yet
    return whole * np.array(
        [(12 - np.argmax(year)) / 12 if year.any() else 0.0 for year in opened.reshape(-1, 12)]
    )


def test_of_what_was_offered_so_much_was_used(run):
    """Protected time by its months; of the pool what is gone of each year's grant in its December."""
    indicators, metrics = run.indicators, run.metrics
    offered, used = (indicators[name].sum() for name in ("hours_protected", "hours_protected_used"))
    close(metrics["protected_used_share"], used / offered)
    gone = granted(run) - indicators["pool_left_mdkk"][11::12]
    close(metrics["pool_offered_mdkk"], granted(run).sum())
    close(metrics["pool_used_mdkk"], gone.sum())
    close(metrics["pool_used_share"], gone.sum() / granted(run).sum())


def test_saved_per_krone_used(run):
    metrics = run.metrics
    close(metrics["saved_mdkk"], metrics["realised_savings_mdkk_per_year"] * run.months / 12)
    close(metrics["saved_per_used"], metrics["saved_mdkk"] / metrics["used_mdkk"])


def test_something_of_each_happened_in_some_run():
    """The runs above are not empty of what they are to show."""
    scenario = village(months=144, startup_months=12, post_share=0.15, rollback_rate=0.02)
    busy = _run(scenario, "bottom-up")
    assert (busy.ideas["end"] == "rolled_back").any()
    assert busy.metrics["lost_in_operation_mdkk_per_year"] > 0.0


def test_what_was_not_offered_has_no_share_and_the_short_have_no_value():
    empty = _run(village(months=12, startup_months=0), free())
    undefined = {name for name, value in empty.metrics.items() if np.isnan(value)}
    assert {"protected_used_share", "pool_used_share", "value_per_year"} <= undefined
    assert "months_to_first_result" in undefined
    cuts = _run(village(months=36, startup_months=0), "shaving")
    assert cuts.metrics["used_mdkk"] == 0.0
    assert np.isnan(cuts.metrics["saved_per_used"])
    assert cuts.metrics["missed_value_mdkk_per_year"] == 0.0


@pytest.mark.plain
def test_compiled_reckons_as_plain_does():
    scenario = village(months=50, startup_months=12, post_share=0.15, rollback_rate=0.1)
    compiled, plain = (
        Simulator(scenario, scenario.regimes["framed"], plain=plain) for plain in (False, True)
    )
    compiled.run(1)
    plain.run(1)
    assert differences(compiled.tables(ideas=True), plain.tables(ideas=True)) == []

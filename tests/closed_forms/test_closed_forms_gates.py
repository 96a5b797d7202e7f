"""Gates against closed forms: Sah & Stiglitz, k of n, Condorcet, the normal-normal posterior."""

from math import comb, sqrt
from typing import Any

import numpy as np
import pytest
from bench import NO_ERRORS_BUT_OWN, founded, potential_ideas
from chances import is_share_near
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr
from scipy.stats import binom

from innosim.model.chance import LUCK_SAVING, normal
from innosim.model.rules.judging import judge, posterior_mean, posterior_variance, verdict
from innosim.scenario.catalogue.codes import COUNCIL, UNIT_MANAGER

IDEAS = 2_500
JUDGES = 5


def laid_before(town: Any, identity: int, theta: float) -> Any:
    """An idea of known worth at the gate to model, its dossier N(0, 1), with nothing to pay for."""
    idea = town.ideas[0]
    idea.identity, idea.theta, idea.memo_error = identity, theta, 0.0
    idea.belief, idea.variance, idea.cost, idea.stake, idea.radicality = 0.0, 1.0, 0.0, 1.0, 0.0
    return idea


def votes(theta: float | None) -> np.ndarray[Any, Any]:
    """How many of five judges accept each of many ideas, of this worth or of worth N(0, 1)."""
    town = founded(**NO_ERRORS_BUT_OWN)
    key = town.state[0].key
    found = []
    for who in potential_ideas(IDEAS):
        worth = normal(key, who, LUCK_SAVING, 0, 0) if theta is None else theta
        idea = laid_before(town, who, worth)
        found.append(sum(judge(town, idea, UNIT_MANAGER, member) > 0.0 for member in range(JUDGES)))
    return np.array(found)


@pytest.fixture(scope="module")
def random_worth() -> np.ndarray[Any, Any]:
    return votes(None)


@pytest.mark.parametrize("theta", [0.4, -0.3])
def test_hierarchies_polyarchies_and_committees_screen_as_sah_and_stiglitz_say(theta):
    """At a given worth each judge accepts with chance f: f^n in a row, 1 - (1-f)^n where one yes will do."""
    f = float(ndtr(theta))
    yes = votes(theta)
    for n in (1, 2, 3, 5):
        # Any n of the five will do: members are alike, so the count tells what share of all n-tuples agree.
        all_n = np.array([comb(v, n) / comb(JUDGES, n) for v in yes]).mean()
        any_n = 1.0 - np.array([comb(JUDGES - v, n) / comb(JUDGES, n) for v in yes]).mean()
        assert abs(all_n - f**n) < 4.0 * sqrt(f**n * (1 - f**n) / IDEAS)
        none = (1.0 - f) ** n
        assert abs(any_n - (1.0 - none)) < 4.0 * sqrt(none * (1 - none) / IDEAS)
    for k in range(1, JUDGES + 1):
        expected = float(binom.sf(k - 1, JUDGES, f))
        assert is_share_near(int((yes >= k).sum()), IDEAS, expected)


@pytest.mark.parametrize("k", range(1, JUDGES + 1))
def test_k_of_n_accept_with_the_chance_of_a_rank(random_worth, k):
    """Quality and error both N(0, 1), accepted when their sum is above 0: (n - k + 1) / (n + 1)."""
    expected = (JUDGES - k + 1) / (JUDGES + 1)
    assert is_share_near(int((random_worth >= k).sum()), IDEAS, expected)


def test_judges_who_share_an_error_are_not_independent_and_the_form_fails(random_worth):
    """The claim above can fail: with a memo's error all five share, unanimity is far commoner."""
    town = founded(**{**NO_ERRORS_BUT_OWN, "memo_sd": 1.0, "own_sd": 0.2})
    key = town.state[0].key
    unanimous = 0
    for who in potential_ideas(IDEAS // 4):
        idea = laid_before(town, who, normal(key, who, LUCK_SAVING, 0, 0))
        idea.memo_error = normal(key, who, 8, 0, 0)
        unanimous += all(judge(town, idea, UNIT_MANAGER, m) > 0.0 for m in range(JUDGES))
    assert not is_share_near(unanimous, IDEAS // 4, 1.0 / (JUDGES + 1))


@pytest.mark.parametrize("theta", [0.25, -0.25])
def test_a_council_without_blocs_is_condorcets_jury(theta):
    """The real council of 15, by majority: a binomial tail, wiser than one member."""
    town = founded(**NO_ERRORS_BUT_OWN)
    seats = len(town.council)
    ideas = 700
    yes = sum(
        verdict(town, laid_before(town, who, theta), COUNCIL, 0) > 0.0
        for who in potential_ideas(ideas)
    )
    f = float(ndtr(theta))
    jury = float(binom.sf(seats // 2, seats, f))
    assert is_share_near(yes, ideas, jury)
    assert abs(jury - 0.5) > abs(f - 0.5)


def test_blocs_make_a_council_less_wise_than_condorcets_jury():
    """Errors in common: the majority of a bloc errs together."""
    town = founded(**{**NO_ERRORS_BUT_OWN, "bloc_share": 1.0})
    theta, ideas = 0.25, 700
    yes = sum(
        verdict(town, laid_before(town, who, theta), COUNCIL, 0) > 0.0
        for who in potential_ideas(ideas)
    )
    assert is_share_near(yes, ideas, float(ndtr(theta))), "the majority bloc decides as one"


reals = st.floats(-5.0, 5.0)
variances = st.floats(0.01, 10.0)


@given(mean=reals, variance=variances, one=reals, other=reals, noise=variances)
def test_precisions_add_and_two_signals_are_their_mean_at_half_the_noise(
    mean, variance, one, other, noise
):
    """Normal-normal: 1/v' = 1/v + 1/s; in turn or together comes to the same."""
    first = posterior_mean(mean, variance, one, noise)
    left = posterior_variance(variance, noise)
    assert 1.0 / left == pytest.approx(1.0 / variance + 1.0 / noise)
    assert first == pytest.approx(left * (mean / variance + one / noise), abs=1e-9)
    together = posterior_mean(mean, variance, 0.5 * (one + other), 0.5 * noise)
    assert posterior_mean(first, left, other, noise) == pytest.approx(together, abs=1e-9)
    assert posterior_variance(left, noise) == pytest.approx(posterior_variance(variance, noise / 2))

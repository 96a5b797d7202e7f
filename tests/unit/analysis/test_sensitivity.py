"""Sensitivity: effects and indices of functions whose own are known, and the noise of few replications counted."""

import numpy as np
import pytest

from innosim.analysis.delta_indices import delta_of, first_order, indices, noise_share
from innosim.analysis.frames import AnalysisError
from innosim.analysis.screening_effects import screened, strongest
from innosim.analysis.sensitivity import Of, of_named
from innosim.experiment.screening import trajectories

REGIMES = ("routine", "bottom-up", "framed")


def ishigami(places):
    """Ishigami and Homma's function: first-order shares .314, .442 and 0; the third acts through the first alone."""
    x = -np.pi + 2.0 * np.pi * places
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def in_runs(values, chance, sd, replications=3):
    """The values with noise of so many replications each."""
    return values[:, None] + chance.normal(0.0, sd, (len(values), replications))


def test_a_trajectory_moves_every_parameter_once_by_two_thirds_and_stays_inside():
    design = trajectories(("a", "b", "c", "d"), 20)
    steps = np.diff(design.places, axis=1)
    assert ((np.abs(steps) > 1e-9).sum(axis=2) == 1).all()
    assert np.abs(steps).max() == pytest.approx(2 / 3)
    assert ((np.abs(steps) > 1e-9).sum(axis=1) == 1).all()
    assert set(np.round(np.unique(design.places) * 3, 6)) == {0.0, 1.0, 2.0, 3.0}


def test_more_trajectories_leave_the_first_as_they_were():
    few, many = trajectories(("a", "b", "c"), 3), trajectories(("a", "b", "c"), 9)
    np.testing.assert_array_equal(few.places, many.places[:3])


def test_of_a_linear_function_the_effects_are_its_coefficients():
    design = trajectories(("a", "b", "c"), 6)
    values = design.rows() @ np.array([3.0, -2.0, 0.0])
    a, b, c = screened(design, np.column_stack([values, values]))
    assert (a.size.mean, a.mean, a.one_way) == pytest.approx((3.0, 3.0, 1.0))
    assert (b.size.mean, b.mean, b.one_way) == pytest.approx((2.0, -2.0, -1.0))
    assert c.size.mean == pytest.approx(0.0, abs=1e-12)
    assert a.spread == pytest.approx(0.0, abs=1e-12)


def test_effects_are_those_of_salib():
    morris = pytest.importorskip("SALib.analyze.morris")
    names = ["a", "b", "c"]
    design = trajectories(names, 50)
    values = ishigami(design.rows())
    ours = screened(design, np.column_stack([values, values]))
    problem = {"num_vars": 3, "names": names, "bounds": [[0.0, 1.0]] * 3}
    theirs = morris.analyze(problem, design.rows(), values, num_levels=4, seed=1)
    for place, each in enumerate(ours):
        assert each.size.mean == pytest.approx(theirs["mu_star"][place])
        assert each.mean == pytest.approx(theirs["mu"][place])
        assert each.spread == pytest.approx(theirs["sigma"][place])


@pytest.mark.parametrize("noise", ["normal", "heavy"])
def test_noise_alone_is_taken_for_an_effect_in_one_screening_of_twenty_at_most(noise):
    """Of all parameters together; with tails as of three degrees of freedom too."""
    chance = np.random.default_rng(5)
    design = trajectories([f"p{n}" for n in range(40)], 8)
    points = len(design.rows())
    false = 0
    for _ in range(100):
        values = (
            chance.normal(size=(points, 3))
            if noise == "normal"
            else chance.standard_t(3, size=(points, 3))
        )
        false += any(each.is_heard for each in screened(design, values))
    assert false <= 10, "five are to be expected, over ten once in a hundred"


def test_an_effect_over_the_noise_is_heard_and_one_within_it_is_not():
    chance = np.random.default_rng(7)
    names = ("strong", "weak", *(f"none {n}" for n in range(20)))
    design = trajectories(names, 10)
    values = design.rows()[:, 0] * 5.0 + design.rows()[:, 1] * 0.2
    found = {each.name: each for each in screened(design, in_runs(values, chance, 1.0))}
    assert found["strong"].is_heard
    assert not found["weak"].is_heard
    assert found["weak"].size.mean > 0.2, "noise makes it look larger than it is"
    assert strongest(list(found.values()), 10) == ("strong",)


def test_points_without_a_value_are_left_out_and_counted():
    design = trajectories(("a", "b"), 5)
    values = design.rows() @ np.array([1.0, 2.0])
    runs = np.column_stack([values, values])
    runs[1] = np.nan
    a, b = screened(design, runs)
    assert {a.effects, b.effects} == {4}
    assert (a.of, a.size.mean, b.size.mean) == pytest.approx((5, 1.0, 2.0))
    with pytest.raises(ValueError, match="two replications"):
        screened(design, runs[:, :1])


def test_first_order_shares_and_deltas_of_a_known_function():
    chance = np.random.default_rng(1)
    places = chance.random((4_000, 4))
    values = ishigami(places)
    assert first_order(places[:, 0], values) == pytest.approx(0.314, abs=0.05)
    assert first_order(places[:, 2], values) == pytest.approx(0.0, abs=0.02)
    first, second, third, none = (delta_of(places[:, n], values) for n in range(4))
    assert min(first, second) > third > 2.0 * none


def test_of_a_linear_function_shares_are_those_of_its_variance():
    chance = np.random.default_rng(2)
    places = chance.random((1_000, 3))
    values = places @ np.array([3.0, 1.0, 0.0])
    assert first_order(places[:, 0], values) == pytest.approx(0.9, abs=0.05)
    assert first_order(places[:, 1], values) == pytest.approx(0.1, abs=0.05)
    assert first_order(places[:, 2], values) == pytest.approx(0.0, abs=0.02)


def test_indices_are_those_of_salib():
    delta = pytest.importorskip("SALib.analyze.delta")
    chance = np.random.default_rng(3)
    places = chance.random((300, 3))
    values = ishigami(places)
    edges = np.linspace(0, 300, 6)
    grid = np.linspace(values.min(), values.max(), 100)
    for column in places.T:
        assert delta_of(column, values) == pytest.approx(
            delta.calc_delta(values, grid, column, edges)
        )
        raw = float(delta.sobol_first(values, column, edges))
        assert first_order(column, values) == pytest.approx(1.0 - (1.0 - raw) * 299 / 295)


@pytest.mark.parametrize(
    ("outcome", "delta"),
    [
        (lambda x, e: np.where(x < 0.5, 0.0, 1.0 + e), 0.5),
        (lambda x, e: np.where(x < 0.2, 0.0, 1.0 + e), 0.2 * 0.8 + 0.8 * 0.2),
        (lambda x, e: np.where(x < 0.5, 0.0, 1.0), 0.5),
        (lambda x, e: np.floor(4.0 * x), 0.75),
        (lambda x, e: np.where(e < 0.3, 0.0, 1.0 + e), 0.0),
    ],
    ids=["half", "a fifth", "two values", "four values", "unrelated"],
)
def test_a_class_in_which_the_outcome_is_one_and_the_same_is_as_far_from_the_rest_as_it_is(outcome, delta):  # fmt: skip
    """Where many draws share a value the distance is known: what is at the value, and what is not. It was passed over, as if it were none."""
    chance = np.random.default_rng(8)
    places = chance.random((4_000, 2))
    values = outcome(places[:, 0], chance.random(4_000))
    assert delta_of(places[:, 0], values) == pytest.approx(delta, abs=0.06)
    (it, other) = indices(("it", "other"), places[:400], values[:400])
    assert it.delta.mean == pytest.approx(delta, abs=0.13)
    assert not other.is_seen
    assert it.is_seen == (delta > 0.0)


def test_what_is_left_at_a_value_of_its_own_has_nothing_in_common():
    """Two outliers apart from what many share, in one class: no density can be made of them, and no number is lost."""
    column = np.linspace(0.0, 1.0, 100)
    values = np.zeros(100)
    values[-1] = 5.0
    assert 0.0 < delta_of(column, values) < 0.05
    values[-2] = 6.0
    assert 0.0 < delta_of(column, values) < 0.1


def test_an_index_no_larger_than_an_unrelated_parameters_is_not_seen():
    chance = np.random.default_rng(4)
    places = chance.random((200, 2))
    seen, unseen = indices(("it", "other"), places, places[:, 0] ** 2)
    assert seen.is_seen
    assert seen.delta.low > seen.unrelated
    assert not unseen.is_seen
    few = indices(("it",), places[:20, :1], places[:20, 0])
    assert np.isnan(few[0].delta.mean)


def test_the_share_of_noise_is_that_of_the_means_variance():
    chance = np.random.default_rng(6)
    truth = chance.normal(0.0, 1.0, 4_000)
    values = in_runs(truth, chance, 2.0, replications=4)
    assert noise_share(values) == pytest.approx(0.5, abs=0.04)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("framed - bottom-up", Of("framed", "bottom-up")),
        ("framed less routine", Of("framed", "routine")),
        (" bottom-up ", Of("bottom-up")),
    ],
)
def test_what_is_asked_is_read(text, of):
    assert of_named(text, REGIMES) == of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("framd - bottom-up", "did you mean framed"),
        ("framed - framed", "less itself"),
        ("framed - routine - bottom-up", "names 3 regimes"),
    ],
)
def test_what_cannot_be_asked_is_told(text, said):
    with pytest.raises(AnalysisError, match=said):
        of_named(text, REGIMES)

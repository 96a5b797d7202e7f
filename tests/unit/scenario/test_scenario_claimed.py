"""A claim is read as it is typed, or refused with what to write."""

import pytest

from innosim.scenario.claimed import ClaimRelation, metric_named, read_claim
from innosim.scenario.errors import ArgumentError
from innosim.scenario.reader import load

RANDERS = load("randers")


@pytest.mark.parametrize(
    ("text", "typed", "size"),
    [
        ("framed > bottom-up on backing_mean", "framed > bottom-up on backing_mean", 0.01),
        ("framed>bottom-up on backing_mean", "framed > bottom-up on backing_mean", 0.01),
        (
            "framed < bottom-up by 0,02 on backing_mean",
            "bottom-up > framed by 0.02 on backing_mean",
            0.02,
        ),
        (
            "Framed = randers on mandate_share by 5 %",
            "framed = randers by 0.05 on mandate_share",
            0.05,
        ),
        (
            "framed == randers by 2 on value_per_year",
            "framed = randers by 2 on value_per_year",
            2.0,
        ),
        ("framed > routine on worth", "framed > routine on value_per_year", 1.0),
        (
            "framed > routine på måneder med mandat til dagsordenen",
            "framed > routine on mandate_share",
            0.05,
        ),
        ("framed > routine on used on innovation", "framed > routine on used_mdkk_per_year", 0.0),
    ],
)
def test_a_claim_is_taken_apart(text: str, typed: str, size: float) -> None:
    """Size and metric in either order, a comma or a point, short names in both languages; said back it is read the same."""
    found = read_claim(text, RANDERS)
    assert str(found) == typed
    assert found.size == size
    assert read_claim(str(found), RANDERS) == found


def test_the_size_is_the_towns_own_where_none_is_given() -> None:
    """A village's smallest effects are smaller."""
    village = read_claim("framed > routine on value_per_year", load("village"))
    assert village.relation == ClaimRelation.BETTER
    assert 0.0 < village.size < 1.0
    assert not village.own_size


@pytest.mark.parametrize(
    "text",
    [
        "",
        "framed",
        "framed - routine on worth",
        "framed >= routine on worth",
        "> routine on worth",
        None,
        3,
    ],
)
def test_what_is_no_claim_is_refused(text: object) -> None:
    """With a claim to copy."""
    with pytest.raises(ArgumentError, match="framed > bottom-up on backing_mean"):
        read_claim(text, RANDERS)  # type: ignore[arg-type]


def test_an_unknown_metric_is_refused_with_the_nearest() -> None:
    """In Danish too."""
    with pytest.raises(ArgumentError, match="did you mean value_per_year"):
        metric_named("value_per_yaer")
    with pytest.raises(ArgumentError, match="there are value_per_year"):
        metric_named("xyzzy")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("framed > bottom-up > randers on backing_mean", "more than two regimes"),
        ("framed > bottom-up = randers", "more than two regimes"),
        ("framed > on backing_mean", "names one regime"),
        ("framed = på backing_mean", "names one regime"),
        ("framed > bottom-up", "names no metric.*claim --help lists"),
        ("framed > bottom-up on", "names no metric"),
        ("framed > bottom-up by on backing_mean", "cannot be read after bottom-up"),
        ("framed > bottom-up maybe on backing_mean", "cannot be read after bottom-up"),
        ("framed > bottom-up on backin_mean", "did you mean backing_mean.*claim --help lists"),
        ("framed = bottom-up by 0 on backing_mean", "no difference at all"),
        ("framed = bottom-up by 0 % on backing_mean", "no difference at all"),
    ],
)
def test_what_is_wrong_with_a_claim_is_named(text: str, told: str) -> None:
    """Not that it lacks a metric, where it names one; level by nothing would hold of twins alone."""
    with pytest.raises(ArgumentError, match=told):
        read_claim(text, RANDERS)


def test_a_lead_may_be_of_any_size() -> None:
    """Better by more than nothing is a claim."""
    assert read_claim("framed > bottom-up by 0 on backing_mean", RANDERS).size == 0.0

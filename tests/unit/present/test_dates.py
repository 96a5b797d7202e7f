"""Months of a run as dates, in both languages, before month 0 too."""

import pytest

from innosim.present.words.dates import date, dates, month_and_date


@pytest.mark.parametrize(
    ("month", "english", "danish"),
    [
        (0, "January 2014", "januar 2014"),
        (30, "July 2016", "juli 2016"),
        (-1, "December 2013", "december 2013"),
        (-48, "January 2010", "januar 2010"),
        (143, "December 2025", "december 2025"),
    ],
)
def test_a_month_is_a_date(month, english, danish):
    assert (date(month, "en"), date(month, "da")) == (english, danish)


def test_a_span_names_its_year_once_where_it_is_one():
    assert dates(4, 5, "en") == "May–June 2014"
    assert dates(11, 13, "da") == "december 2014–februar 2015"
    assert dates(-1, 0, "en") == "December 2013–January 2014"
    assert dates(30, 30, "en") == "July 2016"


def test_a_month_before_month_0_has_a_true_minus():
    assert month_and_date(30, "en") == "30 (July 2016)"
    assert month_and_date(-3, "da") == "−3 (oktober 2013)"

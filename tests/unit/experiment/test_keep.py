"""Which tables a run keeps: the words, what they mean, and that they come back from what they mean."""

import numpy as np
import pandas as pd
import pytest

from innosim.analysis.frames import AnalysisError
from innosim.analysis.over_time import over_time
from innosim.experiment.errors import PlanError
from innosim.experiment.keep import IDEA_TABLES, MONTHLY_TABLES, USUAL, Keep, keep_of
from innosim.experiment.temporary import run_temporarily
from innosim.experiment.years import by_year
from innosim.scenario.catalogue import INDICATORS, TABLES


@pytest.mark.parametrize(
    ("asked", "kept", "words"),
    [
        ((), Keep(True, 20), USUAL),
        ("metrics", Keep(False, 0), "metrics"),
        ("monthly", Keep(True, 0), "monthly"),
        ("yearly", Keep(False, 0, yearly=True), "yearly"),
        ("ideas:10,yearly", Keep(False, 10, yearly=True), "yearly,ideas:10"),
        ("ideas", Keep(False, 50), "ideas"),
        ("ideas:all", Keep(False, 50), "ideas"),
        ("ideas:0", Keep(False, 0), "metrics"),
        ("ideas:3", Keep(False, 3), "ideas:3"),
        ("ideas:60, monthly", Keep(True, 50), "monthly,ideas"),
        (["ideas:3", "monthly"], Keep(True, 3), "monthly,ideas:3"),
    ],
)
def test_words_mean_what_they_say_and_come_back(asked, kept: Keep, words: str) -> None:
    assert keep_of(asked, 50) == kept
    assert kept.words(50) == words
    assert keep_of(words, 50) == kept


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("montly", "keep has no word 'montly': did you mean monthly?"),
        ("", "keep has no word '': there are metrics, yearly, monthly, ideas."),
        ("metrics,ideas", "keep has metrics and ideas; metrics are always kept"),
        ("monthly,yearly", "keep has monthly and yearly; years are means over months"),
        (["ideas:2", "ideas:3"], "keep has ideas twice"),
        ("monthly:3", "keep is 'monthly:3'; only ideas has a number"),
        ("ideas:", "keep is 'ideas:'; after ideas: comes a number"),
        ("ideas:-1", "keep is 'ideas:-1'; after ideas: comes a number"),
        ("ideas:x", "keep is 'ideas:x'; after ideas: comes a number"),
        ("ideas:1" + "0" * 5000, "keep is"),
    ],
)
def test_other_words_are_refused_in_a_sentence(asked, said: str) -> None:
    with pytest.raises(PlanError) as error:
        keep_of(asked, 50)
    assert str(error.value).startswith(said)
    assert len(str(error.value)) < 300


@pytest.mark.parametrize("keep", ["metrics", "monthly", "yearly", "ideas:3", "monthly,ideas"])
def test_what_is_not_kept_has_no_rows(planned, engine, keep: str) -> None:
    plan = planned(keep=keep, costs=("as_costed",))
    result = run_temporarily(plan, engine)
    rows = {name: facts["rows"] for name, facts in result.manifest["tables"].items()}
    assert list(rows) == list(TABLES)
    assert rows["metrics"] == 24
    assert all((rows[name] > 0) == plan.keep.ledger for name in MONTHLY_TABLES)
    for name in IDEA_TABLES:
        replications = set(getattr(result, name)["replication"])
        assert replications == set(range(plan.keep.ideas))


def test_a_year_is_the_mean_over_its_months(planned, engine) -> None:
    """Of every replication and regime, and of the years before month 0; a year that is cut short, too."""
    asked = {"costs": ("as_costed",), "months": 30}
    yearly = run_temporarily(planned(keep="yearly", **asked), engine)
    monthly = run_temporarily(planned(keep="monthly", **asked), engine)
    months = monthly.indicators
    keys = ["replication", "year", "cost", "regime"]
    frame = months.assign(year=months["month"] // 12).groupby(keys, observed=True)
    assert len(yearly.indicators) == len(frame.size()) < len(months) / 6
    years = yearly.indicators.assign(year=yearly.indicators["month"] // 12).set_index(keys)
    assert set(years["month"]) == set(frame["month"].min())
    for name in INDICATORS:
        expected = frame[name].mean().reindex(years.index)
        np.testing.assert_allclose(years[name], expected, rtol=1e-12, atol=1e-12)
    assert yearly.ledger.equals(monthly.ledger)
    book = pd.read_csv(yearly.folder / "codebook.csv").set_index(["table", "column"])
    assert book.loc[("indicators", "gap_mdkk"), "meaning_en"].startswith(
        "mean over the year's months: gap"
    )
    assert "Der er gemt år" in (yearly.folder / "README.md").read_text(encoding="utf-8")
    months_book = pd.read_csv(monthly.folder / "codebook.csv").set_index(["table", "column"])
    assert months_book.loc[("indicators", "gap_mdkk"), "meaning_en"].startswith("gap")
    with pytest.raises(AnalysisError, match=r'no months were kept .* keep="monthly"'):
        over_time(yearly, "as_costed", "framed", "support_mean")


def test_a_year_has_the_months_in_which_there_is_something() -> None:
    months = np.arange(-14, 14)
    values = np.where(months % 12 == 0, 0.25, np.nan)
    values[months < -12] = np.nan
    found = by_year({"month": months, "pressure": values})
    assert found["month"].tolist() == [-14, -12, 0, 12]
    np.testing.assert_array_equal(found["pressure"], [np.nan, 0.25, 0.25, 0.25])
    empty = by_year({"month": months[:0], "pressure": values[:0]})
    assert [len(each) for each in empty.values()] == [0, 0]

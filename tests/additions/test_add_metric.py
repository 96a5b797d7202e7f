"""To add a metric: its declaration and its reckoning."""

import json

import pandas as pd
import pytest

END = "\n)\n\nMETRICS"

DECLARED = """
    metric(
        "halted_in_all_share",
        "share",
        Text("cost of the halted", "pris for det standsede"),
        Text("halted cost over all spent", "standset omkostning over alt brugt"),
        "down",
        SmallestEffect(0.01),
        headline=True,
        ratio=("halted_mdkk", "spent_on_ideas_mdkk"),
        undefined=Reason(
            "no_purse", Text("the purse stayed shut", "pungen var lukket"), lacks_ideas=False
        ),
        trying=True,
    ),
    metric(
        "months_told",
        "months",
        Text("months told of", "fortalte måneder"),
        Text("months that were run", "måneder, der blev kørt"),
        months=20,
    ),"""

RECKONED = """    metrics = town.metrics[0]
    metrics.halted_in_all_share = ratio(metrics.halted_mdkk, metrics.spent_on_ideas_mdkk)
    metrics.months_told = float(months) if months >= 20 else UNDEFINED
"""


@pytest.fixture(scope="module")
def grown(copy):
    copy.edit("scenario/catalogue/metric_columns.py", (END, DECLARED + END))
    last = "    reckon_ildsjaele_lost(town, months)\n"
    copy.edit("model/rules/reckoning.py", (last, last + RECKONED))
    copy.runs("--regime", "framed", "--regime", "bottom-up", "--regime", "shaving")
    return copy


def test_it_is_in_the_tables_and_explained(grown):
    metrics = grown.table("metrics")
    assert str(metrics["halted_in_all_share"].dtype) == "float64"
    framed = metrics[metrics["regime"] == "framed"]
    divided = framed["halted_mdkk"] / framed["spent_on_ideas_mdkk"]
    assert framed["halted_in_all_share"].tolist() == divided.tolist()
    row = grown.codebook()["metrics", "halted_in_all_share"]
    assert (row["unit"], row["meaning_da"]) == ("share", "standset omkostning over alt brugt")


def test_a_scenario_may_say_from_where_it_matters(grown):
    assert "halted_in_all_share" in grown.types("schema")
    assert "halted_in_all_share" in grown.types("show", "village")


def test_the_summary_and_the_comparison_pool_it_alike(grown):
    metrics = grown.table("metrics")
    sums = metrics[metrics["regime"] == "framed"][["halted_mdkk", "spent_on_ideas_mdkk"]].sum()
    pooled = sums["halted_mdkk"] / sums["spent_on_ideas_mdkk"]
    summary = pd.read_csv(grown.folder / "result" / "summary.csv").set_index(["regime", "metric"])
    assert summary.loc[("framed", "halted_in_all_share"), "mean"] == pytest.approx(pooled)
    compared = json.loads(grown.types("compare", "result", "--baseline", "bottom-up", "--json"))
    found = {(each["regime"], each["metric"]): each for each in compared["comparisons"]}
    framed = found["framed", "halted_in_all_share"]
    assert framed["mean"] == pytest.approx(pooled)
    assert framed["pooled"]
    assert framed["sesoi"] == 0.01
    assert found["shaving", "halted_in_all_share"]["why"] == "no_purse"
    assert found["framed", "months_told"]["why"] == "too_short"
    assert ["framed", "bottom-up", "halted_in_all_share"] in [
        [pair["regime"], pair["against"], pair["metric"]] for pair in compared["pairs"]
    ]


@pytest.mark.parametrize(
    ("lang", "name", "why"),
    [
        ("en", "Cost of the halted (%): less is better", "the purse stayed shut"),
        ("da", "Pris for det standsede (%): mindre er bedre", "pungen var lukket"),
    ],
)
def test_it_is_told_in_both_languages(grown, lang, name, why):
    told = grown.types("compare", "result", "--lang", lang)
    assert name in told
    assert why in " ".join(told.split())

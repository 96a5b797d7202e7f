"""To add a metric: its declaration and its reckoning, nothing else. Shown on a copy of the package, run uncompiled."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[3]
CATALOGUE = Path("src", "innosim", "scenario", "catalogue", "metric_columns.py")
RECKONING = Path("src", "innosim", "model", "rules", "reckoning.py")
END = "\n)\n\nMETRICS"

DECLARED = """
    _metric(
        "halted_in_all_share",
        "share",
        Text("cost of the halted", "pris for det standsede"),
        Text("halted cost over all spent", "standset omkostning over alt brugt"),
        "down",
        0.01,
        ratio=("halted_mdkk", "spent_on_ideas_mdkk"),
        undefined=Reason(
            "no_purse", Text("the purse stayed shut", "pungen var lukket"), lacks_ideas=False
        ),
        trying=True,
    ),
    _metric(
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
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with two more metrics, and a result that it made."""
    copy = tmp_path_factory.mktemp("grown")
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "innosim", copy / "src" / "innosim", ignore=skip)
    shutil.copytree(ROOT / "scenarios", copy / "scenarios")
    catalogue = (copy / CATALOGUE).read_text(encoding="utf-8")
    assert catalogue.count(END) == 1
    (copy / CATALOGUE).write_text(catalogue.replace(END, DECLARED + END), encoding="utf-8")
    with (copy / RECKONING).open("a", encoding="utf-8") as stream:  # `reckon` stands last
        stream.write(RECKONED)
    small = ("--replications", "3", "--months", "14", "--cost", "as-costed")
    some = ("--regime", "framed", "--regime", "bottom-up", "--regime", "shaving")
    innosim(copy, "run", "village", *small, *some, "--out", "result", "--quiet")
    return copy


def innosim(copy: Path, *words: str) -> str:
    chosen = {"PYTHONPATH": str(copy / "src"), "INNOSIM_COMPILE": "0", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "innosim", *words],
        cwd=copy, env=os.environ | chosen, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_in_the_tables_and_explained(grown: Path) -> None:
    metrics = pd.read_parquet(grown / "result" / "metrics.parquet")
    assert str(metrics["halted_in_all_share"].dtype) == "float64"
    framed = metrics[metrics["regime"] == "framed"]
    divided = framed["halted_mdkk"] / framed["spent_on_ideas_mdkk"]
    assert framed["halted_in_all_share"].tolist() == divided.tolist()
    with (grown / "result" / "codebook.csv").open(encoding="utf-8", newline="") as stream:
        explained = {(row["table"], row["column"]): row for row in csv.DictReader(stream)}
    row = explained["metrics", "halted_in_all_share"]
    assert (row["unit"], row["meaning_da"]) == ("share", "standset omkostning over alt brugt")


def test_a_scenario_may_say_from_where_it_matters(grown: Path) -> None:
    assert "halted_in_all_share" in innosim(grown, "schema")
    assert "halted_in_all_share" in innosim(grown, "show", "village")


def test_the_summary_and_the_comparison_pool_it_alike(grown: Path) -> None:
    metrics = pd.read_parquet(grown / "result" / "metrics.parquet")
    sums = metrics[metrics["regime"] == "framed"][["halted_mdkk", "spent_on_ideas_mdkk"]].sum()
    pooled = sums["halted_mdkk"] / sums["spent_on_ideas_mdkk"]
    summary = pd.read_csv(grown / "result" / "summary.csv").set_index(["regime", "metric"])
    assert summary.loc[("framed", "halted_in_all_share"), "mean"] == pytest.approx(pooled)
    compared = json.loads(innosim(grown, "compare", "result", "--baseline", "bottom-up", "--json"))
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
def test_it_is_told_in_both_languages(grown: Path, lang: str, name: str, why: str) -> None:
    told = innosim(grown, "compare", "result", "--lang", lang)
    assert name in told
    assert why in " ".join(told.split())

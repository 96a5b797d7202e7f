"""A number under a metric's name is the metric's: figures and tables of one real run, held against each other."""

import csv
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import innosim
from innosim.analysis.bottlenecks import stages
from innosim.analysis.failure import PARTS, failure_parts
from innosim.analysis.measures import Measures
from innosim.analysis.purse import SOURCES, met
from innosim.analysis.verdicts import Verdict
from innosim.present.comparison import comparison_json
from innosim.present.figures import failure, funnel, metrics, pressure
from innosim.present.figures.scene import Material, scene_of
from innosim.present.notebook import levels_sheet
from innosim.present.style import SLIDE, drawing
from innosim.present.words.basis import NO_IDEAS
from innosim.present.words.language import percent, say, with_half
from innosim.scenario.catalogue import COSTS, HEADLINES, METRICS, OUTCOMES

Numbers = Mapping[tuple[str, str, str], tuple[float, float, float]]
modes = pytest.mark.parametrize("cost", COSTS)


@pytest.fixture(scope="module")
def village() -> innosim.Result:
    return innosim.run("village", replications=6, months=84, keep="monthly,ideas")


@pytest.fixture(scope="module")
def comparison(village: innosim.Result) -> innosim.Comparison:
    return village.compare()


@pytest.fixture(scope="module")
def compared(comparison: innosim.Comparison) -> Numbers:
    """Mean and interval by cost mode, regime and metric, as `compare` has them."""
    return {
        (one.cost, one.regime, one.metric): (one.mean, one.low, one.high)
        for one in (*comparison.levels, *comparison.findings)
    }


def drawn(
    module: Any, village: innosim.Result, cost: str, lang: Any = "en", **options: Any
) -> tuple[list[Any], str]:
    """The Axes of a page, and all its words."""
    scene = scene_of(village, SLIDE, lang, cost)
    figure = Figure()
    with drawing(SLIDE):
        axes = module.page(figure, Material(village, cost), scene, **options)
    return axes, "\n".join(text.get_text() for text in figure.findobj(Text))


def trying(compared: Numbers, cost: str, metric: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The regimes with ideas, and what `compare` says of them."""
    for (mode, regime, name), found in compared.items():
        if mode == cost and name == metric and regime != "shaving":
            yield regime, found


def test_the_tables_agree_on_every_metric(village: innosim.Result, compared: Numbers) -> None:
    with (village.folder / "summary.csv").open(encoding="utf-8") as file:
        summary = {(r["cost"], r["regime"], r["metric"]): r for r in csv.DictReader(file)}
    for key, found in compared.items():
        stored = [float(summary[key][name] or "nan") for name in ("mean", "low", "high")]
        assert stored == pytest.approx(found, nan_ok=True), key


def test_json_and_summary_agree_on_every_difference(
    village: innosim.Result, comparison: innosim.Comparison
) -> None:
    with (village.folder / "summary.csv").open(encoding="utf-8") as file:
        summary = {(r["cost"], r["regime"], r["metric"]): r for r in csv.DictReader(file)}
    names = ("difference", "difference_low", "difference_high", "beats", "variance_ratio")
    told = comparison_json(village, comparison)["comparisons"]
    for one in told:
        row = summary[one["cost"], one["regime"], one["metric"]]
        assert [one[name] for name in names] == [
            float(row[name]) if row[name] else None for name in names
        ], row
    # Where nothing varies there is nothing to divide by.
    assert [one for one in told if one["pairs"] and one["variance_ratio"] is None]


@modes
def test_a_results_own_table_is_that_of_compare(
    village: innosim.Result, compared: Numbers, cost: str
) -> None:
    sheet = levels_sheet(village, cost)
    for metric, line in zip(HEADLINES, sheet.rows, strict=True):
        factor = 100.0 if METRICS[metric].unit == "share" else 1.0
        for regime, cell in zip(sheet.head[1:], line[1:], strict=True):
            mean, low, high = (factor * part for part in compared[cost, regime, metric])
            assert cell == with_half(mean, low, high, "en")


@modes
@pytest.mark.parametrize("metric", OUTCOMES)
def test_metrics_are_drawn_at_their_means_and_differences(
    village: innosim.Result,
    comparison: innosim.Comparison,
    compared: Numbers,
    cost: str,
    metric: str,
) -> None:
    (levels, differences), _ = drawn(metrics, village, cost, columns=(metric,))
    means = [
        found[0] for (mode, _, name), found in compared.items() if (mode, name) == (cost, metric)
    ]
    assert points(levels) == pytest.approx(sorted(mean for mean in means if not np.isnan(mean)))
    shown, said = [], []
    for _, both in comparison.of_metric(metric):
        known = [found for found in both if found.pairs]
        word = in_words(known)
        said += [word] if word else []
        shown += [] if word else [found.difference for found in known]
    assert points(differences) == pytest.approx(sorted(shown))
    assert [text.get_text() for text in differences.texts] == said


def in_words(known: list[Any]) -> str:
    """What stands in place of a difference, "" where it is drawn."""
    verdicts = {found.verdict for found in known}
    if Verdict.NOT_RANKED in verdicts:
        return "not ranked"
    if verdicts <= {Verdict.ZERO}:
        return "no difference" if known else "undefined"
    # Under ten runs there is no verdict; that every pair is equal is a fact all the same.
    alike = all(found.difference == 0.0 and found.beats == 0.5 for found in known)
    return f"the same in all {known[0].pairs} runs" if alike else ""


def test_a_difference_is_said_in_each_of_the_ways_that_compare_has(
    comparison: innosim.Comparison,
) -> None:
    """The rows that are not drawn are there to be tested, equal by luck among them."""
    said = {
        in_words([found for found in both if found.pairs])
        for metric in OUTCOMES
        for _, both in comparison.of_metric(metric)
    }
    assert said == {"", "not ranked", "undefined", "the same in all 6 runs"}


def points(ax: Any) -> list[float]:
    """Where the markers of means stand; the dots of single runs are of another kind."""
    lines = [line for line in ax.lines if len(line.get_xdata()) == 1 and line.get_marker() != "."]
    return sorted(float(line.get_xdata()[0]) for line in lines)


@modes
def test_the_funnel_bears_own_ideas_in_operation_and_ends_in_conversion(
    village: innosim.Result, compared: Numbers, cost: str
) -> None:
    axes, words = drawn(funnel, village, cost)
    heads = {ax.get_title(loc="left") for ax in axes}
    for regime, found in trying(compared, cost, "throughput_per_year"):
        assert f"{regime}: {with_half(*found, 'en')}" in heads
        counted = stages(village, cost, regime)
        assert counted.followed
        share = compared[cost, regime, "conversion"][0]
        assert counted.reached[-1] / counted.reached[0] == pytest.approx(share)
        assert f"({percent(share, 'en')})" in words
    assert METRICS["throughput_per_year"].short.en in " ".join(words.split())


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "biographies not kept"), ("da", "biografier ikke gemt")]
)
def test_a_funnel_without_biographies_still_bears_the_metric(lang: Any, word: str) -> None:
    bare = innosim.run("village", replications=3, months=60, keep="monthly", cost="as_costed")
    axes, words = drawn(funnel, bare, "as_costed", lang=lang)
    measures = Measures(bare)
    heads = [ax.get_title(loc="left") for ax in axes]
    trying = [
        name for name in bare.scenario.regimes if name not in ("shaving", bare.scenario.baseline)
    ]
    trying.append(bare.scenario.baseline)  # last, as in every figure
    assert heads == [
        f"{name}: {with_half(*measures.of('as_costed', name, 'throughput_per_year').interval[:3], lang)}"
        for name in trying
    ]
    assert all([word] == [text.get_text() for text in ax.texts] for ax in axes)
    assert words.count(say(NO_IDEAS, lang)) == 1  # of shaving
    assert "--keep monthly" in " ".join(words.split())


@modes
def test_the_cost_of_failure_is_the_metric_and_its_parts_add_up_to_it(
    village: innosim.Result, compared: Numbers, cost: str
) -> None:
    (ax,), _ = drawn(failure, village, cost)
    said = {text.get_text() for text in ax.texts}
    runs = village.metrics[village.metrics["cost"] == cost]
    for regime, found in trying(compared, cost, "failure_cost_mdkk_per_year"):
        late = compared[cost, regime, "late_failure_share"][0]
        parts = failure_parts(village, cost, regime)
        lost = compared[cost, regime, "lost_in_operation_mdkk_per_year"][0]
        assert parts[:, PARTS.index("harm")].mean() == pytest.approx(lost)
        shares = f"late {percent(late, 'en')}, harm {percent(lost / found[0], 'en')}"
        assert f"{with_half(*found, 'en')} ({shares})" in said
        own = runs[runs["regime"] == regime].sort_values("replication")
        assert parts.sum(axis=1) == pytest.approx(own["failure_cost_mdkk_per_year"].to_numpy())
        assert (parts >= 0.0).all()
        early, after = (parts[:, PARTS.index(name)].sum() for name in ("early", "late"))
        assert after / (early + after) == pytest.approx(late)


@modes
def test_a_years_bars_are_the_purses_and_bear_pressure_met_without_cuts(
    village: innosim.Result, compared: Numbers, cost: str
) -> None:
    axes, _ = drawn(pressure, village, cost)
    heads = {ax.get_title(loc="left"): ax for ax in axes}
    gaps = village.indicators.groupby(["cost", "regime", "month"], observed=True)["gap_mdkk"].mean()
    for (mode, regime, metric), found in compared.items():
        if mode != cost or metric != "pressure_met_without_cuts":
            continue
        ax = heads[f"{regime} ({percent(found[0], 'en')})"]
        table = met(village, cost, regime, 7)
        bars = np.reshape([bar.get_height() for bar in ax.patches], (len(SOURCES), 7)).T
        assert bars == pytest.approx(table.to_numpy())
        assert table.sum(axis=1).to_numpy() == pytest.approx(gaps[cost, regime].to_numpy()[::12])

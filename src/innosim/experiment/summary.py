"""A row per cost mode, regime and metric: mean with interval, and the paired difference to the baseline."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from innosim.experiment.intervals import Floats, Interval
from innosim.experiment.measure import Measure, measure_of
from innosim.experiment.plan import Plan
from innosim.experiment.runs import runs_in
from innosim.scenario.catalogue import KEY_COLUMNS, METRICS, Column, Text
from innosim.scenario.catalogue.declare import Dtype, Values


@dataclass(frozen=True)
class SummaryRow:
    """One metric of one regime in one cost mode; None is undefined.

    ``n`` replications were defined and ``undefined`` were not; ``difference`` and what follows compare
    with the baseline in the same cost mode, over ``pairs`` replications in which both are defined.
    """

    cost: str
    regime: str
    metric: str
    unit: str
    better: str
    sesoi: float | None
    n: int
    undefined: int
    mean: float | None
    low: float | None
    high: float | None
    baseline: str
    pairs: int | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None
    beats: float | None
    variance_ratio: float | None


def _column(name: str, unit: str, en: str, da: str, dtype: Dtype = "float") -> Column:
    return Column(name, unit, Text(en, da), dtype)


SUMMARY: tuple[Column, ...] = (
    *KEY_COLUMNS[:2],
    _column("metric", "text", "the metric's name", "målets navn", "text"),
    _column("unit", "text", "the metric's unit", "målets enhed", "text"),
    _column(
        "better",
        "text",
        "up or down: the direction that is better, where one is",
        "up eller down: den retning, der er bedre, hvor én er",
        "text",
    ),
    _column(
        "sesoi",
        "the metric's",
        "smallest difference that matters in this town, where one was set",
        "mindste forskel af betydning i denne kommune, hvor en er sat",
    ),
    _column("n", "count", "replications in which it is defined", "kørsler med værdi", "int"),
    _column("undefined", "count", "replications in which it is not", "kørsler uden værdi", "int"),
    _column(
        "mean",
        "the metric's",
        "mean over replications; of a ratio with parts, sum over sum",
        "middel over kørsler; for et forhold med dele sum over sum",
    ),
    _column(
        "low", "the metric's", "lower end of its 95 % interval", "nedre ende af 95 %-intervallet"
    ),
    _column(
        "high", "the metric's", "upper end of its 95 % interval", "øvre ende af 95 %-intervallet"
    ),
    _column("baseline", "text", "the regime it is compared with", "regimet, der måles mod", "text"),
    _column("pairs", "count", "replications in which both are defined", "par med værdi", "int"),
    _column(
        "difference",
        "the metric's",
        "mean paired difference; of a ratio with parts, that of sums over sums",
        "middel af parrede forskelle; for et forhold med dele forskellen på sum over sum",
    ),
    _column(
        "difference_low", "the metric's", "lower end of its interval", "nedre ende af intervallet"
    ),
    _column(
        "difference_high", "the metric's", "upper end of its interval", "øvre ende af intervallet"
    ),
    _column(
        "beats",
        "share",
        "share of pairs in which the regime is better (larger, where no direction is), ties half",
        "andel af par, hvor regimet er bedre (større, hvor ingen retning er), uafgjort halvt",
    ),
    _column(
        "variance_ratio",
        "factor",
        "variance of the paired difference over that of an unpaired one",
        "varians af den parrede forskel i forhold til en uparret",
    ),
)
"""The columns of summary.csv, with unit and meaning."""


def summarise(metrics_file: Path, plan: Plan) -> list[SummaryRow]:
    """Return the rows of the summary, by cost mode, regime and metric, in the order of the plan."""
    runs = runs_in(metrics_file)
    found = {
        name: {metric: values[runs.of(*name)] for metric, values in runs.metrics.items()}
        for name in plan.names
    }
    baseline, limits = plan.baseline, plan.scenario.effects
    rows: list[SummaryRow] = []
    for (cost, regime), ours in found.items():
        base = found.get((cost, baseline)) if regime in plan.regimes else None  # twins: levels only
        made = _rows(cost, regime, ours, baseline, base, plan.scenario.values)
        rows += [replace(row, sesoi=limits.get(row.metric)) for row in made]
    return rows


def summary_csv(rows: list[SummaryRow]) -> str:
    """Return the rows as CSV: point decimals, empty where undefined, numbers in full."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = [field.name for field in fields(SummaryRow)]
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in names])
    return text.getvalue()


def _rows(
    cost: str,
    regime: str,
    values: dict[str, Floats],
    baseline: str,
    base: dict[str, Floats] | None,
    town: Values,
) -> Iterator[SummaryRow]:
    against = None if regime == baseline else base
    for name in METRICS:
        ours = measure_of(name, values.__getitem__, town)
        theirs = None if against is None else measure_of(name, against.__getitem__, town)
        yield _row(cost, regime, ours, baseline, theirs)


def _row(cost: str, regime: str, ours: Measure, baseline: str, base: Measure | None) -> SummaryRow:
    level = ours.interval
    against = None if base is None else ours.against(base)
    difference = (
        Interval(math.nan, math.nan, math.nan, 0) if against is None else against.difference
    )
    return SummaryRow(
        cost=cost,
        regime=regime,
        metric=ours.metric.name,
        unit=ours.metric.unit,
        better=ours.metric.better,
        sesoi=None,
        n=level.n,
        undefined=len(ours.values) - level.n,
        mean=_or_none(level.mean),
        low=_or_none(level.low),
        high=_or_none(level.high),
        baseline=baseline if against is not None else "",
        pairs=None if against is None else difference.n,
        difference=_or_none(difference.mean),
        difference_low=_or_none(difference.low),
        difference_high=_or_none(difference.high),
        beats=None if against is None else _or_none(against.beats),
        variance_ratio=None if against is None else _or_none(against.variance_ratio),
    )


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _cell(value: object) -> str:
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)

"""A study in Python: its metrics with what was varied beside them, its comparison, and its figures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innosim.analysis import study_comparison as study_comparison_
from innosim.analysis.leads import Lead
from innosim.analysis.study import StudyMeasures
from innosim.experiment.errors import FolderError
from innosim.experiment.place import resolved as place_of
from innosim.experiment.study_runs import StudyRuns, open_study
from innosim.present.screens import Shown
from innosim.present.study_answer import study_basis, study_sheets
from innosim.present.tables import Sheet
from innosim.present.words.language import Language
from innosim.scenario.arguments import argued, refuse_outside
from innosim.scenario.catalogue import METRICS
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.errors import known, several
from innosim.scenario.resolved import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from innosim.present.study_plot import StudyPlots


class StudyComparison(Shown, study_comparison_.StudyComparison):
    """A study's points compared; shows itself as who leads where, and a table a metric."""

    @argued()
    def cell(self, point: int, cost: str, regime: str, metric: str) -> study_comparison_.Cell:
        """All there is to say of one regime on one metric at a point: its level, and both differences with their verdicts.

        Raises:
            AnalysisError: a point that was not run, or a regime that was not.
            ArgumentError: no such cost mode or metric.
        """
        at, mode = self.measures.point_of(point), known("cost mode", self.costs, cost_named(cost))
        known("metric", METRICS, metric)
        return super().cell(at, mode, self.measures.regime(regime), metric)

    @argued()
    def lead(self, point: int, cost: str, metric: str) -> Lead:
        """Who leads at a point on a metric, all pairs of regimes at once; nobody at one that failed.

        Raises:
            ArgumentError: no such point, cost mode or metric.
        """
        refuse_outside("point", point, 0, len(self.points) - 1)
        known("metric", METRICS, metric)
        return super().lead(point, known("cost mode", self.costs, cost_named(cost)), metric)

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it shows itself as: of metrics that were asked for alone, else who leads where and the first headline."""
        chosen = self.metrics if len(self.metrics) <= _FEW else ()
        return study_sheets(self, chosen)

    @argued()
    def tables(self, metrics: str | Iterable[str] = (), lang: Language = "en") -> tuple[Sheet, ...]:
        """The tables of some metrics, in one of the two languages."""
        return study_sheets(self, several(metrics), lang)


_FEW = 3
"""Metrics of which each has its table where they were asked for."""


class Study:
    """A scenario at many points. ``metrics`` and ``points`` are frames, ``compare`` holds points and regimes against each other, ``plot`` draws them."""

    @argued()
    def __init__(
        self, folder: str | os.PathLike[str], *, keep: object = None, name: str = ""
    ) -> None:
        """Open the study in ``folder``; ``keep`` lives as long as the study (what owns a temporary folder).

        Raises:
            ResultError: there is no study, or it is not whole.
        """
        stored = open_study(Path(folder))
        self.folder = stored.folder
        self.manifest = stored.manifest
        self.name = name or str(stored.manifest["name"])
        self._runs = stored.runs
        self._keep = keep

    @property
    def runs(self) -> StudyRuns:
        """The metrics as plain arrays, which are there sooner than pandas is."""
        return self._runs

    @property
    def scenario(self) -> Scenario:
        """The base point's scenario."""
        return self._runs.scenario

    @property
    def regimes(self) -> tuple[str, ...]:
        """The regimes that were run."""
        return self._runs.regimes

    @property
    def costs(self) -> tuple[str, ...]:
        """The cost modes that were run."""
        return self._runs.costs

    @property
    def varied(self) -> tuple[str, ...]:
        """What is varied, by full names."""
        return tuple(dict.fromkeys(name for point in self._runs.points for name in point))

    @property
    def failures(self) -> Mapping[int, str]:
        """The points that failed, each with the sentence why."""
        return self._runs.failures

    @cached_property
    def points(self) -> pd.DataFrame:
        """A row a point: its number, what is varied, whether all of it was run, and why it failed ("" where it did not)."""
        import pandas as pd

        runs = self._runs
        frame = pd.DataFrame([dict(point) for point in runs.points], columns=list(self.varied))
        frame.insert(0, "point", range(len(runs.points)))
        frame["done"] = [
            bool(done) and at not in runs.failures for at, done in enumerate(runs.done)
        ]
        frame["failure"] = [runs.failures.get(at, "") for at in range(len(runs.points))]
        return frame

    @cached_property
    def metrics(self) -> pd.DataFrame:
        """A row per point, cost mode, regime and replication: the varied values in columns of their own, then every metric."""
        from innosim.experiment.study_frames import metrics_frame

        frame = metrics_frame(self._runs)
        varied = self.points[["point", *self.varied]]
        return varied.merge(frame, on="point", how="inner")

    @cached_property
    def undefined(self) -> pd.DataFrame:
        """Where metrics have no value: a row per point, cost mode, regime and metric, with how many replications have none, and of how many."""
        import pandas as pd

        measures = StudyMeasures(self._runs, self.scenario)
        rows = [
            (point, cost, regime, metric, len(found.values) - found.n, len(found.values))
            for metric in METRICS
            for cost in self.costs
            for regime in self.regimes
            for point in measures.there
            if (found := measures.of(point, cost, regime, metric)).n < len(found.values)
        ]
        names = ["point", "cost", "regime", "metric", "undefined", "replications"]
        return pd.DataFrame(rows, columns=names)

    @argued()
    def compare(
        self,
        baseline: str = "",
        *,
        reference: int | Mapping[str, Any] | None = None,
        metrics: str | Iterable[str] = (),
        sesoi: Mapping[str, float] | None = None,
    ) -> StudyComparison:
        """Hold every regime at every point against the baseline there, and against itself at a reference point.

        Args:
            baseline: a regime's name; by default the scenario's own.
            reference: a point, by its number or by varied values such as ``{"uncertainties.pressure": 0.01}``; by default the
                scenario's own setting where it is one of the points, else the first.
            metrics: those to compare, all outcomes by default.
            sesoi: smallest effect of interest by metric, in the metric's own unit.

        Raises:
            AnalysisError: a regime, point or metric that this study does not have.
        """
        found = study_comparison_.compare_study(
            self._runs, self.scenario,
            baseline=baseline, reference=reference, metrics=several(metrics), sesoi=sesoi,
        )  # fmt: skip
        return StudyComparison(**vars(found))

    @property
    def plot(self) -> StudyPlots:
        """The figures: ``study.plot.curve("pressure")`` and ``study.plot.map(x, y)``, Axes in, Axes out."""
        from innosim.present.study_plot import StudyPlots

        return StudyPlots(self.compare())

    @argued()
    def save(self, folder: str | os.PathLike[str]) -> Study:
        """Copy the study to a folder that is not there yet, and return it opened there.

        Raises:
            FolderError: something is there, or it cannot be written.
        """
        target = place_of(Path(folder))
        if target == self.folder.resolve():
            return self
        if target.exists():
            raise FolderError(f"{target.as_posix()} is there already: name another folder.")
        try:
            shutil.copytree(self.folder, target)
        except OSError as error:
            shutil.rmtree(target, ignore_errors=True)
            raise FolderError(
                f"{target.as_posix()} cannot be written: {error.strerror or error}."
            ) from None
        return Study(target, name=self.name)

    def __repr__(self) -> str:
        """What is varied, over which scenario, and how much was run, in one line."""
        runs = self._runs
        failed = f", {len(runs.failures)} failed" if runs.failures else ""
        names = ", ".join(self.varied)
        return (
            f"<Study of {self.name}: {len(runs.points)} points of {names}{failed}; "
            f"{', '.join(self.regimes)}; {runs.replications} replications each>"
        )

    def __str__(self) -> str:
        """How much was run, and the comparison."""
        found = self.compare()
        return f"{study_basis(found, 'en')}\n\n{found}"

    def _repr_html_(self) -> str:
        found = self.compare()
        return f"<p>{study_basis(found, 'en')}</p>{found._repr_html_()}"

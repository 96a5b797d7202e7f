"""What an outcome hangs on as Python has it: tables that show themselves, a frame, and figures."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from innosim.analysis.sensitivity import Findings, OfMetric
from innosim.analysis.sensitivity_study import run_sensitivity
from innosim.experiment.leftovers import TemporaryFolder
from innosim.experiment.plan import with_run_values
from innosim.present.screens import Shown
from innosim.present.sensitivity_tables import (
    save_sensitivity,
    sensitivity_frame,
    sensitivity_sheets,
)
from innosim.present.tables import Sheet
from innosim.present.words.language import Language
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue import AS_COSTED
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.errors import known, several
from innosim.scenario.reader import load
from innosim.scenario.resolved import Scenario, ScenarioLike

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Sensitivity(Shown):
    """What an outcome hangs on, metric by metric; shows itself as tables.

    ``findings`` holds all of it; ``order`` names the parameters that move any metric, the strongest first.
    """

    findings: Findings

    @property
    def frame(self) -> pd.DataFrame:
        """A row a metric and parameter: effects, the noise they must be told from, and indices."""
        return sensitivity_frame(self.findings)

    @property
    def order(self) -> tuple[str, ...]:
        """The parameters that move any metric by more than noise, the one that moves one of them most smallest effects first."""
        return self.findings.order()

    @argued()
    def on(self, metric: str) -> OfMetric:
        """Return what one metric hangs on.

        Raises:
            ArgumentError: a metric that was not looked at.
        """
        return self.findings.metrics[known("metric", self.findings.metrics, metric)]

    @argued()
    def save(self, folder: str | os.PathLike[str], *, lang: Language = "en") -> list[Path]:
        """Write the table and a figure a metric into ``folder``; return the files."""
        called = f"innosim.sensitivity({self.findings.scenario!r}, of={str(self.findings.of)!r})"
        return save_sensitivity(self.findings, Path(folder), called, lang=lang)

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it shows itself as."""
        return sensitivity_sheets(self.findings)


@argued(but=("replications", "jobs"))
def sensitivity(  # noqa: PLR0913 - all but the scenario by name, as on the command line
    scenario: ScenarioLike,
    *,
    of: str,
    metrics: str | Iterable[str] = (),
    trajectories: int = 8,
    draws: int = 300,
    replications: int = 3,
    cost: str = AS_COSTED,
    jobs: int | None = None,
    out: str | os.PathLike[str] | None = None,
) -> Sensitivity:
    """Find which of all uncertain parameters an outcome hangs on: a screening of all, then indices of the strongest.

    Args:
        scenario: a scenario, a path or the name of an installed scenario.
        of: a regime, or a regime less another: "framed - bottom-up".
        metrics: those to look at; by default the headlines.
        trajectories: of the screening, each of a point a parameter and one more.
        draws: of the strongest parameters, in the second step.
        replications: of each regime at each point.
        cost: "as_costed" or "equal_resources", whose factors are found at the scenario's own values and held.
        jobs: threads; by default one a core.
        out: a folder that keeps both studies, so that the same again goes on; by default nothing is kept.

    Raises:
        AnalysisError: ``of`` names what is no regime.
        PlanError: an unknown metric or cost mode, or too few trajectories, draws or replications.
    """
    from innosim.experiment.engine import installed

    given = scenario if isinstance(scenario, Scenario) else load(scenario)
    resolved = with_run_values(given, replications=replications)
    kept = None if out is not None else TemporaryFolder()
    try:
        findings = run_sensitivity(
            resolved,
            of,
            Path(out) if kept is None and out is not None else kept.result,  # type: ignore[union-attr]
            installed(),
            metrics=tuple(several(metrics)),
            cost=cost_named(cost),
            count=trajectories,
            draws=draws,
            jobs=jobs,
        )
    finally:
        if kept is not None:
            kept.remove()
    return Sensitivity(findings)

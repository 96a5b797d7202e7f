"""What an outcome hangs on as Python has it: tables that show themselves, a frame, and figures."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from innosim.analysis.sensitivity import Findings, OfMetric, of_named
from innosim.analysis.sensitivity_study import run_sensitivity
from innosim.analysis.usual import POINT_REPLICATIONS, SECOND_DRAWS, TRAJECTORIES
from innosim.experiment.errors import said_in_python
from innosim.experiment.leftovers import TemporaryFolder
from innosim.experiment.place import as_typed
from innosim.experiment.plan import with_run_values
from innosim.present.screens import Shown
from innosim.present.sensitivity_tables import (
    save_sensitivity,
    sensitivity_frame,
    sensitivity_sheets,
)
from innosim.present.tables import Sheet
from innosim.present.words.language import Language
from innosim.running import load
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue import AS_COSTED
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.errors import known, several
from innosim.scenario.overlay import Overrides
from innosim.scenario.resolved import ScenarioLike

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
    trajectories: int = TRAJECTORIES,
    draws: int = SECOND_DRAWS,
    replications: int = POINT_REPLICATIONS,
    cost: str = AS_COSTED,
    overrides: Overrides = (),
    jobs: int | None = None,
    out: str | os.PathLike[str] | None = None,
    force: bool = False,
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
        overrides: values over the scenario's, as in `load`; of replications ``replications`` says how many.
        jobs: threads; by default one a core.
        out: a folder that keeps both studies, so that the same again goes on; by default nothing is kept.
        force: replace another study in ``out``.

    Raises:
        AnalysisError: ``of`` names what is no regime.
        PlanError: an unknown metric or cost mode, or too few trajectories, draws or replications.
        FolderError: something else is at ``out``.
    """
    from innosim.experiment.engine import installed
    from innosim.present.notebook import watching

    resolved = with_run_values(load(scenario, overrides), replications=replications)
    asked = of_named(of, tuple(resolved.regimes))
    engine = installed()
    kept = None if out is not None else TemporaryFolder()
    try:
        with watching(engine.compile_seconds) as line, said_in_python():
            findings = run_sensitivity(
                resolved,
                asked,
                as_typed(out) if out is not None else kept.result,  # type: ignore[union-attr]
                engine,
                metrics=tuple(several(metrics)),
                cost=cost_named(cost),
                count=trajectories,
                draws=draws,
                jobs=jobs,
                force=force,
                progress=lambda: line,
            )
    finally:
        if kept is not None:
            kept.remove()
    return Sensitivity(findings)

"""Why two regimes differ, for who asks in Python: `innosim.why` and its answer."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from innosim.analysis import attribution as attribution_
from innosim.analysis.why import explain, inquiries, metrics_of
from innosim.experiment.errors import said_in_python
from innosim.experiment.place import as_typed
from innosim.present.attribution_answer import all_sentences
from innosim.present.attribution_tables import attribution_sheets, part_sheets
from innosim.present.screens import SCREEN_WIDTH, Shown, as_text, screen
from innosim.present.tables import Sheet
from innosim.present.words.language import LANGUAGES, Language
from innosim.running import load
from innosim.scenario.arguments import argued
from innosim.scenario.errors import known
from innosim.scenario.overlay import Overrides
from innosim.scenario.resolved import ScenarioLike

if TYPE_CHECKING:
    from innosim.present.attribution_plot import AttributionPlots


class Attribution(Shown, attribution_.Attribution):
    """Why one regime differs from another, metric by metric: what each lever contributes and costs, and what each mechanism carries.

    ``table`` has all of it as a frame; `of` one metric as an object.
    """

    @argued()
    def sentences(self, lang: Language = "en") -> tuple[str, ...]:
        """A metric each: both levels, the difference, and the levers, or mechanisms, that are shown to raise or lower it."""
        known("language", LANGUAGES, lang)
        return tuple(all_sentences(self, lang))

    @argued()
    def metric(self, metric: str, lang: Language = "en") -> str:
        """One metric as plain text, part by part, with intervals and verdicts.

        Raises:
            ArgumentError: it was not split.
        """
        known("language", LANGUAGES, lang)
        return as_text(part_sheets(self, known("metric", self.metrics, metric), lang))

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it shows itself as."""
        return attribution_sheets(self)

    @property
    def plot(self) -> AttributionPlots:
        """Its figures: ``plot.waterfall("value_per_year")``."""
        from innosim.present.attribution_plot import AttributionPlots

        return AttributionPlots(self)

    def __str__(self) -> str:
        """The sentences and the tables as plain text."""
        return "\n".join((*self.sentences(), "", as_text(self.sheets())))

    def __repr__(self) -> str:
        """A screen of its tables."""
        return screen(as_text(self.sheets(), SCREEN_WIDTH))


@argued(but=("replications", "permutations", "jobs"))
def why(  # noqa: PLR0913 - all but the first two by name, as on the command line
    scenario: ScenarioLike,
    between: tuple[str, str],
    *,
    replications: int | None = None,
    permutations: int | None = None,
    mechanisms: bool = False,
    metrics: str | Iterable[str] = (),
    overrides: Overrides = (),
    jobs: int | None = None,
    out: str | os.PathLike[str] | None = None,
    force: bool = False,
) -> Attribution:
    """Split the differences between two regimes among the levers in which they differ, as costed.

    Args:
        scenario: a scenario, a path or the name of an installed scenario.
        between: two regimes of it; the first's differences to the second are split.
        replications: of each mix of levers, 20 by default.
        permutations: random orders in which levers are put in, each walked both ways, 7 by default.
        mechanisms: also switch each mechanism off alone, and split the differences among all of them.
        metrics: those that are split, the headlines by default.
        overrides: values over the scenario's, as in `load`.
        jobs: threads; by default one a core.
        out: a folder in which mixes are kept, so that what was stopped goes on, and more replications or orders add to what is there; by default none
            are kept.
        force: replace another study in that folder.

    Raises:
        ScenarioError: the scenario cannot be used.
        AnalysisError: no such regimes, two that are the same, no such metric, or a number of orders out of range.
        PlanError: a number of replications or jobs that is none.
        FolderError: something else is in the folder.
    """
    from innosim.experiment.engine import installed
    from innosim.experiment.threads import how_many
    from innosim.present.notebook import watching

    resolved, chosen = load(scenario, overrides), metrics_of(metrics)
    inquiries(
        resolved, between, replications=replications, orders=permutations
    )  # refused before the model is imported
    how_many(jobs)
    engine = installed()
    with _folder(out) as folder, watching(engine.compile_seconds) as line, said_in_python():
        found = explain(
            resolved,
            between,
            folder,
            engine,
            replications=replications,
            orders=permutations,
            mechanisms=mechanisms,
            metrics=chosen,
            jobs=jobs,
            force=force,
            progress=lambda _: line,
        )
    return Attribution(**vars(found))


@contextmanager
def _folder(out: str | os.PathLike[str] | None) -> Iterator[Path]:
    """The folder that was named, or one that goes when the answer is there."""
    from innosim.experiment.leftovers import TemporaryFolder

    if out is not None:
        yield as_typed(out)
        return
    kept = TemporaryFolder()
    try:
        yield kept.result
    finally:
        kept.remove()

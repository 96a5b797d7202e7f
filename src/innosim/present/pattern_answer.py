"""Patterns as Python has them: tables that show themselves, a frame, and figures."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innosim.analysis.patterns import chosen
from innosim.analysis.patterns.judging import Judged
from innosim.analysis.patterns.study import study_patterns
from innosim.experiment.plan import run_value
from innosim.present.pattern_tables import pattern_sheets, patterns_frame, save_patterns
from innosim.present.screens import Shown
from innosim.present.tables import Sheet
from innosim.present.words.language import Language
from innosim.scenario.arguments import argued
from innosim.scenario.errors import known, several

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


@dataclass(frozen=True, repr=False)
class Patterns(Shown):
    """Patterns that were run, each with its verdict; shows itself as tables.

    ``found`` holds a `Judged` a pattern: ``standing``, ``findings`` and what was read, ``rows``.
    """

    found: tuple[Judged, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """A row a prediction: where it was predicted to lie, what was measured with its interval, and its verdict."""
        return patterns_frame(self.found)

    @argued()
    def verdict(self, pattern: str) -> str:
        """Return "held", "not held" or "undecided".

        Raises:
            ArgumentError: a pattern that was not run.
        """
        named = {each.pattern.name: each for each in self.found}
        return str(named[known("pattern", named, pattern)].standing)

    @argued()
    def save(self, folder: str | os.PathLike[str], *, lang: Language = "en") -> list[Path]:
        """Write the table and a figure a pattern into ``folder``; return the files."""
        from pathlib import Path as _Path

        return save_patterns(self.found, _Path(folder), lang=lang)

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it shows itself as."""
        return pattern_sheets(self.found)


@argued(but=("replications", "jobs"))
def patterns(
    only: str | Iterable[str] = (),
    *,
    replications: int | None = None,
    broken: bool = False,
    jobs: int | None = None,
) -> Patterns:
    """Test the model against patterns that were set beforehand.

    Args:
        only: names such as "P4"; by default all.
        replications: of each setting (of P15, draws); by default each pattern's own.
        broken: also break rules on purpose, under which the patterns must be gone.
        jobs: threads; by default one a core.

    Raises:
        ArgumentError: no such pattern.
        PlanError: a number of replications or jobs that is none.
    """
    wanted = None if replications is None else run_value("replications", replications)
    found = study_patterns(chosen(several(only)), replications=wanted, broken=broken, jobs=jobs)
    return Patterns(found)

"""Patterns as Python has them: tables that show themselves, a frame, and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innosim.analysis.patterns.judging import Judged
from innosim.present.pattern_tables import pattern_sheets, patterns_frame, save_patterns
from innosim.present.screens import Shown
from innosim.present.tables import Sheet
from innosim.present.words.language import Language
from innosim.scenario.arguments import argued
from innosim.scenario.errors import known

if TYPE_CHECKING:
    import os
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

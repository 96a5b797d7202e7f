"""What an answer is at a Python prompt: a screen of it, which says how to see the whole."""

from __future__ import annotations

from abc import abstractmethod

from innosim.present.tables import Sheet, html, text

SCREEN_LINES, SCREEN_WIDTH = 24, 80
"""Lines and columns of the smallest screen that people have."""


class Shown:
    """An answer made of tables, which shows itself: whole when printed, a screen of it at a prompt, folded away in a notebook."""

    @abstractmethod
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables, the most telling first."""

    def __str__(self) -> str:
        """The tables as plain text."""
        return as_text(self.sheets())

    def __repr__(self) -> str:
        """The first tables, as many as a screen holds."""
        return screen(as_text(self.sheets(), SCREEN_WIDTH))

    def _repr_html_(self) -> str:
        first, *others = map(html, self.sheets())
        return first + folded("".join(others), f"{len(others)} more")


def as_text(sheets: tuple[Sheet, ...], width: int = 0) -> str:
    """The tables as plain text, one below another."""
    return "\n\n".join(text(sheet, width) if width else text(sheet) for sheet in sheets)


def screen(told: str) -> str:
    """As much of a text as a screen holds, whole paragraphs where one fits, and how to see the rest."""
    lines = told.split("\n")
    if len(lines) <= SCREEN_LINES:
        return told
    room = SCREEN_LINES - 1
    ends = [at for at, line in enumerate(lines[: room + 1]) if not line and at > room // 2]
    kept = lines[: ends[-1] if ends else room]
    left = len(lines) - len(kept)
    return "\n".join((*kept, f"[... {left} lines more: print() shows them all]"))


def folded(shown: str, summary: str) -> str:
    """HTML that is opened by a click; nothing where there is none."""
    return f"<details><summary>{summary}</summary>{shown}</details>" if shown else ""

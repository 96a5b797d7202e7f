"""A table before it is shown, and the three ways of showing it: console, HTML, plain text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from innosim.present.folding import fold, hanging
from innosim.present.layout import GAP, Grid, set_out
from innosim.present.words.language import fitting

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 100
"""Columns of what is printed where there is no terminal."""

_LEAST = 20
"""No console is taken to be narrower."""


@dataclass(frozen=True)
class Span:
    """Columns under a name of their own, such as those of a cost mode; on a narrow page groups stand one below another."""

    name: str
    columns: tuple[int, ...]


@dataclass(frozen=True)
class Sheet:
    """A table as text: a title, a head, rows of as many cells, and notes under it.

    ``left`` are the positions of columns of words, which stand to the left; numbers stand to the right.
    ``wrapped`` are those whose cells may always go over several lines. The first ``keys`` columns name the row: they stand
    beside every part of a table that is too wide. ``brief`` are the rows once more, with only those decimals that are known; ``gap`` is the space between
    two columns, and ``ruled`` says whether a line stands below the head. ``narrow`` is how many columns a wrapped cell keeps
    where the table may stand in several parts instead; 0 where it is rather folded.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    left: frozenset[int] = frozenset({0})
    wrapped: frozenset[int] = frozenset()
    groups: tuple[Span, ...] = ()
    keys: int = 1
    brief: tuple[tuple[str, ...], ...] = ()
    gap: int = GAP
    ruled: bool = True
    narrow: int = 0

    def __post_init__(self) -> None:
        for row in (*self.rows, *self.brief):
            if len(row) != len(self.head):
                raise ValueError(
                    f"a row of {len(row)} cells in a table of {len(self.head)} columns"
                )


def print_sheet(sheet: Sheet, console: Console) -> None:
    """Print ``sheet`` in the width there is; where that is not UTF, with lines and letters that it can hold."""
    title, *rest = _blocks(sheet, max(console.width, _LEAST), console.encoding)
    for line in title if sheet.title else ():
        console.out(line, style="bold", highlight=False)
    for lines in rest:
        for line in lines:
            console.out(line, highlight=False)


def print_line(text: str, console: Console, *, start: str = "") -> None:
    """Print a text as it is, wrapped at words, its further lines below the first one's text behind ``start``."""
    begun, rest = (fitting(each, console.encoding) for each in (start, text))
    for line in hanging(begun, rest, max(console.width, _LEAST)):
        console.out(line, highlight=False)


def text(sheet: Sheet, width: int = WIDTH) -> str:
    """``sheet`` as plain text of ``width`` columns."""
    title, *rest = _blocks(sheet, width, "utf-8")
    blocks = [title, *rest] if sheet.title else rest
    return "\n".join(line for lines in blocks for line in lines)


def _blocks(sheet: Sheet, width: int, encoding: str) -> list[list[str]]:
    """The lines of the title, of the table, and of each note."""

    def fit(cells: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(fitting(cell, encoding) for cell in cells)

    grid = Grid(
        head=fit(sheet.head),
        rows=[fit(row) for row in sheet.rows],
        brief=[fit(row) for row in sheet.brief],
        keys=sheet.keys,
        groups=tuple((fitting(group.name, encoding), group.columns) for group in sheet.groups),
        words=sheet.left,
        texts=sheet.wrapped,
        gap=sheet.gap,
        ruled=sheet.ruled,
        narrow=sheet.narrow,
    )
    return [
        fold(fitting(sheet.title, encoding), width),
        set_out(grid, width, fitting("─", encoding)),
        *(fold(note, width) for note in fit(sheet.notes)),
    ]


def html(sheet: Sheet) -> str:
    """``sheet`` as an HTML table with its title as caption and its notes below."""
    rows = "".join(f"<tr>{_cells(row, 'td', sheet.left)}</tr>" for row in sheet.rows)
    head = f"<tr>{_cells(sheet.head, 'th', sheet.left)}</tr>"
    notes = "".join(f"<p><small>{escape(note)}</small></p>" for note in sheet.notes)
    caption = f"<caption style='text-align:left'><b>{escape(sheet.title)}</b></caption>"
    return (
        f"<table>{caption}<thead>{_over(sheet)}{head}</thead><tbody>{rows}</tbody></table>{notes}"
    )


def _over(sheet: Sheet) -> str:
    """The names of groups, each over its columns."""
    if not sheet.groups:
        return ""
    cells, at = [], 0
    for group in sheet.groups:
        first, span = group.columns[0], len(group.columns)
        cells += ["<th></th>"] * (first - at)
        cells.append(f"<th colspan='{span}' style='text-align:left'>{escape(group.name)}</th>")
        at = first + span
    cells += ["<th></th>"] * (len(sheet.head) - at)
    return f"<tr>{''.join(cells)}</tr>"


def _cells(cells: tuple[str, ...], tag: str, left: frozenset[int]) -> str:
    return "".join(
        f"<{tag} style='text-align:{'left' if place in left else 'right'}'>{escape(cell)}</{tag}>"
        for place, cell in enumerate(cells)
    )

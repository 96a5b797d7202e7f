"""A table before it is shown, and the three ways of showing it: console, HTML, plain text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from innosim.present.words.language import fitting

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 100
"""Columns of the narrowest console that every table fits."""


@dataclass(frozen=True)
class Sheet:
    """A table as text: a title, a head, rows of as many cells, and notes under it.

    ``left`` are the positions of columns of words, which stand to the left; numbers stand to the right.
    ``wrapped`` are those whose cells may go over several lines.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    left: frozenset[int] = frozenset({0})
    wrapped: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.head):
                raise ValueError(
                    f"a row of {len(row)} cells in a table of {len(self.head)} columns"
                )


def print_sheet(sheet: Sheet, console: Console) -> None:
    """Print ``sheet``; on a console that is not UTF, lines and letters are ones that it can hold."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    encoding = console.encoding
    whole = encoding.lower().replace("-", "").startswith("utf")
    table = Table(
        title=Text(fitting(sheet.title, encoding), style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD if whole else box.ASCII2,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    for place, name in enumerate(sheet.head):
        table.add_column(
            fitting(name, encoding),
            justify="left" if place in sheet.left else "right",
            overflow="fold",
            no_wrap=place not in sheet.wrapped,
        )
    for row in sheet.rows:
        table.add_row(*(Text(fitting(cell, encoding)) for cell in row))
    console.print(table)
    for note in sheet.notes:
        print_line(note, console)


def print_line(text: str, console: Console) -> None:
    """Print a line of text as it is: no markup in it, nothing highlighted, wrapped at words."""
    console.print(fitting(text, console.encoding), markup=False, highlight=False)


def html(sheet: Sheet) -> str:
    """``sheet`` as an HTML table with its title as caption and its notes below."""
    rows = "".join(f"<tr>{_cells(row, 'td', sheet.left)}</tr>" for row in sheet.rows)
    head = f"<tr>{_cells(sheet.head, 'th', sheet.left)}</tr>"
    notes = "".join(f"<p><small>{escape(note)}</small></p>" for note in sheet.notes)
    caption = f"<caption style='text-align:left'><b>{escape(sheet.title)}</b></caption>"
    return f"<table>{caption}<thead>{head}</thead><tbody>{rows}</tbody></table>{notes}"


def _cells(cells: tuple[str, ...], tag: str, left: frozenset[int]) -> str:
    return "".join(
        f"<{tag} style='text-align:{'left' if place in left else 'right'}'>{escape(cell)}</{tag}>"
        for place, cell in enumerate(cells)
    )


def text(sheet: Sheet) -> str:
    """``sheet`` as plain text, columns apart by two spaces."""
    lines = (sheet.head, *sheet.rows)
    widths = [max(len(row[place]) for row in lines) for place in range(len(sheet.head))]
    table = [
        "  ".join(
            cell.ljust(width) if place in sheet.left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in lines
    ]
    return "\n".join((sheet.title, *table, *sheet.notes))

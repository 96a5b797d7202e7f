"""How a table is set on a page so wide: which columns stand side by side, and which words go over several lines.

Nothing is ever cut off. A layout that does not fit gives way to the next: side by side; cost modes one below another; names and words
folded; decimals dropped that nothing justifies; columns in blocks one below another; and at last a line for each value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len

from innosim.present.folding import fold, hanging, longest, unbroken, whole_pieces, words_of

GAP = 2
"""Columns between two columns of a table."""

_NARROW = 20
"""Columns that a text keeps while there is room."""

Rows = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Grid:
    """The columns of a table before they are set.

    ``keys`` leading columns name the row and stand in every block. ``groups`` are columns under a name of their own.
    ``words`` are columns of words, which stand to the left and may be folded; ``texts`` those that always may.
    ``brief`` are the rows with fewer decimals, where they can be spared; ``gap`` are the columns between two columns;
    ``ruled`` where a line stands below the head. With ``narrow``, columns rather go below one another than leave a text less
    room than so many columns.
    """

    head: tuple[str, ...]
    rows: Rows
    brief: Rows
    keys: int
    groups: tuple[tuple[str, tuple[int, ...]], ...]
    words: frozenset[int]
    texts: frozenset[int]
    gap: int = GAP
    ruled: bool = True
    narrow: int = 0

    @property
    def values(self) -> tuple[int, ...]:
        """The columns that are no keys."""
        return tuple(range(self.keys, len(self.head)))


def set_out(grid: Grid, width: int, rule: str) -> list[str]:
    """The lines of a table, none wider than ``width``; ``rule`` is what its lines are drawn with."""
    for rows, words, blocks in _layouts(grid, width):
        setters = [_Block(grid, rows, columns, words) for columns in blocks]
        widths = [setter.widths(width) for setter in setters]
        if all(widths):
            made = [
                setter.lines(found, rule) for setter, found in zip(setters, widths, strict=True)
            ]
            return [line for at, block in enumerate(made) for line in ([""] if at else []) + block]
    return list(_listed(grid, width))


Blocks = list[tuple[int, ...]]
Words = Literal["whole", "headed", "folded", "broken"]
"""What may happen to names and words: nothing, a fold of heads at spaces and hyphens, of names too, a break anywhere."""


def _layouts(grid: Grid, width: int) -> Iterator[tuple[Rows, Words, Blocks]]:
    """The layouts in the order in which they are tried: rows, what happens to words, the columns of each block."""
    stacked = _stacked(grid, width)
    rows = grid.brief or grid.rows
    yield grid.rows, "whole", [grid.values]
    yield grid.rows, "headed", [grid.values]
    yield grid.rows, "whole", stacked
    yield grid.rows, "headed", stacked
    if grid.narrow:
        yield grid.rows, "headed", _parted(grid, grid.rows, stacked, width, "headed")
    yield grid.rows, "folded", stacked
    yield rows, "folded", stacked
    yield rows, "folded", _parted(grid, rows, stacked, width, "folded")
    yield rows, "broken", _parted(grid, rows, stacked, width, "broken")


def _stacked(grid: Grid, width: int) -> Blocks:
    """A block a group; what is in no group stands in the block before it where there is room, else in its own."""
    blocks: Blocks = []
    for name, columns in _runs(grid):
        beside = (*blocks[-1], *columns) if blocks and not name else ()
        if beside and _Block(grid, grid.rows, beside, "whole").widths(width):
            blocks[-1] = beside
        else:
            blocks.append(columns)
    return blocks or [()]


def _runs(grid: Grid) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The value columns in order, those of a group together, those between groups together."""
    held: list[int] = []
    starts = {columns[0]: (name, columns) for name, columns in grid.groups}
    grouped = {column for _, columns in grid.groups for column in columns}
    for column in grid.values:
        if column not in grouped:
            held.append(column)
        elif column in starts:
            if held:
                yield "", tuple(held)
                held = []
            yield starts[column]
    if held:
        yield "", tuple(held)


def _parted(grid: Grid, rows: Rows, blocks: Blocks, width: int, words: Words) -> Blocks:
    """The columns of each block in as few blocks as fit."""
    parts: Blocks = []
    for block in blocks:
        part = block[:1]
        for column in block[1:]:
            if _Block(grid, rows, (*part, column), words).widths(width):
                part = (*part, column)
            else:
                parts.append(part)
                part = (column,)
        parts.append(part)
    return parts


class _Block:
    """Some of a table's value columns beside its keys."""

    def __init__(self, grid: Grid, rows: Rows, values: tuple[int, ...], words: Words) -> None:
        self.grid = grid
        self.words = words
        self.columns = (*range(grid.keys), *values)
        self.rows = [tuple(row[column] for column in self.columns) for row in rows]
        self.head = tuple(grid.head[column] for column in self.columns)
        places = {column: place for place, column in enumerate(self.columns)}
        self.groups = [
            (name, [places[column] for column in columns if column in places])
            for name, columns in grid.groups
            if any(column in places for column in columns)
        ]

    def widths(self, width: int) -> list[int]:
        """The width of each column; none where the block is wider than ``width``."""
        room = width - self.grid.gap * (len(self.columns) - 1)
        places = range(len(self.columns))
        wanted = self._under_groups([self._natural(place) for place in places])
        least = self._under_groups([min(self._least(place), wanted[place]) for place in places])
        return _shared(wanted, least, room) if sum(least) <= room else []

    def lines(self, widths: list[int], rule: str) -> list[str]:
        """The block as lines: names of groups, head, a rule under each column, rows."""
        return [
            *self._names(widths, rule),
            *self._row(self.head, widths, bottom=True),
            *(
                [(" " * self.grid.gap).join(rule * each for each in widths)]
                if self.grid.ruled
                else []
            ),
            *(line for row in self.rows for line in self._row(row, widths)),
        ]

    def _cells(self, place: int) -> list[str]:
        return [row[place] for row in self.rows]

    def _natural(self, place: int) -> int:
        return max(cell_len(cell) for cell in (self.head[place], *self._cells(place)))

    def _least(self, place: int) -> int:
        """The least width of a column that loses nothing."""
        column, cells, head = self.columns[place], self._cells(place), [self.head[place]]
        whole, kept = self.words == "whole", self.words in ("whole", "headed")
        if column in self.grid.texts or (column in self.grid.words and not kept):
            return (
                max(self.grid.narrow or _NARROW, longest(words_of(head + cells)))
                if kept
                else self._parts(head + cells)
            )
        own = longest(cells)
        return max(own, longest(head) if whole else self._parts(head))

    def _parts(self, texts: list[str]) -> int:
        """The width in which ``texts`` can be folded, or broken."""
        return unbroken(texts) if self.words == "broken" else longest(whole_pieces(texts))

    def _under_groups(self, widths: list[int]) -> list[int]:
        """The widths, the last under each name of a group widened where that is longer than its columns."""
        for name, places in self.groups:
            under = sum(widths[place] for place in places) + self.grid.gap * (len(places) - 1)
            widths[places[-1]] += max(cell_len(name) - under, 0)
        return widths

    def _names(self, widths: list[int], rule: str) -> list[str]:
        """The names of groups, each over its columns."""
        if not self.groups:
            return []
        starts = [0]
        for each in widths:
            starts.append(starts[-1] + each + self.grid.gap)
        line = ""
        for name, places in self.groups:
            end = starts[places[-1]] + widths[places[-1]]
            line += " " * (starts[places[0]] - cell_len(line))
            line += name
            if cell_len(line) < end:
                line += " " + rule * (end - cell_len(line) - 1)
        return [line]

    def _row(self, cells: tuple[str, ...], widths: list[int], *, bottom: bool = False) -> list[str]:
        """A row as lines; a head stands at the bottom of them, all else at the top."""
        folded = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
        tall = max(map(len, folded))
        empty = [[""] * (tall - len(lines)) for lines in folded]
        filled = [
            (gap + lines if bottom else lines + gap)
            for lines, gap in zip(folded, empty, strict=True)
        ]
        return [
            (" " * self.grid.gap).join(self._beside(at, column[n], widths[at]) for at, column in enumerate(filled)).rstrip()
            for n in range(tall)
        ]  # fmt: skip

    def _beside(self, place: int, text: str, width: int) -> str:
        space = " " * (width - cell_len(text))
        return text + space if self.columns[place] in self.grid.words else space + text


def _shared(wanted: list[int], least: list[int], room: int) -> list[int]:
    """What each column gets of ``room``: none more than it wants, long texts more than short ones, but not in proportion."""
    widths = list(wanted)
    while sum(widths) > room:
        _, place = max(
            (width / math.sqrt(want), place)
            for place, (width, low, want) in enumerate(zip(widths, least, wanted, strict=True))
            if width > low
        )
        widths[place] -= 1
    return widths


def _listed(grid: Grid, width: int) -> Iterator[str]:
    """A line for each value, after its name; the last resort."""
    over = {column: f"{name}, " for name, columns in grid.groups for column in columns}
    for at, row in enumerate(grid.rows):
        if at:
            yield ""
        yield from fold(" ".join(cell for cell in row[: grid.keys] if cell), width)
        for column in grid.values:
            if row[column]:
                said = f"{over.get(column, '')}{grid.head[column]}: {row[column]}"
                yield from hanging("  ", said, width)

"""Read a printed table back: its blocks, and in each the text of every column, from the lines alone.

A rule stands under the head of each column and is as wide as it; so the text says itself where its columns are.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from innosim.present.tables import Sheet
from innosim.present.words.language import fitting

_RULE = re.compile(r"(─+|-+)(  (─+|-+))*")


@dataclass
class Block:
    """A part of a table: what stands over the heads, the head of each column and its text, line by line."""

    above: str
    heads: list[list[str]]
    columns: list[list[str]]


def block(part: list[str], *, named: bool) -> Block:
    """A block read from its lines; ``named`` says that the first is one of names of groups."""
    at = next(n for n, line in enumerate(part) if _RULE.fullmatch(line))
    ends = _columns(part)
    head = part[1:at] if named else part[:at]
    for line in part[at:]:
        between = [_cut(line, end, start) for (_, end), (start, _) in pairwise(ends)]
        assert not "".join(between), "text between the columns"
    return Block(
        part[0] if named else "",
        [[_cut(line, *each) for line in head] for each in ends],
        [[_cut(line, *each) for line in part[at + 1 :]] for each in ends],
    )


def _columns(part: list[str]) -> list[tuple[int, int]]:
    """Where the columns begin and end, as the rule under their heads says."""
    rule = next(line for line in part if _RULE.fullmatch(line))
    return [found.span() for found in re.finditer("─+|-+", rule)]


def _cut(line: str, start: int, end: int) -> str:
    """The part of a line from one place on the page to another."""
    at, found = 0, ""
    for letter in line:
        if start <= at < end:
            found += letter
        at += cell_len(letter)
    return found.strip(" ")


def squeezed(texts: Iterable[str]) -> str:
    """The text without spaces and line breaks."""
    return "".join("".join(texts).split())


def numbers(texts: Iterable[str]) -> Counter[str]:
    """All numbers, each with what stands about it in its word."""
    return Counter(word for text in texts for word in text.split() if re.match(r"\W*\d", word))


def assert_whole(sheet: Sheet, lines: list[str], encoding: str = "utf-8") -> None:
    """Hold every letter, number and head of ``sheet`` against its printed ``lines``, title and notes left out."""
    fitted = [[fitting(cell, encoding) for cell in row] for row in (sheet.head, *sheet.rows)]
    head, rows = fitted[0], fitted[1:]
    if not sheet.ruled:
        _assert_words(sheet.keys, rows, lines)
        return
    if not any(_RULE.fullmatch(line) for line in lines):
        said = squeezed(lines)
        for row in rows:
            assert squeezed(row[: sheet.keys]) in said
            for name, cell in zip(head[sheet.keys :], row[sheet.keys :], strict=True):
                assert not cell or squeezed(f"{name}:{cell}") in said
        return
    brief = [[fitting(cell, encoding) for cell in row] for row in sheet.brief]
    at = sheet.keys
    for part in _parts(lines):
        values = range(at, at + len(_columns(part)) - sheet.keys)
        over = [group.name for group in sheet.groups if set(group.columns) & set(values)]
        found = block(part, named=bool(over))
        assert all(squeezed(fitting(name, encoding)) in squeezed(found.above) for name in over)
        for place, column in enumerate((*range(sheet.keys), *values)):
            assert squeezed(found.heads[place]) == squeezed(head[column])
            wanted = [[row[column] for row in each] for each in (rows, brief) if each]
            assert squeezed(found.columns[place]) in map(squeezed, wanted)
            if place >= sheet.keys:
                assert numbers(found.columns[place]) in map(numbers, wanted)
        at = values.stop
    assert at == len(head), "columns are lacking"


def _assert_words(keys: int, rows: list[list[str]], lines: list[str]) -> None:
    """Without a rule the text does not say where its columns are: every cell stands whole in a line, as often as it should."""
    cells = Counter(" ".join(cell.split()) for row in rows for cell in row[keys:] if cell)
    said = [" ".join(line.split()) for line in lines]
    for cell, times in cells.items():
        assert sum(f" {line} ".count(f" {cell} ") for line in said) >= times, cell
    for row in rows:  # a name may go over several lines
        assert any(line.startswith(squeezed(row[:keys])[:8]) for line in map(squeezed, lines)), row


def _parts(lines: list[str]) -> list[list[str]]:
    """The lines of each block; an empty one stands between two."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line:
            parts[-1].append(line)
        else:
            parts.append([])
    return parts

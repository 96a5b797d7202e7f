"""Texts in lines: where a text is folded, and how narrow it can be without losing anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

NARROWEST = 10
"""Columns that a long word is broken to."""


def hanging(start: str, text: str, width: int) -> list[str]:
    """``text`` behind ``start``, its further lines below its first one's text."""
    indent = cell_len(start)
    first, *others = fold(text, max(width - indent, NARROWEST))
    return [start + first, *(" " * indent + other for other in others)]


def fold(text: str, width: int) -> list[str]:
    """``text`` in lines of ``width``, broken at spaces; in a word longer than that at hyphens, else anywhere."""
    lines = [""]
    for number, word in enumerate(text.split(" ")):
        space = " " if number else ""
        if cell_len(lines[-1] + space + word) <= width:
            lines[-1] += space + word
            continue
        if cell_len(word) <= width:
            lines.append(word)
            continue
        if lines[-1]:
            lines.append("")
        for piece in pieces_of(word):
            for part in _cut(piece, width):
                if cell_len(lines[-1] + part) <= width:
                    lines[-1] += part
                else:
                    lines.append(part)
    return lines if lines[0] or len(lines) == 1 else lines[1:]


def pieces_of(word: str) -> list[str]:
    """A word's pieces, each with the hyphens or strokes that end it."""
    return re.findall(r"[^-_/]*[-_/]+|[^-_/]+", word)


def _cut(piece: str, width: int) -> Iterator[str]:
    while cell_len(piece) > width:
        end = next(n for n in range(len(piece), 0, -1) if n == 1 or cell_len(piece[:n]) <= width)
        yield piece[:end]
        piece = piece[end:]
    yield piece


def words_of(texts: Sequence[str]) -> list[str]:
    """The words of texts."""
    return [word for text in texts for word in text.split(" ")]


def whole_pieces(texts: Sequence[str]) -> list[str]:
    """What a fold at spaces and hyphens leaves whole: words with digits are not parted."""
    words = words_of(texts)
    return [piece for word in words for piece in ([word] if _is_number(word) else pieces_of(word))]


def _is_number(word: str) -> bool:
    return re.match(r"\W*\d", word) is not None


def longest(words: Sequence[str]) -> int:
    """The width of the longest."""
    return max(map(cell_len, words), default=0)


def unbroken(texts: Sequence[str]) -> int:
    """The width below which a number would be broken: all else may be broken anywhere."""
    numbers = [word for word in words_of(texts) if _is_number(word)]
    return max(longest(numbers), min(longest(whole_pieces(texts)), NARROWEST))

"""Text for a console that cannot hold every letter: spelt out, never lost."""

from __future__ import annotations

_SPELT = str.maketrans(
    {
        "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "é": "e", "à": "a", "É": "E",
        "±": "+-", "≥": ">=", "≤": "<=", "–": "-", "—": "-", "−": "-", "×": "x", "→": "->",
        "“": '"', "”": '"', "’": "'", "…": "...", "·": "-", "\u00a0": " ",
    }
)  # fmt: skip


def in_ascii(text: str) -> str:
    """``text`` in ASCII, for a console that can hold no more; what has no spelling becomes "?"."""
    return text.translate(_SPELT).encode("ascii", "replace").decode("ascii")


def fitting(text: str, encoding: str) -> str:
    """``text`` as it is where ``encoding`` can hold it, else with what it cannot hold spelt out."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return in_ascii(text)
    return text

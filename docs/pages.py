"""A part of a page that a script makes again stands between two marks; a transcript is what a command really answers."""

from __future__ import annotations

import tempfile

from commands import innosim


def between(text: str, mark: str, block: str) -> str:
    """Return the text with ``block`` between the marks ``<!-- mark -->`` and ``<!-- /mark -->``.

    Raises:
        ValueError: the marks are not there.
    """
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, found, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page has no {start} ... {end}")
    return f"{before}{start}\n{block}\n{end}{after}"


def transcript(*arguments: str, columns: int) -> str:
    """Return a command and its answer as a block of a page."""
    with tempfile.TemporaryDirectory() as folder:
        answer = innosim(folder, *arguments, columns=columns)
    lines = [f"$ innosim {' '.join(arguments)}", *answer.strip().splitlines()]
    return "\n".join(["```", *(line.rstrip() for line in lines), "```"])

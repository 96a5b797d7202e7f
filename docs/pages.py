"""A part of a page that a script makes again stands between two marks."""

from __future__ import annotations


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

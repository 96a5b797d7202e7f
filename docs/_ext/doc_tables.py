"""Tables of docutils nodes, for directives that draw them from the code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from docutils import nodes

Cell: TypeAlias = str | nodes.Node | Sequence["str | nodes.Node"]


def code(text: str) -> nodes.literal:
    """Text as code."""
    return nodes.literal(text, text)


def codes(texts: Sequence[str]) -> list[str | nodes.Node]:
    """Several pieces of code, a comma between."""
    found: list[str | nodes.Node] = []
    for text in texts:
        found += [", ", code(text)] if found else [code(text)]
    return found


def number(value: object) -> str:
    """A value as one would type it into a scenario file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)


def span(low: float, high: float) -> str:
    """A range."""
    return f"{number(low)} to {number(high)}"


def paragraph(cell: Cell) -> nodes.Node:
    """A cell's content as one paragraph; what is a block already is left as it is."""
    parts = [cell] if isinstance(cell, str | nodes.Node) else list(cell)
    if len(parts) == 1 and isinstance(parts[0], nodes.literal_block | nodes.bullet_list):
        return parts[0]
    found = nodes.paragraph()
    for part in parts:
        found += nodes.Text(part) if isinstance(part, str) else part
    return found


def table(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int], *classes: str
) -> nodes.table:
    """A table with a head; ``widths`` are in proportion."""
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=width) for width in widths]
    head, body = nodes.thead(), nodes.tbody()
    head += _row(heads)
    body += [_row(row) for row in rows]
    group += [head, body]
    return nodes.table("", group, classes=["colwidths-given", *classes])


def _row(cells: Sequence[Cell]) -> nodes.row:
    row = nodes.row()
    row += [nodes.entry("", paragraph(cell)) for cell in cells]
    return row

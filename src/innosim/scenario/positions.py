"""On which line a key of a TOML file stands, and how deep the file is nested."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

KeyPath = tuple[str | int, ...]

_PARSER = Parser(Language(tree_sitter_toml.language()))


def field_name(path: KeyPath) -> str:
    """The path as a sentence names it: ``regime.mine.change[1].month``."""
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")


def first_deeper(text: str, levels: int) -> int | None:
    """The first line whose syntax is nested deeper than so many levels; dotted keys count too."""
    cursor = _PARSER.parse(text.encode()).walk()
    level = 0
    while True:
        if cursor.goto_first_child():
            level += 1
            if level > levels and cursor.node is not None:
                return int(cursor.node.start_point[0]) + 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return None
            level -= 1


class Positions:
    """The lines of a file's keys: the path of a key, with indices into lists, to its line."""

    def __init__(self, text: str) -> None:
        self._lines: dict[KeyPath, int] = {}
        self._last: dict[KeyPath, int] = {}  # the index of the newest table of each [[list]]
        for node in _PARSER.parse(text.encode()).root_node.named_children:
            self._top(node)

    def line(self, path: KeyPath) -> int | None:
        """The line of a key, else of the nearest table around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self._lines:
                return self._lines[path[:end]]
        return None

    def _top(self, node: Node) -> None:
        if node.type == "pair":
            self._pair(node, ())
        elif node.type in ("table", "table_array_element") and node.named_children:
            header, *pairs = node.named_children
            path = self._opened(_key(header), is_list=node.type == "table_array_element")
            self._note(path, node)
            for pair in pairs:
                self._pair(pair, path)

    def _opened(self, names: tuple[str, ...], *, is_list: bool) -> KeyPath:
        """The path a header opens: names, with the index of the newest table of each list."""
        path: KeyPath = ()
        for at, name in enumerate(names):
            path = (*path, name)
            if is_list and at == len(names) - 1:
                self._last[path] = self._last.get(path, -1) + 1
            if path in self._last:
                path = (*path, self._last[path])
        return path

    def _pair(self, node: Node, around: KeyPath) -> None:
        waiting = [(node, around)]
        while waiting:
            current, path = waiting.pop()
            children = [child for child in current.named_children if child.type != "comment"]
            if current.type == "pair" and len(children) >= 2:
                inner = (*path, *_key(children[0]))
                self._note(inner, current)
                waiting.append((children[1], inner))
            elif current.type == "array":
                waiting.extend((child, (*path, at)) for at, child in enumerate(children))
            elif current.type == "inline_table":
                self._note(path, current)
                waiting.extend((child, path) for child in children)

    def _note(self, path: KeyPath, node: Node) -> None:
        line = node.start_point[0] + 1
        for end in range(1, len(path) + 1):
            self._lines.setdefault(path[:end], line)


def _key(node: Node) -> tuple[str, ...]:
    return tuple(_unquoted(part) for part in _parts(node))


def _parts(node: Node) -> Iterator[Node]:
    if node.type != "dotted_key":
        yield node
        return
    for child in node.named_children:
        yield from _parts(child)


def _unquoted(node: Node) -> str:
    text = (node.text or b"").decode(errors="replace")
    if node.type != "quoted_key":
        return text
    try:
        return next(iter(tomllib.loads(f"{text} = 0")))
    except tomllib.TOMLDecodeError:
        return text

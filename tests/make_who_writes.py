"""Write tests/unit/model/who_writes.toml: which module of the rules writes which field, read from their source.

Run by `python start.py baseline`. A table is followed from the town or an annotated argument to its row, through every name it is
given on the way; what is written or read through a name that can't be followed is an error, so that nothing escapes.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from innosim.model import ledger, rows, tables
from innosim.scenario.catalogue import METRICS

FILE = Path(__file__).parent / "unit" / "model" / "who_writes.toml"
MODEL = Path(inspect.getfile(ledger)).parent
MODULES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in [*sorted(MODEL.glob("rules/[!_]*.py")), MODEL / "month.py", MODEL / "ledger.py"]
}
"""Source of the rules by module: steps, rooms, the month and the books."""

Fields = dict[tuple[str, str], set[str]]
"""Modules by row and field."""

NUMBER, NOWHERE = frozenset({"number"}), frozenset({"?"})


def _parts(annotation: ast.expr | str) -> frozenset[str]:
    """Return what an annotation names: ``Idea``, ``Table[Manager]``, several where it is a union."""
    said = annotation if isinstance(annotation, str) else ast.unparse(annotation)
    return frozenset(
        "number" if part in {"int", "float", "bool"} else part for part in said.split(" | ")
    )


def _declared() -> dict[str, dict[str, frozenset[str]]]:
    """Return the type of each field by row's class; indicators and metrics are rows named as their table."""
    found = {}
    for module in (rows, tables):
        for name, row in inspect.getmembers(module, inspect.isclass):
            if set(row.__annotations__.values()) <= {"int", "float"} and row.__annotations__:
                found[name] = dict.fromkeys(row.__annotations__, NUMBER)
    found["Constants"] = {"derived": frozenset({"Derived"})}
    found["LeversInForce"] = dict.fromkeys(tables.LEVER_ROW.names or (), NUMBER)
    found["indicators"] = dict.fromkeys(tables.INDICATOR_ROW.names or (), NUMBER)
    found["metrics"] = dict.fromkeys(METRICS, NUMBER)
    found["Town"] = {}
    for table, reference in tables.Town.__annotations__.items():
        kind = re.sub(r"^ForwardRef\('(.*?)'.*\)$", r"\1", str(reference))
        found["Town"][table] = frozenset({kind.replace("Numbered", table)})
    return found


DECLARED = _declared()


def row_of(table: str) -> str:
    """Return the row of a table of the town."""
    (kind,) = DECLARED["Town"][table]
    return kind.removeprefix("Table[").removesuffix("]")


class Follower:
    """Follows tables and rows through one function; ``returns`` are the annotations of all functions."""

    def __init__(self, function: ast.FunctionDef, returns: dict[str, frozenset[str]]) -> None:
        self.returns = returns
        self.names: dict[str, frozenset[str]] = {
            a.arg: _parts(a.annotation) if a.annotation else NOWHERE for a in function.args.args
        }
        for _ in range(2):  # a name may be bound below where it is used
            for node in ast.walk(function):
                self._bind(node)

    def _bind(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                single = isinstance(target, ast.Name)
                self._call(target, self.kind(node.value) if single else NOWHERE)
        elif isinstance(node, ast.For | ast.comprehension):
            over = self.kind(node.iter)
            self._call(node.target, frozenset().union(*(_item(kind) for kind in over)))

    def _call(self, target: ast.expr, kind: frozenset[str]) -> None:
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.names[node.id] = self.names.get(node.id, frozenset()) | kind

    def kind(self, node: ast.expr) -> frozenset[str]:
        """Return what an expression is: the town, a table, a row, or a number."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, NOWHERE)
        if isinstance(node, ast.Attribute):
            holders = self.kind(node.value)
            return frozenset().union(*(_field(holder, node.attr) for holder in holders))
        if isinstance(node, ast.Subscript):
            return frozenset().union(*(_item(kind) for kind in self.kind(node.value)))
        if isinstance(node, ast.IfExp):
            return self.kind(node.body) | self.kind(node.orelse)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self.returns.get(node.func.id, NUMBER)
        return NUMBER


def _field(holder: str, name: str) -> frozenset[str]:
    if holder == "Constants":
        return DECLARED["Constants"].get(name, frozenset({"Subject"}))
    return NUMBER if holder == "Subject" else DECLARED.get(holder, {}).get(name, NOWHERE)


def _item(kind: str) -> frozenset[str]:
    table = re.fullmatch(r"Table\[(\w+)\]", kind)
    return frozenset({table[1]}) if table else NUMBER if kind.startswith("Vector") else NOWHERE


def _touched(function: ast.FunctionDef, follower: Follower) -> Iterator[tuple[bool, str, str, int]]:
    """Yield (written, row, field, line) for each field and each vector of the town that a function touches."""
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute):
            written = not isinstance(node.ctx, ast.Load)
            for holder in follower.kind(node.value):
                yield written, holder, node.attr, node.lineno
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            kinds = "".join(follower.kind(node.value))
            vector = isinstance(node.value, ast.Attribute) and kinds.startswith("Vector")
            name = node.value.attr if isinstance(node.value, ast.Attribute) else "an item"
            yield True, "Town" if vector else "?", name, node.lineno
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "setattr":
            yield True, "?", "setattr", node.lineno


def followed(modules: dict[str, str]) -> tuple[Fields, Fields, list[str]]:
    """Return who writes and who reads each field, and what could not be followed ("module:line ...")."""
    trees = {name: ast.parse(source) for name, source in modules.items()}
    functions = {
        name: [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for name, tree in trees.items()
    }
    returns = {
        function.name: _parts(function.returns)
        for found in functions.values()
        for function in found
        if function.returns
    }
    writes: Fields = {}
    reads: Fields = {}
    lost = []
    for name, found in functions.items():
        for function in found:
            for written, row, field, line in _touched(function, Follower(function, returns)):
                if row in {"Constants", "Subject"} and not written:
                    continue
                if field in DECLARED.get(row, {}):
                    (writes if written else reads).setdefault((row, field), set()).add(name)
                else:
                    lost.append(f"{name}:{line} {field} of {row}")
    return writes, reads, lost


def told(writes: Fields) -> dict[str, dict[str, list[str]]]:
    """Return the writers as the file holds them: rows and fields in the order they are declared."""
    return {
        row: {field: sorted(writes[row, field]) for field in fields if (row, field) in writes}
        for row, fields in DECLARED.items()
        if any((row, field) in writes for field in fields)
    }


def text(modules: Iterable[tuple[str, str]] = MODULES.items()) -> str:
    """Return the table as TOML.

    Raises:
        ValueError: a field is written or read through a name that can't be followed.
    """
    writes, _, lost = followed(dict(modules))
    if lost:
        raise ValueError(f"can't follow {'; '.join(lost)}: annotate the argument")
    lines = ["# Made by `python start.py baseline`; do not edit by hand."]
    for row, fields in told(writes).items():
        lines += ["", f"[{row}]"]
        lines += [f"{field} = {names}".replace("'", '"') for field, names in fields.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"Wrote {FILE.name}. Look at who writes what is new.\n")

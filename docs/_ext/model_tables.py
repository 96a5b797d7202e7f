"""Directives that draw the model from its source: state, the month, judgements, accounts, draws, words."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from doc_tables import code, table
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from innosim.model import chance, ledger, month
from innosim.model import rows as model_rows
from innosim.model import tables as state_tables
from innosim.scenario.catalogue import codes

RULES = Path(inspect.getfile(month)).parent / "rules"
KINDS = {
    "council": model_rows.Seat,
    "board": model_rows.Director,
    "managers": model_rows.Manager,
    "posts": model_rows.Post,
    "departments": model_rows.Department,
    "questions": model_rows.Question,
    "ideas": model_rows.Idea,
    "bookings": model_rows.Booking,
    "copying": model_rows.DueCopy,
    "state": state_tables.State,
}
SCALARS = {"float", "int", "bool"}


def functions(module: str) -> Iterator[ast.FunctionDef]:
    """The functions of a rule file, in order."""
    tree = ast.parse((RULES / f"{module}.py").read_text(encoding="utf-8"))
    return (each for each in tree.body if isinstance(each, ast.FunctionDef))


def sentence(function: ast.FunctionDef) -> str:
    """The first paragraph of a docstring."""
    return " ".join((ast.get_docstring(function) or "").partition("\n\n")[0].split())


def is_judgement(function: ast.FunctionDef) -> bool:
    """Say whether a rule takes scalars and returns a value."""
    return all(
        argument.annotation is not None and ast.unparse(argument.annotation) in SCALARS
        for argument in function.args.args
    )


def formula(function: ast.FunctionDef) -> str:
    """What a judgement computes, as its source says."""
    body = [each for each in function.body if not _is_docstring(each)]
    if len(body) == 1 and isinstance(body[0], ast.Return) and body[0].value:
        return ast.unparse(body[0].value)
    return "\n".join(ast.unparse(each) for each in body)


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


class State(SphinxDirective):
    """The state variables of one kind of entity."""

    required_arguments = 1

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        kind = self.arguments[0]
        row, words = KINDS[kind], {"int": "whole", "float": "real"}
        said = state_tables.meanings(row)
        rows = [[code(name), words[of], said[name]] for name, of in row.__annotations__.items()]
        return [table(("field", "kind", "meaning"), rows, (22, 10, 68))]


class Schedule(SphinxDirective):
    """The calls of one month, in order, each with its sentence."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        rows = []
        for number, name in enumerate(self.calls(), 1):
            rule = getattr(month, name)
            file = Path(inspect.getfile(rule)).name
            said = " ".join((rule.__doc__ or "").partition("\n\n")[0].split())
            rows.append([str(number), code(name), said, code(f"rules/{file}")])
        return [table(("", "call", "what it does", "file"), rows, (5, 22, 53, 20))]

    def calls(self) -> Iterator[str]:
        """The names called by `month`, in order."""
        tree = ast.parse(inspect.getsource(month.month))
        for node in tree.body[0].body:  # type: ignore[attr-defined]
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                yield node.value.func.id  # type: ignore[attr-defined]


class Judgements(SphinxDirective):
    """The judgements of rule files: the sentence and the formula, from the source."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> Sequence[nodes.Node]:
        """Draw one table over all files named."""
        rows = [
            [self.signature(each), sentence(each), self.block(each)]
            for module in self.arguments[0].split()
            for each in functions(module)
            if is_judgement(each)
        ]
        return [table(("judgement", "sentence", "formula"), rows, (20, 36, 44), "wrap-code")]

    def signature(self, function: ast.FunctionDef) -> nodes.Node:
        """The judgement's name."""
        return code(function.name)

    def block(self, function: ast.FunctionDef) -> nodes.Node:
        """The formula as code."""
        text = formula(function)
        block = nodes.literal_block(text, text)
        block["language"] = "python"
        return block


class Accounts(SphinxDirective):
    """The accounts of the ledger."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw them as a list."""
        money = [n for n in ledger.ACCOUNTS if not n.startswith("hours")]
        hours = [n for n in ledger.ACCOUNTS if n.startswith("hours")]
        rows = [["money", ", ".join(money)], ["hours at the wage", ", ".join(hours)]]
        return [table(("books", "accounts"), rows, (20, 80))]


class Draws(SphinxDirective):
    """The purposes a draw may have, by the kind of entity it concerns."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table: purposes stand under a comment in the source."""
        rules = "".join(path.read_text(encoding="utf-8") for path in RULES.glob("*.py"))
        groups: list[tuple[str, list[str]]] = []
        for line in inspect.getsource(chance).splitlines():
            name, is_purpose, _ = line.partition(" = code(")
            if line.startswith("# ") and "entity =" in line:
                groups.append((line[2:].rstrip("."), []))
            elif line.startswith("NO_ITEM"):
                break
            elif is_purpose and re.search(rf"\b{name}\b", rules):  # a few are kept for later
                groups[-1][1].append(name.lower().replace("_", " "))
        rows = [[head, ", ".join(names)] for head, names in groups]
        return [table(("entity", "purposes"), rows, (40, 60))]


class Words(SphinxDirective):
    """The words behind coded columns."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        found = {
            "situation": codes.SITUATIONS,
            "phase": codes.PHASES,
            "origin": codes.ORIGINS,
            "champion": codes.CHAMPIONS,
            "gate": codes.GATES,
            "decider": codes.DECIDERS,
            "end": codes.ENDS,
            "end_cause": codes.CAUSES,
            "event": codes.EVENTS,
            "bloc": codes.BLOCS,
            "state (of a question)": codes.QUESTION_STATES,
            "breach": codes.BOOKS,
        }
        rows = [
            [
                code(name),
                ", ".join(f"{at} {words.en}" for at, words in enumerate(of.values()) if words.en),
            ]
            for name, of in found.items()
        ]
        return [table(("field", "its codes"), rows, (15, 85))]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("innosim-state", State)
    app.add_directive("innosim-schedule", Schedule)
    app.add_directive("innosim-judgements", Judgements)
    app.add_directive("innosim-accounts", Accounts)
    app.add_directive("innosim-draws", Draws)
    app.add_directive("innosim-words", Words)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

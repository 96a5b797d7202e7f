"""Directives that draw the catalogue: parameters, switches, levers, presets, columns, scenarios, figures.

Nothing here repeats a default, a unit or a meaning; all of it is read from the declarations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from doc_tables import code, codes, number, span, table
from docutils import nodes
from docutils.parsers.rst import directives
from sensitivity_kept import KEPT, basis, by_strength, is_screened, moves_most, strength
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from innosim.experiment.made import TABLE_FILES
from innosim.model.prices import price_by_lever, standing_price
from innosim.present.figures import FIGURES
from innosim.present.words.language import LANGUAGES, begun, say
from innosim.scenario.catalogue import KEY_COLUMNS, LEVERS, METRICS, PARAMETERS, SUBJECTS, TABLES
from innosim.scenario.catalogue.declare import Lever, Metric, Parameter, in_both
from innosim.scenario.places import installed_names, preset_names
from innosim.scenario.pressure import PRESSURE
from innosim.scenario.reader import load


def _source(parameter: Parameter) -> str:
    return parameter.source + (f": {parameter.how}" if parameter.how else "")


def _language(argument: str) -> str:
    return str(directives.choice(argument, LANGUAGES))


def ordered(subject: str) -> list[Parameter]:
    """The subject's declarations, the pressure among its own: what moves a difference most first, the others as they are declared."""
    declared = SUBJECTS[subject]
    return by_strength((PRESSURE, *declared) if subject == PRESSURE.subject else declared)


class Parameters(SphinxDirective):
    """The parameters of the subjects named, all of them where none is; those that move a difference most come first."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"lang": _language}  # noqa: RUF012 - as docutils wants it

    def run(self) -> Sequence[nodes.Node]:
        """Draw a table for each subject."""
        self.env.note_dependency(str(KEPT))
        subjects = self.arguments[0].split() if self.arguments else list(SUBJECTS)
        lang = self.options.get("lang", "en")
        return [self.subject(name, lang) for name in subjects]

    def subject(self, name: str, lang: str) -> nodes.Node:
        """Draw the table of one subject; with what each moves where any was screened."""
        declared = ordered(name)
        screened = any(is_screened(each) for each in declared)
        rows = [
            [
                [self.target(each.name), code(each.name)],
                each.unit,
                number(each.default),
                "" if each.unit == "yes/no" else span(each.low, each.high),
                "" if each.unit == "yes/no" else span(*each.limits),
                say(each.meaning, lang),
                _source(each),
                *([moves_most(each, lang)] if screened else []),
            ]
            for each in declared
        ]
        heads = ["name", "unit", "default", "plausible", "allowed", "meaning", "source"]
        widths = [18, 9, 8, 12, 12, 28, 20]
        if screened:
            heads, widths = [*heads, "moves"], [*widths, 9]
        return table(heads, rows, widths)

    def target(self, name: str) -> nodes.Node:
        """A place to link to: #parameter-NAME."""
        return nodes.target("", "", ids=[f"parameter-{name}"])


class Switches(SphinxDirective):
    """The switches."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        rows = [
            [code(each.name), number(each.default), each.meaning.en, each.source]
            for each in SUBJECTS["switches"]
        ]
        return [table(("switch", "default", "when on", "source"), rows, (25, 10, 45, 20))]


class Levers(SphinxDirective):
    """The levers; priced amounts in a column of their own."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        rows = [
            [
                each.family,
                code(each.name),
                each.unit,
                "yes or no" if each.kind == "yes/no" else span(each.low, each.high),
                "scaled" if each.amount else "",
                each.paid_in,
                each.meaning.en,
                each.source,
            ]
            for each in LEVERS.values()
        ]
        heads = (
            "family",
            "lever",
            "unit",
            "range",
            "at equal resources",
            "paid in",
            "meaning",
            "source",
        )
        return [table(heads, rows, (9, 14, 12, 9, 9, 12, 26, 9))]


class Prices(SphinxDirective):
    """What each lever costs under each regime of a scenario, mDKK a year."""

    required_arguments = 1

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        scenario = load(self.arguments[0])
        prices = {name: price_by_lever(scenario, each) for name, each in scenario.regimes.items()}
        priced = [name for name in LEVERS if any(name in found for found in prices.values())]
        rows = [
            [code(name), *(f"{found.get(name, 0.0):.3g}" for found in prices.values())]
            for name in priced
        ]
        totals = [f"{standing_price(scenario, each):.3g}" for each in scenario.regimes.values()]
        rows.append([nodes.strong("", "standing price"), *totals])
        return [table(("lever", *prices), rows, (24, *[14] * len(prices)))]


class Presets(SphinxDirective):
    """The value of every lever under each preset of the scenario named."""

    required_arguments = 1

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        regimes = load(self.arguments[0]).regimes
        rows = [
            [
                code(lever.name),
                *(typed(lever, regime.levers[lever.name]) for regime in regimes.values()),
            ]
            for lever in LEVERS.values()
        ]
        return [table(("lever", *regimes), rows, (24, *[14] * len(regimes)))]


def typed(lever: Lever, value: float) -> str:
    """A lever's value as one would type it."""
    return number(bool(value) if lever.kind == "yes/no" else value)


class Tables(SphinxDirective):
    """The output tables: the file of each, and what a row of it is."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        rows = [[code(TABLE_FILES[name]), each.row.en] for name, each in TABLES.items()]
        return [table(("file", "a row is"), rows, (30, 60))]


class Columns(SphinxDirective):
    """The columns of an output table, with its key columns where asked for."""

    required_arguments = 1
    option_spec = {"keys": directives.flag, "lang": _language}  # noqa: RUF012 - as docutils wants it

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        lang = self.options.get("lang", "en")
        keys = KEY_COLUMNS if "keys" in self.options else ()
        shown = (*keys, *TABLES[self.arguments[0]].columns)
        heads, widths = ["column", "unit", "least", "most", "meaning"], [28, 14, 10, 14, 44]
        rows: list[list[object]] = [
            [code(c.name), c.unit, c.lies.least.rule, c.lies.most.rule, say(c.meaning, lang)]
            for c in shown
        ]
        if self.arguments[0] == "metrics":
            heads += ["better", "matters from"]
            widths += [12, 12]
            for row, column in zip(rows, shown, strict=True):
                row.extend(_headline(METRICS.get(column.name)))
        return [table(heads, rows, widths)]  # type: ignore[arg-type]


def _headline(metric: Metric | None) -> tuple[str, str]:
    """Which way is better, whether it is a headline, and from where a difference matters, by its rule."""
    if metric is None:
        return "", ""
    if metric.sesoi is None:
        return metric.better, ""
    return f"{metric.better}{', headline' if metric.headline else ''}", metric.sesoi.rule


class Scenarios(SphinxDirective):
    """The installed scenarios, each with its question."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        rows = [
            [
                code(name),
                in_both(found.title).en,
                in_both(found.question).en,
                ", ".join(found.regimes),
            ]
            for name in installed_names()
            for found in [load(name)]
        ]
        presets = nodes.paragraph("", "Presets a regime may start from: ")
        presets += [nodes.Text(p) if isinstance(p, str) else p for p in codes(preset_names())]
        presets += nodes.Text(".")
        return [table(("name", "title", "question", "regimes"), rows, (14, 24, 40, 22)), presets]


class Figures(SphinxDirective):
    """The figures, each with what it shows."""

    option_spec = {"lang": _language}  # noqa: RUF012 - as docutils wants it

    def run(self) -> Sequence[nodes.Node]:
        """Draw the table."""
        lang = self.options.get("lang", "en")
        rows = [[code(row.name), say(row.shows, lang)] for row in FIGURES]
        return [table(("figure", "shows"), rows, (20, 80))]


class Sensitivity(SphinxDirective):
    """The parameters that move how far one way of governing is ahead of another, the strongest first, each with its source."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw a sentence, the table, and what it rests on."""
        self.env.note_dependency(str(KEPT))
        screened = [each for each in PARAMETERS.values() if is_screened(each)]
        screened += [PRESSURE] if is_screened(PRESSURE) else []
        moving = [each for each in by_strength(screened) if strength(each)]
        much = [each for each in moving if strength(each) >= 1.0]
        assumed = sum(each.source == "assumed" for each in much)
        said = (
            f"Of {len(screened)} uncertain numbers {len(moving)} are shown to move a headline by more than noise, {len(much)} of them by the "
            f"smallest effect that matters or more; {assumed} of these {len(much)} are assumed outright."
        )
        rows = [
            [number(place), code(each.name), moves_most(each, "en"), span(each.low, each.high), _source(each)]
            for place, each in enumerate(moving, start=1)
        ]  # fmt: skip
        drawn = table(("", "name", "moves", "plausible", "source"), rows, (4, 22, 16, 14, 44))
        return [nodes.paragraph("", said), drawn, nodes.paragraph("", begun(basis()))]


class Sources(SphinxDirective):
    """What each source is used for, and how many numbers are assumed; sources of what moves a difference most come first."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw a sentence and the table."""
        self.env.note_dependency(str(KEPT))
        numbers = [each for each in PARAMETERS.values() if each.subject not in ("switches", "run")]
        counts = Counter(each.source == "assumed" for each in numbers)
        said = (
            f"Of {len(numbers)} numbers, {counts[True]} are assumed outright; of the other {counts[False]} "
            "many take only a direction from their source, and then the table of parameters says so."
        )
        ordered = by_strength(sorted(numbers, key=lambda each: each.source))
        names = [
            name for name in dict.fromkeys(each.source for each in ordered) if name != "assumed"
        ]
        rows = [
            [name, codes([each.name for each in ordered if each.source == name])]
            for name in (*names, "assumed")
        ]
        return [nodes.paragraph("", said), table(("source", "numbers"), rows, (30, 70))]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("innosim-parameters", Parameters)
    app.add_directive("innosim-switches", Switches)
    app.add_directive("innosim-levers", Levers)
    app.add_directive("innosim-prices", Prices)
    app.add_directive("innosim-presets", Presets)
    app.add_directive("innosim-columns", Columns)
    app.add_directive("innosim-tables", Tables)
    app.add_directive("innosim-scenarios", Scenarios)
    app.add_directive("innosim-figures", Figures)
    app.add_directive("innosim-sensitivity", Sensitivity)
    app.add_directive("innosim-sources", Sources)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

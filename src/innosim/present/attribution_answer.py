"""Why two regimes differ, as it is printed, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from innosim.analysis.attribution import Among, Attribution
from innosim.present.attribution_tables import attribution_sheets, part_sheets
from innosim.present.attribution_words import attribution_sentences
from innosim.present.comparison import jsonable
from innosim.present.tables import print_line, print_sheet
from innosim.present.words.basis import basis
from innosim.present.words.language import LANGUAGES, Language, say
from innosim.scenario.catalogue import AS_COSTED, PURPOSE, Text
from innosim.scenario.resolved import Json

if TYPE_CHECKING:
    from rich.console import Console

_BY_MECHANISMS = Text("Among mechanisms:", "Blandt mekanismer:")


def print_attribution(
    found: Attribution, console: Console, *, metrics: Sequence[str] = (), lang: Language = "en"
) -> None:
    """Print sentences, then the tables of all parts by all metrics; with ``metrics`` the tables of these, part by part, alone."""
    if metrics:
        for place, sheet in enumerate(
            sheet for metric in metrics for sheet in part_sheets(found, metric, lang)
        ):
            if place:
                print_line("", console)
            print_sheet(sheet, console)
    else:
        for line in all_sentences(found, lang):
            print_line(line, console, start="- " if not line.endswith(":") else "")
        for sheet in attribution_sheets(found, lang):
            print_line("", console)
            print_sheet(sheet, console)
    print_line(basis(found.scenario, found.replications, lang), console)


def all_sentences(found: Attribution, lang: Language) -> Iterator[str]:
    """The sentences, those of mechanisms behind a line of their own."""
    for among in found.among:
        if among == Among.MECHANISMS:
            yield say(_BY_MECHANISMS, lang)
        yield from attribution_sentences(found, lang, among)


def attribution_json(found: Attribution) -> Json:
    """All of it as plain values; what is undefined is null."""
    return {
        "scenario": found.scenario.name,
        "between": list(found.between),
        "cost": AS_COSTED,
        "seed": found.scenario.values["seed"],
        "months": found.scenario.values["months"],
        "replications": found.replications,
        "permutations": {among.value: orders for among, orders in found.orders.items()},
        "mixes": {among.value: mixes for among, mixes in found.mixes.items()},
        "price_mdkk": found.price,
        "levers": [jsonable(asdict(change)) for change in found.changes],
        "splits": {
            among.value: [jsonable(asdict(split)) for split in splits.values()]
            for among, splits in found.splits.items()
        },
        "failures": list(found.failures),
        "purpose": PURPOSE.en,
        "sentences": {lang: list(all_sentences(found, lang)) for lang in LANGUAGES},
    }

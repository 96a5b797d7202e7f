"""Every table that is printed, at every width, in both languages, on rich and poor consoles: read back whole."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from rich.cells import cell_len
from rich.console import Console

from innosim.analysis.bottlenecks import bottlenecks
from innosim.analysis.compare import compare
from innosim.analysis.fates import fates
from innosim.analysis.purse import Purse
from innosim.analysis.ranking import ranking
from innosim.analysis.regimes import uses_of, what_a_regime_is
from innosim.analysis.twins import LeadPart, Step, Twins
from innosim.cli.magnitudes import _sheet as magnitudes_sheet
from innosim.experiment.magnitudes import Band, Measured
from innosim.present.answer import print_answer
from innosim.present.bottleneck_tables import bottleneck_sheets
from innosim.present.comparison import level_sheet, metric_sheet, verdict_sheet
from innosim.present.idea_tables import facts_sheet, fates_sheet
from innosim.present.notebook import levels_sheet
from innosim.present.purse_tables import purse_sheets
from innosim.present.ranking_table import ranking_sheet
from innosim.present.regime_tables import identity_sheet
from innosim.present.standing_table import standing_sheet
from innosim.present.tables import Sheet, print_line, print_sheet, text
from innosim.present.twin_tables import twin_sheets
from innosim.present.use_tables import use_sheet
from innosim.present.words.language import LANGUAGES, Language, in_ascii
from innosim.present.words.outcomes import PURSE_NAMES
from innosim.scenario.catalogue import HEADLINES, PARAMETERS, Text
from tests.printed import assert_whole, squeezed

NINE = (
    "routine-of-an-ordinary-town-30",
    "top-down",
    "framed_with_everything_in_2026",
    "bottom-up",
    "unbrokenunbrokenunbrokenunbrok",
    "a-very-long-name-of-a-regime-1",
    "framed",
    "Ildsjæle-på-arbejde-år-efter-å",
    "shaving",
)
"""Names of 30 letters: with hyphens, with strokes, with neither, and with what ASCII has not."""

WIDTHS = (60, 80, 100, 120)


@pytest.fixture(scope="module")
def nine(make: Callable[..., Any]) -> Any:
    """A result of nine regimes, with numbers large and small."""
    result = make(names=NINE)
    values = {name: parameter.default for name, parameter in PARAMETERS.items()}
    values["replications"] = 40
    object.__setattr__(result.scenario, "values", {**values, **result.scenario.values})
    metrics = result.metrics.copy()
    metrics["value_per_year"] *= 12_345.678
    metrics["throughput_per_year"] -= 9.0
    metrics["service_quality_end"] /= 10_000.0
    return replace(result, metrics=metrics)


def told() -> Any:
    """One idea under every regime, with everything that can be known of it."""
    facts = {
        "month_sparked": 17, "end": "rolled_back", "phase": "implementation", "end_cause": "", "decider": "council",
        "true_worth": -12.3456, "stake": 1234.5, "months_work": 12.0, "case": True,
    }  # fmt: skip
    lives = [
        SimpleNamespace(regime=name, sparked=n % 2 == 0, chance=0.0123, draw=0.0456, facts=facts)
        for n, name in enumerate(NINE)
    ]
    return SimpleNamespace(
        idea=12, replication=3, cost="as_costed", lives=lives, drift={}, same_model=True
    )


def booked() -> Purse:
    """A purse of large amounts."""
    years = pd.DataFrame(
        [
            {"cost": "as_costed", "regime": NINE[0], "year": year}
            | {name: 12_345.678 / (1 + n + year) for n, name in enumerate(PURSE_NAMES)}
            for year in range(12)
        ]
    )
    return Purse(pd.DataFrame(), years, pd.DataFrame(), 20)


def parted() -> Twins:
    """Leads of nine regimes in all their parts, large and small."""
    parts = tuple(
        LeadPart(name, metric, step, 20, 12_345.678 * (n - 3), -9.87, 65_432.1)
        for n, name in enumerate(NINE)
        for metric in HEADLINES[:2]
        for step in Step
    )
    return Twins(NINE, "shaving", HEADLINES[:2], parts)


def sheets(result: Any, lang: Language) -> Iterator[Sheet]:
    """Every table that the program prints or that a result shows."""
    found = compare(result)
    yield from (metric_sheet(found, metric, lang) for metric in found.metrics)
    yield verdict_sheet(found, HEADLINES, lang)
    for cost in found.costs:
        yield standing_sheet(found, lang, cost=cost)
        yield from (
            ranking_sheet(found, ranking(found, metric, cost), lang) for metric in HEADLINES
        )
    yield from (level_sheet(found, metric, lang) for metric in HEADLINES)
    yield from twin_sheets(parted(), lang)
    yield identity_sheet([what_a_regime_is(result.scenario, name) for name in NINE], lang)
    yield use_sheet(uses_of(result), None, lang)
    yield levels_sheet(result, "as_costed", lang)
    yield fates_sheet(fates(result, NINE[2], NINE[4]), lang)
    yield facts_sheet(told(), lang)
    yield from bottleneck_sheets(bottlenecks(result), lang)
    yield from purse_sheets(booked(), lang)
    bands = [Band(f"band {n}", 0.1, 12_345.6, "a source", "how", _none) for n in range(3)]
    yield magnitudes_sheet([Measured(band, 0.123) for band in bands], result.scenario)


def _none(_: Any) -> float:
    return 0.0


def printed(sheet: Sheet, width: int, encoding: str) -> list[str]:
    class Stream(io.StringIO):
        @property
        def encoding(self) -> str:
            return encoding

    stream = Stream()
    print_sheet(sheet, Console(file=stream, width=width))
    return stream.getvalue().split("\n")[:-1]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_table_is_read_back_whole(
    nine: Any, width: int, lang: Language, encoding: str
) -> None:
    for sheet in sheets(nine, lang):
        lines = printed(sheet, width, encoding)
        assert max(map(cell_len, lines)) <= width, sheet.title
        spelt = in_ascii if encoding == "ascii" else str
        assert squeezed(spelt(sheet.title)) in squeezed(lines)
        assert all(squeezed(spelt(note)) in squeezed(lines) for note in sheet.notes)
        assert_whole(sheet, printed(replace(sheet, title="t", notes=()), width, encoding)[1:], encoding)  # fmt: skip
        assert encoding == "ascii" or "\n".join(lines) == text(sheet, width)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_whole_answer_fits(nine: Any, width: int, lang: Language) -> None:
    stream = io.StringIO()
    print_answer(nine, Console(file=stream, width=width), lang=lang)
    assert max(map(cell_len, stream.getvalue().split("\n"))) <= width


@pytest.mark.parametrize(("lang", "said"), [("en", "Which way?"), ("da", "Hvilken vej?")])
def test_the_question_is_asked_in_the_language(result: Any, lang: Language, said: str) -> None:
    asked = replace(result.scenario, question=Text("Which way?", "Hvilken vej?"))
    values = {name: parameter.default for name, parameter in PARAMETERS.items()}
    stream = io.StringIO()
    print_answer(
        replace(result, scenario=replace(asked, values=values)), Console(file=stream), lang=lang
    )
    assert said in stream.getvalue()


def test_what_a_file_says_is_printed_as_it_stands() -> None:
    stream = io.StringIO()
    said = "Is :smile: or [bold]this[/bold] or https://a.b/c kept?"
    print_line(said, Console(file=stream, width=30), start="  ")
    assert squeezed(stream.getvalue()) == squeezed(said)

"""The printed answer, the tables behind it, and what a notebook shows: width, languages, poor consoles."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from innosim.analysis.claims import TOPICS
from innosim.analysis.compare import compare
from innosim.analysis.ranking import Together
from innosim.analysis.regimes import (
    regimes_as_run,
    uses_of,
    what_a_regime_is,
    what_was_run,
)
from innosim.analysis.verdicts import Verdict, overall
from innosim.experiment.equal_use import EqualUse, Fit
from innosim.experiment.secant import Ending
from innosim.present.answer import domain_notes, print_answer, print_comparison, print_metrics
from innosim.present.comparison import (
    comparison_json,
    metric_sheet,
    verdict_sheet,
    verdict_words,
)
from innosim.present.folding import fold
from innosim.present.notebook import (
    bar,
    comparison_html,
    comparison_text,
    in_notebook,
    result_html,
    watching,
)
from innosim.present.regime_tables import identity_words, lever_value, lever_words
from innosim.present.standing_table import standing_sheet
from innosim.present.tables import Sheet, html, text
from innosim.present.use_tables import use_sheet
from innosim.present.words.language import LANGUAGES
from innosim.scenario.catalogue import HEADLINES, LEVERS, PARAMETERS


class Poor(io.StringIO):
    """A stream of another encoding than UTF-8."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:
        return self._encoding


@pytest.fixture(scope="module")
def priced(make: Callable[..., Any]) -> Any:
    """A result whose scenario holds every parameter, so that its levers have a price."""
    result = make()
    values = {name: parameter.default for name, parameter in PARAMETERS.items()}
    object.__setattr__(result.scenario, "values", {**values, **result.scenario.values})
    return result


def printed(result: Any, encoding: str = "utf-8", lang: Any = "en", width: int = 100) -> str:
    stream = Poor(encoding)
    print_answer(result, Console(file=stream, width=width), lang=lang)
    return stream.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_fits_a_hundred_columns(priced: Any, lang: Any) -> None:
    assert max(len(line) for line in printed(priced, lang=lang).splitlines()) <= 100


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_screen_is_a_screen(priced: Any, lang: Any) -> None:
    """The question, sentences with numbers, one table, how sure: on a page of 80 columns; a warning comes on top of it."""
    lines = printed(priced, lang=lang, width=80).splitlines()
    (warning,) = domain_notes(priced, lang)
    assert len(lines) - len(fold(warning, 80)) <= 24
    assert max(map(len, lines)) <= 80
    assert lines[0] == "What happens?"
    assert lines[1].startswith(
        {"en": "- At equal resources: Each year framed ", "da": "- Ved lige ressourcer: Framed "}[
            lang
        ]
    )
    names = tuple(priced.scenario.regimes)
    rows = [line.split()[0] for line in lines if line.startswith(names)]
    assert rows == list(priced.scenario.regimes)


def test_in_full_it_says_what_each_regime_is_before_a_table_a_metric(priced: Any) -> None:
    stream = Poor("utf-8")
    print_comparison(priced, compare(priced), Console(file=stream, width=100))
    out = stream.getvalue()
    assert (
        out.index("- At equal resources: Each year framed ")
        < out.index("What each regime is")
        < out.index("Own ideas put into operation")
    )
    assert "Explanation and illustration, not prediction" in out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_poor_console_gets_what_it_can_hold(priced: Any, encoding: str, lang: Any) -> None:
    printed(priced, encoding, lang).encode(encoding)


def test_one_regime_alone_is_told_without_a_comparison(priced: Any) -> None:
    alone = replace(priced)
    alone.metrics = priced.metrics[priced.metrics["regime"] == "framed"]
    shown = printed(alone, width=80)
    assert shown.startswith("What happens?\n")
    assert "nothing to compare" in shown
    assert shown.count("framed  ") >= 3  # its headlines in both cost modes, and what it used
    assert "letter" not in shown
    told = comparison_json(alone, compare(alone))["sentences"]
    assert told["en"] == ["Only one regime was run: nothing to compare it with."]
    stream = Poor("utf-8")
    print_metrics(alone, compare(alone), Console(file=stream, width=80), metrics=("power_lost",))
    assert "Elections that cost the majority power" in stream.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_letters_it_is_only_told_where_there_are_some(priced: Any, lang: Any) -> None:
    """One regime alone has none, however many runs it has."""
    told = {
        "en": "no letter in common is hardly luck",
        "da": "uden fælles bogstav næppe tilfældigt",
    }
    alone = replace(priced)
    alone.metrics = priced.metrics[priced.metrics["regime"] == "framed"]
    assert told[lang] in printed(priced, lang=lang)
    assert told[lang] not in printed(alone, lang=lang)


def test_a_star_marks_who_stands_otherwise_to_any_other(make: Callable[..., Any]) -> None:
    """Two ways that change places with who pays, both far ahead of the baseline: both are marked, the baseline is not."""
    result = make(("red", "green", "grey"), n=20)
    levels = {"red": (20.0, 10.0), "green": (10.0, 20.0), "grey": (0.0, 0.0)}
    for name, both in levels.items():
        for cost, level in zip(("as_costed", "equal_resources"), both, strict=True):
            rows = (result.metrics["cost"] == cost) & (result.metrics["regime"] == name)
            luck = np.random.default_rng(ord(name[0])).normal(size=20)
            result.metrics.loc[rows, "value_per_year"] = level + 0.1 * luck
    for place, arm in enumerate(result.manifest["arms"]):
        arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % 3)}
    found = compare(result, "grey", metrics=("value_per_year",))
    cells = {row[0]: row[1] for row in standing_sheet(found).rows}
    assert {name: cell.endswith("*") for name, cell in cells.items()} == {
        "red": True, "green": True, "grey": False,
    }  # fmt: skip


def test_unequal_words_of_the_modes_are_no_star(make: Callable[..., Any]) -> None:
    """Without any interaction a way stands better in one mode and undecided in the other in most of these; that shows nothing."""
    unequal = starred = 0
    for seed in range(40):
        result = make(("red", "grey"), n=10)
        for arm in result.manifest["arms"]:
            arm["levers"] = {**arm["levers"], "vision": 0.1 * (arm["regime"] == "red")}
        chance = np.random.default_rng(seed)
        for cost in ("as_costed", "equal_resources"):
            for name, level in (("red", 1.0), ("grey", 0.0)):
                rows = (result.metrics["cost"] == cost) & (result.metrics["regime"] == name)
                result.metrics.loc[rows, "value_per_year"] = level + chance.normal(size=10)
        found = compare(result, "grey", metrics=("value_per_year",), sesoi={"value_per_year": 0.2})
        unequal += len(set(found.contrast("red", "grey", "value_per_year").verdicts)) > 1
        starred += any(row[1].endswith("*") for row in standing_sheet(found).rows)
    assert unequal > 12
    assert starred <= 4  # 5 % of 40 are two


def test_equal_regimes_read_no_difference_in_every_table(twins: Any) -> None:
    found = compare(twins)
    for metric in HEADLINES:
        for row in metric_sheet(found, metric).rows[1:]:
            assert row[2] == row[5] == row[7] == "no difference"
    assert all(set(row[1:]) == {"no difference"} for row in verdict_sheet(found, HEADLINES).rows)
    assert all(
        "ingen forskel" in row[2] for row in metric_sheet(found, "support_mean", "da").rows[1:]
    )


def test_undefined_metrics_say_why_in_the_table(result: Any) -> None:
    notes = " ".join(metric_sheet(compare(result, "framed"), "conversion").notes)
    assert (
        "shaving as costed: undefined in 20 of 20 replications: a regime of cuts only has no ideas"
        in notes
    )


def test_pairing_that_blurs_is_said(make: Callable[..., Any]) -> None:
    result = make()
    framed = result.metrics["regime"] == "framed"
    result.metrics.loc[framed, "support_mean"] *= -1.0
    notes = " ".join(metric_sheet(compare(result), "support_mean").notes)
    assert "variance ratio over 1" in notes


def test_what_a_regime_is_names_the_levers_that_differ(priced: Any) -> None:
    told = what_a_regime_is(priced.scenario, "framed")
    assert [one.lever for one in told.differences] == ["vision", "tracks", "pool", "cuts_only"]
    assert told.price == pytest.approx(sum(one.price for one in told.differences))
    words = identity_words(told)
    assert words.startswith("vision 80%")
    assert "pool 1 per mille of the budget (3.90)" in words
    assert words.endswith("ideas are asked for")
    assert "pulje 1 promille af budgettet (3,90)" in identity_words(told, "da")
    same = what_a_regime_is(priced.scenario, "shaving")
    assert identity_words(same) == "the same setting as shaving"


def test_a_dated_change_is_told(priced: Any) -> None:
    told = what_a_regime_is(priced.scenario, "framed").differences[0]
    assert lever_words(replace(told, changes=((12, 0.5),))).endswith(", from month 12: 50%")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lever", LEVERS)
def test_every_lever_can_be_said(lever: str, lang: Any) -> None:
    assert lever_value(lever, 1.0, lang)


def test_what_was_run_comes_from_the_manifest(priced: Any) -> None:
    manifest = json.loads(json.dumps(priced.manifest))
    for arm in manifest["arms"]:
        if (arm["cost"], arm["regime"]) == ("equal_resources", "framed"):
            arm["levers"]["pool"] = 2.0
            arm["changes"] = [{"month": 12, "levers": {"pool": 3.0}}]
    scaled = replace(priced, manifest=manifest)
    assert regimes_as_run(scaled, "equal_resources")["framed"].changes[0].levers == {"pool": 3.0}
    assert (
        what_was_run(scaled, "as_costed")["framed"].price
        < what_was_run(scaled, "equal_resources")["framed"].price
    )


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("are a use of 33.5 mDKK a year (median use of", "times 1.24 (framed)", "scale: shaving", "no nearer than 31.0, 7% below")),
        ("da", ("er et forbrug på 33,5 mio. kr.", "gange 1,24 (framed)", "skalere: shaving", "nærmere end 31,0, 7\u00a0% under")),
    ],
)  # fmt: skip
def test_price_use_and_how_use_was_made_equal_are_told(priced: Any, lang: Any, words: Any) -> None:
    found = uses_of(priced)
    assert len(found) == 8
    fits = (
        Fit("framed", 1.24, 33.6, Ending.MET),
        Fit("top-down", 1.5, 31.0, Ending.STEP),
        Fit("shaving", 1.0, None, Ending.STAYS),
    )
    sheet = use_sheet(found, EqualUse(33.5, {"framed": 33.5}, fits, 260), lang)
    assert all(word in " ".join(sheet.notes) for word in words)
    use = next(use for use in found if (use.cost, use.regime) == ("as_costed", "framed"))
    rows = priced.metrics.query("cost == 'as_costed' and regime == 'framed'")
    assert use.use == pytest.approx(rows["used_mdkk_per_year"].mean())
    offered = rows["pool_used_mdkk"].sum() / rows["pool_offered_mdkk"].sum()
    assert use.pool_used == pytest.approx(offered)


def test_runs_beyond_the_models_domain_are_said(priced: Any) -> None:
    beyond = replace(priced)
    beyond.metrics = priced.metrics.assign(cut_in_all_share=0.31)
    # Four regimes in 20 replications, three of them again at equal use: shaving is not scaled and was run once.
    assert "in 140 runs" in domain_notes(beyond, "en")[0]
    assert (
        domain_notes(replace(priced, metrics=priced.metrics.assign(cut_in_all_share=0.29)), "en")
        == ()
    )


def test_json_is_whole_and_strict(priced: Any) -> None:
    told = json.loads(json.dumps(comparison_json(priced, compare(priced)), allow_nan=False))
    assert told["baseline"] == "shaving"
    assert len(told["sentences"]["en"]) == len(told["sentences"]["da"]) == len(TOPICS) + 1
    assert {row["overall"] for row in told["comparisons"]} <= {verdict.value for verdict in Verdict}
    framed = [regime for regime in told["regimes"] if regime["regime"] == "framed"]
    assert [one["cost"] for one in framed] == ["as_costed", "equal_resources"]


def test_json_and_frame_say_of_both_modes_all_that_was_judged(priced: Any) -> None:
    """Each verdict says what it holds for; the interaction stands beside it."""
    found = compare(priced)
    told = comparison_json(priced, found)
    assert told["holds_for"] == {"comparisons": "alone", "sentences": "all pairs"}
    by_pair = {(row["regime"], row["against"], row["metric"]): row for row in told["pairs"]}
    key = ("framed", "top-down", "value_per_year")
    for level, there in (
        ("alone", found.contrasts[key]),
        ("all pairs", Together(found, key[2]).contrast(*key[:2])),
    ):
        said, apart = by_pair[key][level], there.interaction
        assert apart is not None
        assert said["verdict"] == there.overall.verdict.value
        assert said["by_how_much_depends"] == there.overall.by_how_much
        assert [mode["verdict"] for mode in said["modes"]] == [v.value for v in there.verdicts]
        assert [mode["low"] for mode in said["modes"]] == [d.low for d in there.differences]
        assert (said["interaction"]["difference"], said["interaction"]["high"]) == (
            apart.mean, apart.high,
        )  # fmt: skip
    alone, at_once = by_pair[key]["alone"]["modes"][0], by_pair[key]["all pairs"]["modes"][0]
    assert at_once["high"] > alone["high"]
    assert "all pairs" not in by_pair["framed", "shaving", "lead_time_months"]  # not contrasted

    row = found.table.set_index(["cost", "regime", "metric"]).loc[
        ("as_costed", "framed", "value_per_year")
    ]
    there = found.contrast("framed", "shaving", "value_per_year")
    apart = there.interaction
    assert apart is not None
    assert (row["overall"], row["by_how_much"]) == (
        there.overall.verdict.value, there.overall.by_how_much,
    )  # fmt: skip
    assert (row["interaction"], row["interaction_low"], row["interaction_high"]) == (
        apart.mean, apart.low, apart.high,
    )  # fmt: skip
    assert (row["only"], row["interaction_pairs"]) == ("", 20)


def test_one_mode_has_no_interaction_and_one_verdict_is_named(make: Callable[..., Any]) -> None:
    result = make()
    frame = result.metrics
    costed = frame["cost"] == "as_costed"
    frame.loc[costed & (frame["replication"] > 2), "value_per_year"] = np.nan
    found = compare(result)
    rows = found.table.set_index(["cost", "regime", "metric"]).loc["as_costed"]
    row = rows.loc[("framed", "value_per_year")]
    assert (row["only"], row["verdict"]) == ("equal_resources", "undefined")
    difference = found.contrast("framed", "shaving", "value_per_year").differences[0]
    assert (difference.pairs, difference.undefined, difference.runs) == (3, 17, 20)
    result.metrics = frame[costed]
    alone = compare(result).table
    assert set(alone["only"]) == {""}
    assert alone["interaction"].isna().all()
    assert set(alone["interaction_pairs"]) == {0}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_notebook_shows_a_table_and_a_picture(priced: Any, lang: Any) -> None:
    found = compare(priced)
    for shown in (comparison_html(found, lang), result_html(priced, lang)):
        assert "<table>" in shown
        assert shown.count("<img alt='") == 1
        assert "base64," in shown
    assert comparison_text(found, lang).count("\n") > 8


def test_a_sheet_refuses_a_row_of_another_length() -> None:
    with pytest.raises(ValueError, match="2 cells in a table of 1"):
        Sheet("t", ("a",), (("1", "2"),))


def test_html_escapes_what_a_scenario_may_hold() -> None:
    shown = html(Sheet("<t>", ("a",), (("<b>",),), ("&",)))
    assert "<b>&lt;t&gt;</b>" in shown
    assert "&lt;b&gt;" in shown
    assert text(Sheet("t", ("name", "n"), (("a", "1"),))) == "t\nname  n\n────  ─\na     1"


def test_outside_a_notebook_nothing_is_drawn() -> None:
    with watching(lambda: 0.0) as progress:
        assert progress is None
    assert not in_notebook()


def test_the_bar_counts_and_says_what_is_left() -> None:
    assert bar(1200, 2000, 12.4).endswith("1,200 of 2,000 replications, 12 s left")


def test_importing_innosim_imports_nothing_heavy() -> None:
    code = "import sys, innosim; print({'numpy', 'pandas', 'numba', 'mesa', 'click'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("modes", "words"),
    [
        ((Verdict.BETTER, Verdict.BETTER), "better"),
        (
            (Verdict.WORSE, Verdict.NEGLIGIBLE),
            "worse; by how much depends (worse as costed, no difference that matters at equal resources)",
        ),
        ((Verdict.CLEARLY_BETTER, Verdict.BETTER), "better (clearly better as costed, better at equal resources)"),
        ((Verdict.BETTER, Verdict.UNDECIDED), "undecided (better as costed, undecided at equal resources)"),
        (
            (Verdict.BETTER, Verdict.WORSE),
            "depends on who pays (better as costed, worse at equal resources)",
        ),
        ((Verdict.TOO_FEW, Verdict.BETTER), "better (only at equal resources)"),
    ],
)  # fmt: skip
def test_where_the_modes_differ_each_is_named_with_its_mode(
    priced: Any, modes: Any, words: str
) -> None:
    found = compare(priced)
    key = ("framed", found.baseline, "value_per_year")
    found.contrasts[key] = replace(found.contrasts[key], verdicts=modes, overall=overall(modes))
    alone, *_ = verdict_words(found, "framed", "value_per_year", "en").split("; all pairs at once")
    assert alone == words
    sheet = metric_sheet(found, "value_per_year")
    assert sheet.head[-1] == "verdict over both"
    assert sheet.rows[[row[0] for row in sheet.rows].index("framed")][-1].startswith(words)

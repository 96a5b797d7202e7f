"""What a result answers with, shown: a screen at a prompt, the whole when printed, a frame and LaTeX to hand on."""

import dataclasses
import re
from collections.abc import Callable
from typing import Any, ClassVar

import pandas as pd
import pytest
from matplotlib.figure import Figure
from rich.cells import cell_len

import innosim
from innosim import api
from innosim.analysis.compare import compare
from innosim.analysis.fates import fates
from innosim.analysis.frames import AnalysisError, NotComparedError, cost_of, in_mode
from innosim.analysis.ranking import Together, Unbeaten, unbeaten
from innosim.experiment.plan import _cost_modes
from innosim.present.latex import latex
from innosim.present.notebook import picture_html
from innosim.present.ranking_table import unbeaten_words
from innosim.present.screens import SCREEN_LINES, SCREEN_WIDTH, Shown, screen
from innosim.present.tables import Sheet
from innosim.present.words.language import LANGUAGES, Language
from innosim.scenario.catalogue import METRICS

NINE = (*(f"regime-with-a-long-name-no-{number}" for number in range(8)), "shaving")


def shown(found: Any) -> api.Comparison:
    named = [field.name for field in dataclasses.fields(found)]
    return api.Comparison(**{name: getattr(found, name) for name in named})


@pytest.fixture(scope="module")
def nine(make: Callable[..., Any]) -> api.Comparison:
    return shown(compare(make(names=NINE)))


def assert_a_screen(told: str) -> None:
    lines = told.split("\n")
    assert len(lines) <= SCREEN_LINES
    assert max(map(cell_len, lines)) <= SCREEN_WIDTH


def test_a_comparison_at_a_prompt_is_a_screen(nine: api.Comparison) -> None:
    assert_a_screen(repr(nine))
    assert re.search(r"\[\.\.\. \d+ lines more: print\(\) shows them all\]$", repr(nine))
    assert len(str(nine).split("\n")) > SCREEN_LINES


def test_fates_at_a_prompt_are_a_screen(result: Any) -> None:
    found = api.Fates(**vars(fates(result, "framed", "top-down")))
    assert_a_screen(repr(found))
    assert "framed" in str(found)
    assert found._repr_html_().count("<table>") == 1


class Many(Shown):
    """Answers of as many tables as there may be."""

    def __init__(self, count: int) -> None:
        self.count = count

    def sheets(self) -> tuple[Sheet, ...]:
        rows = tuple((f"row {number}", "1") for number in range(12))
        return tuple(Sheet(f"table {n}", ("a", "b"), rows) for n in range(self.count))


def test_many_tables_show_the_first_and_say_how_many_lines_are_left() -> None:
    assert_a_screen(repr(Many(40)))
    assert repr(Many(40)).split("\n")[-1].startswith("[... ")
    assert "table 39" in str(Many(40))
    assert Many(40)._repr_html_().count("<table>") == 40
    assert "39 more" in Many(40)._repr_html_()
    assert repr(Many(1)) == str(Many(1))
    assert "<details>" not in Many(1)._repr_html_()


@pytest.mark.parametrize("lines", [1, 23, 24, 25, 26, 100])
def test_a_screen_has_no_more_lines_than_a_screen(lines: int) -> None:
    told = "\n".join(f"line {number}" for number in range(lines))
    assert len(screen(told).split("\n")) <= SCREEN_LINES
    assert (screen(told) == told) == (lines <= SCREEN_LINES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_frame_to_hand_on_has_labels_beside_the_codes(
    nine: api.Comparison, lang: Language
) -> None:
    frame = nine.labelled(lang)
    assert len(frame) == len(nine.findings)
    codes = frame[list(nine.table.columns)].drop(columns=["verdict", "overall"])
    pd.testing.assert_frame_equal(codes, nine.table.drop(columns=["verdict", "overall"]))
    row = frame[frame["metric"] == "support_mean"].iloc[0]
    assert row["metric_label"] == getattr(METRICS["support_mean"].short, lang)
    assert row["regime_label"] == nine.scenario.regimes[row["regime"]].title
    assert row["cost_label"] == {"en": "as costed", "da": "til egen pris"}[lang]
    assert frame["unit"].str.len().min() > 0


def test_the_frame_is_in_english(nine: api.Comparison) -> None:
    pd.testing.assert_frame_equal(nine.frame, nine.labelled("en"))


class Tex:
    """As much of LaTeX as a table needs: environments closed, as many cells a row as there are columns."""

    ALONE: ClassVar = {"toprule", "midrule", "bottomrule", "centering", "footnotesize"}

    def __init__(self, told: str) -> None:
        self.told = told
        body = told.split(r"\toprule")[1].split(r"\bottomrule", maxsplit=1)[0]
        self.rows = [line[: -len(r" \\")] for line in body.split("\n") if line.endswith(r" \\")]
        spec = re.search(r"\\begin\{tabular\}\{@\{\}([lr]+)@\{\}\}", told)
        assert spec
        self.columns = len(spec[1])

    def width(self, row: str) -> int:
        cells = re.split(r"(?<!\\)&", row)
        spans = [re.match(r"\s*\\multicolumn\{(\d+)\}", cell) for cell in cells]
        return sum(int(span[1]) if span else 1 for span in spans)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_latex_is_whole_and_has_labels(nine: api.Comparison, lang: Language) -> None:
    told = nine.to_latex(lang=lang)
    opened = re.findall(r"\\begin\{(\w+)\}", told)
    assert opened == re.findall(r"\\end\{(\w+)\}", told)[::-1]
    assert told.count("{") - told.count(r"\{") == told.count("}") - told.count(r"\}")
    made = Tex(told)
    assert {made.width(row) for row in made.rows} == {made.columns}
    assert all(name not in told for name in NINE[:8])  # titles stand in their place
    assert all(nine.scenario.regimes[name].title in told for name in NINE)
    assert not re.search(r"(?<!\\)[%#_]", told.split("\n", 1)[1])
    assert {"en": "seed 2014", "da": "startværdi (seed) 2014"}[lang] in told
    assert "95 \\%" in told


def test_latex_of_one_metric_and_of_none(nine: api.Comparison) -> None:
    told = nine.to_latex(["support_mean"])
    assert told.count(r"\midrule") == 1
    with pytest.raises(AnalysisError, match="did you mean support_mean"):
        nine.to_latex(["suport_mean"])


def test_regimes_of_one_title_are_told_apart(result: Any) -> None:
    regimes = {
        name: dataclasses.replace(regime, title="Ours")
        for name, regime in result.scenario.regimes.items()
    }
    found = shown(compare(result))
    found = dataclasses.replace(
        found, scenario=dataclasses.replace(found.scenario, regimes=regimes)
    )
    assert set(found.frame["regime_label"]) == {f"Ours: {name}" for name in found.regimes}


def test_letters_that_latex_reads_are_printed() -> None:
    assert latex("50 % of A_b & {c} ±1 −2 <3") == (
        r"50 \% of A\_b \& \{c\} $\pm$1 $-$2 \textless{}3"
    )


def test_cost_modes_are_written_either_way(result: Any) -> None:
    assert in_mode(result, "equal-resources") == in_mode(result, "equal_resources")
    assert cost_of(result, "as-costed") == "as_costed"
    assert fates(result, "framed", "top-down", "as-costed").cost == "as_costed"
    found = compare(result)
    assert found.finding("as-costed", "framed", "support_mean") is found.finding(
        "as_costed", "framed", "support_mean"
    )
    with pytest.raises(AnalysisError, match="no runs in cost mode 'equal'"):
        in_mode(result, "equal")


def test_a_plan_takes_a_cost_mode_either_way() -> None:
    assert _cost_modes("as-costed") == _cost_modes(("as_costed",)) == ("as_costed",)


ERRORS = [name for name in innosim.__all__ if name.endswith("Error")] + ["BrokenBooks"]


def test_every_error_of_the_library_is_innosim_s() -> None:
    assert len(ERRORS) == 19
    for name in ERRORS:
        assert issubclass(getattr(innosim, name), Exception)
    with pytest.raises(innosim.ScenarioError):
        innosim.load("no-such-place")
    with pytest.raises(innosim.ResultError):
        innosim.open("no-such-folder")


def test_a_ranking_shows_itself_as_a_table(result: Any) -> None:
    found = shown(compare(result)).ranking("value_per_year", regimes=("framed", "top-down"))
    assert found.cost == "equal_resources"
    assert_a_screen(repr(found))
    assert "95 % confidence" in str(found)
    assert list(found.table["regime"]) == [one.regime for one in found.standings]
    assert list(found.table["regime_label"]) == ["Framed", "Top-Down"]
    assert found.table["to_the_best"].iloc[0] == 0.0
    shortfall = found.standings[1].shortfall
    assert shortfall is not None
    assert found.table["to_the_best"].iloc[1] == -shortfall.mean
    assert list(found.table["best"]) == [one.best for one in found.standings]


def test_a_ranking_says_who_is_left_out(result: Any) -> None:
    found = shown(compare(result)).ranking("failure_cost_mdkk_per_year", "as-costed")
    assert "not ranked: shaving." in str(found)
    assert "shaving" not in set(found.table["regime"])


def test_too_few_runs_are_ranked_nowhere(make: Callable[..., Any]) -> None:
    found = shown(compare(make(n=5))).ranking("value_per_year")
    assert found.standings == ()
    assert found.table.empty
    assert "not ranked: top-down" in str(found)


@pytest.mark.parametrize(
    ("metric", "cost", "regimes", "said"),
    [
        ("valu_per_year", "", (), "did you mean value_per_year"),
        ("mandate_share", "", (), "the order turns on"),
        ("value_per_year", "equal", (), "no cost mode 'equal'"),
        ("value_per_year", "", ("fremed",), "did you mean framed"),
    ],
)
def test_what_cannot_be_ranked_is_refused_with_a_sentence(
    result: Any, metric: str, cost: str, regimes: tuple[str, ...], said: str
) -> None:
    with pytest.raises(AnalysisError, match=said):
        shown(compare(result)).ranking(metric, cost, regimes)


def test_whom_nobody_beats_is_asked_in_a_cost_mode(result: Any) -> None:
    found = shown(compare(result))
    assert found.unbeaten().cost == "equal_resources"
    assert found.unbeaten("as-costed").cost == "as_costed"
    with pytest.raises(AnalysisError, match="no cost mode"):
        found.unbeaten("equal")


def test_two_regimes_in_a_sentence(result: Any) -> None:
    found = shown(compare(result))
    said = found.sentence("framed", "top-down", "value_per_year")
    verdicts = found.contrast("framed", "top-down", "value_per_year").verdicts
    assert "top-down" in said
    assert all(verdict.value in said for verdict in verdicts)
    assert found.sentence("framed", "top-down", "value_per_year", "da") != said
    with pytest.raises(AnalysisError, match="is not in this comparison: did you mean"):
        found.sentence("framed", "top-down", "lead_time")


def test_a_verdict_is_innosim_s(result: Any) -> None:
    assert isinstance(compare(result).verdict("framed", "value_per_year"), innosim.Verdict)


def test_the_small_picture_has_no_empty_panel(result: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Figure] = []
    monkeypatch.setattr(Figure, "savefig", lambda figure, *_, **__: drawn.append(figure))
    picture_html(compare(result))
    (figure,) = drawn
    assert [ax.axison for ax in figure.axes] == [ax.has_data() for ax in figure.axes]
    assert sum(ax.axison for ax in figure.axes) == 3


def test_star_leaves_python_s_open_alone() -> None:
    held: dict[str, Any] = {}
    exec("from innosim import *", held)  # noqa: S102 - what a user types
    assert "open" not in held
    assert held["run"] is innosim.run
    assert innosim.open is not open


def test_a_text_is_one_name_and_no_list_of_letters(result: Any) -> None:
    found = compare(result, metrics="value_per_year")
    assert found.metrics == ("value_per_year",)
    whole = compare(result)
    shown = innosim.Comparison(
        **{each.name: getattr(whole, each.name) for each in dataclasses.fields(whole)}
    )
    assert shown.to_latex("power_lost") == shown.to_latex(["power_lost"])
    with pytest.raises(innosim.AnalysisError, match="no regime 'framd': did you mean framed"):
        shown.ranking("value_per_year", regimes="framd")
    assert innosim.load("village", "uncertainties.pressure=0.02").pressure[0] == 0.02
    with pytest.raises(innosim.ScenarioError, match="pressure is 9"):
        innosim.load("village", "uncertainties.pressure=9")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"between": "framed"},
            r"between takes two regimes, as \('framed', 'routine'\), not 'framed'",
        ),
        ({"between": ("framed",)}, "between takes two regimes"),
        ({"between": ("framed", "x")}, "no regime 'x' in this result"),
        ({"between": ("framed", 3)}, "no regime 3 in this result: there are"),
        ({"baseline": 3}, "no regime 3 in this result: there are"),
        ({"sesoi": {"power_lost": "much"}}, "must be 0 to 1,000,000,000, not 'much'"),
        ({"sesoi": {"power_lost": True}}, "must be 0 to 1,000,000,000, not True"),
        ({"sesoi": {"power_lost": None}}, "must be 0 to 1,000,000,000, not None"),
        ({"sesoi": "power_lost"}, "smallest effects are sizes by metric"),
        ({"metrics": "power_lst"}, "no metric 'power_lst': did you mean power_lost"),
    ],
)
def test_a_wrong_argument_is_one_sentence(result: Any, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(innosim.AnalysisError, match=said):
        compare(result, **asked)


def test_what_was_not_compared_is_said_with_the_nearest_name(result: Any) -> None:
    found = compare(result)
    one = found.regimes[0]
    for ask, said in (
        (
            lambda: found.level("as_costed", "framd", "power_lost"),
            "'framd' is not in this comparison: did you mean framed",
        ),
        (
            lambda: found.finding("as_cost", one, "power_lost"),
            "'as_cost' is not in this comparison",
        ),
        (lambda: found.contrast(one, found.baseline, "power"), "'power' is not in this comparison"),
    ):
        for kind in (innosim.NotComparedError, KeyError, innosim.AnalysisError):
            with pytest.raises(kind) as error:
                ask()
            assert str(error.value).startswith(said)


def test_two_may_be_judged_for_themselves_or_together_with_all(make: Any) -> None:
    """Together a difference must be larger; what was not compared is named as it was asked for."""
    found = shown(compare(make()))
    key = ("framed", "top-down", "value_per_year")
    assert found.between(*key) == found.contrasts[key].overall.verdict
    assert found.between(*key, together=True) == Together(found, key[2]).contrast(*key[:2]).overall.verdict  # fmt: skip
    with pytest.raises(NotComparedError, match=r"'topdown'.*did you mean top-down"):
        found.between("framed", "topdown", "value_per_year", together=True)
    with pytest.raises(NotComparedError, match="framed and top-down were not compared on used"):
        found.between("framed", "top-down", "used_mdkk_per_year", together=True)


def test_who_is_beaten_on_all_headlines_is_told_as_shown_and_no_more() -> None:
    everyone = ("framed", "top-down", "routine")
    none = unbeaten_words(Unbeaten("as_costed", everyone, everyone, everyone))
    assert none == (
        "On all ranked headlines together, as costed, none is shown to beat (level or better on each, clearly better on"
        " one): framed, top-down and routine."
    )
    some = unbeaten_words(Unbeaten("as_costed", everyone, everyone, ("framed",)))
    assert some.endswith(
        ": framed; to be clearly better on each than: framed, top-down and routine."
    )
    danish = unbeaten_words(
        Unbeaten("as_costed", everyone, ("framed", "routine"), ("framed",)), "da"
    )
    assert danish.endswith(": framed; at være klart bedre på hvert end: framed og routine.")
    assert unbeaten_words(Unbeaten("as_costed", (), (), ())) == ""


def test_without_a_verdict_nobody_is_among_the_unbeaten(make: Any) -> None:
    """Under ten runs nothing is shown of anybody, and so nothing is said."""
    few = unbeaten(compare(make(n=5)), "as_costed")
    assert few.everyone == ()
    assert unbeaten(compare(make(n=20)), "as_costed").everyone != ()

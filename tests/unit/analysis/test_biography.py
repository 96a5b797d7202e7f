"""Biographies: lived again for real on a small village, told in both languages, drift found and said."""

import copy
import io
import json
from dataclasses import replace as replaced
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from rich.console import Console

import innosim
from innosim.analysis.biography import Biography, Life, biography
from innosim.analysis.frames import AnalysisError
from innosim.cli import compare as compare_command
from innosim.cli import trace as trace_command
from innosim.present.idea_tables import drift_notes, facts_sheet, spark_words, timeline
from innosim.present.words.language import LANGUAGES

NAN = float("nan")
COLUMNS = [
    "month",
    "event",
    "decider",
    "decider_row",
    "phase",
    "belief",
    "sd",
    "signal",
    "bar",
    "amount",
]


def life(
    events: list[tuple[int, str, str]],
    *,
    sparked: bool = True,
    chance: float = 0.3,
    draw: float = 0.1,
) -> Life:
    rows = [
        [month, what, who, 0, "direction", 0.1, 0.2, 0.3, 0.05, 0.0] for month, what, who in events
    ]
    facts = (
        {"month_sparked": 3, "end": "lapsed", "true_worth": 0.5, "case": False} if sparked else {}
    )
    return Life("framed", sparked, chance, draw, facts, pd.DataFrame(rows, columns=COLUMNS), 0.0)


def test_phases_follow_on_each_other_to_the_end_or_on() -> None:
    told = life([(4, "waited for a gate", "manager"), (4, "judged no", "manager")])
    facts = {"month_sparked": 3, "month_model": 5, "month_operation": 9}
    lives_on = replaced(told, facts=facts)
    spans = (("direction", 3.0, 5.0), ("model", 5.0, 9.0), ("operation", 9.0, 24.0))
    assert lives_on.spans(24) == spans
    assert (lives_on.goes_on, lives_on.waits) == (True, (4.0,))
    ended = replaced(told, facts={**facts, "end_month": 12})
    assert ended.spans(24)[-1] == ("operation", 9.0, 12.0)
    assert not ended.goes_on
    assert life([], sparked=False).spans(24) == ()


def test_months_of_one_waiting_are_one_line_that_names_who_is_waited_for() -> None:
    told = list(
        timeline(
            life(
                [(3, "sparked", ""), (4, "waited for a gate", "manager"), (5, "waited for a gate", "manager"), (6, "judged yes", "manager"),
                 (8, "waited for a gate", "director"), (9, "lapsed", "manager")]
            )
        )
    )  # fmt: skip
    assert told == [
        ("  3  April 2014      ", "sparked"),
        ("4–5  May–June 2014   ", "waited for the unit's manager"),
        (
            "  6  July 2014       ",
            "yes from the unit's manager (dossier 0.100, sd 0.200, own signal 0.300, bar 0.050)",
        ),
        ("  8  September 2014  ", "waited for the director"),
        ("  9  October 2014    ", "lapsed"),
    ]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "not sparked (chance 0.0300, draw 0.41)"),
        ("da", "ikke opstået (chance 0,0300, trukket 0,41)"),
    ],
)
def test_what_did_not_spark_says_by_what_chance_and_draw(lang: Any, words: str) -> None:
    absent = life([], sparked=False, chance=0.03, draw=0.41)
    assert spark_words(absent, lang) == words
    assert list(timeline(absent, lang)) == [("", words)]


@pytest.mark.parametrize(
    ("lang", "absent", "copy"),
    [
        ("en", "not sparked (no draw: it could not come up)", "sparked (by no draw of its own)"),
        ("da", "ikke opstået (intet trukket: den kunne ikke opstå)", "opstod (uden egen trækning)"),
    ],
)
def test_a_chance_that_is_undefined_is_said_to_be(lang: Any, absent: str, copy: str) -> None:
    assert spark_words(life([], sparked=False, chance=NAN, draw=NAN), lang) == absent
    assert spark_words(life([], chance=NAN, draw=NAN), lang) == copy


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 100])
def test_a_trace_fits_and_nothing_of_it_is_cut(lang: Any, width: int) -> None:
    """The longest words there are, in months of three digits that a year ends between."""
    events = [
        (-11, "sparked", ""), (108, "waited for a gate", "chief_executive"), (109, "waited for a gate", "chief_executive"),
        (121, "judged no", "board_place"), *[(m, "waited for hours or money", "") for m in range(144, 161)],
    ]  # fmt: skip
    told = Biography(1, 0, "as_costed", (life(events),) * 2, {}, same_model=True)
    console = Console(width=width, file=io.StringIO(), highlight=False)
    trace_command.print_biography(told, "Picked by a rule.", console, lang)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, printed.splitlines())) <= width
    words = " ".join(printed.split())
    for when, what in timeline(told.lives[0], lang):
        assert all(word in words for word in f"{when} {what}".split())
    assert ("−11 February 2013 sparked" if lang == "en" else "−11 februar 2013 opstod") in words
    assert "144–160" in words


@pytest.mark.parametrize(("lang", "word"), [("en", "WARNING"), ("da", "ADVARSEL")])
def test_another_story_is_said_to_be_one(lang: Any, word: str) -> None:
    told = Biography(
        1, 0, "as_costed", (life([]),), {"framed": ("support_mean",)}, same_model=False
    )
    assert word in drift_notes(told, lang)[0]
    assert "support_mean" in drift_notes(told, lang)[0]
    assert len(drift_notes(replaced(told, drift={}), lang)) == 1
    assert drift_notes(replaced(told, drift={}, same_model=True), lang) == ()


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A real run of the village, small: three regimes, three replications, five years."""
    result = innosim.run(
        "village", regimes=("shaving", "bottom-up", "framed"), replications=3, months=60, jobs=1
    )
    return result.save(tmp_path_factory.mktemp("results") / "village")


def an_idea_of(result: Any, regime: str) -> int:
    """One idea that sparked under ``regime`` in the first replication."""
    kept = result.ideas[(result.ideas["regime"] == regime) & (result.ideas["replication"] == 0)]
    return int(kept["idea"].iloc[0])


def an_idea_of_the_run(result: Any) -> int:
    """One idea that sparked under framed in month 0 or later, of the first replication."""
    kept = result.ideas[(result.ideas["regime"] == "framed") & (result.ideas["replication"] == 0)]
    return int(kept["idea"][kept["month_sparked"] >= 0].iloc[0])


def test_an_idea_lives_again_as_it_was_stored(village: Any) -> None:
    told = village.biography(between=("bottom-up", "framed"))
    assert told.drift == {}
    assert told.same_model
    rows = village.ideas[
        (village.ideas["cost"] == told.cost) & (village.ideas["replication"] == told.replication)
    ]
    for one in told.lives:
        stored = rows[(rows["regime"] == one.regime) & (rows["idea"] == told.idea)].iloc[0]
        assert one.facts["true_worth"] == stored["true_worth"]
        assert one.facts["end"] == stored["end"]
        assert one.facts["month_sparked"] == stored["month_sparked"]
        assert one.draw < one.chance
        assert one.events["month"].is_monotonic_increasing


def test_the_same_luck_under_every_regime(village: Any) -> None:
    told = village.biography(cost="equal_resources")
    sparked = [one for one in told.lives if one.sparked]
    assert len({one.facts["luck"] for one in sparked}) == 1
    assert len({one.draw for one in sparked}) == 1
    assert not told.lives[[one.regime for one in told.lives].index("shaving")].sparked


def test_a_result_of_another_model_is_found_out(village: Any) -> None:
    other = copy.copy(village)
    other.__dict__["metrics"] = village.metrics.assign(
        support_mean=village.metrics["support_mean"] + 1e-12
    )
    other.manifest = {**village.manifest, "model_sha256": "another"}
    told = biography(other, an_idea_of(village, "framed"), regimes=("framed",))
    assert told.drift == {"framed": ("support_mean",)}
    assert not told.same_model


def test_errors_name_what_there_is(village: Any) -> None:
    with pytest.raises(AnalysisError, match="framed"):
        biography(village, 1, regimes=("nobody",))
    with pytest.raises(AnalysisError, match="no replication 99"):
        biography(village, 1, replication=99)
    with pytest.raises(AnalysisError, match="no idea 1 came up in replication 0"):
        biography(village, 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_facts_stand_side_by_side(village: Any, lang: Any) -> None:
    told = village.biography()
    sheet = facts_sheet(told, lang)
    assert sheet.head == ("", "shaving", "bottom-up", "framed")
    assert set(told.table.columns) == {"shaving", "bottom-up", "framed"}


def test_a_biography_shows_itself_on_a_screen(village: Any) -> None:
    told = village.biography(between=("bottom-up", "framed"))
    lines = repr(told).splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "\nframed\n" in str(told)
    assert max(map(len, str(told).splitlines())) <= 100
    assert "<b>framed</b>" in told._repr_html_()


def test_a_champion_who_left_is_told_and_so_is_why_an_idea_ended(village: Any) -> None:
    """Whoever lapsed for want of a champion lost it in that month; nobody loses one twice without another between."""
    ideas = village.ideas.query("cost == 'as_costed' and end_cause == 'champion gone'")
    gone = ideas[ideas["month_sparked"] >= 0].iloc[0]
    told = village.biography(int(gone["idea"]), replication=int(gone["replication"]))
    life = next(life for life in told.lives if life.regime == gone["regime"])
    lost = life.events[life.events["event"] == "champion lost"]
    assert list(lost["month"]) == [gone["end_month"]]
    story = " ".join(words for _, words in timeline(life))
    assert "its champion left; nobody took it over" in story
    assert story.endswith("lapsed (champion gone)")
    assert " ".join(words for _, words in timeline(life, "da")).endswith(
        "(forkæmperen er holdt op)"
    )


def test_a_result_says_what_was_run(village: Any) -> None:
    assert set(village.regimes) == set(village.metrics["regime"])
    assert village.seed == village.manifest["seed"]
    own = village.summary.query("cost == 'as_costed' and metric == 'throughput_per_year'")
    means = village.metrics.query("cost == 'as_costed'").groupby("regime", observed=True)
    expected = means["throughput_per_year"].mean()
    assert own.set_index("regime")["mean"].to_dict() == pytest.approx(expected.to_dict())
    assert village.summary["difference"].dtype == float


def test_a_real_purse_agrees_with_its_ledger(village: Any) -> None:
    assert village.purse().checked().agrees
    booked = village.purse("framed", cost="as_costed").entries
    parts = booked[["harvested", "emergency", "outstanding"]].sum(axis=1)
    assert parts.to_numpy() == pytest.approx(booked["booked"].to_numpy())


def test_bottlenecks_and_purse_show_themselves(village: Any) -> None:
    for found, words in (
        (village.bottlenecks(), "Months waited for each decision"),
        (village.purse(), "It agrees with the ledger"),
    ):
        assert words in str(found)
        assert words in found._repr_html_()


def test_real_lead_times_are_all_accounted_for(village: Any) -> None:
    found = village.bottlenecks().lead_time
    assert (found["other"].abs() < 1.0).all()


def test_real_fates_add_up(village: Any) -> None:
    found = village.fates("bottom-up", "framed")
    assert (
        found.table["common"].sum() + found.table["only_one"].sum()
        == found.union
        == found.flows["count"].sum()
    )


def test_a_result_shows_itself(village: Any) -> None:
    assert "shaving, bottom-up, framed; 3 replications" in repr(village)
    assert "data:image/png;base64," in village._repr_html_()
    assert "too few runs" in str(village.compare())
    (first, *_) = innosim.open(village.folder).compare().sentences("da")
    assert "er for få til" in first
    with pytest.raises(ValueError, match="no language 'de'"):
        village.compare().sentences("de")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "–: undefined there"), ("da", "–: ikke defineret dér")],
)
def test_what_is_undefined_has_a_mark_that_is_explained(lang: Any, words: str) -> None:
    absent = replaced(life([], sparked=False), regime="shaving")
    told = Biography(1, 0, "as_costed", (life([]), absent), {}, same_model=True)
    sheet = facts_sheet(told, lang)
    assert all(cell for row in sheet.rows for cell in row)
    assert sheet.rows[0][1] == ("3 (April 2014)" if lang == "en" else "3 (april 2014)")
    assert sheet.notes[0].startswith(words)
    alone = replaced(told, lives=told.lives[:1])
    assert not any(note.startswith(words) for note in facts_sheet(alone, lang).notes)


def test_trace_says_by_which_rule_it_picked_and_where_the_idea_stands(village: Any) -> None:
    def told(*more: str) -> str:
        done = CliRunner().invoke(trace_command.command, [str(village.folder), *more])
        assert done.exit_code == 0, done.output
        return " ".join(done.output.split())

    pair = ("--between", "bottom-up", "framed")
    found = village.fates("bottom-up", "framed")
    assert f"By that rule it is the 1st of {found.union} ideas under bottom-up" in told(*pair)
    assert "Here only from replication 2." in told(*pair, "--replication", "2")
    asked = str(an_idea_of(village, "framed"))
    assert "Asked for by its number; without one, an idea is picked by a rule" in told(
        *pair, "--idea", asked
    )
    assert "Efter den regel er den nr. 1 af" in told(*pair, "--lang", "da")
    assert "It has no rank, as there are no two regimes" in told(
        "--between", "framed", "framed", "--idea", asked
    )


def test_trace_on_the_command_line(village: Any) -> None:
    done = CliRunner().invoke(
        trace_command.command, [str(village.folder), "--between", "bottom-up", "framed"]
    )
    assert done.exit_code == 0, done.output
    assert "The same ideas under bottom-up and framed" in done.output
    assert max(map(len, done.output.splitlines())) <= 100
    again = CliRunner().invoke(
        trace_command.command,
        [str(village.folder), "--idea", str(an_idea_of_the_run(village)), "--lang", "da"],
    )
    assert "ikke opstået" in again.output  # under shaving
    vain = CliRunner().invoke(trace_command.command, [str(village.folder), "--idea", "1"])
    assert vain.exit_code == 2
    assert "No idea 1 came up in replication 0" in " ".join(vain.output.split())


def test_compare_on_the_command_line(village: Any) -> None:
    run = CliRunner().invoke
    shown = run(compare_command.command, [str(village.folder), "--sesoi", "support_mean=0,02"])
    assert shown.exit_code == 0, shown.output
    assert "matters from 2" in shown.output
    assert "Months from spark" not in shown.output
    sized = run(compare_command.command, [str(village.folder), "--sesoi", "lead_time_months=1"])
    assert "Months from spark" in sized.output
    assert "matters from 1" in " ".join(sized.output.split())
    assert max(map(len, shown.output.splitlines())) <= 100
    told = json.loads(
        run(
            compare_command.command,
            [str(village.folder), "--between", "framed", "bottom-up", "--json"],
        ).output
    )
    assert told["baseline"] == "bottom-up"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--baseline", "framd"], "did you mean framed?"),
        (["--sesoi", "support_mean"], "METRIC=SIZE"),
        (["--sesoi", "suport_mean=1"], "did you mean support_mean?"),
        (["--sesoi", "support_mean=-1"], "must be 0 to"),
        (["--between", "framed", "framed"], "two regimes"),
        (["--metric", "suport_mean"], "did you mean support_mean?"),
        (["--metric", "xyzzy"], "there are value_per_year"),
    ],
)
def test_what_is_asked_in_vain_earns_a_sentence(
    village: Any, arguments: list[str], words: str
) -> None:
    done = CliRunner().invoke(compare_command.command, [str(village.folder), *arguments])
    assert done.exit_code == 2
    assert words in " ".join(done.output.split())
    assert "Traceback" not in done.output


def test_the_package_offers_its_names_and_no_more() -> None:
    assert set(innosim.__all__) <= set(dir(innosim))
    with pytest.raises(AttributeError, match="nothing"):
        innosim.nothing  # noqa: B018
    assert Path(innosim.__file__ or "").name == "__init__.py"

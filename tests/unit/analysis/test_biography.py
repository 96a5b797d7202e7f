"""Biographies: lived again for real on a small village, told in both languages, drift found and said."""

import copy
import json
from dataclasses import replace as replaced
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

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
    assert [line.strip() for line in told] == [
        "3  sparked",
        "4–5  waited for the unit's manager",
        "6  yes from the unit's manager (believes 0.100 ±0.200 per krone, own signal 0.300, bar 0.050)",
        "8  waited for the director",
        "9  lapsed",
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
    assert list(timeline(absent, lang)) == [words]
    assert "(" not in spark_words(life([], sparked=False, chance=NAN, draw=NAN), lang)


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
        (village.ideas["cost"] == "as_costed") & (village.ideas["replication"] == told.replication)
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
    assert "Ideas:" in str(village.compare())
    assert innosim.open(village.folder).compare().sentences("da")[0].startswith("Idéer:")
    with pytest.raises(ValueError, match="no language 'de'"):
        village.compare().sentences("de")


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
    assert "matters from 1" in sized.output
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
        (["--sesoi", "support_mean=-1"], "0 or more"),
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

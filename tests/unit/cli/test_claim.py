"""`innosim claim`, as a user types it: what it refuses, and that it answers, keeps and goes on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from innosim.cli.claim import _kept, _stage, command
from innosim.scenario.catalogue import OUTCOMES

SMALL = ("--set", "run.months=24", "--set", "run.startup_months=12")


def claimed(*given: str) -> tuple[int, str, str]:
    """Exit code, answer and progress of a command."""
    done = CliRunner().invoke(command, [*given])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("framde > bottom-up on backing_mean", "did you mean framed?"),
        ("framed > bottom-up on backing_men", "did you mean backing_mean?"),
        ("framed > bottom-up", 'names no metric: write "framed > bottom-up on backing_mean"'),
        ("framed beats bottom-up", "is no claim"),
        ("framed > framed on backing_mean", "name two regimes"),
        ("framed > bottom-up by lots on backing_mean", "write a number in the metric's own unit"),
        ("framed = bottom-up on spread_per_year", "by SIZE on spread_per_year"),
    ],
)
def test_a_claim_that_is_none_is_refused_in_a_sentence(text: str, told: str) -> None:
    """With exit code 2, before anything is run."""
    code, _, error = claimed("village", text)
    assert code == 2
    assert told in error


def test_what_is_typed_is_told_in_the_number_that_it_has() -> None:
    """One is one, in both languages."""
    assert _stage("draws", 1, 1, "en") == "Drawing 1 plausible model, 1 replication each."
    assert _stage("draws", 1, 1, "da") == "Trækker 1 plausibel model, 1 kørsel hver."
    assert _stage("draws", 2000, 2, "da") == "Trækker 2.000 plausible modeller, 2 kørsler hver."


def test_help_lists_the_metrics() -> None:
    """All that a claim may be on."""
    code, told, _ = claimed("--help")
    assert code == 0
    assert all(name in told for name in OUTCOMES)


def test_stopped_before_anything_was_finished_nothing_is_said_to_be_kept(tmp_path: Path) -> None:
    """Only what is there is told of."""
    (tmp_path / "draws-a-b" / "metrics").mkdir(parents=True)
    assert "nothing was finished yet" in _kept(tmp_path)
    (tmp_path / "draws-a-b" / "metrics" / "1.parquet").touch()
    assert "finished models are in" in _kept(tmp_path)


def test_it_answers_keeps_and_goes_on(tmp_path: Path) -> None:
    """A small claim: an answer with cards; the same again from what was kept, as JSON."""
    out = tmp_path / "claim"
    given = ("village", "framed > routine on value_per_year", "--draws", "22", "--out", str(out), "--jobs", "1", *SMALL)  # fmt: skip
    code, answer, progress = claimed(*given)
    assert code == 0, progress
    assert "plausible models at equal resources" in " ".join(answer.split())
    assert "Drawing 22 plausible models, 2 replications each." in progress
    cards = sorted(path.name for path in (out / "figures").glob("claim-*"))
    stem = "claim-framed-better-routine-value_per_year"
    assert cards == [
        f"{stem}-{size}.{kind}" for size in ("paper", "slide") for kind in ("png", "svg")
    ]
    assert "Ran " in progress
    code, answer, progress = claimed(*given, "--json")
    assert code == 0
    assert "Ran " not in progress, progress  # nothing was run again
    assert "to run" not in progress, progress
    (told,) = json.loads(answer)
    assert told["draws"] == 22
    assert told["magnitudes"]["of"] == 22
    assert {each["cost"] for each in told["costs"]} == {"as_costed", "equal_resources"}
    shares = told["costs"][0]["groups"]["all"]["verdicts"].values()
    assert sum(each["share"] for each in shares) == pytest.approx(1.0)

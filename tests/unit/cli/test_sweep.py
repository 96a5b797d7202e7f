"""`innosim sweep` as a user types it: what is wrong in sentences, what was finished not run again, failures shown."""

import json
from pathlib import Path

import pytest

SMALL = ("--months", "24", "--regime", "routine,framed", "--cost", "as-costed", "--jobs", "1")


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("swept")


def test_a_sweep_answers_and_is_not_run_again(innosim, swept: Path) -> None:
    asked = ("sweep", "village", "--vary", "pressure=0,.01", "--replications", "3", *SMALL)
    first = innosim(*asked, cwd=swept)
    assert first.returncode == 0, first.stderr
    assert "2 points (pressure), 3 replications of 24 months at each under 2 regimes" in first.stdout  # fmt: skip
    assert "Who leads where, as costed" in first.stdout
    assert "Study: results/village-sweep; " in first.stdout
    figures = sorted(path.name for path in (swept / "results/village-sweep/figures").glob("*.png"))
    assert "curve-1-slide.png" in figures
    again = innosim(*asked, "--metric", "support_mean", "--lang", "da", cwd=swept)
    assert again.returncode == 0, again.stderr
    assert "Tidligere undersøgelse: results/village-sweep" in again.stdout
    assert again.stderr == ""


def test_more_values_run_only_what_is_new(innosim, swept: Path) -> None:
    more = innosim("sweep", "village", "--vary", "pressure=0,.01,.02", "--replications", "3", *SMALL, "--json", cwd=swept)  # fmt: skip
    assert more.returncode == 0, more.stderr
    found = json.loads(more.stdout)
    assert found["ran"] == 6  # of 18
    assert len(found["points"]) == 3


def test_another_sweep_is_not_put_over_it(innosim, swept: Path) -> None:
    run = innosim("sweep", "village", "--vary", "elections=true,false", "--replications", "3", *SMALL, cwd=swept)  # fmt: skip
    assert run.returncode == 2
    assert "holds another study" in run.stderr
    assert "--force" in run.stderr


def test_a_point_that_may_not_be_is_kept_as_failed(innosim, tmp_path: Path) -> None:
    run = innosim("sweep", "village", "--vary", "unit_limit=2,5", "--replications", "2", *SMALL)
    assert run.returncode == 0, run.stderr
    assert "Failed at unit_limit 5: " in run.stdout
    assert "does not fit: unit_limit is 5 and council_limit 4" in " ".join(run.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["vilage", "--vary", "pressure=0"], "did you mean village?"),
        (["village"], "nothing is varied: write --vary"),
        (
            ["village", "--vary", "pressure=5", "--vary", "regime.framd.pool=2"],
            "did you mean framed?",
        ),
        (["village", "--vary", "pressure=0", "--regime", "framd"], "did you mean framed?"),
        (["village", "--vary", "pressure=0", "--metric", "support"], "no metric 'support'"),
        (["village", "--vary", "pressure=0", "--keep", "month"], "--keep has no word 'month'"),
        (
            ["village", "--vary", "pressure=0,0.01", "--vary", "staff=120", "--linked"],
            "need as many values each",
        ),
        (["village", "--vary", "pressure=0,.01", "--baseline", "framd"], "did you mean framed?"),
        (
            ["village", "--vary", "pressure=0,.01", "--reference", "pressure=.02", "--quiet"],
            "ncertainties.pressure is never 0.02 here",
        ),
        (["village", "--vary", "pressure=0,.01", "--reference", "staff=120"], "is not varied here"),
        (
            ["village", "--vary", "unit_limit=2,5", "--reference", "unit_limit=5"],
            "Point 1 failed: ",
        ),
        (["village", "--vary", "pressure=0", "--dask", "nowhere"], "is no address of a Dask"),
        (["village", "--vary", "pressure=0", "--dask", ""], "'' is no address of a Dask"),
        (["village", "--vary", "departments=6,7"], "None of 2 points can be run; the first: "),
        (["protected-time", "--vary", "pressure=0"], "which says itself what is varied"),
        (["village", "--vary", "pressure=0", "--set", "staff=x", "--vary", "a.b=1"], "a.b is not"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(innosim, tmp_path, arguments, sentence: str) -> None:
    run = innosim("sweep", *arguments)
    assert run.returncode == 2
    assert sentence in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "results").exists()


def test_a_study_file_is_checked_and_run(innosim, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '[study]\nbase = "village"\nmonths = 24\nreplications = 2\ncost = "as-costed"\nregimes = ["routine", "framed"]\n'
        '[study.vary]\nuncertainties.pressure = "0:0.02:2"\nregime.framed.protected_time = [0, 0.004]\n',
        encoding="utf-8",
    )
    check = innosim("check", "mine.toml")
    assert check.stdout == "mine.toml: fine; 4 points, 2 regimes; 2 replications of 24 months.\n"
    run = innosim("sweep", "mine.toml", "--jobs", "1", "--json")
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert len(found["points"]) == 4
    assert (tmp_path / "results" / "mine" / "study.json").is_file()
    wrong = innosim("run", "mine.toml")
    assert wrong.returncode == 2
    assert "is no scenario; run it with innosim sweep." in wrong.stderr


def test_studies_are_listed(innosim) -> None:
    run = innosim("scenarios", env={"COLUMNS": "60"})
    assert "Studies:" in run.stdout
    assert "protected-time" in run.stdout
    lines = [line for line in run.stdout.splitlines() if not line.startswith("Folder")]
    assert max(map(len, lines)) <= 60


def test_two_results_are_held_against_each_other(innosim, tmp_path: Path) -> None:
    for name, more in (("one", ()), ("two", ("--set", "uncertainties.pressure=0.02")), ("three", ("--seed", "7"))):  # fmt: skip
        ran = innosim("run", "village", "--replications", "2", *SMALL, "--keep", "metrics", "--out", name, "--quiet", *more)  # fmt: skip
        assert ran.returncode == 0, ran.stderr
    run = innosim("compare", "one", "two")
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("two less one, replication by replication: the same ideas in 2")
    assert "They differ in: pressure 0.01 -> 0.02." in run.stdout
    unlike = innosim("compare", "one", "three")
    assert unlike.returncode == 2
    assert "their seeds are 2014 and 7" in unlike.stderr
    assert json.loads(innosim("compare", "one", "two", "--json").stdout)["replications"] == 2

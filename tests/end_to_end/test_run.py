"""`innosim run` from a fresh folder to an answer and a folder of results, with the real model."""

import json
import shutil
import signal
import time
from pathlib import Path

import pandas as pd
import pytest

from innosim.experiment.made import strangers
from innosim.experiment.result import open_result
from innosim.scenario.catalogue import METRICS, TABLES

SMALL = ("village", "--replications", "3", "--months", "14")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name != "timings.json"
    }


def test_a_run_ends_in_a_folder_and_an_answer(user) -> None:
    run = user.types("run", *SMALL)
    folder = user.folder / "results" / "village"
    assert strangers(folder, open_result(folder).manifest["files"]) == []
    assert {f"{table}.parquet" for table in TABLES} < {path.name for path in folder.iterdir()}
    assert [path.name for path in (user.folder / "results").iterdir()] == ["village"]
    assert "throughput" not in run.stdout.splitlines()[0]
    assert "Means of 3 runs: constants: innosim claim." in run.stdout
    assert run.stdout.endswith("Result: results/village; then: innosim compare results/village\n")
    assert max(map(len, run.stdout.splitlines())) <= 100
    assert "replications to run" in run.stderr


def test_pasts_that_are_shared_give_the_same_files_at_any_number_of_jobs(user) -> None:
    """More blocks than threads, few regimes: a thread lives several pasts in a row."""
    asked = (
        "run",
        "village",
        "--replications",
        "60",
        "--months",
        "8",
        "--regime",
        "framed",
        "--cost",
        "as-costed",
    )
    past = ("--set", "run.startup_months=24", "--keep", "monthly,ideas", "--quiet")
    for jobs in ("1", "2", "5"):
        user.types(*asked, *past, "--jobs", jobs, "--out", jobs)
    files = [contents(user.folder / jobs) for jobs in ("1", "2", "5")]
    assert files[0] == files[1] == files[2]


def test_both_cost_modes_and_the_asked_biographies(visited) -> None:
    result = open_result(visited.folder / "results" / "village")
    metrics = result.metrics
    assert list(metrics["cost"].cat.categories) == ["as_costed", "equal_resources"]
    sizes = metrics.groupby(["cost", "regime"], observed=True).size()
    assert len(sizes) == 2 * len(result.scenario.regimes)
    assert set(sizes) == {3}
    before = result.indicators["regime"] == "start-up"
    assert (~before).sum() == len(metrics) * 14
    assert before.sum() == 3 * 48, "one past a replication, whatever the regime and its cost"
    assert set(result.ideas["end"]) <= {
        *("rejected", "stopped", "rolled_back", "lapsed", "operation", "living")
    }
    assert all(result.intact().values())
    summary = pd.read_csv(result.folder / "summary.csv")
    row = summary.set_index(["cost", "regime", "metric"]).loc["as_costed", "framed", "support_mean"]
    framed = metrics[(metrics["cost"] == "as_costed") & (metrics["regime"] == "framed")]
    assert row["mean"] == pytest.approx(framed["support_mean"].mean(), rel=1e-12)


def test_a_ratio_is_its_parts_divided_in_every_replication(visited) -> None:
    metrics = open_result(visited.folder / "results" / "village").metrics
    ratios = {name: metric.ratio for name, metric in METRICS.items() if metric.ratio is not None}
    assert len(ratios) > 1
    for name, (above, below) in ratios.items():
        divided = metrics[above] / metrics[below].where(metrics[below] > 0.0)
        pd.testing.assert_series_equal(metrics[name], divided, check_names=False, rtol=1e-12)


def test_any_number_of_jobs_gives_the_same_files(user, visited) -> None:
    user.types("run", *SMALL, "--quiet", "--jobs", "1", "--out", "one")
    assert contents(user.folder / "one") == contents(visited.folder / "results" / "village")


def test_the_same_run_again_shows_its_answer(visited) -> None:
    run = visited.types("run", *SMALL)
    assert "Earlier run: results/village" in run.stdout
    assert run.stderr == ""


def test_another_run_does_not_replace_it_without_force(visited) -> None:
    folder = visited.folder / "results" / "village"
    before = contents(folder)
    run = visited.types("run", *SMALL, "--seed", "5", code=2)
    assert run.stderr.startswith(
        f"{folder.as_posix()} holds another run (village, seed 2014, 3 rep"
    )
    assert run.stdout == ""
    assert contents(folder) == before


def test_json_is_all_that_is_on_standard_output(user) -> None:
    run = user.types("run", *SMALL, "--json", "--regime", "framed", "--cost", "as-costed")
    answer = json.loads(run.stdout)
    assert (answer["result"], answer["replications"]) == ("results/village", 3)
    assert answer["regimes"] == ["framed"]
    assert {row["regime"] for row in answer["summary"]} == {"framed"}
    assert all(row["difference"] is None for row in answer["summary"])


def test_quiet_says_nothing(user) -> None:
    run = user.types("run", *SMALL, "--quiet", "--keep", "monthly", "--regime", "shaving")
    assert (run.stdout, run.stderr) == ("", "")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_no_console_is_too_poor(user, visited, encoding) -> None:
    """ildsjæle, arrows and signs on a console that cannot hold them: spelt out, in columns, no crash."""
    shutil.copytree(visited.folder / "results", user.folder / "results")
    run = user.types("run", *SMALL, "--full", encoding=encoding)
    assert ("ildsjaele" if encoding == "ascii" else "ildsjæle") in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 100
    for args in (["show", "village"], ["scenarios"], ["compare", "results/village"], ["schema"]):
        assert user.types(*args, encoding=encoding).stdout
    for args in (["compare", "ildsjæle≥"], ["run", "ildsjæle≥"]):
        assert "Traceback" not in user.types(*args, encoding=encoding, code=2).stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_stopped_in_the_middle_it_leaves_no_result_and_goes_on(user, how) -> None:
    long = (
        "village",
        "--replications",
        "300",
        "--months",
        "144",
        "--keep",
        "monthly,ideas:2",
        "--out",
        "r",
    )
    which = ("--cost", "as-costed", "--regime", "shaving", "--regime", "framed")
    run = user.start("run", *long, *which, "--quiet")
    parts = user.folder / "r.partial" / "parts"
    deadline = time.monotonic() + 300
    while not any(parts.glob("*.part")):  # the first: a busy machine may see the last one late
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.005)
    run.send_signal(how)
    _, said = run.communicate(timeout=60)
    assert run.returncode == (130 if how == signal.SIGINT else -how)
    if how == signal.SIGINT:
        assert said.decode().startswith("Stopped: finished parts are in r.partial, and the same")
    assert not (user.folder / "r").exists()
    assert not list(user.folder.rglob("manifest.json"))
    assert "is not finished" in user.types("compare", "r", code=2).stderr
    again = user.types("run", *long, *which, "--json")
    assert json.loads(again.stdout)["ran"]
    assert "done before it was stopped" in again.stderr
    assert not (user.folder / "r.partial").exists()


def test_settings_on_the_command_line_reach_the_model(user) -> None:
    low = ("--set", "uncertainties.pressure=0.0", "--regime", "shaving")
    user.types("run", *SMALL, *low, "--quiet", "--out", "calm")
    result = open_result(user.folder / "calm")
    assert set(result.scenario.pressure) == {0.0}
    assert set(result.metrics["cuts_mdkk_per_year"]) == {0.0}


def test_another_run_in_the_folder_is_told_of_truly(user) -> None:
    """Other options are no other version."""
    user.types("run", *SMALL, "--keep", "monthly,ideas:3", "--out", "r", "--quiet")
    other = user.types("run", *SMALL, "--keep", "monthly,ideas:2", "--out", "r", "--quiet", code=2)
    assert "with other options or settings" in other.stderr
    assert "version" not in other.stderr


def test_what_a_run_sends_on_to_can_be_done(user) -> None:
    """In whichever cost mode was run."""
    run = user.types(
        "run", *SMALL, "--cost", "equal-resources", "--regime", "framed", "--regime", "top-down"
    )
    _, first = run.stdout.splitlines()[-1].split("; then: innosim ")
    compared = user.types(*first.split())
    user.types(*compared.stdout.splitlines()[-1].removeprefix("then: innosim ").split())


def test_an_answer_and_its_question_in_danish(visited) -> None:
    run = visited.types("run", *SMALL, "--lang", "da", "--cost", "both")
    assert "Hvad betyder måden, innovation styres på, i en meget lille kommune?" in run.stdout
    last = "Tidligere kørsel: results/village; dernæst: innosim compare results/village --lang da"
    assert run.stdout.splitlines()[-1] == last


def test_a_metric_asked_for_is_printed_alone(visited) -> None:
    run = visited.types("compare", "results/village", "--metric", "conversion")
    titles = [METRICS[name].short.en for name in ("conversion", "throughput_per_year")]
    assert titles[0] in run.stdout.splitlines()[0].lower()
    assert titles[1] not in run.stdout.lower()
    assert len(run.stdout.splitlines()) < 40


def test_a_cost_mode_is_typed_either_way(visited) -> None:
    one, other = (
        visited.types("trace", "results/village", "--cost", mode)
        for mode in ("equal-resources", "equal_resources")
    )
    assert one.stdout == other.stdout

"""`innosim patterns` as it is typed."""

import csv
import json
from pathlib import Path

SMALL = ("patterns", "--only", "p6", "--replications", "10", "--jobs", "1")


def test_patterns_answer_with_a_table_files_and_figures(innosim, tmp_path: Path) -> None:
    run = innosim(*SMALL, "--broken", "--out", "found")
    assert run.returncode == 0, run.stderr
    assert "P6: under the same failures backing falls less where ownership is high" in run.stdout
    assert "ownership shields from nothing" in run.stdout
    with (tmp_path / "found" / "patterns.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["broken"] != "", row["verdict"]) for row in rows] == [
        (False, "held"), (False, "held"), (True, "not held"), (True, "not held"),
    ]  # fmt: skip
    figures = sorted(path.name for path in (tmp_path / "found").glob("*.png"))
    assert figures == ["P6-paper.png", "P6-slide.png"]


def test_patterns_as_json_in_danish_and_a_name_that_is_none(innosim) -> None:
    run = innosim(*SMALL, "--json", "--lang", "da", "--quiet")
    assert run.returncode == 0, run.stderr
    assert not run.stderr
    (found,) = json.loads(run.stdout)
    assert found["pattern"] == "P6"
    assert found["says"].startswith("ved de samme fejl")
    assert all(each["shown"] and each["n"] == 10 for each in found["predictions"])
    wrong = innosim("patterns", "--only", "P66")
    assert wrong.returncode == 2
    assert "did you mean" in wrong.stderr

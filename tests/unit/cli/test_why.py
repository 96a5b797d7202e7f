"""`innosim why` as it is typed."""

import csv
import json
import math
import re
from pathlib import Path

import pytest

SMALL = (
    "why", "village", "--between", "routine", "shaving", "--set", "run.months=36", "--replications", "10",
    "--permutations", "3", "--jobs", "1",
)  # fmt: skip


def test_why_answers_with_sentences_a_table_and_files(innosim, tmp_path: Path) -> None:
    run = innosim(*SMALL)
    assert run.returncode == 0, run.stderr
    assert "- Worth (mDKK/y): routine " in run.stdout
    assert "Why routine differs from shaving: what each lever contributes" in run.stdout
    assert "Shapley values over all 16 mixes of levers, 10 replications of each." in run.stdout
    assert "explanation and illustration, not prediction" in run.stdout.lower()
    assert run.stdout.splitlines()[-1] == (
        "Table and 8 figures in results/village-why/routine-shaving/attribution"
    )
    assert "To run" in run.stderr or "to run" in run.stderr
    folder = tmp_path / "results" / "village-why" / "routine-shaving"
    assert (folder / "study.json").is_file()
    figures = sorted(path.name for path in (folder / "attribution").glob("*.png"))
    assert "waterfall-value_per_year-slide.png" in figures
    assert len(figures) == 8
    with (folder / "attribution" / "attribution.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    mine = [row for row in rows if row["metric"] == "throughput_per_year"]
    whole = mine.pop()
    assert whole["part"] == "difference"
    total = math.fsum(float(row["contribution"]) for row in mine)
    assert total == pytest.approx(float(whole["contribution"]), abs=1e-12)
    again = innosim(*SMALL, "--no-figures")
    assert again.stdout.splitlines()[:-1] == run.stdout.splitlines()[:-1]


@pytest.mark.parametrize("width", ["60", "80", "100"])
@pytest.mark.parametrize("lang", ["en", "da"])
def test_why_holds_the_width_there_is(innosim, width: str, lang: str) -> None:
    run = innosim(*SMALL, "--lang", lang, "--no-figures", env={"COLUMNS": width})
    assert run.returncode == 0, run.stderr
    assert max(map(len, run.stdout.splitlines()[:-1])) <= int(width)
    one = innosim(
        *SMALL, "--lang", lang, "--no-figures", "--metric", "value_per_year", env={"COLUMNS": width}
    )
    assert max(map(len, one.stdout.splitlines()[:-1])) <= int(width)
    assert one.stdout.count("±") > 2


def test_why_speaks_ascii_and_danish(innosim) -> None:
    run = innosim(*SMALL, "--lang", "da", "--no-figures", env={"PYTHONIOENCODING": "ascii"})
    assert run.returncode == 0, run.stderr
    assert "Hvorfor routine adskiller sig fra shaving" in run.stdout
    assert "Traceback" not in run.stderr


def test_why_as_json_adds_up_and_says_what_it_rests_on(innosim) -> None:
    run = innosim(*SMALL, "--no-figures", "--json", "--quiet")
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    told = json.loads(run.stdout)
    assert told["between"] == ["routine", "shaving"]
    assert (told["replications"], told["mixes"]) == (10, {"levers": 16})
    assert told["permutations"] == {"levers": 0}
    for split in told["splits"]["levers"]:
        parts = math.fsum(part["contribution"] for part in split["parts"])
        assert parts == pytest.approx(split["whole"]["mean"], abs=1e-12)
    prices = math.fsum(change["price"] for change in told["levers"])
    assert prices == pytest.approx(told["price_mdkk"])
    assert set(told["sentences"]) == {"en", "da"}


def test_why_among_mechanisms_has_its_own_tables_and_study(innosim, tmp_path: Path) -> None:
    # Of three mechanisms that are on all mixes are run.
    off = (
        "cuts_hurt", "disturbance", "escalation", "burning_platform", "exit_of_ildsjaele", "spread_of_culture",
        "silos", "elections", "director_turnover", "learning_from_measurement", "copying", "windows",
        "investment", "discretion", "voice", "contract_price",
    )  # fmt: skip
    fields = [each for name in off for each in ("--set", f"switches.{name}=false")]
    run = innosim(*SMALL, *fields, "--mechanisms", "--no-figures", "--out", "here")
    assert run.returncode == 0, run.stderr
    assert "Among mechanisms:" in run.stdout
    assert "Each mechanism alone off: by how much routine less shaving is then less" in run.stdout
    assert re.search(r"^without any of them ", run.stdout, re.MULTILINE)
    assert "over all 8 mixes of mechanisms" in run.stdout.replace("\n", " ")
    assert (tmp_path / "here" / "mechanisms" / "study.json").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--between", "framed", "framed"),
            "An explanation needs two regimes, not 'framed' twice.",
        ),
        (("--between", "framd", "randers"), "No regime 'framd': did you mean framed?"),
        (
            ("--between", "framed", "randers", "--permutations", "1"),
            "Permutations is 1; it is a whole number from 2 to 1000.",
        ),
        (
            ("--between", "framed", "randers", "--metric", "value_per_yea"),
            "No metric 'value_per_yea': did you mean value_per_year?",
        ),
        ((), "Missing option '--between'."),
    ],
)
def test_why_refuses_in_a_sentence(innosim, tmp_path: Path, words, said: str) -> None:
    run = innosim("why", "village", *words)
    assert run.returncode == 2
    assert run.stderr == f"innosim why: {said}\n"
    assert list(tmp_path.iterdir()) == []


def test_why_leaves_another_study_and_replaces_it_when_told_to(innosim) -> None:
    assert innosim(*SMALL, "--no-figures", "--out", "here").returncode == 0
    other = [*SMALL, "--no-figures", "--out", "here"]
    other[3:5] = ["top-down", "routine"]
    run = innosim(*other)
    assert run.returncode == 2
    assert "here holds another study" in run.stderr
    assert innosim(*other, "--force").returncode == 0

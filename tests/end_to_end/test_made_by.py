"""What stands under a figure makes its result again: the command is run, and gives the same fingerprint."""

import json
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

import innosim
from innosim.cli.main import main
from innosim.experiment.result import open_result
from innosim.present.figures.scene import scene_of
from innosim.present.style import SIZES
from innosim.scenario.reader import load

SHORT = ("--replications", "2", "--months", "13", "--quiet")

OWN = """\
title = "A town of my own"
extends = "village.toml"
[[regime.framed.change]]
month = 5
tracks = 0.0
[[regime.top-down.change]]
month = 7
pool = 1.5
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, with scenario files in it: one has an installed scenario's name."""
    monkeypatch.chdir(tmp_path)
    for name in ("my town.toml", "small.toml"):
        Path(name).write_text(OWN, encoding="utf-8")
    return tmp_path


def run(*words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    assert ended.value.code in (0, None)


def made_by(folder: Path, size: str = "slide", lang: str = "en", cost: str = "") -> list[list[str]]:
    """The commands under a figure, as a shell takes them apart, without the program's name."""
    command = scene_of(open_result(folder), SIZES[size], lang, cost).command  # type: ignore[arg-type]
    words = [shlex.split(each) for each in command.split("; innosim ")]
    return [words[0][1:], words[1]]


def fingerprint(folder: Path) -> str:
    return str(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["fingerprint"])


@pytest.mark.parametrize(
    "asked",
    [
        ("village",),
        ("village", "--keep", "monthly"),
        ("village", "--keep", "monthly,ideas:1"),
        ("village", "--keep", "monthly,ideas"),
        ("village", "--regime", "framed"),
        ("village", "--cost", "equal-resources"),
        ("village", "--seed", "7"),
        ("village", "--set", "uncertainties.pressure=0.015", "--set", "run.seed=3"),
        ("village", "--set", 'uncertainties.pressure={kind = "series", values = [0.01, 0.015]}'),
        ("village", "--set", "regime.framed.change=[{month = 3, tracks = 0.0}]"),
        ("village", "--set", "baseline=framed", "--set", "run.regimes=['framed', 'top-down']"),
        ("my town.toml",),
        ("./small.toml", "--set", "regime.framed.pool=1.0", "--regime", "framed", "--regime", "shaving"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_the_command_makes_the_result_again(here: Path, asked: tuple[str, ...]) -> None:
    run("run", *asked, *SHORT, "--out", "first")
    again, _ = made_by(here / "first")
    run(*again, "--quiet", "--out", "second")
    assert fingerprint(here / "second") == fingerprint(here / "first")


def test_a_file_with_an_installed_scenarios_name_is_not_taken_for_it(here: Path) -> None:
    (here / "village.toml").write_text('extends = "randers.toml"\n', encoding="utf-8")
    run("run", "./village.toml", *SHORT, "--cost", "as-costed", "--out", "first")
    again, _ = made_by(here / "first")
    assert again[:2] == ["run", "village.toml"]


def test_no_command_is_named_that_makes_another_result(here: Path) -> None:
    """Of a scenario that was changed in Python there is none."""
    village = load("village", ["uncertainties.pressure=0.015"])
    framed = replace(village.regimes["framed"], levers=village.regimes["randers"].levers)
    town = {**village.values, "staff": 121}
    for name, changed in (
        ("town", replace(village, values=town)),
        ("asks", replace(village, pressure=(0.0,) * 12)),
        (
            "levers",
            replace(village, regimes={**village.regimes, "framed": framed}),
        ),
    ):
        innosim.run(changed, replications=2, months=13).save(here / name)
        said = scene_of(open_result(here / name), SIZES["slide"], "en").command
        assert said.startswith("innosim.run with a scenario changed in Python (fingerprint "), name
        assert fingerprint(here / name)[:12] in said
    innosim.run(village, replications=2, months=13, seed=5).save(here / "same")
    (run_words, _) = made_by(here / "same")
    run(*run_words, "--out", "again", "--quiet")
    assert fingerprint(here / "again") == fingerprint(here / "same")


def test_the_figures_command_draws_the_same_figure(here: Path) -> None:
    run("run", "village", *SHORT)
    folder = here / "results" / "village"
    draw = ("--figure", "support", "--format", "svg")
    run(
        "figures",
        str(folder),
        "--size",
        "paper",
        "--lang",
        "da",
        "--cost",
        "equal-resources",
        *draw,
    )
    drawn = folder / "figures" / "support-paper.svg"
    before = drawn.read_bytes()
    drawn.unlink()
    _, again = made_by(folder, "paper", "da", "equal_resources")
    run(*again, *draw)
    assert drawn.read_bytes() == before


@pytest.mark.parametrize(
    ("asked", "further"),
    [
        (("--keep", "monthly"), ["compare", "figures"]),
        (("--regime", "framed"), ["figures"]),
        (("--regime", "framed", "--regime", "shaving"), ["compare", "figures"]),
        ((), ["compare", "trace"]),
    ],
)
def test_a_run_sends_on_to_what_its_result_can_answer(
    here: Path, asked: tuple[str, ...], further: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run("run", "village", "--replications", "2", "--months", "13", *asked)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"Result: results/village; then: innosim {further[0]} results/village"
    run("compare", "results/village")
    assert (
        capsys.readouterr().out.splitlines()[-1] == f"then: innosim {further[-1]} results/village"
    )
    for command in further:
        run(command, "results/village")

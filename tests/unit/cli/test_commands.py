"""Commands that read and write scenarios."""

import json
import os
import tomllib
from pathlib import Path

import pytest

from innosim.scenario.reader import load


def test_new_writes_a_scenario_that_loads_like_its_base(innosim, tmp_path: Path) -> None:
    run = innosim("new", "mine", "--from", "village")
    assert run.returncode == 0, run.stderr
    text = (tmp_path / "mine.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./innosim.schema.json")
    mine, base = load(tmp_path / "mine.toml"), load("village")
    assert (mine.values, mine.regimes, mine.pressure) == (base.values, base.regimes, base.pressure)
    schema = json.loads((tmp_path / "innosim.schema.json").read_text(encoding="utf-8"))
    assert schema["title"] == "innosim scenario"
    assert innosim("check", "mine.toml").returncode == 0


def test_check_says_what_is_compared_with_where_there_is_no_ordinary_town(
    innosim, tmp_path
) -> None:
    own = '[regime.framed]\npreset = "framed"\n'
    (tmp_path / "one.toml").write_text(own, encoding="utf-8")
    (tmp_path / "two.toml").write_text(
        f'{own}[regime.routine]\npreset = "routine"\n', encoding="utf-8"
    )
    run = innosim("check", "one.toml", "two.toml")
    assert run.returncode == 0
    first, advice, second = run.stdout.splitlines()
    assert first.startswith("one.toml: fine")
    assert advice.startswith("one.toml: all are compared with framed; there is no regime routine:")
    assert second.startswith("two.toml: fine")


def test_new_leaves_a_file_that_is_there(innosim, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("mine")
    run = innosim("new", "mine.toml")
    assert run.returncode == 2
    assert run.stderr == "innosim new: mine.toml is there already: choose another name.\n"
    assert (tmp_path / "mine.toml").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.toml"]


def test_new_builds_on_a_file_beside_it_only(innosim, tmp_path: Path) -> None:
    innosim("new", "first", "--from", "village")
    assert innosim("new", "second", "--from", "first.toml").returncode == 0
    (tmp_path / "sub").mkdir()
    run = innosim("new", "sub/third", "--from", "first.toml")
    assert run.returncode == 2
    assert "another folder" in run.stderr
    assert list((tmp_path / "sub").iterdir()) == []


def test_show_is_a_scenario_itself(innosim, tmp_path: Path) -> None:
    for args in ([], ["--sources"]):
        run = innosim("show", "village", *args)
        assert run.returncode == 0
        tomllib.loads(run.stdout)
    (tmp_path / "shown.toml").write_text(run.stdout, encoding="utf-8")
    assert load(tmp_path / "shown.toml").values == load("village").values


def test_schema_is_ascii_json(innosim) -> None:
    for args in ([], ["--preset"]):
        run = innosim("schema", *args)
        assert run.stdout.isascii()
        assert json.loads(run.stdout)["type"] == "object"


def test_scenarios_lists_what_is_installed(innosim) -> None:
    run = innosim("scenarios")
    assert run.stdout.startswith("randers ")
    assert "village" in run.stdout
    assert "Presets: bottom-up" in run.stdout


def test_doctor_names_what_it_finds(innosim) -> None:
    run = innosim("doctor", env={"INNOSIM_COMPILE": "0"})
    assert run.returncode == 0, run.stdout
    for part in ("innosim ", "Python ", "pyarrow", "console", "scenarios", "compiler     off"):
        assert part in run.stdout


def test_doctor_on_a_poor_console(innosim) -> None:
    run = innosim("doctor", env={"INNOSIM_COMPILE": "0", "PYTHONIOENCODING": "cp1252"})
    assert "spelt out" in run.stdout


def test_what_another_edition_wrote_is_exported_and_not_compared(innosim, tmp_path: Path) -> None:
    few = ("--replications", "2", "--months", "13", "--cost", "as-costed", "--quiet")
    ran = innosim("run", "village", "--regime", "shaving", *few, "--out", "r")
    assert ran.returncode == 0, ran.stderr
    path = tmp_path / "r" / "manifest.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    found["versions"]["innosim"] = "0.1.0"
    del found["sha256"]
    path.write_text(json.dumps(found), encoding="utf-8")
    for command in ("compare", "trace", "figures"):
        refused = innosim(command, "r")
        assert refused.returncode == 2
        assert "made by innosim 0.1" in refused.stderr
        assert refused.stderr.count("\n") == 1
    exported = innosim("export", "r", "--to", "csv")
    assert exported.returncode == 0
    assert "can be read, but not compared" in exported.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (".", "is not a name for a scenario"),
        ("..", "is not a name for a scenario"),
        ("../", "is not a name for a scenario"),
        ("sub/..", "is not a name for a scenario"),
        ("", "is not a name for a scenario"),
        (" ", "is not a name for a scenario"),
        ("con", "con.toml is no name for a file on Windows: choose another, such as my-con."),
        ("AUX.toml", "AUX.toml is no name for a file on Windows"),
        ("lpt1.of.mine", "is no name for a file on Windows"),
        ("com¹", "is no name for a file on Windows"),
        ("LPT².of.mine", "is no name for a file on Windows"),
        ("conout$", "is no name for a file on Windows"),
        ("mine.", "is no name for a file on Windows: choose another, such as my-mine."),
        ("a?b", "a?b.toml holds ?, which the name of a file cannot hold on Windows"),
        ("a\\b", "cannot hold on Windows"),
        ("a\tb", "cannot be a name: it holds what cannot be printed."),
        ("x" * 300, "is too long a name: it may have 255 bytes."),
        ("../village", "village is the name of an installed scenario"),
    ],
)
def test_new_refuses_what_is_no_name_everywhere(
    innosim, tmp_path: Path, name: str, said: str
) -> None:
    run = innosim("new", name)
    assert (run.returncode, list(tmp_path.iterdir())) == (2, [])
    assert said in run.stderr


def test_a_name_that_begins_as_an_option_is_shown_as_it_can_be_typed(innosim) -> None:
    run = innosim("new", "--", "-y")
    assert run.stdout.startswith("Wrote ./-y.toml and ")
    assert run.stdout.endswith("innosim check ./-y.toml\n")
    assert innosim("check", "./-y.toml").returncode == 0


@pytest.mark.parametrize("folders", [1200, 3000])
@pytest.mark.parametrize(
    "typed",
    [
        ["run", "village", "--out", "?"],
        ["compare", "?"],
        ["trace", "?"],
        ["figures", "?"],
        ["figures", "r", "--out", "?"],
        ["export", "?", "--to", "csv"],
        ["export", "r", "--to", "csv", "--out", "?"],
        ["new", "?"],
    ],
)
def test_a_path_that_is_too_long_is_said_to_be(innosim, typed: list[str], folders: int) -> None:
    run = innosim(*["a/" * folders + "b" if word == "?" else word for word in typed])
    assert run.returncode == 2
    assert "... is too long a path" in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
@pytest.mark.parametrize("made", ["folder", "link", "pipe", "deep"])
@pytest.mark.parametrize("name", ["innosim.schema.json", "mine.toml"])
def test_new_leaves_what_stands_at_its_names(innosim, tmp_path: Path, name: str, made: str) -> None:
    path = tmp_path / name
    if made == "folder":
        path.mkdir()
    elif made == "link":
        path.symlink_to("nowhere")
    elif made == "pipe":
        os.mkfifo(path)
    else:
        path.write_text("[" * 100_000)
    run = innosim("new", "mine")
    assert run.returncode == 2
    assert f"{name} is there" in run.stderr
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("edited", [False, True])
def test_new_leaves_another_s_file_in_the_schema_s_place(
    innosim, tmp_path: Path, edited: bool
) -> None:
    """Another's, and ours that somebody has worked in: a title proves nothing."""
    schema = tmp_path / "innosim.schema.json"
    innosim("new", "first")
    own = schema.read_text(encoding="utf-8")
    schema.write_text(own.replace("innosim scenario", "ours", 1) if edited else '{"title": "mine"}')
    before = schema.read_bytes()
    run = innosim("new", "mine")
    assert run.returncode == 2
    assert "is not as innosim writes it: move it" in run.stderr
    assert schema.read_bytes() == before
    assert not (tmp_path / "mine.toml").exists()
    schema.write_text(innosim("schema").stdout if edited else own, encoding="utf-8")
    assert innosim("new", "mine").returncode == 0
    assert json.loads(schema.read_text(encoding="utf-8")) == json.loads(own)

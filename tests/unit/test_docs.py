"""The documentation: it builds, names every option, shows no command that does not exist, and its Python runs."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from innosim.cli.main import front
from innosim.scenario.catalogue import SUBJECTS
from innosim.scenario.reader import load
from innosim.scenario.study_file import load_study

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(p for p in DOCS.rglob("*.md") if "_build" not in p.parts)
WRITTEN = [
    *(p for p in PAGES if p.parent.name in {"how-to", "explanation", "reference"}),
    DOCS / "tutorial.md",
    ROOT / "README.md",
]
START = {"test", "docs", "baseline", "lock", "object"}  # what start.py does itself
BLOCK = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:python start\.py|(?:uvx |pipx run )?innosim) ([a-z-][^`\n]*)")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def command(name: str) -> click.Command | None:
    return front.get_command(click.Context(front), name)


def options(found: click.Command) -> set[str]:
    return {name for p in found.get_params(click.Context(found)) for name in p.opts} | {"--help"}


def commands(text: str) -> list[list[str]]:
    """The commands that a page shows, in blocks without a language and in code within a line."""
    blocks = [body for language, body in BLOCK.findall(text) if not language]
    inline = re.findall(r"`([^`\n]+)`", BLOCK.sub("", text))
    lines = [line for body in blocks for line in body.splitlines()] + inline
    found = [COMMAND.match(line.removeprefix("$ ").strip()) for line in lines]
    return [shlex.split(match[1], comments=True) for match in found if match]


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_every_command_shown_exists_with_its_options(page: Path) -> None:
    for words in commands(page.read_text(encoding="utf-8")):
        name = words[0]
        if name in START or name == "COMMAND" or name.startswith("--"):
            continue
        found = command(name)
        assert found is not None, f"{page.name} shows `{' '.join(words)}`"
        used = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert used <= options(found), f"{page.name} shows `{' '.join(words)}`"


def test_a_page_that_shows_a_wrong_option_is_found() -> None:
    assert commands("Type `innosim run village --replicatoins 3`.") == [
        ["run", "village", "--replicatoins", "3"]
    ]
    run = command("run")
    assert run is not None
    assert "--replicatoins" not in options(run)


def test_every_option_is_told_of_by_hand() -> None:
    """The reference is made from the command line itself; that a reader meets each option elsewhere is not."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in WRITTEN)
    missing = [
        f"innosim {name} {option}"
        for name in front.list_commands(click.Context(front))
        for option in options(command(name) or click.Command(name)) - {"-h", "--help"}
        if option.startswith("--")
        and not re.search(rf"innosim {name}\b[^`\n]*{option}\b|`{option}\b", text)
    ]
    assert not missing


def test_a_file_that_a_page_names_is_there() -> None:
    """Relative to the checkout, or to a folder that its context names; NAME stands for any."""
    roots = [ROOT, *(ROOT / each for each in ("src/innosim", "src", "tests", "docs", "scenarios"))]
    pages = [*PAGES, *ROOT.glob("*.md")]
    named_there = {
        name
        for page in pages
        for name in re.findall(r"`([\w-]+/[\w/.-]*)`", page.read_text(encoding="utf-8"))
        if "NAME" not in name and name != "results/"  # which a run makes
        if name.endswith("/") or Path(name).suffix in {".py", ".md", ".toml", ".ipynb"}
    }
    gone = {n for n in named_there if not any((root / n).exists() for root in roots)}
    assert "model/prices.py" in named_there
    assert not gone


def test_every_subject_and_judgement_has_its_place() -> None:
    """A judgement stands with its step; the modules that have any are those that have cases."""
    submodels = (DOCS / "explanation" / "submodels.md").read_text(encoding="utf-8")
    parameters = (DOCS / "reference" / "parameters.md").read_text(encoding="utf-8")
    for subject in set(SUBJECTS) - {"switches"}:
        assert f"innosim-parameters}} {subject}\n" in parameters
    rules = {path.stem for path in (ROOT / "src/innosim/model/rules").glob("*.py")}
    cases = {path.stem for path in (ROOT / "tests/unit/model/rules").glob("*.toml")}
    shown = " ".join(re.findall(r"innosim-judgements\} ([a-z ]+)", submodels)).split()
    assert sorted(shown) == sorted(rules & cases)


def test_scenario_snippets_are_scenarios(tmp_path: Path) -> None:
    """Each TOML block of tutorial and how-to, alone over the village, is read without complaint."""
    for page in (DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md"))):
        for language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
            if language != "toml" or "[regime.cautious]" in body:
                continue
            # What the tutorial asks is asked of the regime that it adds.
            added = '[regime.more-time]\npreset = "framed"\n' if "more-time - " in body else ""
            extends = "" if "extends" in body else 'extends = "randers.toml"\n'
            file = tmp_path / "snippet.toml"
            if "[study]" in body:
                file.write_text(body, encoding="utf-8")
                load_study(file)
                continue
            file.write_text(extends + body + added, encoding="utf-8")
            load(file)


def test_the_regime_of_the_how_to_is_one(tmp_path: Path) -> None:
    blocks = BLOCK.findall((DOCS / "how-to" / "scenario.md").read_text(encoding="utf-8"))
    file = tmp_path / "regime.toml"
    body = next(text for language, text in blocks if language == "toml" and "cautious" in text)
    file.write_text('extends = "randers.toml"\n' + body, encoding="utf-8")
    assert load(file).regimes["cautious"].changes[0].month == 12


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["library", "mesa", "figures", "pressure", "danish", "parameter", "sweep"]
)
def test_the_python_of_a_page_runs(name: str, tmp_path: Path) -> None:
    blocks = BLOCK.findall((DOCS / "how-to" / f"{name}.md").read_text(encoding="utf-8"))
    source = "\n".join(body for language, body in blocks if language == "python")
    assert source
    script = tmp_path / "page.py"
    # Windows starts batch_run's processes by importing the script
    script.write_text("import matplotlib; matplotlib.use('Agg')\n" + source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(script)], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", errors="replace")


@pytest.mark.slow
def test_the_tutorial_shows_what_is_printed(tmp_path: Path) -> None:
    """Where this fails since numbers moved, put what `innosim run village` prints at 80 columns in the tutorial."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "innosim", "run", "village"],
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "80", "INNOSIM_CALLED": "python start.py"},
        capture_output=True,
        check=True,
    )
    blocks = BLOCK.findall((DOCS / "tutorial.md").read_text(encoding="utf-8"))
    shown = next(body for _, body in blocks if "at equal" in body)
    assert shown.splitlines() == done.stdout.decode("utf-8").splitlines()


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx")
    build = [
        "-m",
        "sphinx",
        "-b",
        "html",
        "-W",
        "--keep-going",
        "-q",
        "-E",
        "-d",
        str(tmp_path / "trees"),
    ]
    done = subprocess.run(
        [sys.executable, *build, str(DOCS), str(tmp_path / "html")],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", errors="replace")
    page = (tmp_path / "html" / "reference" / "parameters.html").read_text(encoding="utf-8")
    assert "memo_sd" in page
    for built in (tmp_path / "html").rglob("*.html"):
        text = built.read_text(encoding="utf-8")
        fetched = re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=\"(https?:[^\"]+)", text)
        assert not fetched, f"{built.name} fetches {fetched}: the site must work offline"


def test_the_first_screen_in_the_readme_is_a_screen() -> None:
    """24 lines of 80 columns, the line that a run ends with among them."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = (
        text.split("$ python start.py run randers --politics\n")[1].split("\n\n")[0].splitlines()
    )
    assert len(shown) + 1 <= 24
    assert max(map(len, shown)) <= 80

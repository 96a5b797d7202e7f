"""The front: finds commands, stays light, says every error in a sentence."""

import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from innosim import cli
from innosim.cli import terminal
from innosim.cli.main import LazyGroup, front
from innosim.experiment.errors import DiskFullError, FolderError
from innosim.model.simulator import BrokenBooks

COMMANDS = (
    *("run", "check", "show", "scenarios", "new", "schema", "magnitudes", "doctor", "export"),
    *("compare", "trace"),
)


def test_every_command_is_found_and_has_a_line_of_help() -> None:
    context = click.Context(front)
    assert isinstance(front, LazyGroup)
    assert set(COMMANDS) <= set(front.list_commands(context))
    assert front.list_commands(context)[0] == "run"
    context.meta["innosim.listing"] = True
    for name in front.list_commands(context):
        command = front.get_command(context, name)
        assert command is not None
        assert command.short_help


def test_no_declaration_of_a_command_is_overlooked() -> None:
    """The front reads them from the sources, a line each; one that is broken over lines would be lost."""
    sources = [path.read_text(encoding="utf-8") for path in Path(cli.__path__[0]).glob("*.py")]
    declared = sum(source.count("\n@click.command(") for source in sources)
    assert declared == len(front.list_commands(click.Context(front)))


def test_helpers_are_no_commands() -> None:
    context = click.Context(front)
    assert front.get_command(context, "answering") is None
    assert front.get_command(context, "main") is None
    assert front.get_command(context, "no-such") is None


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(name: str) -> None:
    context = click.Context(front)
    command = front.get_command(context, name)
    assert command is not None
    said = command.get_help(click.Context(command, info_name=name, parent=context))
    assert "Usage:" in said
    assert "None" not in said


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from innosim.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'pandas', 'numba', 'rich', 'pyarrow', 'scipy', 'mesa'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_a_run_and_its_answer_import_no_more_than_they_need(tmp_path: Path) -> None:
    """What takes long to import and a warm run does without; each has come back unseen before."""
    script = (
        "import gc, sys\n"
        "from innosim.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "assert gc.get_threshold()[0] > 10_000\n"
        "heavy = {'numba', 'pandas', 'scipy', 'matplotlib', 'mesa', 'pyarrow.dataset', 'pyarrow.compute', 'concurrent.futures.process'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)\n"
    )
    for keep in (
        "monthly",
        "monthly,ideas:2",
        "metrics",
    ):  # the first may have to compile the model
        run = subprocess.run(
            [sys.executable, "-c", script, "run", "village", "--months", "24", "--replications", "4", "--keep", keep, "--out", str(tmp_path / keep)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert keep == "monthly" or run.returncode == 0, run.stderr


def test_help_is_quick() -> None:
    """Under .3 s on an idle machine; the best of five against twice that, as CI shares its processors."""
    took = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "innosim", "--help"], capture_output=True, check=True)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.6


def test_without_a_command_it_shows_help(innosim) -> None:
    run = innosim()
    assert run.returncode == 0
    assert "Commands:" in run.stdout
    assert innosim("--version").stdout.startswith("innosim 0.")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["rnu"], "innosim: There is no command 'rnu': did you mean run?"),
        (["zzzz"], "innosim: There is no command 'zzzz': innosim --help lists them."),
        (["run"], "innosim run: Missing argument 'FILE|NAME'."),
        (["run", "village", "--replicatoins", "3"], "innosim run: No such option"),
        (["run", "randes"], "randes: there is no scenario of this name; did you mean randers?"),
        (["run", "missing.toml"], "missing.toml: there is no such file"),
        (["run", "village", "--regime", "framd"], "There is no regime 'framd': did you mean framed?"),
        (["run", "village", "--replications", "0"], "innosim run: --replications is 0; it is a whole"),
        (["run", "village", "--replications", "x"], "innosim run: Invalid value for '--replications'"),
        (["run", "village", "--months", "0"], "innosim run: --months is 0; it is a whole number from 1"),
        (["run", "village", "--seed", "-1"], "innosim run: --seed is -1; it is a whole number from 0"),
        (["run", "village", "--jobs", "0"], "innosim run: Invalid value for '--jobs'"),
        (["run", "village", "--keep", "few"], "innosim run: --keep has no word 'few': there are metrics"),
        (["run", "village", "--ideas", "none"], "innosim run: --ideas is now said with --keep: write --keep monthly."),
        (["run", "village", "--ideas", "7"], "innosim run: --ideas is now said with --keep: write --keep monthly,ideas:7."),
        (["run", "village", "--cost", "free"], "innosim run: Invalid value for '--cost'"),
        (["run", "village", "--set", "pressure"], "--set: 'pressure' sets no field"),
        (["run", "village", "--set", "uncertainties.pressure=9"], "--set: uncertainties.pressure is 9"),
        (["run", "village", "--set", "municipality.cuncil=9"], "--set: municipality.cuncil"),
        (["check", "missing.toml"], "missing.toml: there is no such file"),
        (["show", "missing.toml"], "missing.toml: there is no such file"),
        (["new", "randers"], "innosim new: randers is the name of an installed scenario"),
        (["new", "a/b"], "innosim new: There is no folder a."),
        (["new", "mine", "--from", "nope"], "nope: there is no scenario of this name"),
        (["export", "nowhere", "--to", "csv"], "There is no folder"),
        (["export", "nowhere"], "innosim export: Missing option '--to'"),
        (["export", "nowhere", "--to", "dta", "--decimal", "comma"], "innosim export: --decimal is"),
        (["compare", "nowhere"], "There is no folder"),
        (["magnitudes", "fredericia"], "There is no regime 'framed'"),
    ],
)  # fmt: skip
def test_every_mistake_is_a_sentence_and_nothing_is_written(innosim, tmp_path, args, said) -> None:
    run = innosim(*args)
    assert run.returncode == 2, run.stderr
    assert run.stderr.startswith(said), run.stderr
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_all_mistakes_of_a_file_are_said_at_once(innosim, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(
        'extends = "village.toml"\n[uncertainties]\npressure = nan\n[municipality]\ncuncil = 3\n'
    )
    run = innosim("check", "bad.toml", "village")
    assert run.returncode == 2
    assert "bad.toml, line 3" in run.stderr
    assert "bad.toml, line 5" in run.stderr
    assert run.stdout.startswith("village: fine")


def test_a_fault_of_innosim_says_how_to_report_it(monkeypatch, capsys) -> None:
    monkeypatch.delenv("INNOSIM_DEBUG", raising=False)
    with pytest.raises(SystemExit) as left:
        terminal.end(RuntimeError("two\nlines"))
    said = capsys.readouterr().err
    assert left.value.code == 1
    assert "did not expect (RuntimeError: two lines)" in said
    assert "innosim doctor" in said
    assert "Traceback" not in said
    monkeypatch.setenv("INNOSIM_DEBUG", "1")
    with pytest.raises(SystemExit):
        terminal.end(RuntimeError("again"))
    assert "RuntimeError: again" in capsys.readouterr().err


def test_broken_books_name_month_rule_row_and_run() -> None:
    error = BrokenBooks(13, "the ledger sums to zero", 7)
    error.add_note("regime framed, as_costed, replication 3")
    sentence, code = terminal.told(error)
    assert code == 1
    for part in ("month 13", "row 7", "the ledger sums to zero", "framed", "replication 3"):
        assert part in sentence


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FolderError("It holds another run."), 2),
        (DiskFullError("The disk is full."), 1),
        (KeyboardInterrupt(), 130),
        (click.exceptions.Abort(), 130),
        (MemoryError(), 1),
        (terminal.StoppedError("Stopped: parts are kept."), 130),
    ],
)
def test_exit_codes(error, code) -> None:
    sentence, found = terminal.told(error)
    assert found == code
    assert sentence.endswith(".")


def test_a_command_stopped_in_somebodys_process_leaves_the_process_to_them() -> None:
    """In a subprocess: it was ended on the spot where any thread of theirs was alive."""
    code = """
import threading
from innosim.cli import main as cli

def stopped(**_):
    raise KeyboardInterrupt

cli.front.main = stopped
theirs = threading.Event()
threading.Thread(target=theirs.wait, daemon=True).start()
try:
    cli.main(["scenarios"])
except SystemExit as left:
    print("still here", left.code)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.stdout, run.returncode) == ("still here 130\n", 0)

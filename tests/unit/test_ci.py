""".ci/run, with stand-ins for Python: what is run on which, what is missing, and how it ends."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / ".ci" / "run"
AWAY = 75  # start.py's exit code where the package index could not be reached
NOT_HERE = -1

# A stand-in says which Python it is when asked, and writes down how start.py is called: the exit code stands in
# a file beside it, one for what it runs with its own versions and one for the lowest.
STAND_IN = """#!/bin/sh
case "$1 $2" in
    -c*"'{version}'"*) exit 0 ;;
    -c*) exit 1 ;;
esac
shift
echo "{version} $*" >> "{log}"
case "$*" in
    *--lowest*) exit {lowest} ;;
    *) exit {own} ;;
esac
"""

pytestmark = pytest.mark.skipif(
    not SCRIPT.exists() or not shutil.which("bash") or not shutil.which("git"),
    reason="not a checkout, or no bash or git",
)


@dataclass(frozen=True)
class Ended:
    """How .ci/run ended: what start.py was called with, a line a call; what was said last; exit code."""

    calls: list[str]
    said: list[str]
    code: int


@pytest.fixture
def ci(tmp_path):
    def run(codes: dict[str, int], lowest: int = 0) -> Ended:
        """Run it where each Python ends with its code, or is not here."""
        checkout, programs, log = tmp_path / "a b", tmp_path / "bin", tmp_path / "calls"
        (checkout / ".ci").mkdir(parents=True)
        shutil.copy(SCRIPT, checkout / ".ci")
        git = ["git", "-c", "user.name=CI", "-c", "user.email=ci@example.org"]
        for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
            subprocess.run([*git, *step], cwd=checkout, check=True)
        programs.mkdir()
        versions = {f"python{version}": version for version in ("3.11", "3.12", "3.13")}
        for name in ("python3", "python", *versions):
            version = versions.get(name, "none")
            if codes.get(version, NOT_HERE) == NOT_HERE:
                version = "none"  # hides what the machine has
            stand_in = STAND_IN.format(
                version=version, log=log, own=codes.get(version), lowest=lowest
            )
            (programs / name).write_text(stand_in, encoding="utf-8")
            (programs / name).chmod(0o755)
        temporary = tmp_path / "temporary"
        temporary.mkdir()
        environment = os.environ | {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYENV_ROOT": str(tmp_path / "none"),
            "TMPDIR": str(temporary),
        }
        command = ["bash", str(checkout / ".ci" / "run")]
        ended = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False
        )
        assert not list(temporary.iterdir())  # clones are removed, however it ended
        assert sorted(path.name for path in checkout.iterdir()) == [".ci", ".git"]
        calls = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return Ended(calls, (ended.stdout + ended.stderr).splitlines(), ended.returncode)

    return run


def kinds(ended: Ended) -> list[str]:
    """Of each call the version, and whether all was run, a part, or a part on the lowest versions."""
    words = [call.split() for call in ended.calls]
    assert all(call[1] == "test" for call in words)
    marks = {"": "all", "--only": "part", "--lowest": "lowest"}
    return [f"{call[0]} {marks[(call[2:] or [''])[0]]}" for call in words]


def test_all_is_run_on_the_first_and_a_part_on_the_others_and_on_the_lowest_versions(ci) -> None:
    ended = ci({"3.11": 0, "3.12": 0, "3.13": 0})
    assert kinds(ended) == ["3.11 all", "3.12 part", "3.13 part", "3.11 lowest"]
    assert ended.code == 0
    for name in ("Python 3.11, ", "Python 3.12, ", "Python 3.13, ", "lowest versions, "):
        report = [line for line in ended.said if name in line and "..." not in line]
        assert [line.endswith(": passed") for line in report] == [True]


def test_what_is_run_in_part_is_there(ci) -> None:
    """A file that was renamed would end pytest with a failure, but only in CI."""
    ended = ci({"3.11": 0, "3.12": 0})
    paths = {word for call in ended.calls for word in call.split() if word.startswith("tests/")}
    assert "tests/end_to_end/test_baseline.py" in paths
    assert not [path for path in paths if not (ROOT / path).exists()]


@pytest.mark.parametrize(
    ("codes", "lowest", "code"),
    [
        ({"3.11": 1, "3.12": 0, "3.13": 0}, 0, 1),
        ({"3.11": 2, "3.12": 0, "3.13": 0}, 0, 2),
        ({"3.11": 0, "3.12": 3, "3.13": 0}, 0, 3),
        ({"3.11": 0, "3.12": 0, "3.13": 4}, 0, 4),
        ({"3.11": 0, "3.12": 0, "3.13": 0}, 5, 5),
        ({"3.11": 0, "3.12": 3, "3.13": 4}, 5, 3),
        ({"3.11": 0, "3.12": 3, "3.13": AWAY}, AWAY, 3),
    ],
)
def test_a_failure_keeps_nothing_else_from_being_tried_and_is_the_exit_code(
    ci, codes, lowest, code
) -> None:
    ended = ci(codes, lowest)
    assert kinds(ended) == ["3.11 all", "3.12 part", "3.13 part", "3.11 lowest"]
    assert ended.code == code
    failed = [line for line in ended.said if "FAILED" in line]
    assert len(failed) == sum(each not in (0, AWAY) for each in (*codes.values(), lowest))


def test_a_python_that_is_not_here_is_said(ci) -> None:
    ended = ci({"3.12": 0})
    assert kinds(ended) == ["3.12 all", "3.12 lowest"]
    assert ended.code == 0
    assert ".ci/run: Python 3.11: MISSING, it is not here" in ended.said
    assert ".ci/run: Python 3.13: MISSING, it is not here" in ended.said


def test_an_index_out_of_reach_is_missing_and_no_failure(ci) -> None:
    ended = ci({"3.11": 0, "3.12": AWAY, "3.13": 0}, lowest=AWAY)
    assert ended.code == 0
    missing = [line for line in ended.said if "MISSING" in line]
    assert [line.split(",")[0] for line in missing] == [
        ".ci/run: Python 3.12",
        ".ci/run: lowest versions",
    ]
    assert all("index could not be reached" in line for line in missing)


def test_where_the_first_python_cannot_be_installed_all_is_run_on_the_next(ci) -> None:
    ended = ci({"3.11": AWAY, "3.12": 0, "3.13": 0})
    assert kinds(ended) == ["3.11 all", "3.12 all", "3.13 part", "3.11 lowest"]
    assert ended.code == 0


@pytest.mark.parametrize(
    ("codes", "calls"), [({}, 0), ({"3.11": AWAY, "3.12": AWAY, "3.13": AWAY}, 4)]
)
def test_ci_in_which_the_whole_suite_ran_nowhere_has_failed(ci, codes, calls) -> None:
    ended = ci(codes, lowest=AWAY)
    assert len(ended.calls) == calls
    assert ended.code == 2
    assert ended.said[-1] == ".ci/run: the whole suite was run on no Python"

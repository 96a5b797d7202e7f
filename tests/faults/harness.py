"""Faults and what must come of them: each function makes one, does the same again, and says what is wrong; "" where nothing is.

One that could not be made, as a run ended before it, raises `NothingHappened`, and is made again elsewhere: it counts for nothing.

Kill, tear and fill at named points; flip bits, swap, cut and remove files; race; put strangers' files in the way. All over runs of arithmetic, whose
results are known to the byte.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TIMINGS = "timings.json"
NOTE = "notes.txt"
SCENARIOS = Path(__file__).parents[2] / "scenarios"

Told = dict[str, Any]
Fault = Callable[["Driver", random.Random], str]


class NothingHappened(Exception):  # noqa: N818 - no fault of anybody's
    """There was nothing to be harmed, or the run ended before it was."""


def made(fault: Fault, driver: Driver, rng: random.Random) -> str:
    """Make a fault until one has happened, and return what is wrong."""
    while True:
        with suppress(NothingHappened):
            return fault(driver, rng)


class Driver:
    """Does cases in processes of their own; the same one in the same place always ends in the same bytes."""

    def __init__(self, home: Path) -> None:
        script = Path(__file__).with_name("driver.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.home = home
        self._places = 0
        self.passed: dict[str, list[str]] = {}
        self.scenario = (SCENARIOS / "village.toml").read_text(encoding="utf-8")
        self.references = {name: self._reference(name, of) for name, of in REFERENCES.items()}

    def ask(self, **case: Any) -> Told:
        """Do one case and say how it ended."""
        return self._ask(case)

    def at_once(self, *cases: dict[str, Any]) -> list[Told]:
        """Do cases at the same time."""
        return self._ask(list(cases))

    def _ask(self, asked: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def run(self, root: Path, **more: Any) -> Told:
        """Run into ``root``/r."""
        return self.ask(**case_of(root, **more))

    def stop(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    @contextmanager
    def place(self, *, holding: str = "") -> Iterator[Path]:
        """A folder of its own, in which one of the finished runs may stand, and a user's file beside it."""
        self._places += 1
        root = self.home / f"place-{self._places}"
        root.mkdir()
        (root / NOTE).write_text("mine")
        if holding:
            shutil.copytree(self.references[holding], root / "r")
        yield root
        shutil.rmtree(root)

    def _reference(self, name: str, of: dict[str, Any]) -> Path:
        root = self.home / f"reference-{name}"
        root.mkdir()
        told = self.run(root, **of)
        assert not told["kind"], told
        return root / "r"


REFERENCES: dict[str, dict[str, Any]] = {
    "usual": {"seed": 1},
    "other": {"seed": 2},
    "searched": {"seed": 1, "costs": ["as_costed", "equal_resources"]},
}
"""Runs whose bytes are known: the usual one, another, and one in which pilots seek equal use."""


def case_of(root: Path, **more: Any) -> dict[str, Any]:
    """A run into ``root``/r."""
    return {"do": "run", "root": str(root), "folder": str(root / "r"), **more}


def bytes_of(folder: Path) -> dict[str, bytes]:
    """All files of a folder but the timings."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != TIMINGS
    }


def put_right(
    driver: Driver, root: Path, told: Told, *, run: str = "usual", aside: str = ""
) -> str:
    """What is wrong after a run: another result than the undisturbed one's, or something left behind or gone."""
    if told["kind"]:
        return f"{told['kind']}: {told['said']}"
    if bytes_of(root / "r") != bytes_of(driver.references[run]):
        return "other bytes than without the fault"
    left = sorted(path.name for path in root.iterdir() if path.name != aside)
    if left != [NOTE, "r"]:
        inside = [each.relative_to(root).as_posix() for each in root.glob("r.partial/**/*")]
        return f"left behind: {left} {inside}"
    return "" if (root / NOTE).read_text() == "mine" else "a user's file changed"


def whole_or_not_there(driver: Driver, root: Path) -> str:
    """What is wrong after a death: half a result where one is looked for."""
    folder = root / "r"
    if not folder.exists():
        return ""
    known = [bytes_of(reference) for reference in driver.references.values()]
    return "" if bytes_of(folder) in known else "half a result was in place"


@dataclass(frozen=True)
class Beginning:
    """What stands in a place when a run begins there, and which run it is."""

    holding: str = ""
    lost: str = ""
    run: str = "usual"
    force: bool = False

    @property
    def case(self) -> dict[str, Any]:
        """What is asked of the driver."""
        return {**REFERENCES[self.run], "force": self.force}


HOW = {
    "fresh": Beginning(),
    "with pilots": Beginning(run="searched"),
    "over another": Beginning(holding="other", force=True),
    "a table lost": Beginning(holding="usual", lost="gates.parquet"),
}


@contextmanager
def begun(driver: Driver, how: str) -> Iterator[Path]:
    """A place as ``how`` says."""
    with driver.place(holding=HOW[how].holding) as root:
        if HOW[how].lost:
            (root / "r" / HOW[how].lost).unlink()
        yield root


def points(driver: Driver, how: str) -> list[str]:
    """The points that an undisturbed run passes."""
    if how not in driver.passed:
        with begun(driver, how) as root:
            told = driver.run(root, **HOW[how].case)
            assert not put_right(driver, root, told, run=HOW[how].run), told
            driver.passed[how] = list(told["points"])
    return driver.passed[how]


def killed(driver: Driver, how: str, fault: str, number: int, share: float = 0.5) -> str:
    """Die, tear a file or find the disk full at a point; then the same again."""
    with begun(driver, how) as root:
        told = driver.run(root, **HOW[how].case, **{fault: number}, share=share)
        if wrong := unlike(told, fault):
            return wrong
        if not HOW[how].lost and (wrong := whole_or_not_there(driver, root)):
            return wrong
        return put_right(driver, root, driver.run(root, **HOW[how].case), run=HOW[how].run)


def unlike(told: Told, fault: str) -> str:
    """Say what is wrong with how a run ended that met a fault."""
    if not told["kind"]:
        raise NothingHappened
    expected = "DiskFullError" if fault == "full" else "killed"
    return "" if told["kind"] == expected else f"{told['kind']}: {told['said']}"


FAULTS_AT_POINTS = ("kill", "torn", "full")


def places_of(passed: list[str], fault: str) -> list[int]:
    """Return the numbers of the points at which a fault can be made: a file is torn where it is written through, and only what makes the disk fuller finds it full."""
    begins = {"kill": "", "torn": "sync file", "full": ("open", "mkdir", "sync")}[fault]
    return [number for number, name in enumerate(passed, start=1) if name.startswith(begins)]


def somewhere(passed: list[str], rng: random.Random) -> dict[str, Any]:
    """Return a fault at one of the points."""
    fault = rng.choice(FAULTS_AT_POINTS)
    return {fault: rng.choice(places_of(passed, fault)), "share": rng.random()}

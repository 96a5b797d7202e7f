"""Does one thing after another, each in a process of its own that may be killed, or find the disk full, at a named point.

Reads a case a line from standard input, as JSON, and answers with a line: how it ended, and the points it passed. A point is a
system call that changes the disk, as Python tells of it before it is made, or the moment before a file or a folder is written through. What a
library writes that does not ask Python, as Arrow does its tables, is no point; that its file is written through is one.
"""

import errno
import importlib.util
import json
import os
import signal
import stat
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet  # noqa: F401 - forked children find it loaded

from innosim.api import Result
from innosim.experiment.errors import ExperimentError
from innosim.experiment.export import export_csv
from innosim.experiment.plan import Plan, make_plan, with_run_values
from innosim.experiment.runner import run_plan
from innosim.experiment.study import Point, StudyPlan, make_study
from innosim.experiment.study_runner import run_study
from innosim.scenario.reader import load


def _fake_engine() -> Callable[..., Any]:
    path = Path(__file__).parents[1] / "unit" / "experiment" / "fake_model.py"
    spec = importlib.util.spec_from_file_location("innosim_fake_model", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    engine: Callable[..., Any] = module.fake_engine
    return engine


ENGINE = _fake_engine()
VILLAGE = load("village")


def plan(seed: int, costs: list[str]) -> Plan:
    """A run of two regimes; of arithmetic alone, so a few hundredths of a second."""
    asked = with_run_values(VILLAGE, replications=12, months=13, seed=seed)
    asked = replace(asked, values={**asked.values, "startup_months": 12})
    return make_plan(asked, regimes=("shaving", "framed"), costs=costs, keep="monthly,ideas:3")


def study() -> StudyPlan:
    """A study of the same arithmetic: a chunk as costed and at equal resources, with ideas kept."""
    asked = with_run_values(VILLAGE, replications=3, months=13)
    point = {"pressure": 0.0}, {"pressure": 0.01}
    points = [Point(each, replace(asked, pressure=(each["pressure"],) * 2)) for each in point]
    return make_study(asked, points, regimes=("shaving", "framed"), keep="ideas:1")


class Points:
    """Counts what changes the disk below ``root``, and at one of the points kills the process, tears a file or fills the disk.

    A file is torn before it is written through: ``share`` of its bytes is there, or as many where that is a whole number, and no more.
    """

    def __init__(self, root: str, kill: int, torn: int, full: int, share: float) -> None:
        self.root, self.kill, self.torn, self.full, self.share = root, kill, torn, full, share
        self.passed: list[str] = []
        self._opened = root
        os.fsync = (
            self._sync
        )  # which tells no hook; a killed process loses nothing that was written, so time is saved
        sys.addaudithook(self._hook)

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = args
            if isinstance(path, str | bytes | os.PathLike) and flags & (os.O_WRONLY | os.O_RDWR):
                self._opened = os.fsdecode(path)
                self._at("open", os.fspath(path), grows=True)
        elif event in _CHANGES and not isinstance(args[0], int):  # a file that is torn is open
            self._at(event.removeprefix("os."), os.fspath(args[0]), grows=event == "os.mkdir")

    def _sync(self, handle: int) -> None:
        held = os.fstat(handle)
        whole = stat.S_ISREG(held.st_mode)
        if whole and len(self.passed) + 1 == self.torn:
            share = self.share * held.st_size if isinstance(self.share, float) else self.share
            os.ftruncate(handle, min(int(share), held.st_size))
            os.kill(os.getpid(), signal.SIGKILL)
        if whole:  # each is opened just before
            self._at("sync file", self._opened, grows=True)
        else:
            self._at("sync folder", self.root, grows=True)

    def _at(self, call: str, path: str | bytes, *, grows: bool) -> None:
        where = os.path.relpath(os.fsdecode(path), self.root)
        if where.startswith(".."):
            return
        self.passed.append(f"{call} {where}")
        number = len(self.passed)
        if number == self.kill:
            os.kill(os.getpid(), signal.SIGKILL)
        if grows and 0 < self.full <= number:
            raise OSError(errno.ENOSPC, "No space left on device")


_CHANGES = {
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.truncate",
    "os.link",
    "os.symlink",
}


def do(case: dict[str, Any]) -> None:
    """Do what a case says: run, save, export or read a result, or type a command."""
    folder = Path(case["folder"])
    if case["do"] == "run":
        run_plan(
            plan(case.get("seed", 1), case.get("costs", ["as_costed"])),
            folder,
            ENGINE(pause=case.get("pause", 0.0)),
            jobs=case.get("jobs", 1),
            force=case.get("force", False),
            progress=_putting(case.get("put", {})),
        )
    elif case["do"] == "study":
        run_study(study(), folder, ENGINE(), jobs=1)
    elif case["do"] == "save":
        Result(case["source"]).save(folder, force=case.get("force", False))
    elif case["do"] == "export":
        export_csv(Result(case["source"]), folder)
    elif case["do"] == "read":
        result = Result(folder)
        for table in ("metrics", "indicators", "ideas", "gates", "bookings", "ledger", "summary"):
            getattr(result, table)
        result.compare()
    elif case["do"] == "type":
        from innosim.cli.main import main

        os.chdir(folder)
        main(case["args"])


def _putting(put: dict[str, str]) -> Callable[[int, int], None]:
    """Put files, by name with their text, into place once half of the run is done."""

    def progress(done: int, total: int) -> None:
        if done == total // 2:
            for name, text in put.items():
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_text(text)

    return progress


def child(case: dict[str, Any], out: int) -> None:
    """Do a case, and write how it ended and what was passed."""
    points = Points(
        case["root"],
        *(case.get(name, 0) for name in ("kill", "torn", "full")),
        share=case.get("share", 0.5),
    )
    ended: dict[str, Any] = {"kind": "", "said": ""}
    quiet = os.open(case.get("output", os.devnull), os.O_RDWR | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(quiet, stream)
    try:
        do(case)
    except SystemExit as error:
        ended = {"kind": "exit", "said": str(error.code)}
    except ExperimentError as error:
        ended = {"kind": type(error).__name__, "said": str(error)}
    except BaseException as error:  # noqa: BLE001 - a fault, and the test is to say which
        ended = {"kind": "FAULT", "said": f"{error!r}\n{traceback.format_exc()}"}
    os.write(out, json.dumps({**ended, "points": points.passed}).encode())


def main() -> None:
    """Answer cases until there are no more; a list is of cases that go on at once."""
    for line in sys.stdin:
        asked = json.loads(line)
        answers = [_forked(case) for case in (asked if isinstance(asked, list) else [asked])]
        told = [_waited(*each) for each in answers]
        sys.stdout.write(json.dumps(told if isinstance(asked, list) else told[0]) + "\n")
        sys.stdout.flush()


def _forked(case: dict[str, Any]) -> tuple[int, int]:
    reading, writing = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(reading)
        child(case, writing)
        os._exit(0)
    os.close(writing)
    return number, reading


def _waited(number: int, reading: int) -> dict[str, Any]:
    with os.fdopen(reading, "rb") as stream:
        told = stream.read()
    _, status = os.waitpid(number, 0)
    if os.WIFSIGNALED(status):
        return {"kind": "killed", "said": str(os.WTERMSIG(status)), "points": []}
    ended: dict[str, Any] = json.loads(told)
    return ended


if __name__ == "__main__":
    main()

"""Runs a study of the real model in processes of its own, each forked from one that has the model loaded, so that a moment to kill them at is soon there.

Reads a case a line from standard input, as JSON, and answers with a line; a list is of cases that go on at once.
"""

import json
import os
import resource
import signal
import sys
import threading
import time
from functools import cache
from pathlib import Path
from typing import Any

from innosim.experiment.engine import Engine, installed
from innosim.experiment.errors import ExperimentError
from innosim.experiment.study import StudyPlan, make_study, points_of
from innosim.experiment.study_runner import run_study
from innosim.scenario.reader import load

POINTS, REPLICATIONS, MONTHS = 40, 3, 3


@cache
def plan() -> StudyPlan:
    """Forty points of a village over three months, regimes as costed and at equal resources: four chunks."""
    over = [f"run.replications={REPLICATIONS}", f"run.months={MONTHS}", "run.startup_months=0"]
    settings = [{"uncertainties.pressure": round(0.001 * n, 3)} for n in range(POINTS)]
    points = points_of("village", settings, over)
    return make_study(load("village", over), points, regimes=("shaving", "framed", "bottom-up"))


def child(case: dict[str, Any], engine: Engine, out: int) -> None:
    """Run the study, and write how it ended; killed so many seconds after so many of its chunks are there, where a case says so."""
    if "limit" in case:  # no file may be larger: as a disk without room
        resource.setrlimit(resource.RLIMIT_FSIZE, (case["limit"], resource.RLIM_INFINITY))
    if "kill_after" in case:
        moment = Path(case["folder"]), case.get("kill_with", 0), case["kill_after"]
        threading.Thread(target=_die, args=moment, daemon=True).start()
    if "together" in case:
        _meet(Path(case["together"]), case["many"])
    begun = time.monotonic()
    told: dict[str, Any] = {"kind": "", "said": ""}
    try:
        outcome = run_study(plan(), Path(case["folder"]), engine, jobs=case.get("jobs", 2))
        told |= {"ran": outcome.ran, "left": outcome.left}
    except ExperimentError as error:
        told = {"kind": type(error).__name__, "said": str(error)}
    except BaseException as error:  # noqa: BLE001 - a fault, and the test is to say which
        told = {"kind": "FAULT", "said": repr(error)}
    ended = time.monotonic()
    os.write(
        out, json.dumps({**told, "seconds": ended - begun, "from": begun, "to": ended}).encode()
    )


def _meet(place: Path, many: int) -> None:
    """Wait until all are there who are to begin at once."""
    (place / str(os.getpid())).touch()
    while len(list(place.iterdir())) < many:
        time.sleep(0.001)


def _die(folder: Path, chunks: int, seconds: float) -> None:
    while len(list((folder / "metrics").glob("*.parquet"))) < chunks:
        time.sleep(0.001)
    time.sleep(seconds)
    os.kill(os.getpid(), signal.SIGKILL)


def forked(case: dict[str, Any], engine: Engine) -> tuple[int, int]:
    """Begin a case in a process of its own."""
    answer, out = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(answer)
        try:
            child(case, engine, out)
        finally:
            os._exit(0)
    os.close(out)
    return pid, answer


def ended(pid: int, answer: int) -> dict[str, Any]:
    """Wait for a process, and say how it ended."""
    with os.fdopen(answer, "rb") as stream:
        said = stream.read()
    os.waitpid(pid, 0)
    found: dict[str, Any] = json.loads(said) if said else {"kind": "killed", "said": ""}
    return found


def main() -> None:
    """Answer cases until there are no more."""
    engine = installed()
    base = plan().base.scenario
    engine.simulator(base, next(iter(base.regimes.values()))).run(0)
    for line in sys.stdin:
        asked = json.loads(line)
        cases = asked if isinstance(asked, list) else [asked]
        told = [ended(*each) for each in [forked(case, engine) for case in cases]]
        sys.stdout.write(json.dumps(told if isinstance(asked, list) else told[0]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

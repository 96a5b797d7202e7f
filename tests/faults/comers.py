"""All who come first at once, on an empty cache of compiled code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import Told

COMERS = {"eight threads": (1, 8), "two processes of two threads": (2, 2)}
"""Who comes first at once: so many processes, of so many threads each."""


def first_use(home: Path, what: str, comers: str) -> str:
    """All come first at once on an empty cache of compiled code: each must find what rules find that are not compiled, and leave what the next can load."""
    processes, threads = COMERS[comers]
    with tempfile.TemporaryDirectory(dir=home) as cache:
        expected = _used(_comer(cache, what, 1, compiled=False))["found"]
        started = [_comer(cache, what, threads, compiled=True) for _ in range(processes)]
        told = [_used(process) for process in started]
        after = _used(_comer(cache, what, 1, compiled=True))
    for found in (*told, after):
        wrong = [each for each in found["found"] if each != expected[0]]
        if wrong:
            return f"other than {expected[0]}: {wrong[0]}"
        if found["beside"]:
            return f"compiled code was kept beside the sources: {found['beside'][0]}"
    return "" if after["before"] else "nothing was left for the next process to load"


def _comer(cache: str, what: str, threads: int, *, compiled: bool) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("first_use.py")
    return subprocess.Popen(
        [sys.executable, str(script), what, str(threads)],
        env={**os.environ, "INNOSIM_CACHE_DIR": cache, "INNOSIM_COMPILE": str(int(compiled))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _used(process: subprocess.Popen[str]) -> Told:
    out, err = process.communicate()
    if process.returncode != 0:
        return {
            "found": [f"ended with {process.returncode}: {err[-1500:]}"],
            "before": False,
            "beside": [],
        }
    told: Told = json.loads(out)
    return told

"""A part of a page that a script makes again stands between two marks; a transcript is what a command really answers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def between(text: str, mark: str, block: str) -> str:
    """Return the text with ``block`` between the marks ``<!-- mark -->`` and ``<!-- /mark -->``.

    Raises:
        ValueError: the marks are not there.
    """
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, found, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page has no {start} ... {end}")
    return f"{before}{start}\n{block}\n{end}{after}"


def answered(folder: str, *arguments: str, columns: int, called: str = "innosim") -> str:
    """Return what innosim answers, run in a folder of its own.

    Args:
        columns: how wide the screen is.
        called: how the command is called where it names itself.
    """
    environment = {
        **os.environ,
        "COLUMNS": str(columns),
        "INNOSIM_CALLED": called,
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(  # noqa: S603 - what is run stands in the docs' scripts
        [sys.executable, "-m", "innosim", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.decode("utf-8")


def transcript(*arguments: str, columns: int) -> str:
    """Return a command and its answer as a block of a page."""
    with tempfile.TemporaryDirectory() as folder:
        answer = answered(folder, *arguments, columns=columns)
    lines = [f"$ innosim {' '.join(arguments)}", *answer.strip().splitlines()]
    return "\n".join(["```", *(line.rstrip() for line in lines), "```"])

"""innosim as a reader would call it, for the scripts here whose pages show what it answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def innosim(folder: Path | str, *arguments: str, called: str = "innosim", columns: int = 80) -> str:
    """Run innosim in a folder and return what it answers; progress stays on the terminal.

    Args:
        folder: where it is run.
        arguments: what is typed behind ``innosim``.
        called: what it is called in its own answers.
        columns: how wide it may write.
    """
    environment = {
        **os.environ,
        "COLUMNS": str(columns),
        "INNOSIM_CALLED": called,
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(  # noqa: S603 - what is run stands in the scripts here
        [sys.executable, "-m", "innosim", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.decode("utf-8")

"""Run the command line as a user does: another process, another folder."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def innosim(tmp_path: Path) -> Command:
    """Run innosim with these arguments in a fresh folder; ``env`` adds to the environment."""

    def call(
        *args: str, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        settings = {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", **(env or {})}
        settings.pop("INNOSIM_DEBUG", None)
        return subprocess.run(
            [sys.executable, "-m", "innosim", *args],
            cwd=cwd or tmp_path,
            env={**settings, **(env or {})},
            capture_output=True,
            encoding=settings["PYTHONIOENCODING"],
            check=False,
            timeout=300,
        )

    return call

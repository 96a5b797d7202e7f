"""A user at a terminal in a fresh folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = ("village", "--replications", "3", "--months", "14")
"""A run of a second or two once the model is compiled."""


class User:
    """Types commands in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def start(self, *args: str, encoding: str = "utf-8") -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "innosim", *args],
            cwd=self.folder,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def types(
        self, *args: str, encoding: str = "utf-8", code: int | None = 0
    ) -> "subprocess.CompletedProcess[str]":
        run = self.start(*args, encoding=encoding)
        out, err = run.communicate(timeout=600)
        texts = [stream.decode(encoding).replace("\r\n", "\n") for stream in (out, err)]
        assert code is None or run.returncode == code, texts[1]
        return subprocess.CompletedProcess(run.args, run.returncode, *texts)


@pytest.fixture
def user(tmp_path: Path) -> User:
    return User(tmp_path)


@pytest.fixture(scope="session")
def visited(tmp_path_factory: pytest.TempPathFactory) -> User:
    """A user who has run the village once."""
    one = User(tmp_path_factory.mktemp("visited"))
    one.types("run", *SMALL, "--quiet")
    return one

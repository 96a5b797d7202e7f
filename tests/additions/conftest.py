"""A copy of the package in which a stranger adds something, and the real program run on it, uncompiled."""

import csv
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
EMPTY = ("--set", "run.startup_months=0")
SMALL = ("--replications", "3", "--months", "14", "--cost", "as-costed", *EMPTY)
BESIDE = (ROOT / "tests", ROOT / "docs" / "_ext")
"""What reads the package beside it: the maker of who writes what, the directives of the documentation."""


class Copy:
    """The package and its scenarios in a folder of their own, to be edited and run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "src" / "innosim", folder / "src" / "innosim", ignore=skip)
        shutil.copytree(ROOT / "scenarios", folder / "scenarios")

    def edit(self, file: str, *changes: tuple[str, str]) -> None:
        """Put a text in the place of another in a file; the other must stand there, and once."""
        path = self.folder / "src" / "innosim" / file
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{file} has {text.count(old)} places that say {old!r}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def types(self, *words: str) -> str:
        """What innosim prints."""
        return self._python("-m", "innosim", *words)

    def runs(self, *more: str) -> None:
        """Leave a small result in the folder `result`."""
        self.types("run", "village", *SMALL, *more, "--out", "result", "--quiet")

    def says(self, code: str) -> str:
        """What a piece of Python prints, with `result` opened."""
        opened = "import innosim, json\nresult = innosim.open('result')\n"
        return self._python("-c", opened + textwrap.dedent(code))

    def reference(self, directive: str, *arguments: str) -> str:
        """What a directive of the documentation, `module.Name`, draws."""
        pytest.importorskip("docutils")  # comes with the tools of the documentation
        module, name = directive.split(".")
        return self.says(f"""
            import {module}
            from types import SimpleNamespace
            asked = SimpleNamespace(arguments={arguments!r}, options={{}})
            print({module}.{name}.run(asked)[0].astext())
        """)

    def _python(self, *words: str) -> str:
        paths = os.pathsep.join(map(str, (self.folder / "src", *BESIDE)))
        chosen = {"PYTHONPATH": paths, "INNOSIM_COMPILE": "0", "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.folder, env=os.environ | chosen, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def table(self, name: str) -> pd.DataFrame:
        """A table of the result."""
        return pd.read_parquet(self.folder / "result" / f"{name}.parquet")

    def codebook(self) -> dict[tuple[str, str], dict[str, str]]:
        """What the result's codebook says, by table and column."""
        path = self.folder / "result" / "codebook.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            return {(row["table"], row["column"]): row for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The package as it is, to add to."""
    return Copy(tmp_path_factory.mktemp("copy"))

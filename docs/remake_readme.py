"""Make README's transcript and figure again from a real run: `.venv/bin/python docs/remake_readme.py`.

What is left out of the transcript is marked by a line [...].
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "_static" / "randers.png"
KEPT = (
    "Worth of own ideas launched",
    "Months with a majority",
    "Pressure met without cuts",
)
"""Of the leads in parts, the metrics that are shown."""

CUT = "[...]"


def main() -> None:
    """Run, trim, draw, and put both in their places."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", type=int, help="fewer than the scenario's")
    given = parser.parse_args().replications
    options = ["--replications", str(given)] if given else []
    with tempfile.TemporaryDirectory() as folder:
        answer = innosim(folder, "run", "randers", "--politics", *options)
        draw = ("--figure", "metrics", "--size", "slide", "--format", "png")
        innosim(folder, "figures", "results/randers", *draw)
        shrink(Path(folder, "results", "randers", "figures", "metrics-1-slide.png"))
    typed = " ".join(["$ python start.py run randers --politics", *options])
    block = "\n".join(["```", typed, *trimmed(answer), "```"])
    text = README.read_text(encoding="utf-8")
    README.write_text(between(text, "transcript", block), encoding="utf-8", newline="\n")


def innosim(folder: str, *arguments: str) -> str:
    """Run innosim in a folder of its own and return what it answers."""
    environment = {
        **os.environ,
        "COLUMNS": "80",
        "INNOSIM_CALLED": "python start.py",
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(  # noqa: S603 - what is run stands in this file
        [sys.executable, "-m", "innosim", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.decode("utf-8")


def trimmed(answer: str) -> list[str]:
    """The first screen, the leads of `KEPT`, and all that follows the tables; the rest is marked as cut."""
    first, *blocks = re.split(r"\n\s*\n(?=\S)", answer.strip())
    lines = [*first.splitlines(), ""]
    for block in blocks:
        if not IN_PARTS.match(block) or block.startswith(KEPT):
            lines += [*block.splitlines(), ""]
        elif lines[-2:] != [CUT, ""]:
            lines += [CUT, ""]
    return [line.rstrip() for line in lines[:-1]]


IN_PARTS = re.compile(r"[^\n]*: leads over ")
"""How a table of leads begins."""


def shrink(drawn: Path) -> None:
    """Keep the picture small: few colours are enough for lines and dots."""
    with Image.open(drawn) as image:
        image.convert("RGB").resize((1440, 810)).quantize(96).save(PICTURE, optimize=True)


def between(text: str, name: str, new: str) -> str:
    """The text with what stands between <!-- name --> and <!-- /name --> replaced."""
    pattern = re.compile(rf"(<!-- {name}[^>]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    found, count = pattern.subn(lambda match: f"{match[1]}{new}\n{match[2]}", text)
    if count != 1:
        raise SystemExit(f"README.md has no place for the {name}")
    return found


if __name__ == "__main__":
    main()

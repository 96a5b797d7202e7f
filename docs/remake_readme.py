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
    "Standing price and use",
    "Own ideas in operation",
    "Months in which the agenda",
    "Months with a majority",
    "Pressure met without cuts",
)
CUT = "[...]"


def main() -> None:
    """Run, trim, draw, and put both in their places."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", type=int, help="fewer than the scenario's")
    given = parser.parse_args().replications
    options = ["--replications", str(given)] if given else []
    with tempfile.TemporaryDirectory() as folder:
        answer = innosim(folder, "run", "randers", *options)
        draw = ("--figure", "metrics", "--size", "slide", "--format", "png")
        innosim(folder, "figures", "results/randers", *draw)
        shrink(Path(folder, "results", "randers", "figures", "metrics-1-slide.png"))
    typed = " ".join(["$ python start.py run randers", *options])
    block = "\n".join(["```", typed, *trimmed(answer), "```"])
    text = README.read_text(encoding="utf-8")
    README.write_text(between(text, "transcript", block), encoding="utf-8", newline="\n")


def innosim(folder: str, *arguments: str) -> str:
    """Run innosim in a folder of its own and return what it answers."""
    environment = {
        **os.environ,
        "COLUMNS": "100",
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
    """The first regime, the tables of `KEPT`, and all that follows the tables; the rest is marked as cut."""
    tables, _, end = answer.partition("Means and paired differences")
    lines: list[str] = []
    for block in re.split(r"\n\s*\n(?=\S)", tables):
        if block.startswith("What each regime is"):
            lines += [*first_regime(block), CUT, ""]
        elif block.startswith(KEPT):
            lines += [line.rstrip() for line in block.splitlines()] + [""]
        elif lines[-2:] != [CUT, ""]:
            lines += [CUT, ""]
    lines += [line.rstrip() for line in f"Means and paired differences{end}".splitlines()]
    return [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]


def first_regime(block: str) -> list[str]:
    """The table of regimes as far as its first."""
    lines = [line.rstrip() for line in block.splitlines()]
    starts = [at for at, line in enumerate(lines) if re.match(r" [a-z]", line)]
    return lines[: starts[2]]  # the head is the first, a regime the second


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

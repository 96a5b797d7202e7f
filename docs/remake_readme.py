"""Make README's transcript and figure, and the shares and cards of its claims, again from real runs.

    .venv/bin/python docs/remake_readme.py [--only answer|claims] [--replications N] [--draws N] [--each N] [--render]

What is left out of the transcript is marked by a line [...]. Claims are kept in docs/readme-claims.json, and their draws in `results/`, so that
what is stopped goes on; with --render nothing is run, and README's shares are written again from what is kept.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from functools import partial
from pathlib import Path

import commands
import readme_claims
from commands import ROOT
from PIL import Image

from innosim.analysis.usual import CLAIM_DRAWS, CLAIM_REPLICATIONS

README = ROOT / "README.md"
STATIC = ROOT / "docs" / "_static"
PICTURE = STATIC / "randers.png"
KEPT = (
    "Worth of own ideas launched",
    "Months with a majority",
    "Pressure met without cuts",
)
"""Of the leads in parts, the metrics that are shown."""

CUT = "[...]"


PARTS = ("answer", "claims")

innosim = partial(commands.innosim, called="python start.py")


def main() -> None:
    """Make the parts that are asked for, all of them by default."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", choices=PARTS, help="this part alone")
    parser.add_argument("--replications", type=int, help="fewer than the scenario's")
    parser.add_argument("--draws", type=int, default=CLAIM_DRAWS, help="plausible models")
    parser.add_argument(
        "--each", type=int, default=CLAIM_REPLICATIONS, help="replications of each model"
    )
    parser.add_argument("--render", action="store_true", help="claims as they were kept")
    given = parser.parse_args()
    if given.only != "claims" and not given.render:
        answer(given.replications)
    if given.only != "answer":
        claims(given.draws, given.each, given.replications, render=given.render)


def answer(replications: int | None) -> None:
    """Run, trim, draw, and put both in their places."""
    options = ["--replications", str(replications)] if replications else []
    with tempfile.TemporaryDirectory() as folder:
        printed = innosim(folder, "run", "randers", "--politics", *options)
        draw = ("--figure", "metrics", "--size", "slide", "--format", "png")
        innosim(folder, "figures", "results/randers", *draw)
        shrink(Path(folder, "results", "randers", "figures", "metrics-1-slide.png"), PICTURE)
    typed = " ".join(["$ python start.py run randers --politics", *options])
    put("transcript", "\n".join(["```", typed, *trimmed(printed), "```"]))


def claims(draws: int, each: int, replications: int | None, *, render: bool) -> None:
    """Run the claims and keep them with their cards, or take what is kept; put the shares in their place."""
    if not render:
        found = readme_claims.run(draws, each, replications)
        readme_claims.keep(found)
        cards = readme_claims.cards(found)
        for name, (drawn, _) in cards.items():
            shrink(drawn, STATIC / name)
        for old in STATIC.glob("claim-*.png"):
            if old.name not in cards:
                old.unlink()
    found = readme_claims.kept()
    put("cards", readme_claims.pictures(found))
    put("claims", readme_claims.told(found))


def put(name: str, block: str) -> None:
    """Write a part of README in its place."""
    text = README.read_text(encoding="utf-8")
    README.write_text(between(text, name, block), encoding="utf-8", newline="\n")


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


def shrink(drawn: Path, kept: Path) -> None:
    """Keep a picture small: few colours are enough for lines and dots, taken so that a rare one, as of one regime's name, stays what it is."""
    with Image.open(drawn) as image:
        small = image.convert("RGB").resize((1440, 810))
        small.quantize(96, method=Image.Quantize.MAXCOVERAGE).save(kept, optimize=True)


def between(text: str, name: str, new: str) -> str:
    """The text with what stands between <!-- name --> and <!-- /name --> replaced."""
    pattern = re.compile(rf"(<!-- {name}[^>]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    found, count = pattern.subn(lambda match: f"{match[1]}{new}\n{match[2]}", text)
    if count != 1:
        raise SystemExit(f"README.md has no place for the {name}")
    return found


if __name__ == "__main__":
    main()

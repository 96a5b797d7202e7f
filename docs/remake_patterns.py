"""Run the patterns with `innosim.patterns`, and put their tables into docs/patterns.md and a transcript into docs/how-to/patterns.md.

    .venv/bin/python docs/remake_patterns.py [--only P4] [--replications N] [--jobs N] [--render]

What was measured is kept in docs/patterns.json, a pattern a line: those that are not named stay as they are. With --render nothing is run.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from pages import between, transcript
from remake_fairness import shares_table

import innosim
from innosim.analysis.patterns import PATTERNS
from innosim.analysis.patterns.flow import WAYS
from innosim.analysis.patterns.judging import Judged
from innosim.present.pattern_tables import patterns_json
from innosim.present.words.language import unit, with_half

DOCS = Path(__file__).parent
PAGE, KEPT, HOW_TO = DOCS / "patterns.md", DOCS / "patterns.json", DOCS / "how-to" / "patterns.md"
TRANSCRIPT = "transcript: made by docs/remake_patterns.py"
TYPED = ("patterns", "--only", "P2", "--only", "P7", "--broken", "--quiet")
"""What the how-to shows: one that is not held, one of many predictions, and their broken rules."""


def main() -> None:
    """Run what is asked for, keep it, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--replications", type=int, default=None)
    parser.add_argument("--jobs", type=int, default=None)
    parser.add_argument("--render", action="store_true")
    given = parser.parse_args()
    found: dict[str, Any] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    began = time.perf_counter()
    for name in () if given.render else given.only or list(PATTERNS):
        run = innosim.patterns(name, replications=given.replications, broken=True, jobs=given.jobs)
        found[name] = patterns_json(run.found)[0]
        if name == "P15":
            write(PAGE, "fairness-small", fairness(run.found[0]))
        print(
            f"{name}: {found[name]['verdict']}, {time.perf_counter() - began:.0f} s so far",
            flush=True,
        )
        KEPT.write_text(kept(found), encoding="utf-8")
    for built_in, mark in ((True, "built-in"), (False, "can-fail")):
        write(PAGE, f"patterns-{mark}", table(found, built_in=built_in))
    if not given.render and not given.only:
        write(HOW_TO, TRANSCRIPT, transcript(*TYPED, columns=100))


def write(page: Path, mark: str, block: str) -> None:
    """Put a block between its marks on a page."""
    page.write_text(between(page.read_text(encoding="utf-8"), mark, block), encoding="utf-8")


def kept(found: dict[str, Any]) -> str:
    """Return what was measured as it is kept: a pattern a line, in the order of their numbers."""
    lines = [
        f"{json.dumps(name)}: {json.dumps(found[name], ensure_ascii=False)}"
        for name in PATTERNS
        if name in found
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def fairness(found: Judged) -> str:
    """Return the share of draws in which each way leads what, as docs/remake_fairness.py has it of the same draws."""
    shares = {
        way: {name: float(led.mean()) for name, led in found.rows[way].items()} for way in WAYS
    }
    return shares_table(shares, found.replications)


def table(found: dict[str, Any], *, built_in: bool) -> str:
    """Return the patterns of a kind as a table of the docs."""
    rows = ["| pattern | verdict | predicted and measured | broken rule |", "|---|---|---|---|"]
    for name, pattern in PATTERNS.items():
        if name in found and pattern.built_in == built_in:
            each = found[name]
            verdict = f"**{each['verdict']}**" if each["verdict"] != "held" else "held"
            counted = sum(one["counts"] for one in each["predictions"])
            if each["verdict"] != "held" and each["held"]:
                verdict += f" ({each['held']} of {counted} are)"
            what = f"{name} {each['says']} ({each['replications']} {pattern.counted.en})"
            told = "<br>".join(line(one) for one in each["predictions"] if one["shown"])
            broken = "<br>".join(rule(one) for one in each["broken"])
            rows.append(f"| {what} | {verdict} | {told} | {broken} |")
    return "\n".join(rows)


def line(one: dict[str, Any]) -> str:
    """Return one prediction: what, where it was to lie, what was measured, and its verdict."""
    what = unit(one["unit"], "en")
    words = f"{one['says']}{f', {what}' if what else ''} ({where(one)}): {measured(one)}"
    return words if one["verdict"] == "held" else f"{words} *{one['verdict']}*"


def where(one: dict[str, Any]) -> str:
    """Return where an effect was predicted to lie, or that it decides nothing."""
    least, most = one["least"], one["most"]
    ends = f"{least:.2g} to {most:.2g}" if None not in (least, most) else ""
    told = ends or (f"over {least:.2g}" if most is None else f"under {most:.2g}")
    return told if one["counts"] else f"beside it, {told}"


def measured(one: dict[str, Any]) -> str:
    """Return an effect with its 95 % interval."""
    mean, low, high = (
        float("nan") if one[k] is None else one[k] for k in ("effect", "low", "high")
    )
    return with_half(mean, low, high, "en", signed=0.0 in (one["least"], one["most"]))


def rule(each: dict[str, Any]) -> str:
    """Return what a broken rule does to the predictions that must go."""
    told = dict.fromkeys(
        f"{measured(each['predictions'][place])} ({each['predictions'][place]['verdict']})"
        for place in each["gone"]
    )
    return f"{each['rule']}: {'; '.join(told)}"


if __name__ == "__main__":
    main()

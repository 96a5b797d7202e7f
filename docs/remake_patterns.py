"""Run the patterns with `innosim.patterns`, and put their tables into docs/patterns.md.

    .venv/bin/python docs/remake_patterns.py [--only P4] [--replications N] [--jobs N] [--render]

What was measured is kept in docs/patterns.json, a pattern an entry: those that are not named stay as they are. With --render nothing is run.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from pages import between

import innosim
from innosim.analysis.patterns import PATTERNS
from innosim.present.pattern_tables import patterns_json
from innosim.present.words.language import unit, with_half

DOCS = Path(__file__).parent
PAGE, KEPT = DOCS / "patterns.md", DOCS / "patterns.json"


def main() -> None:
    """Run what is asked for, keep it, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--replications", type=int, default=None)
    parser.add_argument("--jobs", type=int, default=None)
    parser.add_argument("--render", action="store_true")
    given = parser.parse_args()
    found: dict[str, Any] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    for name in () if given.render else given.only or list(PATTERNS):
        run = innosim.patterns(name, replications=given.replications, broken=True, jobs=given.jobs)
        found[name] = patterns_json(run.found)[0]
        print(f"{name}: {found[name]['verdict']}", flush=True)
        ordered = {each: found[each] for each in PATTERNS if each in found}
        KEPT.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    for built_in, mark in ((True, "built-in"), (False, "can-fail")):
        page = between(page, f"patterns-{mark}", table(found, built_in=built_in))
    PAGE.write_text(page, encoding="utf-8")


def table(found: dict[str, Any], *, built_in: bool) -> str:
    """Return the patterns of a kind as a table of the docs."""
    rows = ["| pattern | verdict | predicted and measured | broken rule |", "|---|---|---|---|"]
    for name, each in found.items():
        if each["built_in"] == built_in:
            verdict = f"**{each['verdict']}**" if each["verdict"] != "held" else "held"
            counted = sum(one["counts"] for one in each["predictions"])
            if each["verdict"] != "held" and each["held"]:
                verdict += f" ({each['held']} of {counted} are)"
            what = f"{name} {each['says']} (n = {each['replications']})"
            told = "<br>".join(line(one) for one in each["predictions"])
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
    told = "; ".join(
        f"{measured(each['predictions'][place])} ({each['predictions'][place]['verdict']})"
        for place in each["gone"]
    )
    return f"{each['rule']}: {told}"


if __name__ == "__main__":
    main()

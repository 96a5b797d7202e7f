"""What README claims, held against plausible models: which claims, how they are run and kept, and how README tells of them.

`docs/remake_readme.py` runs them. What was found stands in docs/readme-claims.json, so that the README can be held against it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commands import ROOT, innosim

from innosim.analysis.claim import CREDIBLE, NEAREST_DRAWS
from innosim.analysis.claim_shares import ModelShare
from innosim.analysis.usual import CLAIM_DRAWS
from innosim.present.claim_numbers import model_share
from innosim.present.claim_words import statement
from innosim.present.words.language import begun
from innosim.scenario.catalogue import AS_COSTED, EQUAL_RESOURCES
from innosim.scenario.claimed import ClaimRelation, read_claim
from innosim.scenario.reader import load

KEPT = ROOT / "docs" / "readme-claims.json"
RUNS = ROOT / "results" / "readme-claims"

STATED = {
    "framed = routine on support_majority_share": EQUAL_RESOURCES,
    "routine > bottom-up on mandate_share": EQUAL_RESOURCES,
    "framed > top-down on value_per_year": AS_COSTED,
    "framed > top-down on throughput_per_year": EQUAL_RESOURCES,
    "framed > top-down on failure_cost_share": EQUAL_RESOURCES,
    "bottom-up > framed on throughput_per_year": EQUAL_RESOURCES,
    "framed > bottom-up on value_per_year": EQUAL_RESOURCES,
    "framed > routine on failure_cost_share": EQUAL_RESOURCES,
}
"""What "What it shows" claims beside the answer's own claims, in its order, and in which cost mode it does."""

Kept = list[dict[str, Any]]
"""Claims as `innosim claim --json` has them, without what README and its test do not need; ``stated`` is the cost mode that README claims it in."""

_NEEDED = ("claim", "one", "other", "metric", "size", "relation", "scenario", "draws", "replications", "costs")  # fmt: skip
_FOUND = ("deciders", "box", "base", "refuted_by", "tried")


def run(draws: int, each: int, replications: int | None) -> Kept:
    """Run all claims, and return what is kept of them: the answer's own first.

    Args:
        draws: plausible models; those that were run before are not run again.
        each: replications of each of them.
        replications: of the run that the answer's own claims are taken from; by default the scenario's.
    """
    fewer = ["--set", f"run.replications={replications}"] if replications else []
    found = [{**one, "stated": EQUAL_RESOURCES} for one in _claimed(draws, each, fewer)]
    own = {one["claim"] for one in found}
    for text, cost in STATED.items():
        if text not in own:
            found += [{**one, "stated": cost} for one in _claimed(draws, each, [text])]
    return [_kept(one, own=one["claim"] in own) for one in found]


def _claimed(draws: int, each: int, asked: Sequence[str]) -> Kept:
    """Run `innosim claim randers` and return its answer; `--force` lets draws of an earlier model go."""
    options = (
        "--draws",
        str(draws),
        "--replications",
        str(each),
        "--out",
        str(RUNS),
        "--force",
        "--json",
    )
    answered: Kept = json.loads(innosim(ROOT, "claim", "randers", *asked, *options))
    return answered


def _kept(found: dict[str, Any], *, own: bool) -> dict[str, Any]:
    near = found["magnitudes"]
    return {
        **{name: found[name] for name in _NEEDED},
        "stated": found["stated"],
        "own": own,
        "failed": len(found["failed"]),
        "magnitudes": {
            name: near[name] for name in ("credible", "inside_all", "nearest", "judged")
        },
        **{name: found[name] for name in _FOUND},
        "sentences": found["sentences"]["en"],
    }


def keep(found: Kept) -> None:
    """Write what was found to its file."""
    KEPT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def kept() -> Kept:
    """Return what was found when the claims were last run."""
    found: Kept = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def cards(found: Kept) -> dict[str, tuple[Path, str]]:
    """Return of each of the answer's own claims the picture's name in README, the card that was drawn, and what it says."""
    own = [each for each in found if each["own"]]
    return {
        f"claim-{place}.png": (RUNS / "figures" / _drawn(each), each["sentences"][0])
        for place, each in enumerate(own, start=1)
    }


def _drawn(one: dict[str, Any]) -> str:
    how = ClaimRelation(one["relation"]).name.lower()
    return f"claim-{one['one']}-{how}-{one['other']}-{one['metric']}-slide.png"


def pictures(found: Kept) -> str:
    """Return the cards as README shows them."""
    return "\n".join(
        f"![Claim card. {said}](docs/_static/{name})" for name, (_, said) in cards(found).items()
    )


def told(found: Kept) -> str:
    """Return the shares as README has them, and what breaks each claim."""
    near = _near(found[0]["magnitudes"])
    heads = ("", "what is claimed", "at equal resources", "as costed", near)
    table = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    table += [f"| {place} {_row(each)}" for place, each in enumerate(found, start=1)]
    broken = ["What decides each, and what breaks it:", ""]
    broken += [f"{place}. {_breaks(each)}" for place, each in enumerate(found, start=1)]
    return "\n".join([drawn_words(found), "", *table, "", standing_words(found), "", *broken])


def _near(judged: dict[str, Any]) -> str:
    which = "nearest to" if judged["nearest"] else "inside"
    return f"at equal resources, of the {judged['credible']} {which} {judged['judged']} magnitudes"


def drawn_words(found: Kept) -> str:
    """Return what was drawn, and that it is a first estimate where that is so."""
    n = min(each["draws"] for each in found)
    failed = max(each["failed"] for each in found)
    replications = found[0]["replications"]
    words = (
        f"{n} draws, {replications} replications of each; in brackets 95 % intervals, and two numbers alone are bounds, where noise hides the "
        "share. In bold: who pays as README claims it."
    )
    if failed:
        words += f" {failed} draws could not be run."
    if n < CLAIM_DRAWS:
        words = f"**A first estimate, from few draws**: {CLAIM_DRAWS} are usual. {words}"
    return words


def standing_words(found: Kept) -> str:
    """Return how many claims hold in most plausible models, and how many in fewer than half, as far as their intervals tell."""
    stated = [_share(each, each["stated"]) for each in found]
    most = sum(each.low > 0.5 for each in stated)
    few = sum(each.high < 0.5 for each in stated)
    surely = sum(each.low > 0.95 for each in stated)
    open_ = len(found) - most - few
    return (
        f"Of {len(found)} claims, as in bold, {most} are shown to hold in more than half of plausible models, {few} in fewer than half, and of "
        f"{open_} the draws do not tell; {surely or 'none'} of them in more than 95 %."
    )


def _row(one: dict[str, Any]) -> str:
    cells = []
    for cost in (EQUAL_RESOURCES, AS_COSTED):
        words = _words(_share(one, cost))
        cells.append(f"**{words}**" if cost == one["stated"] else words)
    cells.append(_words(_share(one, EQUAL_RESOURCES, _group(one))))
    return f"| {_says(one)} | {' | '.join(cells)} |"


def _group(one: dict[str, Any]) -> str:
    return NEAREST_DRAWS if one["magnitudes"]["nearest"] else CREDIBLE


def _words(found: ModelShare) -> str:
    return model_share(found, round(100.0 * found.share), "en") if found.n else "–"


def _share(one: dict[str, Any], cost: str, group: str = "all") -> ModelShare:
    """Return the share in which a claim holds; of no models where that group was not counted."""
    mode = next(each for each in one["costs"] if each["cost"] == cost)
    counted = mode["groups"].get(group)
    if counted is None:
        nan = math.nan
        return ModelShare(0, nan, nan, nan, nan, nan, nan)
    values = {name: math.nan if each is None else each for name, each in counted["holds"].items()}
    return ModelShare(**values)


def _says(one: dict[str, Any]) -> str:
    return begun(statement(read_claim(one["claim"], load(one["scenario"])), "en"))


def _breaks(one: dict[str, Any]) -> str:
    """Return the sentences on what decides it and what refutes it: all but those of the shares, which stand in the table."""
    shares = 2 if one["magnitudes"]["credible"] else 1
    return " ".join(one["sentences"][shares:])

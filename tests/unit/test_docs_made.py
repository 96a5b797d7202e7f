"""What README and docs show of runs is what was kept of them, and is of this catalogue: shares of claims, and the order of parameters."""

import importlib
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from innosim.analysis.usual import CLAIM_DRAWS, TRAJECTORIES
from innosim.experiment.draws import declared, uncertain
from innosim.scenario.catalogue import EQUAL_RESOURCES, HEADLINES
from innosim.scenario.claimed import read_claim
from innosim.scenario.reader import load

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")
CLAIMS: list[dict[str, Any]] = json.loads((DOCS / "readme-claims.json").read_text("utf-8"))
SENSITIVITY: dict[str, Any] = json.loads((DOCS / "sensitivity.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _beside(monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (DOCS, DOCS / "_ext"):
        monkeypatch.syspath_prepend(str(folder))


@pytest.fixture
def scripts() -> ModuleType:
    return importlib.import_module("readme_claims")


def made(text: str, mark: str) -> str:
    found = re.search(rf"<!-- {mark}[^>]*-->\n(.*?)<!-- /{mark} -->", text, re.DOTALL)
    assert found, mark
    return found[1].rstrip("\n")


def holds(claim: dict[str, Any], cost: str) -> dict[str, float]:
    mode = next(mode for mode in claim["costs"] if mode["cost"] == cost)
    found: dict[str, float] = mode["groups"]["all"]["holds"]
    return found


_TOLD = {False: ("share", "low", "high"), True: ("low", "high")}
"""Where noise hides a share only its bounds are told, rounded outwards."""


def test_shares_in_the_readme_are_those_that_were_found(scripts: Any) -> None:
    """Read off the table by hand, and the whole of it as the script writes it."""
    rows = [line for line in made(README, "claims").splitlines() if line.startswith("| ")][1:]
    assert len(rows) == len(CLAIMS)
    for row, claim in zip(rows, CLAIMS, strict=True):
        shown = [[int(n) for n in re.findall(r"\d+", cell)] for cell in row.split(" | ")[2:4]]
        found = [holds(claim, cost) for cost in (EQUAL_RESOURCES, "as_costed")]
        told = [[100 * each[name] for name in _TOLD[bool(each["bounds"])]] for each in found]
        for numbers, exact in zip(shown, told, strict=True):
            assert numbers == pytest.approx(exact, abs=1.0 if len(exact) == 2 else 0.51)
    assert made(README, "claims") == scripts.told(CLAIMS)


def test_the_cards_in_the_readme_are_there(scripts: Any) -> None:
    shown = re.findall(r"\]\((docs/_static/claim-[^)]+)\)", README)
    kept = {path.relative_to(ROOT).as_posix() for path in (DOCS / "_static").glob("claim-*.png")}
    assert set(shown) == kept
    assert len(shown) == sum(claim["own"] for claim in CLAIMS) > 0
    assert made(README, "cards") == scripts.pictures(CLAIMS)


def test_what_was_held_is_what_the_readme_claims_today(scripts: Any) -> None:
    """Regimes, metrics and from what on a difference matters are still so."""
    held = {claim["claim"]: claim for claim in CLAIMS}
    assert set(scripts.STATED) <= set(held)
    for text, claim in held.items():
        read = read_claim(text, load("randers"))
        assert str(read) == text
        assert read.size == claim["size"]
        assert (claim["scenario"], claim["draws"]) == ("randers", CLAIMS[0]["draws"])


def with_share(low: float, high: float) -> dict[str, Any]:
    share = {"n": 9, "counted": 0, "counted_low": 0, "counted_high": 0, "share": low}
    share |= {"low": low, "high": high}
    mode = {"cost": EQUAL_RESOURCES, "groups": {"all": {"holds": share}}}
    return {"costs": [mode], "stated": EQUAL_RESOURCES}


def test_no_more_is_said_of_shares_than_their_intervals_tell(scripts: Any) -> None:
    claims = [with_share(*ends) for ends in ((0.51, 0.7), (0.96, 1.0), (0.2, 0.49), (0.4, 0.6))]
    assert scripts.standing_words(claims) == (
        "Of 4 claims, as in bold, 2 are shown to hold in more than half of plausible models, 1 in fewer than half, and of 1 the draws do not tell; "
        "1 of them in more than 95 %."
    )


def test_few_draws_are_said_to_be_few(scripts: Any) -> None:
    few, usual = (
        [{**claim, "draws": n} for claim in CLAIMS] for n in (CLAIM_DRAWS - 1, CLAIM_DRAWS)
    )
    assert "first estimate" in scripts.told(few)
    assert "first estimate" not in scripts.told(usual)
    assert f"{CLAIM_DRAWS} draws" in scripts.told(usual)


def test_parameters_are_ordered_by_a_screening_of_this_catalogue() -> None:
    names = SENSITIVITY["parameters"]
    assert sorted(names) == sorted(each.name for each in uncertain(load("randers")))
    most = [max((moved or {}).values(), default=0.0) for moved in names.values()]
    assert most == sorted(most, reverse=True)
    assert most[0] > 0.0
    assert {metric for moved in names.values() for metric in moved or {}} <= set(HEADLINES)


def test_the_pages_are_ordered_by_it() -> None:
    kept = importlib.import_module("sensitivity_kept")
    tables = importlib.import_module("catalogue_tables")
    names = [name for name, moved in SENSITIVITY["parameters"].items() if moved]
    strongest = declared(names[0])
    assert tables.ordered(strongest.subject)[0].name == names[0]
    number = max(SENSITIVITY["parameters"][names[0]].values())
    assert kept.moves_most(strongest, "en").startswith(f"{number:.1f} in ")
    assert ("first estimate" in kept.basis()) == (SENSITIVITY["trajectories"] < TRAJECTORIES)


def test_the_transcript_is_of_the_same_run() -> None:
    shown = made((DOCS / "how-to" / "sensitivity.md").read_text("utf-8"), "transcript")
    body = shown.split("\n─")[1].splitlines()[1:]
    first = [line.split() for line in body if line and not line.startswith(" ")]
    names = list(SENSITIVITY["parameters"])
    rows = [words for words in first if words[0] in names]
    moving = [name for name in names if SENSITIVITY["parameters"][name]][:20]
    assert [words[0] for words in rows] == moving
    for words in rows:
        found = SENSITIVITY["parameters"][words[0]].values()
        assert sorted(map(float, words[1:])) == pytest.approx(sorted(found), rel=0.01, abs=0.051)

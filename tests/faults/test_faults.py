"""Nothing of a user's is lost, and nothing wrong gets into a result, whatever happens while innosim writes.

A few tries of each kind; `docs/remake_faults.py` makes a thousand of them, and its table stands in docs/explanation/faults.md.
"""

import random
import re
import sys
from pathlib import Path

import pytest
from comers import COMERS, first_use
from harness import FAULTS_AT_POINTS, HOW, Driver, killed, made, places_of, points
from kinds import KINDS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")

TRIES = 8


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_does_no_harm(driver: Driver, kind: str) -> None:
    rng = random.Random(kind)  # noqa: S311 - no secret
    found = [made(KINDS[kind], driver, rng) for _ in range(TRIES)]
    assert [wrong for wrong in found if wrong] == []


@pytest.mark.parametrize("how", HOW)
def test_a_run_goes_on_from_every_point_of_beginning_and_of_putting_in_place(
    driver: Driver, how: str
) -> None:
    """Where it was once never resumable, or left something for ever: all but the writing of parts and tables."""
    passed = points(driver, how)
    told = [
        n
        for n, name in enumerate(passed, start=1)
        if not any(word in name for word in ("sync", ".part.", "pilots.json.", "result/"))
    ]
    assert len(told) > 15
    found = {passed[n - 1]: killed(driver, how, "kill", n) for n in told}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("fault", FAULTS_AT_POINTS)
def test_the_first_moments_of_a_run(driver: Driver, fault: str) -> None:
    passed = points(driver, "fresh")
    end = 2 + next(n for n, name in enumerate(passed) if ".part." in name)  # the first part's, too
    first = [n for n in places_of(passed, fault) if n <= end]
    assert len(first) > 1
    found = [killed(driver, "fresh", fault, n) for n in first]
    assert [wrong for wrong in found if wrong] == []


@pytest.mark.parametrize("share", [5, 0.5])
def test_each_kind_of_file_torn(driver: Driver, share: float) -> None:
    """Of a beginning of our own bytes nothing is left, however short it is."""
    how = "with pilots"  # whose run writes a file of every kind
    passed = points(driver, how)
    kinds = {re.sub(r"\d", "", passed[n - 1]): n for n in places_of(passed, "torn")}
    assert sum(".part." in kind for kind in kinds) == 1
    found = {kind: killed(driver, how, "torn", n, share) for kind, n in kinds.items()}
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("comers", COMERS)
def test_all_that_come_first_at_once_find_the_same(tmp_path: Path, comers: str) -> None:
    """On an empty cache of compiled code, by a few rules; the whole model is compiled so by the longer command."""
    assert first_use(tmp_path, "small", comers) == ""

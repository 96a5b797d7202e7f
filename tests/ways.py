"""Three ways of governing whose worth is known, and what is said of who is ahead."""

from typing import Any

from innosim.analysis.claims import contest
from innosim.present.sentences import of_contest

WAYS = ("red", "green", "blue")
METRIC = "value_per_year"
N = 20


def said(found: Any, lang: Any = "en", **asked: Any) -> str:
    return of_contest(found, contest(found, METRIC, **asked), lang)

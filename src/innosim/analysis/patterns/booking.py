"""Savings booked in advance (P5): where ideas pay off as promised, as it is, and under optimism."""

from __future__ import annotations

import math

from innosim.analysis.patterns.declare import (
    Effect,
    Pattern,
    PatternArm,
    Prediction,
    Rows,
    less,
    metrics,
)
from innosim.scenario.catalogue.declare import Text

TOWNS: dict[str, tuple[Text, dict[str, float]]] = {
    "as promised": (
        Text("where ideas pay off as promised", "hvor idéer giver det lovede"),
        {
            "memo_optimism": 0.0,
            "memo_sd": 0.0,
            "overrun_typical": 0.0,
            "overrun_spread": 0.0,
            "overrun_tail": 0.0,
        },
    ),
    "as it is": (Text("as it is", "som det er"), {}),
    "optimism": (Text("under optimism of .4", "ved en optimisme på 0,4"), {"memo_optimism": 0.4}),
}
"""Three towns: what each is called, and what is changed in it."""

_UP, _DOWN = (0.0, math.inf), (-math.inf, 0.0)


def _spread(town: str, reading: str) -> Effect:
    """How many times as much runs differ where all is booked as where nothing is (standard deviations)."""

    def effect(rows: Rows) -> float:
        booked, not_booked = (
            float(rows[f"{town}, {name}"][reading].std(ddof=1)) for name in ("all", "nothing")
        )
        return booked / not_booked

    return effect


def _booked(
    town: str,
    reading: str,
    unit: str,
    words: Text,
    where: tuple[float, float],
    *,
    counts: bool = True,
) -> Prediction:
    """What booking all, less booking nothing, is predicted to do in a town."""
    told = TOWNS[town][0]
    return Prediction(
        Text(f"{words.en}, {told.en}", f"{words.da}, {told.da}"),
        less(f"{town}, all", f"{town}, nothing", reading),
        *where,
        unit=unit,
        counts=counts,
    )


def _varies(reading: str, words: Text) -> Prediction:
    return Prediction(
        Text(
            f"spread of {words.en} between runs, all over nothing booked",
            f"spredning i {words.da} mellem kørsler, alt i forhold til intet indarbejdet",
        ),
        _spread("as it is", reading),
        least=1.0,
        unit="factor",
    )


_CUTS = ("cuts_mdkk_per_year", "mDKK a year", Text("cuts", "nedskæringer"))
_CONFIDENCE = ("support_mean", "index 0-1", Text("confidence", "tillid"))
_BACKING = ("backing_mean", "index 0-1", Text("backing", "opbakning"))

P5 = Pattern(
    "P5",
    Text(
        "booking spares cuts and helps confidence when ideas pay off as promised, hurts under optimism, and spends backing; its variance rises",
        "indarbejdede besparelser sparer nedskæringer og styrker tilliden, når idéer giver det lovede, skader ved optimisme og koster opbakning; spredningen vokser",
    ),
    {
        f"{town}, {name}": PatternArm("framed", {"coupling": level}, values=values)
        for town, (_, values) in TOWNS.items()
        for name, level in (("nothing", 0.0), ("all", 1.0))
    },
    metrics(*(each[0] for each in (_CUTS, _CONFIDENCE, _BACKING)), "mandate_share"),
    (
        _booked("as promised", *_CUTS, _DOWN),
        _booked("as promised", *_CONFIDENCE, _UP),
        _booked("optimism", *_CONFIDENCE, _DOWN),
        _booked("optimism", *_BACKING, _DOWN),
        _booked("as it is", *_BACKING, _DOWN),
        _booked("as promised", *_BACKING, _DOWN),
        _varies("cuts_mdkk_per_year", _CUTS[2]),
        _varies("backing_mean", _BACKING[2]),
        _booked("as it is", *_CUTS, _DOWN, counts=False),
        _booked("as it is", *_CONFIDENCE, _UP, counts=False),
        _booked("optimism", *_CUTS, _DOWN, counts=False),
    ),
    replications=96,
    why=Text(
        "It spends no backing where every promise is kept, for a kept promise is a gain; and what varies more is cuts and the mandate, not backing.",
        "Den koster ingen opbakning, hvor hvert løfte holdes, for et holdt løfte er en gevinst; og det, der svinger mere, er nedskæringer og mandatet, ikke opbakningen.",
    ),
)

DECLARED = (P5,)

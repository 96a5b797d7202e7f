"""Protected time: what it costs first and spares later (P3), and whether too little and too much of it are dear (P4)."""

from __future__ import annotations

from innosim.analysis.patterns.declare import (
    Effect,
    Pattern,
    PatternArm,
    Prediction,
    Rows,
    indicators,
    less,
    metrics,
)
from innosim.experiment.intervals import Floats
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue.declare import Text

_REGIMES = ("framed", "bottom-up")
_NONE, _SOME, _MOST_SOURCED, _MUCH = 0.0, 0.003, 0.006, 0.02
"""Shares of hours that are protected: none, about what is usual, the upper end of what sources give, far more."""


def _later(simulator: Simulator) -> dict[str, float]:
    """Quality in years 1-3 and 10-12; harvested and cut a month in years 9-12."""
    quality, harvested, cut = indicators(simulator, "quality_mean", "harvested_mdkk", "cut_mdkk")
    return {
        "early": float(quality[:36].mean()),
        "late": float(quality[108:].mean()),
        "harvested": float(harvested[96:].mean()),
        "cut": float(cut[96:].mean()),
    }


def _of_time(regime: str) -> tuple[Prediction, ...]:
    """What .6 % of protected time against none is predicted to do under a regime."""
    told = {
        "early": (Text("quality in years 1-3", "kvalitet i år 1-3"), "index", False),
        "harvested": (Text("harvested a month in years 9-12", "høstet pr. måned i år 9-12"), "mDKK", True),
        "cut": (Text("cut a month in years 9-12", "skåret pr. måned i år 9-12"), "mDKK", False),
        "late": (Text("quality in years 10-12", "kvalitet i år 10-12"), "index", True),
    }  # fmt: skip
    return tuple(
        Prediction(
            Text(f"{regime}: {words.en}", f"{regime}: {words.da}"),
            less(f"{regime}, .6 %", f"{regime}, none", reading),
            least=0.0 if up else float("-inf"),
            most=float("inf") if up else 0.0,
            unit=unit,
        )
        for reading, (words, unit, up) in told.items()
    )


P3 = Pattern(
    "P3",
    Text(
        "protected time: quality dips first, savings replace cuts later",
        "beskyttet tid: kvaliteten falder først, besparelser erstatter nedskæringer senere",
    ),
    {
        f"{regime}, {name}": PatternArm(regime, {"protected_time": share})
        for regime in _REGIMES
        for name, share in (("none", _NONE), (".6 %", _MOST_SOURCED))
    },
    _later,
    tuple(each for regime in _REGIMES for each in _of_time(regime)),
    replications=64,
    why=Text(
        "Bottom-up the hours taken from operations wear quality for good, and what small ideas save spares less quality than that.",
        "Nedefra og op slider de timer, der tages fra driften, varigt på kvaliteten, og det, små idéer sparer, skåner mindre kvalitet end det.",
    ),
)


def _a_krone(above: str, below: str, one: str, other: str) -> Effect:
    """What is achieved per krone used under one setting less another."""

    def effect(rows: Rows) -> Floats:
        got = {name: rows[name][above] / rows[name][below] for name in (one, other)}
        return got[one] - got[other]

    return effect


def _per_krone(regime: str) -> tuple[Prediction, ...]:
    """That .3 % achieves more per krone than none and than 2 %: in worth of own ideas a year, and in savings."""
    achieved = {
        ("value_per_year", "used_mdkk_per_year"): Text("worth per krone", "værdi pr. krone"),
        ("saved_mdkk", "used_mdkk"): Text("savings per krone", "besparelser pr. krone"),
    }
    than = {
        "2 %": Text(".3 % less 2 %", "0,3 % minus 2 %"),
        "none": Text(".3 % less none", "0,3 % minus ingen"),
    }
    return tuple(
        Prediction(
            Text(f"{regime}: {what.en}, {words.en}", f"{regime}: {what.da}, {words.da}"),
            _a_krone(above, below, f"{regime}, .3 %", f"{regime}, {other}"),
            least=0.0,
        )
        for other, words in than.items()
        for (above, below), what in achieved.items()
    )


P4 = Pattern(
    "P4",
    Text(
        "too little and too much protected time both lower what is achieved per krone",
        "både for lidt og for meget beskyttet tid sænker, hvad der opnås pr. krone",
    ),
    {
        f"{regime}, {name}": PatternArm(regime, {"protected_time": share})
        for regime in _REGIMES
        for name, share in (("none", _NONE), (".3 %", _SOME), ("2 %", _MUCH))
    },
    metrics("value_per_year", "saved_mdkk", "used_mdkk", "used_mdkk_per_year"),
    tuple(each for regime in _REGIMES for each in _per_krone(regime)),
    replications=48,
    why=Text(
        "Without protected time only the best ideas find hours, so the first krone saves most; under framed what is too much is not used, and what is not used is no use.",
        "Uden beskyttet tid finder kun de bedste idéer timer, så den første krone sparer mest; under framed bruges det, der er for meget, ikke, og det, der ikke bruges, er intet forbrug.",
    ),
)

DECLARED = (P3, P4)

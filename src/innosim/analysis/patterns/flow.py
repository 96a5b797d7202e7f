"""How ideas flow: few and large or many and small (P11), what arrives (P13, P13b), and when (P16)."""

from __future__ import annotations

from typing import Any

import numpy as np

from innosim.analysis.patterns.declare import (
    Effect,
    Pattern,
    PatternArm,
    Prediction,
    Rows,
    less,
    mean_of,
    only,
    relative,
)
from innosim.experiment.intervals import Floats
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue.codes import COPIED, IMPORT, NEVER
from innosim.scenario.catalogue.declare import Text

WAYS = ("top-down", "bottom-up", "framed", "randers")


def own_ideas(ideas: Any) -> Any:
    """Which ideas are the town's own: neither taken over from elsewhere nor copied (ideas,)."""
    return ~np.isin(ideas["origin"], (COPIED, IMPORT))


def operated(ideas: Any) -> Any:
    """Which ideas came into operation from month 0 on (ideas,)."""
    return (ideas["month_operation"] != NEVER) & (ideas["month_operation"] >= 0)


def _size(simulator: Simulator) -> dict[str, float]:
    """Home-grown ideas taken into operation: how many, their mean size and their mean radicality."""
    ideas = simulator.tables(ideas=True)["ideas"]
    mine = operated(ideas) & own_ideas(ideas)
    return {
        "ideas": float(mine.sum()),
        "stake": mean_of(ideas["stake"][mine]),
        "radicality": mean_of(ideas["radicality"][mine]),
    }


P11 = Pattern(
    "P11",
    Text(
        "top-down fewer, larger, more radical ideas in operation than bottom-up",
        "oppefra og ned færre, større, mere radikale idéer i drift end nedefra og op",
    ),
    {name: PatternArm(name) for name in WAYS[:2]},
    _size,
    (
        Prediction(
            Text("ideas in operation, top-down over bottom-up", "idéer i drift, top-down i forhold til bottom-up"),
            relative("top-down", "bottom-up", "ideas"), most=1.0, unit="factor",
        ),
        Prediction(
            Text("mean stake, top-down over bottom-up", "gennemsnitlig størrelse, top-down i forhold til bottom-up"),
            relative("top-down", "bottom-up", "stake"), least=1.0, unit="factor",
        ),
        Prediction(
            Text("mean radicality, top-down less bottom-up", "gennemsnitlig radikalitet, top-down minus bottom-up"),
            less("top-down", "bottom-up", "radicality"), least=0.0, unit="index",
        ),
    ),
    replications=24,
    built_in=True,
)  # fmt: skip


def _conversion(simulator: Simulator) -> dict[str, float]:
    """Share in operation within 48 months of home-grown ideas sparked in months 0 to 95; the most radical third less the least."""
    ideas = simulator.tables(ideas=True)["ideas"]
    mine = own_ideas(ideas) & (ideas["month_sparked"] >= 0) & (ideas["month_sparked"] < 96)
    radicality, took = ideas["radicality"], ideas["month_operation"] - ideas["month_sparked"]
    arrived = (ideas["month_operation"] != NEVER) & (took <= 48)
    low, high = np.quantile(radicality[mine], [1 / 3, 2 / 3])
    least, most = mine & (radicality <= low), mine & (radicality > high)
    return {
        "arrived": mean_of(arrived[mine]),
        "slope": mean_of(arrived[most]) - mean_of(arrived[least]),
    }


_ARRIVED = Text("share in operation within four years", "andel i drift inden fire år")
_SLOPE = Text(
    "share in operation, most radical third less least",
    "andel i drift, mest radikale tredjedel minus mindst",
)


def _named(name: str, words: Text) -> Text:
    return Text(f"{name}: {words.en}", f"{name}: {words.da}")


P13 = Pattern(
    "P13",
    Text("most sparks never operate", "de fleste idéer kommer aldrig i drift"),
    {name: PatternArm(name) for name in (*WAYS, "routine")},
    _conversion,
    tuple(
        Prediction(_named(name, _ARRIVED), only(name, "arrived"), most=0.5, unit="share")
        for name in (*WAYS, "routine")
    ),
    replications=16,
)

P13B = Pattern(
    "P13b",
    Text("conversion falls with radicality", "andelen i drift falder med radikaliteten"),
    {
        **{name: PatternArm(name) for name in (*WAYS[:3], "routine")},
        "no drag": PatternArm("bottom-up", values={"value_radicality": 0.0}),
        "as varied": PatternArm("bottom-up", values={"luck_radical": 0.0, "luck_base": 0.45}),
    },
    _conversion,
    (
        *(
            Prediction(_named(name, _SLOPE), only(name, "slope"), most=0.0, unit="share")
            for name in (*WAYS[:3], "routine")
        ),
        Prediction(
            _named("bottom-up", Text(
                "the same less where radicality costs no worth",
                "det samme minus hvor radikalitet ikke koster værdi",
            )),
            less("bottom-up", "no drag", "slope"), most=0.0, unit="share", counts=False,
        ),
        Prediction(
            _named("bottom-up", Text(
                "the same where all ideas vary as much",
                "det samme, hvor alle idéer varierer lige meget",
            )),
            only("as varied", "slope"), most=0.0, unit="share", counts=False,
        ),
    ),
    replications=48,
    built_in=True,
    why=Text(
        "Radicality lowers what an idea is worth on average and widens what it may be worth; gates pick from the upper end, and the two offset each other.",
        "Radikalitet sænker, hvad en idé er værd i gennemsnit, og udvider, hvad den kan være værd; beslutninger vælger fra den øvre ende, og de to opvejer hinanden.",
    ),
)  # fmt: skip


def _years(simulator: Simulator) -> dict[str, Any]:
    """Home-grown ideas into operation, year by year: all, and those sparked from month 0 on."""
    ideas = simulator.tables(ideas=True)["ideas"]
    mine = own_ideas(ideas) & operated(ideas)
    year = ideas["month_operation"] // 12
    new = mine & (ideas["month_sparked"] >= 0)
    return {
        name: np.bincount(year[which], minlength=12).astype(float)
        for name, which in (("all", mine), ("new", new))
    }


def _late(way: str, base: str, reading: str) -> Effect:
    """What a way adds in its first year, less half of what it adds a year in years 3-12."""

    def effect(rows: Rows) -> Floats:
        added = rows[way][reading] - rows[base][reading]
        return np.asarray(added[0] - added[2:].mean(axis=0) / 2.0)

    return effect


_FIRST = Text(
    "ideas over routine, first year less half of a later year",
    "idéer ud over routine, første år minus halvdelen af et senere",
)
_FIRST_NEW = Text(
    "the same of ideas sparked from month 0 on", "det samme for idéer opstået fra måned 0"
)
_FIRST_EMPTY = Text(
    "the same in a town that is empty at month 0", "det samme i en kommune, der er tom ved måned 0"
)

P16 = Pattern(
    "P16",
    Text(
        "home-grown ideas in operation over routine: the first year under half the yearly mean of years 3-12",
        "egne idéer i drift ud over routine: det første år under halvdelen af årsgennemsnittet for år 3-12",
    ),
    {
        **{name: PatternArm(name) for name in ("routine", *WAYS)},
        **{
            f"{name}, empty": PatternArm(name, values={"startup_months": 0})
            for name in ("routine", "framed")
        },
    },
    _years,
    (
        *(
            Prediction(_named(way, _FIRST), _late(way, "routine", "all"), most=0.0, unit="count")
            for way in WAYS
        ),
        *(
            Prediction(
                _named(way, _FIRST_NEW), _late(way, "routine", "new"), most=0.0, unit="count",
                group=_FIRST_NEW, counts=False,
            )
            for way in WAYS
        ),
        Prediction(
            _named("framed", _FIRST_EMPTY), _late("framed, empty", "routine, empty", "all"),
            most=0.0, unit="count", counts=False,
        ),
    ),
    replications=24,
    built_in=True,
    why=Text(
        "A programme begins in a town at work: what it adds in its first year are ideas that were there already, waiting for money and hours.",
        "Et program begynder i en kommune i arbejde: det, det lægger til i sit første år, er idéer, der allerede ventede på penge og timer.",
    ),
)  # fmt: skip


DECLARED = (P11, P13, P13B, P16)

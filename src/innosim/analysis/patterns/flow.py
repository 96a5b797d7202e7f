"""How ideas flow: few and large or many and small (P11), what arrives (P13, P13b), when (P16), and how it spreads (P19)."""

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
COPIES_FOLLOWED = 84
"""Months in which an original's copies are counted."""


def _home_grown(ideas: Any) -> Any:
    return ~np.isin(ideas["origin"], (COPIED, IMPORT))


def _operated(ideas: Any) -> Any:
    return (ideas["month_operation"] != NEVER) & (ideas["month_operation"] >= 0)


def _size(simulator: Simulator) -> dict[str, float]:
    """Home-grown ideas taken into operation: how many, their mean size and their mean radicality."""
    ideas = simulator.tables(ideas=True)["ideas"]
    mine = _operated(ideas) & _home_grown(ideas)
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
    mine = _home_grown(ideas) & (ideas["month_sparked"] >= 0) & (ideas["month_sparked"] < 96)
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
    replications=16,
    built_in=True,
    why=Text(
        "Radicality lowers what an idea is worth on average and widens what it may be worth; gates pick from the upper end, and the two offset each other.",
        "Radikalitet sænker, hvad en idé er værd i gennemsnit, og udvider, hvad den kan være værd; beslutninger vælger fra den øvre ende, og de to opvejer hinanden.",
    ),
)  # fmt: skip


def _years(simulator: Simulator) -> dict[str, Any]:
    """Home-grown ideas into operation, year by year: all, and those sparked from month 0 on."""
    ideas = simulator.tables(ideas=True)["ideas"]
    mine = _home_grown(ideas) & _operated(ideas)
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
    replications=16,
    built_in=True,
    why=Text(
        "A programme begins in a town at work: what it adds in its first year are ideas that were there already, waiting for money and hours.",
        "Et program begynder i en kommune i arbejde: det, det lægger til i sit første år, er idéer, der allerede ventede på penge og timer.",
    ),
)  # fmt: skip


def _copies(simulator: Simulator) -> dict[str, Any]:
    """Copies into operation a unit, year by year; and of originals of the first five years, by year of their age."""
    units = int(simulator.scenario.values["units"])
    ideas = simulator.tables(ideas=True)["ideas"]
    operated = ideas["month_operation"]
    copied = (ideas["origin"] == COPIED) & _operated(ideas)
    began = dict(zip(ideas["idea"].tolist(), operated.tolist(), strict=True))
    origins = np.array([began.get(i, NEVER) for i in ideas["copied_from"][copied].tolist()])
    age = operated[copied] - origins
    early = (origins >= 0) & (origins < 60) & (age >= 0) & (age < COPIES_FOLLOWED)
    return {
        "a unit": np.bincount(operated[copied] // 12, minlength=12) / units,
        "by age": np.bincount(age[early] // 12, minlength=COPIES_FOLLOWED // 12).astype(float),
    }


def _town(units: int) -> dict[str, Any]:
    """Randers' sizes for so many units; limits are per mille of the budget."""
    share = units / 350
    return {
        "units": units,
        "staff": round(8_500 * share),
        "population": round(96_000 * share),
        "budget_mdkk": 3_900.0 * share,
    }


def _levels(rows: Rows) -> Floats:
    """Copies a year in years 10-12 over years 5-7."""
    seen = rows["350 units"]["a unit"]
    return np.asarray(seen[9:12].mean(axis=0) / seen[4:7].mean(axis=0))


def _against(units: str) -> Effect:
    """Copies a unit in years 5-12 in a town of another size over Randers'."""

    def effect(rows: Rows) -> Floats:
        each = {name: rows[name]["a unit"][4:12].mean(axis=0) for name in (units, "350 units")}
        return np.asarray(each[units] / each["350 units"])

    return effect


def _peak(rows: Rows) -> float:
    """By how much of all copies the fuller of the second and third year is over the fullest other year."""
    by_age = rows["350 units"]["by age"].sum(axis=-1)
    others = np.delete(by_age, (1, 2))
    return float((by_age[1:3].max() - others.max()) / by_age.sum())


P19 = Pattern(
    "P19",
    Text(
        "copies a unit do not hang on the number of units, and level within five years; copies of one original peak in its second or third year",
        "kopier pr. enhed afhænger ikke af antallet af enheder og er jævne inden fem år; kopier af én original topper i dens andet eller tredje år",
    ),
    {f"{units} units": PatternArm("framed", values=_town(units)) for units in (100, 350, 700)},
    _copies,
    (
        Prediction(
            Text("copies a year, years 10-12 over 5-7", "kopier om året, år 10-12 i forhold til 5-7"),
            _levels, 0.6, 1.3, unit="factor",
        ),
        Prediction(
            Text("copies a unit, 700 units over 350", "kopier pr. enhed, 700 enheder i forhold til 350"),
            _against("700 units"), 0.7, 1.3, unit="factor",
        ),
        Prediction(
            Text("copies a unit, 100 units over 350", "kopier pr. enhed, 100 enheder i forhold til 350"),
            _against("100 units"), 0.7, 1.3, unit="factor",
        ),
        Prediction(
            Text(
                "copies of one original, the second or third year less the fullest other year, of all",
                "kopier af én original, andet eller tredje år minus det fyldigste andet år, af alle",
            ),
            _peak, least=0.0, unit="share",
        ),
    ),
    replications=12,
    why=Text(
        "Where a town keeps a limit in kroner, a larger one has more ideas that concern a whole department, and copies grow with the square of the town.",
        "Hvor en kommune har en grænse i kroner, har en større flere idéer, der angår en hel forvaltning, og kopierne vokser med kvadratet på kommunen.",
    ),
)  # fmt: skip

DECLARED = (P11, P13, P13B, P16, P19)

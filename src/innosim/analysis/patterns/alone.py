"""Politics alone (P17): one lever of politics and nothing else moves no headline by its smallest effect."""

from __future__ import annotations

import numpy as np

from innosim.analysis.patterns.declare import Effect, Pattern, PatternArm, Prediction, Rows, metrics
from innosim.experiment.intervals import Floats
from innosim.scenario.catalogue import HEADLINES, METRICS, OUTCOMES, PARAMETERS
from innosim.scenario.catalogue.declare import Text
from innosim.scenario.resolved import usual_effects

BASES = ("routine", "shaving")

SET_ALONE: dict[str, tuple[Text, dict[str, float]]] = {
    "meetings": (
        Text("meetings alone (involvement .9)", "møder alene (inddragelse 0,9)"),
        {"involvement": 0.9},
    ),
    "contract": (Text("a contract alone", "en kontrakt alene"), {"contract": 1.0}),
    "unasked": (
        Text("a contract alone, nobody asked", "en kontrakt alene, ingen spurgt"),
        {"contract": 1.0, "involvement": 0.0},
    ),
    "rewarded": (
        Text("failure rewarded alone (tolerance 1)", "fejl belønnet alene (tolerance 1)"),
        {"tolerance": 1.0},
    ),
    "punished": (
        Text("failure punished alone (tolerance -1)", "fejl straffet alene (tolerance -1)"),
        {"tolerance": -1.0},
    ),
    "booked": (
        Text("savings booked alone (coupling 1)", "besparelser indarbejdet alene (kobling 1)"),
        {"coupling": 1.0},
    ),
}
"""What stands alone: what it is called, and its levers."""

EXCEPTED = "booked"
"""Excepted: it promises, and so it moves the mandate. It shows that the pattern can fail."""

READ = tuple(
    dict.fromkeys(name for metric in HEADLINES for name in (metric, *(METRICS[metric].ratio or ())))
)
"""Headlines and what the pooled ones are made of."""


def _smallest(metric: str) -> float:
    """The smallest effect that matters in the catalogue's own town, which the pattern is run in."""
    return usual_effects({name: each.default for name, each in PARAMETERS.items()})[metric]


def _moved(base: str, what: str, metric: str) -> Effect:
    """How far a lever alone moves a headline, in its smallest effects."""
    smallest, parts = _smallest(metric), OUTCOMES[metric].ratio
    with_it, without = f"{base}: {what}", base

    def of_means(rows: Rows) -> Floats:
        return np.asarray((rows[with_it][metric] - rows[without][metric]) / smallest)

    def of_sums(rows: Rows) -> float:
        above, below = parts or ("", "")
        one, other = (
            float(rows[arm][above].sum() / rows[arm][below].sum()) for arm in (with_it, without)
        )
        return (one - other) / smallest

    return of_means if parts is None else of_sums


def _predictions(base: str, what: str) -> tuple[Prediction, ...]:
    """A prediction a headline, of which the one nearest to failing is shown."""
    words = SET_ALONE[what][0]
    group = Text(f"{base}: {words.en}", f"{base}: {words.da}")
    counted = Text("in its smallest effect", "i dets mindste effekt")
    return tuple(
        Prediction(
            Text(
                f"{group.en}: {OUTCOMES[metric].short.en}, {counted.en}",
                f"{group.da}: {OUTCOMES[metric].short.da}, {counted.da}",
            ),
            _moved(base, what, metric),
            -1.0,
            1.0,
            reads=(metric, *(OUTCOMES[metric].ratio or ())),
            group=group,
            counts=what != EXCEPTED,
        )
        for metric in HEADLINES
    )  # fmt: skip


P17 = Pattern(
    "P17",
    Text(
        "meetings alone, a contract alone, tolerance alone move no headline by its smallest effect",
        "møder alene, en kontrakt alene, tolerance alene flytter intet hovedmål med dets mindste effekt",
    ),
    {
        **{base: PatternArm(base) for base in BASES},
        **{
            f"{base}: {what}": PatternArm(base, levers)
            for base in BASES
            for what, (_, levers) in SET_ALONE.items()
        },
    },
    metrics(*READ),
    tuple(each for base in BASES for what in SET_ALONE for each in _predictions(base, what)),
    replications=200,
    why=Text(
        "Effects are counted in the smallest effect of each headline: within -1 to 1 they are under it.",
        "Effekterne er regnet i hvert hovedmåls mindste effekt: inden for -1 til 1 er de under den.",
    ),
)

DECLARED = (P17,)

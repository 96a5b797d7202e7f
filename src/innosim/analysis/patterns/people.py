"""People and politics: ildsjæle (P2), ownership as a shield (P6), and what an election does to it (P12)."""

from __future__ import annotations

from innosim.analysis.patterns.declare import (
    Broken,
    Pattern,
    PatternArm,
    Prediction,
    Rows,
    both,
    indicators,
    less,
    mean_of,
    metrics,
    only,
)
from innosim.analysis.patterns.flow import operated, own_ideas
from innosim.experiment.intervals import Floats
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue.codes import ILDSJAEL
from innosim.scenario.catalogue.declare import Text

LARGE_COUNCIL = {"council_seats": 31, "majority_seats": 18, "minority_seats": 13}
"""A council of Randers' size."""

HARMLESS = {**LARGE_COUNCIL, "publicity": 0.0, "startup_months": 0}
"""A village with a large council, empty at month 0, in which no failure of its own becomes a case."""

ELECTED = 48
"""The first month of a new council."""


def _fall(rows: Rows) -> Floats:
    return 1.0 - rows["without"]["throughput_per_year"] / rows["with"]["throughput_per_year"]


def _theirs(simulator: Simulator) -> dict[str, float]:
    """Ildsjæle's part of the home-grown ideas taken into operation."""
    ideas = simulator.tables(ideas=True)["ideas"]
    return {"theirs": mean_of(ideas["origin"][own_ideas(ideas) & operated(ideas)] == ILDSJAEL)}


P2 = Pattern(
    "P2",
    Text(
        "without ildsjæle bottom-up throughput falls by a third or more",
        "uden ildsjæle falder antallet af idéer i drift med en tredjedel eller mere, nedefra og op",
    ),
    {
        "with": PatternArm("bottom-up"),
        "without": PatternArm("bottom-up", values={"post_share": 0.0}),
    },
    both(metrics("throughput_per_year"), _theirs),
    (
        Prediction(
            Text("fall of throughput", "fald i idéer i drift"), _fall, least=1.0 / 3.0, unit="share"
        ),
        Prediction(
            Text("that it falls at all", "at det i det hele taget falder"),
            _fall,
            least=0.0,
            unit="share",
            counts=False,
        ),
        Prediction(
            Text("ildsjæle's part of what operates", "ildsjæles del af det, der kommer i drift"),
            only("with", "theirs"),
            least=1.0 / 3.0,
            unit="share",
            counts=False,
        ),
    ),
    replications=12,
    built_in=True,
    broken=(
        Broken(
            Text("ildsjæle have no ideas of their own", "ildsjæle har ingen egne idéer"),
            {"spark_post": 0.0},
            gone=(0, 1),
        ),
    ),
    why=Text(
        "Ildsjæle have a quarter of the home-grown ideas taken into operation, no more: an ordinary town innovates too, at its managers' discretion.",
        "Ildsjæle har en fjerdedel af de egne idéer, der kommer i drift, ikke flere: en almindelig kommune fornyer sig også, på ledernes eget skøn.",
    ),
)

P6 = Pattern(
    "P6",
    Text(
        "under the same failures backing falls less where ownership is high",
        "ved de samme fejl falder opbakningen mindre, hvor ejerskabet er stort",
    ),
    {
        "owned": PatternArm(values={"ownership_start": 1.0}, losses=2.0),
        "not owned": PatternArm(values={"ownership_start": 0.0}, losses=2.0),
    },
    metrics("backing_mean", "support_mean"),
    (
        Prediction(
            Text("backing, owned less not owned", "opbakning, med minus uden ejerskab"),
            less("owned", "not owned", "backing_mean"),
            least=0.0,
            unit="index 0-1",
        ),
        Prediction(
            Text("confidence, owned less not owned", "tillid, med minus uden ejerskab"),
            less("owned", "not owned", "support_mean"),
            least=0.0,
            unit="index 0-1",
        ),
    ),
    replications=40,
    built_in=True,
    scenario="village",
    values={**HARMLESS, "ownership_fade": 0.0, "elections": False},
    broken=(
        Broken(
            Text("ownership shields from nothing", "ejerskab skærmer ikke mod noget"),
            {"ownership_shield": False},
            gone=(0, 1),
        ),
    ),
)


def _ownership(simulator: Simulator) -> dict[str, float]:
    """What ownership changes by when a council sits."""
    (ownership,) = indicators(simulator, "ownership_mean")
    return {"change": float(ownership[ELECTED] - ownership[ELECTED - 1])}


P12 = Pattern(
    "P12",
    Text(
        "an election lowers ownership, through its new members",
        "et valg sænker ejerskabet, gennem de nye medlemmer",
    ),
    {"election": PatternArm("randers"), "none": PatternArm("randers", values={"elections": False})},
    _ownership,
    (
        Prediction(
            Text(
                "change of ownership in the month a council sits, with less without an election",
                "ændring i ejerskab i den måned, et byråd tiltræder, med minus uden valg",
            ),
            less("election", "none", "change"),
            most=0.0,
            unit="index 0-1",
        ),
    ),
    replications=24,
    built_in=True,
    values={"months": 60},
    broken=(
        Broken(
            Text("nobody is new after an election", "ingen er ny efter et valg"),
            {"turnover_low": 0.0, "turnover_high": 0.0, "election_slope": 0.0},
            gone=(0,),
        ),
    ),
)

DECLARED = (P2, P6, P12)

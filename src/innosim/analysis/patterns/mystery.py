"""A long hunt for the question (P8): fewer answers, better ones, later."""

from __future__ import annotations

from innosim.analysis.patterns.declare import Broken, Pattern, PatternArm, Prediction, Rows, less
from innosim.experiment.intervals import Floats
from innosim.model.simulator import Simulator
from innosim.scenario.catalogue.codes import NEVER
from innosim.scenario.catalogue.declare import Text

LONG = 18.0


def _answers(simulator: Simulator) -> dict[str, float]:
    """Ideas that answer a question, the share of them that operate, the month the first one does."""
    ideas = simulator.tables(ideas=True)["ideas"]
    mine = (ideas["question"] >= 0) & (ideas["month_sparked"] >= 0)
    operating = mine & (ideas["month_operation"] != NEVER)
    count, months = int(mine.sum()), ideas["month_operation"][operating]
    return {
        "answers": float(count),
        "hits": float(operating.sum()) / count if count else float("nan"),
        "first": float(months.min()) if months.size else float("nan"),
    }


def _fewer(rows: Rows) -> Floats:
    return rows["long"]["answers"] / rows["none"]["answers"] - 1.0


P8 = Pattern(
    "P8",
    Text(
        "more mystery: fewer ideas, higher hit rate, later first result",
        "mere mysterium: færre idéer, flere træffere, senere første resultat",
    ),
    {
        "long": PatternArm("framed", {"mystery_months": LONG}),
        "none": PatternArm("framed", {"mystery_months": 0.0}),
    },
    _answers,
    (
        Prediction(
            Text("answers, 18 months against none", "svar, 18 måneder mod ingen"),
            _fewer,
            most=0.0,
            unit="share",
        ),
        Prediction(
            Text(
                "share that operates, 18 months less none", "andel i drift, 18 måneder minus ingen"
            ),
            less("long", "none", "hits"),
            least=0.0,
            unit="share",
        ),
        Prediction(
            Text(
                "first in operation, 18 months less none",
                "den første i drift, 18 måneder minus ingen",
            ),
            less("long", "none", "first"),
            least=0.0,
            unit="months",
        ),
    ),
    replications=24,
    broken=(
        Broken(
            Text(
                "a question adds nothing to what answers it is worth",
                "et spørgsmål lægger intet til værdien af det, der besvarer det",
            ),
            {"value_question": 0.0},
            gone=(1,),
        ),
    ),
)

DECLARED = (P8,)

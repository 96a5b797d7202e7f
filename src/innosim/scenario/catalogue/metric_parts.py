"""The parts of ratios: metrics that are there to be divided, each over the whole run."""

from innosim.scenario.catalogue.bounds import EITHER_SIGN, Bounds
from innosim.scenario.catalogue.declare import Metric, Text, Unit
from innosim.scenario.catalogue.metric_terms import FOLLOWED, metric


def _part(
    name: str, unit: Unit, short: Text, meaning: Text, bounds: Bounds | None = None
) -> Metric:
    return metric(name, unit, short, meaning, role="part", bounds=bounds)


RATIO_PARTS: tuple[Metric, ...] = (
    _part(
        "operated_in_time",
        "count",
        Text("own ideas that reached operation in time", "egne idéer, der nåede drift i tide"),
        Text(
            f"home-grown ideas sparked by month H-{FOLLOWED + 1} and in operation within {FOLLOWED} months",
            f"egne idéer opstået senest i måned H-{FOLLOWED + 1} og i drift inden {FOLLOWED} måneder",
        ),
    ),
    _part(
        "sparked_in_time",
        "count",
        Text(f"own ideas followed for {FOLLOWED} months", f"egne idéer fulgt i {FOLLOWED} måneder"),
        Text(
            f"home-grown ideas sparked by month H-{FOLLOWED + 1}",
            f"egne idéer opstået senest i måned H-{FOLLOWED + 1}",
        ),
    ),
    _part(
        "failed_mdkk",
        "mDKK",
        Text("cost of failure in all", "omkostning ved fejl i alt"),
        Text("what failure cost, over the whole run", "hvad fejl kostede, i hele kørslen"),
    ),
    _part(
        "spent_on_ideas_mdkk",
        "mDKK",
        Text("used on ideas in all", "brugt på idéer i alt"),
        Text(
            "money and hours used on ideas, winding down among them, over the whole run",
            "penge og timer brugt på idéer, afvikling iblandt, i hele kørslen",
        ),
    ),
    _part(
        "late_failed_mdkk",
        "mDKK",
        Text("cost of late failure in all", "omkostning ved sene fejl i alt"),
        Text(
            "what stopped and rolled-back ideas had cost that reached implementation",
            "hvad stoppede og tilbagerullede idéer havde kostet, som nåede implementering",
        ),
    ),
    _part(
        "halted_mdkk",
        "mDKK",
        Text("cost of ideas halted in all", "omkostning ved standsede idéer i alt"),
        Text(
            "what stopped and rolled-back ideas had cost",
            "hvad stoppede og tilbagerullede idéer havde kostet",
        ),
    ),
    _part(
        "saved_mdkk",
        "mDKK a year",
        Text("recurring savings at the end", "varige besparelser ved slutningen"),
        Text("recurring harvested savings at the end", "varige høstede besparelser ved slutningen"),
        EITHER_SIGN,
    ),
    _part(
        "used_mdkk",
        "mDKK",
        Text("used on innovation in all", "brugt på innovation i alt"),
        Text(
            "kroner and hours used on innovation, over the whole run",
            "kroner og timer brugt på innovation, i hele kørslen",
        ),
    ),
    _part(
        "protected_used_hours",
        "hours",
        Text("protected hours used in all", "beskyttede timer brugt i alt"),
        Text(
            "protected hours used on ideas, over the whole run",
            "beskyttede timer brugt på idéer, i hele kørslen",
        ),
    ),
    _part(
        "protected_offered_hours",
        "hours",
        Text("protected hours set aside in all", "beskyttede timer afsat i alt"),
        Text(
            "hours set aside as protected time, over the whole run",
            "timer afsat som beskyttet tid, i hele kørslen",
        ),
    ),
    _part(
        "pool_used_mdkk",
        "mDKK",
        Text("used of the pool in all", "brugt af puljen i alt"),
        Text(
            "what ideas had from the pool, over the whole run",
            "hvad idéer fik af puljen, i hele kørslen",
        ),
    ),
    _part(
        "pool_offered_mdkk",
        "mDKK",
        Text("pool granted in all", "pulje bevilget i alt"),
        Text(
            "what was granted to the pool, over the whole run",
            "hvad puljen fik bevilget, i hele kørslen",
        ),
    ),
)
"""They stand last among the metrics."""

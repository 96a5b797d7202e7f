"""How findings are said: verdicts, cost modes, and why a metric has no value."""

from __future__ import annotations

from collections.abc import Mapping

from innosim.analysis.verdicts import Verdict
from innosim.scenario.catalogue.declare import Text

VERDICT_NAMES: Mapping[Verdict, Text] = {
    Verdict.BETTER: Text("better", "bedre"),
    Verdict.WORSE: Text("worse", "dårligere"),
    Verdict.HIGHER: Text("higher", "højere"),
    Verdict.LOWER: Text("lower", "lavere"),
    Verdict.ZERO: Text("no difference", "ingen forskel"),
    Verdict.NEGLIGIBLE: Text("no difference that matters", "ingen forskel af betydning"),
    Verdict.UNDECIDED: Text("undecided", "uafgjort"),
    Verdict.UNDEFINED: Text("undefined", "ikke defineret"),
    Verdict.NOT_RANKED: Text("not ranked", "ikke sammenlignet"),
    Verdict.DEPENDS: Text("depends on who pays", "afhænger af, hvem der betaler"),
}
"""The verdicts."""

COST_NAMES: Mapping[str, Text] = {
    "as_costed": Text("as costed", "til egen pris"),
    "equal_resources": Text("at equal resources", "ved lige ressourcer"),
}
"""The cost modes, as they stand in a sentence."""

COST_HEADS: Mapping[str, Text] = {
    "as_costed": Text("as costed", "egen pris"),
    "equal_resources": Text("equal resources", "lige ressourcer"),
}
"""The cost modes, as they head a column."""

REASON_NAMES: Mapping[str, Text] = {
    "too_short": Text("the run is too short", "kørslen er for kort"),
    "no_ideas": Text(
        "a regime of cuts only has no ideas", "et regime med kun nedskæringer har ingen idéer"
    ),
    "none_in_time": Text("no idea reached operation in time", "ingen idé nåede drift i tide"),
    "none_sparked": Text("no idea sparked early enough", "ingen idé opstod tidligt nok"),
    "nothing_failed": Text(
        "nothing was stopped or rolled back", "intet blev stoppet eller rullet tilbage"
    ),
    "nothing_spent": Text("nothing was spent on ideas", "intet blev brugt på idéer"),
    "nothing_required": Text("no saving was required", "ingen besparelse blev krævet"),
    "no_replication": Text("no replication", "ingen gentagelse"),
    "not_defined": Text("it has no value in these runs", "den har ingen værdi i disse kørsler"),
}
"""Why a metric is undefined (the keys of `analysis.undefined`)."""

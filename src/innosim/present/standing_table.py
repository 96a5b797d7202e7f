"""One table of all regimes by the headline metrics in one cost mode: each cell a mean, and letters that say who is shown to differ."""

from __future__ import annotations

from innosim.analysis.claims import usual_cost, ways_of
from innosim.analysis.comparison import Comparison
from innosim.analysis.ranking import Ranking, ranking, together_on
from innosim.analysis.verdicts import Verdict
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, say
from innosim.present.words.natural import figure, measure
from innosim.scenario.catalogue import AS_COSTED, COSTS, EQUAL_RESOURCES, HEADLINES, METRICS, Text

_LETTERS = Text(
    "Same letter: level, ? a pair undecided (95%); none: unranked",
    "Samme bogstav: lige, ? par uafklaret (95 %); intet: uden rang",
)
_OTHERWISE = {
    AS_COSTED: Text("*: cost decides", "*: pris afgør"),
    EQUAL_RESOURCES: Text("*: cost decides", "*: pris afgør"),
}
"""What a star says beside a cost mode: a regime stands otherwise to some other regime in the other mode."""


def standing_sheet(comparison: Comparison, lang: Language = "en", *, cost: str = "") -> Sheet:
    """All regimes by the headline metrics that were compared, at equal resources where that was run."""
    mode = cost or usual_cost(comparison)
    metrics = [name for name in HEADLINES if name in comparison.contrasted]
    found = {name: ranking(comparison, name, mode) for name in metrics}
    everyone = _in_order(comparison)
    rows = tuple(
        (name, *(_cell(comparison, found[metric], name, lang) for metric in metrics))
        for name in everyone
    )
    head = (
        say(COSTS[mode].short, lang),
        *(_headed(name, lang) for name in metrics),
    )
    lettered = any(_letters(found[metric], name) for metric in metrics for name in everyone)
    stars = any("*" in cell for row in rows for cell in row[1:])
    starred = f"; {say(_OTHERWISE[mode], lang)}" if stars else ""
    notes = (f"{say(_LETTERS, lang)}{starred}.",) if lettered else ()
    return Sheet("", head, rows, notes, gap=1, ruled=False)


def _headed(metric: str, lang: Language) -> str:
    aloud = METRICS[metric].aloud
    head = METRICS[metric].short if aloud is None else aloud.head
    return f"{say(head, lang)} {say(measure(metric), lang)}"


def _in_order(comparison: Comparison) -> tuple[str, ...]:
    """The regimes in the scenario's order."""
    everyone = (*comparison.regimes, comparison.baseline)
    return tuple(name for name in comparison.scenario.regimes if name in everyone)


def _cell(comparison: Comparison, found: Ranking, regime: str, lang: Language) -> str:
    mean = comparison.level(found.cost, regime, found.metric).mean
    shown = figure(found.metric, mean, comparison.scenario.values, lang)
    star = "*" if _differs(comparison, found, regime) else ""
    return f"{shown} {_letters(found, regime)}{star}".rstrip()


def _letters(found: Ranking, regime: str) -> str:
    """A regime's letters; none where it, or the metric, is not ranked."""
    standing = found.standing(regime)
    if standing is None or METRICS[found.metric].turns_on:
        return ""
    return "".join(map(str, standing.letters))


def _differs(comparison: Comparison, found: Ranking, regime: str) -> bool:
    """Whether a regime is shown to stand otherwise to some other in one cost mode than in the other.

    That is what the verdict over both says: it depends on who pays. Unequal words of the two modes show nothing.
    Only ways of governing have another price at equal use, so a changed pair is marked at them: the rest are marked for the baseline's sake alone.
    """
    joint = together_on(comparison, found.metric)
    ranked = not METRICS[
        found.metric
    ].turns_on  # else none is set against another, but against the baseline
    ways, everyone = ways_of(comparison), (*comparison.regimes, comparison.baseline)
    base = () if comparison.baseline in ways else (comparison.baseline,)
    against = everyone if ranked and regime in ways else base
    return any(
        joint.contrast(regime, other).overall.verdict == Verdict.DEPENDS
        for other in against
        if other != regime
    )

"""Leads in their parts: what an ordinary town has, what politics brings, what the programme brings."""

from __future__ import annotations

from innosim.analysis.twins import Step, Twins
from innosim.present.comparison import metric_name, scale
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, say, with_half
from innosim.scenario.catalogue import Text

STEP_NAMES = {
    Step.ORDINARY: Text("ordinary town", "almindelig kommune"),
    Step.POLITICS: Text("politics", "politik"),
    Step.PROGRAMME: Text("programme", "program"),
    Step.LEAD: Text("lead", "forspring"),
}
"""The parts of a lead, and the whole."""

READING = Text(
    "A politics twin is routine with a regime's involvement, contract, coupling and tolerance, as costed. Ordinary town: what"
    " routine has; politics: what the twin has over it; programme: what the regime has over its twin. Paired, ±half a"
    " 95 % interval. Twins are not ranked.",
    "En politisk tvilling er routine med et regimes inddragelse, kontrakt, kobling og tolerance, til egen pris. Almindelig"
    " kommune: hvad routine har; politik: hvad tvillingen har derudover; program: hvad regimet har ud over sin tvilling."
    " Parret, ±halvdelen af et 95 %-interval. Tvillinger sammenlignes ikke i rangorden.",
)
"""How the tables are read."""


def twin_sheets(twins: Twins, lang: Language = "en") -> tuple[Sheet, ...]:
    """A table a metric."""
    return tuple(_sheet(twins, metric, lang) for metric in twins.metrics)


def _sheet(twins: Twins, metric: str, lang: Language) -> Sheet:
    steps = [step for step in Step if step in twins.of(twins.regimes[0], metric)]
    over = twins.extreme if Step.ORDINARY in steps else "routine"
    title = Text(
        f"{metric_name(metric, 'en')}: leads over {over} as costed, in parts",
        f"{metric_name(metric, 'da')}: forspring for {over} til egen pris, delt op",
    )
    rows = tuple(
        (regime, *(_cell(twins, regime, metric, step, lang) for step in steps))
        for regime in twins.regimes
    )
    head = ("regime", *(say(STEP_NAMES[step], lang) for step in steps))
    return Sheet(say(title, lang), head, rows)


def _cell(twins: Twins, regime: str, metric: str, step: Step, lang: Language) -> str:
    part, factor = twins.of(regime, metric)[step], scale(metric)
    ends = (part.difference * factor, part.low * factor, part.high * factor)
    return with_half(*ends, lang, signed=True)

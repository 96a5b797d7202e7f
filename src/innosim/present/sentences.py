"""Plain sentences that answer the scenario's question, in English and Danish.

They put a `Claim` into words and know no number, so that they can't say more than the verdicts do.
"""

from __future__ import annotations

from dataclasses import dataclass

from innosim.analysis.claims import Claim, Group
from innosim.analysis.verdicts import Verdict
from innosim.present.words.language import Language, capital, listed, say
from innosim.present.words.outcomes import VERDICT_NAMES
from innosim.scenario.catalogue import COSTS, METRICS, PARAMETERS, Text


@dataclass(frozen=True)
class Clause:
    """A verb and what follows it: English of one regime and of several, Danish of either."""

    one: str
    several: str
    da: str

    def of(self, count: int, lang: Language) -> str:
        """The clause as it is said of ``count`` regimes."""
        return say(Text(self.one if count == 1 else self.several, self.da), lang)


@dataclass(frozen=True)
class Phrase:
    """How better and worse are said of one metric."""

    subject: Text
    better: Clause
    worse: Clause

    def said(self, verdict: Verdict, count: int, lang: Language) -> str:
        """The clause of "better" or "worse" for ``count`` regimes."""
        return (self.better if verdict == Verdict.BETTER else self.worse).of(count, lang)


_ON_IDEAS = {
    "throughput_per_year": Phrase(
        Text("Ideas", "Idéer"),
        Clause(
            "takes more of its own ideas into operation",
            "take more of their own ideas into operation",
            "får flere egne idéer i drift",
        ),
        Clause(
            "takes fewer of its own ideas into operation",
            "take fewer of their own ideas into operation",
            "får færre egne idéer i drift",
        ),
    ),
    "value_per_year": Phrase(
        Text("What ideas are worth", "Hvad idéer er værd"),
        Clause(
            "takes ideas worth more into operation",
            "take ideas worth more into operation",
            "får idéer af større værdi i drift",
        ),
        Clause(
            "takes ideas worth less into operation",
            "take ideas worth less into operation",
            "får idéer af mindre værdi i drift",
        ),
    ),
}

_ON_FAILURE = {
    "failure_cost_mdkk_per_year": Phrase(
        Text("The cost of failure", "Prisen for fejl"),
        Clause(
            "loses less on ideas that fail",
            "lose less on ideas that fail",
            "taber mindre på idéer, der mislykkes,",
        ),
        Clause(
            "loses more on ideas that fail",
            "lose more on ideas that fail",
            "taber mere på idéer, der mislykkes,",
        ),
    ),
    "failure_cost_share": Phrase(
        Text(
            "The cost of failure, per krone used on ideas",
            "Prisen for fejl pr. krone brugt på idéer",
        ),
        Clause(
            "loses less of each krone",
            "lose less of each krone",
            "taber mindre af hver krone",
        ),
        Clause(
            "loses more of each krone",
            "lose more of each krone",
            "taber mere af hver krone",
        ),
    ),
}

_ON_SUPPORT = {
    "mandate_share": Phrase(
        Text("Backing of the innovation agenda", "Opbakning til innovationsdagsordenen"),
        Clause(
            "keeps its mandate in more months",
            "keep its mandate in more months",
            "har mandatet i flere måneder",
        ),
        Clause(
            "keeps its mandate in fewer months",
            "keep its mandate in fewer months",
            "har mandatet i færre måneder",
        ),
    ),
    "support_majority_share": Phrase(
        Text("Confidence in the leadership's line", "Tillid til ledelsens linje"),
        Clause(
            "has a majority's confidence in more months",
            "have a majority's confidence in more months",
            "har et flertals tillid i flere måneder",
        ),
        Clause(
            "has a majority's confidence in fewer months",
            "have a majority's confidence in fewer months",
            "har et flertals tillid i færre måneder",
        ),
    ),
}

PHRASES: dict[str, Phrase] = {**_ON_IDEAS, **_ON_FAILURE, **_ON_SUPPORT}
"""The topics of the project's question; other headline metrics are said by `_general`."""


def sentences(claims: tuple[Claim, ...], lang: Language = "en") -> tuple[str, ...]:
    """One sentence a claim."""
    return tuple(sentence(claim, lang) for claim in claims)


def sentence(claim: Claim, lang: Language = "en") -> str:
    """What ``claim`` allows one to say, in one sentence."""
    phrase = PHRASES.get(claim.metric) or _general(claim.metric)
    parts = [_group(claim, group, phrase, lang) for group in claim.groups]
    parts += [_lead(claim, phrase, lang), _aside(claim, lang), _unranked(claim, lang)]
    said = "; ".join(part for part in parts if part)
    return f"{say(phrase.subject, lang)}: {said or _nothing(lang)}{_scope(claim, lang)}."


def _general(metric: str) -> Phrase:
    return Phrase(
        capital(METRICS[metric].short),
        Clause("does better", "do better", "klarer sig bedre"),
        Clause("does worse", "do worse", "klarer sig dårligere"),
    )


def _group(claim: Claim, group: Group, phrase: Phrase, lang: Language) -> str:
    """Where some regimes stand against the baseline; "" where that is not judged."""
    who = listed(group.regimes, lang)
    verdict, base = group.verdict, claim.baseline
    if verdict in (Verdict.BETTER, Verdict.WORSE):
        than = say(Text("than", "end"), lang)
        return f"{who} {phrase.said(verdict, len(group.regimes), lang)} {than} {base}{_whoever(claim, lang)}"
    if verdict == Verdict.DEPENDS:
        return _depends(claim, group, lang)
    if verdict in (Verdict.ZERO, Verdict.NEGLIGIBLE):
        against = say(Text("from", "i forhold til"), lang)
        return f"{say(VERDICT_NAMES[verdict], lang)} {against} {base} for {who}"
    if verdict == Verdict.UNDECIDED:
        return say(
            Text(f"undecided for {who} against {base}", f"uafgjort for {who} mod {base}"), lang
        )
    if verdict == Verdict.UNDEFINED and not set(group.regimes) <= set(claim.left_out):
        return say(Text(f"nothing can be said of {who}", f"intet kan siges om {who}"), lang)
    return ""


def _depends(claim: Claim, group: Group, lang: Language) -> str:
    """For whom it depends on who pays, and what is found in each cost mode."""
    found = ", ".join(
        f"{say(VERDICT_NAMES[mode], lang)} {say(COSTS[cost].short, lang)}"
        for cost, mode in zip(claim.costs, group.modes, strict=True)
    )
    who = listed(group.regimes, lang)
    words = Text(
        f"for {who} against {claim.baseline} it depends on who pays ({found})",
        f"for {who} mod {claim.baseline} afhænger det af, hvem der betaler ({found})",
    )
    return say(words, lang)


def _lead(claim: Claim, phrase: Phrase, lang: Language) -> str:
    """Who is ahead of all others, and who behind; "" where there are no others."""
    pair = 2 if claim.baseline in claim.ranked else 1
    if len(claim.ranked) <= pair:
        return ""  # the group clauses have said it
    if claim.equal:
        if claim.baseline in claim.ranked:
            return ""
        between = Text("no difference between", "ingen forskel mellem")
        return f"{say(between, lang)} {listed(claim.ranked, lang)}"
    parts = []
    every = say(Text("than all the others", "end alle de andre"), lang)
    if claim.leader:
        parts.append(
            f"{claim.leader} {phrase.said(Verdict.BETTER, 1, lang)} {every}{_whoever(claim, lang)}"
        )
    if claim.last:
        parts.append(
            f"{claim.last} {phrase.said(Verdict.WORSE, 1, lang)} {every}{_whoever(claim, lang)}"
        )
    if not claim.leader:
        parts.append(_no_leader(claim, lang))
    return "; ".join(parts)


def _no_leader(claim: Claim, lang: Language) -> str:
    """That nobody leads, and who at least is not shown to be behind anyone."""
    who, are = listed(claim.unbeaten, lang), "are" if len(claim.unbeaten) > 1 else "is"
    none = Text(
        "none can be said to be ahead of all the others",
        "ingen kan siges at være foran alle de andre",
    )
    rest = Text(
        f", and {who} {are} not shown to be behind any",
        f", og det er ikke vist, at {who} ligger efter nogen",
    )
    every = set(claim.unbeaten) in (set(), set(claim.ranked))
    return say(none, lang) + ("" if every else say(rest, lang))


def _aside(claim: Claim, lang: Language) -> str:
    """That a regime without ideas is left out where ideas that fail are ranked."""
    left = set(claim.left_out)
    if not any(
        group.verdict == Verdict.NOT_RANKED
        or (group.verdict == Verdict.UNDEFINED and set(group.regimes) <= left)
        for group in claim.groups
    ):
        return ""
    who = listed(claim.left_out, lang)
    are = "are" if len(claim.left_out) > 1 else "is"
    words = Text(
        f"{who} {are} not compared, as only those who try can fail",
        f"{who} sammenlignes ikke, da kun den, der forsøger, kan mislykkes",
    )
    return say(words, lang)


def _unranked(claim: Claim, lang: Language) -> str:
    """That regimes are not ranked where their order turns on a number nobody knows, and how to vary it."""
    equal = all(group.verdict == Verdict.ZERO for group in claim.groups)
    return say(not_ranked_by(claim.turns_on), lang) if claim.turns_on and not equal else ""


def not_ranked_by(parameter: str) -> Text:
    """Why regimes are not ranked where their order turns on ``parameter``, and how to vary it."""
    declared = PARAMETERS[parameter]
    field = f"--set {declared.section}.{parameter}="
    return Text(
        f"the order of regimes turns on the {declared.meaning.en}, which is hardly known, so they are not ranked:"
        f" vary it with {field}{declared.low:g} to {declared.high:g}",
        f"regimernes rækkefølge afhænger af: {declared.meaning.da}, som næppe kendes, så de rangordnes ikke:"
        f" varier den med {field}{declared.low:g} til {declared.high:g}",
    )


def _whoever(claim: Claim, lang: Language) -> str:
    """That a finding holds in both cost modes."""
    if len(claim.costs) < 2:
        return ""
    return say(Text(", whoever pays", ", uanset hvem der betaler"), lang)


def _nothing(lang: Language) -> str:
    return say(Text("there is nothing to compare", "der er intet at sammenligne"), lang)


def _scope(claim: Claim, lang: Language) -> str:
    """In which cost modes all of this holds."""
    if len(claim.costs) > 1:
        return ""
    cost = say(COSTS[claim.costs[0]].short, lang) if claim.costs else ""
    return say(Text(f" (only {cost})", f" (kun {cost})"), lang)

"""Three plain sentences that answer the scenario's question, in English and Danish.

They put a `Claim` into words and know no number, so that they can't say more than the verdicts do.
"""

from __future__ import annotations

from dataclasses import dataclass

from innosim.analysis.claims import Claim, Group
from innosim.analysis.verdicts import Verdict
from innosim.present.words.declared import METRIC_NAMES
from innosim.present.words.language import Language, listed, say
from innosim.present.words.verdicts import COST_NAMES, VERDICT_NAMES
from innosim.scenario.catalogue.declare import Text


@dataclass(frozen=True)
class Phrase:
    """How better and worse are said of one metric; English of one regime (``one``) and of several."""

    subject: Text
    better_one: str
    better_many: str
    better_da: str
    worse_one: str
    worse_many: str
    worse_da: str

    def said(self, verdict: Verdict, count: int, lang: Language) -> str:
        """The verb phrase of "better" or "worse" for ``count`` regimes."""
        better = verdict == Verdict.BETTER
        if lang == "da":
            return self.better_da if better else self.worse_da
        if better:
            return self.better_one if count == 1 else self.better_many
        return self.worse_one if count == 1 else self.worse_many


PHRASES: dict[str, Phrase] = {
    "throughput_per_year": Phrase(
        Text("Ideas", "Idéer"),
        "takes more of its own ideas into operation", "take more of their own ideas into operation",
        "får flere egne idéer i drift",
        "takes fewer of its own ideas into operation", "take fewer of their own ideas into operation",
        "får færre egne idéer i drift",
    ),
    "failure_cost_mdkk_per_year": Phrase(
        Text("The cost of failure", "Prisen for fejl"),
        "loses less on ideas that fail", "lose less on ideas that fail",
        "taber mindre på idéer, der mislykkes,",
        "loses more on ideas that fail", "lose more on ideas that fail",
        "taber mere på idéer, der mislykkes,",
    ),
    "support_mean": Phrase(
        Text("Political support", "Politisk opbakning"),
        "keeps more support", "keep more support", "holder på mere opbakning",
        "keeps less support", "keep less support", "holder på mindre opbakning",
    ),
}  # fmt: skip
"""The topics of the project's question; other headline metrics are said by `_general`."""


def sentences(claims: tuple[Claim, ...], lang: Language = "en") -> tuple[str, ...]:
    """One sentence a claim."""
    return tuple(sentence(claim, lang) for claim in claims)


def sentence(claim: Claim, lang: Language = "en") -> str:
    """What ``claim`` allows one to say, in one sentence."""
    phrase = PHRASES.get(claim.metric) or _general(claim.metric)
    parts = [_group(claim, group, phrase, lang) for group in claim.groups]
    parts += [_lead(claim, phrase, lang), _aside(claim, lang)]
    said = "; ".join(part for part in parts if part)
    return f"{say(phrase.subject, lang)}: {said or _nothing(lang)}{_scope(claim, lang)}."


def _general(metric: str) -> Phrase:
    name = METRIC_NAMES[metric]
    subject = Text(name.en[:1].upper() + name.en[1:], name.da[:1].upper() + name.da[1:])
    return Phrase(
        subject, "does better", "do better", "klarer sig bedre",
        "does worse", "do worse", "klarer sig dårligere",
    )  # fmt: skip


def _group(claim: Claim, group: Group, phrase: Phrase, lang: Language) -> str:
    """Where some regimes stand against the baseline; "" where that is not judged."""
    who = listed(group.regimes, lang)
    verdict, base = group.verdict, claim.baseline
    if verdict in (Verdict.BETTER, Verdict.WORSE):
        than = "end" if lang == "da" else "than"
        return f"{who} {phrase.said(verdict, len(group.regimes), lang)} {than} {base}{_whoever(claim, lang)}"
    if verdict == Verdict.DEPENDS:
        return _depends(claim, group, lang)
    if verdict in (Verdict.ZERO, Verdict.NEGLIGIBLE):
        against = "i forhold til" if lang == "da" else "from"
        return f"{say(VERDICT_NAMES[verdict], lang)} {against} {base} for {who}"
    if verdict == Verdict.UNDECIDED:
        return (
            f"uafgjort for {who} mod {base}"
            if lang == "da"
            else f"undecided for {who} against {base}"
        )
    if verdict == Verdict.UNDEFINED:
        return f"intet kan siges om {who}" if lang == "da" else f"nothing can be said of {who}"
    return ""


def _depends(claim: Claim, group: Group, lang: Language) -> str:
    """For whom it depends on who pays, and what is found in each cost mode."""
    found = ", ".join(
        f"{say(VERDICT_NAMES[mode], lang)} {say(COST_NAMES[cost], lang)}"
        for cost, mode in zip(claim.costs, group.modes, strict=True)
    )
    who = listed(group.regimes, lang)
    if lang == "da":
        return f"for {who} mod {claim.baseline} afhænger det af, hvem der betaler ({found})"
    return f"for {who} against {claim.baseline} it depends on who pays ({found})"


def _lead(claim: Claim, phrase: Phrase, lang: Language) -> str:
    """Who is ahead of all others, and who behind; "" where there are no others."""
    pair = 2 if claim.baseline in claim.ranked else 1
    if len(claim.ranked) <= pair:
        return ""  # the group clauses have said it
    if claim.equal:
        if claim.baseline in claim.ranked:
            return ""
        between = "ingen forskel mellem" if lang == "da" else "no difference between"
        return f"{between} {listed(claim.ranked, lang)}"
    parts = []
    if claim.leader:
        every = "end alle de andre" if lang == "da" else "than all the others"
        parts.append(
            f"{claim.leader} {phrase.said(Verdict.BETTER, 1, lang)} {every}{_whoever(claim, lang)}"
        )
    if claim.last:
        every = "end alle de andre" if lang == "da" else "than all the others"
        parts.append(
            f"{claim.last} {phrase.said(Verdict.WORSE, 1, lang)} {every}{_whoever(claim, lang)}"
        )
    if not claim.leader:
        parts.append(_no_leader(claim, lang))
    return "; ".join(parts)


def _no_leader(claim: Claim, lang: Language) -> str:
    """That nobody leads, and who at least is not shown to be behind anyone."""
    who, several = listed(claim.unbeaten, lang), len(claim.unbeaten) > 1
    if lang == "da":
        none = "ingen kan siges at være foran alle de andre"
        rest = f", og {who} er ikke vist at være bag nogen"
    else:
        none = "none can be said to be ahead of all the others"
        rest = f", and {who} {'are' if several else 'is'} not shown to be behind any"
    return none if set(claim.unbeaten) in (set(), set(claim.ranked)) else none + rest


def _aside(claim: Claim, lang: Language) -> str:
    """That a regime without ideas is left out where ideas that fail are ranked."""
    if all(group.verdict != Verdict.NOT_RANKED for group in claim.groups):
        return ""
    if lang == "da":
        return f"{claim.baseline} sammenlignes ikke, da kun den, der forsøger, kan mislykkes"
    return f"{claim.baseline} is not compared, as only those who try can fail"


def _whoever(claim: Claim, lang: Language) -> str:
    """That a finding holds in both cost modes."""
    if len(claim.costs) < 2:
        return ""
    return ", uanset hvem der betaler" if lang == "da" else ", whoever pays"


def _nothing(lang: Language) -> str:
    return "der er intet at sammenligne" if lang == "da" else "there is nothing to compare"


def _scope(claim: Claim, lang: Language) -> str:
    """In which cost modes all of this holds."""
    if len(claim.costs) > 1:
        return ""
    cost = say(COST_NAMES[claim.costs[0]], lang) if claim.costs else ""
    return f" (kun {cost})" if lang == "da" else f" (only {cost})"

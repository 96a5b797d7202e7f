"""Sentences: never stronger than the verdicts, whatever these are, in English and in Danish."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innosim.analysis.claims import TOPICS, claims
from innosim.analysis.comparison import Comparison, Finding
from innosim.analysis.verdicts import Verdict, overall, turned
from innosim.present.sentences import PHRASES, sentences
from innosim.present.words.language import LANGUAGES, Language
from innosim.scenario.catalogue import LEVERS
from innosim.scenario.resolved import Regime, Scenario

REGIMES = ("red", "green", "blue")
BASE = "grey"
COSTS = ("as_costed", "equal_resources")
SAID = [
    Verdict.BETTER,
    Verdict.WORSE,
    Verdict.ZERO,
    Verdict.NEGLIGIBLE,
    Verdict.UNDECIDED,
    Verdict.UNDEFINED,
]
Modes = tuple[Verdict, ...]


def finding(cost: str, regime: str, metric: str, verdict: Verdict) -> Finding:
    nan = math.nan
    return Finding(
        cost, regime, BASE, metric, 20, 0, "", nan, nan, nan, 20, nan, nan, nan, nan, nan,
        False, "up", None, verdict,
    )  # fmt: skip


def comparison(
    against: dict[tuple[str, str], Modes],
    pairs: dict[tuple[str, str, str], Modes],
    costs: tuple[str, ...] = COSTS,
) -> Comparison:
    levers = dict.fromkeys(LEVERS, 0.0)
    regimes = {name: Regime(name, name, None, levers, (), {}) for name in (*REGIMES, BASE)}
    scenario = Scenario("s", "S", "?", BASE, {"months": 144}, (), regimes, {}, {})
    findings = tuple(
        finding(cost, regime, metric, against[regime, metric][place])
        for metric in TOPICS for regime in REGIMES for place, cost in enumerate(costs)
    )  # fmt: skip
    return Comparison(scenario, BASE, REGIMES, costs, TOPICS, findings, (), pairs)


@st.composite
def tables(draw: st.DrawFn) -> Comparison:
    """Any verdicts at all: of every regime against every other, in one cost mode or two."""
    costs = draw(st.sampled_from([COSTS, COSTS[:1]]))
    modes = st.tuples(*(st.sampled_from(SAID) for _ in costs))
    pairs = {}
    for one, other in itertools.combinations((*REGIMES, BASE), 2):
        for metric in TOPICS:
            pairs[one, other, metric] = draw(modes)
            pairs[other, one, metric] = tuple(turned(said) for said in pairs[one, other, metric])
    against = {
        (regime, metric): pairs[regime, BASE, metric] for regime in REGIMES for metric in TOPICS
    }
    return comparison(against, pairs, costs)


def clauses(sentence: str) -> list[str]:
    return sentence.split(": ", 1)[1].rstrip(".").split("; ")


def than_whom(clause: str, lang: Language) -> str | None:
    """The baseline, everybody else, or None where the clause claims neither better nor worse."""
    than = " end " if lang == "da" else " than "
    if than not in clause:
        return None
    return BASE if clause.split(than)[1].startswith(BASE) else "others"


@pytest.mark.parametrize("lang", LANGUAGES)
@given(found=tables())
@settings(max_examples=150, deadline=None)
def test_better_and_worse_are_said_only_of_whom_every_mode_says_it(
    found: Comparison, lang: Language
) -> None:
    for metric, sentence in zip(TOPICS, sentences(claims(found), lang), strict=True):
        phrase = PHRASES[metric]
        for clause in clauses(sentence):
            target = than_whom(clause, lang)
            if target is None:
                continue
            words = clause.split(" end " if lang == "da" else " than ")[0]
            said = {
                verdict
                for verdict in (Verdict.BETTER, Verdict.WORSE)
                for count in (1, 2)
                if phrase.said(verdict, count, lang) in words
            }
            assert len(said) == 1
            for regime in (*REGIMES, BASE):
                if regime not in words:
                    continue
                others = (
                    [BASE]
                    if target == BASE
                    else [name for name in (*REGIMES, BASE) if name != regime]
                )
                for other in others:
                    assert set(found.pairs[regime, other, metric]) == said


@pytest.mark.parametrize("lang", LANGUAGES)
@given(found=tables())
@settings(max_examples=100, deadline=None)
def test_each_regime_is_named_with_its_own_verdict(found: Comparison, lang: Language) -> None:
    depends = "afhænger" if lang == "da" else "depends"
    for metric, sentence in zip(TOPICS, sentences(claims(found), lang), strict=True):
        for regime in REGIMES:
            verdict = overall([found.finding(cost, regime, metric).verdict for cost in found.costs])
            told = [
                clause for clause in clauses(sentence) if regime in clause and depends in clause
            ]
            assert bool(told) == (verdict == Verdict.DEPENDS)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(found=tables())
@settings(max_examples=50, deadline=None)
def test_one_cost_mode_alone_is_said(found: Comparison, lang: Language) -> None:
    only = "(kun til egen pris)" if lang == "da" else "(only as costed)"
    whoever = "uanset" if lang == "da" else "whoever"
    for sentence in sentences(claims(found), lang):
        assert (only in sentence) == (len(found.costs) == 1)
        assert not (whoever in sentence and len(found.costs) == 1)


@pytest.mark.parametrize(("lang", "words"), [("en", "no difference"), ("da", "ingen forskel")])
def test_equal_regimes_read_no_difference(lang: Language, words: str) -> None:
    zero = (Verdict.ZERO, Verdict.ZERO)
    pairs = {
        (a, b, m): zero for a, b in itertools.permutations((*REGIMES, BASE), 2) for m in TOPICS
    }
    found = comparison({(r, m): zero for r in REGIMES for m in TOPICS}, pairs)
    for sentence in sentences(claims(found), lang):
        assert all(clause.startswith(words) for clause in clauses(sentence))


def test_how_they_read() -> None:
    better, undecided = (Verdict.BETTER,) * 2, (Verdict.UNDECIDED,) * 2
    depends = (Verdict.BETTER, Verdict.UNDECIDED)
    against = {("red", m): better for m in TOPICS} | {("green", m): depends for m in TOPICS}
    against |= {("blue", m): undecided for m in TOPICS}
    pairs = {
        (a, b, m): undecided for a, b in itertools.permutations((*REGIMES, BASE), 2) for m in TOPICS
    }
    for m in TOPICS:
        for regime in REGIMES:
            pairs[regime, BASE, m] = against[regime, m]
            pairs[BASE, regime, m] = tuple(turned(said) for said in against[regime, m])
        pairs["red", "green", m], pairs["green", "red", m] = better, (Verdict.WORSE,) * 2
    found = comparison(against, pairs)
    assert sentences(claims(found), "en")[0] == (
        "Ideas: red takes more of its own ideas into operation than grey, whoever pays; undecided for blue"
        " against grey; for green against grey it depends on who pays (better as costed, undecided at equal"
        " resources); none can be said to be ahead of all the others, and red and blue are not shown to be"
        " behind any."
    )
    told = dict(zip(TOPICS, sentences(claims(found), "da"), strict=True))
    assert told["support_majority_share"] == (
        "Tillid til ledelsens linje: red har et flertals tillid i flere måneder end grey, uanset hvem der betaler; uafgjort for blue"
        " mod grey; for green mod grey afhænger det af, hvem der betaler (bedre til egen pris, uafklaret ved"
        " lige ressourcer); ingen kan siges at være foran alle de andre, og det er ikke vist, at red og blue"
        " ligger efter nogen."
    )


@pytest.mark.parametrize(("lang", "named"), [("en", "not ranked"), ("da", "rangordnes ikke")])
@given(found=tables())
@settings(max_examples=50, deadline=None)
def test_backing_ranks_nobody_and_says_what_the_order_turns_on(
    found: Comparison, lang: Language, named: str
) -> None:
    told = dict(zip(TOPICS, sentences(claims(found), lang), strict=True))
    said = told.pop("mandate_share")
    others = {than_whom(clause, lang) for clause in clauses(said)}
    assert "others" not in others
    equal = all(found.verdict(regime, "mandate_share") == Verdict.ZERO for regime in found.regimes)
    assert (named in said and "--set relationships.gains_seen=" in said) == (not equal)
    assert not any("gains_seen" in sentence for sentence in told.values())


@pytest.mark.parametrize("lang", LANGUAGES)
@given(found=tables())
@settings(max_examples=25, deadline=None)
def test_backing_and_confidence_are_named_apart(found: Comparison, lang: Language) -> None:
    told = dict(zip(TOPICS, sentences(claims(found), lang), strict=True))
    backing, confidence = told["mandate_share"].lower(), told["support_majority_share"].lower()
    words = {"en": ("backing", "confidence"), "da": ("opbakning", "tillid")}[lang]
    assert words[0] in backing
    assert words[1] not in backing
    assert words[1] in confidence
    assert words[0] not in confidence

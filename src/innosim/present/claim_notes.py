"""What the shares of a claim rest on: noise, which models are credible, what could not be run, and what the metric is."""

from __future__ import annotations

from innosim.analysis.claim import ALL_DRAWS, NEAREST_DRAWS, Claim, Counted, InMode
from innosim.analysis.claim_shares import LEAST_DRAWS
from innosim.experiment.credible import Credible
from innosim.present.claim_numbers import amount, short_name, value
from innosim.present.words.language import Language, begun, number, percent, say
from innosim.scenario.catalogue import METRICS, Text

_FREED = Text(
    "Shares are of true differences: the noise of {0} replications a model is taken off, which is {1} of the variance seen; as counted it holds in {2}.",
    "Andele er af sande forskelle: støjen fra {0} kørsler pr. model er trukket fra, {1} af den varians, der ses; optalt holder det i {2}.",
)
_COUNTED = Text("Shares are as counted: {0}.", "Andele er optalt: {0}.")
_ONE_RUN = Text(
    "with one replication a model nothing is known of its noise",
    "med én kørsel pr. model vides intet om støjen",
)
_FEW = Text(
    "of fewer than {0} models noise cannot be taken off",
    "af færre end {0} modeller kan støjen ikke trækkes fra",
)
_SAME = Text(
    "the difference is {0} in all {1} models",
    "forskellen er {0} i alle {1} modeller",
)
_NO_NOISE = Text(
    "replications of a model show the same difference, so that there is no noise to take off",
    "kørsler af en model viser den samme forskel, så der er ingen støj at trække fra",
)
_NOISY = Text(
    "That is more noise than difference, so only bounds are told; a share takes some --replications {0}.",
    "Det er mere støj end forskel, så kun grænser kan siges; en andel kræver omkring --replications {0}.",
)
_HIDDEN = Text(
    "Models cannot be told apart from noise, so only bounds are told; a share takes --replications {0} or more.",
    "Modellerne kan ikke skelnes fra støj, så kun grænser kan siges; en andel kræver --replications {0} eller flere.",
)
_JUDGED = Text(
    "Credible: inside {0} of {1} magnitudes, those that few replications tell, each at a pressure of 1%.",
    "Troværdig: inden for {0} af {1} størrelsesordener, dem som få kørsler kan vise, hver ved et pres på 1 %.",
)
_JUDGED_NEAR = Text(
    "Nearest {2}: the models nearest to {0} of {1} magnitudes, those that few replications tell, each at a pressure of 1%; inside all of these are {3}.",
    "Nærmeste {2}: de modeller, der er nærmest {0} af {1} størrelsesordener, dem som få kørsler kan vise, hver ved et pres på 1 %; inden for alle disse er {3}.",
)
_FAILED = Text(
    "{0} could not be run: {1}",
    "{0} kunne ikke køres. Beskeden er på engelsk: {1}",
)
_ONE_DRAW, _DRAWS = Text("1 draw", "1 udtræk"), Text("{0} draws", "{0} udtræk")
_NOT_RUN = Text(
    "The search for a change that refutes it passed over what could not be run: {0} ({1}).",
    "Søgningen efter en ændring, der afviser den, sprang over, hvad der ikke kunne køres: {0}. Beskeden er på engelsk: {1}.",
)
_ITSELF = Text("the scenario itself", "scenariet selv")
_ONE_OF = Text("{0} at {1}", "{0} ved {1}")
_VALUES_OF = Text("{0} values, the first {1}", "{0} værdier, den første {1}")
_UNDEFINED = Text(
    "In {0} of {1} models the metric has no value.",
    "I {0} af {1} modeller har målet ingen værdi.",
)


def notes(claim: Claim, lang: Language) -> tuple[str, ...]:
    """What the shares rest on."""
    shown = claim.shown
    told = [metric_meaning(claim, lang), _freed(claim, shown, lang), noisy(claim, lang), judged_by(claim, lang)]  # fmt: skip
    if claim.failed:
        many = len(claim.failed)
        draws = say(_ONE_DRAW if many == 1 else _DRAWS, lang).format(number(many, 0, lang))
        told.append(say(_FAILED, lang).format(draws, next(iter(claim.failed.values()))))
    if claim.not_run:
        told.append(_passed_over(claim, lang))
    run = claim.draws - len(claim.failed)
    undefined = run - shown.all.holds.n
    if undefined > 0:
        told.append(say(_UNDEFINED, lang).format(number(undefined, 0, lang), number(run, 0, lang)))
    return tuple(each for each in told if each)


def _passed_over(claim: Claim, lang: Language) -> str:
    """What the search for a refutation could not ask."""
    first, many = claim.not_run[0], len(claim.not_run)
    where = say(_ITSELF, lang)
    if first.field:
        where = say(_ONE_OF, lang).format(short_name(first.field), value(first.value, lang))
    told = where if many == 1 else say(_VALUES_OF, lang).format(many, where)
    return say(_NOT_RUN, lang).format(told, first.why.removesuffix("."))


def metric_meaning(claim: Claim, lang: Language) -> str:
    """What the metric is, where its name alone does not say it."""
    metric = METRICS[claim.claimed.metric]
    name, meaning = say(metric.short, lang), say(metric.meaning, lang)
    return "" if name == meaning else f"{begun(name)}: {meaning}."


def noisy(claim: Claim, lang: Language) -> str:
    """That there is so much noise that only bounds are told, and how many replications would do."""
    found = claim.shown.noisy
    if not (found.too_much and claim.shown.all.holds.bounds):
        return ""
    return say(_NOISY if found.apart else _HIDDEN, lang).format(number(found.enough, 0, lang))


def judged_by(claim: Claim, lang: Language) -> str:
    """What credible models are, or those nearest to that, where there are such groups."""
    judged = claim.judged
    if judged is None or not judged.many:
        return ""
    words = say(_JUDGED_NEAR if judged.nearest else _JUDGED, lang)
    return words.format(len(judged.bands), judged.of, judged.many, judged.inside)


def _freed(claim: Claim, shown: InMode, lang: Language) -> str:
    """Whether the shares are freed of noise, and if not, why."""
    found, n = shown.seen, shown.all.holds.n
    seen = found.difference[found.there]
    if not n:
        return ""
    if claim.replications == 1:
        why = say(_ONE_RUN, lang)
    elif seen.min() == seen.max():
        same = amount(claim.claimed.metric, float(seen[0]), lang)
        why = say(_SAME, lang).format(same, number(n, 0, lang))
    elif n < LEAST_DRAWS:
        why = say(_FEW, lang).format(LEAST_DRAWS)
    elif not found.noise[found.there].any():
        why = say(_NO_NOISE, lang)
    else:
        counted = percent(shown.all.holds.counted, lang)
        return say(_FREED, lang).format(claim.replications, percent(shown.noise, lang), counted)
    return say(_COUNTED, lang).format(why)


_ALL = Text("all", "alle")
_INSIDE = Text("credible", "troværdige")
_NEAR = Text("nearest {0}", "nærmeste {0}")


def group_name(group: Counted, judged: Credible | None, lang: Language) -> str:
    """What a group of models is called."""
    if group.group == NEAREST_DRAWS and judged is not None:
        return say(_NEAR, lang).format(judged.many)
    return say(_ALL if group.group == ALL_DRAWS else _INSIDE, lang)

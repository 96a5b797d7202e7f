"""What regimes were to cost and what innovation used, and how they were brought to equal use, in words."""

from __future__ import annotations

from collections.abc import Sequence

from innosim.analysis.regimes import Use
from innosim.experiment.equal_use import EqualUse, Fit
from innosim.experiment.secant import Ending
from innosim.present.tables import Sheet, Span
from innosim.present.words.language import (
    LANGUAGES,
    Language,
    capital,
    listed,
    number,
    percent,
    rounded,
    say,
)
from innosim.scenario.catalogue import AS_COSTED, COSTS, METRICS, Text

_HEAD = (
    Text("price", "pris"),
    Text("use", "forbrug"),
    Text("time %", "tid %"),
    Text("pool %", "pulje %"),
)


def use_sheet(
    uses: Sequence[Use], equal_use: EqualUse | None = None, lang: Language = "en"
) -> Sheet:
    """Standing price, use, and use of what was offered per regime, cost modes side by side."""
    costs = tuple(dict.fromkeys(use.cost for use in uses))
    found = {(use.cost, use.regime): use for use in uses}
    head, groups = ["regime"], []
    for cost in costs:
        places = tuple(range(len(head), len(head) + len(_HEAD)))
        groups.append(Span(say(COSTS[cost].head, lang), places))
        head += [say(name, lang) for name in _HEAD]
    rows = []
    for regime in dict.fromkeys(use.regime for use in uses):
        cells = [regime]
        for cost in costs:
            use = found.get((cost, regime))
            cells += [""] * len(_HEAD) if use is None else _cells(use, lang)
        rows.append(tuple(cells))
    title = Text(
        "Standing price and use, mDKK a year, and use of what was offered",
        "Fast pris og forbrug, mio. kr. pr. år, og brug af det tilbudte",
    )
    notes = (_offered(lang), *(equal_use_words(equal_use, lang) if equal_use else ()))
    return Sheet(say(title, lang), tuple(head), tuple(rows), notes, groups=tuple(groups))


def _cells(use: Use, lang: Language) -> list[str]:
    shares = (use.protected_used, use.pool_used)
    return [
        rounded(use.price, lang),
        rounded(use.use, lang),
        *("" if share != share else number(100.0 * share, 0, lang) for share in shares),  # noqa: PLR0124
    ]


def _offered(lang: Language) -> str:
    protected, pool = (
        say(METRICS[name].short, lang) for name in ("protected_used_share", "pool_used_share")
    )
    words = Text(
        f"Use: kroner and all hours really used. Time %: {protected}; pool %: {pool}.",
        f"Forbrug: kroner og alle timer, der faktisk blev brugt. Tid %: {protected}; pulje %: {pool}.",
    )
    return say(words, lang)


def in_brief(uses: Sequence[Use], found: EqualUse | None, baseline: str, lang: Language) -> str:
    """The envelope, what set it, and what was used: as costed by those that are scaled, and by a ``baseline`` that is not; "" where there was none."""
    costed = {use.regime: use.use for use in uses if use.cost == AS_COSTED}
    envelope = None if found is None else found.envelope
    if found is None or envelope is None:
        ends = _range(tuple(costed.values()), lang) if costed else ""
        words = Text(
            f"Used as costed: {ends} mDKK a year.",
            f"Forbrug til egen pris: {ends} mio. kr. om året.",
        )
        return say(words, lang) if costed else ""
    scaled = {fit.regime for fit in found.fits if fit.ending != Ending.STAYS}
    own = [use for regime, use in costed.items() if regime in scaled]
    by = (
        Text("preset median", "presetmedian")
        if found.presets
        else Text("the scenario's", "scenariets")
    )
    parts = [Text(f"{_mdkk(envelope, 'en')} ({by.en})", f"{_mdkk(envelope, 'da')} ({by.da})")]
    if own:
        parts.append(Text(f"as costed {_range(own, 'en')}", f"egen pris {_range(own, 'da')}"))
    if baseline in costed and baseline not in scaled:
        alone = Text(*(f"{baseline} {_short(costed[baseline], each)}" for each in LANGUAGES))
        parts.append(alone)
    begun = say(Text("Equal resources", "Lige ressourcer"), lang)
    return f"{begun}: {'; '.join(say(part, lang) for part in parts)}."


def _mdkk(amount: float, lang: Language) -> str:
    return f"{_short(amount, lang)} {say(Text('mDKK/y', 'mio./år'), lang)}"


def _short(amount: float, lang: Language) -> str:
    """An amount to two digits that count."""
    return rounded(amount, lang, half=amount)


def _range(values: Sequence[float], lang: Language) -> str:
    """From the least to the most."""
    ends = dict.fromkeys(_short(pick(values), lang) for pick in (min, max))
    return "–".join(ends)


def equal_use_words(found: EqualUse, lang: Language) -> tuple[str, ...]:
    """The envelope, what set it, and each regime's factor; then whom a step keeps from it."""
    if found.envelope is None:
        return ()
    return (
        _envelope(found, lang),
        *(_step(fit, found.envelope, lang) for fit in found.fits if fit.ending == Ending.STEP),
    )


def _envelope(found: EqualUse, lang: Language) -> str:
    amount = rounded(found.envelope or 0.0, lang)
    presets = listed(tuple(found.presets), lang)
    by = (
        Text(
            f"median use of the presets {presets} in this town",
            f"medianen af forbruget i denne kommune med {presets}, som de leveres",
        )
        if found.presets
        else Text("the scenario's envelope_mdkk", "scenariets envelope_mdkk")
    )
    factors = listed(
        [
            f"{rounded(fit.factor, lang)} ({fit.regime})"
            for fit in found.fits
            if fit.ending != Ending.STAYS
        ],
        lang,
    )
    times = (
        Text(f"; amounts times {factors}", f"; mængder gange {factors}")
        if factors
        else Text("", "")
    )
    stays = listed([fit.regime for fit in found.fits if fit.ending == Ending.STAYS], lang)
    unscaled = (
        Text(f"; nothing to scale: {stays}", f"; intet at skalere: {stays}")
        if stays
        else Text("", "")
    )
    words = Text(
        f"Equal resources are a use of {amount} mDKK a year ({by.en}){times.en}{unscaled.en}.",
        f"Lige ressourcer er et forbrug på {amount} mio. kr. pr. år ({by.da}){times.da}{unscaled.da}.",
    )
    return say(words, lang)


def _step(fit: Fit, envelope: float, lang: Language) -> str:
    """That a regime is no nearer: what is counted in whole ones comes and goes at once."""
    use = fit.use or 0.0
    apart = percent(abs(use - envelope) / envelope, lang) if envelope else ""
    side = Text("above", "over") if use > envelope else Text("below", "under")
    words = Text(
        f"{fit.regime} comes no nearer than {rounded(use, lang)}, {apart} {side.en}: what is counted in whole ones"
        " leaves a step there.",
        f"{fit.regime} kommer ikke nærmere end {rounded(use, lang)}, {apart} {side.da}: hvad der tælles i hele, giver"
        " et spring dér.",
    )
    return say(capital(words), lang)

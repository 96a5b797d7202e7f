"""What a regime is, in words: its levers where they differ from the baseline, and their price."""

from __future__ import annotations

from collections.abc import Sequence

from innosim.analysis.regimes import Identity, LeverDifference
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, number, percent, rounded, say, unit
from innosim.scenario.catalogue import LEVERS, Text
from innosim.scenario.catalogue.declare import in_both


def identity_sheet(identities: Sequence[Identity], lang: Language = "en") -> Sheet:
    """A row per regime: its title where that says more than its name, what it is, and its standing price in mDKK a year."""
    rows = tuple(
        (one.regime, _titled(one, identity_words(one, lang), lang), rounded(one.price, lang))
        for one in identities
    )
    base = identities[0].baseline if identities else ""
    title = Text(
        f"What each regime is: where it differs from {base}",
        f"Hvad hvert regime er: hvor det afviger fra {base}",
    )
    note = Text(
        "In brackets: standing price of the lever, mDKK a year, known before the run.",
        "I parentes: virkemidlets faste pris, mio. kr. pr. år, kendt før kørslen.",
    )
    head = Text("levers", "virkemidler")
    price = Text("mDKK a year", "mio. kr. pr. år")
    return Sheet(
        say(title, lang),
        ("regime", say(head, lang), say(price, lang)),
        rows,
        (say(note, lang),),
        frozenset({0, 1}),
        frozenset({1}),
    )


def _titled(identity: Identity, words: str, lang: Language) -> str:
    title = say(in_both(identity.title), lang)
    return words if title.casefold() == identity.regime.casefold() else f"{title}: {words}"


def identity_words(identity: Identity, lang: Language = "en") -> str:
    """The levers in which a regime differs from the baseline, in words."""
    if not identity.differences:
        same = Text(
            f"the same setting as {identity.baseline}", f"samme indstilling som {identity.baseline}"
        )
        return say(same, lang)
    return "; ".join(lever_words(difference, lang) for difference in identity.differences)


def lever_words(difference: LeverDifference, lang: Language = "en") -> str:
    """One lever in words: name, value, unit, price, and later dated values."""
    lever = LEVERS[difference.lever]
    if lever.off is not None:
        words = say(lever.short if difference.value else lever.off, lang)
    else:
        amount = lever_value(difference.lever, difference.value, lang)
        words = f"{say(lever.short, lang)} {amount}"
    price = rounded(difference.price, lang)
    if any(
        digit in price for digit in "123456789"
    ):  # a price that rounds to nothing is not worth a bracket
        words += f" ({price})"
    from_month = say(Text("from month", "fra måned"), lang)
    for month, value in difference.changes:
        words += f", {from_month} {month}: {lever_value(difference.lever, value, lang)}"
    return words


def lever_value(lever: str, value: float, lang: Language) -> str:
    """A lever's value with its unit: 0.4%, 0.5 per 1,000 staff, yes."""
    kind = LEVERS[lever]
    if kind.kind == "yes/no":
        return say(Text("yes", "ja") if value else Text("no", "nej"), lang)
    if kind.unit == "share":
        return percent(value, lang, decimals=_places(100.0 * value))
    shown = number(value, _places(value), lang, signed=kind.unit == "coefficient")
    return f"{shown} {_behind(lever, lang)}".rstrip()


def _behind(lever: str, lang: Language) -> str:
    """The unit behind a value, where the lever's name does not say it already."""
    kind = LEVERS[lever]
    return "" if kind.unit == "months" else unit(kind.unit, lang)


def _places(value: float) -> int:
    """Decimals that a round value needs, three at most."""
    return next((places for places in range(3) if abs(round(value, places) - value) < 1e-9), 3)

"""Numbers in a note on a scenario, in both languages: with a comma between thousands in English, a point in Danish."""

from __future__ import annotations

from collections.abc import Mapping

from innosim.scenario.catalogue.declare import Text

_SWAPPED = str.maketrans(",.", ".,")


def marked(number: str) -> Text:
    """A number as Python writes it in English, in both languages."""
    return Text(number, number.translate(_SWAPPED))


def kroner(mdkk: float) -> Text:
    """An amount in whole kroner."""
    amount = marked(f"{1e6 * mdkk:,.0f}")
    return Text(f"DKK {amount.en}", f"{amount.da} kr.")


def in_three_digits(count: float) -> Text:
    """A count of people or hours: in full, and with three digits where it is small."""
    return marked(f"{count:,.0f}" if count >= 100.0 else f"{count:.3g}")


def per_cent(share: float) -> Text:
    """A share, as per cent with three digits."""
    number = marked(f"{100.0 * share:.3g}")
    return Text(f"{number.en} %", f"{number.da} %")


def in_full(value: float) -> Text:
    """A number without a power of ten."""
    return marked(
        f"{value:,}" if isinstance(value, int) else f"{value:,.10f}".rstrip("0").rstrip(".")
    )


def filled(words: Text, values: Mapping[str, Text | str]) -> Text:
    """A sentence in both languages, each with its own values; an abbreviation at its end brings its own point."""
    en = {name: v.en if isinstance(v, Text) else v for name, v in values.items()}
    da = {name: v.da if isinstance(v, Text) else v for name, v in values.items()}
    return Text(_ended(words.en.format(**en)), _ended(words.da.format(**da)))


def _ended(sentence: str) -> str:
    return sentence[:-1] if sentence.endswith("..") else sentence

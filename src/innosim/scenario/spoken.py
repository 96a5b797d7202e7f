"""Numbers in a note on a scenario, in both languages: with a comma between thousands in English, a point in Danish."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from innosim.scenario.catalogue.declare import Text
from innosim.scenario.numerals import plainly

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
    return marked(f"{count:,.0f}" if count >= 100.0 else plainly(count, 3))


def per_cent(share: float) -> Text:
    """A share, as per cent with three digits."""
    number = marked(f"{Decimal(plainly(100.0 * share, 3)):,f}")
    return Text(f"{number.en} %", f"{number.da} %")


def in_full(value: float) -> Text:
    """A number without a power of ten."""
    return marked(
        f"{value:,}" if isinstance(value, int) else f"{value:,.10f}".rstrip("0").rstrip(".")
    )


def _counted(count: int, one: Text, many: Text) -> Text:
    """A count and what is counted, in the singular where it is one."""
    number, words = in_full(count), one if count == 1 else many
    return Text(f"{number.en} {words.en}", f"{number.da} {words.da}")


def runs_counted(replications: int) -> Text:
    """So many replications."""
    return _counted(replications, Text("replication", "kørsel"), Text("replications", "kørsler"))


def how_much_is_run(replications: int, months: int) -> Text:
    """How many replications of how many months, as "50 replications of 144 months"."""
    runs = runs_counted(replications)
    long = _counted(months, Text("month", "måned"), Text("months", "måneder"))
    return Text(f"{runs.en} of {long.en}", f"{runs.da} à {long.da}")


def filled(words: Text, values: Mapping[str, Text | str]) -> Text:
    """A sentence in both languages, each with its own values; an abbreviation at its end brings its own point."""
    en = {name: v.en if isinstance(v, Text) else v for name, v in values.items()}
    da = {name: v.da if isinstance(v, Text) else v for name, v in values.items()}
    return Text(_ended(words.en.format(**en)), _ended(words.da.format(**da)))


def _ended(sentence: str) -> str:
    return sentence[:-1] if sentence.endswith("..") else sentence

"""What every figure must know besides its frame: the regimes, the baseline, the words and the size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from innosim.present.style import SCREEN, Mark, Size, marks
from innosim.present.words.language import Language, number, percent, points, say
from innosim.scenario.catalogue import AS_COSTED, Text

START_YEAR = 2014  # month 0 is January 2014


@dataclass(frozen=True)
class Scene:
    """What surrounds a figure.

    ``regimes`` maps a name to its title, in the file's order. ``equal`` holds the regimes that are
    bit for bit the baseline: they are written "no difference", never drawn as a small one.
    ``command`` remakes the figure.
    """

    name: str
    regimes: Mapping[str, str]
    baseline: str
    seed: int
    months: int
    command: str
    equal: frozenset[str] = frozenset()
    cost: str = AS_COSTED
    lang: Language = "en"
    size: Size = SCREEN
    _marks: Mapping[str, Mark] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_marks", marks(self.regimes, self.baseline))

    @property
    def order(self) -> tuple[str, ...]:
        """The regimes, the baseline last: it is what the others are held against."""
        others = tuple(regime for regime in self.regimes if regime != self.baseline)
        return others + ((self.baseline,) if self.baseline in self.regimes else ())

    @property
    def years(self) -> int:
        """Years that the run touches."""
        return -(-self.months // 12)

    def mark(self, regime: str) -> Mark:
        """Colour, marker and dash of ``regime``."""
        return self._marks[regime]

    def say(self, text: Text) -> str:
        """``text`` in the figure's language."""
        return say(text, self.lang)

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """``value`` in the figure's language."""
        return number(value, decimals, self.lang, signed=signed)

    def percent(self, share: float, decimals: int = 0) -> str:
        """``share`` as per cent in the figure's language."""
        return percent(share, self.lang, decimals=decimals)

    def points(self, share: float, decimals: int = 0) -> str:
        """A difference of shares in percentage points."""
        return points(share, self.lang, decimals=decimals)

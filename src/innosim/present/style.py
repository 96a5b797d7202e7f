"""The house style of every figure: colours, markers, dashes, sizes, and how files are written.

Six colours stay apart in normal sight and three kinds of colour-blindness; nothing rests on colour
alone: a regime also has its marker, its dash and its name beside it. Two sizes are printed: a slide
read from the back row and one column of a paper. ``screen`` is for notebooks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Format = Literal["png", "svg"]
Dash = tuple[int, tuple[float, ...]]

COLOURS = ("#27527F", "#D2480C", "#4F9980", "#C067DB")
"""The regimes' colours, in the order of the file."""

BASELINE_COLOUR, EXTREME_COLOUR = "#802800", "#333333"
"""What the others are compared with, and a regime of cuts only."""

FOR, AGAINST = "#4D5560", "#B9C0C8"
"""What speaks for a regime and what against it, where no regime is meant: neutral, and apart by how dark they are."""

INK, QUIET, FAINT, PAPER_WHITE = "#1A1A1A", "#595959", "#D9D9D9", "#FFFFFF"
FONT = "DejaVu Sans"  # ships with matplotlib, holds æøå

_MARKERS = ("o", "^", "D", "v", "P")
_DASHES: tuple[Dash, ...] = (
    (0, ()),
    (0, (5.0, 1.4)),
    (0, (1.2, 1.2)),
    (0, (6.0, 1.4, 1.2, 1.4)),
    (0, (3.6, 1.0, 1.0, 1.0, 1.0, 1.0)),
)


@dataclass(frozen=True)
class Mark:
    """How one regime is drawn: colour, marker and dash, never colour alone."""

    colour: str
    marker: str
    dash: Dash
    filled: bool = True

    @property
    def face(self) -> str:
        """Fill of the marker: hollow once the four colours are used up."""
        return self.colour if self.filled else PAPER_WHITE


@dataclass(frozen=True)
class Size:
    """A size figures are made for; ``font`` in points decides every other length."""

    name: str
    width: float  # inches
    height: float | None  # inches; None: as high as the figure needs
    font: float  # points
    fine: float  # points, ticks and notes
    foot: float  # points, the footer
    line: float  # points
    dpi: int

    @property
    def em(self) -> float:
        """One font size in inches: the unit of all layout."""
        return self.font / 72.0


SLIDE = Size("slide", 13.333, 7.5, 20.0, 15.0, 11.0, 3.0, 144)
PAPER = Size("paper", 3.35, None, 7.5, 6.5, 5.5, 1.1, 300)
SCREEN = Size("screen", 9.0, None, 11.0, 9.0, 8.0, 1.7, 110)
SIZES: Mapping[str, Size] = {size.name: size for size in (SLIDE, PAPER, SCREEN)}


_BASELINE = Mark(BASELINE_COLOUR, "s", (0, (2.6, 1.2)))
_EXTREME = Mark(EXTREME_COLOUR, "X", (0, (1.0, 2.2)))


def marks(regimes: Iterable[str], baseline: str, extreme: str = "") -> dict[str, Mark]:
    """A mark for each regime: one of their own for the baseline and for the regime of cuts only, the others in the order given."""
    result: dict[str, Mark] = {}
    place = 0
    for regime in regimes:
        if regime in (extreme, baseline):
            result[regime] = _EXTREME if regime == extreme else _BASELINE
            continue
        lap, which = divmod(place, len(COLOURS))
        # Past four regimes the colours come again, hollow and with another marker and dash.
        result[regime] = Mark(
            COLOURS[which],
            _MARKERS[(which + lap) % len(_MARKERS)],
            _DASHES[(which + lap) % len(_DASHES)],
            lap == 0,
        )
        place += 1
    return result


def lighter(colour: str, share: float) -> str:
    """``colour`` mixed with white; ``share`` 0 leaves it, 1 is white."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02X}" for part in parts)


@contextmanager
def drawing(size: Size) -> Iterator[None]:
    """Draw in the house style whatever the user's own matplotlib style is."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "font.family": FONT,
                "font.size": size.font,
                "svg.hashsalt": "innosim",
                "svg.fonttype": "path",
                "path.simplify": True,
                "hatch.linewidth": 0.5 * size.line,
                "text.parse_math": False,  # a dollar sign in a name is a dollar sign
            }
        )
        yield


def save(figure: Figure, stream: BinaryIO, size: Size, kind: Format) -> None:
    """Write ``figure`` so that the same figure is the same bytes: no date, no version, fixed ids."""
    metadata = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
    with drawing(size):
        figure.savefig(stream, format=kind, dpi=size.dpi, metadata=metadata, facecolor=PAPER_WHITE)

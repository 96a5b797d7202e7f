"""Does the claim hold? A hundred squares for all plausible models, in each cost mode, and what decides it in words.

A square is one per cent of the models. It has the colour of the regime that is clearly ahead in it, and is grey where the difference does not matter (ochre where
that is what is claimed): by true differences, freed of the noise of few replications. The interval stands with the number, and both are those of text and table. Where
noise hides the shares, so many squares have a colour as each has at least, and the others are blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from innosim.analysis.claim import NEAREST_DRAWS, Claim, InMode
from innosim.analysis.verdicts import Verdict
from innosim.present.claim_notes import judged_by, metric_meaning, noisy
from innosim.present.claim_numbers import holding_share, verdict_share, whole_percent
from innosim.present.claim_words import deciding, statement
from innosim.present.figures.labels import height_in, wrap
from innosim.present.figures.page import Page, leave_empty, ready
from innosim.present.figures.scene import Scene
from innosim.present.style import INK, PAPER_WHITE, QUIET, lighter
from innosim.present.words.language import begun
from innosim.present.words.outcomes import UNDEFINED
from innosim.scenario.catalogue import COSTS, Text
from innosim.scenario.claimed import ClaimRelation
from innosim.scenario.spoken import runs_counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SIDE = 10
_GREY = "#BDBDBD"
_LEVEL = "#8A6D00"
"""Of the squares in which a claim that two are level holds: the colour of no regime."""
_OF = Text("holds in {0} of {1}", "holder i {0} af {1}")
_CREDIBLE = Text("of the {0} credible: {1}", "af de {0} troværdige: {1}")
_NEAREST = Text("of the {0} nearest: {1}", "af de {0} nærmeste: {1}")
_ABOUT = Text(
    "A square is 1% of the plausible models (all uncertain parameters drawn anew); in brackets 95% intervals",
    "En firkant er 1 % af de plausible modeller (alle usikre parametre trukket på ny); i parentes 95 %-intervaller",
)
_HOLDING = Text("holds, {0}", "holder, {0}")
_AHEAD = Text("{0} clearly ahead: {1}", "{0} klart foran: {1}")
_HIGHER = Text("{0} clearly higher: {1}", "{0} klart højere: {1}")
_SMALL = Text("too little to matter: {0}", "for lidt til at betyde noget: {0}")
_RESTS = Text("n = {0} models, {1} each", "n = {0} modeller, {1} hver")


def draw(axes: Sequence[Axes], claim: Claim, scene: Scene) -> list[Axes]:
    """One Axes a cost mode."""
    modes = _modes(claim)
    given = ready(axes, len(modes), scene)
    for ax, mode in zip(given, modes, strict=True):
        _squares(ax, claim, mode, scene)
    return given


def page(figure: Figure, claim: Claim, scene: Scene) -> list[Axes]:
    """The claim as title, squares in each cost mode, and beside or below them what decides it."""
    modes = _modes(claim)
    n = claim.draws - len(claim.failed)
    rests = scene.say(_RESTS).format(scene.number(n), scene.say(runs_counted(claim.replications)))
    lang = scene.lang
    foot = [
        rests,
        *filter(None, (noisy(claim, lang), judged_by(claim, lang), metric_meaning(claim, lang))),
    ]
    title = begun(statement(claim.claimed, scene.lang))
    tall = scene.size.height is None
    told = _told(claim, scene)
    inner = scene.size.width - 1.4 * scene.size.em
    lines = [line for each in told for line in wrap(each, scene.size.fine, inner)] if tall else []
    words = 1.45 * len(lines) * scene.size.fine / scene.size.font
    across = len(modes) if tall else max(2, len(modes))
    squares = (inner / scene.size.em) / across - 1.5
    whole = Page(
        figure, scene, title, scene.say(_ABOUT), foot, squares + 7.6 + words, both_modes=True
    )
    widths = [1.0] * len(modes) + ([] if tall else [1.25])
    grid = whole.grid(
        1,
        len(widths),
        margins=(0.2, 0.2, 2.6, 4.6 + (words + 0.8 if tall else 0.0)),
        gaps=(1.5, 1.0),
        widths=widths,
    )
    axes: list[Axes] = list(grid.flat)
    for ax, mode in zip(axes, modes, strict=False):
        _squares(ax, claim, mode, scene)
    if tall:
        y = whole.bottom + words * whole.em
        for line in lines:
            whole.text(whole.left, y, line, scene.size.fine)
            y -= 1.45 * scene.size.fine / 72.0
    else:
        _beside(whole, axes[-1], told, scene)
    return axes[: len(modes)]


def _beside(whole: Page, ax: Axes, told: Sequence[str], scene: Scene) -> None:
    """Write the sentences into the last column."""
    ax.set_axis_off()
    box = ax.get_position()
    left, width = box.x0 * scene.size.width, box.width * scene.size.width
    y = whole.top - 0.6 * whole.em
    points, said = _fitting(told, scene.size.fine, width, y - whole.bottom)
    for lines in said:
        for line in lines:
            whole.text(left, y, line, points)
            y -= _LINE * points / 72.0
        y -= _BETWEEN * points / 72.0


def _fitting(
    told: Sequence[str], points: float, width: float, room: float
) -> tuple[float, list[list[str]]]:
    """The sentences in lines and the size in which all stand in ``room`` inches; below the smallest, whole sentences go from the end: the text has them."""
    for each in (1.0, 0.94, 0.88, 0.82, _SMALLEST):
        said = [wrap(sentence, each * points, width) for sentence in told]
        if _high(said, each * points) <= room:
            return each * points, said
    while len(said) > 1 and _high(said, _SMALLEST * points) > room:
        said.pop()
    return _SMALLEST * points, said


def _high(said: Sequence[Sequence[str]], points: float) -> float:
    """How high sentences stand, in inches."""
    return (sum(_LINE * len(lines) + _BETWEEN for lines in said) - _BETWEEN) * points / 72.0


_LINE, _BETWEEN = 1.35, 0.55
"""Of the print: from line to line, and more between sentences."""
_SMALLEST = 0.76


def _modes(claim: Claim) -> list[InMode]:
    return sorted(claim.modes, key=lambda mode: mode.cost != claim.cost)


def _told(claim: Claim, scene: Scene) -> list[str]:
    """What stands beside the squares: what decides, the box, the smallest change."""
    return [each for each in deciding(claim, scene.lang, most=_MOST_NAMED) if each]


_MOST_NAMED = 4
"""Deciders that the card has room to name."""


def _squares(ax: Axes, claim: Claim, mode: InMode, scene: Scene) -> None:
    """A hundred squares: who is clearly ahead from above, then what does not matter, then the other."""
    from matplotlib.patches import Rectangle

    ax.set_axis_off()
    ax.set_xlim(0.0, _SIDE)
    ax.set_ylim(_SIDE, 0.0)
    ax.set_aspect("equal", anchor="NW")
    counted = mode.all
    size = scene.size
    ax.set_title(
        begun(scene.say(COSTS[mode.cost].short)),
        loc="left", fontsize=size.fine, color=INK, fontweight="bold", pad=1.9 * size.fine,
    )  # fmt: skip
    if not counted.holds.n:
        leave_empty(ax, scene, scene.say(UNDEFINED))
        return
    counts = list(counted.percents.values())
    level = claim.claimed.relation == ClaimRelation.EQUAL
    colours = (
        scene.mark(claim.claimed.one).colour,
        _LEVEL if level else lighter(_GREY, 0.35),
        scene.mark(claim.claimed.other).colour,
    )
    holding = 1 if level else 0
    place = 0
    for kind, count in enumerate(counts):
        for _ in range(count):
            row, column = divmod(place, _SIDE)
            # What does not hold the claim is hollow too: colour is never alone.
            full = kind in {holding, 1}
            square = Rectangle(
                (column + 0.08, row + 0.08),
                0.84,
                0.84,
                facecolor=colours[kind] if full else PAPER_WHITE,
                edgecolor=colours[kind],
                linewidth=0.6 * size.line,
                hatch=None if full else "////",
            )
            ax.add_patch(square)
            place += 1
    for blank in range(place, _SIDE * _SIDE):
        row, column = divmod(blank, _SIDE)
        ax.add_patch(
            Rectangle(
                (column + 0.08, row + 0.08), 0.84, 0.84, facecolor="none", edgecolor=_GREY, linewidth=0.4 * size.line,
                linestyle=":",
            )
        )  # fmt: skip
    holds = scene.say(_OF).format(holding_share(counted, scene.lang), scene.number(counted.holds.n))
    ax.text(0.0, -0.25, holds, fontsize=size.fine, color=INK, va="bottom", clip_on=False)
    _key(ax, claim, mode, colours, scene)


def _key(
    ax: Axes,
    claim: Claim,
    mode: InMode,
    colours: Sequence[str],
    scene: Scene,
) -> None:
    """Below the squares: how many of each, in its colour, and the share among credible models."""
    verdicts = tuple(mode.all.verdicts)
    ahead = _AHEAD if Verdict.CLEARLY_BETTER in verdicts else _HIGHER
    shares = [
        verdict_share(mode.all, verdict, scene.lang)
        if found.bounds
        else whole_percent(mode.all.percents[verdict], scene.lang)
        for verdict, found in mode.all.verdicts.items()
    ]
    told = [
        scene.say(ahead).format(claim.claimed.one, shares[0]),
        scene.say(_SMALL).format(shares[1]),
        scene.say(ahead).format(claim.claimed.other, shares[2]),
    ]
    holding = verdicts.index(mode.all.holding)
    told[holding] = scene.say(_HOLDING).format(told[holding])
    inks = (colours[0], colours[1] if holding == 1 else QUIET, colours[2])
    lines = list(zip(told, inks, strict=True))
    if mode.credible is not None and mode.credible.holds.n:
        of = _NEAREST if mode.credible.group == NEAREST_DRAWS else _CREDIBLE
        n, share = scene.number(mode.credible.holds.n), holding_share(mode.credible, scene.lang)
        lines.append((scene.say(of).format(n, share), INK))
    size = scene.size
    step = 1.3 * size.fine / 72.0
    box = ax.get_position()
    side = min(box.width * scene.size.width, box.height * height_in(ax))
    for at, (line, colour) in enumerate(lines):
        ax.text(
            0.0, _SIDE * (1.0 + (0.1 * scene.size.em + (at + 0.2) * step) / side), line, fontsize=size.fine,
            color=colour, va="top", clip_on=False,
        )  # fmt: skip

"""Does the claim hold? A hundred squares for a hundred plausible models, in each cost mode, and what decides it in words.

A square has the colour of the regime that is clearly ahead in it, and is grey where the difference does not matter: by true differences,
freed of the noise of few replications. The interval stands with the number. Where noise hides the shares, so many squares have a colour as each has at least, and
the others are blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from innosim.analysis.claim import Claim, Counted, InMode
from innosim.analysis.verdicts import Verdict
from innosim.present.claim_words import boxed, notes, refutation, share, short_name, statement
from innosim.present.figures.labels import height_in, wrap
from innosim.present.figures.page import Page, leave_empty, ready
from innosim.present.figures.scene import Scene
from innosim.present.style import INK, PAPER_WHITE, QUIET, lighter
from innosim.present.words.language import begun
from innosim.present.words.outcomes import UNDEFINED
from innosim.scenario.catalogue import COSTS, Text
from innosim.scenario.claimed import ClaimRelation

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SIDE = 10
_GREY = "#BDBDBD"
_OF = Text("holds in {0} of 100", "holder i {0} af 100")
_BETWEEN = Text(
    "holds in {0} to {1} of 100, hidden by noise", "holder i {0} til {1} af 100, skjult af støj"
)
_RANGE = Text("95%: {0} to {1}", "95 %: {0} til {1}")
_CREDIBLE = Text("of the {0} credible: {1}", "af de {0} troværdige: {1}")  # fmt: skip
_ABOUT = Text(
    "Each square is one of 100 plausible models: all uncertain parameters drawn from their plausible ranges",
    "Hver firkant er en af 100 plausible modeller: alle usikre parametre trukket fra deres plausible spænd",
)
_AHEAD = Text("{0} clearly ahead: {1}", "{0} klart foran: {1}")
_HIGHER = Text("{0} clearly higher: {1}", "{0} klart højere: {1}")
_SMALL = Text("too little to matter: {0}", "for lidt til at betyde noget: {0}")
_RESTS = Text(
    "n = {0} models, {1} replications each", "n = {0} modeller, {1} kørsler hver"
)  # fmt: skip
_TURNS = Text("It turns on {0}.", "Det afhænger af {0}.")


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
    n = claim.shown.all.holds.n
    rests = scene.say(_RESTS).format(scene.number(n), claim.replications)
    foot = [rests, *(note for note in notes(claim, scene.lang)[1:2])]
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
    for each in told:
        for line in wrap(each, scene.size.fine, width):
            whole.text(left, y, line, scene.size.fine)
            y -= 1.35 * scene.size.fine / 72.0
        y -= 0.55 * scene.size.fine / 72.0


def _modes(claim: Claim) -> list[InMode]:
    return sorted(claim.modes, key=lambda mode: mode.cost != claim.cost)


def _told(claim: Claim, scene: Scene) -> list[str]:
    """What stands beside the squares: what decides, the box, the smallest change."""
    names = ", ".join(short_name(each.field) for each in (claim.deciders or ())[:4])
    turns = scene.say(_TURNS).format(names) if names else ""
    found = (turns, boxed(claim, scene.lang), refutation(claim, scene.lang))
    return [each for each in found if each]


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
    counts = _counts(counted)
    colours = (
        scene.mark(claim.claimed.one).colour,
        lighter(_GREY, 0.35),
        scene.mark(claim.claimed.other).colour,
    )
    holding = 1 if claim.claimed.relation == ClaimRelation.EQUAL else 0
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
    holds = scene.say(_OF).format(counts[holding])
    ends = [scene.number(100.0 * end) for end in (counted.holds.low, counted.holds.high)]
    told = f"{holds} ({scene.say(_RANGE).format(*ends)})"
    if counted.holds.bounds:
        told = scene.say(_BETWEEN).format(*ends)
    ax.text(0.0, -0.25, told, fontsize=size.fine, color=INK, va="bottom", clip_on=False)
    _key(ax, claim, mode, counts, colours, scene)


def _key(
    ax: Axes,
    claim: Claim,
    mode: InMode,
    counts: Sequence[int],
    colours: Sequence[str],
    scene: Scene,
) -> None:
    """Below the squares: how many of each, in its colour, and the share among credible models."""
    verdicts = tuple(mode.all.verdicts)
    ahead = _AHEAD if Verdict.CLEARLY_BETTER in verdicts else _HIGHER
    shares = [
        share(found, scene.lang) if found.bounds else str(count)
        for found, count in zip(mode.all.verdicts.values(), counts, strict=True)
    ]
    lines = [
        (scene.say(ahead).format(claim.claimed.one, shares[0]), colours[0]),
        (scene.say(_SMALL).format(shares[1]), QUIET),
        (scene.say(ahead).format(claim.claimed.other, shares[2]), colours[2]),
    ]
    if mode.credible is not None and mode.credible.holds.n:
        told = share(mode.credible.holds, scene.lang)
        lines.append((scene.say(_CREDIBLE).format(mode.credible.holds.n, told), INK))
    size = scene.size
    step = 1.3 * size.fine / 72.0
    box = ax.get_position()
    side = min(box.width * scene.size.width, box.height * height_in(ax))
    for at, (words, colour) in enumerate(lines):
        ax.text(
            0.0, _SIDE * (1.0 + (0.1 * scene.size.em + (at + 0.2) * step) / side), words, fontsize=size.fine,
            color=colour, va="top", clip_on=False,
        )  # fmt: skip


def _counts(counted: Counted) -> list[int]:
    """Return how many squares each verdict has; where noise hides the shares, as many as it has at least."""
    found = list(counted.verdicts.values())
    if counted.holds.bounds:
        return [int(100.0 * each.low) for each in found]
    return hundred([each.share for each in found])


def hundred(shares: Sequence[float]) -> list[int]:
    """Return shares as whole numbers of a hundred that add up to it (largest remainders)."""
    total = sum(shares)
    exact = [100.0 * each / total for each in shares]
    whole = [int(each) for each in exact]
    order = sorted(range(len(exact)), key=lambda at: whole[at] - exact[at])
    for at in order[: 100 - sum(whole)]:
        whole[at] += 1
    return whole

"""The claim card: one picture of a claim, on the screen and as files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from innosim.analysis.claim import Claim
from innosim.experiment.made import made_in
from innosim.present.figures.scene import Scene
from innosim.present.style import SIZES, Format, Size, drawing, save
from innosim.present.words.language import LANGUAGES, Language, say
from innosim.scenario.asked import how_asked
from innosim.scenario.catalogue.declare import in_both
from innosim.scenario.places import no_option
from innosim.scenario.resolved import Scenario

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def card(
    claim: Claim, *, size: str = "screen", lang: Language = "en", axes: Sequence[Axes] | None = None
) -> list[Axes]:
    """Draw a claim: a page of its own with pyplot, or into ``axes``, one a cost mode."""
    from innosim.present.figures import claim as drawn

    scene = _scene(claim, SIZES[size], lang)
    with drawing(scene.size):
        if axes is not None:
            return drawn.draw(axes, claim, scene)
        from matplotlib import pyplot as plt

        return drawn.page(plt.figure(), claim, scene)


def save_cards(
    claims: Sequence[Claim],
    folder: Path,
    *,
    sizes: Sequence[str] = ("slide", "paper"),
    formats: Sequence[Format] = ("png", "svg"),
    lang: Language = "en",
) -> list[Path]:
    """Write a card of each claim to ``folder``, made where it is not there, as claim-A-better-B-METRIC-SIZE.FORMAT (or equal).

    Raises:
        FolderError: they cannot be written, or another's file of such a name is there.
    """
    written = []
    with made_in(folder) as made:
        for claim, size in product(claims, sizes):
            figure = figure_of(claim, SIZES[size], lang)
            asked = claim.claimed
            how = asked.relation.name.lower()
            stem = f"claim-{asked.one}-{how}-{asked.other}-{asked.metric}"
            for kind in formats:
                write = partial(save, figure, size=SIZES[size], kind=kind)
                written.append(made.write(f"{stem}-{size}.{kind}", write))
    return written


def figure_of(claim: Claim, size: Size, lang: Language) -> Figure:
    """Return the card as a figure, made without pyplot."""
    from matplotlib.figure import Figure

    from innosim.present.figures import claim as drawn

    figure = Figure()
    with drawing(size):
        drawn.page(figure, claim, _scene(claim, size, lang))
    return figure


def _scene(claim: Claim, size: Size, lang: Language) -> Scene:
    scenario = claim.scenario
    return Scene(
        name=scenario.name,
        regimes={name: say(in_both(each.title), lang) for name, each in scenario.regimes.items()},
        baseline=scenario.baseline,
        seed=int(scenario.values["seed"]),
        months=int(scenario.values["months"]),
        command=_command(claim, scenario, lang),
        cost=claim.cost,
        lang=lang,
        size=size,
    )


def _command(claim: Claim, scenario: Scenario, lang: Language) -> str:
    """What makes the card again."""
    asked = how_asked(scenario)
    chosen = "" if lang == LANGUAGES[0] else f" --lang {lang}"
    size = f" --draws {claim.draws} --replications {claim.replications}"
    if not asked:
        return f'innosim.claim(scenario, "{claim.claimed}", draws={claim.draws}, replications={claim.replications})'
    name, *fields = asked
    fields = [each for each in fields if not each.startswith("run.replications=")]
    sets = "".join(f" --set {quote(each)}" for each in fields)
    return f"innosim claim {quote(no_option(name))} {quote(str(claim.claimed))}{size}{sets}{chosen}"

"""A claim in Python: held against plausible models, with its shares, its deciders, and its card."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from innosim.analysis import claim as claim_
from innosim.analysis.claim_refute import Refuted
from innosim.analysis.usual import CLAIM_DRAWS, CLAIM_REPLICATIONS
from innosim.experiment.errors import said_in_python
from innosim.present.claim_card import card
from innosim.present.claim_tables import claim_sheets
from innosim.present.claim_words import claim_sentences
from innosim.present.screens import Shown, as_text, screen
from innosim.present.tables import Sheet
from innosim.present.words.language import LANGUAGES, Language
from innosim.running import load
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.claimed import read_claim
from innosim.scenario.errors import known, several
from innosim.scenario.overlay import Overrides
from innosim.scenario.resolved import ScenarioLike

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Claim(Shown, claim_.Claim):
    """A claim held against plausible models; shows itself as sentences and tables.

    ``shares`` holds, by cost mode and group of models (``all``, ``credible``), the share in which it holds; ``deciders`` and ``box`` what decides it,
    ``refuted_by`` the smallest single change that refutes it, and ``modes`` the rest.
    """

    @property
    def refuted_by(self) -> Refuted | None:
        """The smallest single change at which the claim is shown not to hold; None where there is none, or none was looked for."""
        return self.refuted

    @argued()
    def sentences(self, lang: Language = "en") -> tuple[str, ...]:
        """What was found, in sentences, the share first."""
        return claim_sentences(self, lang)

    @argued()
    def plot(
        self, *, size: str = "screen", lang: Language = "en", axes: Sequence[Axes] | None = None
    ) -> list[Axes]:
        """Draw the claim card, a page of its own or into ``axes``, one a cost mode; returns the Axes it drew on."""
        from innosim.present.style import SIZES

        known("language", LANGUAGES, lang)
        return card(self, size=known("size", SIZES, size), lang=lang, axes=axes)

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it shows itself as."""
        return claim_sheets(self)

    def __str__(self) -> str:
        """The sentences and the tables as plain text."""
        return "\n".join((*claim_sentences(self, "en"), "", super().__str__()))

    def __repr__(self) -> str:
        """A screen of it."""
        from innosim.present.screens import SCREEN_WIDTH

        return screen(as_text(self.sheets(), SCREEN_WIDTH))


@argued(but=("draws", "replications", "jobs"))
def claim(  # noqa: PLR0913 - all but the first two by name, as on the command line
    scenario: ScenarioLike,
    claimed: str,
    *,
    draws: int = CLAIM_DRAWS,
    replications: int = CLAIM_REPLICATIONS,
    cost: str | Iterable[str] = (),
    overrides: Overrides = (),
    jobs: int | None = None,
    out: str | os.PathLike[str] | None = None,
    force: bool = False,
) -> Claim:
    """Hold a claim against draws of all uncertain parameters: in what share of plausible models it holds, and what decides it.

    Args:
        scenario: a scenario, a path or the name of an installed one.
        claimed: such as "framed > bottom-up on backing_mean", "framed = randers by 2 on value_per_year".
        draws: plausible models.
        replications: of each.
        cost: "as_costed", "equal_resources", or both (the default).
        overrides: values over the scenario's, as in `load`.
        jobs: threads; by default one a core. No value depends on it.
        out: a folder in which what is run is kept, as the command's ``--out``; by default it is thrown away.
        force: replace another study in ``out``.

    Raises:
        ScenarioError: the scenario cannot be used.
        ArgumentError: it is no claim, or on a regime or metric that is not there.
        PlanError: a number out of range, or a regime that cannot be brought to equal use.
        FolderError: something else is at ``out``.
    """
    from innosim.analysis.claim_study import Watching, run_claims
    from innosim.experiment.engine import installed
    from innosim.present.notebook import watching

    resolved = load(scenario, overrides)
    asked = read_claim(claimed, resolved)
    engine = installed()
    costs = tuple(cost_named(each) for each in several(cost))
    with (
        TemporaryDirectory(prefix="innosim-claim-", ignore_cleanup_errors=True) as kept,
        watching(engine.compile_seconds) as line,
        said_in_python(),
    ):
        watched = Watching() if line is None else Watching(line, line.searching)
        (found,) = run_claims(
            resolved, [asked], Path(kept if out is None else out), engine, draws=draws,
            replications=replications, costs=costs, jobs=jobs, force=force, watching=watched,
        )  # fmt: skip
    return Claim(**{each.name: getattr(found, each.name) for each in fields(found)})

"""What `import innosim` offers: load a scenario, run it, open a result, and ask it questions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innosim.analysis import biography as biography_
from innosim.analysis import bottlenecks as bottlenecks_
from innosim.analysis import comparison as comparison_
from innosim.analysis import fates as fates_
from innosim.analysis import purse as purse_
from innosim.analysis import ranking as ranking_
from innosim.analysis import twins as twins_
from innosim.analysis.claims import usual_cost
from innosim.analysis.compare import compare
from innosim.analysis.frames import AnalysisError, cost_of
from innosim.analysis.verdicts import Verdict
from innosim.experiment.manifest import SEAL
from innosim.experiment.result import StoredResult
from innosim.present.bottleneck_tables import bottleneck_sheets
from innosim.present.contrast_sentence import of_contrast
from innosim.present.idea_tables import fates_sheet
from innosim.present.life_story import story, story_html
from innosim.present.purse_tables import purse_sheets
from innosim.present.ranking_table import ranking_sheet
from innosim.present.screens import SCREEN_WIDTH, Shown, screen
from innosim.present.sentences import not_ranked_by, sentences
from innosim.present.tables import Sheet
from innosim.present.twin_tables import twin_sheets
from innosim.present.words.language import LANGUAGES, Language, say
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue import METRICS
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.errors import instead, several
from innosim.scenario.spoken import runs_counted

if TYPE_CHECKING:
    import pandas as pd

    from innosim.present.plot import Plots


class Comparison(comparison_.Comparison):
    """Regimes against a baseline; shows itself as verdicts, numbers and sentences."""

    @argued()
    def sentences(self, lang: Language = "en") -> tuple[str, ...]:
        """The answer to what the scenario asks, in sentences with numbers that say no more than the verdicts do."""
        return sentences(self, lang)

    @argued()
    def sentence(self, one: str, other: str, metric: str, lang: Language = "en") -> str:
        """One regime against another on a metric, in natural units, with the difference and the verdict in every cost mode.

        Raises:
            AnalysisError: a regime or metric that is not in this comparison, or two regimes that were not compared on it.
        """
        self.contrast(one, other, metric)  # says which of them, or what, was not compared
        return of_contrast(self, one, other, metric, lang)

    @argued()
    def between(self, regime: str, other: str, metric: str, *, together: bool = False) -> Verdict:
        """The verdict on any two regimes over the cost modes that were run, for a metric that all were contrasted on.

        Args:
            together: from intervals that hold for all pairs on the metric at once with 95 % confidence, as sentences and ranks do; else
                of this pair for itself.

        Raises:
            NotComparedError: these two were not contrasted on this metric.
        """
        alone = super().between(regime, other, metric)  # says which two, or what, was not compared
        if together:
            return ranking_.together_on(self, metric).contrast(regime, other).overall.verdict
        return alone

    @argued()
    def ranking(self, metric: str, cost: str = "", regimes: str | Iterable[str] = ()) -> Ranking:
        """Rank the regimes, or some of them, on a metric: ranks and letters that hold together with 95 % confidence.

        Args:
            metric: one of which a direction is better.
            cost: a cost mode; by default equal resources where that was run.
            regimes: those to rank, all by default, the baseline among them; who is left out decides nothing of who is the best in
                how many runs.

        Raises:
            AnalysisError: a metric, cost mode or regime that is not in this comparison, or a metric by which nobody is ranked, as the
                order turns on what is hardly known.
        """
        self._refuse_unranked(metric)
        mode = self._cost(cost)
        everyone = (*self.regimes, self.baseline)
        chosen = several(regimes) or everyone
        for name in chosen:
            if name not in everyone:
                raise AnalysisError(f"no regime {name!r}: {instead(name, everyone)}")
        found = ranking_.ranking(self, metric, mode, chosen)
        return Ranking(**vars(found), comparison=self)

    @argued()
    def unbeaten(self, cost: str = "") -> ranking_.Unbeaten:
        """Whom nobody beats on every headline metric (Pareto), in a cost mode, by default equal resources where that was run.

        Raises:
            AnalysisError: a cost mode that is not in this comparison.
        """
        return ranking_.unbeaten(self, self._cost(cost))

    def _cost(self, asked: str) -> str:
        mode = cost_named(asked) if asked else usual_cost(self)
        if mode not in self.costs:
            raise AnalysisError(f"no cost mode {asked!r}: {instead(mode, self.costs)}")
        return mode

    def _refuse_unranked(self, metric: str) -> None:
        if metric not in self.contrasted:
            raise AnalysisError(
                f"{metric} has no better direction, or is no metric of this comparison: {instead(metric, self.contrasted)}"
            )
        if METRICS[metric].turns_on:
            raise AnalysisError(
                f"{metric}: {say(not_ranked_by(METRICS[metric].turns_on), LANGUAGES[0])}"
            )

    @property
    def frame(self) -> pd.DataFrame:
        """Every finding as a frame to hand on: `table` with metrics, units, cost modes and regimes by their titles."""
        return self.labelled()

    @argued()
    def labelled(self, lang: Language = "en") -> pd.DataFrame:
        """`frame` in one of the two languages; codes and numbers stand in it too, as in `table`."""
        from innosim.present.labels import labelled

        return labelled(self, lang)

    @argued()
    def to_latex(self, metrics: str | Iterable[str] = (), lang: Language = "en") -> str:
        """A LaTeX table (booktabs) of ``metrics``, the headline ones by default, with what it rests on below.

        Raises:
            AnalysisError: a metric that is not in this comparison.
        """
        from innosim.present.latex import comparison_latex

        return comparison_latex(self, several(metrics), lang)

    def __str__(self) -> str:
        """The verdicts and the sentences as plain text."""
        from innosim.present.notebook import comparison_text

        return comparison_text(self)

    def __repr__(self) -> str:
        """A screen of it."""
        from innosim.present.notebook import comparison_text

        return screen(comparison_text(self, width=SCREEN_WIDTH))

    def _repr_html_(self) -> str:
        from innosim.present.notebook import comparison_html

        return comparison_html(self)


@dataclass(frozen=True, repr=False)
class Ranking(Shown, ranking_.Ranking):
    """Regimes ranked on one metric in one cost mode; shows itself as a table.

    ``standings`` holds a `Standing` a regime, the best first; ``left_out`` have no verdict and block nobody; ``pairs`` are the
    verdicts that hold together, by pair.
    """

    comparison: Comparison

    @property
    def table(self) -> pd.DataFrame:
        """A row a regime, the best first; the interval of ``to_the_best`` holds for all at once."""
        from innosim.present.ranking_table import ranking_frame

        return ranking_frame(self.comparison, self)

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it shows itself as."""
        return (ranking_sheet(self.comparison, self),)


class Bottlenecks(Shown, bottlenecks_.Bottlenecks):
    """Where ideas wait and for whom, and where the hours go; shows itself as tables."""

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables that it shows itself as."""
        return bottleneck_sheets(self)


class Purse(Shown, purse_.Purse):
    """What became of every krone that was booked in advance; shows itself year by year."""

    def sheets(self) -> tuple[Sheet, ...]:
        """The years of each regime and cost mode."""
        return purse_sheets(self)


class Fates(Shown, fates_.Fates):
    """What became of the same ideas under two regimes; shows itself as a table."""

    def sheets(self) -> tuple[Sheet, ...]:
        """The table that it shows itself as."""
        return (fates_sheet(self),)


class Biography(biography_.Biography):
    """One idea under several regimes; shows itself as its facts side by side, then event by event."""

    def __str__(self) -> str:
        """The facts, and the events under each regime, as plain text."""
        return story(self)

    def __repr__(self) -> str:
        """A screen of it."""
        return screen(story(self, width=SCREEN_WIDTH))

    def _repr_html_(self) -> str:
        return story_html(self)


class Twins(Shown, twins_.Twins):
    """What of each lead is an ordinary town's, politics' and the programme's; shows itself as a table a metric."""

    def sheets(self) -> tuple[Sheet, ...]:
        """A table a metric."""
        return twin_sheets(self)


class Result(StoredResult):
    """A stored result with the questions one may ask it.

    Frames (pandas, read when first asked for): ``metrics``, ``indicators``, ``ideas``, ``gates``,
    ``bookings``, ``ledger``. ``save(folder)`` keeps a result that was run in memory of this session only.
    """

    @argued()
    def __init__(self, folder: str | os.PathLike[str], *, keep: object = None) -> None:
        """Open ``folder``; ``keep`` lives as long as the result (what owns a temporary folder).

        Raises:
            ResultError: there is no result, or it is not whole.
        """
        super().__init__(folder)
        self._keep = keep

    def __reduce__(self) -> tuple[Callable[..., Result], tuple[Any, ...]]:
        """Cross a process border: one that is saved as its place, another with its files."""
        if self._keep is None:
            return _same, (self.folder, self.manifest.get(SEAL))
        from innosim.experiment.temporary import files_of

        return _arrived, (files_of(self),)

    @argued()
    def compare(
        self,
        baseline: str = "",
        *,
        between: tuple[str, str] | None = None,
        sesoi: Mapping[str, float] | None = None,
    ) -> Comparison:
        """Compare the regimes with ``baseline`` (by default the scenario's), or two ``between`` themselves.

        Args:
            baseline: a regime's name; not beside ``between``.
            between: two regimes; the first is then judged against the second.
            sesoi: smallest effect of interest by metric, in the metric's own unit.

        Raises:
            AnalysisError: a regime or metric that this result does not have, one regime twice, or a
                smallest effect that is negative.
        """
        self.refuse_other_edition()
        found = compare(self, baseline, between=between, sesoi=sesoi)
        return Comparison(**{field.name: getattr(found, field.name) for field in fields(found)})

    @argued()
    def fates(self, first: str, second: str, *, cost: str = "") -> Fates:
        """What became of the same ideas under two regimes, by default at equal resources where that was run."""
        self.refuse_other_edition()
        return Fates(**vars(fates_.fates(self, first, second, cost_of(self, cost))))

    @argued()
    def biography(
        self,
        idea: int | None = None,
        *,
        replication: int | None = None,
        between: tuple[str, ...] = (),
        cost: str = "",
    ) -> Biography:
        """One idea lived again under every regime (or those of ``between``), with every event.

        Without ``idea``, a telling one on which the first two regimes part ways, in ``replication`` where that is
        given. Without ``cost``, at equal resources where that was run.
        """
        self.refuse_other_edition()
        mode = cost_of(self, cost)
        if idea is None:
            first, second = between[:2] if len(between) > 1 else fates_.pair_to_follow(self, mode)
            replication, idea = fates_.telling(self.fates(first, second, cost=mode), replication)
        told = biography_.biography(
            self, idea, replication=replication or 0, regimes=between, cost=mode
        )
        return Biography(**vars(told))

    def twins(self) -> Twins:
        """What of each regime's lead an ordinary town has, what politics brings, and what the programme brings.

        Raises:
            AnalysisError: no politics twins were run (`run(..., politics=True)`).
        """
        self.refuse_other_edition()
        return Twins(**vars(twins_.twins(self)))

    def bottlenecks(self) -> Bottlenecks:
        """Where ideas wait and for whom, and where the hours go."""
        self.refuse_other_edition()
        return Bottlenecks(**vars(bottlenecks_.bottlenecks(self)))

    @argued()
    def purse(self, regime: str = "", *, cost: str = "", replication: int = -1) -> Purse:
        """What became of every krone that was booked in advance; see `analysis.purse.purse`."""
        self.refuse_other_edition()
        return Purse(**vars(purse_.purse(self, regime, cost=cost, replication=replication)))

    @property
    def regimes(self) -> tuple[str, ...]:
        """The regimes that were run, in the scenario file's order."""
        return tuple(self.manifest["regimes"])

    @property
    def seed(self) -> int:
        """The seed of all draws."""
        return int(self.manifest["seed"])

    @property
    def plot(self) -> Plots:
        """The figures: ``result.plot.metrics()`` and others, Axes in, Axes out."""
        self.refuse_other_edition()
        from innosim.present.plot import Plots

        return Plots(self)

    def __repr__(self) -> str:
        """Scenario, regimes and size, in one line."""
        much = runs_counted(self.manifest["replications"]).en
        names = ", ".join(self.regimes)
        return f"<Result of {self.manifest['name']}: {names}; {much}>"

    def _repr_html_(self) -> str:
        from innosim.present.notebook import result_html

        if self.other_edition:
            return f"<p>{escape(self.other_edition)}</p>"
        return result_html(self)


def _same(folder: Path, seal: object) -> Result:
    """Return a saved result in another process; not another one that has taken its place."""
    result = Result(folder)
    result.refuse_replaced(seal)
    return result


def _arrived(files: dict[str, bytes]) -> Result:
    """Return a result that came from another process, or is a copy, in a folder of its own."""
    from innosim.experiment.temporary import carried

    kept = carried(files)
    return Result(kept.folder, keep=kept)

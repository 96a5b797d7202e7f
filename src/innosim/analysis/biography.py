"""One idea under every regime: the same idea, the same head, the same luck, lived again with every event kept.

A result keeps no events. The idea's replication is run again from the stored scenario, and the metrics
that come out are held against the stored ones, so that a version that would tell another story says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from innosim.analysis.frames import (
    ENTERED,
    AnalysisError,
    Frames,
    in_mode,
    named,
    of,
    regimes_of,
)
from innosim.analysis.regimes import regimes_as_run
from innosim.experiment.engine import sources_digest, versions
from innosim.experiment.schema import null_of
from innosim.model.simulator import LABELS, Simulator
from innosim.scenario.catalogue import AS_COSTED, COSTS, METRICS
from innosim.scenario.catalogue.codes import (
    EVENTS,
    JUDGED_NO,
    JUDGED_YES,
    WAITED_GATE,
    WAITED_HOURS,
)
from innosim.scenario.errors import as_given

if TYPE_CHECKING:
    import pandas as pd


WAITS = (EVENTS.names[WAITED_GATE], EVENTS.names[WAITED_HOURS])
"""Events of waiting, one for each month of it."""

JUDGED = (EVENTS.names[JUDGED_YES], EVENTS.names[JUDGED_NO])
"""Events of a judgement at a gate."""


@dataclass(frozen=True)
class Life:
    """One idea under one regime.

    ``chance`` and ``draw`` decided whether it sparked: it did where draw < chance (NaN for a copy, which
    no draw of its own brings about). ``facts`` is its row of the table of ideas, empty where it did not
    spark; ``events`` its events in order: month, event, decider, decider_row, phase; per krone at stake, at a
    judgement, belief and sd of the dossier before the decider looked, its signal and the bar; amount in mDKK or hours. ``spent_mdkk`` is what it had cost
    in all, money and hours at the wage, 0 where it did not spark.
    """

    regime: str
    sparked: bool
    chance: float
    draw: float
    facts: Mapping[str, Any]
    events: pd.DataFrame
    spent_mdkk: float

    def spans(self, months: int) -> tuple[tuple[str, float, float], ...]:
        """The phases it went through in a run of ``months``: phase, first month, month after the last."""
        starts = {phase: self._month(column) for phase, column in ENTERED.items()}
        stop = float(months) if self.goes_on else self._month("end_month")
        come = [(phase, start) for phase, start in starts.items() if not math.isnan(start)]
        ends = [*(start for _, start in come[1:]), stop]  # of no phase at all, none
        return tuple(
            (phase, start, max(end, start)) for (phase, start), end in zip(come, ends, strict=False)
        )

    @property
    def goes_on(self) -> bool:
        """Whether it had not ended when the run did: it lives or operates."""
        return math.isnan(self._month("end_month"))

    @property
    def waits(self) -> tuple[float, ...]:
        """Months in which it waited for a gate, or for hours or money."""
        waited = self.events["event"].isin(WAITS)
        return tuple(sorted({float(month) for month in self.events.loc[waited, "month"]}))

    def _month(self, name: str) -> float:
        value = self.facts.get(name)
        return math.nan if value is None else float(value)


@dataclass(frozen=True)
class Biography:
    """One idea under several regimes, in one replication and cost mode.

    ``same_model`` is true where the model's sources are those the result was made with. ``drift`` names the
    regimes for which the installed version does not give the stored metrics, each with the metrics that
    differ: what is told of them is another story than the result's.
    """

    idea: int
    replication: int
    cost: str
    lives: tuple[Life, ...]
    drift: Mapping[str, tuple[str, ...]]
    same_model: bool

    @property
    def table(self) -> pd.DataFrame:
        """The facts side by side: a row per fact, a column per regime."""
        import pandas as pd

        facts = {
            life.regime: {
                "sparked": life.sparked,
                "chance": life.chance,
                "draw": life.draw,
                **life.facts,
            }
            for life in self.lives
        }
        return pd.DataFrame(facts)


def biography(
    result: Frames,
    idea: int,
    *,
    replication: int = 0,
    regimes: Sequence[str] = (),
    cost: str = AS_COSTED,
) -> Biography:
    """Live one idea again under ``regimes`` (by default all that were run).

    Raises:
        AnalysisError: a regime, a cost mode or a replication that this result does not have, or an idea that came up
            under none of ``regimes``.
    """
    names = [named(result, name) for name in (regimes or regimes_of(result))]
    ran = regimes_as_run(result, in_mode(result, cost))
    lives, drift = [], {}
    for name in names:
        stored = _stored(result, cost, name, replication)
        simulator = Simulator(result.scenario, ran[name], events=True)
        simulator.run(replication, watch=min(idea, _MOST_IDEA))
        lives.append(_life(simulator, name, idea, float(result.scenario.values["wage_mdkk"])))
        differing = _differing(stored, simulator.tables(ideas=False)["metrics"])
        if differing:
            drift[name] = differing
    if not any(life.sparked or not math.isnan(life.chance) for life in lives):
        raise AnalysisError(
            f"no idea {as_given(idea)} came up in replication {replication} in cost mode {COSTS[cost].flag} under {', '.join(names)}"
        )
    return Biography(
        idea=idea,
        replication=replication,
        cost=cost,
        lives=tuple(lives),
        drift=drift,
        same_model=result.manifest["model_sha256"] == sources_digest()
        and result.manifest["versions"] == versions(),
    )


_MOST_IDEA = 2**62
"""More than any idea's identity is; a larger number is nobody's either."""


def _stored(result: Frames, cost: str, regime: str, replication: int) -> Mapping[str, float]:
    """The stored metrics of one run."""
    rows = of(result.metrics, cost, regime)
    rows = rows[rows["replication"] == replication]
    if not len(rows):
        raise AnalysisError(
            f"{regime} has no replication {replication} in cost mode {COSTS[cost].flag}"
        )
    return {name: float(rows.iloc[0][name]) for name in METRICS}


def _differing(stored: Mapping[str, float], fresh: Mapping[str, Any]) -> tuple[str, ...]:
    """Metrics whose value is not the stored one, bit for bit."""
    differing = []
    for name, value in stored.items():
        now = float(np.asarray(fresh[name]).reshape(-1)[0])
        if now != value and not (math.isnan(now) and math.isnan(value)):
            differing.append(name)
    return tuple(differing)


def _life(simulator: Simulator, regime: str, idea: int, wage_mdkk: float) -> Life:
    """What the run that ``simulator`` just finished tells of one idea."""
    facts = _facts(simulator.tables(ideas=True)["ideas"], idea)
    facts = facts or _facts(simulator.tables_before(ideas=True)["ideas"], idea)
    events = _events(simulator.events(), idea)
    chance, draw = simulator.watched()
    spent = facts["spent_money"] + wage_mdkk * facts["spent_hours"] if facts else 0.0
    return Life(regime, bool(facts), float(chance), float(draw), facts, events, spent)


def _facts(ideas: Mapping[str, Any], idea: int) -> dict[str, Any]:
    """The idea's row as plain values, codes as words and nulls as None."""
    places = np.flatnonzero(np.asarray(ideas["idea"]) == idea)
    if not len(places):
        return {}
    return {name: _python_value("ideas", name, column[places[0]]) for name, column in ideas.items()}


def _python_value(table: str, column: str, value: Any) -> Any:
    labels = LABELS.get(table, {}).get(column)
    if labels is not None:
        return labels[int(value)]
    if isinstance(value, np.floating):
        return None if math.isnan(value) else float(value)
    if isinstance(value, np.bool_):
        return bool(value)
    return None if int(value) == null_of(table, column) else int(value)


def _events(events: Mapping[str, Any], idea: int) -> pd.DataFrame:
    """The idea's events in the order in which they happened, codes as words."""
    import pandas as pd

    frame = pd.DataFrame(dict(events))
    frame = frame[frame["idea"] == idea].drop(columns="idea").reset_index(drop=True)
    for column, labels in LABELS.get("events", {}).items():
        if column in frame and frame[column].dtype != object:
            frame[column] = [labels[int(code)] if code >= 0 else "" for code in frame[column]]
    return frame

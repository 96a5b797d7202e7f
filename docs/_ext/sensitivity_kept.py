"""What docs/remake_sensitivity.py found: which parameters move how far one way of governing is ahead of another, and by how many smallest effects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from innosim.analysis.usual import TRAJECTORIES
from innosim.present.words.language import Language, begun, number, say
from innosim.scenario.catalogue import COSTS, METRICS, Text
from innosim.scenario.catalogue.declare import Parameter

KEPT = Path(__file__).parents[1] / "sensitivity.json"

_TOLD = Text("{0} in {1}", "{0} i {1}")
_UNDER = Text("under {0} in {1}", "under {0} i {1}")
_LEAST = 0.1
"""The smallest number of effects that is told."""


@cache
def found() -> Mapping[str, Any]:
    """Return what was kept of the last run."""
    kept: Mapping[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return kept


def moves(name: str) -> Mapping[str, float]:
    """Return how many smallest effects a parameter moves which headlines by; none of those where that may be noise."""
    told: Mapping[str, float] | None = found()["parameters"].get(name)
    return told or {}


def is_screened(parameter: Parameter) -> bool:
    """Whether a parameter was screened; one that is newer than the last run has its name in the file, and null."""
    return found()["parameters"].get(parameter.name) is not None


def strength(parameter: Parameter) -> float:
    """Return how many smallest effects a parameter moves the headline by that it moves most; 0 where it moves none."""
    return max(moves(parameter.name).values(), default=0.0)


def by_strength(parameters: Iterable[Parameter]) -> list[Parameter]:
    """Return parameters, the one that moves a headline most first; those that move none stay in their order behind."""
    return sorted(parameters, key=lambda each: -strength(each))


def moves_most(parameter: Parameter, lang: Language) -> str:
    """Return how many smallest effects a parameter moves which headline by, of several that which it moves most; nothing where it moves none, and a dash where it was not screened."""
    if not is_screened(parameter):
        return "–"
    told = moves(parameter.name)
    if not told:
        return ""
    metric = max(told, key=lambda each: told[each])
    words = say(_TOLD if told[metric] >= _LEAST else _UNDER, lang)
    return words.format(number(max(told[metric], _LEAST), 1, lang), _headline(metric, lang))


def _headline(metric: str, lang: Language) -> str:
    """Return what the first screen calls a headline."""
    aloud = METRICS[metric].aloud
    return say((aloud.listed or aloud.head) if aloud else METRICS[metric].short, lang)


def basis() -> str:
    """Return what was run for it, and that it is a first estimate where that is so."""
    kept = found()
    count, many = (
        kept["trajectories"],
        sum(each is not None for each in kept["parameters"].values()),
    )
    told = (
        f"{begun(kept['of'].replace(' - ', ' less '))} in {kept['scenario']}, {COSTS[kept['cost']].short.en}: {count} trajectories through the "
        f"plausible ranges of {many} parameters, {kept['replications']} replications of each regime at each of "
        f"{number(count * (many + 1), 0, 'en')} points, seed {kept['seed']}."
    )
    if kept["failed"]:
        told += f" {kept['failed']} points could not be run and are left out."
    if count < TRAJECTORIES:
        told = (
            f"A first estimate from few trajectories ({TRAJECTORIES} are usual): much of what moves a difference is not yet "
            f"told from noise, and some of what is shown may be noise. {told}"
        )
    return told

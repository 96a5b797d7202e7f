"""The regimes as they were run: at equal resources a regime's levers are not the file's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from innosim.analysis.frames import Frames
from innosim.scenario.resolved import Change, Regime


def regimes_as_run(result: Frames, cost: str) -> dict[str, Regime]:
    """The regimes of ``result`` as they were run in one cost mode, from its manifest.

    Taken from the manifest and not computed again, so that a later change of prices does not change
    what is said to have been run.
    """
    return {
        setting["regime"]: _as_run(result.scenario.regimes[setting["regime"]], setting)
        for setting in result.manifest["settings"]
        if setting["cost"] == cost
    }


def _as_run(regime: Regime, setting: Mapping[str, Any]) -> Regime:
    sources = {change.month: change.sources for change in regime.changes}
    changes = tuple(
        Change(change["month"], change["levers"], sources.get(change["month"], {}))
        for change in setting["changes"]
    )
    return replace(regime, levers=setting["levers"], changes=changes)

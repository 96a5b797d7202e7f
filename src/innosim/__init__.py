"""innosim: what a way of governing innovation does to a municipality when the budget tightens.

>>> import innosim
>>> result = innosim.run("village", replications=20)
>>> result.compare().sentences()
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.2.0"

__all__ = [
    "AgentError",
    "AnalysisError",
    "ArgumentError",
    "Attribution",
    "BrokenBooks",
    "ChangedError",
    "Claim",
    "ClusterError",
    "Comparison",
    "DiskFullError",
    "ExperimentError",
    "FolderError",
    "LostError",
    "Municipality",
    "NotComparedError",
    "NotPlacedError",
    "PlanError",
    "PurseError",
    "Result",
    "ResultError",
    "ScenarioError",
    "ScenarioInvalidError",
    "ScenarioNotFoundError",
    "ScenarioUnreadableError",
    "Study",
    "Verdict",
    "__version__",
    "claim",
    "load",
    "patterns",
    "regime",
    "run",
    "sensitivity",
    "simulator",
    "sweep",
    "why",
]
# `open` is not among them: `from innosim import *` would put it over Python's own.

# Names are fetched when first asked for, as importing Mesa, Numba and pandas takes seconds;
# __init__.pyi holds their types.
_HOME = {
    "Attribution": "innosim.explaining",
    "Comparison": "innosim.api",
    "Municipality": "innosim.model.municipality",
    "Result": "innosim.api",
    "load": "innosim.running",
    "open": "innosim.running",
    "Study": "innosim.studies",
    "Claim": "innosim.claiming",
    "claim": "innosim.claiming",
    "regime": "innosim.running",
    "run": "innosim.running",
    "simulator": "innosim.running",
    "sweep": "innosim.running",
    "why": "innosim.explaining",
    "patterns": "innosim.present.pattern_answer",
    "sensitivity": "innosim.present.sensitivity_answer",
    "Verdict": "innosim.analysis.verdicts",
    "AgentError": "innosim.model.written",
    "ArgumentError": "innosim.scenario.errors",
    "AnalysisError": "innosim.analysis.frames",
    "NotComparedError": "innosim.analysis.frames",
    "BrokenBooks": "innosim.model.simulator",
    "ChangedError": "innosim.experiment.errors",
    "ClusterError": "innosim.experiment.errors",
    "DiskFullError": "innosim.experiment.errors",
    "ExperimentError": "innosim.experiment.errors",
    "FolderError": "innosim.experiment.errors",
    "LostError": "innosim.experiment.errors",
    "NotPlacedError": "innosim.experiment.errors",
    "PlanError": "innosim.experiment.errors",
    "PurseError": "innosim.analysis.purse",
    "ResultError": "innosim.experiment.errors",
    "ScenarioError": "innosim.scenario.errors",
    "ScenarioInvalidError": "innosim.scenario.errors",
    "ScenarioNotFoundError": "innosim.scenario.errors",
    "ScenarioUnreadableError": "innosim.scenario.errors",
}


def __getattr__(name: str) -> object:
    """Fetch a public name from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module 'innosim' has no attribute {name!r}")
    found = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Show the public names, fetched or not."""
    return sorted({*globals(), *_HOME})

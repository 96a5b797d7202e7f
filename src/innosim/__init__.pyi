# Types of what `import innosim` offers; the names themselves are fetched when first asked for.

from innosim.analysis.frames import AnalysisError as AnalysisError
from innosim.analysis.frames import NotComparedError as NotComparedError
from innosim.analysis.purse import PurseError as PurseError
from innosim.analysis.verdicts import Verdict as Verdict
from innosim.api import Comparison as Comparison
from innosim.api import Result as Result
from innosim.claiming import Claim as Claim
from innosim.claiming import claim as claim
from innosim.experiment.errors import ClusterError as ClusterError
from innosim.experiment.errors import DiskFullError as DiskFullError
from innosim.experiment.errors import ExperimentError as ExperimentError
from innosim.experiment.errors import FolderError as FolderError
from innosim.experiment.errors import LostError as LostError
from innosim.experiment.errors import NotPlacedError as NotPlacedError
from innosim.experiment.errors import PlanError as PlanError
from innosim.experiment.errors import ResultError as ResultError
from innosim.explaining import Attribution as Attribution
from innosim.explaining import why as why
from innosim.model.municipality import Municipality as Municipality
from innosim.model.simulator import BrokenBooks as BrokenBooks
from innosim.model.written import AgentError as AgentError
from innosim.present.pattern_answer import patterns as patterns
from innosim.present.sensitivity_answer import sensitivity as sensitivity
from innosim.running import load as load
from innosim.running import open as open  # noqa: A004
from innosim.running import regime as regime
from innosim.running import run as run
from innosim.running import simulator as simulator
from innosim.running import sweep as sweep
from innosim.scenario.errors import ArgumentError as ArgumentError
from innosim.scenario.errors import ScenarioError as ScenarioError
from innosim.scenario.errors import ScenarioInvalidError as ScenarioInvalidError
from innosim.scenario.errors import ScenarioNotFoundError as ScenarioNotFoundError
from innosim.scenario.errors import ScenarioUnreadableError as ScenarioUnreadableError
from innosim.studies import Study as Study

__version__: str

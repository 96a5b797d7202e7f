"""A run that was stopped, as the note in its growing folder tells of it: to go on without the file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from innosim.experiment.errors import FolderError
from innosim.experiment.files import partial_of
from innosim.experiment.growing import NOTE, PARTS_FOLDER, noted
from innosim.experiment.keep import Keep
from innosim.experiment.manifest import fingerprinted, version_of
from innosim.experiment.parts import is_part, run_of_part
from innosim.experiment.plan import BLOCK, Plan, make_plan
from innosim.scenario.asked import as_loaded
from innosim.scenario.catalogue import AS_COSTED
from innosim.scenario.resolved import Json, scenario_from_json


@dataclass(frozen=True)
class StoppedRun:
    """A run that is not finished; ``parts`` are its finished blocks, the newest last."""

    folder: Path
    note: Json
    parts: tuple[Path, ...]

    @property
    def at_most(self) -> int:
        """How many blocks it has at most: fewer where a regime is the same in both cost modes."""
        replications, arms = int(self.note["replications"]), len(self.note["regimes"])
        arms = arms * len(self.note["costs"]) + len(self.note["twins"])
        before = int(self.note["scenario"]["values"]["startup_months"]) > 0
        return (arms + before) * -(-replications // BLOCK)

    def damaged(self) -> list[Path]:
        """Return blocks that are not as they were written, or are another run's."""
        return [path for path in self.parts if run_of_part(path) != self.note["fingerprint"]]

    def plan(self, model: str) -> Plan:
        """Return what is to be run; ``model`` is the digest of the rules.

        Raises:
            FolderError: another version of innosim began it.
        """
        note = self.note
        scenario = scenario_from_json(note["scenario"], NOTE)
        if note["asked"]:
            scenario = as_loaded(scenario, tuple(note["asked"]))
        keep = Keep(note["monthly"], note["ideas"], note["yearly"])
        plan = make_plan(
            scenario,
            regimes=note["regimes"],
            costs=note["costs"],
            keep=keep.words(note["replications"]),
            politics=bool(note["twins"]) and AS_COSTED in note["costs"],
        )
        if fingerprinted(plan, model)["fingerprint"] != note["fingerprint"]:
            raise FolderError(
                f"{partial_of(self.folder).as_posix()} was begun by another version of the model (innosim {version_of(note)}): go on with that one, "
                "or run the scenario again with --force."
            )
        return plan


def stopped_run(folder: Path) -> StoppedRun | None:
    """Return the run that was to be put at ``folder`` and was stopped; None where there is none.

    Raises:
        FolderError: there is one, and what it is is not known.
    """
    growing = partial_of(folder)
    if not (growing / NOTE).exists():
        return None
    note = noted(growing / NOTE)
    if note is None:
        raise FolderError(
            f"{(growing / NOTE).as_posix()} is not as innosim wrote it: type the command that was stopped again, and it goes on."
        )
    if "scenario" not in note:
        raise FolderError(
            f"{growing.as_posix()} tells only of which run it is ({note['name']}, seed {note['seed']}): type the command that was stopped again, and it goes on."
        )
    parts = growing / PARTS_FOLDER
    found = [path for path in parts.iterdir() if is_part(path.name)] if parts.is_dir() else []
    return StoppedRun(
        folder, note, tuple(sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name)))
    )

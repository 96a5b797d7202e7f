"""A stored result, opened: pandas frames read when they are first asked for."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import numpy as np

from innosim import __version__
from innosim.experiment.errors import ChangedError, FolderError, ResultError, said_in_python
from innosim.experiment.files import UNFINISHED, digest_of, is_file, partial_of, said_clearly
from innosim.experiment.folder import publish, standing
from innosim.experiment.made import TABLE_FILES
from innosim.experiment.manifest import (
    FILES,
    MANIFEST_FILE,
    SEAL,
    edition,
    loose_manifest,
    read_manifest,
    version_of,
)
from innosim.experiment.place import as_typed, resolved, too_long
from innosim.experiment.runs import Runs, runs_in
from innosim.experiment.study_folder import holds_study
from innosim.experiment.summary import SUMMARY
from innosim.experiment.unfinished import Unfinished
from innosim.scenario.arguments import argued
from innosim.scenario.catalogue import TABLES
from innosim.scenario.errors import ArgumentError, ScenarioError, as_given, instead
from innosim.scenario.resolved import Json, Scenario, scenario_from_json

if TYPE_CHECKING:
    import pandas as pd

_Read = TypeVar("_Read")


class StoredResult:
    """The tables of one run. Frames lead with cost, regime (categories) and replication.

    Undefined is NaN in numbers; a whole-number column with missing values is a float column.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        """Open ``folder``.

        Raises:
            ResultError: there is no result, or it is not whole.
        """
        try:
            self.folder = as_typed(folder).absolute()
        except FolderError as error:
            raise ResultError(str(error)) from None
        if said := too_long(self.folder):
            raise ResultError(said)
        try:
            self.manifest: Json = _opened(self.folder)
        except OSError as error:  # a folder that may not be entered
            why = error.strerror or type(error).__name__
            raise ResultError(f"{self.folder.as_posix()} cannot be read: {why}.") from None

    @property
    def other_edition(self) -> str:
        """Why no more than this result's own tables can be read: a sentence, empty where all can be asked of it."""
        made = version_of(self.manifest)
        if edition(made) == edition(__version__):
            return ""
        return (
            f"{self.folder.as_posix()} was made by innosim {made}, whose model is another edition than that of "
            f"{__version__}: its tables can be read, but not compared; run the scenario again."
        )

    def refuse_other_edition(self) -> None:
        """Refuse what rests on the model as it is now.

        Raises:
            ResultError: the result is of another edition of the model.
        """
        if self.other_edition:
            raise ResultError(self.other_edition)

    @cached_property
    def scenario(self) -> Scenario:
        """The resolved scenario that was run.

        Raises:
            ResultError: it needs another version of innosim.
        """
        self.refuse_other_edition()
        try:
            return scenario_from_json(self.manifest["scenario"], self.folder.name)
        except ScenarioError as error:
            raise ResultError(str(error.problems[0])) from None

    @cached_property
    def metrics(self) -> pd.DataFrame:
        """A row per cost mode, regime and replication."""
        return self._frame("metrics")

    @cached_property
    def runs(self) -> Runs:
        """The metrics as plain arrays, which are there sooner than pandas is."""
        path = self.verified(TABLE_FILES["metrics"])
        return self._read(path, runs_in)

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """A row per cost mode, regime, replication and month."""
        return self._frame("indicators")

    @cached_property
    def ideas(self) -> pd.DataFrame:
        """A row per idea, for the replications whose biographies were kept."""
        return self._frame("ideas")

    @cached_property
    def gates(self) -> pd.DataFrame:
        """A row per gate, origin and decider that judged anything."""
        return self._frame("gates")

    @cached_property
    def bookings(self) -> pd.DataFrame:
        """A row per idea and year in which a saving was booked."""
        return self._frame("bookings")

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Yearly entries by pair of accounts."""
        return self._frame("ledger")

    @cached_property
    def summary(self) -> pd.DataFrame:
        """A row per cost mode, regime and metric: mean with interval, difference to the baseline; as ``summary.csv``."""
        import pandas as pd

        path = self.verified("summary.csv")
        try:
            frame = pd.read_csv(path, dtype=str, keep_default_na=False)
            for column in SUMMARY:
                if column.dtype != "text":  # by hand, as pandas rounds the last digit
                    values = [float(cell) if cell else np.nan for cell in frame[column.name]]
                    frame[column.name] = values
            return frame.astype({"n": int, "undefined": int})
        except (OSError, KeyError, ValueError):
            raise ResultError(f"{path.as_posix()} is damaged: run the scenario again.") from None

    @argued()
    def save(self, folder: str | os.PathLike[str], *, force: bool = False) -> Self:
        """Copy the result to ``folder``, whole or not at all, and return it opened there.

        Raises:
            FolderError: another result is there (``force`` replaces it), something else is, or no room.
        """
        with said_in_python():
            return self._saved(resolved(folder), force=force)

    def _saved(self, target: Path, *, force: bool) -> Self:
        if target == self.folder.resolve():
            return self
        if target.is_relative_to(self.folder.resolve()):
            raise FolderError(f"{target.as_posix()} lies inside the result that is to be copied.")
        with said_clearly(target):
            if standing(target, self.manifest, force=force).there:
                Unfinished(target).tidy(self.manifest)
            else:
                self._copy(target, force=force)
        return type(self)(target)

    def _copy(self, target: Path, *, force: bool) -> None:
        if not self.folder.is_dir():
            raise ResultError(_unreadable(self.folder, FileNotFoundError()))
        unfinished = Unfinished(target)
        with unfinished.claimed(self.manifest, force=force):
            try:
                self._fill(unfinished.emptied_staging())
            except ResultError:  # of what is copied: nothing is wrong where it was to go
                unfinished.give_up()
                raise
            unfinished.name_staged()
            publish(unfinished, target, self.manifest, force=force)
            unfinished.drop()

    def _fill(self, staging: Path) -> None:
        """Copy all that is in the folder, by names of unfinished files; the first error comes as it is.

        Raises:
            ResultError: a file is gone, cannot be read, or does not hold what was written.
        """
        written = {self.folder / name: of for name, of in self.manifest.get(FILES, {}).items()}
        for path in sorted({*self.folder.rglob("*"), *written}):
            place = staging / path.relative_to(self.folder)
            if path.is_dir():
                place.mkdir(exist_ok=True)
            elif path.exists() and not path.is_file():  # a pipe would be waited for
                raise ResultError(f"{path.as_posix()} is no file, and cannot be copied: move it.")
            elif not path.name.endswith(UNFINISHED):
                self._copy_file(path, place.with_name(place.name + UNFINISHED))

    def _copy_file(self, path: Path, place: Path) -> None:
        try:
            source = path.open("rb")
        except OSError as error:
            raise ResultError(_unreadable(path, error)) from None
        with source, place.open("xb") as stream:
            shutil.copyfileobj(source, stream)
        if path.parent == self.folder:
            self._refuse_changed(path, digest_of(place))

    def intact(self) -> dict[str, bool]:
        """Say of each table whether its values are those that were written; reads all of them."""
        import pyarrow.parquet as pq

        from innosim.experiment.schema import ValueDigest

        self.refuse_replaced(self.manifest.get(SEAL))
        found: dict[str, bool] = {}
        for table, facts in self.manifest["tables"].items():
            with pq.ParquetFile(self.folder / TABLE_FILES[table]) as file:
                digest = ValueDigest(file.schema_arrow)
                for group in range(file.num_row_groups):
                    digest.update(file.read_row_group(group))
            found[table] = digest.hexdigest() == facts["sha256"]
        return found

    def _frame(self, table: str) -> pd.DataFrame:
        import pyarrow.parquet as pq

        path = self.verified(TABLE_FILES[table])
        return self._read(path, lambda path: pq.read_table(path).to_pandas())

    def _read(self, path: Path, read: Callable[[Path], _Read]) -> _Read:
        import pyarrow as pa

        try:
            return read(path)
        except (OSError, pa.ArrowException) as error:
            raise ResultError(_unreadable(path, error)) from None

    @argued()
    def verified(self, name: str) -> Path:
        """Return the path of a file of the result that holds what was written.

        Raises:
            ResultError: it cannot be read.
            ChangedError: it does not hold what was written.
        """
        written = self.manifest.get(FILES, {})
        if written and name not in written:
            raise ArgumentError(f"no file {as_given(name)} in a result: {instead(name, written)}")
        path = self.folder / name
        self._verify(path)
        return path

    def _verify(self, path: Path) -> None:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise ResultError(f"{path.as_posix()} cannot be read: it is no file.")
        try:
            held = digest_of(path)
        except OSError as error:
            raise ResultError(_unreadable(path, error)) from None
        self._refuse_changed(path, held)

    def refuse_replaced(self, seal: object) -> None:
        """Refuse a folder that holds another result than the one of this seal.

        Raises:
            ChangedError: it does.
        """
        if loose_manifest(self.folder).get(SEAL) != seal:
            raise ChangedError(
                f"{self.folder.as_posix()} has another result now than when it was opened: open it again."
            )

    def _refuse_changed(self, path: Path, held: str) -> None:
        """Refuse a file of the result that does not hold what was written; ``held`` is the hash of what it does."""
        if self.manifest.get(FILES, {}).get(path.name) in (None, held):
            return
        self.refuse_replaced(self.manifest.get(SEAL))
        raise ChangedError(
            f"{path.as_posix()} is not as innosim wrote it: put it back as it was, or move it and run the scenario again."
        )


def open_result(folder: str | os.PathLike[str]) -> StoredResult:
    """Open the result in ``folder`` to ask things of it.

    Raises:
        ResultError: there is none, it is not whole, or it is of another edition of the model; the sentence
            says which and what to do.
    """
    result = StoredResult(folder)
    result.refuse_other_edition()
    return result


def _opened(folder: Path) -> Json:
    where = folder.as_posix()
    if not folder.is_dir():
        raise ResultError(_not_there(folder))
    if holds_study(folder) and not is_file(folder / MANIFEST_FILE):
        raise ResultError(
            f"{where} is a study, and not the result of one run: the command that made it (such as innosim sweep) compares its regimes and points, "
            f"innosim figures draws them, and innosim.open in Python has .compare()."
        )
    manifest = read_manifest(folder)
    for table in TABLES:
        path = folder / TABLE_FILES[table]
        facts: Any = manifest["tables"].get(table, {})
        if not path.is_file():
            raise ResultError(f"{where} lacks {path.name}: run the scenario again.")
        rows, columns = _held(path)
        if rows != facts.get("rows"):
            raise ResultError(_unreadable(path))
        missing = [column.name for column in TABLES[table].columns if column.name not in columns]
        if missing and edition(version_of(manifest)) == edition(__version__):
            raise ResultError(
                f"{path.as_posix()} lacks {', '.join(missing)}, as another version of innosim wrote it: "
                "run the scenario again."
            )
    return manifest


def _held(path: Path) -> tuple[int, frozenset[str]]:
    """Return the rows and columns that a file says it has."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        facts = pq.read_metadata(path)
    except (OSError, pa.ArrowException) as error:
        raise ResultError(_unreadable(path, error)) from None
    return int(facts.num_rows), frozenset(facts.schema.names)


def _unreadable(path: Path, error: Exception | None = None) -> str:
    """Return what is wrong with a file: what the system says where it does not give it out, else that it is damaged."""
    if isinstance(error, FileNotFoundError):
        return f"{path.as_posix()} is there no more: open the result where it is now, or run the scenario again."
    why = error.strerror if isinstance(error, OSError) and error.errno in _NOT_GIVEN else ""
    if why:
        return f"{path.as_posix()} cannot be read: {why}."
    return f"{path.as_posix()} is damaged: run the scenario again."


_NOT_GIVEN = {errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE, errno.ENFILE}


def _not_there(folder: Path) -> str:
    where = folder.as_posix()
    if folder.exists():
        return f"{where} is a file: name the folder of a result, such as results/randers."
    if partial_of(folder).is_dir():
        return (
            f"{where} is not finished: the run that writes it was stopped; run it again to go on."
        )
    from innosim.scenario.errors import nearest

    usual = Path("results", folder.name)
    if folder.parent == Path.cwd() and usual.name in _results_in(usual.parent):
        return f"There is no folder {where}: did you mean {usual.as_posix()}?"
    near = nearest(folder.name, _results_in(folder.parent))
    hint = f"did you mean {(folder.parent / near).as_posix()}?" if near else ""
    return f"There is no folder {where}" + (f": {hint}" if hint else "; innosim run makes one.")


def _results_in(folder: Path) -> list[str]:
    try:
        return [path.parent.name for path in folder.glob("*/manifest.json")]
    except OSError:
        return []

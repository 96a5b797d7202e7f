"""The folder a result goes to: what may stand there, and how the whole is put in place at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from innosim.experiment.errors import ChangedError, FolderError, NotPlacedError, ResultError
from innosim.experiment.files import digest_of, sync_folder
from innosim.experiment.made import TABLE_FILES, remove_result, strangers
from innosim.experiment.manifest import FILES, loose_manifest, read_manifest, run_words
from innosim.experiment.unfinished import Unfinished
from innosim.scenario.resolved import Json


@dataclass(frozen=True)
class Stands:
    """What of a run is in its folder: whether it is there, and which of its files are not as they were written."""

    there: bool
    damaged: tuple[str, ...] = ()


def standing(folder: Path, run: Mapping[str, Any], *, force: bool) -> Stands:
    """Say whether this very run (its identity with its fingerprint) is in ``folder``, whole; writes nothing.

    Raises:
        FolderError: something else is there that may not be replaced.
    """
    if not os.path.lexists(folder):
        return Stands(there=False)
    if not folder.is_dir():
        raise FolderError(f"{folder.as_posix()} is a file: name a folder with --out.")
    if not any(folder.iterdir()):
        return Stands(there=False)
    try:
        manifest = read_manifest(folder)
    except ChangedError as error:
        if not force:
            raise FolderError(str(error)) from None
        _refuse_others_files(folder, loose_manifest(folder))
        return Stands(there=False)
    except ResultError as error:
        if (folder / "manifest.json").exists():
            raise FolderError(f"{error} Or name another folder with --out.") from None
        raise FolderError(
            f"{folder.as_posix()} holds something that is not a result of innosim: "
            "name another folder with --out."
        ) from None
    this_run = manifest.get("fingerprint") == run["fingerprint"]
    damaged = damaged_tables(folder, manifest) if this_run else ()
    if this_run and not damaged and not force:
        return Stands(there=True)
    if not this_run and not force:
        raise FolderError(
            f"{folder.as_posix()} holds another run ({run_words(manifest, run)}): "
            "add --force to replace it, or name another folder with --out."
        )
    _refuse_others_files(folder, manifest)
    return Stands(there=False, damaged=damaged)


def damaged_tables(folder: Path, manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tables of a result that are not there, or not as they were written."""
    written = manifest.get(FILES, {})
    return tuple(
        name
        for name in TABLE_FILES.values()
        if not (folder / name).is_file()
        or (name in written and digest_of(folder / name) != written[name])
    )


def publish(unfinished: Unfinished, folder: Path, run: Mapping[str, Any], *, force: bool) -> None:
    """Put the finished result in place; what may be replaced gives way, and what came meanwhile is looked at again.

    Killed between the two renames it leaves nothing at ``folder``, never half a result.

    Raises:
        NotPlacedError: something is there now that may not be replaced; the finished result stays where it is.
    """
    try:
        if standing(folder, run, force=force).there:
            return  # another has put this very run there
        if os.path.lexists(folder):
            _give_way(unfinished, folder)
        unfinished.staging.rename(folder)
    except (FolderError, OSError) as error:
        why = str(error) if isinstance(error, FolderError) else _why_not(folder, error)
        raise NotPlacedError(
            f"{why} The finished result is whole in {unfinished.staging.as_posix()}."
        ) from error
    sync_folder(folder.parent)
    remove_result(unfinished.replaced)


def _give_way(unfinished: Unfinished, folder: Path) -> None:
    """Move what is at ``folder`` aside; it goes back where another's file has come between looking and moving."""
    if not any(folder.iterdir()):
        folder.rmdir()
        return
    remove_result(unfinished.replaced)
    folder.rename(unfinished.replaced)
    try:
        _refuse_others_files(unfinished.replaced, loose_manifest(unfinished.replaced))
    except FolderError as error:
        unfinished.replaced.rename(folder)
        text = str(error).replace(unfinished.replaced.as_posix(), folder.as_posix())
        raise FolderError(text) from None


def _why_not(folder: Path, error: OSError) -> str:
    return f"{folder.as_posix()} cannot be written: {error.strerror or type(error).__name__}."


def _refuse_others_files(folder: Path, manifest: Json) -> None:
    others = strangers(folder, manifest.get(FILES, {}))
    if others:
        raise FolderError(
            f"{folder.as_posix()} also holds {others[0]}, which is not as innosim wrote it: "
            "move it, or name another folder with --out."
        )

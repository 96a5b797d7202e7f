"""The folder a result goes to: what may stand there, and how the whole is put in place at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from innosim.experiment.errors import ChangedError, FolderError, NotPlacedError, ResultError
from innosim.experiment.files import sync_folder
from innosim.experiment.made import TABLE_FILES, is_changed, strangers
from innosim.experiment.manifest import FILES, MANIFEST_FILE, read_manifest, run_words, written_in
from innosim.experiment.unfinished import Unfinished


@dataclass(frozen=True)
class Stands:
    """What of a run is in its folder: whether it is there, which files must be made again, and which somebody has changed."""

    there: bool
    damaged: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


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
        _refuse_others_files(folder, written_in(folder))
        return Stands(there=False, damaged=(MANIFEST_FILE,))
    except ResultError as error:
        if (folder / MANIFEST_FILE).exists():
            raise FolderError(f"{error} Or name another folder with --out.") from None
        raise FolderError(
            f"{folder.as_posix()} holds something that is not a result of innosim: "
            "name another folder with --out."
        ) from None
    this_run = manifest.get("fingerprint") == run["fingerprint"]
    damaged = _damaged_files(folder, manifest) if this_run else ()
    if this_run and not damaged and not force:
        return Stands(there=True, changed=_changed_files(folder, manifest))
    if not this_run and not force:
        raise FolderError(
            f"{folder.as_posix()} holds another run ({run_words(manifest, run)}): "
            "add --force to replace it, or name another folder with --out."
        )
    _refuse_others_files(folder, manifest.get(FILES, {}))
    return Stands(there=False, damaged=damaged)


def refuse_unwritable(folder: Path) -> None:
    """Refuse a result that is to give way and may not, before hours of work rather than after them.

    Raises:
        FolderError: files in it may not be removed.
    """
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        raise FolderError(
            f"{folder.as_posix()} may not be changed, and what is in it would have to give way: "
            "ask for the right to, or name another folder with --out."
        )


def _damaged_files(folder: Path, manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the files of a result that are not there, and the tables that are not as they were written."""
    written = manifest.get(FILES, {})
    names = dict.fromkeys([*TABLE_FILES.values(), *written])
    return tuple(
        name
        for name in names
        if not (folder / name).is_file()
        or (name in TABLE_FILES.values() and is_changed(folder / name, written))
    )


def _changed_files(folder: Path, manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the files beside the tables that are not as they were written."""
    written = manifest.get(FILES, {})
    return tuple(name for name in written if is_changed(folder / name, written))


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
        why = str(error) if isinstance(error, FolderError) else _cannot_be_written(folder, error)
        raise NotPlacedError(
            f"{why} The finished result is whole in {unfinished.staging.as_posix()}."
        ) from error
    sync_folder(folder.parent)
    unfinished.remove_replaced()


def _give_way(unfinished: Unfinished, folder: Path) -> None:
    """Move what is at ``folder`` aside; it goes back where another's file has come between looking and moving."""
    if not any(folder.iterdir()):
        folder.rmdir()
        return
    unfinished.remove_replaced()
    folder.rename(unfinished.replaced)
    try:
        _refuse_others_files(unfinished.replaced, written_in(unfinished.replaced))
    except FolderError as error:
        unfinished.replaced.rename(folder)
        text = str(error).replace(unfinished.replaced.as_posix(), folder.as_posix())
        raise FolderError(text) from None


def _cannot_be_written(folder: Path, error: OSError) -> str:
    return f"{folder.as_posix()} cannot be written: {error.strerror or type(error).__name__}."


def _refuse_others_files(folder: Path, written: Mapping[str, str]) -> None:
    others = strangers(folder, written)
    if others:
        raise FolderError(
            f"{folder.as_posix()} also holds {others[0]}, which is not as innosim wrote it: "
            "move it, or name another folder with --out."
        )

"""Whose a folder is in which a result grows, and what in it is in the way.

It is ours where the run's note, damaged or not, or another note or a part by its checksum tells so: names alone prove nothing, for a user may have given them. In one
that is ours a file is still only ours if it proves itself; whatever else has a name of ours is set aside before a run removes anything. Before
a run's first part its note alone tells whose the folder is; where that is lost, a lock and nothing but our names are taken for a run's that has just begun.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from innosim.experiment.files import UNFINISHED, is_file, is_folder, json_object, present
from innosim.experiment.made import OF_A_RESULT, is_proven, strangers
from innosim.experiment.manifest import sealed, written_in
from innosim.experiment.parts import (
    PILOTS_FILE,
    begins_as_part,
    is_part,
    part_bears_mark,
    run_of_part,
)
from innosim.scenario.resolved import Json

NOTE, LOCK, PARTS_FOLDER, STAGING, REPLACED = "plan.json", "lock", "parts", "result", "replaced"
STAGED = "staged.json"
"""Has the hash of each file that is put together, and is written before any of them gets its name."""
MARKER = "unfinished run"

_BEGINNING = f'{{"innosim": "{MARKER}"'.encode()
_ENDING = re.compile(rb'"sha256": "[0-9a-f]{64}"\}')
"""How what we seal begins, and ends: a damage in one place leaves the other."""


def sealed_text(kind: str, more: Mapping[str, object]) -> str:
    """Return a note of ours: what it is comes first, its checksum last."""
    return json.dumps(sealed({"innosim": kind, **more}), ensure_ascii=False)


def noted(note: Path) -> Json | None:
    """Return what a run's note says; None where it is not there, is another's or not as it was written."""
    found = _object(note)
    return found if found.get("innosim") == MARKER and found == sealed(found) else None


def run_of_parts(parts: Path) -> str:
    """Return the fingerprint of the run that a part proves to be of, where the note is lost; "" without any."""
    if not is_folder(parts):
        return ""
    found = (run_of_part(path) for path in sorted(parts.iterdir()) if is_part(path.name))
    return next((run for run in found if run), "")


def staged(folder: Path) -> dict[str, str]:
    """Return the hashes of what was put together in the growing ``folder``, by place; {} where that is not known."""
    found = _object(folder / STAGED)
    hashes = found.get("files")
    return dict(hashes) if isinstance(hashes, dict) and found == sealed(found) else {}


def in_the_way(folder: Path) -> Path | None:
    """Return what keeps the growing ``folder`` from being ours: itself, or one that stands where the lock belongs; None where nothing does.

    Before a run's note is written there is nothing but a lock, and the note that is being written; before its first part is, a
    note that was cut or zeroed proves nothing, and is set aside. So is a lock with text in it, which is none of ours.
    """
    return _seems_in_the_way(folder) and _seems_in_the_way(
        folder
    )  # a run that begins or ends there just now looks foreign once, not twice


def _seems_in_the_way(folder: Path) -> Path | None:
    if not present(folder):
        return None
    if not is_folder(folder):
        return folder
    lock = folder / LOCK
    if not (
        _bears_seal(folder / NOTE)
        or staged(folder)
        or run_of_parts(folder / PARTS_FOLDER)
        or _has_just_begun(folder)
    ):
        return folder
    return lock if present(lock) and not is_file(lock) else None


def _has_just_begun(folder: Path) -> bool:
    """Say whether nothing is in a growing folder but what a run makes before its first part is whole."""
    names = {path.name for path in folder.iterdir()}
    if names <= {LOCK, NOTE + UNFINISHED}:
        return True
    return (
        names <= {LOCK, NOTE, NOTE + UNFINISHED, PARTS_FOLDER, STAGING}
        and _is_empty_file(folder / LOCK)
        and (is_file(folder / NOTE) or not present(folder / NOTE))
        and _has_only(folder / PARTS_FOLDER, is_called_as_ours)
        and _has_only(folder / STAGING, _is_being_written)
    )


def _has_only(folder: Path, ours: Callable[[Path], bool]) -> bool:
    """Say whether nothing but what is ours by its name is in a folder, or it is not there."""
    return not present(folder) or (is_folder(folder) and all(map(ours, folder.iterdir())))


def _is_being_written(path: Path) -> bool:
    """Say whether something is called as a file of a result is until it is whole."""
    return path.name.removesuffix(UNFINISHED) in OF_A_RESULT and path.name.endswith(UNFINISHED)


def of_another_kind(folder: Path) -> Iterator[Path]:
    """Go over what has a name of ours in a growing folder and is a folder or a link where we write a file, or no folder where we make one."""
    for name in (NOTE, STAGED):
        yield from _no_file(folder / name)
        yield from _no_file(folder / (name + UNFINISHED))
    for name in (PARTS_FOLDER, STAGING, REPLACED):
        if present(folder / name) and not is_folder(folder / name):
            yield folder / name
    for path in _parts(folder / PARTS_FOLDER):
        yield from _no_file(path)


def not_ours(folder: Path) -> Iterator[Path]:
    """Go over files at names of ours in a growing folder that do not prove to be as we wrote them; what has another name is left alone.

    One that was damaged may be among them, and one that a user put there: neither may be removed.
    """
    for path in (folder / NOTE, folder / STAGED):
        if is_file(path) and not _is_sealed(path):
            yield path
    yield from (path for path in _parts(folder / PARTS_FOLDER) if not _is_our_part(path))
    yield from not_staged(folder)
    replaced = folder / REPLACED
    if is_folder(replaced):
        for name in strangers(replaced, written_in(replaced)):
            yield replaced / name.removesuffix(" (changed)")


def not_staged(folder: Path) -> Iterator[Path]:
    """Go over what is in the result that is put together and was not put there by a run."""
    staging = folder / STAGING
    if not is_folder(staging):
        return
    hashes = {**written_in(staging), **staged(folder)}
    for path in sorted(staging.rglob("*")):
        place = path.relative_to(staging).as_posix().removesuffix(UNFINISHED)
        ours = is_file(path) and place in OF_A_RESULT and is_proven(path, hashes)
        if not ours and not is_folder(path):
            yield path


def is_called_as_ours(path: Path) -> bool:
    """Say whether something in the folder of parts has a name of ours."""
    name = path.name.removesuffix(UNFINISHED)
    return is_part(name) or name == PILOTS_FILE


def _parts(parts: Path) -> Iterator[Path]:
    """Go over what has a name of ours in the folder of parts."""
    if is_folder(parts):
        yield from filter(is_called_as_ours, sorted(parts.iterdir()))


def _is_our_part(path: Path) -> bool:
    """Say whether it is a part, one too that was damaged in one place or is half written, or what pilots found."""
    name = path.name.removesuffix(UNFINISHED)
    if is_part(name):
        return part_bears_mark(path) or (name != path.name and begins_as_part(path))
    return name != path.name or _is_sealed(path)


def _no_file(path: Path) -> Iterator[Path]:
    if present(path) and not is_file(path):
        yield path


def _is_empty_file(path: Path) -> bool:
    return is_file(path) and path.stat().st_size == 0


def _is_sealed(path: Path) -> bool:
    """Say whether a file is a note of ours, as it was written. Nothing at all is what a power cut leaves."""
    if not is_file(path):
        return False
    found = _object(path)
    return not path.stat().st_size or (bool(found) and found == sealed(found))


def _bears_seal(path: Path) -> bool:
    """Say whether a file is a note of ours, one too that was damaged in one place."""
    held = path.read_bytes() if is_file(path) else b""
    return held.startswith(_BEGINNING) or _ENDING.search(held[-80:]) is not None


def _object(path: Path) -> Json:
    try:
        return json_object(path.read_bytes()) if is_file(path) else {}
    except OSError:
        return {}

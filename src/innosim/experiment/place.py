"""Where files may be put: names that any system can hold and show, and folders that can be put in place as a whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from innosim.experiment.errors import FolderError
from innosim.experiment.files import partial_of

_LONGEST_NAME = 255
"""Bytes in the name of a file or folder, on all systems in use."""


def as_typed(folder: str | os.PathLike[str]) -> Path:
    """Return the path that was typed, ``~`` for one's own folder among it.

    Raises:
        FolderError: it is no name, or one that cannot be shown.
    """
    text = os.fspath(folder)
    if not text:
        raise FolderError("The name of the folder is empty: name one, such as results/mine.")
    # Nor what is not UTF-8, which Python keeps as surrogates; a space that does not break is one all the same.
    if not text.replace("\xa0", " ").isprintable():
        raise FolderError(f"{text!a} cannot be a name: it holds what cannot be printed.")
    path = Path(text)
    for name in path.parts:
        _refuse_long(name, _LONGEST_NAME)
    try:
        path = path.expanduser()
    except RuntimeError:
        raise FolderError(f"{text}: there is no user of that name.") from None
    if said := too_long(path):
        raise FolderError(said)
    return path


def as_named(folder: Path) -> Path:
    """Return a folder by a name of its own, where it was typed without one, as ``.`` or ``a/..``: what stands beside it is called after it."""
    return folder.resolve() if folder.name in ("", "..") else folder


def too_long(path: Path) -> str:
    """Return why a path is too long for the system, or for what is put there; "" where it is not."""
    shown = f"{path.as_posix()[:40]}... is too long a path"
    if len(path.parts) > _MOST_FOLDERS:
        return f"{shown}: it goes through {len(path.parts)} folders, and may through {_MOST_FOLDERS}; name a shorter one."
    most = _longest_path() - _INSIDE
    if len(os.fsencode(path)) > most:
        return f"{shown}: it may have {most} bytes; name a shorter one."
    return ""


def _longest_path() -> int:
    return os.pathconf("/", "PC_PATH_MAX") if hasattr(os, "pathconf") else _LONGEST_ON_WINDOWS


_LONGEST_ON_WINDOWS = 32_767
_INSIDE = 100
"""Bytes for the names of what is put into a folder."""
_MOST_FOLDERS = 200
"""More than anyone has, and less than Python can make one inside the other."""


def _refuse_long(name: str, most: int) -> None:
    if len(os.fsencode(name)) > most:
        raise FolderError(f"{name[:40]}... is too long a name: it may have {most} bytes.")


def resolved(folder: str | os.PathLike[str]) -> Path:
    """Return the place that ``folder`` is, with links followed: where a result can be put as a whole.

    Raises:
        FolderError: none can be put there, or the folder one stands in is gone.
    """
    path, here = as_typed(folder), _here()
    place = resolved_to_grow(path)
    whole = "and a result is put in place as a whole folder: name one inside it, such as"
    inside = (path / "result").as_posix()
    if here.is_relative_to(place):
        raise FolderError(
            f"{path.as_posix()} is the folder you stand in, or one round it, {whole} {inside}."
        )
    if os.path.ismount(place):
        raise FolderError(f"{path.as_posix()} is where a disk is mounted, {whole} {inside}.")
    return place


def resolved_to_grow(folder: str | os.PathLike[str]) -> Path:
    """Return the place that ``folder`` is, with links followed: where files are added one by one, so that one may stand in it.

    Raises:
        FolderError: none can be put there, or the folder one stands in is gone.
    """
    path = as_typed(folder)
    _here()
    try:
        place = path.resolve()
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            raise FolderError(
                f"{path.as_posix()[:40]}... is too long a path, together with the folder you stand in: name a shorter one."
            ) from None
        raise FolderError(
            f"{path.as_posix()} leads nowhere: its links go round in a circle."
        ) from error
    ending = len(partial_of(Path("x")).name) - 1
    _refuse_long(place.name, _LONGEST_NAME - ending)
    if said := too_long(place):
        raise FolderError(said)
    return place


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise FolderError("The folder you stand in is gone: go to another one.") from None

"""Where scenarios are: the installed ones, and what a file may name beside itself."""

from __future__ import annotations

import os
from functools import cache
from importlib import resources
from pathlib import Path, PurePosixPath, PureWindowsPath

from innosim.scenario.errors import (
    Problem,
    ScenarioNotFoundError,
    did_you_mean,
    nearest_file,
    short,
)

PRESETS = "presets"
"""The folder of presets, inside a folder of scenarios."""


@cache
def installed_folder() -> Path:
    """The folder of the scenarios that come with innosim: in the package, else in the checkout."""
    packaged = Path(str(resources.files("innosim") / "scenarios_installed"))
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[3] / "scenarios"


def installed_names() -> tuple[str, ...]:
    """Names of the installed scenarios, the front door first."""
    names = sorted(path.stem for path in installed_folder().glob("*.toml"))
    return tuple(sorted(names, key=lambda name: name != "randers"))


def installed_files() -> tuple[str, ...]:
    """File names of the installed scenarios."""
    return tuple(f"{name}.toml" for name in installed_names())


def preset_names(folder: Path | None = None) -> tuple[str, ...]:
    """Names of the installed presets, and of those in ``folder``/presets."""
    folders = [installed_folder()] + ([folder] if folder is not None else [])
    found = {path.stem for each in folders for path in (each / PRESETS).glob("*.toml")}
    return tuple(sorted(found))


def shown(path: Path) -> str:
    """The path as messages name it: short where it is near, with forward slashes."""
    for folder in (Path.cwd(), installed_folder()):
        if path.is_relative_to(folder):
            return short(path.relative_to(folder).as_posix(), 200)
    return short(path.as_posix(), 200)


def called(path: Path) -> str:
    """What `find` knows the file by: an installed scenario's name, else the file's, to be typed in its folder."""
    installed = path.resolve().parent == installed_folder().resolve()
    return path.stem if installed else path.name


def find(path_or_name: str | os.PathLike[str]) -> Path:
    """The file that is meant: a bare name is an installed scenario first, then NAME.toml here; a path a file first."""
    given = os.fspath(path_or_name)
    bare = _is_bare(given)
    installed = installed_folder() / f"{given}.toml"
    named = bare and given in installed_names()
    if named and isinstance(path_or_name, str):
        return installed
    for candidate in [given, f"{given}.toml"] if bare else [given]:
        if given and _exists(candidate):
            return Path(candidate)
    if named:
        return installed
    raise ScenarioNotFoundError([Problem(short(given) or "''", None, "", *_not_there(given))])


def beside_or_installed(wanted: str, folder: Path) -> Path | None:
    """The file that ``wanted`` names from ``folder``, else among the installed; None where outside.

    A file that does not exist is answered with its place in ``folder``: the reader says it is missing.
    """
    name = wanted.replace("\\", "/")
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or "\0" in name:
        return None
    if _exists(folder / name) and not _within(folder / name, folder):  # a link that leads away
        return None
    inside = [base / name for base in (folder, installed_folder()) if _within(base / name, base)]
    existing = [path for path in inside if _exists(path)]
    return next(iter(existing or inside), None)


def _within(path: Path, folder: Path) -> bool:
    """Whether the path, links followed, stays in the folder or among the installed scenarios."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError):  # a circle of links
        return False
    return any(real.is_relative_to(f.resolve()) for f in (folder, installed_folder()))


def _is_bare(given: str) -> bool:
    return not given.endswith(".toml") and "/" not in given and "\\" not in given


def _exists(path: str | Path) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # too long a name, or a NUL in it
        return False


def _not_there(given: str) -> tuple[str, str]:
    names = installed_names()
    if _is_bare(given):
        near = did_you_mean(given, names)
        known = "the installed scenarios are " + ", ".join(names)
        return "there is no scenario of this name", near or known
    if Path(given).stem in names:
        return "there is no such file", f"did you mean the installed scenario {Path(given).stem}?"
    closed = _closed(Path(given))
    if closed:
        return (
            f"cannot be read, for {closed} may not be entered",
            "ask for the right to, or copy the file",
        )
    folder = Path(given).parent
    there = [path.name for path in folder.glob("*.toml")] if _exists(folder) else []
    near = nearest_file(Path(given).name, [*there, *names])
    right = f"did you mean {near}?" if near else "check the path, or name an installed scenario"
    return "there is no such file", right


def _closed(path: Path) -> str:
    """The folder on the way to a file that one may not enter; "" where one may, or cannot know."""
    for folder in reversed(path.absolute().parents):
        try:
            (folder / path.name).stat()
        except PermissionError:
            return shown(folder)
        except (OSError, ValueError):
            continue
    return ""


def no_option(path: str) -> str:
    """Return a path as it can be typed behind a command: one that begins as options do, from here."""
    return f"./{path}" if path.startswith("-") else path

"""Folders that hold studies: one, or several that answer one question, as a claim's, a sensitivity analysis's or a decomposition's do."""

from __future__ import annotations

from pathlib import Path

from innosim.experiment.files import is_file
from innosim.experiment.manifest import MANIFEST_FILE
from innosim.experiment.study_store import STUDY_FILE


def studies_in(folder: Path) -> tuple[Path, ...]:
    """Return the folders of studies in a folder: itself, where it is one, then those right below it by name; none in that of a result."""
    if is_file(folder / MANIFEST_FILE) or not folder.is_dir():
        return ()
    try:
        below = sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:  # it may not be read; who opens it says so
        return ()
    return tuple(path for path in (folder, *below) if is_file(path / STUDY_FILE))


def several_studies(folder: Path) -> tuple[Path, ...]:
    """Return the studies in a folder that is not one study alone, and is no run; else none."""
    found = studies_in(folder)
    return () if found == (folder,) else found

"""Where files go that stand at names of ours and cannot be shown to be as innosim wrote them: beside the result, so that none is lost."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from innosim.experiment.files import is_folder, present


class Aside:
    """FOLDER.changed, or the first numbered one where something else has its name; made when a file goes there."""

    def __init__(self, folder: Path) -> None:
        self._wanted = folder.with_name(f"{folder.name}.changed")
        self.folder: Path | None = None
        """Where files went; None as long as none did."""

    def take(self, path: Path) -> None:
        """Move a file there, under a name that nothing has.

        Raises:
            OSError: it cannot be moved, and is where it was.
        """
        self.folder = self.folder or self._made()
        names = (f"{path.stem}{number or ''}{path.suffix}" for number in count())
        path.rename(next(self.folder / name for name in names if not present(self.folder / name)))

    def _made(self) -> Path:
        names = (self._wanted.with_name(f"{self._wanted.name}{number or ''}") for number in count())
        found = next(each for each in names if not present(each) or is_folder(each))
        found.mkdir(exist_ok=True)
        return found

"""What can go wrong between a scenario and its result, each said in one sentence.

::

    ExperimentError
    ├── PlanError       what was asked for cannot be run: an unknown regime, no replication
    ├── FolderError     the folder for the result is taken, foreign or cannot be written
    │   ├── NotPlacedError  the result is finished, and something has come where it was to go
    │   └── LostError       what was finished of a study is gone from its folder again
    ├── DiskFullError   no room; finished parts are kept
    ├── ClusterError    workers elsewhere cannot be reached, or do not do what they are asked for; finished chunks are kept
    └── ResultError     there is no result where one was to be opened, or it is not whole
        └── ChangedError    another hand has changed what it says of itself
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class ExperimentError(Exception):
    """A sentence for whoever asked; nothing was written, unless the sentence says so."""


class PlanError(ExperimentError, ValueError):
    """What was asked for cannot be run."""


class FolderError(ExperimentError):
    """The folder for the result is in use, holds something else or cannot be written."""


class NotPlacedError(FolderError):
    """The result is finished and whole, but could not be put in place; the sentence says where it is."""


class LostError(FolderError):
    """Chunks of a study that were finished are not there any more; the same command runs them again."""


class DiskFullError(ExperimentError):
    """The disk is full; finished parts are kept, and the same command goes on from them."""


class ClusterError(ExperimentError):
    """Workers of a cluster cannot be reached, or cannot run this; finished chunks are kept."""


class ResultError(ExperimentError):
    """No result could be opened there."""


class ChangedError(ResultError):
    """A result's manifest is not as innosim wrote it."""


_IN_PYTHON = {" with --out": "", "add --force": "give force=True", "--force": "force=True"}
"""What options of the command line are where a function of the library is called."""


@contextmanager
def said_in_python() -> Iterator[None]:
    """Let sentences that name options of the command line name what a function takes."""
    try:
        yield
    except ExperimentError as error:
        text = str(error)
        for option, argument in _IN_PYTHON.items():
            text = text.replace(option, argument)
        if text == str(error):
            raise
        raise type(error)(text) from error.__cause__

"""What can go wrong when a result is asked something, each said in one sentence.

::

    AnalysisError (a ValueError)   what was asked cannot be answered from this result
    └── PurseError                 bookings and ledger tell different stories
"""

from __future__ import annotations


class AnalysisError(ValueError):
    """What was asked cannot be answered from this result: an unknown name, a size that is none."""


class PurseError(AnalysisError):
    """The bookings and the ledger tell different stories; the message says where and by how much."""

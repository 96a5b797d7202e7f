"""Numbers that stand for words in the tables, and the words: one place for both.

Codes are ``np.int64`` because Numba compiles a callee anew for each plain integer it is called with.
"""

import numpy as np

# Where an idea comes from. The first seven are also the origin field of an identity.
ILDSJAEL, EMPLOYEE, MANAGER, DIRECTOR, POLITICIAN, CITIZEN, IMPORT, COPIED = (
    np.int64(0), np.int64(1), np.int64(2), np.int64(3), np.int64(4), np.int64(5), np.int64(6), np.int64(7),
)  # fmt: skip
ORIGIN_NAMES = (
    "ildsjael",
    "employee",
    "manager",
    "director",
    "politician",
    "citizen",
    "import",
    "copy",
)
ORIGINS = len(ORIGIN_NAMES)
# Copies carry their original's origin in the identity, so 7 is free there for slots that are no ideas'.
NO_IDEA = np.int64(7)

# What counting starts from: a plain 0 would compile each rule that is given the count a second time.
NONE_YET = np.int64(0)

# Phases of an idea [N A3].
DIRECTION, MODEL, IMPLEMENTATION, OPERATION = np.int64(0), np.int64(1), np.int64(2), np.int64(3)
PHASE_NAMES = ("direction", "model", "implementation", "operation")

# What an idea is doing in its phase.
AT_WORK, AT_GATE, ON_SHELF, OPERATING, ENDED = (
    np.int64(0),
    np.int64(1),
    np.int64(2),
    np.int64(3),
    np.int64(4),
)

# How an idea ended.
LIVING, REJECTED, STOPPED, ROLLED_BACK, LAPSED, IN_OPERATION = (
    np.int64(0), np.int64(1), np.int64(2), np.int64(3), np.int64(4), np.int64(5),
)  # fmt: skip
END_NAMES = ("living", "rejected", "stopped", "rolled_back", "lapsed", "operation")

# Why.
NO_CAUSE, AT_A_GATE, SHELF_RAN_OUT, NOT_WORTH_REST, NEGATIVE_WORTH, CHAMPION_GONE, NO_WORK = (
    np.int64(0), np.int64(1), np.int64(2), np.int64(3), np.int64(4), np.int64(5), np.int64(6),
)  # fmt: skip
CAUSE_NAMES = (
    "", "turned away at a gate", "shelf ran out", "rest not worth its cost", "negative worth seen",
    "champion gone", "no work or decision",
)  # fmt: skip

# Who decides at a gate; PLACE waits for a place on the board's table, nobody judges.
NOBODY, AUTHOR, UNIT_MANAGER, SORTING, CHIEF, DEPARTMENT_DIRECTOR, BOARD, COUNCIL, PLACE = (
    np.int64(0), np.int64(1), np.int64(2), np.int64(3), np.int64(4), np.int64(5), np.int64(6), np.int64(7), np.int64(8),
)  # fmt: skip
DECIDER_NAMES = (
    "", "author", "manager", "sorting", "chief_executive", "director", "board", "council", "board_place",
)  # fmt: skip
DECIDERS = len(DECIDER_NAMES)

# Gates.
TO_MODEL, TO_IMPLEMENTATION = np.int64(0), np.int64(1)
GATE_NAMES = ("to_model", "to_implementation")

# Who champions an idea.
NO_CHAMPION, POST_CHAMPION, MANAGER_CHAMPION, DIRECTOR_CHAMPION, SEAT_CHAMPION = (
    np.int64(0), np.int64(1), np.int64(2), np.int64(3), np.int64(4),
)  # fmt: skip

# Questions [N §3.1, A3].
IN_MYSTERY, MATURED, OPEN, CLOSED, DISCARDED = (
    np.int64(0),
    np.int64(1),
    np.int64(2),
    np.int64(3),
    np.int64(4),
)
FRAMED_BY_BOARD, FRAMED_BY_ALL = np.int64(0), np.int64(1)

# Blocs of the council.
MAJORITY, MINORITY = np.int64(0), np.int64(1)

# Events of an idea, kept only when a replication is traced.
(
    SPARKED, JUDGED_YES, JUDGED_NO, WAITED_GATE, WAITED_HOURS, ENTERED_MODEL, ENTERED_IMPLEMENTATION,
    ENTERED_OPERATION, SHELVED, RETURNED, WAS_REJECTED, WAS_STOPPED, WAS_ROLLED_BACK, HAS_LAPSED, CASE_MADE, COPY_MADE,
    BAD_NEWS_HIDDEN,
) = (np.int64(i) for i in range(17))  # fmt: skip
EVENT_NAMES = (
    "sparked", "judged yes", "judged no", "waited for a gate", "waited for hours or money", "entered model",
    "entered implementation", "entered operation", "shelved", "returned from the shelf", "rejected", "stopped",
    "rolled back", "lapsed", "became a case", "copied", "bad news hidden",
)  # fmt: skip

# Which rule found the books broken (see rules/check.py).
BOOKS_BALANCE, LEDGER_BROKEN, HOURS_BROKEN, IDEAS_BROKEN, SHARE_BROKEN, NOT_FINITE, OUT_OF_ROOM, POOL_BROKEN, BOOKING_BROKEN = (
    np.int64(0), np.int64(1), np.int64(2), np.int64(3), np.int64(4), np.int64(5), np.int64(6), np.int64(7), np.int64(8),
)  # fmt: skip
BREACH_NAMES = (
    "", "the ledger sums to zero", "hours used do not exceed hours available", "ideas are counted in and out",
    "shares stay in 0-1", "every number is finite", "tables have room",
    "the pool's state agrees with its account", "booked savings are harvested or cut",
)  # fmt: skip

"""Codes: what a coded column can say. A name, the number that stands for it in the tables, and words, all in one line.

The number is a code's place in its collection, and a ``np.int64`` (:func:`code`): Numba compiles a callee
anew for each plain integer it is called with.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import numpy as np

from innosim.scenario.catalogue.declare import Text


def code(number: int) -> int:
    """Return a number as rules pass it to each other."""
    return cast("int", np.int64(number))


def truth(value: bool) -> bool:
    """Return a truth value as rules pass it to each other."""
    return cast("bool", np.bool_(value))


NEVER = code(-9999)
"""The month of what has not happened; -1 is a month, the last before month 0. Null in a result."""

NONE_YET = code(0)
"""What counting starts from: a plain 0 would compile each rule that is given the count a second time."""


def coded(en: str, da: str, names: Iterable[str]) -> Text:
    """Return what a column means with the names that it may hold: one, another or a third."""
    *most, last = filter(None, names)
    before = ", ".join(most)
    return Text(f"{en}: {before} or {last}", f"{da}: {before} eller {last}")


class Codes(dict[str, Text]):
    """Names in the order of their numbers, each with its words in both languages."""

    def add(self, name: str, en: str, da: str) -> int:
        """Add a name and return its number."""
        self[name] = Text(en, da)
        return code(len(self) - 1)

    def words(self, number: int) -> Text:
        """Return the words of a number."""
        return self[self.names[number]]

    @property
    def names(self) -> tuple[str, ...]:
        """The names, each at the place of its number."""
        return tuple(self)


class Deciders(Codes):
    """Kinds of deciders; those that can be waited for have a queue, which is an indicator of its own.

    ``queues`` are the deciders of each, ``heads`` what stands over it in a table.
    """

    def __init__(self) -> None:
        super().__init__()
        self.queues: dict[str, list[str]] = {}
        self.heads: dict[str, Text] = {}

    def queued(
        self, name: str, en: str, da: str, *, head: Text | None = None, queue: str = ""
    ) -> int:
        """Add a kind of decider whom ideas wait for, in a queue that bears its name unless another is given."""
        self.queues.setdefault(queue or name, []).append(name)
        self.heads.setdefault(queue or name, head or Text(en, da))
        return self.add(name, en, da)


ORIGINS = Codes()
"""Where an idea comes from. The number is part of an identity and never moves; there is room for one more."""
ILDSJAEL = ORIGINS.add("ildsjael", "ildsjæl", "ildsjæl")
EMPLOYEE = ORIGINS.add("employee", "employee", "medarbejder")
MANAGER = ORIGINS.add("manager", "manager", "leder")
DIRECTOR = ORIGINS.add("director", "director", "direktør")
POLITICIAN = ORIGINS.add("politician", "politician", "politiker")
CITIZEN = ORIGINS.add("citizen", "citizen", "borger")
IMPORT = ORIGINS.add("import", "from elsewhere", "udefra")
COPIED = ORIGINS.add("copy", "copy", "efterligning")

HOME_GROWN = tuple(name for name in ORIGINS if name not in {"import", "copy"})
"""Origins of home-grown ideas, by name: all but what was brought from elsewhere or copied."""

PHASES = Codes()
"""Phases of an idea [N A3]."""
DIRECTION = PHASES.add("direction", "direction", "retning")
MODEL = PHASES.add("model", "model", "model")
IMPLEMENTATION = PHASES.add("implementation", "implementation", "implementering")
OPERATION = PHASES.add("operation", "operation", "drift")

SITUATIONS = Codes()
"""What an idea is doing in its phase."""
AT_WORK = SITUATIONS.add("at_work", "at work", "i arbejde")
AT_GATE = SITUATIONS.add("at_gate", "at a gate", "ved en port")
ON_SHELF = SITUATIONS.add("on_shelf", "on the shelf", "på hylden")
OPERATING = SITUATIONS.add("operating", "operating", "i drift")
ENDED = SITUATIONS.add("ended", "ended", "sluttet")

ENDS = Codes()
"""How an idea ended."""
LIVING = ENDS.add("living", "still open", "stadig åben")
REJECTED = ENDS.add("rejected", "rejected", "afvist")
STOPPED = ENDS.add("stopped", "stopped", "stoppet")
ROLLED_BACK = ENDS.add("rolled_back", "rolled back", "rullet tilbage")
LAPSED = ENDS.add("lapsed", "lapsed", "bortfaldet")
IN_OPERATION = ENDS.add("operation", "in operation", "i drift")

CAUSES = Codes()
"""Why."""
NO_CAUSE = CAUSES.add("", "", "")
AT_A_GATE = CAUSES.add("turned away at a gate", "turned away at a gate", "afvist ved en port")
SHELF_RAN_OUT = CAUSES.add("shelf ran out", "too long on the shelf", "for længe på hylden")
NOT_WORTH_REST = CAUSES.add(
    "rest not worth its cost", "the rest not worth its cost", "resten ikke pengene værd"
)
NEGATIVE_WORTH = CAUSES.add("negative worth seen", "seen to do harm", "viste sig at skade")
CHAMPION_GONE = CAUSES.add("champion gone", "champion gone", "forkæmperen er holdt op")
NO_WORK = CAUSES.add(
    "no work or decision", "no work or decision", "hverken arbejde eller beslutning"
)

DECIDERS = Deciders()
"""Who decides at a gate."""
NOBODY = DECIDERS.add("", "", "")
UNIT_MANAGER = DECIDERS.queued(
    "manager", "the unit's manager", "enhedens leder", head=Text("manager", "leder")
)
SORTING = DECIDERS.queued(
    "sorting", "the sorting unit", "sorteringsenheden", head=Text("sorting", "sortering")
)
CHIEF = DECIDERS.queued(
    "chief_executive",
    "the chief executive",
    "kommunaldirektøren",
    head=Text("chief exec.", "kommunaldir."),
    queue="chief",
)
DEPARTMENT_DIRECTOR = DECIDERS.queued(
    "director", "the director", "direktøren", head=Text("director", "direktør")
)
BOARD = DECIDERS.queued("board", "the board", "direktionen", head=Text("board", "direktion"))
COUNCIL = DECIDERS.queued("council", "the council", "byrådet", head=Text("council", "byråd"))
# Nobody judges there: a place on the board's table is waited for.
PLACE = DECIDERS.queued(
    "board_place",
    "a place on the board's table",
    "en plads på direktionens bord",
    head=Text("board place", "bordplads"),
)

JUDGES = tuple(name for name in DECIDERS if name not in {"", "board_place"})
"""Deciders that judge, by name."""

GATES = Codes()
"""The gates."""
TO_MODEL = GATES.add("to_model", "to model", "til model")
TO_IMPLEMENTATION = GATES.add("to_implementation", "to implementation", "til implementering")

CHAMPIONS = Codes()
"""Who champions an idea."""
NO_CHAMPION = CHAMPIONS.add("", "nobody", "ingen")
POST_CHAMPION = CHAMPIONS.add("ildsjael", "an ildsjæl", "en ildsjæl")
MANAGER_CHAMPION = CHAMPIONS.add("manager", "a manager", "en leder")
DIRECTOR_CHAMPION = CHAMPIONS.add("director", "a director", "en direktør")
SEAT_CHAMPION = CHAMPIONS.add("politician", "a politician", "en politiker")

QUESTION_STATES = Codes()
"""States of a question [N §3.1, A3]."""
IN_MYSTERY = QUESTION_STATES.add("in_mystery", "in mystery", "i mysteriefasen")
MATURED = QUESTION_STATES.add("matured", "matured", "modnet")
OPEN = QUESTION_STATES.add("open", "open", "åbent")
CLOSED = QUESTION_STATES.add("closed", "closed", "lukket")
DISCARDED = QUESTION_STATES.add("discarded", "discarded", "kasseret")

BLOCS = Codes()
"""Blocs of the council."""
MAJORITY = BLOCS.add("majority", "the majority", "flertallet")
MINORITY = BLOCS.add("minority", "the minority", "mindretallet")

EVENTS = Codes()
"""Events of an idea, kept only when a replication is traced."""
SPARKED = EVENTS.add("sparked", "sparked", "opstod")
JUDGED_YES = EVENTS.add("judged yes", "yes from", "ja fra")
JUDGED_NO = EVENTS.add("judged no", "no from", "nej fra")
WAITED_GATE = EVENTS.add("waited for a gate", "waited for", "ventede på")
WAITED_HOURS = EVENTS.add(
    "waited for hours or money", "waited for hours or money", "ventede på timer eller penge"
)
ENTERED_MODEL = EVENTS.add("entered model", "entered model", "gik til model")
ENTERED_IMPLEMENTATION = EVENTS.add(
    "entered implementation", "entered implementation", "gik til implementering"
)
ENTERED_OPERATION = EVENTS.add("entered operation", "entered operation", "gik i drift")
SHELVED = EVENTS.add("shelved", "laid on the shelf", "lagt på hylden")
RETURNED = EVENTS.add("returned from the shelf", "taken from the shelf", "taget ned fra hylden")
WAS_REJECTED = EVENTS.add("rejected", "rejected", "afvist")
WAS_STOPPED = EVENTS.add("stopped", "stopped", "stoppet")
WAS_ROLLED_BACK = EVENTS.add("rolled back", "rolled back", "rullet tilbage")
HAS_LAPSED = EVENTS.add("lapsed", "lapsed", "bortfaldet")
CASE_MADE = EVENTS.add("became a case", "became a public case", "blev en offentlig sag")
COPY_MADE = EVENTS.add("copied", "copied by another unit", "efterlignet af en anden enhed")
BAD_NEWS_HIDDEN = EVENTS.add("bad news hidden", "bad news held back", "dårligt nyt holdt tilbage")
CHAMPION_CHANGED = EVENTS.add(
    "champion changed",
    "its champion left; another took it over",
    "dens forkæmper holdt op; en anden tog over",
)
CHAMPION_LOST = EVENTS.add(
    "champion lost",
    "its champion left; nobody took it over",
    "dens forkæmper holdt op; ingen tog over",
)

BOOKS = Codes()
"""What must hold every month; a breach of one stops the run."""
BOOKS_BALANCE = BOOKS.add("", "", "")
LEDGER_BROKEN = BOOKS.add("ledger", "the ledger sums to zero", "regnskabet går op")
HOURS_BROKEN = BOOKS.add(
    "hours",
    "hours used do not exceed hours available",
    "der bruges ikke flere timer, end der er",
)
IDEAS_BROKEN = BOOKS.add("ideas", "ideas are counted in and out", "idéer tælles ind og ud")
SHARE_BROKEN = BOOKS.add("shares", "shares stay in 0-1", "andele bliver inden for 0-1")
NOT_FINITE = BOOKS.add("finite", "every number is finite", "hvert tal er endeligt")
OUT_OF_ROOM = BOOKS.add("room", "tables have room", "tabellerne har plads")
POOL_BROKEN = BOOKS.add(
    "pool", "the pool's state agrees with its account", "puljen stemmer med sin konto"
)
BOOKING_BROKEN = BOOKS.add(
    "bookings",
    "booked savings are harvested or cut",
    "indarbejdede besparelser høstes eller skæres",
)
DEBT_BROKEN = BOOKS.add("debt", "the debt agrees with its account", "gælden stemmer med sin konto")

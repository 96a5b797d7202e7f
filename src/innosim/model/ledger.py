"""The books: double entry, every krone and every hour at the wage (ODD, Switches and books).

Money is posted in mDKK. Hours are memo accounts at the wage: they are drawn from what is available, overtime
among it, and end where they were used, so that an hour is never counted twice. ``debit`` receives, ``credit`` gives.
"""

from innosim.model.tables import Town
from innosim.scenario.catalogue.codes import Codes

ACCOUNTS = Codes()
"""The accounts."""
TREASURY = ACCOUNTS.add("treasury", "treasury", "statskasse")
OPERATIONS = ACCOUNTS.add("operations", "operations", "drift")
SERVICES = ACCOUNTS.add("services", "services", "ydelser")
POOL = ACCOUNTS.add("pool", "pool", "pulje")
TRAINING = ACCOUNTS.add(
    "training",
    "training, and what else levers buy",
    "uddannelse, og hvad virkemidler ellers køber",
)
IDEAS = ACCOUNTS.add("ideas", "ideas", "idéer")
WINDING_DOWN = ACCOUNTS.add("winding down", "winding down", "afvikling")
PRESSURE = ACCOUNTS.add("pressure", "pressure", "krav")
HARVESTED = ACCOUNTS.add("savings harvested", "savings harvested", "høstede besparelser")
BOOKED = ACCOUNTS.add("savings booked", "savings booked", "indarbejdede besparelser")
PLANNED_CUTS = ACCOUNTS.add("planned cuts", "planned cuts", "planlagte nedskæringer")
EMERGENCY_CUTS = ACCOUNTS.add("emergency cuts", "emergency cuts", "nødbesparelser")
ROLLED_BACK_SAVINGS = ACCOUNTS.add(
    "savings rolled back", "savings rolled back", "tilbagerullede besparelser"
)
HOURS_AVAILABLE = ACCOUNTS.add("hours available", "hours available", "timer til rådighed")
HOURS_OPERATIONS = ACCOUNTS.add("hours operations", "hours operations", "timer til drift")
HOURS_PROTECTED = ACCOUNTS.add("hours protected", "hours protected", "beskyttede timer")
HOURS_SLACK = ACCOUNTS.add("hours slack", "hours slack", "ledige timer")
HOURS_IMPLEMENTATION = ACCOUNTS.add(
    "hours implementation", "hours implementation", "timer til indførelse"
)
HOURS_DISTURBANCE = ACCOUNTS.add("hours disturbance", "hours disturbance", "timers forstyrrelse")
HOURS_DOSSIER = ACCOUNTS.add("hours dossier", "hours dossier", "timer til sagsfremstilling")
HOURS_COORDINATION = ACCOUNTS.add(
    "hours coordination", "hours coordination", "timer til koordinering"
)
HOURS_LEVER_STAFF = ACCOUNTS.add("hours lever staff", "hours lever staff", "virkemidlernes timer")
HOURS_VACANT = ACCOUNTS.add("hours vacant", "hours vacant", "ubesatte timer")
HOURS_FREE = ACCOUNTS.add("hours free", "hours free", "frie timer")
DEBT = ACCOUNTS.add("debt", "debt for advances", "gæld for forskud")
HOURS_DISCRETION = ACCOUNTS.add(
    "hours discretion", "hours at managers' discretion", "timer efter ledernes skøn"
)
# Councillors and directors are no unit's staff, and a manager's time for ideas is counted apart: what levers
# take of theirs comes from an account of its own.
HOURS_OF_LEADERS = ACCOUNTS.add(
    "hours of leaders", "time of leaders and council", "lederes og byråds tid"
)
HOURS_LEADERSHIP = ACCOUNTS.add(
    "hours leadership", "hours of leaders and council", "lederes og byråds timer"
)

PAIRS = (
    (OPERATIONS, TREASURY),
    (OPERATIONS, POOL),
    (SERVICES, OPERATIONS),
    (POOL, OPERATIONS),
    (TRAINING, OPERATIONS),
    (IDEAS, OPERATIONS),
    (IDEAS, POOL),
    (IDEAS, DEBT),
    (DEBT, OPERATIONS),
    (WINDING_DOWN, OPERATIONS),
    (PRESSURE, HARVESTED),
    (PRESSURE, BOOKED),
    (PRESSURE, PLANNED_CUTS),
    (ROLLED_BACK_SAVINGS, PRESSURE),
    (HARVESTED, ROLLED_BACK_SAVINGS),
    (BOOKED, HARVESTED),
    (BOOKED, EMERGENCY_CUTS),
    (HOURS_OPERATIONS, HOURS_AVAILABLE),
    (HOURS_PROTECTED, HOURS_AVAILABLE),
    (HOURS_SLACK, HOURS_AVAILABLE),
    (HOURS_IMPLEMENTATION, HOURS_AVAILABLE),
    (HOURS_DISCRETION, HOURS_AVAILABLE),
    (HOURS_DISTURBANCE, HOURS_AVAILABLE),
    (HOURS_DOSSIER, HOURS_AVAILABLE),
    (HOURS_COORDINATION, HOURS_AVAILABLE),
    (HOURS_LEVER_STAFF, HOURS_AVAILABLE),
    (HOURS_VACANT, HOURS_AVAILABLE),
    (HOURS_FREE, HOURS_AVAILABLE),
    (HOURS_LEADERSHIP, HOURS_OF_LEADERS),
)
"""Which account receives from which: of all pairs of accounts that could be, those that rules enter. The books have a column
for each, from 1 on; column 0 belongs to no accounts, so that what is entered there does not balance."""


def pairs_entered(town: Town, year: int, debit: int, credit: int) -> float:
    """Return what one account has received from another in a year, mDKK."""
    return town.entries[year, town.pair_of[debit, credit]]


def post(town: Town, now: int, debit: int, credit: int, amount: float) -> None:
    """Enter ``amount`` (mDKK): the debit account receives it, the credit account gives it."""
    town.balances[debit] += amount
    town.balances[credit] -= amount
    town.entries[now // 12, town.pair_of[debit, credit]] += amount

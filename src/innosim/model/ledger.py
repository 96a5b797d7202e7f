"""The books: double entry, every krone and every hour at the wage (MODEL.md §7).

Money is posted in mDKK. Hours are memo accounts at the wage: they are drawn from what is available and
end where they were used, so that an hour is never counted twice. ``debit`` receives, ``credit`` gives.
"""

import numpy as np

(
    TREASURY, OPERATIONS, SERVICES, POOL, TRAINING, IDEAS, WINDING_DOWN,
    PRESSURE, HARVESTED, BOOKED, PLANNED_CUTS, EMERGENCY_CUTS, ROLLED_BACK_SAVINGS,
    HOURS_AVAILABLE, HOURS_OPERATIONS, HOURS_PROTECTED, HOURS_SLACK, HOURS_IMPLEMENTATION,
    HOURS_DISTURBANCE, HOURS_DOSSIER, HOURS_COORDINATION, HOURS_LEVER_STAFF, HOURS_VACANT, HOURS_FREE,
) = (np.int64(i) for i in range(24))  # fmt: skip

ACCOUNT_NAMES = (
    "treasury", "operations", "services", "pool", "training", "ideas", "winding down",
    "pressure", "savings harvested", "savings booked", "planned cuts", "emergency cuts", "savings rolled back",
    "hours available", "hours operations", "hours protected", "hours slack", "hours implementation",
    "hours disturbance", "hours dossier", "hours coordination", "hours lever staff", "hours vacant", "hours free",
)  # fmt: skip
ACCOUNTS = len(ACCOUNT_NAMES)


def post(town, now, debit, credit, amount):
    """Enter ``amount`` (mDKK): the debit account receives it, the credit account gives it."""
    town.balances[debit] += amount
    town.balances[credit] -= amount
    town.entries[now // 12, debit, credit] += amount

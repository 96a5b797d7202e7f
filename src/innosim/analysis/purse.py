"""The purse: what became of every krone that was booked before it came, and whether the books agree.

A saving booked for a year is settled next January: what has come is harvested, for the rest there is an
emergency cut; part of that may still come later, and the remainder never came. Bookings are kept idea by
idea, of the first replications, the ledger by account, of all; both tell the same story to the øre, or
`Purse.differences` says where they don't.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innosim.analysis.frames import (
    AnalysisError,
    Frames,
    in_mode,
    kept_of,
    kept_replications,
    named,
    not_kept,
    regimes_of,
)
from innosim.model.ledger import (
    ACCOUNTS,
    BOOKED,
    EMERGENCY_CUTS,
    HARVESTED,
    PLANNED_CUTS,
    PRESSURE,
)

if TYPE_CHECKING:
    import pandas as pd

OERE_A_MILLION = 1e8
"""Øre in a million kroner."""

SOURCES = ("harvested_gap", "harvested", "outstanding", "emergency", "planned_cuts")
"""What a year's gap was met by in the end, columns of `Purse.years` and of `met` that add up to ``asked``: a krone booked in
advance is followed to the January in which it came or was cut after all, or to the end of the run."""

_RUN = ["cost", "regime", "replication"]

_LINES: tuple[tuple[str, int, int, int], ...] = (
    ("booked", PRESSURE, BOOKED, 0),
    ("harvested", BOOKED, HARVESTED, 1),
    ("emergency", BOOKED, EMERGENCY_CUTS, 1),
)
"""Column of the bookings, ledger accounts (debit, credit), and how many years after the booked year."""


class PurseError(AnalysisError):
    """The bookings and the ledger tell different stories; the message says where and by how much."""


@dataclass(frozen=True)
class Purse:
    """The purse of a result; all amounts in mDKK, replication by replication in ``entries``.

    ``entries``: a row per booking: cost, regime, replication, idea, year, booked, harvested (in time),
    emergency, late (of the emergency cut, what came after all), never_came, outstanding (not due by the end).
    ``runs``: of how many replications, the first, bookings were kept: all here rests on these alone.
    ``years``: a row per cost mode, regime and year: means over ``runs`` of asked (what the January
    gap was), harvested_gap, booked, planned_cuts, and of the booked: harvested, emergency, late,
    never_came, outstanding. ``differences``: where bookings and ledger differ by an øre or more; empty
    where they agree: cost, regime, replication, year (booked for), line, bookings and ledger (mDKK), oere.
    """

    entries: pd.DataFrame
    years: pd.DataFrame
    differences: pd.DataFrame
    runs: int

    @property
    def agrees(self) -> bool:
        """Whether bookings and ledger agree to the øre."""
        return self.differences.empty

    def checked(self) -> Purse:
        """This purse, if the books agree.

        Raises:
            PurseError: they don't; the message names the first difference.
        """
        if self.agrees:
            return self
        first = self.differences.iloc[0]
        raise PurseError(
            f"{first['regime']}, replication {first['replication']}, year {first['year']}: {first['line']} is"
            f" {first['bookings']:.8f} mDKK in the bookings and {first['ledger']:.8f} in the ledger,"
            f" {first['oere']:.0f} øre apart ({len(self.differences)} such lines)"
        )


def purse(result: Frames, regime: str = "", *, cost: str = "", replication: int = -1) -> Purse:
    """The purse of ``result``, of one regime, cost mode or replication where these are given.

    Raises:
        AnalysisError: a regime, cost mode or replication that this result does not have, or whose bookings it has not kept.
    """
    if regime:
        named(result, regime)
    cost = in_mode(result, cost) if cost else ""
    if replication != -1 and replication not in set(result.metrics["replication"]):
        raise AnalysisError(f"no replication {replication} in this result")
    kept = kept_replications(result)
    if replication >= kept or not kept:
        raise not_kept(result, "bookings", ideas=max(replication, 0) + 1)
    if not kept_of(result).ledger:
        raise not_kept(result, "ledger entries", monthly=True)
    chosen: dict[str, str | int] = {"cost": cost, "regime": regime, "replication": replication}
    metrics, bookings, ledger = (
        _chosen(frame[frame["replication"] < kept], chosen)
        for frame in (result.metrics, result.bookings, result.ledger)
    )
    entries = _entries(bookings)
    order = {name: place for place, name in enumerate(regimes_of(result))}
    return Purse(
        entries=entries,
        years=_years(metrics, entries, ledger, order),
        differences=_differences(entries, ledger),
        runs=int(metrics["replication"].nunique()),
    )


def met(result: Frames, cost: str, regime: str, years: int) -> pd.DataFrame:
    """How each of the first ``years`` years was met: a row a year, mDKK by `SOURCES`, mean over all replications, 0 where none was asked.

    It rests on the ledger alone. What was booked for a year came, or was cut after all, in the January after; the rest is outstanding.

    Raises:
        AnalysisError: the ledger was not kept.
    """
    import pandas as pd

    if not kept_of(result).ledger:
        raise not_kept(result, "ledger entries", monthly=True)
    runs = _chosen(result.metrics, {"cost": cost, "regime": regime})["replication"].nunique()
    ledger = _chosen(result.ledger, {"cost": cost, "regime": regime})

    def yearly(debit: int, credit: int, later: int = 0) -> pd.Series:
        """Mean over replications of what was entered for each year."""
        rows = _entered(ledger, debit, credit)
        sums = rows["amount_mdkk"].groupby(rows["year"] - later).sum() / max(runs, 1)
        return sums.reindex(range(years), fill_value=0.0)

    of_booked = {line: yearly(debit, credit, later) for line, debit, credit, later in _LINES}
    came = of_booked["harvested"] + of_booked["emergency"]
    unsettled = (of_booked["booked"] - came).where(
        lambda rest: rest.abs() * max(runs, 1) * OERE_A_MILLION >= 0.5, 0.0
    )
    gap = {
        "harvested_gap": yearly(PRESSURE, HARVESTED),
        "planned_cuts": yearly(PRESSURE, PLANNED_CUTS),
    }
    return pd.DataFrame({**of_booked, **gap, "outstanding": unsettled})[list(SOURCES)]


def _chosen(frame: pd.DataFrame, chosen: dict[str, str | int]) -> pd.DataFrame:
    """Rows with the chosen values; "" and -1 choose all."""
    for column, value in chosen.items():
        if value not in ("", -1):
            frame = frame[frame[column] == value]
    return frame


def _entries(bookings: pd.DataFrame) -> pd.DataFrame:
    """The bookings with what came late and what is outstanding."""
    entries = bookings.astype({"cost": str, "regime": str})
    due = entries[["harvested", "emergency"]].fillna(0.0).sum(axis=1)
    entries["late"] = entries["emergency"].fillna(0.0) - entries["never_came"].fillna(0.0)
    # Unsettled by the end: neither harvested nor cut for.
    entries["outstanding"] = (entries["booked"] - due).where(due == 0.0, 0.0)
    return entries


def _entered(ledger: pd.DataFrame, debit: int, credit: int) -> pd.DataFrame:
    """Amounts entered between two accounts, by run and year."""
    names = ACCOUNTS.names
    rows = ledger[(ledger["debit"] == names[debit]) & (ledger["credit"] == names[credit])]
    return rows.astype({"cost": str, "regime": str})[[*_RUN, "year", "amount_mdkk"]]


def _differences(entries: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Compare each line of the bookings with the accounts that should hold it."""
    import pandas as pd

    keys = [*_RUN, "year"]
    found = []
    for line, debit, credit, later in _LINES:
        booked = entries.groupby(keys)[line].sum()
        entered = _entered(ledger, debit, credit)
        entered = entered.assign(year=entered["year"] - later).groupby(keys)["amount_mdkk"].sum()
        both = pd.DataFrame({"bookings": booked, "ledger": entered}).fillna(0.0).reset_index()
        found.append(both.assign(line=line))
    lines = pd.concat(found, ignore_index=True)
    lines["oere"] = (lines["bookings"] - lines["ledger"]) * OERE_A_MILLION
    apart = lines["oere"].abs() >= 0.5  # rounds to an øre
    return lines.loc[apart, [*keys, "line", "bookings", "ledger", "oere"]].reset_index(drop=True)


def _years(
    metrics: pd.DataFrame, entries: pd.DataFrame, ledger: pd.DataFrame, order: dict[str, int]
) -> pd.DataFrame:
    """How each year's gap was met and what became of what was booked for it, means over replications."""
    runs = metrics.astype({"cost": str, "regime": str}).groupby(["cost", "regime"]).size()
    keys = ["cost", "regime", "year"]
    gap = {
        "harvested_gap": _entered(ledger, PRESSURE, HARVESTED),
        "booked": _entered(ledger, PRESSURE, BOOKED),
        "planned_cuts": _entered(ledger, PRESSURE, PLANNED_CUTS),
    }
    import pandas as pd

    sums = {name: rows.groupby(keys)["amount_mdkk"].sum() for name, rows in gap.items()}
    became = ["harvested", "emergency", "late", "never_came", "outstanding"]
    booked = entries.groupby(keys)[became].sum()
    table = pd.DataFrame(sums).join(booked, how="outer").fillna(0.0)
    counts = [runs.loc[cost, regime] for cost, regime, _ in table.index]
    table = table.div(counts, axis=0)
    table.insert(0, "asked", table[list(gap)].sum(axis=1))
    table = table.reset_index()
    place = table["regime"].map(order)
    return (
        table.assign(place=place)
        .sort_values(["cost", "place", "year"])
        .drop(columns="place")
        .reset_index(drop=True)
    )

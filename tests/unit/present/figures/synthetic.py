"""A made-up result with the catalogue's columns: what figures are tested on without running the model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from innosim.analysis.biography import Biography, Life
from innosim.analysis.frames import cost_of, of
from innosim.experiment.runs import Runs, runs_of
from innosim.scenario.catalogue import INDICATORS, METRICS, START_UP, TABLES
from innosim.scenario.resolved import Regime, Scenario, usual_baseline

REGIMES = {
    "top-down": "Top-down (Fredericia)",
    "bottom-up": "Bottom-up (Silkeborg)",
    "framed": "Framed (Odense)",
    "randers": "Randers: politicians as co-players",
    "shaving": "Cuts only",
}
FRONT_DOOR = {"routine": "Routine (an ordinary town)", **REGIMES}
KEYS = ["cost", "regime", "replication"]
TYPICAL = {
    "throughput_per_year": 70.0, "failure_cost_mdkk_per_year": 3.0, "support_mean": 0.55, "support_lowest": 0.42,
    "pressure_met_without_cuts": 0.3, "service_quality_end": 0.93, "ildsjaele_active_end": 180.0,
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A result as the figures see it."""

    scenario: Scenario
    metrics: pd.DataFrame
    indicators: pd.DataFrame
    ideas: pd.DataFrame
    gates: pd.DataFrame
    bookings: pd.DataFrame
    ledger: pd.DataFrame

    @property
    def runs(self) -> Runs:
        """The metrics as arrays."""
        return runs_of(self.metrics)

    @property
    def manifest(self) -> dict[str, Any]:
        """Biographies were kept of all replications; every regime was run as it stands in the scenario."""
        replications = self.scenario.values["replications"]
        arms: list[dict[str, Any]] = [
            {"cost": cost, "regime": name, "levers": dict(regime.levers), "changes": []}
            for cost in self.metrics["cost"].unique()
            for name, regime in self.scenario.regimes.items()
        ]
        return {"replications": replications, "ideas": replications, "arms": arms}


def scenario(
    months: int, replications: int, regimes: dict[str, str] = REGIMES, equal: str = ""
) -> Scenario:
    """A scenario that has what figures read of one: regimes that differ in a lever, but for ``equal``, which is shaving."""
    levers = {
        name: {"cuts_only": float(name == "shaving"), "tracks": 0.1 * place}
        for place, name in enumerate(regimes)
    }
    if equal:
        levers[equal] = levers["shaving"]
    made = {
        name: Regime(name, title, None, levers[name], (), {}) for name, title in regimes.items()
    }
    values = {"seed": 2014, "months": months, "replications": replications, "wage_mdkk": 0.00029,
              "budget_mdkk": 3900.0, "staff": 8500, "post_share": 0.05, "gains_seen": 0.3}  # fmt: skip
    pressure = (0.01,) * -(-months // 12)
    return Scenario(
        "made-up",
        "Made up",
        "Which regime?",
        usual_baseline(list(made)),
        values,
        pressure,
        made,
        {},
        {},
    )


def result(
    *,
    replications: int = 20,
    months: int = 144,
    regimes: dict[str, str] = REGIMES,
    costs: tuple[str, ...] = ("as_costed", "equal_resources"),
    equal: str = "",
    sparks: int = 60,
) -> Made:
    """A result; ``equal`` names a regime that is bit for bit the baseline."""
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    for c, cost in enumerate(costs):
        for r, regime in enumerate(regimes):
            source = r if regime != equal else list(regimes).index("shaving")
            cuts = regime in ("shaving", equal)
            for n in range(replications):
                keys = {"cost": cost, "regime": regime, "replication": n}
                seed = [n, 100 if cuts else c, source]
                run = _metrics(keys, seed, source, months, cuts=cuts)
                months_ = _indicators(keys, seed, source, months, cuts=cuts)
                months_["failed_cost_mdkk"] = 0.95 * run["failed_mdkk"].iloc[0] / months
                parts["metrics"].append(run)
                parts["indicators"].append(months_)
                parts["ledger"].append(_ledger(keys, months_))
                parts["bookings"].append(_bookings(keys, months_))
                if not cuts:
                    parts["ideas"].append(_ideas(keys, n, source, months, sparks))
    tables = {
        name: pd.concat(frames, ignore_index=True) if frames else empty(name)
        for name, frames in parts.items()
    }
    made = scenario(months, replications, regimes, equal)
    return Made(made, **tables)


def begun(made: Made, before: int = 48) -> Made:
    """The same result of runs that began ``before`` months earlier, one history a replication."""
    first = {name: made.indicators[name].iloc[0] for name in KEYS[:2]}
    rows = of(made.indicators, first["cost"], first["regime"])
    past = rows[rows["month"] < before].assign(regime=START_UP)
    past["month"] -= before
    return replace(made, indicators=pd.concat([past, made.indicators], ignore_index=True))


def empty(table: str) -> pd.DataFrame:
    """A table without rows."""
    return pd.DataFrame({name: [] for name in [*KEYS, *(c.name for c in TABLES[table].columns)]})


def nothing() -> Made:
    """A result without a single row."""
    return Made(scenario(24, 0), **{table: empty(table) for table in TABLES})


def _metrics(
    keys: dict[str, object], seed: list[int], source: int, months: int, *, cuts: bool
) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    row = dict(keys)
    for column in METRICS.values():
        typical = TYPICAL.get(column.name, 0.4 if column.unit == "share" else 10.0)
        row[column.name] = typical * (1 + 0.08 * (source - 2) + 0.1 * chance.standard_normal())
    if cuts:
        row |= {"throughput_per_year": 0.0, "failure_cost_mdkk_per_year": 0.0,
                "pressure_met_without_cuts": 0.0, "lead_time_months": np.nan}  # fmt: skip
    failed = float(row["failure_cost_mdkk_per_year"]) * months / 12
    row |= {"failed_mdkk": failed, "halted_mdkk": 0.6 * failed, "late_failed_mdkk": 0.3 * failed}
    return pd.DataFrame([row])


def _ledger(keys: dict[str, object], months: pd.DataFrame) -> pd.DataFrame:
    """The entries of each January, as the indicators have them."""
    accounts = {
        "harvested_mdkk": ("pressure", "savings harvested"),
        "booked_mdkk": ("pressure", "savings booked"),
        "cut_mdkk": ("pressure", "planned cuts"),
        "came_true_mdkk": ("savings booked", "savings harvested"),
        "emergency_mdkk": ("savings booked", "emergency cuts"),
    }
    january = months[months["month"] % 12 == 0]
    rows = [
        {
            **keys,
            "year": int(line["month"]) // 12,
            "debit": debit,
            "credit": credit,
            "amount_mdkk": line[name],
        }
        for line in january.to_dict("records")
        for name, (debit, credit) in accounts.items()
        if line[name] > 0.0
    ]
    return pd.DataFrame(rows)


def _bookings(keys: dict[str, object], months: pd.DataFrame) -> pd.DataFrame:
    """One idea's booking a year, settled in the January after."""
    january = months[months["month"] % 12 == 0].reset_index(drop=True)
    after = january[["came_true_mdkk", "emergency_mdkk"]].shift(-1)
    frame = pd.DataFrame({"idea": 1000, "year": january["month"] // 12, "booked": january["booked_mdkk"],
                          "harvested": after["came_true_mdkk"], "emergency": after["emergency_mdkk"],
                          "never_came": after["emergency_mdkk"]})  # fmt: skip
    for name, value in reversed(keys.items()):
        frame.insert(0, name, value)
    return frame[frame["booked"] > 0.0]


def _indicators(
    keys: dict[str, object], seed: list[int], source: int, months: int, *, cuts: bool
) -> pd.DataFrame:
    chance = np.random.default_rng([*seed, 1])
    month = np.arange(months)
    data: dict[str, object] = {**keys, "month": month}
    walk = np.cumsum(chance.standard_normal((3, months)), axis=1)
    for name in INDICATORS:
        data[name] = np.abs(10.0 + 0.2 * source * month / 12 + 0.1 * walk[0])
    quality = 1.0 - (0.0008 - 0.0001 * source) * month + 0.001 * walk[1]
    support = 0.55 + 0.002 * source + 0.004 * walk[2] - 0.001 * (month % 48)
    january = month % 12 == 0
    gap = np.where(january, 39.0, 0.0)
    ideas = np.where(
        january & (month > 0) & (not cuts), chance.uniform(0, 10 + 3 * source, months), 0.0
    )
    booked = np.where(january & (source == 2) & (not cuts), 8.0, 0.0)
    came = np.where(january & (month > 0), np.roll(booked, 12) * 0.7, 0.0)
    emergency = np.where(january & (month > 0), np.roll(booked, 12) * 0.3, 0.0)
    data |= {"quality_mean": quality, "support_mean": support, "support_majority": support + 0.05,
             "support_minority": support - 0.08, "gap_mdkk": gap, "harvested_mdkk": ideas, "booked_mdkk": booked,
             "came_true_mdkk": came, "emergency_mdkk": emergency, "cut_mdkk": gap - ideas - booked,
             "election": np.isin(month, (48, 96, 144)).astype(float),
             "shocks": (chance.random(months) < 0.02).astype(float)}  # fmt: skip
    if cuts:
        data |= {
            "realised_savings_mdkk": np.zeros(months),
            "home_grown_operating": np.zeros(months),
        }
    return pd.DataFrame(data)


def _ideas(keys: dict[str, object], n: int, source: int, months: int, sparks: int) -> pd.DataFrame:
    same = np.random.default_rng(n)  # the same potential ideas under every regime
    own = np.random.default_rng([n, source, 7])
    sparked = same.integers(0, months, sparks)
    origins = np.array(["ildsjael", "employee", "manager", "director", "import", "copy"])
    frame = pd.DataFrame({"idea": 1000 + np.arange(sparks), "origin": origins[same.integers(0, 6, sparks)],
                          "month_sparked": sparked, "stake": same.lognormal(-2, 1, sparks)})  # fmt: skip
    frame["luck"] = same.standard_normal(sparks)
    frame["true_worth"] = frame["stake"] * (0.1 + 0.3 * frame["luck"])
    reach = own.random(sparks)
    steps = {
        "month_model": (0.45, 3),
        "month_implementation": (0.65, 8),
        "month_operation": (0.8, 15),
    }
    for name, (bar, delay) in steps.items():
        at = sparked + delay + own.integers(0, 4, sparks)
        frame[name] = pd.array(np.where((reach > bar) & (at < months), at, -1), dtype="Int64")
        frame.loc[frame[name] == -1, name] = pd.NA
    operating = frame["month_operation"].notna()
    back = operating & (own.random(sparks) < 0.15)
    frame["end"] = np.where(frame["month_model"].isna(), np.where(reach < 0.35, "rejected", "living"),
                            np.where(own.random(sparks) < 0.6, "stopped", "lapsed"))  # fmt: skip
    frame.loc[operating, "end"] = "operation"
    frame.loc[back, "end"] = "rolled_back"
    over = ~frame["end"].isin(("operation", "living"))
    last = (
        frame[["month_operation", "month_implementation", "month_model", "month_sparked"]]
        .astype("Int64")
        .bfill(axis=1)
        .iloc[:, 0]
    )
    frame["end_month"] = pd.array(
        np.minimum(last.to_numpy(dtype=float) + 6, months - 1).astype(int), dtype="Int64"
    )
    frame.loc[~over, "end_month"] = pd.NA
    frame["phase"] = np.select([operating, frame["month_implementation"].notna(), frame["month_model"].notna()],
                                   ["operation", "implementation", "model"], "direction")  # fmt: skip
    frame["decider"] = np.where(frame["end"] == "rejected", "director", "manager")
    frame["spent_money"] = own.lognormal(-3, 1, sparks)
    frame["spent_hours"] = own.lognormal(4, 1, sparks)
    for column in TABLES["ideas"].columns:
        if column.name not in frame:
            frame[column.name] = "" if column.dtype == "text" else 1.0
    frame["months_waiting"] = own.integers(0, 12, sparks)
    kept = own.random(sparks) < 0.8
    for name, value in reversed(keys.items()):
        frame.insert(0, name, value)
    return frame[kept].reset_index(drop=True)


def undefined(made: Made) -> Made:
    """The same result with every metric of one regime, and one metric of all, undefined."""
    metrics = made.metrics.copy()
    measured = list(METRICS)
    metrics.loc[metrics["regime"] == "framed", measured] = np.nan
    metrics["support_mean"] = np.nan
    indicators = made.indicators.copy()
    indicators.loc[indicators["regime"] == "framed", "quality_mean"] = np.nan
    indicators["support_minority"] = np.nan
    return Made(
        made.scenario, metrics, indicators, made.ideas, made.gates, made.bookings, made.ledger
    )


def biography(made: Made, replication: int = 0) -> Biography:
    """An idea's lives as `analysis.biography` tells them, read from the made-up ideas."""
    cost = cost_of(made, "")
    rows = made.ideas[(made.ideas["cost"] == cost) & (made.ideas["replication"] == replication)]
    operating = rows[rows["month_operation"].notna()] if len(rows) else rows
    idea = int(operating["idea"].mode().iloc[0]) if len(operating) else 1000
    lives = [
        _life(rows[(rows["regime"] == r) & (rows["idea"] == idea)], r)
        for r in made.scenario.regimes
    ]
    return Biography(idea, replication, cost, tuple(lives), {}, same_model=True)


def _life(row: pd.DataFrame, regime: str) -> Life:
    facts = {k: None if pd.isna(v) else v for k, v in row.iloc[0].items()} if len(row) else {}
    entered = facts.get("month_model")
    waits = [] if entered is None else [entered - 2, entered - 1]
    events = pd.DataFrame({"month": waits, "event": ["waited for a gate"] * len(waits)})
    return Life(regime, bool(facts), 0.031, 0.412, facts, events, 1.2 if facts else 0.0)

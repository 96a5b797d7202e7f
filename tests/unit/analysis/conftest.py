"""A made-up result: frames shaped by the column catalogue, the same at every call, no model behind them."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from innosim.analysis.compare import compare
from innosim.experiment.runs import Runs, runs_of
from innosim.scenario.catalogue import INDICATORS, LEVERS, METRICS
from innosim.scenario.resolved import Regime, Scenario

sys.path.insert(0, str(Path(__file__).parents[2]))  # for what tests share

from ways import METRIC, N

NAMES = ("top-down", "bottom-up", "framed", "shaving")
COSTS = ("as_costed", "equal_resources")
VALUES = MappingProxyType(
    {
        "months": 144,
        "seed": 2014,
        "staff": 8500,
        "post_share": 0.05,
        "domain_limit": 0.3,
        "wage_mdkk": 0.00029,
        "budget_mdkk": 3900.0,
    }
)


def regime(name: str, levers: Mapping[str, float]) -> Regime:
    zeros = dict.fromkeys(LEVERS, 0.0)
    return Regime(name, name.title(), None, zeros | dict(levers), (), {})


@dataclass(repr=False)
class MadeUp:
    """A result with the frames that analysis reads."""

    scenario: Scenario
    manifest: dict[str, Any]
    metrics: pd.DataFrame
    indicators: pd.DataFrame
    ideas: pd.DataFrame
    gates: pd.DataFrame
    bookings: pd.DataFrame
    ledger: pd.DataFrame

    @property
    def runs(self) -> Runs:
        return runs_of(self.metrics)


def scenario(names: tuple[str, ...] = NAMES) -> Scenario:
    setting = {
        "top-down": {"tracks": 1.0, "contract": 1.0},
        "bottom-up": {"protected_time": 0.004, "local_approval": 1.0},
        "framed": {"vision": 0.8, "tracks": 0.5, "pool": 1.0},
        "shaving": {"cuts_only": 1.0},
    }
    regimes = {name: regime(name, setting.get(name, {})) for name in names}
    return Scenario(
        "made-up", "Made up", "What happens?", names[-1], VALUES, (0.01,) * 12, regimes, {}, {}
    )


def manifest(made: Scenario) -> dict[str, Any]:
    arms = [
        {"cost": cost, "regime": name, "levers": dict(regime.levers), "changes": []}
        for cost in COSTS for name, regime in made.regimes.items()
    ]  # fmt: skip
    return {
        "replications": 20,
        "ideas": 4,
        "versions": {"innosim": "0"},
        "model_sha256": "",
        "arms": arms,
    }


def metrics(names: tuple[str, ...], n: int, *, equal: bool) -> pd.DataFrame:
    """Levels that differ by regime and metric; one luck a replication, shared by all regimes."""
    rows = []
    for cost in COSTS:
        for place, name in enumerate(names):
            for replication in range(n):
                luck = np.random.default_rng(replication).normal(size=len(METRICS))
                own = np.random.default_rng([replication, 0 if equal else place + 1]).normal(
                    size=len(METRICS)
                )
                shift = 0.0 if equal else place * (1.0 if cost == "as_costed" else 0.9)
                values = 10.0 + shift + luck + 0.2 * own
                rows.append([cost, name, replication, *values])
    frame = pd.DataFrame(rows, columns=["cost", "regime", "replication", *METRICS])
    if not equal:
        shaving = frame["regime"] == "shaving"
        frame.loc[shaving, ["throughput_per_year", "failure_cost_mdkk_per_year"]] = 0.0
        frame.loc[
            shaving, ["lead_time_months", "conversion", "failure_cost_share", "late_failure_share"]
        ] = np.nan
    return frame


def indicators(names: tuple[str, ...], n: int, months: int) -> pd.DataFrame:
    keys = pd.MultiIndex.from_product(
        [COSTS, names, range(n), range(months)], names=["cost", "regime", "replication", "month"]
    )
    frame = keys.to_frame(index=False)
    place = frame["regime"].map({name: i for i, name in enumerate(names)})
    level = 1.0 + place + frame["month"] % 12 / 12.0
    same = pd.DataFrame(dict.fromkeys(INDICATORS, level))  # at once: pandas 2 warns of many
    return frame.assign(**same)


def ideas(names: tuple[str, ...], n: int) -> pd.DataFrame:
    """Thirty potential ideas a replication; which spark and how they end depends on the regime."""
    ends = ("operation", "rejected", "stopped", "rolled_back", "lapsed", "living")
    rows = []
    for cost in COSTS:
        for place, name in enumerate(names):
            for replication in range(n):
                for number in range(0 if name == "shaving" else 30):
                    if (number + place + replication) % 5 == 0:
                        continue
                    end = ends[(number * (place + 1) + replication) % len(ends)]
                    worth = (number - 12) * 0.1 + (0.2 * place if number == 12 else 0.0)
                    operating = end in ("operation", "rolled_back")
                    rows.append(
                        {
                            "cost": cost,
                            "regime": name,
                            "replication": replication,
                            "idea": 1000 + number,
                            "origin": "ildsjael" if number % 3 else "import",
                            "month_sparked": number,
                            "size": 1.0,
                            "luck": (number - 12) / 10,
                            "luck_quality": 0.0,
                            "true_worth": worth,
                            "month_model": 0 if end == "rejected" else number + 4,
                            "month_operation": number + 12 + place if operating else pd.NA,
                            "month_implementation": number + 8 if operating else pd.NA,
                            "months_work": 6.0,
                            "months_waiting": 6.0 + place,
                            "months_waiting_gate": 4.0 + place,
                            "months_waiting_hours": 2.0,
                            "months_on_shelf": 0.0,
                            "end": end,
                            "end_month": pd.NA,
                            "phase": "model",
                            "end_cause": "",
                            "decider": "manager",
                            "spent_money": 0.1,
                            "spent_hours": 100.0,
                            "case": False,
                        }
                    )
    frame = pd.DataFrame(rows)
    whole = ["month_operation", "month_implementation", "month_model", "end_month"]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def made_up(
    names: tuple[str, ...] = NAMES, n: int = 20, *, equal: bool = False, months: int = 24
) -> MadeUp:
    empty = pd.DataFrame()
    return MadeUp(
        scenario(names),
        manifest(scenario(names)),
        metrics(names, n, equal=equal),
        indicators(names, n, months),
        ideas(names, min(n, 4)),
        empty,
        empty,
        empty,
    )


@pytest.fixture(scope="session")
def make() -> Callable[..., MadeUp]:
    """A maker of made-up results."""
    return made_up


@pytest.fixture(scope="session")
def result() -> MadeUp:
    """Four regimes that differ in everything."""
    return made_up()


@pytest.fixture(scope="session")
def twins() -> MadeUp:
    """Regimes with equal levers: every number is the same, bit for bit."""
    return made_up(("one", "other", "baseline"), equal=True)


@pytest.fixture(scope="module")
def told(make: Callable[..., Any]) -> Callable[..., Any]:
    """A maker of comparisons in which each regime's worth, as costed and at equal resources, is what one says."""

    def made(
        costed: Mapping[str, float],
        equal: Mapping[str, float] | None = None,
        *,
        noise: float = 0.1,
        n: int = N,
    ) -> Any:
        result = make((*costed, "grey"), n=n)
        frame = result.metrics
        frame["used_mdkk_per_year"] = 10.0
        for cost, levels in (("as_costed", costed), ("equal_resources", equal or costed)):
            for name in (*costed, "grey"):
                rows = (frame["cost"] == cost) & (frame["regime"] == name)
                luck = np.random.default_rng([len(name), ord(name[0])]).normal(size=n)
                luck -= luck.mean()
                frame.loc[rows, METRIC] = levels.get(name, 0.0) + noise * luck
        # levers that differ, so that nothing is equal by construction
        for place, arm in enumerate(result.manifest["arms"]):
            arm["levers"] = {**arm["levers"], "vision": 0.01 * (place % (len(costed) + 1))}
        return compare(result, sesoi={METRIC: 1.0})

    return made

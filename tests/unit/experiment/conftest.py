"""Plans over installed scenarios and the fake model, kept small."""

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from innosim.experiment.engine import Engine
from innosim.experiment.plan import Plan, make_plan, with_run_values
from innosim.model.prices import scaled
from innosim.scenario.reader import load


def _fake_model() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "innosim_fake_model", Path(__file__).with_name("fake_model.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FAKE = _fake_model()


@pytest.fixture(scope="session")
def fake() -> ModuleType:
    return FAKE


@pytest.fixture
def engine() -> Engine:
    made: Engine = FAKE.fake_engine()
    return made


Planner = Callable[..., Plan]


@pytest.fixture(scope="session")
def planned() -> Planner:
    scenario = load("village")

    def make(
        replications: int = 12,
        months: int = 24,
        seed: int = 1,
        regimes: tuple[str, ...] = ("shaving", "framed"),
        costs: tuple[str, ...] = (),
        keep: str = "monthly,ideas:3",
        before: int = 0,
        politics: bool = False,
    ) -> Plan:
        asked = with_run_values(scenario, replications=replications, months=months, seed=seed)
        asked = replace(asked, values={**asked.values, "startup_months": before})
        plan = make_plan(asked, regimes=regimes, costs=costs, keep=keep, politics=politics)
        twice = {name: scaled(each, 2.0) for name, each in asked.regimes.items()}
        return replace(plan, equal=twice)  # as a search might have found it

    return make

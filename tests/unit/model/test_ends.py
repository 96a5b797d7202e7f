"""Every parameter at both ends of its range, in two towns: the run goes through, and its books balance."""

import pytest
from towns import changed, lived, middle, village

from innosim.scenario.catalogue import PARAMETERS
from innosim.scenario.catalogue.declare import Parameter
from innosim.scenario.pressure import PRESSURE

# The length and number of runs and their seed are no part of the model; pressure is a series of its own.
APART = ("months", "replications", "seed", PRESSURE.name)


def at(parameter: Parameter, end: float) -> float:
    return type(parameter.default)(end)  # type: ignore[return-value]


@pytest.mark.parametrize("name", [name for name in PARAMETERS if name not in APART])
def test_it_runs_at_both_ends(name: str) -> None:
    parameter = PARAMETERS[name]
    for town in (village(months=24), middle(months=24)):
        for end in (parameter.low, parameter.high):
            scenario = changed(town, **{name: at(parameter, end)})
            for regime in ("framed", "top-down"):
                assert lived(scenario, regime).reached == 24

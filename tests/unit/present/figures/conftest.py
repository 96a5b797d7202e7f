"""Let the tests of this folder import the made-up result, whatever pytest's import mode."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import synthetic


@pytest.fixture(scope="session")
def whole() -> synthetic.Made:
    """Five regimes, both cost modes."""
    return synthetic.result(replications=4, sparks=80)


@pytest.fixture(scope="session")
def situations(whole: synthetic.Made) -> dict[str, synthetic.Made]:
    """What a result may look like at its edges."""
    return {
        "whole": whole,
        "one run": synthetic.result(replications=1, sparks=40, costs=("as_costed",)),
        "equal": synthetic.result(replications=3, sparks=40, equal="framed"),
        "undefined": synthetic.undefined(synthetic.result(replications=2, sparks=30)),
        "short": synthetic.result(replications=2, sparks=12, months=14),
        "seven regimes": synthetic.result(
            replications=2, sparks=30, regimes={**synthetic.REGIMES, "scanning": "S", "mixed": "M"}
        ),
        "front door": synthetic.begun(
            synthetic.result(replications=3, sparks=30, regimes=synthetic.FRONT_DOOR)
        ),
        "nothing": synthetic.nothing(),
    }

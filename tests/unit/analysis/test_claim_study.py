"""A claim as it is run: what was run is not run again, and what cannot be run lets the rest go on; on a model of arithmetic whose turn is known."""

import importlib.util
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from innosim.analysis.claim import Claim
from innosim.analysis.claim_study import PROBED, run_claims
from innosim.experiment import draws
from innosim.experiment.engine import Engine
from innosim.present.claim_json import claim_json
from innosim.present.claim_notes import notes
from innosim.present.claim_words import refutation
from innosim.present.words.language import LANGUAGES
from innosim.scenario.catalogue import PARAMETERS
from innosim.scenario.claimed import read_claim
from innosim.scenario.reader import load
from innosim.scenario.resolved import Regime, Scenario

VILLAGE = load("village", ["run.months=12", "run.startup_months=0"])
FRAMED = read_claim("framed > routine on backing_mean", VILLAGE)
TURN = 0.6
"""The part of gains that is seen at which framed falls to the limit; it is .3 in the village, and up to 1."""


def _fake() -> ModuleType:
    path = Path(__file__).parents[1] / "experiment" / "fake_model.py"
    spec = importlib.util.spec_from_file_location("innosim_fake_model_claims", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FAKE = _fake()
FEW = ("gains_seen", "memo_sd", "publicity")
"""Parameters that are drawn: of all of them reading the scenarios takes most of the time."""
Counting = Callable[..., tuple[Engine, Counter[str]]]


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """An engine whose backing under framed falls with the part of gains that is seen; it breaks where more than ``breaks`` is. And how often each regime was run."""
    pytest.importorskip("SALib")
    few = tuple(PARAMETERS[name] for name in FEW)
    monkeypatch.setattr(draws, "uncertain", lambda _: few)

    def made(breaks: float = 2.0) -> tuple[Engine, Counter[str]]:
        ran: Counter[str] = Counter()

        class Falling(FAKE.FakeRun):
            def run(self, replication: int, *, past: int | None = None) -> None:
                ran[self._regime.name] += 1
                if self._scenario.values["gains_seen"] > breaks:
                    raise ArithmeticError("no number is left.")
                super().run(replication, past=past)

            def metrics(self):
                seen = self._scenario.values["gains_seen"]
                lead = FRAMED.size + 0.2 * (TURN - seen) if self._regime.name == "framed" else 0.0
                luck = np.random.default_rng(self._replication).normal(0.0, 0.01)
                own = np.random.default_rng([self._replication, len(self._regime.name)])
                found = 0.5 + lead + luck + own.normal(0.0, 0.002)
                return {**super().metrics(), "backing_mean": np.array([found])}

        def simulator(scenario: Scenario, regime: Regime) -> Falling:
            return Falling(scenario, regime)

        return replace(FAKE.fake_engine(), simulator=simulator), ran

    return made


def held(folder: Path, engine: Engine, *texts: str) -> tuple[Claim, ...]:
    claims = [read_claim(text, VILLAGE) for text in texts] or [FRAMED]
    return run_claims(VILLAGE, claims, folder, engine, draws=30, costs=("as_costed",), jobs=1)


def test_the_same_claim_again_runs_nothing(tmp_path: Path, counting: Counting) -> None:
    """Neither draws nor the search: all of it was kept, and the answer is the same. Another on the same regimes searches alone."""
    engine, ran = counting()
    (first,) = held(tmp_path, engine)
    assert first.refuted is not None
    assert first.refuted.field == "relationships.gains_seen"
    assert first.refuted.value == pytest.approx(TURN, abs=0.05)
    assert ran["framed"] > 60
    ran.clear()
    (again,) = held(tmp_path, engine)
    assert ran == Counter()
    assert claim_json(again) == claim_json(first)
    held(tmp_path, engine, "framed > routine by 0.02 on backing_mean")
    assert ran.keys() == {"framed", "routine"}, "the search for its turn, and no magnitudes"


def test_a_file_that_was_damaged_is_run_again(tmp_path: Path, counting: Counting) -> None:
    """Cut short, or a byte of it turned: the answer is the same, and the file is whole again."""
    engine, ran = counting()
    (first,) = held(tmp_path, engine)
    files = sorted((tmp_path / PROBED).iterdir())
    whole = [file.read_bytes() for file in files]
    turned = bytearray(whole[1])
    turned[len(turned) // 2] ^= 255
    files[0].write_bytes(whole[0][:-50])
    files[1].write_bytes(turned)
    ran.clear()
    (again,) = held(tmp_path, engine)
    assert claim_json(again) == claim_json(first)
    assert 0 < ran["framed"] <= 2 * 240
    assert [file.read_bytes() for file in files] == whole


def test_what_cannot_be_run_is_told_and_the_rest_goes_on(
    tmp_path: Path, counting: Counting
) -> None:
    """Where most of gains is seen the model fails: draws there are failed, and the search finds the turn all the same; again nothing is run."""
    engine, ran = counting(breaks=0.9)
    (found,) = held(tmp_path, engine)
    assert 0 < len(found.failed) < 20
    assert found.refuted is not None
    assert found.refuted.value == pytest.approx(TURN, abs=0.05)
    assert ("relationships.gains_seen", 1.0) in {(each.field, each.value) for each in found.not_run}
    for lang in LANGUAGES:
        assert any(
            "gains_seen" in told and "no number is left" in told for told in notes(found, lang)
        )
    ran.clear()
    assert claim_json(held(tmp_path, engine)[0]) == claim_json(found)
    assert ran == Counter()


def test_a_scenario_that_cannot_be_run_itself_is_told(tmp_path: Path, counting: Counting) -> None:
    """No refutation of what is not shown; the shares of draws are there."""
    engine, _ = counting(breaks=0.29)
    (found,) = held(tmp_path, engine)
    assert [each.field for each in found.not_run] == [""]
    assert refutation(found, "en") == ""
    assert any("the scenario itself (no number is left)" in told for told in notes(found, "en"))

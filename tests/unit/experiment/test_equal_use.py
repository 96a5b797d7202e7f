"""Equal resources are equal use: what pilots find, for whom, and what is refused."""

import json
import re
from dataclasses import replace

import pytest

from innosim.cli.main import main
from innosim.experiment.equal_use import _amount, find_equal_use, is_scaled
from innosim.experiment.errors import PlanError
from innosim.experiment.files import partial_of
from innosim.experiment.manifest import read_manifest, sealed
from innosim.experiment.pilots import PILOTS, _read
from innosim.experiment.plan import make_plan
from innosim.experiment.runner import run_plan
from innosim.experiment.secant import WITHIN, Ending
from innosim.experiment.twins import ORDINARY_TOWN, POLITICS, twin_name, twins_of
from innosim.scenario.catalogue import LEVERS
from innosim.scenario.reader import load
from innosim.scenario.resolved import Change
from innosim.scenario.shipped import PROGRAMMES, shipped

FRAMED = ("framed", "shaving")


def _given(plan, envelope):
    values = {**plan.scenario.values, "envelope_mdkk": envelope}
    return make_plan(replace(plan.scenario, values=values), regimes=plan.regimes)


def test_the_envelope_is_the_median_use_of_four_presets_and_is_met(planned, engine, fake) -> None:
    plan = planned(regimes=FRAMED)
    found = find_equal_use(plan, engine, jobs=2)
    uses = sorted(fake.used(shipped(name, plan.scenario.values)) for name in PROGRAMMES)
    assert found.envelope == pytest.approx((uses[1] + uses[2]) / 2, abs=0.02)
    fits = {fit.regime: fit for fit in found.fits}
    assert fits["framed"].ending == Ending.MET
    assert abs(fits["framed"].use - found.envelope) <= WITHIN * found.envelope
    assert fits["shaving"].ending == Ending.STAYS
    regimes = found.regimes(plan.scenario)
    assert regimes["shaving"] == plan.scenario.regimes["shaving"]
    assert regimes["framed"].levers["vision"] == plan.scenario.regimes["framed"].levers["vision"]


def test_pilots_are_none_that_are_reported_and_live_their_past_once(planned, engine, fake) -> None:
    fake.RAN.clear()
    fake.LIVED.clear()
    found = find_equal_use(planned(regimes=FRAMED, before=12), engine, jobs=3)
    assert set(fake.RAN) == set(PILOTS)
    assert max(PILOTS) < 0
    assert len(fake.RAN) == found.pilots
    assert sorted(fake.LIVED) == sorted(PILOTS)


def test_what_is_found_does_not_depend_on_jobs(planned, engine) -> None:
    found = [find_equal_use(planned(regimes=FRAMED), engine, jobs=jobs) for jobs in (1, 2, 7)]
    assert found[0] == found[1] == found[2]


def test_adding_a_regime_changes_nobodys_numbers(planned, engine, tmp_path) -> None:
    few, many = planned(regimes=FRAMED), planned(regimes=(*FRAMED, "top-down", "bottom-up"))
    run_plan(few, tmp_path / "few", engine)
    run_plan(many, tmp_path / "many", engine)
    one, other = (read_manifest(tmp_path / name)["equal_use"] for name in ("few", "many"))
    assert one["envelope_mdkk"] == other["envelope_mdkk"]
    assert one["regimes"]["framed"] == other["regimes"]["framed"]


def test_a_given_envelope_needs_no_presets(planned, engine, fake) -> None:
    plan = _given(planned(regimes=FRAMED), 3.0)
    found = find_equal_use(plan, engine, jobs=2)
    assert (found.envelope, found.presets) == (3.0, {})
    assert fake.used(found.regimes(plan.scenario)["framed"]) == pytest.approx(3.0, rel=0.04)


def _told(sentence: str) -> tuple[float, ...]:
    """The amounts that a refusal names."""
    found = re.search(r"an amount from (\S+) to (\S+), which all can use", sentence)
    assert found is not None, sentence
    return tuple(float(each.replace(",", "")) for each in found.groups())


def test_the_reach_that_is_told_is_that_of_all(planned, engine, fake) -> None:
    """Of two regimes, one that has less than the other to begin with: both must be within reach of what is told."""
    for envelope in (0.2, 9000.0):
        plan = _given(planned(regimes=("top-down", "framed", "shaving")), envelope)
        with pytest.raises(PlanError) as error:
            find_equal_use(plan, engine, jobs=1)
        for amount in _told(str(error.value)):
            found = find_equal_use(_given(plan, amount), engine, jobs=1)
            assert {fit.ending for fit in found.fits} <= {Ending.MET, Ending.STEP, Ending.STAYS}


@pytest.mark.parametrize(
    ("envelope", "said"),
    [(0.2, "with none of its amounts it still uses 0.4"), (9000.0, "at their caps it uses")],
)
def test_out_of_reach_is_refused_before_anything_runs(
    planned, engine, fake, tmp_path, envelope, said
) -> None:
    plan = _given(planned(regimes=FRAMED), envelope)
    fake.RAN.clear()
    with pytest.raises(PlanError, match=said) as error:
        run_plan(plan, tmp_path / "results" / "mine" / "r", engine)  # nor are these there then
    sentence = str(error.value)
    assert sentence.startswith(
        f"village: run.envelope_mdkk is {_amount(envelope)}, and framed cannot be"
    )
    least, most = _told(sentence)
    for amount in (least, most):  # what it names can be used, by whom is refused and by all
        assert find_equal_use(_given(plan, amount), engine, jobs=1).envelope == amount
    assert sentence.endswith("which all can use, or run with --cost as-costed.")
    assert max(fake.RAN) < 0
    assert not list(tmp_path.iterdir())


def test_on_the_command_line_it_is_one_sentence_and_code_two(
    fake, tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.setattr("innosim.experiment.engine.installed", fake.fake_engine)
    out = ("--out", str(tmp_path / "r"))
    with pytest.raises(SystemExit) as stopped:
        main(["run", "village", "--set", "run.envelope_mdkk=0.1", *out])
    assert stopped.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("--set: run.envelope_mdkk is 0.100, and top-down cannot be brought to")
    assert not list(tmp_path.iterdir())


def test_an_envelope_of_a_file_is_refused_by_file_line_and_field(
    fake, tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.setattr("innosim.experiment.engine.installed", fake.fake_engine)
    monkeypatch.chdir(tmp_path)
    text = 'extends = "village.toml"\n\n[run]\nenvelope_mdkk = 9000.0\n'
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    (tmp_path / "above.toml").write_text('extends = "mine.toml"\n', encoding="utf-8")
    for asked in ("mine.toml", "above.toml"):
        with pytest.raises(SystemExit) as stopped:
            main(["run", asked, "--regime", "framed", "--regime", "routine", "--out", "r"])
        assert stopped.value.code == 2
        said = capsys.readouterr().err.splitlines()[-1]
        assert said.startswith(
            "mine.toml, line 4: run.envelope_mdkk is 9,000, and framed cannot be"
        )
        assert said.endswith("which all can use, or run with --cost as-costed.")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["above.toml", "mine.toml"]


def test_the_presets_median_out_of_reach_is_no_field_of_the_scenario(planned, engine, fake) -> None:
    """A regime with next to nothing to scale: what it cannot meet, nobody set."""
    plan = planned(regimes=FRAMED)
    framed = plan.scenario.regimes["framed"]
    poor = replace(framed, levers={**dict.fromkeys(LEVERS, 0.0), "training": 0.001})
    regimes = {**plan.scenario.regimes, "framed": poor}
    made = make_plan(replace(plan.scenario, regimes=regimes), regimes=FRAMED)
    with pytest.raises(PlanError, match=r"^framed cannot be brought .*, where the median use of"):
        find_equal_use(made, engine, jobs=1)


def test_where_nobody_has_amounts_nothing_is_piloted(planned, engine, fake) -> None:
    fake.RAN.clear()
    found = find_equal_use(planned(regimes=("shaving",)), engine, jobs=1)
    assert (found.envelope, found.pilots, fake.RAN) == (None, 0, [])


def test_a_stopped_search_goes_on_and_the_same_run_searches_no_more(
    planned, engine, fake, tmp_path
) -> None:
    plan, seen = planned(regimes=FRAMED), []

    def stop(done: int, total: int) -> None:
        if done >= 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_plan(plan, tmp_path / "r", engine, jobs=1, searching=stop)
    assert partial_of(tmp_path / "r").is_dir()
    fake.RAN.clear()
    run_plan(plan, tmp_path / "r", engine, searching=lambda *counts: seen.append(counts))
    assert sum(number < 0 for number in fake.RAN) == seen[-1][0] - 40, "two settings were kept"
    assert seen[-1][0] == seen[-1][1]
    fake.RAN.clear()
    run_plan(plan, tmp_path / "fresh", engine)
    for path in (tmp_path / "fresh").iterdir():
        if path.name != "timings.json":
            assert path.read_bytes() == (tmp_path / "r" / path.name).read_bytes()
    fake.RAN.clear()
    assert not run_plan(plan, tmp_path / "r", engine).ran
    assert fake.RAN == []


def test_as_costed_nothing_is_searched(planned, engine, fake, tmp_path) -> None:
    fake.RAN.clear()
    run_plan(planned(costs=("as_costed",)), tmp_path / "r", engine)
    assert min(fake.RAN) == 0
    assert read_manifest(tmp_path / "r")["equal_use"] is None


def test_routine_is_no_programme_until_it_buys_another_kind_of_amount() -> None:
    scenario = load("village")
    routine = shipped("routine", scenario.values)
    meetings = replace(routine, levers={**routine.levers, "involvement": 1.0, "partners": 0.5})
    pooled = replace(routine, levers={**routine.levers, "pool": 0.5})
    later = replace(routine, changes=(Change(6, {"pool": 0.5}, {}),))
    found = [is_scaled(scenario, each) for each in (routine, meetings, pooled, later)]
    assert found == [False, False, True, True]
    assert not is_scaled(scenario, shipped("shaving", scenario.values))


def test_a_twin_is_routine_with_its_regimes_politics() -> None:
    scenario = load("village")
    framed = replace(
        scenario.regimes["framed"],
        changes=(Change(12, {"tolerance": -0.5, "pool": 1.0}, {}), Change(24, {"pool": 2.0}, {})),
    )
    routine = shipped("routine", scenario.values)
    own = {"shaving": scenario.regimes["shaving"], "routine": routine, "framed": framed}
    plain, twin = twins_of(scenario, own)
    assert (plain.name, plain.levers) == (ORDINARY_TOWN, routine.levers)
    assert twin.name == twin_name("framed")
    for lever in LEVERS:
        theirs = framed if lever in POLITICS else routine
        assert twin.levers[lever] == theirs.levers[lever], lever
    assert [(change.month, change.levers) for change in twin.changes] == [(12, {"tolerance": -0.5})]


def test_twins_stand_in_the_metrics_alone_and_are_compared_with_nothing(
    planned, engine, tmp_path
) -> None:
    import pyarrow.parquet as pq

    plan = planned(regimes=FRAMED, politics=True)
    run_plan(plan, tmp_path / "r", engine)
    metrics = pq.read_table(tmp_path / "r" / "metrics.parquet").column("regime").to_pylist()
    assert metrics.count(twin_name("framed")) == plan.replications
    months = pq.read_table(tmp_path / "r" / "indicators.parquet").column("regime").to_pylist()
    assert set(months) == set(FRAMED)
    summary = (tmp_path / "r" / "summary.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in summary if twin_name("framed") in line]
    assert rows
    at = summary[0].split(",").index("beats")
    assert {row[at] for row in rows} == {""}


def test_twins_are_compared_as_costed(planned) -> None:
    with pytest.raises(PlanError, match="as costed"):
        planned(costs=("equal_resources",), politics=True)


def test_pilots_that_are_not_as_they_were_kept_are_not_believed(tmp_path) -> None:
    """Only what the seal covers is read back: one digit more, or no seal at all, and the search begins anew."""
    kept = tmp_path / "pilots.json"
    whole = sealed({"used": {"a": [1.0, 2.0]}})
    kept.write_text(json.dumps(whole))
    assert _read(kept) == {"a": [1.0, 2.0]}
    for wrong in (
        {**whole, "used": {"a": [1.0, 2.5]}},
        {"used": {"a": [1.0, 2.0]}},
        {**whole, "more": 1},
        [],
    ):
        kept.write_text(json.dumps(wrong))
        assert _read(kept) == {}
    kept.write_text("not JSON")
    assert _read(kept) == {}
    assert _read(tmp_path / "nonesuch") == {}

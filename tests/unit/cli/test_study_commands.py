"""Status, resume, verify and slurm: of studies and of runs; with the fake model in this process, and a Slurm of one page."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from innosim.cli.main import main
from innosim.cli.status import _ranges, duration
from innosim.cli.study_options import Workers
from innosim.experiment.plan import make_plan
from innosim.experiment.runner import run_plan
from innosim.experiment.study import StudyPlan, make_study, points_of
from innosim.experiment.study_runner import Share, run_study
from innosim.scenario.reader import load

Typed = Callable[..., tuple[int, str, str]]
OVER = ["run.replications=25", "run.months=12", "run.startup_months=0"]


@pytest.fixture(scope="module")
def fake() -> ModuleType:
    import importlib.util

    path = Path(__file__).parents[1] / "experiment" / "fake_model.py"
    spec = importlib.util.spec_from_file_location("innosim_fake_model_cli", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def plan() -> StudyPlan:
    settings = [{"uncertainties.pressure": each} for each in (0.0, 0.01, 9.0, 0.02)]
    points = points_of("village", settings, OVER)
    return make_study(load("village", OVER), points, regimes=("shaving", "framed"))


@pytest.fixture
def typed(
    fake: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Typed:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("innosim.experiment.engine.installed", fake.fake_engine)

    def call(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(args)
        said = capsys.readouterr()
        return int(str(ended.value.code)), said.out, said.err

    return call


@pytest.fixture
def half(plan: StudyPlan, fake: ModuleType, tmp_path: Path) -> Path:
    run_study(plan, tmp_path / "s", fake.fake_engine(), jobs=1, share=Share(0, 2))
    return tmp_path / "s"


def held(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_status_tells_what_is_done_left_and_failed(typed: Typed, half: Path) -> None:
    code, out, _ = typed("status", "s")
    assert code == 0
    assert out.startswith(
        "s: a study of village at 4 points, 25 replications of each regime at each."
    )
    assert re.search(r"done    [\d,]+ of 225 replications \(\d+%\)", out)
    assert "failed  1 of 4 points\n          point 2: " in out
    assert "then: innosim resume s" in out
    code, out, _ = typed("status", "s", "--json")
    told = json.loads(out)
    assert 0 < told["done"] < told["total"] == 225
    assert list(told["failed"]) == ["2"]
    assert "undersøgelse" in typed("status", "s", "--lang", "da")[1]


def test_resume_ends_what_was_begun(
    typed: Typed, half: Path, plan: StudyPlan, fake: ModuleType, tmp_path: Path
) -> None:
    run_study(plan, tmp_path / "whole", fake.fake_engine(), jobs=1)
    code, out, err = typed("resume", "s", "--jobs", "2")
    assert (code, "s: all is run" in out) == (0, True), err
    assert held(half) == held(tmp_path / "whole")
    assert "done    225 of 225 replications (100%)" in typed("status", "s")[1]
    assert "resume" not in typed("status", "s")[1]


@pytest.mark.parametrize(
    ("names", "command"),
    [
        (("draws-framed-shaving", "magnitudes"), "claim"),
        (("screening", "strongest"), "sensitivity"),
        ((".", "mechanisms"), "why"),
    ],
)
def test_a_folder_of_studies_is_known(
    typed: Typed,
    plan: StudyPlan,
    fake: ModuleType,
    tmp_path: Path,
    names: tuple[str, str],
    command: str,
) -> None:
    """What a claim, a sensitivity analysis and a decomposition leave: told of and checked study by study, and finished; then the answer's command is named."""
    first, second = (tmp_path / "q" / name for name in names)
    run_study(plan, first, fake.fake_engine(), jobs=1, share=Share(0, 2))
    run_study(plan, second, fake.fake_engine(), jobs=1)
    code, out, err = typed("status", "q")
    assert code == 0, err
    assert out.count("a study of village at 4 points") == 2
    assert "then: innosim resume q\n" in out
    told = json.loads(typed("status", "q", "--json")[1])
    assert [each["total"] for each in told["studies"]] == [225, 225]
    code, out, err = typed("verify", "q")
    assert (code, out.count("all as innosim wrote them")) == (0, 2), err
    code, out, err = typed("resume", "q", "--jobs", "1")
    assert (code, out.count("all is run")) == (0, 2), err
    assert f"q: innosim {command}, as it was typed and with --out q, gives the answer." in out
    assert f"innosim {command}" in typed("status", "q", "--lang", "da")[1]
    damaged = next((second / "metrics").glob("*.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    code, out, _ = typed("verify", "q")
    assert code == 1
    assert out.count("all as innosim wrote them") == 1


def test_resume_by_shards_says_what_is_left(typed: Typed, half: Path) -> None:
    code, out, _ = typed("resume", "s", "--shard", "1/3")
    assert code == 0
    assert "replications are left for other shards: innosim status s tells how far" in out
    assert typed("resume", "s", "--shard", "0/3", "--quiet")[1:] == ("", "")
    typed("resume", "s", "--shard", "2/3")
    assert "all is run" in typed("resume", "s", "--shard", "3/3", "--lang", "en")[1]


@pytest.mark.parametrize("shard", ["4/3", "x", "1/0", "-1/3", "1", "1/3/4"])
def test_a_shard_that_is_none(typed: Typed, half: Path, shard: str) -> None:
    code, _, err = typed("resume", "s", f"--shard={shard}")
    assert code == 2
    assert "write I/N, such as 3/40" in err


def test_shards_are_numbered_from_one() -> None:
    assert Workers(shard=(1, 40)).share == Share(0, 40)
    assert Workers(shard=(40, 40)).share == Share(39, 40)
    assert Workers(shard=(0, 40)).share.take(range(5)) == []  # type: ignore[arg-type]
    assert Workers().share == Share()


def test_verify_finds_what_is_damaged_and_says_which(typed: Typed, half: Path) -> None:
    code, out, _ = typed("verify", "s")
    assert code == 0
    assert "all as innosim wrote them" in out
    assert "replications are not run yet" in out
    path = min((half / "metrics").iterdir())
    path.write_bytes(path.read_bytes()[:-9])
    code, out, _ = typed("verify", "s")
    assert code == 1
    assert f"metrics/{path.name}: is changed or cut" in out
    assert f"damaged  metrics/{path.name}" in typed("status", "s")[1]
    typed("resume", "s")
    assert typed("verify", "s")[0] == 0


@pytest.mark.parametrize("lang", ["en", "da"])
def test_verify_tells_of_rows_that_stand_twice_and_resume_takes_them_away(
    typed: Typed, plan: StudyPlan, fake: ModuleType, tmp_path: Path, lang: str
) -> None:
    run_study(plan, tmp_path / "s", fake.fake_engine(), jobs=1)
    before = held(tmp_path / "s")
    more = make_study(plan.base.scenario, plan.points, regimes=plan.base.regimes, keep="ideas:1")
    run_study(more, tmp_path / "other", fake.fake_engine(), jobs=1)
    stray = min((tmp_path / "other" / "metrics").iterdir())
    shutil.copy(stray, tmp_path / "s" / "metrics")
    code, out, _ = typed("verify", "s", "--lang", lang)
    assert code == 1
    assert {"en": "counts their rows too", "da": "tæller også deres rækker"}[lang] in out
    assert f"  metrics/{stray.name}\n" in out
    assert f"metrics/{stray.name}" in typed("status", "s")[1]
    assert json.loads(typed("status", "s", "--json")[1])["strays"] == [f"metrics/{stray.name}"]
    code, _, err = typed("resume", "s", "--lang", lang)
    assert code == 0
    assert {"en": "are now in s.changed", "da": "er nu i s.changed"}[lang] in err
    assert held(tmp_path / "s") == before
    assert typed("verify", "s")[0] == 0


def test_where_nothing_can_be_kept_nothing_was_run(
    typed: Typed, half: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, held: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("innosim.experiment.study_store.write_shared", full)
    code, _, err = typed("resume", "s", "--jobs", "1")
    assert code == 1
    assert "The disk is full" in err
    assert "Ran " not in err


@pytest.mark.parametrize("name", ["study.json", "points.parquet"])
def test_verify_finds_a_study_that_does_not_know_itself(
    typed: Typed, half: Path, name: str
) -> None:
    path = half / name
    path.write_bytes(path.read_bytes().replace(b"village", b"willage")[:-1])
    code, _, err = typed("verify", "s")
    assert code == 1
    assert name in err
    code, _, err = typed("resume", "s")
    assert (code, "type the command that made the study" in err) == (2, True)


def test_of_a_result_all_three_tell(typed: Typed, fake: ModuleType, tmp_path: Path) -> None:
    made = make_plan(load("village", OVER), regimes=("shaving", "framed"))
    run_plan(made, tmp_path / "r", fake.fake_engine(), jobs=1)
    assert typed("status", "r")[1].startswith("r: the result of village, 25 replications")
    assert "all as innosim wrote them" in typed("verify", "r")[1]
    assert "nothing is left to run" in typed("resume", "r")[1]
    (tmp_path / "r" / "gates.parquet").unlink()
    code, out, _ = typed("verify", "r")
    assert (code, "gates.parquet: is gone" in out) == (1, True)


@pytest.mark.parametrize("politics", [False, True])
def test_a_run_that_was_stopped_goes_on_from_its_folder(
    typed: Typed, fake: ModuleType, tmp_path: Path, politics: bool
) -> None:
    """Byte for byte, though the file it came from is gone."""
    shutil.copy(Path(__file__).parents[3] / "scenarios" / "village.toml", tmp_path / "own.toml")
    made = make_plan(load("own.toml", OVER), politics=politics, keep="yearly,ideas:4")
    run_plan(made, tmp_path / "whole", fake.fake_engine(), jobs=1)

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_plan(made, tmp_path / "r", fake.fake_engine(), jobs=1, progress=stop)
    (tmp_path / "own.toml").unlink()
    code, out, _ = typed("status", "r")
    assert code == 0
    assert out.startswith("r: a run of own, 25 replications of each regime, not finished.")
    assert typed("status", "r.partial")[1] == out
    assert typed("verify", "r")[0] == 0
    code, _, err = typed("resume", "r.partial", "--shard", "1/2")
    assert (code, "--shard and --dask are for studies" in err) == (2, True)
    code, _, err = typed("resume", "r", "--quiet")
    assert code == 0, err
    one, other = held(tmp_path / "r"), held(tmp_path / "whole")
    for each in (one, other):
        each.pop("timings.json")
    assert one == other


def test_a_run_of_another_version_is_not_gone_on_with(
    typed: Typed, fake: ModuleType, tmp_path: Path
) -> None:
    made = make_plan(load("village", OVER), regimes=("shaving",))

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_plan(made, tmp_path / "r", fake.fake_engine(digest="x"), jobs=1, progress=stop)
    code, _, err = typed("resume", "r")
    assert (code, "begun by another version of the model" in err) == (2, True)


def test_a_study_of_another_version_is_not_gone_on_with(
    typed: Typed, plan: StudyPlan, fake: ModuleType, tmp_path: Path
) -> None:
    run_study(plan, tmp_path / "s", fake.fake_engine(digest="x"), jobs=1, share=Share(0, 2))
    code, _, err = typed("resume", "s")
    assert (code, "only that goes on with it" in err) == (2, True)
    assert typed("status", "s")[0] == 0


@pytest.mark.parametrize("command", ["status", "resume", "verify"])
@pytest.mark.parametrize("folder", ["none", "empty"])
def test_where_nothing_is(typed: Typed, tmp_path: Path, command: str, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = typed(command, folder)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["status", "resume", "verify", "compare", "figures", "trace"])
@pytest.mark.parametrize("folder", [".", "..", "/", "./", "a/.."])
def test_a_folder_without_a_name_of_its_own(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, folder: str
) -> None:
    (tmp_path / "b" / "a").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "b")
    code, out, err = typed(command, folder)
    assert (code, out) == (2, "")
    assert err.endswith("is not a result of innosim: it has no manifest.json.\n")


@pytest.mark.parametrize("named", [".", "./", "../s", "metrics/.."])
def test_inside_a_study_s_folder(
    typed: Typed, half: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.chdir(half)
    assert typed("verify", named)[0] == 0
    code, out, err = typed("resume", named, "--jobs", "1")
    assert (code, "all is run" in out) == (0, True), err
    assert "done    225 of 225" in typed("status", named)[1]


def test_inside_the_folder_a_run_grows_in(
    typed: Typed, fake: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_plan(load("village", OVER), regimes=("shaving",))

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_plan(made, tmp_path / "r", fake.fake_engine(), jobs=1, progress=stop)
    monkeypatch.chdir(tmp_path / "r.partial")
    code, out, _ = typed("status", ".")
    assert (code, "a run of village" in out) == (0, True)


@pytest.mark.parametrize(
    "asked", [("compare",), ("trace",), ("export", "--to", "csv"), ("compare", "s")]
)
def test_commands_for_results_say_of_a_study_that_it_is_one(
    typed: Typed, half: Path, asked: tuple[str, ...]
) -> None:
    code, out, err = typed(*asked, "s")
    assert (code, out) == (2, "")
    assert "s is a study, and not the result of one run" in err
    assert "manifest.json" not in err


def test_while_factors_are_sought_the_total_is_what_it_will_be(
    typed: Typed, fake: ModuleType, tmp_path: Path
) -> None:
    base = load("village", OVER)
    points = points_of("village", [{"uncertainties.pressure": 0.01}], OVER)
    plan = make_study(base, points, regimes=("shaving", "routine", "framed", "bottom-up"))

    def stopped(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_study(plan, tmp_path / "s", fake.fake_engine(), jobs=1, searching=stopped)
    early = json.loads(typed("status", "s", "--json")[1])
    run_study(plan, tmp_path / "s", fake.fake_engine(), jobs=1)
    whole = json.loads(typed("status", "s", "--json")[1])
    assert (early["finding_factors"], whole["finding_factors"]) == (True, False)
    assert early["total"] == whole["total"] == 6 * 25


def test_what_others_ran_meanwhile_is_not_said_to_be_run_here(
    typed: Typed, plan: StudyPlan, fake: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_study(plan, tmp_path / "s", fake.fake_engine(), share=Share(0, 0))
    others: list[int] = []

    class Meanwhile(fake.FakeRun):
        def run(self, replication: int, *, past: int | None = None) -> None:
            if not others:
                others.append(0)
                helped = run_study(
                    plan, tmp_path / "s", fake.fake_engine(), jobs=1, share=Share(1, 2)
                )
                others.append(helped.ran)
            super().run(replication, past=past)

    engine = replace(fake.fake_engine(), simulator=Meanwhile)
    monkeypatch.setattr("innosim.experiment.engine.installed", lambda: engine)
    code, _, err = typed("resume", "s", "--jobs", "1")
    assert code == 0
    assert 0 < sum(others) < 225
    assert f"Ran {225 - sum(others)} replications in" in err
    assert typed("resume", "s")[2] == ""


def test_points_that_failed_are_told_together() -> None:
    assert _ranges([2, 11, 12, 13, 20]) == "2, 11-13, 20"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "0 s"), (59, "59 s"), (61, "1 min 1 s"), (3600, "1 h"), (7290, "2 h 1 min"), (1e6, "11 d 13 h")],
)  # fmt: skip
def test_how_long(seconds: float, said: str) -> None:
    assert duration(seconds, "en") == said


# Slurm

SBATCH = """#!/bin/bash
# Takes a job as sbatch does, and runs it at once, an array one after the other.
cat > "$SLURM_STUB/job.$$"
echo "$@" >> "$SLURM_STUB/asked"
grep '^#SBATCH' "$SLURM_STUB/job.$$" >> "$SLURM_STUB/asked"
export SLURM_CPUS_PER_TASK=$(sed -n 's/^#SBATCH --cpus-per-task=//p' "$SLURM_STUB/job.$$")
tasks=$(sed -n 's/^#SBATCH --array=1-//p' "$SLURM_STUB/job.$$")
for task in $(seq "${tasks:-1}"); do
  SLURM_ARRAY_TASK_ID=$task bash "$SLURM_STUB/job.$$" >> "$SLURM_STUB/log" 2>&1 || exit 1
done
echo "12345;cluster"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Slurm runs on Linux")
def test_what_slurm_prints_runs(
    typed: Typed, plan: StudyPlan, fake: ModuleType, tmp_path: Path
) -> None:
    run_study(plan, tmp_path / "whole", fake.fake_engine(), jobs=1)
    run_study(plan, tmp_path / "s 1", fake.fake_engine(), share=Share(0, 0))
    told = ("--shards", "3", "--cpus", "2", "--time", "0:30:00", "--account", "ours")
    code, script, _ = typed("slurm", "s 1", *told)
    assert code == 0
    assert "[" not in script.replace("[@]", "")
    binaries = tmp_path / "bin"
    binaries.mkdir()
    caller = (
        f"#!{sys.executable}\nimport sys, importlib.util\n"
        f"spec = importlib.util.spec_from_file_location('innosim_fake_model_cli', {fake.__file__!r})\n"
        "fake = importlib.util.module_from_spec(spec); sys.modules[spec.name] = fake; spec.loader.exec_module(fake)\n"
        "import innosim.experiment.engine as e; e.installed = fake.fake_engine\n"
        "from innosim.cli.main import main; main()\n"
    )
    for name, text in (("sbatch", SBATCH), ("innosim", caller)):
        (binaries / name).write_text(text)
        (binaries / name).chmod(0o755)
    path = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "SLURM_STUB": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    log = tmp_path / "log"
    assert done.returncode == 0, (done.stderr, log.read_text() if log.exists() else "")
    asked = (tmp_path / "asked").read_text()
    assert "--parsable --dependency=afterok:12345\n" in asked
    assert asked.count("#SBATCH --account=ours") == 2
    assert "#SBATCH --array=1-2" in asked
    assert "innosim status" in done.stdout
    assert held(tmp_path / "s 1") == held(tmp_path / "whole")


ONE_POINT = '[study]\nbase = "village"\nreplications = 2\n[study.vary]\nuncertainties.pressure = [0, 0.01]\n'


def test_slurm_takes_a_study_file_and_no_scenario(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(ONE_POINT)
    code, script, _ = typed("slurm", "mine.toml", "--out", "/scratch/mine")
    assert code == 0
    assert "innosim sweep mine.toml --out /scratch/mine --shard 0/1 --quiet" in script
    assert '/scratch/mine --quiet --shard "$SLURM_ARRAY_TASK_ID/' in script
    code, _, err = typed("slurm", "village")
    assert (code, "village is a scenario, and no study" in err) == (2, True)
    assert typed("slurm", "mine.toml", "--time", "soon")[0] == 2
    code, script, err = typed("slurm", ".")
    assert (code, script, "this is a folder; name one of its files: mine.toml" in err) == (
        2,
        "",
        True,
    )
    assert "klynge" in typed("slurm", "mine.toml", "--lang", "da")[1]


WRONG = ONE_POINT.replace("uncertainties.pressure = [0, 0.01]", "uncertainties.presure = [0]")


@pytest.mark.parametrize(
    ("study", "sentence"),
    [
        ("nonsuch", "nonsuch"),
        ("protected-tim", "did you mean protected-time?"),
        ("wrong.toml", "did you mean pressure?"),
        ("notes.txt", "notes.txt"),
        ("/", "/"),
        ("", ""),
        ("x\ntouch PWNED #", "it holds what cannot be printed"),
        ("x\x1b[31m", "it holds what cannot be printed"),
    ],
)
def test_slurm_prints_nothing_of_what_is_no_study(
    typed: Typed, tmp_path: Path, study: str, sentence: str
) -> None:
    """It printed a script for anything, and a line break in the name was a command of its own."""
    (tmp_path / "wrong.toml").write_text(WRONG)
    (tmp_path / "notes.txt").write_text("buy milk")
    code, script, err = typed("slurm", study)
    assert (code, script) == (2, "")
    assert sentence in err
    assert "Traceback" not in err


@pytest.mark.parametrize("option", ["--memory", "--partition", "--account"])
@pytest.mark.parametrize("value", ["a\nrm x", "a b", "", "$(touch x)", "-x"])
def test_what_slurm_is_told_is_one_word(
    typed: Typed, tmp_path: Path, option: str, value: str
) -> None:
    (tmp_path / "mine.toml").write_text(ONE_POINT)
    code, script, err = typed("slurm", "mine.toml", option, value)
    assert (code, script) == (2, "")
    assert "is no single word" in err


@pytest.mark.skipif(sys.platform == "win32", reason="Slurm runs on Linux")
def test_names_in_what_slurm_prints_are_no_commands(typed: Typed, tmp_path: Path) -> None:
    name = "$(touch PWNED) `touch PWNED` '; touch PWNED; '.toml"
    (tmp_path / name).write_text(ONE_POINT)
    code, script, _ = typed("slurm", name)
    assert code == 0
    binaries = tmp_path / "bin"
    binaries.mkdir()
    (binaries / "sbatch").write_text("#!/bin/sh\ncat > /dev/null\necho 1\n")
    (binaries / "sbatch").chmod(0o755)
    path = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "How far it is: innosim status" in done.stdout
    assert not (tmp_path / "PWNED").exists()

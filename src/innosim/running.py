"""What `import innosim` does: load a scenario, run it, vary it, and open what was run."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innosim.api import Result
from innosim.experiment.errors import PlanError, said_in_python
from innosim.experiment.keep import USUAL
from innosim.experiment.plan import make_plan, with_run_values
from innosim.experiment.study_folder import holds_study
from innosim.scenario.arguments import argued
from innosim.scenario.errors import several
from innosim.scenario.overlay import Overrides, as_overrides, laid_over
from innosim.scenario.own_regime import own_regime, with_regimes
from innosim.scenario.reader import load as load_scenario
from innosim.scenario.resolved import Regime, Scenario, ScenarioLike
from innosim.studies import Study

if TYPE_CHECKING:
    from innosim.experiment.study import StudyPlan
    from innosim.experiment.warm import WarmSimulator

Regimes = str | Regime | Iterable[str | Regime]
"""Names of regimes of the scenario, and regimes of one's own (`regime`)."""


@argued()
def load(scenario: ScenarioLike, overrides: Overrides = ()) -> Scenario:
    """Read a scenario from a file, or by the name of an installed one.

    Args:
        scenario: a path, a name such as "randers", or a scenario, over which the overrides are laid.
        overrides: values over the file's: ``{"uncertainties.pressure": 0.015}``, or texts such as "uncertainties.pressure=0.015".

    Raises:
        ScenarioError: the scenario cannot be used; all its faults are listed.
    """
    if isinstance(scenario, Scenario):
        return laid_over(scenario, overrides) if overrides else scenario
    return load_scenario(scenario, as_overrides(overrides))


@argued()
def regime(
    name: str,
    levers: Mapping[str, Any] = {},
    *,
    preset: str = "",
    title: str = "",
    changes: Mapping[int, Mapping[str, Any]] = {},
) -> Regime:
    """Make a way of governing of your own, to be given to `run`, `sweep` or `Municipality` as ``regimes`` or ``regime``.

    Args:
        name: what it is called in tables.
        levers: values by lever, such as ``{"protected_time": 0.004}``; others are as in the preset, else zero.
        preset: what it starts from, such as "framed".
        title: what it is called in figures; the preset's title where left out.
        changes: by month, levers that take a new value from then on: ``{24: {"pool": 2.0}}``.

    Raises:
        ScenarioError: a lever, value, preset or month that may not be; all faults are listed.
    """
    return own_regime(name, levers, preset=preset, title=title, changes=changes)


@argued(but=("replications", "months", "seed", "jobs"))
def run(  # noqa: PLR0913 - all but the scenario by name, as on the command line
    scenario: ScenarioLike,
    *,
    regimes: Regimes = (),
    cost: str | Iterable[str] = (),
    replications: int | None = None,
    months: int | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    keep: str | Iterable[str] = USUAL,
    politics: bool = False,
    overrides: Overrides = (),
    out: str | os.PathLike[str] | None = None,
    force: bool = False,
) -> Result:
    """Run a scenario and return the result, kept until the session ends or it is saved.

    Args:
        scenario: a scenario, a path or the name of an installed scenario.
        regimes: names of the regimes to run, and regimes of your own (`innosim.regime`), which are run beside all of the scenario's
            where no name is given; by default all.
        cost: "as_costed", "equal_resources", or both (the default); ``-`` and ``_`` are the same in it.
        replications: replications of each regime; by default the scenario's, as ``months`` and ``seed``.
        months: months to simulate.
        seed: seed of all draws.
        jobs: threads; by default one a core. The result does not depend on it.
        keep: what is kept beside the metrics: "metrics" (nothing), "monthly" (indicators, gates and ledger), "yearly" (the same, with
            a row of indicators a year: means over its months), "ideas:20" (biographies and bookings of ideas in the first 20 replications) or "ideas" (of all); several as "monthly,ideas:20" or a list.
        politics: run each regime's politics twin too, for `Result.twins`.
        overrides: values over the scenario's, as in `load`.
        out: a folder for the result, as the command's ``--out``: a run that was stopped goes on where it was, and the same run again is
            only opened.
        force: replace another result in ``out``.

    Raises:
        ScenarioError: the scenario cannot be used.
        PlanError: an unknown regime or cost mode, a number out of range, or a regime that cannot be brought to equal use.
        FolderError: something else is at ``out``.
    """
    from innosim.experiment.engine import installed
    from innosim.experiment.runner import run_plan
    from innosim.experiment.temporary import run_temporarily
    from innosim.present.notebook import watching

    own, names = _own_regimes(regimes)
    found = with_regimes(load(scenario, overrides), own)
    resolved = with_run_values(found, replications=replications, months=months, seed=seed)
    engine = installed()
    plan = make_plan(
        resolved,
        regimes=names,
        costs=several(cost),
        keep=several(keep),
        politics=politics,
    )
    with watching(engine.compile_seconds) as line:
        searching = None if line is None else line.searching
        if out is None:
            kept = run_temporarily(plan, engine, jobs=jobs, progress=line, searching=searching)
            return Result(kept.folder, keep=kept)
        with said_in_python():
            outcome = run_plan(
                plan, Path(out), engine, jobs=jobs, force=force, progress=line, searching=searching
            )
    return Result(outcome.folder)


@argued(but=("replications", "months", "seed", "jobs"))
def sweep(  # noqa: PLR0913 - all but the first two by name, as on the command line
    scenario: ScenarioLike,
    vary: Mapping[str, Any] | None = None,
    *,
    linked: bool = False,
    sample: str = "",
    of: str | Mapping[str, Any] | Sequence[str] = (),
    points: int = 100,
    regimes: Regimes = (),
    cost: str | Iterable[str] = (),
    replications: int | None = None,
    months: int | None = None,
    seed: int | None = None,
    jobs: int | None = None,
    keep: str | Iterable[str] = (),
    overrides: Overrides = (),
    out: str | os.PathLike[str] | None = None,
    force: bool = False,
) -> Study:
    """Run a scenario at many points, each a setting of what is varied, with the same potential ideas at all of them.

    Args:
        scenario: a scenario, a path or the name of an installed one; or a study file, which says itself what is varied.
        vary: values by the full names of fields, such as ``{"uncertainties.pressure": [0, 0.01, 0.02]}``, or as text, "0:0.02:5";
            several cross.
        linked: walk them together instead: the first values are one point, the second another.
        sample: "lhs", "sobol" or "morris": points are sampled, and crossed with what is varied.
        of: what is sampled: "uncertain" (all that the catalogue calls uncertain, over plausible ranges), names of fields, or ranges by name.
        points: how many are sampled.
        regimes: as in `run`.
        cost: as in `run`; at equal resources the factors found at the base point hold at all points.
        replications: replications of each regime at each point; by default the scenario's, as ``months`` and ``seed``.
        months: months to simulate.
        seed: seed of all draws.
        jobs: threads; by default one a core. No value depends on it.
        keep: as in `run`; by default the metrics alone.
        overrides: values over the scenario's at all points.
        out: a folder for the study; what is finished there is never run again. By default it lives as long as the `Study`.
        force: replace another study in ``out``.

    Raises:
        ScenarioError: the scenario, a field or a value cannot be used; all faults are listed.
        PlanError: nothing is varied, a design that is none, an unknown regime, or not one point that can be run.
        FolderError: something else is at ``out``.
    """
    from innosim.experiment.engine import installed
    from innosim.experiment.study_temporary import run_study_in
    from innosim.present.notebook import watching

    plan, name = _study_plan(
        scenario, vary, linked=linked, sample=sample, of=of, points=points, regimes=regimes,
        cost=several(cost), keep=several(keep), overrides=overrides,
        run={"replications": replications, "months": months, "seed": seed},
    )  # fmt: skip
    engine = installed()
    with watching(engine.compile_seconds) as line, said_in_python():
        searching = None if line is None else line.searching
        folder, held = run_study_in(
            None if out is None else Path(out), plan, engine,
            jobs=jobs, force=force, progress=line, searching=searching,
        )  # fmt: skip
    return Study(folder, keep=held, name=name)


def _study_plan(  # noqa: PLR0913 - what `sweep` was given
    scenario: ScenarioLike,
    vary: Mapping[str, Any] | None,
    *,
    linked: bool,
    sample: str,
    of: str | Mapping[str, Any] | Sequence[str],
    points: int,
    regimes: Regimes,
    cost: tuple[str, ...],
    keep: tuple[str, ...],
    overrides: Overrides,
    run: Mapping[str, int | None],
) -> tuple[StudyPlan, str]:
    """The study that is asked for, and what it is called."""
    from innosim.experiment.study_plan import plan_of, plan_of_file
    from innosim.scenario.sampling import read_sample
    from innosim.scenario.study_file import find_file, is_study, load_study
    from innosim.scenario.varying import read_mapping

    own, names = _own_regimes(regimes)
    costs = tuple(each.replace("-", "_") for each in cost)
    if not isinstance(scenario, Scenario) and is_study(find_file(scenario)):
        if vary is not None or linked or sample or own:
            raise PlanError(
                f"{os.fspath(scenario)} is a study, which says itself what is varied: give it alone."
            )
        more = [*as_overrides(overrides), *as_overrides(_given(run))]
        study = load_study(scenario, more)
        return plan_of_file(study, regimes=names, costs=costs, keep=keep), study.name
    laid = load(scenario, overrides)
    base = with_run_values(with_regimes(laid, own), **run)
    varied = read_mapping(vary or {}, regimes=base.regimes)
    sampled = read_sample(sample, of, points) if sample else None
    if not varied and sampled is None:
        raise PlanError(
            'Nothing is varied: give vary, such as {"uncertainties.pressure": [0, 0.01, 0.02]}, or sample.'
        )
    plan = plan_of(
        base, base, varied, linked=linked, sample=sampled, regimes=names, costs=costs, keep=keep
    )
    return plan, base.name


def _given(run: Mapping[str, int | None]) -> dict[str, int]:
    """Fields of the run section that were given."""
    return {f"run.{name}": value for name, value in run.items() if value is not None}


def _own_regimes(given: Regimes) -> tuple[tuple[Regime, ...], tuple[str, ...]]:
    """Regimes of one's own among those given, and the names of those to run; none means all."""
    each = (given,) if isinstance(given, str | Regime) else tuple(given)
    own = tuple(one for one in each if isinstance(one, Regime))
    named = any(isinstance(one, str) for one in each)
    names = tuple(one.name if isinstance(one, Regime) else one for one in each)
    return own, names if named else ()


@argued(but=("jobs",))
def simulator(scenario: ScenarioLike, *, jobs: int | None = None, ahead: int = 0) -> WarmSimulator:
    """Keep the model at hand for whoever watches: settings are then answered while they are changed, a few replications first.

    Args:
        scenario: a scenario, a path or the name of an installed scenario.
        jobs: threads; by default one a core.
        ahead: of how many replications the months before month 0 are lived on the threads right away; else when first asked for.

    Raises:
        ScenarioError: the scenario cannot be used.
        PlanError: a number of jobs that is none.
    """
    from innosim.experiment.engine import installed
    from innosim.experiment.warm import WarmSimulator

    return WarmSimulator(load(scenario), installed(), jobs=jobs, ahead=ahead)


@argued()
def open(folder: str | os.PathLike[str]) -> Result | Study:  # noqa: A001 - innosim.open(dir), as one says it
    """Open the result in ``folder``, or the study; of another edition of the model only a result's tables, with a warning that says so.

    Raises:
        ResultError: there is none, or it is not whole; the sentence says which and what to do.
    """
    path = Path(folder)
    if _holds_study(path):
        return Study(path)
    result = Result(path)
    if result.other_edition:
        warnings.warn(result.other_edition, stacklevel=2)
    return result


def _holds_study(path: Path) -> bool:
    """Whether a study is there; of what can be no path the result says why."""
    try:
        return holds_study(path)
    except (OSError, ValueError):  # too long, or a zero in it
        return False

"""`innosim magnitudes`: whether the model is credible at the sizes that were set beforehand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import WholeNumber

if TYPE_CHECKING:
    from innosim.experiment.magnitudes import Band, Measured
    from innosim.present.tables import Sheet
    from innosim.scenario.resolved import Scenario


@click.command("magnitudes", short_help="Hold the model against magnitudes set beforehand.")
@click.argument("scenario", metavar="[FILE|NAME]", default="randers")
@click.option(
    "--replications",
    type=WholeNumber(2, 1_000_000),
    default=40,
    show_default=True,
    metavar="N",
    help="Replications; with fewer than 40 a few large ideas decide.",
)
@click.option("--jobs", type=WholeNumber(1, 1024), metavar="N", help="Threads.")
@click.option("--quiet", is_flag=True, help="No progress.")
def command(scenario: str, replications: int, jobs: int | None, quiet: bool) -> None:
    """Run framed, routine and shaving and print each magnitude: its band, source, what is measured, inside or not.

    The bands were set for Randers under a pressure of 1 % a year; another scenario is held against the
    same ones.
    """
    from innosim.cli.answering import stdout
    from innosim.cli.progress import RunProgress
    from innosim.experiment.magnitudes import REGIMES, magnitudes_of
    from innosim.experiment.plan import check_regimes, make_plan
    from innosim.present.tables import print_sheet
    from innosim.scenario.catalogue import AS_COSTED
    from innosim.scenario.reader import load

    resolved = load(scenario, [f"run.replications={replications}"])
    check_regimes(REGIMES, tuple(resolved.regimes))
    from innosim.experiment.engine import installed
    from innosim.experiment.temporary import run_temporarily

    engine = installed()
    plan = make_plan(resolved, regimes=REGIMES, costs=(AS_COSTED,), keep="monthly,ideas")
    with RunProgress(engine.compile_seconds, quiet=quiet) as progress:
        result = run_temporarily(plan, engine, jobs=jobs, progress=progress)
    print_sheet(_sheet(magnitudes_of(result), resolved), stdout())


def _sheet(found: list[Measured], scenario: Scenario) -> Sheet:
    from innosim.present.tables import Sheet
    from innosim.scenario.catalogue.declare import in_both
    from innosim.scenario.spoken import how_much_is_run

    values = scenario.values
    inside = sum(each.inside for each in found)
    much = how_much_is_run(int(values["replications"]), int(values["months"])).en
    basis = f"{much}, seed {values['seed']}"
    return Sheet(
        f"Magnitudes of {in_both(scenario.title).en}, as costed ({basis})",
        ("regime", "magnitude", "band", "measured", "inside", "source"),
        tuple(_row(each) for each in found),
        (
            f"{inside} of {len(found)} inside. Bands were set before any ranking of this edition was looked at.",
        ),
        frozenset({0, 1, 4, 5}),
        frozenset({1, 5}),
    )


def _row(found: Measured) -> tuple[str, ...]:
    band = found.band
    unknown = math.isnan(found.value)
    verdict = "unknown" if unknown else "yes" if found.inside else "no"
    return (
        band.regime,
        band.name,
        _ends(band),
        "-" if unknown else _number(found.value),
        verdict,
        band.source,
    )


def _ends(band: Band) -> str:
    if math.isinf(band.high):
        return f"{_number(band.low)} or more"
    return f"{_number(band.low)} to {_number(band.high)}"


def _number(value: float) -> str:
    """Return three digits that count; none was found reads "never"."""
    from innosim.scenario.numerals import plainly

    return (
        "never"
        if math.isinf(value)
        else plainly(value, 3)
        if abs(value) < 1000
        else f"{value:,.0f}"
    )

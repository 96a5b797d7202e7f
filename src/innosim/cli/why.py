"""`innosim why`: which levers a difference between two regimes comes from, what each costs, and which mechanisms carry it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.analysis.usual import MIX_REPLICATIONS, ORDERS
from innosim.cli.answering import FolderName, WholeNumber, lang_option, said, stdout
from innosim.cli.study_options import Workers, left_elsewhere, run_shown, study_options
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import Text

if TYPE_CHECKING:
    from innosim.analysis.attribution import Attribution


@click.command("why", short_help="Say which levers a difference between two regimes comes from.")
@click.argument("scenario", metavar="FILE|NAME")
@click.option(
    "--between", nargs=2, metavar="A B", required=True, help="The two regimes: why A differs from B."
)  # fmt: skip
@click.option(
    "--replications", type=WholeNumber(), metavar="N", help=f"Replications of each mix of levers [{MIX_REPLICATIONS}]."
)  # fmt: skip
@click.option(
    "--permutations", type=WholeNumber(), metavar="N",
    help=f"Random orders in which levers are put in, each walked both ways [{ORDERS}].",
)  # fmt: skip
@click.option(
    "--mechanisms", is_flag=True,
    help="Also by mechanisms: each alone off, and what each carries.",
)  # fmt: skip
@click.option(
    "--metric", "metrics", multiple=True, metavar="NAME",
    help="Only this metric, part by part; may be given again [the headlines].",
)  # fmt: skip
@click.option(
    "--set", "fields", multiple=True, metavar="SECTION.FIELD=VALUE", help="Change a field."
)
@study_options
@click.option(
    "--out", type=FolderName(), metavar="DIR", help="Folder [results/NAME-why/A-B]."
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace another study in that folder.")
@click.option("--no-figures", is_flag=True, help="Draw no figures.")
@lang_option
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
@click.option("--quiet", is_flag=True, help="No progress.")
def command(
    scenario: str,
    between: tuple[str, str],
    replications: int | None,
    permutations: int | None,
    mechanisms: bool,
    metrics: tuple[str, ...],
    fields: tuple[str, ...],
    jobs: int | None,
    shard: tuple[int, int],
    dask: str | None,
    out: Path | None,
    force: bool,
    no_figures: bool,
    lang: Language,
    as_json: bool,
    quiet: bool,
) -> None:
    """Split the differences between two regimes of the scenario in FILE, or of an installed one by its NAME, as costed.

    Levers are put in one after another, in random orders and their reverses; what a metric then changes by is, on average, a lever's contribution
    (its Shapley value). Contributions add up to the whole difference. A mix of levers is run once; stopped, the same command goes on.
    """
    from innosim.analysis.why import answered, inquiries, metrics_of, mixes_in
    from innosim.scenario.reader import load

    resolved = load(scenario, [*fields])
    with said():
        chosen = metrics_of(metrics)
        asked = inquiries(
            resolved,
            between,
            replications=replications,
            orders=permutations,
            mechanisms=mechanisms,
        )
    folder = out or Path("results", f"{resolved.name}-why", "-".join(between))
    from innosim.experiment.engine import installed

    engine, workers = installed(), Workers(jobs, shard, dask)
    outcomes = [
        run_shown(
            each.plan,
            mixes_in(each, folder),
            engine,
            workers,
            force=force,
            quiet=quiet,
            lang=lang,
        )
        for each in asked
    ]
    unfinished = [told for outcome in outcomes if (told := left_elsewhere(outcome, lang))]
    for told in unfinished:
        write_line(told, err=True)
    if unfinished:
        return
    found = answered(asked, folder, chosen)
    written = _written(found, folder, lang, figures=not no_figures)
    if as_json:
        from innosim.present.attribution_answer import attribution_json

        write_line(
            json.dumps(attribution_json(found), ensure_ascii=False, indent=1, allow_nan=False)
        )
        return
    from innosim.present.attribution_answer import print_attribution

    print_attribution(found, stdout(), metrics=metrics, lang=lang)
    write_line(written)


def _written(found: Attribution, folder: Path, lang: Language, *, figures: bool) -> str:
    """Write the table and the figures, and say where they are."""
    from innosim.present.attribution_plot import save_attribution

    place = folder / "attribution"
    written = save_attribution(found, place, sizes=("slide",) if figures else (), lang=lang)
    n, where = len(written) - 1, place.as_posix()
    drawn = Text(
        f" and {n} figure{'s' * (n != 1)}" * bool(n), f" og {n} figur{'er' * (n != 1)}" * bool(n)
    )
    return say(Text(f"Table{drawn.en} in {where}", f"Tabel{drawn.da} i {where}"), lang)

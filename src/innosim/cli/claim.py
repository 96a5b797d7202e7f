"""`innosim claim`: in what share of plausible models a claim holds, what decides it, and which smallest change refutes it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.analysis.usual import CLAIM_DRAWS, CLAIM_REPLICATIONS
from innosim.cli.answering import CostChoice, FolderName, WholeNumber, lang_option
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import COST_BY_FLAG, COSTS, Text

if TYPE_CHECKING:
    from innosim.analysis.claim import Claim
    from innosim.experiment.engine import Engine
    from innosim.scenario.claimed import Claimed
    from innosim.scenario.resolved import Scenario

_ANSWERING = Text(
    "No claim is given: the scenario is run for the claims of its own answer.",
    "Ingen påstand er givet: scenariet køres for at få påstandene i dets eget svar.",
)
_NO_CLAIM = Text(
    "The answer of {0} claims nothing: no way of governing is shown to lead. Name a claim, such as {1}",
    "Svaret for {0} påstår intet: ingen styringsform er vist at føre. Angiv en påstand, som {1}",
)
_STAGES = {
    "draws": Text(
        "Drawing {0} plausible models, {1} replications each.",
        "Trækker {0} plausible modeller, {1} kørsler hver.",
    ),
    "magnitudes": Text(
        "Judging which of them are credible in magnitude.",
        "Bedømmer, hvilke af dem der er troværdige i størrelse.",
    ),
    "refuting": Text(
        "Finding what decides it, and the smallest change that refutes it.",
        "Finder, hvad der afgør det, og den mindste ændring, der afviser det.",
    ),
}
_WRITTEN = Text("Claim card: {0}", "Påstandskort: {0}")


@click.command("claim", short_help="In what share of plausible models a claim holds.")
@click.argument("scenario", metavar="FILE|NAME")
@click.argument("claim", metavar="[CLAIM]", required=False, default="")
@click.option("--draws", type=WholeNumber(1, 100_000), default=CLAIM_DRAWS, show_default=True, metavar="N", help="Plausible models drawn.")  # fmt: skip
@click.option("--replications", type=WholeNumber(1, 10_000), default=CLAIM_REPLICATIONS, show_default=True, metavar="N", help="Replications of each.")  # fmt: skip
@click.option(
    "--cost",
    type=CostChoice("both"),
    default="both",
    show_default=True,
    help="Regimes as they are costed, or brought to equal use.",
)
@click.option(
    "--set", "fields", multiple=True, metavar="SECTION.FIELD=VALUE", help="Change a field."
)
@click.option("--out", type=FolderName(), metavar="DIR", help="Folder [results/NAME-claim].")
@click.option("--force", is_flag=True, help="Replace another study in that folder.")
@click.option("--jobs", type=WholeNumber(1, 1024), metavar="N", help="Threads [as many as processors].")  # fmt: skip
@lang_option
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
@click.option("--quiet", is_flag=True, help="No progress.")
def command(
    scenario: str,
    claim: str,
    draws: int,
    replications: int,
    cost: str,
    fields: tuple[str, ...],
    out: Path | None,
    force: bool,
    jobs: int | None,
    lang: Language,
    as_json: bool,
    quiet: bool,
) -> None:
    """Hold a CLAIM against draws of all uncertain parameters of the scenario in FILE, or of an installed one by its NAME.

    A CLAIM is "A > B on METRIC" (A is better), "A = B on METRIC" (they differ by less than matters), either with "by SIZE". Without
    one, the claims of the scenario's own answer. What is run is kept, and the same command goes on where it was.
    """
    from innosim.scenario.claimed import read_claim
    from innosim.scenario.errors import ArgumentError
    from innosim.scenario.reader import load

    resolved = load(scenario, list(fields))
    folder = out or Path("results", f"{resolved.name}-claim")
    try:
        claims = [read_claim(claim, resolved)] if claim else []
    except ArgumentError as error:
        sentence = str(error)
        raise click.UsageError(sentence[:1].upper() + sentence[1:]) from None
    from innosim.experiment.engine import installed

    engine = installed()
    if not claims:
        claims = _of_the_answer(resolved, engine, jobs, lang, quiet=quiet)
    costs = tuple(COSTS) if cost == "both" else (COST_BY_FLAG[cost],)
    found = _held(
        resolved, claims, folder, engine, draws=draws, replications=replications, costs=costs,
        jobs=jobs, force=force, lang=lang, quiet=quiet,
    )  # fmt: skip
    _answer(found, folder, lang, as_json=as_json)


def _of_the_answer(
    scenario: Scenario, engine: Engine, jobs: int | None, lang: Language, *, quiet: bool
) -> list[Claimed]:
    """Return the claims of the scenario's own answer, from a run of it."""
    from innosim.analysis.claim_answer import claims_of
    from innosim.analysis.compare import compare
    from innosim.cli.progress import RunProgress
    from innosim.experiment.plan import make_plan
    from innosim.experiment.temporary import run_temporarily
    from innosim.scenario.claimed import CLAIM_EXAMPLE

    if not quiet:
        write_line(say(_ANSWERING, lang), err=True)
    plan = make_plan(scenario, keep="metrics")
    with RunProgress(engine.compile_seconds, quiet=quiet, lang=lang) as progress:
        result = run_temporarily(
            plan, engine, jobs=jobs, progress=progress, searching=progress.searching
        )
    claims = list(claims_of(compare(result)))
    if not claims:
        raise click.UsageError(say(_NO_CLAIM, lang).format(scenario.name, f'"{CLAIM_EXAMPLE}".'))
    return claims


def _held(
    scenario: Scenario,
    claims: Sequence[Claimed],
    folder: Path,
    engine: Engine,
    *,
    draws: int,
    replications: int,
    costs: Sequence[str],
    jobs: int | None,
    force: bool,
    lang: Language,
    quiet: bool,
) -> tuple[Claim, ...]:
    from innosim.analysis.claim_study import Watching, run_claims
    from innosim.cli.progress import RunProgress
    from innosim.cli.terminal import StoppedError
    from innosim.present.claim_words import so_far

    shown: list[RunProgress] = []

    def stage(name: str) -> None:
        for each in shown:
            each.__exit__(None, None, None)
        shown.clear()
        if not quiet:
            write_line(say(_STAGES[name], lang).format(draws, replications), err=True)
        shown.append(RunProgress(engine.compile_seconds, quiet=quiet, lang=lang))

    def ran(done: int, total: int) -> None:
        shown[-1](done, total)

    def searched(done: int, total: int) -> None:
        shown[-1].searching(done, total)

    def estimate(found: Sequence[Claim]) -> None:
        if not quiet:
            write_line(so_far(tuple(found), draws, lang), err=True)

    watching = Watching(
        progress=ran,
        searching=searched,
        estimate=estimate,
        stage=stage,
    )
    try:
        return run_claims(
            scenario, claims, folder, engine, draws=draws, replications=replications, costs=costs,
            jobs=jobs, force=force, watching=watching,
        )  # fmt: skip
    except KeyboardInterrupt:
        where = folder.as_posix()
        raise StoppedError(
            f"Stopped: finished models are in {where}, and the same command goes on from them."
        ) from None
    finally:
        for each in shown:
            each.__exit__(*sys.exc_info())


def _answer(found: Sequence[Claim], folder: Path, lang: Language, *, as_json: bool) -> None:
    """Print what was found of each claim, and write the cards."""
    from innosim.cli.answering import stdout
    from innosim.present.claim_card import save_cards
    from innosim.present.claim_json import claim_json
    from innosim.present.claim_tables import claim_sheets
    from innosim.present.claim_words import claim_sentences
    from innosim.present.tables import print_line, print_sheet

    cards = save_cards(found, folder / "figures", lang=lang)
    if as_json:
        told = [claim_json(each) for each in found]
        write_line(json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False))
        return
    console = stdout()
    for claim in found:
        for sentence in claim_sentences(claim, lang):
            print_line(sentence, console, start="- ")
        print_line("", console)
        for sheet in claim_sheets(claim, lang):
            print_sheet(sheet, console)
            print_line("", console)
    write_line(say(_WRITTEN, lang).format(cards[0].as_posix()))

"""`innosim slurm`: a study as jobs of a cluster that Slurm runs, printed as a script to look at, change and start."""

from __future__ import annotations

import re
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import FolderName, WholeNumber, lang_option
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import Text
from innosim.scenario.places import no_option

if TYPE_CHECKING:
    from innosim.experiment.study import StudyPlan
    from innosim.scenario.study_file import StudyFile


class _Word(click.types.StringParamType):
    """What stands behind a directive of Slurm: one word, of which a shell or Slurm makes nothing else."""

    name = "word"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take it as it is typed."""
        if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.,:@+-]*", value):
            self.fail(f"{value!a} is no single word: write it as your cluster has it.", param, ctx)
        return value


class _Time(click.types.StringParamType):
    """How long a job may take, as Slurm writes it."""

    name = "HH:MM:SS"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take it as it is typed."""
        if not re.fullmatch(r"([0-9]{1,3}-)?[0-9]{1,3}(:[0-5][0-9]){1,2}", value):
            self.fail(f"{value!r} is no time: write hours, minutes and seconds, such as 02:00:00.", param, ctx)  # fmt: skip
        return value


@click.command("slurm", short_help="Print a script that runs a study as a Slurm job array.")
@click.argument("study", metavar="STUDY|DIR")
@click.option("--shards", type=WholeNumber(1, 100_000), default=20, show_default=True, metavar="N", help="Jobs of the array.")  # fmt: skip
@click.option("--cpus", type=WholeNumber(1, 1024), default=4, show_default=True, metavar="N", help="Processors, and threads, of each.")  # fmt: skip
@click.option("--time", "time", type=_Time(), default="02:00:00", show_default=True, metavar="HH:MM:SS", help="The most that a job may take.")  # fmt: skip
@click.option("--memory", type=_Word(), default="4G", show_default=True, metavar="SIZE", help="Memory of each job.")  # fmt: skip
@click.option(
    "--partition", type=_Word(), metavar="NAME", help="Where the jobs go [the cluster's usual]."
)
@click.option("--account", type=_Word(), metavar="NAME", help="Who pays [your usual].")
@click.option("--out", type=FolderName(), metavar="DIR", help="The study's folder, on a disk that all machines see [results/STUDY].")  # fmt: skip
@lang_option
def command(
    study: str,
    shards: int,
    cpus: int,
    time: str,
    memory: str,
    partition: str | None,
    account: str | None,
    out: Path | None,
    lang: Language,
) -> None:
    """Print a script that runs a study file, or the study in a folder, as an array of jobs; a first job finds the factors.

    innosim slurm STUDY > study.sh, look at it, then: bash study.sh
    """
    begins, folder, chunks = _begins(study, out)
    shards = min(shards, max(1, chunks))
    head = [
        f"#SBATCH --job-name=innosim-{_plain(folder.name)}",
        f"#SBATCH --cpus-per-task={cpus}",
        f"#SBATCH --mem={memory}",
        f"#SBATCH --time={time}",
        *([f"#SBATCH --partition={partition}"] if partition else []),
        *([f"#SBATCH --account={account}"] if account else []),
    ]
    where = quote(no_option(folder.as_posix()))
    script = _SCRIPT.format(
        what=say(_WHAT, lang).format(study=study, folder=folder.as_posix(), shards=shards),
        change=say(_CHANGE, lang),
        activate=say(_ACTIVATE, lang),
        first=say(_FIRST, lang),
        then=say(_THEN, lang),
        after=f"echo {quote(say(_AFTER, lang).format(where))}",
        head="\n".join(head),
        begins=begins,
        where=where,
        shards=shards,
    )
    write_line(script.rstrip())


def _begins(study: str, out: Path | None) -> tuple[str, Path, int]:
    """Return the command that makes all ready, the study's folder, and how many chunks there are: more jobs than that have nothing to do."""
    from innosim.experiment.study_folder import holds_study
    from innosim.experiment.study_plan import plan_of_file

    if not study.isprintable():
        raise click.UsageError(f"{study!a} cannot be a name: it holds what cannot be printed.")
    if study and holds_study(Path(study)):
        from innosim.experiment.study_manifest import open_plan

        if out is not None:
            raise click.UsageError(f"{study} is the study's folder: leave out --out.")
        plan: StudyPlan = open_plan(Path(study)).plan
        return f"innosim resume {quote(no_option(study))} --shard 0/1", Path(study), _many(plan)
    told = _study(study)
    plan = plan_of_file(
        told
    )  # which may not be run is said here, not by a job that waits for an hour
    folder = out or Path("results", told.name)
    where = quote(no_option(folder.as_posix()))
    return (
        f"innosim sweep {quote(no_option(study))} --out {where} --shard 0/1 --quiet",
        folder,
        _many(plan),
    )


def _study(study: str) -> StudyFile:
    """Return the study in a file, or an installed one.

    Raises:
        ScenarioError: there is none of that name, or it cannot be used.
    """
    from innosim.scenario.study_file import find_file, is_study, load_study
    from innosim.scenario.toml_file import read

    path = find_file(study)
    if not is_study(path) and not read(path).problems:
        raise click.UsageError(
            f"{study} is a scenario, and no study: write what is varied into a study file, or type innosim sweep {study} --vary ... --shard 0/1 "
            "and then innosim slurm with the folder that makes."
        )
    return load_study(study)


def _many(plan: StudyPlan) -> int:
    return len(plan.chunks)


def _plain(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name) or "study"


_WHAT = Text(
    "# {study} in {shards} jobs, into {folder}.",
    "# {study} i {shards} job, til {folder}.",
)
_CHANGE = Text(
    "# Change what your cluster calls otherwise: time, memory, partition, account. The folder is to lie on a disk that all machines see.",
    "# Ret det, der hedder noget andet på jeres klynge: tid, hukommelse, partition, konto. Mappen skal ligge på en disk, som alle maskiner ser.",
)
_ACTIVATE = Text(
    "# Here goes what makes innosim known on a machine, such as: module load python; source ~/innosim/bin/activate",
    "# Her skal stå, hvad der gør innosim kendt på en maskine, såsom: module load python; source ~/innosim/bin/activate",
)
_FIRST = Text(
    "# First one job: it notes the study in its folder, and finds the factors of equal resources.",
    "# Først ét job: det skriver undersøgelsen i dens mappe og finder faktorerne ved lige ressourcer.",
)
_THEN = Text(
    "# Then the array. A job that is killed, or runs out of time, loses a minute's work at most: submit the same again, and what is finished is not run again.",
    "# Så rækken. Et job, der bliver dræbt eller løber tør for tid, mister ti sekunders arbejde: sæt det samme i gang igen, så køres det færdige ikke om.",
)
_AFTER = Text(
    "How far it is: innosim status {0}. What is left at the end: innosim resume {0}",
    "Hvor langt det er: innosim status {0}. Det, der er tilbage til sidst: innosim resume {0}",
)
_SCRIPT = """#!/bin/bash
{what}
{change}
set -euo pipefail

setup() {{
  cat <<'SETUP'
{activate}
SETUP
}}

{first}
first=$({{ cat <<'FIRST'
#!/bin/bash
{head}
FIRST
setup
cat <<'FIRST'
set -e
{begins} --jobs "$SLURM_CPUS_PER_TASK"
FIRST
}} | sbatch --parsable)

{then}
{{ cat <<'ARRAY'
#!/bin/bash
{head}
#SBATCH --array=1-{shards}
ARRAY
setup
cat <<'ARRAY'
set -e
innosim resume {where} --quiet --shard "$SLURM_ARRAY_TASK_ID/{shards}" --jobs "$SLURM_CPUS_PER_TASK"
ARRAY
}} | sbatch --parsable --dependency="afterok:${{first%%;*}}"

{after}
"""

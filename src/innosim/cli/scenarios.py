"""`innosim scenarios`, `check`, `show`, `new`, `schema`: the commands about scenario files.

A file is listed, checked, shown in full, written to start from, and described for editors.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import lang_option, stdout
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, say
from innosim.scenario.catalogue import Text

if TYPE_CHECKING:
    from rich.console import Console

    from innosim.scenario.resolved import Scenario
    from innosim.scenario.study_file import Sample, StudyFile


@click.command("scenarios", short_help="List the scenarios and studies that come with innosim.")
@lang_option
def scenarios_command(lang: Language) -> None:
    """List the installed scenarios with what each asks, the studies that vary them, and the presets that regimes start from."""
    from innosim.present.tables import print_line
    from innosim.scenario.catalogue.declare import in_both
    from innosim.scenario.places import installed_folder, installed_names, preset_names
    from innosim.scenario.reader import load

    console = stdout()
    names = installed_names()
    wide = max(map(len, names), default=0)
    for name in names:
        scenario = load(name)
        print_line(say(in_both(scenario.title), lang), console, start=f"{name:<{wide}}  ")
        print_line(say(in_both(scenario.question), lang), console, start=" " * (wide + 2))
        regimes = ", ".join(scenario.regimes)
        print_line(f"{say(_REGIMES, lang)}: {regimes}", console, start=" " * (wide + 2))
    _list_studies(console, lang)
    write_line()
    print_line(f"{say(_PRESETS, lang)}: {', '.join(preset_names())}", console)
    write_line(f"{say(_FOLDER, lang)}: {installed_folder().as_posix()}")
    print_line(say(_FURTHER, lang), console)


def _list_studies(console: Console, lang: Language) -> None:
    """List the installed studies with what each asks, and what it varies."""
    from innosim.present.study_words import names_words
    from innosim.present.tables import print_line
    from innosim.scenario.catalogue.declare import in_both
    from innosim.scenario.study_file import load_study, study_names

    names = study_names()
    wide = max(map(len, names), default=0)
    write_line(f"\n{say(_STUDIES, lang)}:")
    for name in names:
        study = load_study(name)
        print_line(say(in_both(study.title), lang), console, start=f"{name:<{wide}}  ")
        if study.question:
            print_line(say(in_both(study.question), lang), console, start=" " * (wide + 2))
        varied = [each.name for each in study.vary]
        words = [names_words(tuple(varied), lang)] if varied else []
        if study.sample is not None:
            words.append(say(_sampled(study.sample), lang))
        told = (
            f"{say(_VARIES, lang)}: {', '.join(words)}; {say(_BASE, lang)}: {study.scenario.name}"
        )
        print_line(told, console, start=" " * (wide + 2))


def _sampled(sample: Sample) -> Text:
    """How many points are sampled, and of what."""
    method, points = sample.method, sample.points
    if sample.of_uncertain:
        return Text(
            f"{points} points of all that is uncertain ({method})",
            f"{points} punkter af alt, der er usikkert ({method})",
        )
    count = len(sample.ranges)
    return Text(f"{points} points of {count} fields ({method})", f"{points} punkter af {count} felter ({method})")  # fmt: skip


_STUDIES = Text("Studies", "Undersøgelser")
_VARIES = Text("varies", "varierer")
_BASE = Text("base", "grundlag")
_REGIMES = Text("regimes", "regimer")
_PRESETS = Text("Presets", "Udgangspunkter")
_FOLDER = Text("Folder", "Mappe")
_FURTHER = Text(
    "Run one: innosim run village.  Start your own: innosim new NAME --from randers.  A study: innosim sweep STUDY",
    "Kør et: innosim run village --lang da.  Begynd dit eget: innosim new NAVN --from randers.  En undersøgelse: innosim sweep NAVN --lang da",
)


@click.command("check", short_help="Check scenario files without running them.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@lang_option
def check_command(files: tuple[str, ...], lang: Language) -> None:
    """Check each FILE (or installed scenario or study); all that is wrong is said at once.

    What is fine and surely not meant is said too, with what it comes to; and where no regime is called routine, what all are
    compared with.
    """
    from innosim.cli.terminal import USAGE
    from innosim.experiment.errors import PlanError
    from innosim.scenario.errors import ScenarioError
    from innosim.scenario.reader import load
    from innosim.scenario.study_file import find_file, is_study, load_study

    wrong = False
    for file in files:
        try:
            if is_study(find_file(file)):
                write_line(f"{file}: {say(_of_a_study(load_study(file)), lang)}")
                continue
            scenario = load(file)
        except (ScenarioError, PlanError) as error:
            wrong = True
            whole = " ".join(files)
            if len(files) > 1 and Path(whole).is_file():
                write_line(f'{whole} is one file: put its name in quotes, "{whole}".', err=True)
                break
            write_line(str(error), err=True)
        else:
            for note in _of_a_fine(scenario):
                write_line(f"{file}: {say(note, lang)}")
    if wrong:
        raise SystemExit(USAGE)


_FINE = Text(
    "fine; {regimes}; {much}.",
    "i orden; {regimes}; {much}.",
)
_NO_TOWN = Text(
    "all are compared with {baseline}; there is no regime {ordinary}:"
    ' [regime.{ordinary}] with preset = "{ordinary}" adds an ordinary town.',
    "alle sammenlignes med {baseline}; der er intet regime {ordinary}:"
    ' [regime.{ordinary}] med preset = "{ordinary}" tilføjer en almindelig kommune.',
)
_ENVELOPE = Text(
    "run.envelope_mdkk is {amount}: only a run can tell whether every regime can be brought to use that much.",
    "run.envelope_mdkk er {amount}: kun en kørsel kan vise, om alle regimer kan bringes til at bruge så meget.",
)


def _of_a_study(study: StudyFile) -> Text:
    """What is said of a study that may be run: how many points it has, how many of them are none, and why."""
    from innosim.experiment.study_plan import plan_of_file
    from innosim.scenario.spoken import how_much_is_run

    plan = plan_of_file(study)
    values = plan.base.scenario.values
    much = how_much_is_run(int(values["replications"]), int(values["months"]))
    points, regimes = len(plan.points), len(plan.base.regimes)
    failed = [point.failure for point in plan.points if point.scenario is None]
    en, da = "", ""
    if failed:
        en = f" {len(failed)} of them cannot be run; the first: {failed[0]}"
        da = f" {len(failed)} af dem kan ikke køres; det første: {failed[0]}"
    return Text(
        f"fine; {points} point{'s' * (points != 1)}, {regimes} regime{'s' * (regimes != 1)}; {much.en}.{en}",
        f"i orden; {points} punkt{'er' * (points != 1)}, {regimes} regime{'r' * (regimes != 1)}; {much.da}.{da}",
    )


def _of_a_fine(scenario: Scenario) -> Iterator[Text]:
    """Go over what is said of a scenario that may be run."""
    from innosim.scenario.resolved import ORDINARY
    from innosim.scenario.spoken import filled, how_much_is_run, in_full
    from innosim.scenario.unmeant import unmeant

    values = scenario.values
    yield filled(
        _FINE,
        {
            "regimes": ", ".join(scenario.regimes),
            "much": how_much_is_run(int(values["replications"]), int(values["months"])),
        },
    )
    yield from unmeant(scenario)
    envelope = float(values["envelope_mdkk"])
    if envelope >= 0.0:
        yield filled(_ENVELOPE, {"amount": in_full(envelope)})
    if ORDINARY not in scenario.regimes:
        yield filled(_NO_TOWN, {"baseline": scenario.baseline, "ordinary": ORDINARY})


@click.command("show", short_help="Show a scenario in full.")
@click.argument("file", metavar="FILE|NAME")
@click.option("--sources", is_flag=True, help="Also where each number comes from.")
def show_command(file: str, sources: bool) -> None:
    """Show the scenario in FILE with every field, those it leaves to the defaults too.

    What is shown is itself a scenario file.
    """
    from innosim.scenario.reader import load
    from innosim.scenario.write import show

    write_line(show(load(file), sources=sources).removesuffix("\n"))


@click.command("new", short_help="Write a scenario file to start from.")
@click.argument("name", metavar="NAME")
@click.option(
    "--from", "base", default="randers", show_default=True, metavar="FILE|NAME",
    help="The scenario it builds on: an installed one, or a file in the same folder.",
)  # fmt: skip
def new_command(name: str, base: str) -> None:
    """Write NAME.toml, which builds on another scenario, and beside it the schema for editors.

    All that may be changed stands in it as comments, with its value, unit and meaning.
    """
    import json

    from innosim.experiment.files import said_clearly, write_text
    from innosim.experiment.manifest import sealed
    from innosim.scenario.places import find
    from innosim.scenario.reader import load
    from innosim.scenario.schema import SCHEMA_FILE, scenario_schema
    from innosim.scenario.write import new

    path = _new_file(name)
    text = new(path.stem, load(base), _extends(find(base), path.parent))
    schema = json.dumps(sealed(scenario_schema()), indent=1, ensure_ascii=False) + "\n"
    with said_clearly(path):
        _refuse_anothers(path.with_name(SCHEMA_FILE))
        write_text(path.with_name(SCHEMA_FILE), schema)
        write_text(path, text)
    from innosim.scenario.places import no_option

    written = no_option(path.as_posix())
    write_line(f"Wrote {written} and {path.with_name(SCHEMA_FILE).as_posix()}.")
    write_line(f"Change it, then: innosim check {quote(written)}")


def _new_file(name: str) -> Path:
    """Return the file to write; one that is there, or that could not be named later, is refused."""
    from innosim.experiment.place import as_typed
    from innosim.scenario.places import installed_names

    path = as_typed(name if name.endswith(".toml") else f"{name}.toml")
    stem = path.stem.strip()
    if not stem or not stem.strip(".") or path.name == ".toml":
        raise click.UsageError(f"{name!r} is not a name for a scenario.")
    if forbidden := sorted(_NOT_ON_WINDOWS & set(path.stem)):
        raise click.UsageError(
            f"{path.name} holds {forbidden[0]}, which the name of a file cannot hold on Windows: choose another name."
        )
    if path.stem.split(".")[0].strip().lower() in _DEVICES or path.stem != path.stem.rstrip(" ."):
        raise click.UsageError(
            f"{path.name} is no name for a file on Windows: choose another, such as my-{stem.strip('.')}."
        )
    if path.stem in installed_names():
        raise click.UsageError(
            f"{path.stem} is the name of an installed scenario: choose another, such as my-{path.stem}."
        )
    if os.path.lexists(path):  # a link to nothing too
        raise click.UsageError(f"{path.as_posix()} is there already: choose another name.")
    if not path.parent.is_dir():
        raise click.UsageError(f"There is no folder {path.parent.as_posix()}.")
    return path


_NOT_ON_WINDOWS = frozenset('<>:"|?*\\')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "123456789¹²³"}
)
"""Names that Windows has for devices, whatever comes after a dot."""


def _refuse_anothers(schema: Path) -> None:
    """Refuse a file in the schema's place that is not as innosim, of this version or another, wrote it: somebody's work is in it."""
    from innosim.experiment.errors import FolderError
    from innosim.experiment.files import json_object
    from innosim.experiment.manifest import sealed
    from innosim.scenario.schema import scenario_schema

    if not os.path.lexists(schema):
        return
    if not schema.is_symlink() and schema.is_file():
        found = json_object(schema.read_bytes())
        if found and (found == sealed(found) or found == scenario_schema()):
            return
    raise FolderError(
        f"{schema.as_posix()} is there, and is not as innosim writes it: move it, or write the scenario into another folder."
    )


def _extends(base: Path, folder: Path) -> str:
    """Return how a file in ``folder`` names the scenario it builds on."""
    from innosim.scenario.places import installed_folder

    if base.resolve().parent in (installed_folder().resolve(), folder.resolve()):
        return base.name
    raise click.UsageError(
        f"{base.as_posix()} is in another folder: a scenario builds on an installed one, "
        "or on a file beside it."
    )


@click.command("schema", short_help="Print the JSON Schema of scenario files.")
@click.option("--preset", is_flag=True, help="That of preset files instead.")
def schema_command(preset: bool) -> None:
    """Print the JSON Schema that lets an editor complete and check a scenario file."""
    from innosim.scenario.schema import preset_schema, scenario_schema

    # ASCII, so that the file it is sent to is UTF-8 whatever the console's encoding
    write_line(json.dumps(preset_schema() if preset else scenario_schema(), indent=1))

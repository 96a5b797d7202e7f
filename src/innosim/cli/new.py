"""`innosim new`: a scenario file of one's own, ready to be changed."""

from __future__ import annotations

from pathlib import Path

import click

from innosim.cli.terminal.streams import write_line


@click.command("new", short_help="Write a scenario file to start from.")
@click.argument("name", metavar="NAME")
@click.option(
    "--from", "base", default="randers", show_default=True, metavar="FILE|NAME",
    help="The scenario it builds on: an installed one, or a file in the same folder.",
)  # fmt: skip
def command(name: str, base: str) -> None:
    """Write NAME.toml, which builds on another scenario, and beside it the schema for editors.

    All that may be changed stands in it as comments, with its value, unit and meaning.
    """
    import json

    from innosim.experiment.files import said_clearly, write_text
    from innosim.scenario.places import find
    from innosim.scenario.reader import load
    from innosim.scenario.schema import SCHEMA_FILE, scenario_schema
    from innosim.scenario.write import new

    path = _new_file(name)
    text = new(path.stem, load(base), _extends(find(base), path.parent))
    schema = json.dumps(scenario_schema(), indent=1, ensure_ascii=False) + "\n"
    with said_clearly(path):
        write_text(path.with_name(SCHEMA_FILE), schema)
        write_text(path, text)
    write_line(f"Wrote {path.as_posix()} and {path.with_name(SCHEMA_FILE).as_posix()}.")
    write_line(f"Change it, then: innosim check {path.as_posix()}")


def _new_file(name: str) -> Path:
    """Return the file to write; one that is there, or that could not be named later, is refused."""
    from innosim.scenario.places import installed_names

    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    if not path.stem.strip() or path.name == ".toml":
        raise click.UsageError(f"{name!r} is not a name for a scenario.")
    if path.stem in installed_names():
        raise click.UsageError(
            f"{path.stem} is the name of an installed scenario: choose another, such as my-{path.stem}."
        )
    if path.exists():
        raise click.UsageError(f"{path.as_posix()} is there already: choose another name.")
    if not path.parent.is_dir():
        raise click.UsageError(f"There is no folder {path.parent.as_posix()}.")
    return path


def _extends(base: Path, folder: Path) -> str:
    """Return how a file in ``folder`` names the scenario it builds on."""
    from innosim.scenario.places import installed_folder

    if base.resolve().parent in (installed_folder().resolve(), folder.resolve()):
        return base.name
    raise click.UsageError(
        f"{base.as_posix()} is in another folder: a scenario builds on an installed one, "
        "or on a file beside it."
    )

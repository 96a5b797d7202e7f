"""`innosim verify`: whether every file of a study or a result is as innosim wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from innosim.cli.answering import FolderName, lang_option, next_command
from innosim.cli.terminal import INTERNAL, write_line
from innosim.present.words.language import Language, number, say
from innosim.scenario.catalogue import Text

if TYPE_CHECKING:
    from innosim.experiment.standing import HowFar


@click.command("verify", short_help="Check every file of a study or a result against its hash.")
@click.argument("folder", metavar="DIR", type=FolderName())
@lang_option
def command(folder: Path, lang: Language) -> None:
    """Check all chunks and points of the study in DIR, or of each study in it, or all files of the result, against their hashes.

    Ends with 1 and says which, where something is damaged, or stands among the chunks and is none of them, so that whoever reads the folder counts rows twice. What is not
    run yet is no damage.
    """
    from innosim.experiment.study_folders import several_studies

    whole = [_verified(each, lang) for each in several_studies(folder) or (folder,)]
    if not all(whole):
        raise SystemExit(INTERNAL)


def _verified(folder: Path, lang: Language) -> bool:
    """Say of one study or result whether it is whole, and return it."""
    from innosim.experiment.errors import ChangedError, ResultError
    from innosim.experiment.standing import how_far

    try:
        found = how_far(folder, finished=True)
    except ResultError as error:
        if not isinstance(error, ChangedError):
            raise
        write_line(str(error), err=True)
        return False
    _say(found, lang)
    return not found.damaged and not found.strays


def _say(found: HowFar, lang: Language) -> None:
    from innosim.cli.status import near_folder, near_name
    from innosim.experiment.standing import RESULT

    where, files = near_folder(found), number(found.files, 0, lang)
    left = say(_LEFT, lang).format(number(found.total - found.done, 0, lang))
    unfinished = f" {left}" if found.done < found.total else ""
    if not found.damaged and not found.strays:
        write_line(say(_WHOLE, lang).format(where, files) + unfinished)
        return
    if found.damaged:
        many = number(len(found.damaged), 0, lang)
        write_line(say(_DAMAGED, lang).format(where, many, files))
    for path in found.damaged:
        how = _LOST if not path.exists() else _CHANGED
        write_line(f"  {near_name(found, path)}: {say(how, lang)}")
    if found.strays:
        many = number(len(found.strays), 0, lang)
        write_line(say(_STRAYS, lang).format(where, many, files))
    for path in found.strays:
        write_line(f"  {near_name(found, path)}")
    if found.kind == RESULT:
        write_line(say(_AGAIN, lang))
    else:
        write_line(next_command("resume", where, lang))


_WHOLE = Text(
    "{0}: {1} files looked at, all as innosim wrote them.",
    "{0}: {1} filer set efter, alle som innosim skrev dem.",
)
_LEFT = Text("{0} replications are not run yet.", "{0} kørsler er ikke kørt endnu.")
_DAMAGED = Text(
    "{0}: {1} of {2} files are not as innosim wrote them:",
    "{0}: {1} af {2} filer er ikke, som innosim skrev dem:",
)
_STRAYS = Text(
    "{0}: {1} of {2} files are of no chunk of this study, or of one that is there already; who reads all files of a table counts their rows too. When all is run innosim takes away those that are its own:",
    "{0}: {1} af {2} filer hører ikke til nogen del af denne undersøgelse, eller til en, der er der allerede; den, der læser alle filer i en tabel, tæller også deres rækker. Når alt er kørt, flytter innosim dem, der er dens egne:",
)
_LOST, _CHANGED = Text("is gone", "er væk"), Text("is changed or cut", "er ændret eller skåret af")
_AGAIN = Text(
    "The command that made the result makes lost and damaged tables again.",
    "Den kommando, der lavede resultatet, laver tabte og beskadigede tabeller igen.",
)

"""`innosim status`: how far a study or a run is."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from innosim.cli.answering import FolderName, lang_option, next_command
from innosim.cli.terminal import write_line
from innosim.present.words.language import Language, number, percent, rounded, say
from innosim.scenario.catalogue import Text
from innosim.scenario.spoken import in_full, runs_counted

if TYPE_CHECKING:
    from innosim.experiment.standing import HowFar

_SHOWN = 5
"""Failed points and damaged files that are told one by one."""


@click.command("status", short_help="Show how far a study or a run is.")
@click.argument("folder", metavar="DIR", type=FolderName())
@lang_option
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(folder: Path, lang: Language, as_json: bool) -> None:
    """Show what is done and left of the study or the run in DIR, or of each study in it, how fast it goes, and what failed.

    It only reads: it can be asked while others work there.
    """
    from innosim.experiment.standing import how_far
    from innosim.experiment.study_folders import several_studies

    several = several_studies(folder)
    standing = [how_far(each) for each in several or (folder,)]
    if as_json:
        told = [_plain(each) for each in standing]
        plain = {"folder": near_folder_of(folder), "studies": told} if several else told[0]
        write_line(json.dumps(plain, indent=1, allow_nan=False))
        return
    for each in standing:
        _show(each, lang)
    if any(_to_resume(each) for each in standing):
        where = near_folder_of(folder) if several else near_folder(standing[0])
        write_line(next_command("resume", where, lang))
    elif several:
        write_line(answered_by(folder, several, lang))


def _to_resume(found: HowFar) -> bool:
    return found.done < found.total or bool(found.damaged or found.strays)


def answered_by(folder: Path, studies: Sequence[Path], lang: Language) -> str:
    """Say which command gives the answer of a folder that holds several studies."""
    from innosim.analysis.claim_study import DRAWN, JUDGED_BY
    from innosim.analysis.sensitivity_study import SCREENING
    from innosim.analysis.why import MECHANISMS

    commands = {JUDGED_BY: "claim", SCREENING: "sensitivity", MECHANISMS: "why"}
    asked = next((commands[each.name] for each in studies if each.name in commands), "")
    if not asked and any(each.name.startswith(f"{DRAWN}-") for each in studies):
        asked = "claim"
    where = near_folder_of(folder)
    if not asked:
        return say(_EACH_ANSWERS, lang).format(where)
    return say(_ANSWERED, lang).format(where, asked)


_ANSWERED = Text(
    "{0}: innosim {1}, as it was typed and with --out {0}, gives the answer.",
    "{0}: innosim {1}, som det blev skrevet og med --out {0}, giver svaret.",
)
_EACH_ANSWERS = Text(
    "{0}: the commands that began the studies give their answers.",
    "{0}: de kommandoer, der begyndte undersøgelserne, giver svarene.",
)


def _show(found: HowFar, lang: Language) -> None:
    write_line(_heading(found, lang))
    rows = [(say(what, lang), told) for what, told in _rows(found, lang)]
    wide = max(len(what) for what, _ in rows)
    before = ""
    for what, told in rows:
        label = "" if what == before else what
        write_line(f"  {label:<{wide}}  {told}")
        before = what


def near_folder(found: HowFar) -> str:
    """Return the folder as it can be typed from here."""
    return near_folder_of(found.folder)


def near_folder_of(folder: Path) -> str:
    """Return a folder as it can be typed from here."""
    from innosim.cli.run import near

    return near(folder.absolute())


def _heading(found: HowFar, lang: Language) -> str:
    from innosim.experiment.standing import RESULT, STUDY_KIND

    runs = say(runs_counted(found.replications), lang)
    where = near_folder(found)
    if found.kind == STUDY_KIND:
        points = number(found.points, 0, lang)
        return say(_STUDY, lang).format(where, found.name, points, runs)
    kind = _RESULT if found.kind == RESULT else _RUN
    return say(kind, lang).format(where, found.name, runs)


_STUDY = Text(
    "{0}: a study of {1} at {2} points, {3} of each regime at each.",
    "{0}: en undersøgelse af {1} i {2} punkter, {3} af hvert regime i hvert.",
)
_RUN = Text(
    "{0}: a run of {1}, {2} of each regime, not finished.",
    "{0}: en kørsel af {1}, {2} af hvert regime, ikke færdig.",
)
_RESULT = Text(
    "{0}: the result of {1}, {2} of each regime.", "{0}: resultatet af {1}, {2} af hvert regime."
)


def _rows(found: HowFar, lang: Language) -> Iterator[tuple[Text, str]]:
    total = number(found.total, 0, lang)
    share = percent(found.done / found.total if found.total else 1.0, lang)
    runs = say(_OF, lang).format(number(found.done, 0, lang), total, share)
    yield Text("done", "færdig"), runs
    if found.searching:
        yield (
            Text("now", "nu"),
            say(
                Text("finding equal resources", "afpasser styringsformerne til samme forbrug"), lang
            ),
        )
    if found.done < found.total:
        yield Text("left", "tilbage"), _left(found, lang)
    if not math.isnan(found.last):
        yield (
            Text("last", "sidst"),
            say(
                Text("something was finished {0} ago", "blev noget færdigt for {0} siden"), lang
            ).format(duration(found.last, lang)),
        )
    for told in _failures(found, lang) if found.failures else ():
        yield Text("failed", "fejlet"), told
    for name in _some([near_name(found, each) for each in found.damaged], lang):
        yield Text("damaged", "beskadiget"), name
    for name in _some([near_name(found, each) for each in found.strays], lang):
        yield Text("stray", "løs"), name


_OF = Text("{0} of {1} replications ({2})", "{0} af {1} kørsler ({2})")


def _left(found: HowFar, lang: Language) -> str:
    if math.isnan(found.left):
        return say(Text("how long is not known yet", "hvor længe, vides ikke endnu"), lang)
    pace = rounded(found.rate, lang)
    told = Text("{0}, at {1} replications a second", "{0} med {1} kørsler i sekundet")
    return say(told, lang).format(duration(found.left, lang), pace)


def _failures(found: HowFar, lang: Language) -> Iterator[str]:
    """Go over how many points failed, and why; points that failed for the same reason together."""
    many = say(Text("{0} of {1} points", "{0} af {1} punkter"), lang)
    yield many.format(number(len(found.failures), 0, lang), number(found.points, 0, lang))
    why: dict[str, list[int]] = {}
    for point, sentence in found.failures.items():
        why.setdefault(sentence, []).append(point)
    told = Text("point {0}: {1}", "punkt {0}: {1}")
    yield from _some(
        [say(told, lang).format(_ranges(points), sentence) for sentence, points in why.items()],
        lang,
    )


def _ranges(points: list[int]) -> str:
    """Return whole numbers in order, as 2, 11-20."""
    ends: list[list[int]] = []
    for point in points:
        if ends and point == ends[-1][1] + 1:
            ends[-1][1] = point
        else:
            ends.append([point, point])
    return ", ".join(f"{low}-{high}" if low < high else f"{low}" for low, high in ends)


def _some(told: list[str], lang: Language) -> list[str]:
    """Return the first few, and how many there are more."""
    more = len(told) - _SHOWN
    if more <= 0:
        return told
    return [*told[:_SHOWN], say(Text("and {0} more", "og {0} til"), lang).format(more)]


def near_name(found: HowFar, path: Path) -> str:
    """Return a file's place in the folder."""
    folder = found.folder.absolute()
    path = path.absolute()
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()


def duration(seconds: float, lang: Language) -> str:
    """How long something takes, in two units at most: 1 h 20 min."""
    whole = max(0, round(seconds))
    parts = [
        (whole // 86400, Text("d", "døgn")),
        (whole // 3600 % 24, Text("h", "t")),
        (whole // 60 % 60, Text("min", "min.")),
        (whole % 60, Text("s", "sek.")),
    ]
    first = next((place for place, (count, _) in enumerate(parts) if count), len(parts) - 1)
    shown = [each for each in parts[first : first + 2] if each[0]] or [parts[-1]]
    return " ".join(f"{say(in_full(count), lang)} {say(unit, lang)}" for count, unit in shown)


def _plain(found: HowFar) -> dict[str, Any]:
    def known(value: float) -> float | None:
        return None if math.isnan(value) else round(value, 3)

    return {
        "folder": near_folder(found),
        "kind": found.kind,
        "name": found.name,
        "points": found.points,
        "replications": found.replications,
        "done": found.done,
        "total": found.total,
        "replications_a_second": known(found.rate),
        "seconds_left": known(found.left),
        "seconds_since_last": known(found.last),
        "finding_factors": found.searching,
        "failed": {str(point): why for point, why in found.failures.items()},
        "damaged": [near_name(found, path) for path in found.damaged],
        "strays": [near_name(found, path) for path in found.strays],
    }

"""Every kind of fault that is made at random: each function makes one, does the same again, and says what is wrong."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

from harness import (
    FAULTS_AT_POINTS,
    HOW,
    NOTE,
    REFERENCES,
    TIMINGS,
    Driver,
    Fault,
    NothingHappened,
    begun,
    bytes_of,
    case_of,
    killed,
    places_of,
    points,
    put_right,
    somewhere,
    unlike,
    whole_or_not_there,
)


def killed_anywhere(driver: Driver, rng: random.Random) -> str:
    """Die, half way through writing a file or not, or find the disk full, at any point of a run; then the same again."""
    how = rng.choice(list(HOW))
    fault = rng.choice(FAULTS_AT_POINTS)
    number = rng.choice(places_of(points(driver, how), fault))
    return killed(driver, how, fault, number, rng.random())


def killed_twice(driver: Driver, rng: random.Random) -> str:
    """Die at any point, then at any point of going on; then the same again."""
    how = rng.choice(list(HOW))
    most = len(points(driver, how))
    with begun(driver, how) as root:
        for _ in range(2):
            told = driver.run(root, **HOW[how].case, kill=rng.randint(1, most))
            if wrong := unlike(told, "kill"):
                return wrong
        return put_right(driver, root, driver.run(root, **HOW[how].case), run=HOW[how].run)


def struck(driver: Driver, rng: random.Random, root: Path, do: str) -> tuple[dict[str, Any], str]:
    """Strike at any point of saving or exporting the usual result into ``root``; return the case, and what is wrong with how it ended."""
    case = {**case_of(root), "do": do, "source": str(driver.references["usual"])}
    if do not in driver.passed:
        with driver.place() as elsewhere:
            told = driver.ask(**{**case, **case_of(elsewhere), "do": do})
            driver.passed[do] = list(told["points"])
    given = somewhere(driver.passed[do], rng)
    return case, unlike(driver.ask(**case, **given), next(iter(given)))


def killed_saving(driver: Driver, rng: random.Random) -> str:
    """Die, or find the disk full, at any point of saving a result elsewhere; then the same again."""
    with driver.place() as root:
        case, wrong = struck(driver, rng, root, "save")
        if wrong:
            return wrong
        return whole_or_not_there(driver, root) or put_right(driver, root, driver.ask(**case))


def killed_exporting(driver: Driver, rng: random.Random) -> str:
    """Die, or find the disk full, at any point of an export; then the same again: all its files are there, and whole."""
    with driver.place() as root:
        case, wrong = struck(driver, rng, root, "export")
        if wrong:
            return wrong
        again = driver.ask(**case)
        if again["kind"]:
            return f"{again['kind']}: {again['said']}"
        with driver.place() as elsewhere:
            driver.ask(**{**case, "root": str(elsewhere), "folder": str(elsewhere / "r")})
            tables = [
                {k: v for k, v in bytes_of(p / "r").items() if k.endswith(".csv")}
                for p in (root, elsewhere)
            ]
        return (
            "" if tables[0] == tables[1] and len(tables[0]) == 6 else "other files than undisturbed"
        )


def harmed_unfinished(driver: Driver, rng: random.Random) -> str:
    """Die at any point of a run, harm something that it left, and go on: what is not made again at its place is kept aside."""
    how = rng.choice(list(HOW))
    with begun(driver, how) as root:
        driver.run(root, **HOW[how].case, kill=rng.randint(1, len(points(driver, how))))
        left = [p for p in _files(root / "r.partial") if p.name != "lock" and p.stat().st_size]
        if not left:
            raise NothingHappened
        path = rng.choice(left)
        _harm(path, driver.references["other"] / "gates.parquet", rng)
        harmed = path.read_bytes() if path.exists() else b""
        again = driver.run(root, **HOW[how].case)
        kept = [each.read_bytes() for each in root.glob("r.changed/*")]
        if path.parent.name == "replaced" and path.name == "manifest.json":
            kept = []  # nothing else proves the files of what gave way: all of them may be there
        if kept and kept != [harmed]:
            names = [each.name for each in root.glob("r.changed/*")]
            return f"{how}: kept aside is not {path.name} as it was harmed, but {names}"
        return put_right(driver, root, again, run=HOW[how].run, aside="r.changed")


AT_OUR_NAMES = (
    "lock", "plan.json", "staged.json", "parts/pilots.json", "parts/0000-0000000.part",
    "parts/0000-0000000.part.innosim-unfinished", "result/README.md", "result/gates.parquet",
    "result/manifest.json", "result/mine.innosim-unfinished", "replaced/summary.csv", "replaced/mine.txt",
)  # fmt: skip
"""Where a user may have put a file of his own into the folder in which a result grows."""


def planted(driver: Driver, rng: random.Random) -> str:
    """Die at any point of a run, find a user's file at a name of ours, and go on: it is kept aside, or named and left."""
    how = rng.choice(list(HOW))
    with begun(driver, how) as root:
        driver.run(root, **HOW[how].case, kill=rng.randint(1, len(points(driver, how))))
        growing = root / "r.partial"
        path = growing / rng.choice([n for n in AT_OUR_NAMES if not (growing / n).exists()])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
        again = driver.run(root, **HOW[how].case)
        if again["kind"] == "FolderError":
            if (
                path.read_text() != "mine"
                or path.as_posix().partition("r.partial")[0] not in again["said"]
            ):
                return f"{path.name} is gone, or not named: {again['said']}"
            path.unlink()
            _remove_empty_folders(root / "r.partial")
            return put_right(driver, root, driver.run(root, **HOW[how].case), run=HOW[how].run)
        kept = [each.read_text() for each in root.glob("r.changed/*")]
        there = path.read_text() if path.exists() else ""
        if [*kept, there].count("mine") != 1:
            return f"{path.name} of a user's is gone"
        if there:  # the result was in place, and what was not ours in its folder is let be
            shutil.rmtree(root / "r.partial")
        return put_right(driver, root, again, run=HOW[how].run, aside="r.changed")


def _remove_empty_folders(folder: Path) -> None:
    for each in sorted(folder.rglob("*"), reverse=True):
        if each.is_dir() and not any(each.iterdir()):
            each.rmdir()
    if folder.exists() and not any(folder.iterdir()):
        folder.rmdir()


def swapped_parts(driver: Driver, rng: random.Random) -> str:
    """Stop a run half way, let two of its parts change places, and go on."""
    with driver.place() as root:
        _half_way(driver, root)
        one, other = rng.sample(sorted((root / "r.partial" / "parts").glob("*.part")), 2)
        swap(one, other)
        return put_right(driver, root, driver.run(root))


def anothers_part(driver: Driver, rng: random.Random) -> str:
    """Stop two runs half way, let a part of one stand in the other's place, and go on."""
    with driver.place() as root, driver.place() as elsewhere:
        _half_way(driver, root)
        _half_way(driver, elsewhere, seed=2)
        path = rng.choice(sorted((root / "r.partial" / "parts").glob("*.part")))
        shutil.copy(elsewhere / "r.partial" / "parts" / path.name, path)
        return put_right(driver, root, driver.run(root))


def harmed_table(driver: Driver, rng: random.Random) -> str:
    """Flip a bit of a table of a finished result, cut it, take another result's or remove it: it is found by whoever reads, and made again."""
    with driver.place(holding="usual") as root:
        path = rng.choice(sorted((root / "r").glob("*.parquet")))
        _harm(path, driver.references["other"] / path.name, rng)
        read = driver.ask(do="read", root=str(root), folder=str(root / "r"))
        if read["kind"] not in {"ChangedError", "ResultError"}:
            return f"read as if it were true, or: {read['kind']} {read['said']}"
        harmed = path.read_bytes() if path.exists() else None
        again = driver.run(root)
        kept = [each.read_bytes() for each in root.glob("r.changed/*")]
        if kept != ([] if harmed is None else [harmed]):
            return f"{path.name} as it was harmed is not kept aside"
        return put_right(driver, root, again, aside="r.changed")


def harmed_beside(driver: Driver, rng: random.Random) -> str:
    """Harm a file that explains the tables, or the manifest: no wrong number is read, nothing of another's is replaced."""
    with driver.place(holding="usual") as root:
        path = rng.choice([p for p in _files(root / "r") if p.suffix != ".parquet"])
        _harm(path, driver.references["other"] / path.name, rng)
        harmed = bytes_of(root / "r")
        read = driver.ask(do="read", root=str(root), folder=str(root / "r"))
        if read["kind"] not in {"", "ChangedError", "ResultError"}:
            return f"{read['kind']}: {read['said']}"
        again = driver.run(root)
        if again["kind"] not in {"", "FolderError"}:
            return f"{again['kind']}: {again['said']}"
        if not path.exists() and path.name not in {TIMINGS, "manifest.json"}:  # which needs --force
            return "a file that was lost was not made again"
        same = bytes_of(root / "r") in (harmed, bytes_of(driver.references["usual"]))
        if path.name in harmed and path.read_bytes() != harmed[path.name]:
            return f"{path.name} was replaced without being asked"
        return "" if same else f"other files than {path.name} were changed"


def raced(driver: Driver, rng: random.Random) -> str:
    """Two runs at once into one folder: one result, and the other is told of it."""
    with driver.place() as root:
        runs = rng.choice([("usual", "usual"), ("usual", "other")])
        pauses = [0.001 * rng.randint(0, 3) for _ in runs]
        told = driver.at_once(
            *(
                case_of(root, **REFERENCES[run], pause=pause)
                for run, pause in zip(runs, pauses, strict=True)
            )
        )
        kinds = [each["kind"] for each in told]
        both = kinds == ["", ""] and runs[0] == runs[1]  # the second found the first one's result
        if sorted(kinds) != ["", "FolderError"] and not both:
            return f"{kinds}: {[each['said'] for each in told]}"
        return put_right(driver, root, {"kind": ""}, run=runs[kinds.index("")])


def strangers_file(driver: Driver, rng: random.Random) -> str:
    """A file of the user's comes into the folder while the run goes on: it stays, and the result is whole where the sentence says."""
    with driver.place(holding=rng.choice(["", "other"])) as root:
        name = rng.choice([NOTE, "README.md", "figures/mine.png", "csv/metrics.csv", ".git/config"])
        told = driver.run(root, force=(root / "r").exists(), put={str(root / "r" / name): "mine"})
        if told["kind"] != "NotPlacedError":
            return f"{name} was no hindrance: {told['kind']} {told['said']}"
        if (root / "r" / name).read_text() != "mine":
            return f"{name} is gone"
        whole = root / "r.partial" / "result"
        if whole.as_posix() not in told["said"] or bytes_of(whole) != bytes_of(
            driver.references["usual"]
        ):
            return f"the result is not where the sentence says: {told['said']}"
        shutil.move(root / "r", root / "moved")
        again = driver.run(root)
        shutil.rmtree(root / "moved")
        return put_right(driver, root, again)


def another_result(driver: Driver, rng: random.Random) -> str:
    """Another finished result is copied into the folder while the run goes on: without force it stays."""
    with driver.place() as root:
        text = (driver.references["other"] / "manifest.json").read_text()
        files = {"manifest.json": text, **rng.choice([{}, {NOTE: "mine"}])}
        told = driver.run(root, put={str(root / "r" / name): held for name, held in files.items()})
        if told["kind"] != "NotPlacedError":
            return f"{told['kind']}: {told['said']}"
        there = {name: held.decode() for name, held in bytes_of(root / "r").items()}
        return "" if there == files else "another result was replaced"


def typed(driver: Driver, rng: random.Random) -> str:
    """Type a command that is wrong, or on a result that is harmed: it ends in a sentence, and never in a fault of innosim."""
    with driver.place(holding="usual") as root:
        if rng.random() < 0.5:
            path = rng.choice(_files(root / "r"))
            _harm(path, driver.references["other"] / path.name, rng)
        return _typed(
            driver,
            root,
            [rng.choice(_ODD) if word == "?" else word for word in rng.choice(_COMMANDS)],
        )


_COMMANDS = [
    ["compare", "r"], ["compare", "r", "--baseline", "?"], ["compare", "r", "--metric", "?"], ["compare", "r", "--json"],
    ["compare", "r", "--sesoi", "?"], ["compare", "r", "--between", "?", "?"], ["compare", "?"],
    ["export", "r", "--to", "csv"], ["export", "r", "--to", "csv", "--out", "?"], ["export", "?", "--to", "csv"],
    ["export", "r", "--to", "csv", "--out", "notes.txt"],
    ["run", "village", "--out", "?", "--replications", "0"], ["run", "?"], ["run", "village", "--set", "?"],
    ["run", "village", "--regime", "?"], ["run", "village", "--months", "?"], ["run", "village", "--seed", "?"],
    ["check", "?"], ["show", "?"], ["new", "?"], ["new", "../?"], ["new", "r/?"], ["trace", "?"], ["figures", "?"],
]  # fmt: skip
_ODD = [
    "", ".", "..", "r", "r/manifest.json", "notes.txt", "missing", "x" * 300, "a\tb", "\u202e", "\udcff", "-1", "0", "nan", "inf",
    "1e400", "framed", "routine", "pressure=0.01", "uncertainties.pressure=", "uncertainties.pressure=nan", "value_per_year=-1", "con", "aux.toml",
    "a?b", "æøå", "2" * 40, "[", "=", "--", "support_mean=1e400", "uncertainties.pressure=-0.0",
]  # fmt: skip
"""What is typed where a name, a number or a folder belongs."""


def bad_scenario(driver: Driver, rng: random.Random) -> str:
    """Change a scenario file at random, and check it: it is fine, or it is said what is wrong."""
    with driver.place() as root:
        lines = driver.scenario.splitlines()
        for _ in range(rng.randint(1, 3)):
            number = rng.randrange(len(lines))
            lines[number] = _changed(lines[number], rng)
        if lines == driver.scenario.splitlines():
            raise NothingHappened
        (root / "own.toml").write_text("\n".join(lines), encoding="utf-8", errors="surrogateescape")
        return _typed(driver, root, ["check", "own.toml"])


def _changed(line: str, rng: random.Random) -> str:
    name, _, value = line.partition("=")
    odd = [
        "nan",
        "-inf",
        "1e309",
        "-0.0",
        "0",
        "-1",
        "true",
        '"text"',
        "[]",
        "[1, 2]",
        "{}",
        "1979-05-27",
        "",
        "9" * 400,
        value + "0",
        value[:-1],
        '"25 mDKK"',
    ]
    return rng.choice(
        [
            f"{name}= {rng.choice(odd)}",
            f"{name}x={value}",
            line + line,
            line[: rng.randint(0, len(line))],
            "[regime.æ]",
            "\x00",
        ]
    )


def _typed(driver: Driver, root: Path, args: list[str]) -> str:
    said = driver.home / "said.txt"
    said.write_text("")
    told = driver.ask(do="type", root=str(root), folder=str(root), args=args, output=str(said))
    text = said.read_text(encoding="utf-8", errors="replace")
    if (
        told["kind"] != "exit"
        or told["said"] not in {"0", "2"}
        or "fault of innosim" in text
        or "Traceback" in text
    ):
        return f"innosim {' '.join(args)!a}: {told['kind']} {told['said']}: {text[-1500:]}"
    mine = (root / NOTE).read_text() == "mine"
    return "" if mine else f"innosim {' '.join(args)!a} changed a user's file"


def _half_way(driver: Driver, root: Path, how: str = "fresh", **more: Any) -> None:
    """Stop a run when its parts are finished: just before what explains its tables is written."""
    names = points(driver, how)
    number = next(n for n, name in enumerate(names, start=1) if "r.partial/result/" in name)
    told = driver.run(root, **{**HOW[how].case, **more}, kill=number)
    assert told["kind"] == "killed", told


def _harm(path: Path, anothers: Path, rng: random.Random) -> None:
    how = rng.choice(["flip", "cut", "swap", "remove"])
    before = path.read_bytes()
    if how == "flip" or (how == "swap" and before == anothers.read_bytes()):
        flip(path, rng)
    elif how == "cut":
        path.write_bytes(before[: rng.randrange(len(before))])
    elif how == "swap":
        shutil.copy(anothers, path)
    else:
        path.unlink()


def flip(path: Path, rng: random.Random) -> None:
    """Turn one bit of a file."""
    held = bytearray(path.read_bytes())
    if held:
        held[rng.randrange(len(held))] ^= 1 << rng.randrange(8)
        path.write_bytes(held)


def swap(one: Path, other: Path) -> None:
    """Let two files change places."""
    aside = one.with_suffix(".aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


KINDS: dict[str, Fault] = {
    "killed, torn or disk full at any point of a run": killed_anywhere,
    "killed twice": killed_twice,
    "killed, torn or disk full while saving": killed_saving,
    "killed, torn or disk full while exporting": killed_exporting,
    "a file of an unfinished run flipped, cut, swapped or removed": harmed_unfinished,
    "a user's file at a name of ours in an unfinished run": planted,
    "two parts of a run swapped": swapped_parts,
    "another run's part in a part's place": anothers_part,
    "a table flipped, cut, swapped or removed": harmed_table,
    "any other file of a result flipped, cut, swapped or removed": harmed_beside,
    "two runs at once into one folder": raced,
    "a user's file put into the folder during the run": strangers_file,
    "another result put into the folder during the run": another_result,
    "a wrong command, or one on a harmed result": typed,
    "a scenario file changed at random": bad_scenario,
}
"""Every kind of fault, by what stands in the table."""

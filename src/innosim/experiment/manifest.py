"""What a result says of itself: the scenario, seed, versions and a hash of the values; no clock, no host."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from innosim import __version__
from innosim.experiment.engine import versions
from innosim.experiment.errors import ChangedError, ResultError
from innosim.experiment.files import digest_of, is_file, json_object
from innosim.experiment.plan import Plan
from innosim.scenario.asked import how_asked
from innosim.scenario.catalogue import TABLES
from innosim.scenario.resolved import Json, Regime, resolved_to_json
from innosim.scenario.spoken import how_much_is_run

MANIFEST_FILE = "manifest.json"
TIMINGS_FILE = "timings.json"
FORMAT = "innosim result"
FORMAT_VERSION = 2

FILES = "files"
"""Where a manifest has the hashes of the bytes of all files that came with it but itself and the timings."""
SEAL = "sha256"
"""Where a manifest has the hash of all else in it; results of 0.1 have none."""


@dataclass(frozen=True)
class TableFacts:
    """Rows of a finished table and the hash of its values."""

    rows: int
    sha256: str


def fingerprinted(plan: Plan, engine_digest: str) -> Json:
    """Return all that decides the values of a result, as JSON, their fingerprint, and how it was asked for where a command can ask so.

    The last is not in the fingerprint: a field set on the command line is as good as one in the file. What regimes are
    at equal resources follows from the rest, and need not be known.
    """
    whole = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "name": plan.scenario.name,
        "seed": plan.scenario.values["seed"],
        "months": plan.scenario.values["months"],
        "replications": plan.replications,
        "baseline": plan.baseline,
        "costs": list(plan.costs),
        "regimes": list(plan.regimes),
        "monthly": plan.keep.monthly,
        "yearly": plan.keep.yearly,
        "ideas": plan.keep.ideas,
        "versions": versions(),
        "model_sha256": engine_digest,
        "twins": [_levers(twin) for twin in plan.twins],
        "references": [_levers(regime) for regime in plan.references],
        "scenario": resolved_to_json(plan.scenario),
    }
    return {**whole, "fingerprint": _fingerprint(whole), "asked": list(how_asked(plan.scenario))}


def _fingerprint(whole: Json) -> str:
    """Return the hash that tells one run from another."""
    return _digest(whole)


def sealed(whole: Mapping[str, Any]) -> Json:
    """Return a manifest, a note or a schema with the hash of all else in it: damage is seen by it, and a change by a hand that does not make the hash anew."""
    bare = {name: value for name, value in whole.items() if name != SEAL}
    return {**bare, SEAL: _digest(bare)}


def _digest(whole: Mapping[str, Any]) -> str:
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def manifest_text(
    identity: Json,
    plan: Plan,
    equal_use: Json | None,
    tables: Mapping[str, TableFacts],
    files: Mapping[str, str],
) -> str:
    """Return the manifest of a finished result; ``files`` are the hashes of its files' bytes, by name."""
    whole = {
        **identity,
        "arms": [{"cost": arm.cost, **_levers(arm.regime)} for arm in plan.arms],
        "equal_use": equal_use,
        "tables": {
            name: {"rows": table.rows, "sha256": table.sha256} for name, table in tables.items()
        },
        FILES: dict(files),
    }
    return json.dumps(sealed(whole), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read_manifest(folder: Path) -> Json:
    """Return the manifest in ``folder``.

    Raises:
        ResultError: there is none, it cannot be read, or it is not innosim's.
        ChangedError: it is not as innosim wrote it.
    """
    path = folder / MANIFEST_FILE
    found = _parsed(folder)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise (
            ChangedError(_is_changed_words(path))
            if _tells_of(folder)
            else ResultError(_anothers(folder))
        )
    if not _is_whole(found):
        raise ChangedError(_is_changed_words(path))
    if found.get("format_version") != FORMAT_VERSION:
        raise ResultError(
            f"{folder.as_posix()} was written by another version of innosim "
            f"({version_of(found)}): open it with that one, "
            "or run the scenario again."
        )
    return found


def _parsed(folder: Path) -> object:
    """Return what the manifest in ``folder`` holds as JSON, whosever it is.

    Raises:
        ResultError: there is none, it cannot be read, or it is no JSON and nothing tells that it was ours.
        ChangedError: it was ours, or what is beside it is.
    """
    path = folder / MANIFEST_FILE
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise ResultError(f"{path.as_posix()} cannot be read: it is no file.")
    try:
        text = path.read_bytes()
        return json.loads(text.decode())
    except FileNotFoundError:
        if _has_our_tables(folder):
            raise ChangedError(_is_damaged_words(path, "is not there")) from None
        raise ResultError(
            f"{folder.as_posix()} is not a result of innosim: it has no {MANIFEST_FILE}{_beside(folder)}."
        ) from None
    except OSError as error:
        raise ResultError(f"{path.as_posix()} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        if text.startswith(_BEGINNING):
            raise ChangedError(_is_changed_words(path)) from None
        if _tells_of(folder) or _has_our_tables(folder):
            raise ChangedError(_is_damaged_words(path, "is damaged")) from None
        raise ResultError(_anothers(folder)) from None


def _beside(folder: Path) -> str:
    """Say where results are that may be meant: in the folder, or the one that is still growing in it."""
    inside = sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST_FILE}"))
    if inside:
        named = " and ".join((folder / name).as_posix() for name in inside[:2])
        return f"; {named} {'are' if len(inside) > 1 else 'is'} in it"
    if folder.name.endswith(".partial") and (folder / "plan.json").exists():
        return ", for the run that writes it was stopped: run it again to go on"
    return ""


_BEGINNING = f'{{\n "format": "{FORMAT}",'.encode()
"""How our manifests begin, those too that were damaged further on."""


def _is_whole(found: Json) -> bool:
    this_edition = edition(version_of(found)) == edition(__version__)
    return found == sealed(found) if SEAL in found or this_edition else set(found) >= _UNSEALED


def is_manifest(path: Path) -> bool:
    """Say whether a file is a manifest, as innosim wrote it."""
    found = json_object(path.read_bytes())
    return found.get("format") == FORMAT and _is_whole(found)


def written_in(folder: Path) -> dict[str, str]:
    """Return the hashes of a result's files, by name, as far as its manifest still tells them."""
    known = loose_manifest(folder).get(FILES)
    if known is not None:
        return dict(known)
    found = _HASH.findall(_text_in(folder))
    return {name.decode(): digest.decode() for name, digest in found}


def _text_in(folder: Path) -> bytes:
    """Return what a manifest holds, whatever that is; nothing where there is none."""
    path = folder / MANIFEST_FILE
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


_HASH = re.compile(rb'"(\w+\.\w+)": "([0-9a-f]{64})"')
"""A file and its hash, in a manifest that is no JSON any more."""


def _tells_of(folder: Path) -> bool:
    """Say whether a manifest, whatever happened to it, has the hash of a file that is there: then both are ours."""
    known = written_in(folder)
    return any(is_file(folder / n) and digest_of(folder / n) == known[n] for n in known)


def _has_our_tables(folder: Path) -> bool:
    """Say whether all tables of a result are there, with the columns that are ours: so a result is known that lost its manifest."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from innosim.experiment.schema import every_column

    if not all(is_file(folder / f"{table}.parquet") for table in TABLES):
        return False  # a pipe would be waited for
    try:
        return all(
            pq.read_schema(folder / f"{table}.parquet").names
            == [column.name for column in every_column(table)]
            for table in TABLES
        )
    except (OSError, pa.ArrowException):
        return False


def _is_damaged_words(path: Path, how: str) -> str:
    return f"{path.as_posix()} {how}, and the tables beside it are a result of innosim: run the scenario again with --force."


def _anothers(folder: Path) -> str:
    return f"{folder.as_posix()} is not a result of innosim: its {MANIFEST_FILE} is another's."


def _is_changed_words(path: Path) -> str:
    return f"{path.as_posix()} is not as innosim wrote it: put it back as it was, or run the scenario again with --force."


def loose_manifest(folder: Path) -> Json:
    """Return what can be read of a manifest that may be another's work: {} where it is no manifest."""
    found = json_object(_text_in(folder))
    return found if not found or isinstance(found.get(FILES), dict) else {**found, FILES: {}}


_UNSEALED = frozenset({"name", "seed", "regimes", "replications", "versions", "tables"})
"""What is asked of a result of another edition, which has no seal."""


def version_of(manifest: Mapping[str, Any]) -> str:
    """Return the version of innosim that wrote a manifest."""
    versions_ = manifest.get("versions")
    made = versions_.get("innosim") if isinstance(versions_, dict) else None
    return made if isinstance(made, str) else "unknown"


def edition(version: str) -> str:
    """Return the edition of the model that a version holds: its first two numbers."""
    return ".".join(version.split(".")[:2])


def run_words(there: Json, run: Mapping[str, Any]) -> str:
    """Return what another run is, or, where that is no different from ``run``, what it was made with."""
    asked_for = ("name", "seed", "replications", "months")
    parts = {name: there.get(name, "?") for name in asked_for}
    much = "{replications} replications of {months} months".format(**parts)
    if isinstance(parts["replications"], int) and isinstance(parts["months"], int):
        much = how_much_is_run(parts["replications"], parts["months"]).en
    sentence = f"{parts['name']}, seed {parts['seed']}, {much}"
    made, now = version_of(there), version_of(run)
    if edition(made) != edition(now):
        return f"{sentence}, of another edition of the model: innosim {made}, and only that goes on with it"
    made_with = ("versions", "model_sha256")
    of_this_very_run = ("fingerprint", "asked")
    if all(there.get(n) == run[n] for n in run if n not in (*made_with, *of_this_very_run)):
        return f"{sentence}, the same but for the version of innosim or of what it stands on"
    if parts != {name: run[name] for name in asked_for}:
        return sentence
    if any(there.get(name) != run[name] for name in made_with):
        return f"{sentence}, made by another version of innosim"
    return f"{sentence}, with other options or settings"


def _levers(regime: Regime) -> Json:
    """Return a regime's name and levers, as they are in force."""
    return {
        "regime": regime.name,
        "levers": dict(regime.levers),
        "changes": [{"month": each.month, "levers": dict(each.levers)} for each in regime.changes],
    }

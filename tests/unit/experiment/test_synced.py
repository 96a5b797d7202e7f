"""What a power cut must not take: a file is on the disk before it gets its name, and names before anything is built on them."""

import os
from pathlib import Path

import pytest

from innosim.experiment.files import UNFINISHED
from innosim.experiment.runner import run_plan

Event = tuple[str, str, int]


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """All that is synced (by its node and the size it then has) and renamed (from its node, to its new place), in order."""
    told: list[Event] = []
    fsync, rename, replace = os.fsync, os.rename, os.replace

    def synced(handle: int) -> None:
        held = os.fstat(handle)
        told.append(("sync", str(held.st_ino), held.st_size))
        fsync(handle)

    def renaming(real):
        def renamed(source, target, **more) -> None:
            held = Path(source).stat()
            told.append((f"name {os.fspath(target)}", str(held.st_ino), held.st_size))
            real(source, target, **more)

        return renamed

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "rename", renaming(rename))
    monkeypatch.setattr(os, "replace", renaming(replace))
    return told


@pytest.mark.skipif(os.name == "nt", reason="folders are not synced there")
def test_each_file_is_synced_before_it_is_named_and_each_name_after(
    planned, engine, events: list[Event], tmp_path: Path
) -> None:
    run_plan(planned(), tmp_path / "r", engine, jobs=1)
    names = [n for n, (what, _, _) in enumerate(events) if what.startswith("name ")]
    placed = names[-1]
    assert events[placed][0] == f"name {tmp_path / 'r'}"
    for n in names[:-1]:
        assert ("sync", *events[n][1:]) in events[:n], events[n][0]
    nodes = [node for what, node, _ in events[placed:] if what == "sync"]
    assert str(tmp_path.stat().st_ino) in nodes
    last = names[-2]
    staging = events[placed][1]
    assert staging in [node for what, node, _ in events[last:placed] if what == "sync"]
    # by size too: the node of a file that is gone may be another's
    found = [path.stat() for path in (tmp_path / "r").rglob("*") if path.is_file()]
    files = [("sync", str(held.st_ino), held.st_size) for held in found]
    assert [events.count(each) for each in files] == [1] * len(files)
    assert not any(what.endswith(UNFINISHED) for what, _, _ in events)

"""More replications are added to a finished result: what it holds becomes finished blocks of the larger run, and is not run again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from innosim.experiment.engine import Labels
from innosim.experiment.errors import ResultError
from innosim.experiment.keep import IDEA_TABLES
from innosim.experiment.made import TABLE_FILES, is_changed
from innosim.experiment.manifest import FILES, read_manifest
from innosim.experiment.parts import Parts
from innosim.experiment.plan import Block, Plan
from innosim.experiment.schema import codes_of, part_of_rows, replications_of
from innosim.scenario.catalogue import START_UP, TABLES
from innosim.scenario.resolved import Json

_GROWS = ("fingerprint", "replications", "ideas", "asked")
"""What of a run's identity is another where nothing but its replications is."""


def holds_fewer(folder: Path, run: Json) -> bool:
    """Say whether a whole result of this very run, but of fewer replications, is in ``folder``."""
    there = _fewer(folder, run)
    return there is not None and all(
        (folder / name).is_file() and not is_changed(folder / name, there.get(FILES, {}))
        for name in TABLE_FILES.values()
    )


def _fewer(folder: Path, run: Json) -> Json | None:
    """Return the manifest in ``folder`` where it is of this very run, but of fewer replications."""
    try:
        there = read_manifest(folder)
    except ResultError:
        return None
    if any(_apart(there, name) != _apart(run, name) for name in run if name not in _GROWS):
        return None
    kept = min(run["ideas"], there["replications"])
    fewer = there["replications"] < run["replications"] and there["ideas"] >= kept
    return there if fewer else None


def _apart(run: Mapping[str, Any], name: str) -> Any:
    """Return what a run says under a name, its scenario without the number of replications, as JSON gives it back."""
    said = run.get(name)
    if name == "scenario" and isinstance(said, dict):
        values = {key: each for key, each in said["values"].items() if key != "replications"}
        said = {**said, "values": values}
    return json.loads(json.dumps(said))


def take_over(folder: Path, run: Json, plan: Plan, parts: Parts, labels: Labels) -> bool:
    """Keep, as finished blocks of ``plan``, what the result in ``folder`` holds of them; blocks that are there stay.

    Nothing is taken, and False returned, where it no longer is the result that `holds_fewer` found: whoever puts something else
    there meanwhile puts none of it into this run.

    Raises:
        OSError: it could not be read or written.
    """
    with ExitStack() as stack:
        try:
            files = {
                table: stack.enter_context((folder / name).open("rb"))
                for table, name in TABLE_FILES.items()
            }
        except FileNotFoundError:
            return False
        there = _fewer(folder, run)
        if there is None or any(
            hashlib.file_digest(file, "sha256").hexdigest() != there[FILES].get(TABLE_FILES[table])
            for table, file in files.items()
        ):
            return False
        _take(files, int(there["replications"]), plan, parts, labels)
    return True


def _take(
    files: Mapping[str, BinaryIO], there: int, plan: Plan, parts: Parts, labels: Labels
) -> None:
    places = [place for place, arm in enumerate(plan.arms) if arm.like == place]
    if plan.begins_at_work:
        places.append(plan.start_up)
    for together in zip(*map(plan.blocks_of, places), strict=True):
        waiting = [block for block in together if not parts.has(block)]
        if not waiting or waiting[0].stop > there:
            continue
        rows = {table: _rows(file, table, waiting[0], plan) for table, file in files.items()}
        for block in waiting:
            parts.write(
                block, {table: _of(rows[table], table, block, plan, labels) for table in TABLES}
            )


class _Rows:
    """Rows of a table, with their cost modes and regimes by place."""

    def __init__(self, table: pa.Table, costs: Sequence[str], regimes: Sequence[str]) -> None:
        self.table = table.combine_chunks()
        self.cost = codes_of(self.table["cost"], costs)
        self.regime = codes_of(self.table["regime"], regimes)

    def of(self, cost: int, regime: int) -> NDArray[np.intp]:
        """Return the places of the rows of a regime in a cost mode."""
        return np.flatnonzero((self.cost == cost) & (self.regime == regime))


def _rows(held: BinaryIO, table: str, block: Block, plan: Plan) -> _Rows:
    """Return a table's rows of the replications of a block that ``plan`` keeps, under all regimes."""
    stop = min(block.stop, plan.keep.ideas) if table in IDEA_TABLES else block.stop
    found = []
    with pq.ParquetFile(held) as file:
        for group in _groups(file, block):
            rows = file.read_row_group(group)
            number = replications_of(rows)
            ends = np.searchsorted(number, (block.first, max(block.first, stop)))
            found.append(rows.slice(ends[0], ends[1] - ends[0]))
        whole = pa.concat_tables(found) if found else file.schema_arrow.empty_table()
    return _Rows(whole, plan.costs, _regimes(plan))


def _groups(file: pq.ParquetFile, block: Block) -> Iterator[int]:
    """Go over the row groups that may hold a block's replications."""
    column = file.schema_arrow.names.index("replication")
    for group in range(file.metadata.num_row_groups):
        told = file.metadata.row_group(group).column(column).statistics
        if told is None or (told.min < block.stop and told.max >= block.first):
            yield group


def _regimes(plan: Plan) -> list[str]:
    return [*plan.regimes, *(twin.name for twin in plan.twins), START_UP]


def _of(rows: _Rows, table: str, block: Block, plan: Plan, labels: Labels) -> pa.RecordBatch:
    """Return the rows of one block as a finished block holds them."""
    if block.arm == plan.start_up:
        cost, regime = plan.costs[0], START_UP
    else:
        arm = plan.arms[block.arm]
        cost, regime = arm.cost, arm.regime.name
    here = rows.of(plan.costs.index(cost), _regimes(plan).index(regime))
    return part_of_rows(rows.table, here, table, labels.get(table, {}))

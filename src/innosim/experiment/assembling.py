"""The parts of a finished run become tables: a few replications at a time, of all arms, in the order in which rows stand.

Rows stand by replication, then by month, year or idea, and only then by cost mode and regime: what a reader pairs stands side by side, and so do
values that are the same under every regime, of which a file then takes little more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pyarrow as pa

from innosim.experiment.files import UNFINISHED
from innosim.experiment.made import TABLE_FILES
from innosim.experiment.manifest import TableFacts
from innosim.experiment.parts import Parts
from innosim.experiment.plan import Block, Plan
from innosim.experiment.schema import file_schema, replications_of, side_by_side, with_keys
from innosim.experiment.table_file import TableFile
from innosim.scenario.catalogue import START_UP, TABLES

BEFORE = frozenset(["indicators", "ideas"])
"""Tables that tell of the months before month 0 too."""
OF_TWINS = frozenset(["metrics"])
"""Tables that tell of twins: they are held against regimes, and no stories of their ideas are told."""


def _regimes(plan: Plan, table: str) -> tuple[str, ...]:
    """Return what may stand in a table's column of regimes."""
    before = (START_UP,) if plan.begins_at_work and table in BEFORE else ()
    twins = tuple(twin.name for twin in plan.twins) if table in OF_TWINS else ()
    return (*before, *plan.regimes, *twins)


def _tables_of(plan: Plan, regime: str) -> Collection[str]:
    """Return the tables in which a regime, a twin or the months before month 0 stand."""
    if regime == START_UP:
        return BEFORE
    return TABLES if regime in plan.regimes else OF_TWINS


def assemble(
    plan: Plan, parts: Parts, folder: Path, wait_for: Callable[[Block], None]
) -> dict[str, TableFacts]:
    """Write the tables of ``plan`` into ``folder``, by names of unfinished files, and return their facts, by table.

    ``wait_for`` returns when a block is finished: tables are written while later blocks are still simulated.

    Raises:
        DamagedPartError: a part is not as it was written; it is removed.
        OSError: they could not be written.
    """
    with ExitStack() as stack:
        files = {
            table: stack.enter_context(
                TableFile(folder / (TABLE_FILES[table] + UNFINISHED), file_schema(table))
            )
            for table in TABLES
        }
        for blocks in zip(*(plan.blocks_of(place) for place, _, _ in _arms(plan)), strict=True):
            for block in blocks:
                wait_for(block)
            for table, arms in _together(plan, parts, blocks).items():
                for some in _few_at_once(arms):
                    files[table].append(side_by_side(pa.concat_tables(some), table))
        for file in files.values():
            file.finish()
        return {table: file.facts for table, file in files.items()}


def _arms(plan: Plan) -> list[tuple[int, str, str]]:
    """Return the place, cost mode and regime of all that stands in tables, in their order."""
    arms = [(place, arm.cost, arm.regime.name) for place, arm in enumerate(plan.arms)]
    before = [(plan.start_up, plan.costs[0], START_UP)] if plan.begins_at_work else []
    return before + arms


_MANY = 50_000
"""Rows that are put in order at once, at most, where replications have fewer: ideas of all arms of a block would take a gigabyte."""


def _few_at_once(arms: Sequence[pa.Table]) -> Iterator[Sequence[pa.Table]]:
    """Go over rows of arms, each by replication, a replication of all at a time where they are many."""
    if sum(rows.num_rows for rows in arms) <= _MANY:
        yield arms
        return
    numbers = [replications_of(rows) for rows in arms]
    for number in np.unique(np.concatenate(numbers)):
        ends = [np.searchsorted(each, (number, number + 1)) for each in numbers]
        yield [
            rows.slice(first, stop - first) for rows, (first, stop) in zip(arms, ends, strict=True)
        ]


def _together(plan: Plan, parts: Parts, blocks: Sequence[Block]) -> dict[str, list[pa.Table]]:
    """Return the rows of some replications, by arm; a part that several share is read once."""
    read = {block: parts.read(block) for block in dict.fromkeys(blocks)}
    found: dict[str, list[pa.Table]] = {table: [] for table in TABLES}
    for (_, cost, regime), block in zip(_arms(plan), blocks, strict=True):
        for table in _tables_of(plan, regime):
            names = (regime, _regimes(plan, table))
            found[table].append(with_keys(read[block][table], table, (cost, plan.costs), names))
    return found

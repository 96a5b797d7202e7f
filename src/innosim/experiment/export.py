"""A result's tables in other formats: CSV, with Danish decimal commas too, and Stata."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from innosim.experiment.made import TABLE_FILES, Made, made_in
from innosim.experiment.result import StoredResult
from innosim.experiment.schema import every_column
from innosim.scenario.catalogue import TABLES

if TYPE_CHECKING:
    import pandas as pd

_FIXED_STAMP = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Stata knows no zones; otherwise the clock is in the file
# Words of the language that Stata lets no variable be called: they get an underscore in front.
STATA_WORDS = ("case", "end")
_STATA_LABEL = 80


def export_csv(result: StoredResult, folder: Path, *, decimal: str = "point") -> list[Path]:
    """Write every table as CSV into ``folder`` (UTF-8, empty where undefined); return the files.

    Args:
        result: an opened result.
        folder: made where it is missing; files of the same names are replaced where innosim wrote them.
        decimal: "point" with commas between columns, or "comma" with semicolons between them.

    Raises:
        FolderError: it cannot be written (DiskFullError where there is no room), or another's file of such a name is there.
        ChangedError: a table is not as it was written.
    """
    with made_in(folder) as made:
        return [_csv(result, table, made, decimal) for table in TABLES]


def export_dta(result: StoredResult, folder: Path) -> list[Path]:
    """Write every table for Stata 14 and newer (version 118) into ``folder``; return the files.

    Texts are numbers with value labels, undefined is missing, columns are labelled with their meaning.

    Raises:
        FolderError: it cannot be written (DiskFullError where there is no room), or another's file of such a name is there.
        ChangedError: a table is not as it was written.
    """
    with made_in(folder) as made:
        return [_dta(result, table, made) for table in TABLES]


def _csv(result: StoredResult, table: str, made: Made, decimal: str) -> Path:
    source = result.verified(TABLE_FILES[table])
    return made.write(f"{table}.csv", lambda stream: _write_csv(source, stream, decimal))


def _write_csv(source: Path, stream: BinaryIO, decimal: str) -> None:
    """Write one row group after the other: with all biographies a table may be larger than memory."""
    import pyarrow.parquet as pq

    comma = decimal == "comma"
    with pq.ParquetFile(source) as file:
        for group in range(max(file.num_row_groups, 1)):
            rows = (
                file.read_row_group(group)
                if file.num_row_groups
                else file.schema_arrow.empty_table()
            )
            text = rows.to_pandas(integer_object_nulls=True).to_csv(
                index=False,
                header=group == 0,
                sep=";" if comma else ",",
                decimal="," if comma else ".",
                lineterminator="\n",
            )
            stream.write(text.encode("utf-8"))


def _dta(result: StoredResult, table: str, made: Made) -> Path:
    frame = _for_stata(getattr(result, table))
    labels = {column.name: column.meaning.en[:_STATA_LABEL] for column in every_column(table)}

    def write(stream: BinaryIO) -> None:
        frame.rename(columns={name: f"_{name}" for name in STATA_WORDS}).to_stata(
            stream,
            write_index=False,
            version=118,
            time_stamp=_FIXED_STAMP,
            data_label=f"innosim {table}: {result.manifest['name']}"[:_STATA_LABEL],
            variable_labels={
                f"_{n}" if n in STATA_WORDS else n: text for n, text in labels.items()
            },
        )

    return made.write(f"{table}.dta", write)


def _for_stata(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with empty text columns as empty texts: Stata has no labels without a value."""
    empty = [
        name
        for name in frame.columns
        if str(frame[name].dtype) == "category" and not len(frame[name].cat.categories)
    ]
    return frame.astype(dict.fromkeys(empty, object)).fillna(dict.fromkeys(empty, ""))

"""A result's tables in other formats: CSV, with Danish decimal commas too, and Stata."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from innosim.experiment.files import said_clearly, write_whole
from innosim.experiment.folder import TABLE_FILES
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
        folder: made where it is missing; files of the same names are replaced.
        decimal: "point" with commas between columns, or "comma" with semicolons between them.

    Raises:
        FolderError: it cannot be written (DiskFullError where there is no room).
    """
    with said_clearly(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return [_csv(result, table, folder, decimal) for table in TABLES]


def export_dta(result: StoredResult, folder: Path) -> list[Path]:
    """Write every table for Stata 14 and newer (version 118) into ``folder``; return the files.

    Texts are numbers with value labels, undefined is missing, columns are labelled with their meaning.

    Raises:
        FolderError: it cannot be written (DiskFullError where there is no room).
    """
    with said_clearly(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return [_dta(result, table, folder) for table in TABLES]


def _csv(result: StoredResult, table: str, folder: Path, decimal: str) -> Path:
    path = folder / f"{table}.csv"
    write_whole(
        path, lambda stream: _write_csv(result.folder / TABLE_FILES[table], stream, decimal)
    )
    return path


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


def _dta(result: StoredResult, table: str, folder: Path) -> Path:
    path = folder / f"{table}.dta"
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

    write_whole(path, write)
    return path


def _for_stata(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with empty text columns as empty texts: Stata has no labels without a value."""
    empty = [
        name
        for name in frame.columns
        if str(frame[name].dtype) == "category" and not len(frame[name].cat.categories)
    ]
    return frame.astype(dict.fromkeys(empty, object)).fillna(dict.fromkeys(empty, ""))

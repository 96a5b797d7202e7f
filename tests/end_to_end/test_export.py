"""A result read elsewhere: CSV, Stata, R, a data package."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from innosim.experiment.result import open_result
from innosim.experiment.schema import every_column
from innosim.scenario.catalogue import TABLES


@pytest.fixture
def copied(user, visited) -> Path:
    """A copy of the result, free to be written into."""
    return Path(shutil.copytree(visited.folder / "results" / "village", user.folder / "r"))


def same_numbers(found: pd.Series, wanted: pd.Series) -> None:
    np.testing.assert_array_equal(found.to_numpy(dtype=float), wanted.to_numpy(dtype=float))


@pytest.mark.parametrize("decimal", ["point", "comma"])
def test_csv_holds_the_same_numbers(user, copied, decimal) -> None:
    run = user.types("export", "r", "--to", "csv", "--decimal", decimal)
    assert run.stdout.startswith("Wrote metrics.csv")
    result = open_result(copied)
    separator, point = (";", ",") if decimal == "comma" else (",", ".")
    for table in TABLES:
        # As text: pandas 2 reads numbers off by a last bit.
        found = pd.read_csv(copied / "csv" / f"{table}.csv", sep=separator, dtype=str)
        wanted = getattr(result, table)
        assert list(found.columns) == [column.name for column in every_column(table)]
        assert len(found) == len(wanted)
        for column in every_column(table):
            if column.dtype in ("int", "float"):
                cells = [float(str(cell).replace(point, ".")) for cell in found[column.name]]
                same_numbers(pd.Series(cells), wanted[column.name])


def test_whole_numbers_with_gaps_stay_whole_in_csv(user, copied) -> None:
    user.types("export", "r", "--to", "csv")
    with (copied / "csv" / "ideas.csv").open(encoding="utf-8") as file:
        cells = {row["copied_from"] for row in csv.DictReader(file)}
    assert all("." not in cell and "e" not in cell for cell in cells)


def test_stata_files_hold_the_same_numbers_and_no_clock(user, copied) -> None:
    user.types("export", "r", "--to", "dta")
    first = {path.name: path.read_bytes() for path in (copied / "dta").glob("*.dta")}
    user.types("export", "r", "--to", "dta")
    assert first == {path.name: path.read_bytes() for path in (copied / "dta").glob("*.dta")}
    assert {data[:55] for data in first.values()}
    assert all(b"<release>118" in d for d in first.values())
    result = open_result(copied)
    for table in TABLES:
        found = pd.read_stata(copied / "dta" / f"{table}.dta")
        wanted = getattr(result, table)
        for column in every_column(table):
            if column.dtype in ("int", "float"):
                same_numbers(found[column.name], wanted[column.name])
        assert list(found["regime"].astype(str)) == list(wanted["regime"].astype(str))


def test_stata_allows_every_column_name() -> None:
    names = {column.name for table in TABLES for column in every_column(table)}
    assert max(map(len, names)) <= 32
    assert not names & {
        "if",
        "in",
        "using",
        "with",
        "byte",
        "int",
        "long",
        "float",
        "double",
        "str",
    }


def test_every_column_is_in_the_codebook_with_both_languages(copied) -> None:
    with (copied / "codebook.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["table", "column", "unit", "least", "most", "meaning_en", "meaning_da"]
    assert all(row[each] for row in rows for each in ("unit", "meaning_en", "meaning_da"))
    ends = {(row["table"], row["column"]): (row["least"], row["most"]) for row in rows}
    assert ends["metrics", "mandate_share"] == ("0", "1")
    assert ends["indicators", "cut_mdkk"] == ("0", "budget_mdkk")
    assert ends["ideas", "month_sparked"] == ("-startup_months", "months - 1")
    assert ends["metrics", "pressure_met_without_cuts"] == ("", "1")
    told = {(row["table"], row["column"]) for row in rows}
    for table in TABLES:
        assert {(table, name) for name in getattr(open_result(copied), table).columns} <= told
    summary = pd.read_csv(copied / "summary.csv")
    assert [column for table, column in told if table == "summary"]
    assert {("summary", name) for name in summary.columns} <= told


def test_the_data_package_names_what_is_there(copied) -> None:
    package = json.loads((copied / "datapackage.json").read_text(encoding="utf-8"))
    assert all((copied / resource["path"]).is_file() for resource in package["resources"])
    assert "created" not in package


def test_r_reads_it(user, copied) -> None:
    """Run for real where R is present; without a Parquet package it reads the exported CSV."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("R is not installed")
    user.types("export", "r", "--to", "csv")
    check = "source('read.R'); stopifnot(is.numeric(result$ideas$idea)); cat(nrow(result$metrics))"
    for decimal in ("point", "comma"):
        user.types("export", "r", "--to", "csv", "--decimal", decimal)
        run = subprocess.run(
            [rscript, "--vanilla", "-e", check],
            cwd=copied,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        assert run.stdout.endswith(str(len(open_result(copied).metrics)))

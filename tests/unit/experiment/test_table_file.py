"""A table's file: how columns are packed, and that all values come back as they were, to the last bit."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from innosim.experiment.table_file import TableFile

RANDOM = np.random.default_rng(1)
ROWS = 3000


def written(table, path, pieces: int = 1):
    with TableFile(path, table.schema) as file:
        each = -(-table.num_rows // pieces)
        for first in range(0, table.num_rows, each or 1):
            file.append(table.slice(first, each))
        file.finish()
    return pq.ParquetFile(path)


def encodings(column, path) -> set[str]:
    held = written(pa.table({"x": column}), path).metadata.row_group(0).column(0)
    return set(held.encodings)


EXTREMES = np.array([-0.0, 0.0, 5e-324, -1.5e308, 1 / 3, np.inf])
COLUMNS = {
    "all their digits": pa.array(RANDOM.normal(size=ROWS)),
    "counts": pa.array(RANDOM.integers(0, 9, ROWS).astype(float)),
    "many zeros": pa.array(
        np.where(RANDOM.uniform(size=ROWS) < 0.6, 0.0, RANDOM.normal(size=ROWS))
    ),
    "odd ones": pa.array(np.resize(EXTREMES, ROWS)),
    "some undefined": pa.array(RANDOM.normal(size=ROWS), mask=RANDOM.uniform(size=ROWS) < 0.5),
    "none defined": pa.array(np.zeros(ROWS), mask=np.ones(ROWS, dtype=bool)),
    "months": pa.array(np.sort(RANDOM.integers(-60, 6000, ROWS))),
    "identities": pa.array(RANDOM.integers(0, 2**49, ROWS)),
    "one number": pa.array(np.full(ROWS, 7)),
    "yes or no": pa.array(RANDOM.uniform(size=ROWS) < 0.1),
    "texts": pa.array(np.resize(["a", "b"], ROWS).tolist()).dictionary_encode(),
}


def bits(column) -> list[bytes]:
    """The values of a column as they lie in memory: 0.0 and -0.0 are equal, and not the same."""
    values = column.combine_chunks().to_pylist()
    return [np.float64(each).tobytes() if isinstance(each, float) else each for each in values]


@pytest.mark.parametrize("pieces", [1, 7])
@pytest.mark.parametrize("rows", [0, 1, ROWS])
def test_all_comes_back_to_the_last_bit(rows, pieces, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("innosim.experiment.table_file.ROW_GROUP", 1000)
    table = pa.table(COLUMNS).slice(0, rows)
    held = written(table, tmp_path / "t.parquet", pieces).read()
    assert held.schema == table.schema
    for name in COLUMNS:
        assert bits(held[name]) == bits(table[name]), name


def test_equal_rows_make_equal_bytes(tmp_path, monkeypatch) -> None:
    """Whatever pieces they come in."""
    monkeypatch.setattr("innosim.experiment.table_file.ROW_GROUP", 1000)
    for pieces in (1, 7):
        written(pa.table(COLUMNS), tmp_path / f"{pieces}.parquet", pieces)
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "7.parquet").read_bytes()


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("all their digits", "BYTE_STREAM_SPLIT"),
        ("some undefined", "BYTE_STREAM_SPLIT"),
        ("counts", "RLE_DICTIONARY"),
        ("odd ones", "RLE_DICTIONARY"),
        ("months", "DELTA_BINARY_PACKED"),
        ("one number", "RLE_DICTIONARY"),
        ("texts", "RLE_DICTIONARY"),
    ],
)
def test_a_column_is_packed_as_suits_it(name, encoding, tmp_path) -> None:
    assert encoding in encodings(COLUMNS[name], tmp_path / "t.parquet")


@pytest.mark.parametrize("name", ["all their digits", "counts", "months"])
def test_what_suits_a_column_packs_it_smaller_than_as_it_stands(name, tmp_path) -> None:
    written(pa.table({"x": COLUMNS[name]}), tmp_path / "ours.parquet")
    plain = {"compression": "zstd", "use_dictionary": False}
    pq.write_table(pa.table({"x": COLUMNS[name]}), tmp_path / "plain.parquet", **plain)
    ours, as_it_stands = (
        pq.read_metadata(tmp_path / f"{each}.parquet").row_group(0).column(0).total_compressed_size
        for each in ("ours", "plain")
    )
    assert ours < 0.99 * as_it_stands


def test_small_and_empty_pieces_do_not_pile_up(tmp_path) -> None:
    """Metrics of half a million replications come in fifty thousand pieces, and of tables not kept as many have no rows."""
    rows = pa.table({"x": pa.array([1.5, 2.5])})
    with TableFile(tmp_path / "t.parquet", rows.schema) as file:
        for _ in range(1000):
            file.append(rows)
            file.append(rows.slice(0, 0))
            assert len(file._waiting) <= 64
        file.finish()
        assert file.facts.rows == 2000
    assert pq.read_table(tmp_path / "t.parquet")["x"].to_pylist() == [1.5, 2.5] * 1000

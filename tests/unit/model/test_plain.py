"""Light rows: the same memory, Python's numbers, strict where compiled code is silent."""

import timeit

import numpy as np
import pytest
from demo_town.town import POST, found
from numpy import typing as npt

from innosim.model.plain import PlainTable, plain, plain_town, row_class


def table(rows: int = 3) -> npt.NDArray[np.void]:
    made = np.zeros(rows, POST)
    made["slot"] = np.arange(rows)
    return made


def test_rows_read_and_write_the_tables_memory():
    array = table()
    light = PlainTable(array)
    light[1].energy = 0.5
    light[1].unit += 2
    assert array["energy"].tolist() == [0.0, 0.5, 0.0]
    array["unit"][2] = 9
    assert light[2].unit == 9
    assert light[-1] is light[2]
    assert light.energy[1] == 0.5
    assert [row.slot for row in light] == [0, 1, 2]
    assert len(light) == 3
    assert "energy=0.5" in repr(light[1])


def test_values_are_pythons_own():
    row = PlainTable(table())[0]
    assert [type(getattr(row, name)) for name in POST.names] == [int, int, int, float]
    assert type(plain(np.int64(3))) is int
    assert type(plain(np.zeros((2, 2)))[1, 1]) is float


def test_town_keeps_its_class_and_shares_its_memory():
    town = found(4)
    light = plain_town(town)
    assert type(light) is type(town)
    assert light.key == town.key
    light.matrix[3, 11] = 2.0
    light.params[0].wage = 4.0
    assert town.matrix[3, 11] == 2.0
    assert town.params["wage"][0] == 4.0
    assert light.matrix.shape == (4, 12)


def test_one_row_class_per_dtype_without_a_dict():
    assert row_class(POST) is type(PlainTable(table())[0])
    assert not hasattr(PlainTable(table())[0], "__dict__")
    with pytest.raises(AttributeError):
        PlainTable(table())[0].enrgy = 1.0


def test_empty_tables_and_arrays_do():
    assert len(PlainTable(table(0))) == 0
    assert len(plain(np.zeros(0))) == 0


def test_strict_where_compiled_code_is_silent():
    light = PlainTable(table())
    with pytest.raises(IndexError):
        _ = light[3]
    with pytest.raises(TypeError):
        light[0].unit = 0.5
    with pytest.raises(ValueError, match="value"):
        light[0].kind = 300
    with pytest.raises(AttributeError, match="no field 'enrgy'"):
        _ = light.enrgy


@pytest.mark.parametrize(
    "array",
    [
        np.zeros(2, [("flag", np.int8), ("unaligned", np.float64)]),
        np.zeros(2, [("word", "U3")]),
        np.zeros(2, [("foreign", ">i4")]),
        np.zeros(2, [("half", np.float32)]),
    ],
)
def test_fields_of_another_kind_are_refused_by_name(array):
    with pytest.raises(TypeError, match=f"field '{array.dtype.names[-1]}'"):
        PlainTable(array)


def test_other_mistakes_are_refused():
    with pytest.raises(TypeError, match="structured array of one dimension"):
        PlainTable(np.zeros(3))
    with pytest.raises(TypeError, match="table of one row"):
        plain(table()[0])


def test_light_rows_are_several_times_quicker_than_records():
    def seconds(rows):
        row = rows[0]

        def use():
            row.energy = row.energy + 1.0

        return min(timeit.repeat(use, number=5_000, repeat=5))

    # Measured 6 to 10 times; 2 leaves room for a busy machine.
    assert seconds(table().view(np.recarray)) > 2 * seconds(PlainTable(table()))

"""Tables are declared as classes: a field a line, with its type, and its meaning in the comment behind it."""

import inspect
import re

import numpy as np
import pytest
from towns import village

from innosim.model import rows, tables
from innosim.model.founding import OF_IDEAS, doubled
from innosim.model.simulator import Simulator

ROWS = {
    name: row
    for name, row in (vars(tables) | vars(rows)).items()
    if inspect.isclass(row) and row.__module__ in {rows.__name__, tables.__name__} and name[0] != "_"
    and row.__annotations__ and not getattr(row, "_is_protocol", False) and name != "Town"
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_every_field_has_a_type_and_a_meaning(name):
    row = ROWS[name]
    assert set(row.__annotations__.values()) <= {"int", "float"}
    assert list(tables.meanings(row)) == list(row.__annotations__)


@pytest.mark.parametrize("name", ROWS)
def test_no_field_is_called_as_numpy_calls_something(name):
    """In plain mode an attribute of that name would be the array's own."""
    taken = set(dir(np.recarray))
    assert not taken & set(tables.layout(ROWS[name]).names)
    catalogues = (tables.LEVER_ROW, tables.INDICATOR_ROW, tables.METRIC_ROW)
    assert not any(taken & set(row.names) for row in catalogues)


def test_the_town_holds_what_its_annotations_say():
    """A table's dtype is that of the class its annotation names, field for field as it stands there."""
    scenario = village()
    town = Simulator(scenario, scenario.regimes["framed"]).town
    said = {
        field: re.fullmatch(r"(\w+)\[(\w+)\]", of.__forward_arg__).groups()
        for field, of in tables.Town.__annotations__.items()
    }
    assert set(said) == set(town._fields)
    for field, (kind, of) in said.items():
        dtype = getattr(town, field).dtype
        if kind == "Vector":
            assert dtype == {"int": np.int64, "float": np.float64}[of]
        elif of in ROWS:
            assert dtype == (tables.LEVER_ROW if field == "levers" else tables.layout(ROWS[of]))
        else:
            assert of in {"Constants", "Numbered"}


def test_an_ideas_fields_stand_in_lines_of_eight():
    """A comment begins each; a processor fetches eight fields at once, so that a step reads few lines of many ideas."""
    lines = re.split(r"^    # ", inspect.getsource(rows.Idea), flags=re.MULTILINE)[1:-1]
    assert [len(re.findall(r"^    \w+: ", line, re.MULTILINE)) for line in lines] == [8] * len(
        lines
    )
    assert len(lines) > 5
    places = {name: at for name, (_, at) in tables.layout(rows.Idea).fields.items()}
    operates = (
        "month_operation",
        "ramp",
        "anchoring",
        "realised_saving",
        "realised_quality",
        "realised",
    )
    assert len({places[name] // 64 for name in operates}) == 1


@pytest.mark.parametrize("doublings", [0, 1, 2])
def test_each_idea_begins_with_a_line_of_the_cache(doublings):
    """Else its lines of eight would lie across two, wherever a table happens to begin, and after it has grown too."""
    scenario = village()
    town = Simulator(scenario, scenario.regimes["framed"]).town
    for _ in range(doublings):
        town = doubled(town, OF_IDEAS)
    ideas = town.arrays()["ideas"]
    assert ideas.ctypes.data % tables.CACHE_LINE == 0
    assert ideas.strides[0] % tables.CACHE_LINE == 0
    assert not ideas.view(np.uint8).any()

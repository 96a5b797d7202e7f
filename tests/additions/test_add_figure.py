"""To add a figure: its module and one row in the table of figures."""

import json

import pytest

MODULE = '''"""Is there anything to see?"""


def draw(axes, material, scene, size=1.0):
    axes[0].plot([0.0, size])
    return list(axes)


def page(figure, material, scene, size=1.0):
    """A line of a size."""
    return draw([figure.add_subplot()], material, scene, size)
'''

ROW = """    FigureRow("one-line", "line", Text("a line", "en linje")),
"""

TABLE = "FIGURES: tuple[FigureRow, ...] = (\n"


@pytest.fixture(scope="module")
def grown(copy):
    figures = copy.folder / "src" / "innosim" / "present" / "figures"
    (figures / "line.py").write_text(MODULE, encoding="utf-8")
    copy.edit("present/figures/__init__.py", (TABLE, TABLE + ROW))
    copy.runs("--regime", "framed", "--regime", "shaving")
    return copy


def test_it_is_chosen_and_drawn_on_the_command_line(grown):
    assert "one-line" in grown.types("figures", "--help")
    grown.types("figures", "result", "--figure", "one-line", "--size", "paper", "--format", "svg")
    files = (grown.folder / "result" / "figures").glob("[!.]*")
    assert [path.name for path in files] == ["one-line-paper.svg"]


def test_it_is_a_method_of_the_plots_with_its_options(grown):
    told = json.loads(grown.says("""
        import inspect
        plot = result.plot
        drawn = plot.one_line(size=3.0)[0].lines[0].get_ydata()[1]
        print(json.dumps([str(inspect.signature(plot.one_line)), plot.one_line.__doc__, drawn]))
    """))  # fmt: skip
    assert told == ["(size=1.0, *, axes=None)", "A line of a size.", 3.0]


def test_it_is_in_the_reference(grown):
    listed = grown.reference("catalogue_tables.Figures")
    assert "one-line" in listed
    assert "a line" in listed

"""The table of figures: a module and a row more are a figure everywhere."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from innosim.cli.figures import command
from innosim.present.figures import FIGURES
from innosim.present.pages import NAMES
from innosim.present.plot import Plots

TESTS = Path(__file__).parent
ROOT = TESTS.parents[3]

MODULE = '''
"""Is there anything to see?"""

def draw(axes, material, scene, size=1.0):
    axes[0].plot([0.0, size])
    return list(axes)

def page(figure, material, scene, size=1.0):
    """A line of a size."""
    return draw([figure.add_subplot()], material, scene, size)
'''

ADDED = """
import importlib.util, inspect, json, sys
from types import SimpleNamespace
from pathlib import Path

tests, docs, folder = map(Path, sys.argv[1:])
sys.path[:0] = [str(tests), str(docs)]
from innosim.present import figures
from innosim.scenario.catalogue.declare import Text

found = importlib.util.spec_from_file_location("innosim.present.figures.line", folder / "line.py")
module = sys.modules[found.name] = importlib.util.module_from_spec(found)
found.loader.exec_module(module)
figures.FIGURES += (figures.FigureRow("one-line", "line", Text("a line", "en linje")),)

import catalogue_tables, synthetic
from innosim.cli.figures import command
from innosim.present.pages import NAMES, save_all
from innosim.present.plot import Plots

made = synthetic.result(replications=2, sparks=5, months=14)
names = [name for name in NAMES if name != "biography"]  # it would need the model
files = save_all(made, folder / "drawn", sizes=("paper",), formats=("svg",), names=names)
plots = Plots(made)
listed = catalogue_tables.Figures.run(SimpleNamespace(options={}))[0]
print(json.dumps({
    "files": [path.name for path in files],
    "signature": str(inspect.signature(plots.one_line)),
    "says": plots.one_line.__doc__,
    "draws": plots.one_line(size=3.0)[0].lines[0].get_ydata()[1],
    "choices": list(next(p for p in command.params if p.name == "names").type.choices),
    "listed": listed.astext(),
}))
"""


def test_a_row_more_is_drawn_plotted_chosen_and_listed(tmp_path: Path) -> None:
    (tmp_path / "line.py").write_text(MODULE, encoding="utf-8")
    script = tmp_path / "added.py"
    script.write_text(ADDED, encoding="utf-8")
    docs = ROOT / "docs" / "_ext"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(script), str(TESTS), str(docs), str(tmp_path)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", errors="replace")
    told = json.loads(done.stdout)
    assert told["files"][-1] == "one-line-paper.svg"
    assert len(told["files"]) == len(FIGURES)
    assert told["signature"] == "(size=1.0, *, axes=None)"
    assert told["says"] == "A line of a size."
    assert told["draws"] == 3.0
    assert told["choices"] == [*NAMES, "one-line"]
    assert "one-line" in told["listed"]
    assert "a line" in told["listed"]


def test_every_figure_is_a_method_a_choice_and_a_module_that_asks_a_question() -> None:
    choices = next(p for p in command.params if p.name == "names").type
    assert tuple(choices.choices) == NAMES == tuple(row.name for row in FIGURES)  # type: ignore[attr-defined]
    for row in FIGURES:
        assert callable(vars(Plots)[row.method])
        first = (row.load().__doc__ or "").splitlines()[0]
        assert first.endswith((".", "?"))
        assert row.shows.en
        assert row.shows.da


def test_a_misspelt_option_is_an_error(whole: object) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'colums'"):
        Plots(whole).metrics(colums=("support_mean",))  # type: ignore[arg-type]

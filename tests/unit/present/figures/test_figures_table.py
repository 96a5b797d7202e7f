"""The table of figures: a module and a row more are a figure everywhere."""

import pytest

from innosim.cli.figures import _OF_A_STUDY, command
from innosim.present.figures import FIGURES
from innosim.present.pages import NAMES
from innosim.present.plot import Plots


def test_every_figure_is_a_method_a_choice_and_a_module_that_asks_a_question() -> None:
    choices = next(p for p in command.params if p.name == "names").type
    assert tuple(row.name for row in FIGURES) == NAMES
    assert tuple(choices.choices) == (*NAMES, *_OF_A_STUDY)  # type: ignore[attr-defined]
    for row in FIGURES:
        assert callable(vars(Plots)[row.method])
        first = (row.load().__doc__ or "").splitlines()[0]
        assert first.endswith((".", "?"))
        assert row.shows.en
        assert row.shows.da


def test_a_misspelt_option_is_an_error(whole: object) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'colums'"):
        Plots(whole).metrics(colums=("support_mean",))  # type: ignore[arg-type]

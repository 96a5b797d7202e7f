"""`result.plot`: Axes in, Axes out; or a page of its own."""

from collections.abc import Callable, Iterator

import pytest
import synthetic
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from innosim.present.plot import Plots


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


def test_axes_in_are_axes_out(whole: synthetic.Made) -> None:
    plots = Plots(whole)
    figure = Figure(figsize=(12, 9))
    axes = list(figure.subplots(2, 4).flat)
    assert plots.metrics(("support_mean",), axes=axes[:2]) == axes[:2]
    assert plots.indicators(("quality_mean",), axes=axes[2:3]) == axes[2:3]
    assert plots.support(axes=axes[:2]) == axes[:2]
    assert plots.funnel(axes=axes[:4]) == axes[:4]
    assert plots.failure_cost(axes=axes[5:6]) == axes[5:6]
    assert plots.pressure(axes=axes[:5]) == axes[:5]
    assert plots.fates("framed", "top-down", axes=axes[6:7]) == axes[6:7]
    assert not plt.get_fignums()


def test_without_axes_a_page_of_its_own(whole: synthetic.Made) -> None:
    plots = Plots(whole, size="paper")
    drawn = plots.metrics(("support_mean", "conversion"))
    assert len(drawn) == 4
    assert drawn[0].figure.get_figwidth() == pytest.approx(3.35)
    assert len(plots.indicators(("quality_mean",))) == 1
    assert len(plots.support()) == 2
    assert len(plots.funnel()) == 4
    assert len(plots.pressure()) == 5
    assert plots.failure_cost()[0].get_yticklabels()[0].get_text() == "top-down"
    assert plots.fates()[0].texts


def test_a_wrong_number_of_axes_is_said(whole: synthetic.Made) -> None:
    axes = Figure().subplots()
    with pytest.raises(ValueError, match="this figure draws on 2 Axes"):
        Plots(whole).metrics(("support_mean",), axes=[axes])


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda plots: plots.metrics(("suport_mean",)), "no metric 'suport_mean': did you mean support_mean"),
        (lambda plots: plots.indicators(("qualty_mean",)), "no indicator 'qualty_mean': did you mean quality_mean"),
        (lambda plots: plots.indicators(band="99"), "no band '99': there are interquartile, 95"),
        (lambda plots: plots.look(size="papr"), "no size 'papr': did you mean paper"),
        (lambda plots: plots.look(lang="de"), "no language 'de': "),
    ],
)  # fmt: skip
def test_what_there_is_not_is_answered_before_anything_is_drawn(
    whole: synthetic.Made, ask: Callable[[Plots], object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        ask(Plots(whole))
    assert not plt.get_fignums()


def test_another_look_is_another_language_and_size(whole: synthetic.Made) -> None:
    drawn = Plots(whole).look(lang="da", size="slide").failure_cost()[0]
    assert drawn.figure.get_figwidth() == pytest.approx(13.333)
    assert any("forklaring" in text.get_text() for text in drawn.figure.texts)


def test_fates_need_two_regimes() -> None:
    alone = synthetic.result(replications=1, regimes={"shaving": "Cuts only"})
    with pytest.raises(ValueError, match="two regimes"):
        Plots(alone).fates()


def test_pyplot_comes_before_our_settings_so_that_a_notebooks_own_stay(
    whole: synthetic.Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    import matplotlib as mpl

    monkeypatch.setattr(plt, "figure", lambda dpi: mpl.interactive(True) or Figure(dpi=dpi))
    mpl.interactive(False)
    try:
        Plots(whole).failure_cost()
        assert mpl.is_interactive()
    finally:
        mpl.interactive(False)

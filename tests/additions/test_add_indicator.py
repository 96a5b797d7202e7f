"""To add an indicator: its declaration and the rule that sets it."""

import json

import pytest

DECLARED = """
    _indicator(
        "ideas_so_far",
        "count",
        "ideas that have sparked since the start",
        "idéer opstået siden starten",
        Text("ideas so far", "idéer indtil nu"),
    ),"""

SET = """    indicators.ideas_so_far = state.ideas
"""


@pytest.fixture(scope="module")
def grown(copy):
    first, last = "_INDICATORS = (", "    indicators.in_operation = state.running\n"
    copy.edit("scenario/catalogue/indicator_columns.py", (first, first + DECLARED))
    copy.edit("model/rules/record.py", (last, last + SET))
    copy.runs("--regime", "framed", "--regime", "shaving")
    return copy


def test_it_is_in_the_table_and_explained(grown):
    indicators = grown.table("indicators")
    sparked = indicators.groupby(["regime", "replication"], observed=True)["sparked"].cumsum()
    assert indicators["ideas_so_far"].tolist() == sparked.tolist()
    assert sparked.max() > 0
    row = grown.codebook()["indicators", "ideas_so_far"]
    assert (row["unit"], row["meaning_da"]) == ("count", "idéer opstået siden starten")


@pytest.mark.parametrize(("lang", "name"), [("en", "Ideas so far"), ("da", "Idéer indtil nu")])
def test_it_is_drawn_by_its_short_name(grown, lang, name):
    assert name in grown.says(f"""
        from matplotlib.text import Text
        drawn = result.plot.look(lang={lang!r}).indicators(("ideas_so_far",))
        assert max(drawn[0].lines[0].get_ydata()) > 0
        print(*(text.get_text() for text in drawn[0].figure.findobj(Text)), sep="\\n")
    """)


def test_a_stepped_municipality_tells_it(grown):
    told = json.loads(grown.says("""
        town = innosim.Municipality("village", regime="framed")
        for _ in range(3):
            town.step()
        frame = town.indicators()
        so_far = frame["ideas_so_far"]
        print(json.dumps([town.indicator("ideas_so_far"), so_far.iloc[-1], so_far.iloc[0] + frame["sparked"].iloc[1:].sum()]))
    """))  # fmt: skip
    assert told == [told[0]] * 3


def test_who_sets_it_and_what_it_means_is_in_the_reference(grown):
    assert json.loads(grown.says("""
        import make_who_writes as maker
        print(json.dumps(maker.told(maker.followed(maker.MODULES)[0])["indicators"]["ideas_so_far"]))
    """)) == ["record"]  # fmt: skip
    assert "ideas that have sparked since the start" in grown.reference(
        "catalogue_tables.Columns", "indicators"
    )

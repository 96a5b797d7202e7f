"""To add an origin of ideas: its name and code, its rate, its size and champion, its route."""

import json

import pytest

LAST = 'COPIED = ORIGINS.add("copy", "copy", "efterligning")\n'
NAMED = 'COMPANY = ORIGINS.add("company", "company", "virksomhed")\n'

SPARKING = "    try_spark(town, now, IMPORT, unit, home, k.spark_import * mood)\n"
ITS = "    try_spark(town, now, COMPANY, unit, home, k.spark_unit * mood)\n"

SIZED = "    if origin == MANAGER or origin == IMPORT:\n"
CARRIED = "    elif idea.origin == MANAGER or idea.origin == IMPORT:\n"
ROUTED = """    elif idea.origin == COMPANY:
        idea.first = CHIEF
"""

IMPORTED = ("    CITIZEN,\n", "    CITIZEN,\n    COMPANY,\n")


@pytest.fixture(scope="module")
def grown(copy):
    copy.edit("scenario/catalogue/codes.py", (LAST, LAST + NAMED))
    copy.edit("model/rules/sparks.py", IMPORTED, (SPARKING, SPARKING + ITS))
    copy.edit(
        "model/rules/origins.py",
        IMPORTED,
        (SIZED, SIZED.replace(":", " or origin == COMPANY:")),
        (CARRIED, CARRIED.replace(":", " or idea.origin == COMPANY:")),
    )
    director = "    elif idea.origin == DIRECTOR:\n"
    copy.edit(
        "model/rules/routes.py",
        ("    COPIED,\n    COUNCIL,\n", "    COMPANY,\n    COPIED,\n    COUNCIL,\n"),
        (director, ROUTED + director),
    )
    copy.runs("--regime", "bottom-up", "--regime", "framed")
    return copy


def test_its_ideas_spark_and_take_their_own_way(grown):
    ideas, gates = grown.table("ideas"), grown.table("gates")
    its = ideas[ideas["origin"] == "company"]
    assert its["slot"].nunique() > 1
    assert its["question"].isna().any()
    sizes = ideas.groupby("origin", observed=True)["stake"].median()
    assert sizes["company"] > sizes["employee"]
    free = gates[(gates["origin"] == "company") & (gates["decider"] == "chief_executive")]
    assert free["judged"].sum() > 0


def test_it_is_explained(grown):
    assert "copy, company" in grown.codebook()["ideas", "origin"]["meaning_en"].replace(" or", ",")
    assert "8 company" in grown.reference("model_tables.Words")


def test_its_ideas_are_home_grown_in_the_rules_and_in_analysis(grown):
    """And have a manager for champion: both are said once, in the rules' room of origins and at the code."""
    told = json.loads(grown.says("""
        from types import SimpleNamespace
        from innosim.analysis.frames import home_grown
        from innosim.model.rules.origins import is_home_grown
        from innosim.scenario.catalogue.codes import ORIGINS
        own = set(result.ideas["origin"][home_grown(result.ideas)])
        ruled = [name for number, name in enumerate(ORIGINS) if is_home_grown(SimpleNamespace(origin=number))]
        print(json.dumps([sorted(own), sorted(ruled)]))
    """))  # fmt: skip
    assert "company" in told[0]
    assert set(told[0]) <= set(told[1])


@pytest.mark.parametrize(("lang", "word"), [("en", "company"), ("da", "virksomhed")])
def test_it_is_told_of_in_both_languages(grown, lang, word):
    ideas = grown.table("ideas")
    one = ideas[(ideas["origin"] == "company") & (ideas["replication"] == 0)].iloc[0]
    assert word in grown.says(f"""
        from matplotlib.text import Text
        drawn = result.plot.look(lang={lang!r}).biography({one["idea"]}, replication=0)
        print(*(text.get_text() for text in drawn[0].figure.findobj(Text)))
    """)


def test_the_tables_have_room_for_its_ideas(grown):
    """In a month with an ildsjæl in every post, one row less than potential ideas is too few."""
    assert grown.says("""
        from innosim.model.month import has_room
        from innosim.model.rules import sparks
        from innosim.model.simulator import plain_view
        simulator = innosim.Municipality("village", regime="framed", seed=1)._innosim_simulator
        simulator.town.posts["active"] = 1
        tried, asking = set(), sparks.may_spark
        sparks.may_spark = lambda *words: tried.add(words[2:4]) or asking(*words)
        seen = plain_view(simulator.town)
        sparks.sparks(seen, 0)
        used = seen.state[0].ideas
        print(*(has_room(seen._replace(ideas=range(used + more))) for more in (len(tried) - 1, 10_000)))
    """).split() == ["False", "True"]  # fmt: skip

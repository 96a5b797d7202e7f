"""To add a decider: its name, its route, its capacity, how it judges."""

import json

import pytest

NAMED = """
COMMITTEE = DECIDERS.queued(
    "committee", "the staff committee", "MED-udvalget", head=Text("committee", "MED-udvalg")
)"""

OPENED = """
    town.offices[COMMITTEE] = k.director_case if now % 3 == 0 else 0.0"""

CLAIMED = """
    if decider == COMMITTEE:
        return claim_office(town, decider, k.director_case)"""

TOGETHER = """
    if decider == COMMITTEE:
        return judge_together(town, idea, decider, 3)"""

IMPORTED = ("    COUNCIL,\n", "    COMMITTEE,\n    COUNCIL,\n")
QUARTERS = 5
"""Begun within a run: it has time for one case in each."""


def behind(line, more):
    """A change that adds lines behind one."""
    return line, line + more


@pytest.fixture(scope="module")
def grown(copy):
    council = 'head=Text("council", "byråd"))'
    copy.edit("scenario/catalogue/codes.py", behind(council, NAMED))
    own = "        idea.first = judge_of_own(idea.slot)\n"
    copy.edit("model/rules/routes.py", IMPORTED, (own, "        idea.first = COMMITTEE\n"))
    sits = "    town.offices[SORTING] = time_with(row.sorting_hours, town.offices[SORTING])"
    time = "return claim_manager(town, idea.home, k.manager_case)"
    copy.edit("model/rules/gates.py", IMPORTED, behind(sits, OPENED), behind(time, CLAIMED))
    doc = '    """Return the margin at a gate: one decider, or the board or council by majority."""'
    copy.edit("model/rules/judging.py", IMPORTED, behind(doc, TOGETHER))
    copy.runs("--regime", "bottom-up", "--regime", "framed")
    return copy


def test_it_judges_and_is_waited_for(grown):
    gates = grown.table("gates")
    its = gates[gates["decider"] == "committee"]
    assert set(its["gate"]) == {"to_model"}
    assert 0 < its["passed"].sum() < its["judged"].sum()
    by_run = its.groupby(["regime", "replication"], observed=True)["judged"].sum()
    assert by_run.max() <= QUARTERS
    assert (grown.table("ideas")["decider"] == "committee").any()
    indicators = grown.table("indicators")
    assert indicators["queue_committee"].max() > 0
    assert indicators["decided_committee"].sum() == its["judged"].sum()


def test_it_is_explained(grown):
    codebook = grown.codebook()
    queue = codebook["indicators", "queue_committee"]
    assert queue["meaning_en"] == "ideas waiting for the staff committee"
    assert queue["meaning_da"] == "idéer, der venter på MED-udvalget"
    assert "council or committee" in codebook["gates", "decider"]["meaning_en"]
    assert "the staff committee" in grown.reference("model_tables.Words")


@pytest.mark.parametrize(
    ("lang", "head", "word"),
    [("en", "committee", "the staff committee"), ("da", "MED-udvalg", "MED-udvalget")],
)
def test_it_is_told_of_in_both_languages(grown, lang, head, word):
    ideas = grown.table("ideas")
    one = ideas[(ideas["decider"] == "committee") & (ideas["replication"] == 0)].iloc[0]
    told = grown.types("trace", "result", "--idea", str(one["idea"]), "--lang", lang)
    assert word in " ".join(told.split())
    heads = json.loads(grown.says(f"""
        from innosim.present.bottleneck_tables import bottleneck_sheets
        sheets = bottleneck_sheets(result.bottlenecks(), {lang!r})
        print(json.dumps([row[0] for sheet in sheets for row in sheet.rows]))
    """))  # fmt: skip
    assert head in heads

"""Which tables a run keeps: the words, what they mean, and that they come back from what they mean."""

import pytest

from innosim.experiment.errors import PlanError
from innosim.experiment.keep import IDEA_TABLES, MONTHLY_TABLES, USUAL, Keep, keep_of
from innosim.experiment.temporary import run_temporarily
from innosim.scenario.catalogue import TABLES


@pytest.mark.parametrize(
    ("asked", "kept", "words"),
    [
        ((), Keep(True, 5), USUAL),
        ("metrics", Keep(False, 0), "metrics"),
        ("monthly", Keep(True, 0), "monthly"),
        ("ideas", Keep(False, 50), "ideas"),
        ("ideas:all", Keep(False, 50), "ideas"),
        ("ideas:0", Keep(False, 0), "metrics"),
        ("ideas:3", Keep(False, 3), "ideas:3"),
        ("ideas:60, monthly", Keep(True, 50), "monthly,ideas"),
        (["ideas:3", "monthly"], Keep(True, 3), "monthly,ideas:3"),
    ],
)
def test_words_mean_what_they_say_and_come_back(asked, kept: Keep, words: str) -> None:
    assert keep_of(asked, 50) == kept
    assert kept.words(50) == words
    assert keep_of(words, 50) == kept


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("montly", "keep has no word 'montly': did you mean monthly?"),
        ("", "keep has no word '': there are metrics, monthly, ideas."),
        ("metrics,ideas", "keep has metrics and ideas; metrics are always kept"),
        (["ideas:2", "ideas:3"], "keep has ideas twice"),
        ("monthly:3", "keep is 'monthly:3'; only ideas has a number"),
        ("ideas:", "keep is 'ideas:'; after ideas: comes a number"),
        ("ideas:-1", "keep is 'ideas:-1'; after ideas: comes a number"),
        ("ideas:x", "keep is 'ideas:x'; after ideas: comes a number"),
        ("ideas:1" + "0" * 5000, "keep is"),
    ],
)
def test_other_words_are_refused_in_a_sentence(asked, said: str) -> None:
    with pytest.raises(PlanError) as error:
        keep_of(asked, 50)
    assert str(error.value).startswith(said)
    assert len(str(error.value)) < 300


@pytest.mark.parametrize("keep", ["metrics", "monthly", "ideas:3", "monthly,ideas"])
def test_what_is_not_kept_has_no_rows(planned, engine, keep: str) -> None:
    plan = planned(keep=keep, costs=("as_costed",))
    result = run_temporarily(plan, engine)
    rows = {name: facts["rows"] for name, facts in result.manifest["tables"].items()}
    assert list(rows) == list(TABLES)
    assert rows["metrics"] == 24
    assert all((rows[name] > 0) == plan.keep.monthly for name in MONTHLY_TABLES)
    for name in IDEA_TABLES:
        replications = set(getattr(result, name)["replication"])
        assert replications == set(range(plan.keep.ideas))

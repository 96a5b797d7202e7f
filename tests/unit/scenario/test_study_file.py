"""Study files: read with the same care as scenarios, every fault by file, line and field."""

import pytest

from innosim.scenario.errors import ScenarioError, ScenarioInvalidError
from innosim.scenario.reader import load
from innosim.scenario.study_file import find_file, is_study, load_study, study_names

GOOD = """
title = {en = "Pressure", da = "Pres"}
[study]
base = "village"
replications = 12
keep = "metrics"
cost = "as-costed"
regimes = ["routine", "framed"]
[study.vary]
uncertainties.pressure = "0:0.02:3"
"regime.framed.protected_time" = [0, 0.002]
[study.set]
uncertainties.publicity = 0.4
"""


def faults(path) -> list[str]:
    with pytest.raises(ScenarioError) as error:
        load_study(path)
    return [str(problem) for problem in error.value.problems]


def test_a_study_is_its_base_with_what_it_sets(write) -> None:
    study = load_study(write(GOOD, "mine.toml"))
    assert study.name == "mine"
    assert [each.name for each in study.vary] == [
        "uncertainties.pressure",
        "regime.framed.protected_time",
    ]
    assert study.vary[0].values == (0.0, 0.01, 0.02)
    assert study.scenario.values["replications"] == 12
    assert study.scenario.values["publicity"] == 0.4
    assert (study.regimes, study.costs, study.keep) == (("routine", "framed"), ("as_costed",), "metrics")  # fmt: skip


def test_what_is_varied_may_be_typed_too(write) -> None:
    text = '[study]\nbase = "village"\nvary = ["uncertainties.pressure=0:0.02:3", "switches.elections=true,false"]\n'
    study = load_study(write(text))
    assert [len(each.values) for each in study.vary] == [3, 2]


def test_every_fault_is_told_with_its_line(write) -> None:
    text = """title = 3
fields = 4
[study]
base = "vilage"
sampel = "lhs"
replications = 0
linked = "maybe"
cost = "equal"
[study.vary]
"uncertainties.pressure" = "0:5:2"
regime.framed.protected_time = [0, 0.002, 5]
uncertainties.presure = [1]
pressure = [0]
"""
    said = faults(write(text, "wrong.toml"))
    expected = {
        1: "title is 3; write text in quotes",
        2: "fields is not a field of a study",
        4: "study.base names vilage, which is neither beside this file nor installed; did you mean village.toml?",
        5: "study.sampel is not a field of a study; did you mean sample?",
        6: "study.replications is 0, less than 1",
        7: 'study.linked is the text "maybe"; write true or false',
        8: 'study.cost is the text "equal"; write as-costed, equal-resources or both',
        10: "study.vary.uncertainties.pressure is 5, more than 0.04",
        11: "study.vary.regime.framed.protected_time[2] is 5, more than 0.02",
        12: "study.vary.uncertainties.presure is not a field here; did you mean pressure?",
    }
    for line, sentence in expected.items():
        assert any(each.startswith(f"wrong.toml, line {line}: {sentence}") for each in said), (
            sentence
        )
    assert len(said) == len(expected)


def test_regimes_and_what_is_set_are_those_of_the_base(write) -> None:
    text = """[study]
base = "village"
regimes = ["framed", "rutine"]
vary = ["regime.framd.pool=1,2", 3, "a"]
sample = "sobol"
points = 50
set.uncertainties.publicity = 3
[study.of]
relationships.memo_sd = [0.5, 0.2]
"""
    said = faults(write(text, "wrong.toml"))
    assert [each.split(":")[0] for each in said] == [f"wrong.toml, line {n}" for n in (3, 4, 4, 4, 7, 9)]  # fmt: skip
    assert "did you mean routine?" in said[0]
    assert any("study.vary.regime.framd.pool names framd" in each for each in said)
    assert "uncertainties.publicity is 3, more than 1" in said[4]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ('base = "village"', "study varies nothing; write vary"),
        ("vary = {pressure = [0]}", 'study.base is missing; write base = "village"'),
        ('base = "village"\nvary = 3', "study.vary is 3; write a table"),
        ('base = "village"\nsample = "lhs"', 'study.of is missing; write of = "uncertain"'),
        ('base = "village"\nsample = "lsh"\nof = "uncertain"', "did you mean lhs?"),
        ('base = "village"\npoints = 5\nvary = {pressure = [0]}', "study.points belongs to a sample"),
        ('base = "village"\nsample = "sobol"\nof = "uncertain"\npoints = 100', "write 64 or 128"),
        ('base = "village"\nsample = "morris"\nof = ["memo_sd"]\npoints = 3', "write 20 for ten of them"),
        ('base = "village"\nlinked = true\nvary = {pressure = [0, 0.01], staff = [120]}', "links unequal numbers of values"),
        ('base = "village"\nsample = "lhs"\nof = ["pressure"]\nvary = {pressure = [0]}', "study.of.uncertainties.pressure is varied too"),
        ('base = "village"\nkeep = 3\nvary = {pressure = [0]}', "study.keep is 3"),
    ],
)  # fmt: skip
def test_what_a_study_lacks_is_told(write, lines: str, sentence: str) -> None:
    assert any(sentence in each for each in faults(write(f"[study]\n{lines}\n")))


def test_a_study_of_a_study_is_refused(write) -> None:
    write(GOOD, "one.toml")
    said = faults(write('[study]\nbase = "one"\nvary = {pressure = [0]}\n', "two.toml"))
    assert said == ["two.toml, line 2: study.base names one, which is a study itself; name a scenario."]  # fmt: skip


def test_a_study_is_no_scenario(write) -> None:
    with pytest.raises(ScenarioInvalidError, match="makes this a study, which is no scenario"):
        load(write(GOOD))


def test_a_line_that_is_no_toml_is_told(write) -> None:
    said = faults(write("[study]\nbase = village\nvary = {pressure = [0]}\n", "wrong.toml"))
    assert said[0].startswith("wrong.toml, line 2: ")


def test_what_is_shipped_can_be_run() -> None:
    assert study_names() == ("plausible-constants", "pressure-by-regime", "protected-time")
    for name in study_names():
        assert is_study(find_file(name))
        study = load_study(name)
        assert study.question
        assert study.vary or study.sample


def test_the_nearest_study_is_named(folder) -> None:
    with pytest.raises(ScenarioError, match=r"did you mean protected-time\?"):
        find_file("protected-tme")

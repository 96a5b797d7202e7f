"""What is out of reach is refused with the place that asked for it: a file and line, or an option of the command line."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from innosim.experiment.plan import make_plan, with_run_values
from innosim.scenario.errors import ScenarioInvalidError
from innosim.scenario.reader import Override, load
from innosim.scenario.resolved import Given

Write = Callable[..., Path]
Sentences = Callable[..., list[str]]

CHANGES = """extends = "village.toml"
[regime.mine]
preset = "framed"
[[regime.mine.change]]
month = 60
pool = 0.2
[[regime.mine.change]]
month = 12
pool = 0.1
"""
MERGER = 'extends = "village.toml"\n[uncertainties]\nmerger_month = 40\n'
STEP = (
    'extends = "village.toml"\n[uncertainties]\n'
    'pressure = { kind = "step", before = 0.0, after = 0.01, year = 4 }\n'
)
SHORT = "[run]\nmonths = 36\n"
LATE_CHANGE = "line 5: regime.mine.change[0].month is 60, and the run ends with month 35; write a month of 1 to 35, or a longer run (run.months)."
LATE_MERGER = "uncertainties.merger_month does not fit: the merger comes in month 40, and the run ends with month 35; write a month of 0 to 35, -1 for no merger, or a longer run."
LATE_STEP = "line 3: uncertainties.pressure is a step in January number 4, and the run has 3; write a year of 1 to 3, or a longer run (run.months)."


@pytest.mark.parametrize(("content", "sentence"), [(CHANGES, LATE_CHANGE), (STEP, LATE_STEP)])
def test_what_comes_after_the_end_is_named_by_its_own_line(
    write: Write, sentences: Sentences, content: str, sentence: str
) -> None:
    assert sentences(write(content)) == []
    assert sentences("my.toml", "run.months=36") == [f"my.toml, {sentence}"]
    shorter = write(f'extends = "my.toml"\n{SHORT}', "shorter.toml")
    assert sentences(shorter) == [f"my.toml, {sentence}"]
    assert sentences(write(content + SHORT)) == [f"my.toml, {sentence}"]


def test_a_merger_after_the_end_is_told_of_the_field_that_came_last(
    write: Write, sentences: Sentences
) -> None:
    after = f"{LATE_MERGER.removeprefix('uncertainties.merger_month ')}"
    assert sentences(write(MERGER + SHORT)) == [f"my.toml, line 5: run.months {after}"]
    assert sentences(write(MERGER), "run.months=36") == [f"--set: run.months {after}"]
    before = f'extends = "village.toml"\n{SHORT}[uncertainties]\nmerger_month = 40\n'
    assert sentences(write(before)) == [f"my.toml, line 5: {LATE_MERGER}"]


def test_another_option_is_named_by_its_own_name(write: Write) -> None:
    with pytest.raises(ScenarioInvalidError, match=r"^--months: run\.months does not fit"):
        load(write(MERGER), [Override("run.months=36", "--months")])
    scenario = load(write(MERGER), [Override("run.months=48", "--months")])
    assert scenario.asked == ("my.toml", "run.months=48")


def test_a_change_set_on_the_command_line_is_named_so(folder: Path, sentences: Sentences) -> None:
    typed = "regime.framed.change=[{month=12, pool=0.1}, {month=200, pool=0.2}]"
    [sentence] = sentences("village", typed)
    assert sentence.startswith("--set: regime.framed.change[1].month is 200, and the run ends")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(CHANGES, LATE_CHANGE), (MERGER, f"line 3: {LATE_MERGER}"), (STEP, LATE_STEP)],
)
def test_months_in_python_names_the_line_too(write: Write, content: str, sentence: str) -> None:
    scenario = load(write(content))
    sent = pickle.loads(pickle.dumps(scenario))  # noqa: S301 - made here
    for made in (scenario, sent, copy.deepcopy(scenario)):
        with pytest.raises(ScenarioInvalidError) as error:
            make_plan(with_run_values(made, months=36))
        assert str(error.value) == f"my.toml, {sentence}"


def test_what_python_changed_is_not_told_of_the_file(write: Write) -> None:
    """The file says month 40, and that fits; what does not was said elsewhere."""
    scenario = load(write(MERGER))
    later = replace(scenario, values={**scenario.values, "merger_month": 200})
    with pytest.raises(ScenarioInvalidError, match=r"^my: uncertainties\.merger_month does not"):
        make_plan(later)
    stepped = load(write(STEP))
    made = replace(with_run_values(stepped, months=36), pressure=(0.01, 0.0, 0.01))
    assert make_plan(made).scenario.pressure == (0.01, 0.0, 0.01)


def test_a_scenario_knows_where_its_fields_were_given(write: Write) -> None:
    base = load(write(MERGER))
    extended = load(write('extends = "my.toml"\n[run]\nenvelope_mdkk = 3\n', "more.toml"))
    assert extended.places["run.envelope_mdkk"] == Given("more.toml", 3, 3.0)
    assert extended.places["uncertainties.merger_month"] == Given("my.toml", 3, 40)
    typed = load("my.toml", ["run.envelope_mdkk=2"])
    assert typed.places["run.envelope_mdkk"] == Given("--set", None, 2.0)
    assert "run.envelope_mdkk" not in base.places
    assert str(extended.problem("run.envelope_mdkk", 3.0, "is 3")) == (
        "more.toml, line 3: run.envelope_mdkk is 3."
    )
    assert str(extended.problem("run.envelope_mdkk", 4.0, "is 4")) == (
        "more: run.envelope_mdkk is 4."
    )

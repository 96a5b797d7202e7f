"""Titles and questions in two languages: read, refused, shown, stored, described to editors, printed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from innosim.scenario.catalogue import Text
from innosim.scenario.catalogue.declare import in_both
from innosim.scenario.reader import load
from innosim.scenario.resolved import resolved_to_json, scenario_from_json
from innosim.scenario.schema import preset_schema, scenario_schema
from innosim.scenario.write import new, show

Write = Callable[..., Path]

BOTH = """extends = "village.toml"
title = {en = "Our town", da = "Vores by"}
question.en = "What would it take?"
question.da = "Hvad skal der til?"

[regime.framed]
title = {da = "Rammesat", en = "Framed"}

[regime.plain]
preset = "mine"
"""


def both(write: Write) -> Path:
    write('title = {en = "Mine", da = "Min"}\n[levers]\n[sources]\n', "presets/mine.toml")
    return write(BOTH)


def test_a_title_is_read_in_both_languages(write: Write) -> None:
    found = load(both(write))
    assert found.title == Text("Our town", "Vores by")
    assert found.question == Text("What would it take?", "Hvad skal der til?")
    assert found.regimes["framed"].title == Text("Framed", "Rammesat")
    assert found.regimes["plain"].title == Text("Mine", "Min")


def test_a_plain_text_holds_for_both_and_covers_the_base_s_two(write: Write) -> None:
    found = load(write('extends = "village.toml"\ntitle = "Ours"\n'))
    assert found.title == "Ours"
    assert in_both(found.title) == Text("Ours", "Ours")
    assert load("village", ['title = {da = "Vores", en = "Ours"}']).title == Text("Ours", "Vores")


def test_it_is_stored_and_shown_as_it_was_written(write: Write) -> None:
    found = load(both(write))
    stored = resolved_to_json(found)
    assert stored["title"] == {"da": "Vores by", "en": "Our town"}
    back = scenario_from_json(json.loads(json.dumps(stored)))
    assert (back.title, back.question, back.regimes) == (found.title, found.question, found.regimes)
    shown = load(write(show(found), "shown.toml"))
    assert (shown.title, shown.question) == (found.title, found.question)
    begun = load(write(new("mine", found, "my.toml"), "mine.toml"))
    assert (begun.title, begun.question) == ("mine", found.question)


WRITE = 'write text in quotes, or {da = "...", en = "..."}.'


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('title = {en = "A"}', f"line 2: title lacks da; {WRITE}"),
        ("title = {}", f"line 2: title lacks en, lacks da; {WRITE}"),
        ('title = {en = "A", de = "B"}', f"line 2: title lacks da, has de; {WRITE}"),
        ('title = {en = "A", da = 3}', "line 2: title is 3 in da; write text in quotes."),
        (
            '[regime.framed]\ntitle = {en = "", da = "B"}',
            "line 3: regime.framed.title is not one line of text in en; write 1 to 200 characters.",
        ),
        ('question.en = "A?"', f"line 2: question lacks da; {WRITE}"),
        ('extends = {en = "A", da = "B"}', "line 2: extends is a table; write text in quotes."),
    ],
)
def test_what_is_not_in_both_languages_is_refused(
    write: Write, sentences: Callable[..., list[str]], written: str, said: str
) -> None:
    base = "" if written.startswith("extends") else 'extends = "village.toml"'
    assert f"my.toml, {said}" in sentences(write(f"{base}\n{written}\n"))


def test_editors_know_both_forms() -> None:
    valid = Draft202012Validator(scenario_schema()).is_valid
    assert valid({"title": "A", "question": {"en": "A", "da": "B"}})
    assert not valid({"title": {"en": "A"}})
    assert not valid({"extends": {"en": "A", "da": "B"}})
    assert valid({"regime": {"x": {"title": {"en": "A", "da": "B"}}}})
    preset = {"title": {"en": "A", "da": "B"}, "levers": {}, "sources": {}}
    assert Draft202012Validator(preset_schema()).is_valid(preset)

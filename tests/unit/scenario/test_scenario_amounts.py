"""Amounts are read as people write them, in one way only; the editor's schema agrees."""

import re

import pytest
from jsonschema import Draft202012Validator

from innosim.scenario.amounts import Amount, read_amount
from innosim.scenario.errors import ScenarioError
from innosim.scenario.numerals import readings
from innosim.scenario.pressure import check_share
from innosim.scenario.reader import load
from innosim.scenario.schema import scenario_schema

AMOUNTS = {
    "25.000 kr.": 0.025, "39.000 kr": 0.039, "DKK 39,000": 0.039, "kr. 39.000,-": 0.039, "39.000,-": 0.039,
    "25 mDKK": 25.0, "25,5 mio. kr.": 25.5, "DKK 25 million": 25.0, "25000000 kr": 25.0, "39 t.kr.": 0.039, "kr. 25 mio.": 25.0,
    "0.025 mia. kr.": 25.0, "25 mio kr": 25.0, "25.000.000 kr.": 25.0, "25,000,000 DKK": 25.0, "25 000 000 kr": 25.0,
    "25\u00a0000\u00a0000 kr.": 25.0, "25 mill. kr.": 25.0, "25 millioner": 25.0, "mDKK 25": 25.0, "25000 kDKK": 25.0, "25000 k kr": 25.0,
    "0,025 milliarder kroner": 25.0, "25.000.000,- kr.": 25.0, "25.000.000,-": 25.0, "kr. 25.000.000,00": 25.0, "25,000,000.00 DKK": 25.0,
    "39000 1.000 kr.": 39.0, "25 mio. danske kroner": 25.0, "DKK25m": 25.0, "25 MDKK": 25.0, "  25 Mio. Kr. ": 25.0, "25000 tkr": 25.0,
    "25 kr": 25e-6, "0.025 tusind kr": 25e-6,
}  # fmt: skip

REFUSED = {
    "25.000 tkr": 'whose point may mark thousands or decimals; write "25 mDKK" or "0.025 mDKK"',
    "DKK 1,500 million": 'whose comma may mark thousands or decimals; write "1500 mDKK" or "1.5 mDKK"',
    "25 meuro": 'an amount in euro; write it in kroner, as "25 mDKK"',
    "25 mio. €": 'an amount in euro; write it in kroner, as "25 mDKK"',
    "$25m": 'an amount in dollars; write it in kroner, as "25 mDKK"',
    "25 MSEK": 'an amount in Swedish kronor; write it in kroner, as "25 mDKK"',
    "-3 mDKK": "less than 0; write 0 for no saving",
    "25 mDKK a year": '; write "25 mDKK": it is asked each January',
    "25 mio. kr. om året": '; write "25 mio. kr.": it is asked each January',
    "ca. 25 mio. kr. om året": '; write "25 mio. kr.": it is asked each January',
    "25 mio. kr. årligt": '; write "25 mio. kr.": it is asked each January',
}  # fmt: skip

NONE = [
    "1 %",
    "25",
    "mDKK",
    "",
    "kr",
    "25 m",
    "25 bananer",
    "25 kr kr",
    "25 billion DKK",
    "2 5 mDKK",
    "1.00.000 kr",
    "x" * 2000,
]


@pytest.mark.parametrize(("text", "mdkk"), AMOUNTS.items())
def test_an_amount_is_read_as_a_person_writes_it(text: str, mdkk: float) -> None:
    found = check_share(text)
    assert isinstance(found, Amount)
    assert found.mdkk == pytest.approx(mdkk)


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_an_amount_that_cannot_be_taken_is_told_why(text: str, why: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        load("randers", [f'uncertainties.pressure="{text}"'])
    joint = "" if why.startswith(";") else ", "
    assert str(refused.value) == f'--set: uncertainties.pressure is the text "{text}"{joint}{why}.'


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_amount(text) is None


def test_the_schema_takes_the_amounts_that_the_reader_takes() -> None:
    valid = Draft202012Validator(scenario_schema()).is_valid
    for text in (*AMOUNTS, *REFUSED, *NONE):
        taken = isinstance(check_share(text), Amount)
        assert valid({"uncertainties": {"pressure": text}}) == taken, text


def test_the_pattern_is_one_that_editors_know() -> None:
    """The schema's dialect has neither flags nor Python's own groups."""
    pattern = scenario_schema()["properties"]["uncertainties"]["properties"]["pressure"]["oneOf"][0]
    text = pattern["anyOf"][1]["pattern"]
    assert not re.search(r"\(\?[^:!=]|\\Z|\\A", text)


def test_a_number_is_read_in_each_way_it_may_be() -> None:
    assert readings("25.000") == (25000.0, 25.0)
    assert (
        readings("1.234.567,5")
        == readings("1,234,567.5")
        == readings("1 234 567,5")
        == (1234567.5,)
    )
    assert readings("0,025") == readings(".025") == (0.025,)
    assert readings("1234,567") == (1234.567,)
    assert readings("1.23.456") == readings("kr") == ()


def test_a_pressure_in_kroner_is_a_share_of_the_town_s_own_budget() -> None:
    assert set(load("randers", ['uncertainties.pressure="39 mDKK"']).pressure) == {0.01}
    small = ["municipality.budget_mdkk=3250", "uncertainties.pressure=65 mDKK"]
    assert set(load("randers", small).pressure) == {0.02}
    ramp = 'uncertainties.pressure={kind="ramp", from="39 mio. kr.", to=0.02, years=3}'
    assert load("randers", [ramp]).pressure[:4] == (0.01, 0.015, 0.02, 0.02)
    series = 'uncertainties.pressure={kind="series", values=["39 mDKK", 0.0]}'
    assert load("randers", [series]).pressure[:3] == (0.01, 0.0, 0.0)
    assert load("randers", [series]).pressure_rule == {"kind": "series", "values": [0.01, 0.0]}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"500 mDKK"', "is 500 mDKK, which is 12.8 % of the budget; write at most 4 % of it, 156 mDKK."),
        (f'"{"9" * 400} kr"', f'is {"9" * 39}…, which is very many times all of the budget; write at most 4 % of it, 156 mDKK.'),
        ('"25 bananer"', 'is the text "25 bananer"; write a number (share, 0 to 0.04), or an amount such as "25 mDKK".'),
    ],
)  # fmt: skip
def test_an_amount_that_will_not_do_is_refused(typed: str, said: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        load("randers", [f"uncertainties.pressure={typed}"])
    assert str(refused.value) == f"--set: uncertainties.pressure {said}"

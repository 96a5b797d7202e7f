"""To add a priced lever: its declaration with its price, and the rule that reads it."""

import json

import pytest

DECLARED = """
    Lever(
        "advice",
        Text("advisers", "rådgivere"),
        "learning",
        "per 1,000 staff",
        0.0,
        4.0,
        Text("advisers who are asked in", "rådgivere, der bliver spurgt"),
        "staff and board hours, money",
        "assumed",
        price=lambda values, levers: Price(
            staff=10.0 * levers["advice"], board=levers["advice"], money_mdkk=0.01 * levers["advice"]
        ),
        amount=True,
    ),"""

FADED = "    fade = fading(k.culture_fade, k.culture_training * town.levers[now].training_share)\n"
READ = "    fade = fading(fade, 0.001 * town.levers[now].advice)\n"

SCENARIO = """
title = "Advised"
question = "Who asks?"
extends = "village.toml"

[run]
regimes = ["shaving", "framed", "advised"]

[regime.advised]
title = "Framed, with advisers"
preset = "framed"
advice = 2.0

[regime.advised.sources]
advice = "assumed"
"""

MONEY = 12 * 2 * 0.01
PRICE = MONEY + 12 * 2 * (10.0 + 1.0) * 0.00029
"""At two, a year: advisers' and the board's hours at the wage, and money."""


@pytest.fixture(scope="module")
def grown(copy):
    first, text = "_LEVERS = (", "declare import Lever, Text"
    copy.edit(
        "scenario/catalogue/levers.py",
        (first, first + DECLARED),
        (text, "declare import Lever, Price, Text"),
    )
    copy.edit("model/rules/people.py", (FADED, FADED + READ))
    (copy.folder / "scenarios" / "advised.toml").write_text(SCENARIO, encoding="utf-8")
    small = ("--replications", "2", "--months", "14", "--set", "run.startup_months=0")
    copy.types("run", "scenarios/advised.toml", *small, "--out", "result", "--quiet")
    return copy


def apart(grown, table, column, cost="as_costed"):
    """What the lever adds to a column, row by row: advised less framed."""
    found = grown.table(table)
    found = found[found["cost"] == cost]
    advised, framed = (found[found["regime"] == name][column] for name in ("advised", "framed"))
    return advised.to_numpy() - framed.to_numpy()


def test_a_scenario_may_set_it(grown):
    assert "advisers who are asked in" in grown.types("schema")
    shown = grown.types("show", "scenarios/advised.toml")
    assert "advice = 2.0 # per 1,000 staff" in " ".join(shown.split())
    assert "advisers who are asked in" in grown.reference("catalogue_tables.Levers")


def test_its_price_is_in_the_standing_price_and_charged_in_the_books(grown):
    standing = apart(grown, "metrics", "standing_price_mdkk_per_year")
    assert standing == pytest.approx([PRICE, PRICE])
    staff = apart(grown, "indicators", "hours_lever_staff")
    assert staff[[0, 14]] == pytest.approx([20.0, 20.0]), "later sorting may have other work"
    leaders = apart(grown, "indicators", "hours_leadership")
    assert leaders[[0, 14]] == pytest.approx([2.0, 2.0]), "later others may be shielded"
    ledger = grown.table("ledger").query("cost == 'as_costed' and year == 0")
    bought = ledger[ledger["debit"] == "training"].groupby("regime", observed=True)["amount_mdkk"]
    means = bought.mean()
    assert means["advised"] - means["framed"] == pytest.approx(MONEY)


def test_a_rule_reads_it(grown):
    assert (apart(grown, "indicators", "culture_mean")[[13, 27]] > 0.0).all()


def test_equal_resources_scale_it(grown):
    advice, training = json.loads(grown.says("""
        from innosim.model.prices import scaled
        from innosim.scenario.reader import load
        before = load("scenarios/advised.toml").regimes["advised"]
        after = scaled(before, 0.5).levers
        print(json.dumps([after[name] / before.levers[name] for name in ("advice", "training")]))
    """))  # fmt: skip
    assert advice == training == 0.5


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "advisers 2 per 1,000 staff (0.317)"),
        ("da", "rådgivere 2 pr. 1.000 ansatte (0,317)"),
    ],
)
def test_it_is_told_with_what_a_regime_is(grown, lang, words):
    told = grown.says(f"""
        from innosim.present.answer import regime_sheets
        print(regime_sheets(result, tuple(result.regimes), {lang!r})[0].rows)
    """)
    assert words in told


def test_it_is_told_as_data(grown):
    compared = json.loads(grown.types("compare", "result", "--json"))
    advised = [one for one in compared["regimes"] if one["regime"] == "advised"]
    prices = [
        difference["price"]
        for one in advised
        for difference in one["differences"]
        if (one["cost"], difference["lever"], difference["value"]) == ("as_costed", "advice", 2.0)
    ]
    assert prices == pytest.approx([PRICE])

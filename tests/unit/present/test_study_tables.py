"""A study's tables hold at every width, say what failed and what is undefined, and are in both languages."""

import sys
from pathlib import Path

import pytest

from innosim.analysis.across import compare_results
from innosim.analysis.study_comparison import StudyComparison, compare_study
from innosim.experiment.draws import uncertain
from innosim.present.study_answer import study_basis, study_json, study_sheets
from innosim.present.study_tables import MOST_POINTS_SHOWN
from innosim.present.study_words import called_words, point_words, value_words, what_differs_words
from innosim.present.tables import text
from innosim.present.words.language import say
from innosim.scenario.catalogue import HEADLINES, METRICS
from innosim.scenario.reader import load

sys.path.insert(0, str(Path(__file__).parents[2]))  # for what tests share

from studies import made_up

BASE = load("village")


@pytest.fixture(scope="module")
def few() -> StudyComparison:
    points = [{"uncertainties.pressure": each} for each in (0.0, 0.01, 0.015, 0.02)]
    return compare_study(
        made_up(BASE, points, failures={2: "it may not be."}, undefined={("framed", "failure_cost_share"): 3}),
        BASE,
    )  # fmt: skip


@pytest.fixture(scope="module")
def many() -> StudyComparison:
    points = [{"uncertainties.pressure": n / 2000, "switches.elections": n % 2 == 0} for n in range(MOST_POINTS_SHOWN + 4)]  # fmt: skip
    return compare_study(made_up(BASE, points, waiting=(3,)), BASE)


@pytest.mark.parametrize("lang", ["en", "da"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_page(few, many, width: int, lang) -> None:
    for found in (few, many):
        sheets = study_sheets(found, HEADLINES[:2], lang) + study_sheets(found, (), lang)
        for sheet in sheets:
            lines = text(sheet, width).splitlines()
            assert max(map(len, lines)) <= width


def test_every_point_and_regime_has_its_row(few: StudyComparison) -> None:
    _, sheet = study_sheets(few)
    assert len(sheet.rows) == 3 * len(BASE.regimes) + 1
    assert sheet.rows[0][:2] == ("0", "shaving")
    assert sheet.head[:2] == ("pressure", "regime")


def test_a_failed_point_is_shown_with_its_sentence(few: StudyComparison) -> None:
    sheets = study_sheets(few)
    assert all(any("failed" in row for row in sheet.rows) for sheet in sheets)
    said = [note for sheet in sheets for note in sheet.notes if "it may not be" in note]
    assert said == ["Failed at pressure 0.015: it may not be."]


@pytest.mark.parametrize(("lang", "many"), [("en", "30 points (9 fields)"), ("da", "30 punkter (9 felter)")])  # fmt: skip
def test_a_sample_of_many_fields_is_told_in_few_lines(lang, many: str) -> None:
    """It named all fields in one sentence, and printed all their values for each failed point under each table."""
    names = [each.name for each in uncertain(BASE)][:9]
    points = [dict.fromkeys(names, 0.01 + at / 1000) for at in range(30)]
    failures = {at: f"sentence {at}." for at in (2, 3, 5, 8, 13)}
    found = compare_study(made_up(BASE, points, replications=4, failures=failures), BASE)
    assert study_basis(found, lang).startswith(many)
    sheets = study_sheets(found, (), lang)
    said = "\n".join(text(sheet, 80) for sheet in sheets)
    assert not any(name.rpartition(".")[2] in said for name in names)
    assert said.count("sentence ") == 3
    assert said.count({"en": "And 2 more points failed", "da": "Og 2 punkter til mislykkedes"}[lang]) == 1  # fmt: skip
    few_runs = {"en": "no verdict under 10 replications", "da": "ingen vurdering under 10 kørsler"}
    assert few_runs[lang] in " ".join(said.split())
    small = compare_study(made_up(BASE, points[:3], replications=4), BASE)
    assert len(study_sheets(small, (), lang)[0].head) > 3, "no column a field"


@pytest.mark.parametrize("lang", ["en", "da"])
def test_who_leads_where_says_why_a_cell_is_empty_and_what_is_not_ranked(lang) -> None:
    points = [{"uncertainties.pressure": each} for each in (0.0, 0.02)]
    found = compare_study(made_up(BASE, points, replications=3), BASE)
    leads = study_sheets(found, (), lang)[0]
    assert all(row[1:] == ("–",) * (len(row) - 1) for row in leads.rows)
    notes = " ".join(leads.notes)
    assert {"en": "no verdict under 10 replications", "da": "ingen vurdering under 10 kørsler"}[lang] in notes  # fmt: skip
    assert say(METRICS["mandate_share"].short, lang) in notes.lower()
    assert {"en": "level with the best", "da": "lige med det bedste"}[lang] in notes


def test_what_is_undefined_is_counted_and_said(few: StudyComparison) -> None:
    [sheet] = study_sheets(few, ["failure_cost_share"])
    said = [note for note in sheet.notes if "undefined" in note]
    assert len(said) == 2  # in each cost mode
    assert said[0].startswith("framed as costed: undefined in 3 of 12 replications at 1 of 3 points: ")  # fmt: skip


def test_months_that_vary_are_those_that_were_run() -> None:
    found = compare_study(made_up(BASE, [{"run.months": 12}, {"run.months": 24}]), BASE)
    assert "12 replications of 12 and 24 months" in study_basis(found, "en")
    assert "12 kørsler à 12 og 24 måneder" in study_basis(found, "da")


def test_very_many_points_are_told_by_how_they_spread(many: StudyComparison) -> None:
    sheets = study_sheets(many)
    assert len(sheets) == len([each for each in HEADLINES if each in many.metrics])
    assert len(sheets[0].rows) == len(BASE.regimes)
    assert any("1 of 28 points are not run yet." in note for note in sheets[0].notes)


def test_danish_has_its_decimal_mark_and_words(few: StudyComparison) -> None:
    first, second = study_sheets(few, (), "da")
    assert any(row[0] == "0,01" for row in second.rows)
    assert any("mislykkedes" in row for row in first.rows)
    assert study_basis(few, "da").startswith("4 punkter (pres), 12 kørsler")
    assert second.head[0] == "pres"
    assert not any("pressure" in said for said in (*second.notes, *second.head))
    point = {"uncertainties.pressure": 0.01, "regime.framed.protected_time": 0.004}
    assert point_words(point, tuple(point), "da") == "pres 0,01, framed: beskyttet tid 0,004"
    assert point_words(point, tuple(point), "en") == "pressure 0.01, framed.protected_time 0.004"


def test_values_are_said_as_a_reader_writes_them() -> None:
    assert value_words("switches.elections", True, "da") == "ja"
    assert value_words("uncertainties.pressure", 0.005, "da") == "0,005"
    assert value_words("municipality.staff", 8500, "en") == "8,500"
    ramp = {"kind": "ramp", "from": 0, "to": 0.02, "years": 6}
    assert value_words("uncertainties.pressure", ramp, "en") == "ramp 0 0.02 6"
    assert value_words("regime.framed.involvement", "expected", "en") == "expected"
    assert value_words("uncertainties.pressure", None, "en") == "–"
    assert called_words("uncertainties.pressure", "da") == "pres"
    assert called_words("regime.framed.protected_time", "en") == "framed: protected time"


def test_the_whole_is_json(few: StudyComparison) -> None:
    import json

    found = json.loads(json.dumps(study_json(few), allow_nan=False))
    assert found["failures"] == {"2": "it may not be."}
    assert found["points"][1] == {"uncertainties.pressure": 0.01}
    assert {each["point"] for each in found["cells"]} == {0, 1, 3}


def test_two_results_are_told_at_every_width() -> None:
    """With the made-up result of the figures' tests, whose frames are whole."""
    sys.path.insert(0, str(Path(__file__).parent / "figures"))
    import synthetic

    from innosim.present.across_tables import across_json, across_sheets, opening

    made = synthetic.result(replications=4, sparks=10)
    found = compare_results(made, made)
    for lang in ("en", "da"):
        for width in (60, 80, 100):
            for sheet in across_sheets(found, ("one", "two"), HEADLINES, lang):
                assert max(map(len, text(sheet, width).splitlines())) <= width
        assert opening(found, ("one", "two"), lang)
    assert across_json(found, ("one", "two"))["cells"]


def test_what_two_scenarios_differ_in_is_danish_in_danish() -> None:
    """Names are the catalogue's, decimals have a comma; in English it is as it was."""
    told = "pressure 0.01 -> 0.02"
    assert what_differs_words(told, "en") == told
    assert what_differs_words(told, "da") == "pres 0,01 -> 0,02"
    lever = "framed.protected_time 0 -> 0.004"
    assert what_differs_words(lever, "da") == "framed: beskyttet tid 0 -> 0,004"
    assert what_differs_words("framed's dated changes", "da") == "framed: daterede ændringer"

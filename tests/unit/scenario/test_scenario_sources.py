"""Every number's source can be looked up: the note, an entry of the evidence, a listed publication, or "assumed"."""

import re
import tomllib
from pathlib import Path

import pytest

from innosim.experiment.magnitudes import BANDS
from innosim.scenario.catalogue import LEVERS, PARAMETERS
from innosim.scenario.pressure import PRESSURE

ROOT = Path(__file__).parents[3]
EXPLANATION = ROOT / "docs" / "explanation"

EVIDENCE = re.findall(
    r"^\| (?!name |-)([^|]+?) \|",
    (EXPLANATION / "evidence.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
PUBLICATIONS = re.findall(
    r"author = \{(.+)\},.*?year = \{(\d{4})\}",
    re.sub(r"\n(?=  )", " ", (ROOT / "docs" / "references.bib").read_text(encoding="utf-8")),
)
PLACE = r"(?:§2|§[34]\.\d|A[1-6])"
NOTE = re.compile(rf"\[N {PLACE}(?:, {PLACE})*\]")
CITED = re.compile(r"([A-Z]\w+)\b[^()]* \((\d{4})\)")

DECLARED = {p.name: p for p in (*PARAMETERS.values(), PRESSURE)} | dict(LEVERS)
SETTINGS = {
    f"{path.stem}: {lever}": source
    for path in sorted((ROOT / "scenarios" / "presets").glob("*.toml"))
    for lever, source in tomllib.loads(path.read_text(encoding="utf-8"))["sources"].items()
}


def evidence_cited(text: str) -> list[str]:
    """The entries that a text cites; what it cites without such an entry is given back in brackets."""
    found = []
    for rest in text.split("[E]")[1:]:
        named = [entry for entry in EVIDENCE if rest.startswith(f" {entry}")]
        found.append(max(named, key=len) if named else f"<{rest}>")
    return found


def can_be_looked_up(source: str) -> bool:
    """Whether each part of a source is one of the four kinds."""
    return all(map(_is_a_source, source.split("; ")))


def _is_a_source(part: str) -> bool:
    if part == "assumed" or NOTE.fullmatch(part):
        return True
    if part.startswith("[E]"):
        return part.removeprefix("[E] ") in EVIDENCE
    return is_published(CITED.fullmatch(part))


def is_published(cited: re.Match[str] | None) -> bool:
    """Whether an author and a year are in the list of publications."""
    return cited is not None and any(
        authors.startswith(cited[1]) and year == cited[2] for authors, year in PUBLICATIONS
    )


@pytest.mark.parametrize(
    "source", ["Model §4.6", "[E]", "[E] Atlantis", "[N §9]", "Nobody (1999)", "Staw (1977)", ""]
)
def test_a_source_that_leads_nowhere_is_found(source: str) -> None:
    assert not can_be_looked_up(source)


@pytest.mark.parametrize("name", DECLARED)
def test_a_declared_source_can_be_looked_up(name: str) -> None:
    assert can_be_looked_up(DECLARED[name].source)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_presets_setting_has_a_source(setting: str) -> None:
    source = SETTINGS[setting]
    known = source.startswith(("assumed", "[E] ")) or NOTE.match(source)
    assert known or is_published(CITED.match(source))


def test_each_magnitude_has_a_source() -> None:
    for band in BANDS:
        assert band.source.startswith(("assumed", "[E] ")), band.name


def test_the_evidence_has_all_that_is_cited_and_no_more() -> None:
    texts = [
        *(each.source for each in DECLARED.values()),
        *(getattr(each, "how", "") for each in DECLARED.values()),
        *(band.source for band in BANDS),
        *(path.read_text(encoding="utf-8") for path in (ROOT / "scenarios").rglob("*.toml")),
    ]
    cited = {entry for text in texts for entry in evidence_cited(text)}
    assert cited == set(EVIDENCE)


def test_a_reference_to_the_description_names_a_heading() -> None:
    pages = ("odd", "submodels", "chance")
    text = "\n".join((EXPLANATION / f"{page}.md").read_text(encoding="utf-8") for page in pages)
    headings = re.findall(r"^#+ (?:\d+\. )?(.+)$", text, re.MULTILINE)
    named = {
        (path.name, name)
        for folder in ("src", "tests", "benchmarks", "scenarios")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in (".py", ".toml")
        for name in re.findall(r"ODD, ([^);,\n]+)", path.read_text(encoding="utf-8"))
        if path != Path(__file__)
    }
    assert named
    assert not {each for each in named if not any(h.startswith(each[1]) for h in headings)}

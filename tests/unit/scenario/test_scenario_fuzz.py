"""Whatever a file holds, loading it gives a scenario or a ScenarioError, and nothing else."""

import tempfile
from pathlib import Path

import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from innosim.scenario.catalogue import LEVERS, METRICS, PARAMETERS
from innosim.scenario.errors import Problem, ScenarioError
from innosim.scenario.reader import load

KNOWN = [
    *["title", "question", "extends", "baseline", "regime", "metrics", "run", "regimes"],
    *["municipality", "uncertainties", "relationships", "switches", "pressure", "kind"],
    *["values", "from", "to", "years", "preset", "sources", "change", "month", "framed"],
    *list(PARAMETERS)[:20],
    *LEVERS,
    *list(METRICS)[:3],
]
TEXTS = st.sampled_from(["randers.toml", "framed", "shaving", "step", "series", "1 %", "x", "æ"])
KEYS = st.sampled_from(KNOWN) | st.text(max_size=5)
LEAVES = (
    st.integers()
    | st.floats()
    | st.booleans()
    | TEXTS
    | st.text(max_size=5)
    | st.dates()
    | st.times()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
LINES = st.lists(
    st.sampled_from([*KNOWN, "=", ".", "[", "]", "[[", "]]", "{", "}", '"', "'", "#", "\n", "\r"])
    | st.text(max_size=3),
    max_size=40,
)


def _load(content: bytes, *overrides: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.toml"
        path.write_bytes(content)
        problems = _problems(path, overrides)
    for sentence in map(str, problems):
        assert sentence.isprintable()
        assert sentence.endswith((".", "?", "…"))


def _problems(path: Path, overrides: tuple[str, ...]) -> tuple[Problem, ...]:
    try:
        load(path, overrides)
    except ScenarioError as error:
        return error.problems
    return ()


@settings(max_examples=150)
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_any_toml(data: dict[str, object]) -> None:
    _load(tomlkit.dumps(data).encode(errors="replace"))


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    _load(content)


@settings(max_examples=150)
@given(LINES)
def test_any_lines(lines: list[str]) -> None:
    _load(" ".join(lines).encode(errors="replace"))


@settings(max_examples=100)
@given(LINES)
def test_any_override(words: list[str]) -> None:
    _load(b'extends = "randers.toml"', "".join(words))

"""A sample as Python asks for it: a method, what it is of, and how many points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from innosim.scenario.errors import Problem, ScenarioInvalidError, as_given, did_you_mean
from innosim.scenario.numbers import whole_number
from innosim.scenario.study_file import MOST_POINTS, SAMPLES, UNCERTAIN, Sample, wrong_number
from innosim.scenario.varying import Typed, Varied, read_range, twice


def read_sample(method: str, of: str | Mapping[str, Any] | Sequence[str], points: int) -> Sample:
    """Return the sample that is asked for.

    Raises:
        ScenarioInvalidError: with every problem found.
    """
    source, problems = Typed("sample"), list[Problem]()
    if method not in SAMPLES:
        right = did_you_mean(method, SAMPLES) or f"write {', '.join(SAMPLES[:-1])} or {SAMPLES[-1]}"
        problems.append(source.problem((), f"is {as_given(method)}", right))
    count = whole_number(points)
    if count is None or not 2 <= count <= MOST_POINTS:
        what = f"points is {as_given(points)}"
        problems.append(source.problem((), what, f"write a whole number from 2 to {MOST_POINTS}"))
    named: Mapping[str, Any]
    if of == UNCERTAIN:
        named = {}
    else:
        named = of if isinstance(of, Mapping) else dict.fromkeys((of,) if isinstance(of, str) else tuple(of))  # fmt: skip
        if not named:
            right = f'give of="{UNCERTAIN}", names of fields, or ranges such as {{"uncertainties.pressure": [0, 0.02]}}'
            problems.append(source.problem((), "is of nothing", right))
    found = [read_range(str(name), given, source, problems) for name, given in named.items()]
    ranges = tuple(each for each in found if each is not None)
    problems += twice([Varied(each.name, ()) for each in ranges], source)
    if method in SAMPLES and count is not None and not problems:
        wrong = wrong_number(method, count, len(ranges))
        if wrong is not None:
            problems.append(source.problem((), f"points {wrong.what}", wrong.right))
    if problems or count is None:
        raise ScenarioInvalidError(problems)
    return Sample(method, ranges, count)

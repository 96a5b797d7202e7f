"""A study file: which scenario it builds on, and what is varied in it, checked with the same care as a scenario.

::

    title = {en = "...", da = "..."}
    [study]
    base = "village"
    replications = 20
    [study.vary]
    "uncertainties.pressure" = "0:0.02:5"
    "regime.framed.protected_time" = [0, 0.002, 0.004]

All that is wrong is said at once, by file, line and field.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from innosim.scenario.belonging import STUDY, TOP_LEVEL
from innosim.scenario.catalogue import COST_BY_FLAG, PARAMETERS
from innosim.scenario.catalogue.columns import cost_named
from innosim.scenario.catalogue.declare import Said
from innosim.scenario.danish import field_meant
from innosim.scenario.errors import (
    Complaint,
    Problem,
    ScenarioError,
    ScenarioInvalidError,
    ScenarioUnreadableError,
    describe,
    did_you_mean,
    short,
)
from innosim.scenario.fields import check_parameter, check_said, check_text
from innosim.scenario.numbers import whole_number, yes_or_no
from innosim.scenario.places import find, installed_folder
from innosim.scenario.positions import KeyPath, field_name
from innosim.scenario.reader import Override, extended, load
from innosim.scenario.resolved import Scenario
from innosim.scenario.toml_file import TomlFile, read
from innosim.scenario.varying import (
    Range,
    Varied,
    as_toml,
    read_range,
    read_text,
    read_values,
    twice,
    unknown_regimes,
)

STUDIES = "studies"
"""The folder of installed studies, inside that of scenarios."""

SAMPLES = ("lhs", "sobol", "morris")
"""How points may be sampled: a Latin hypercube, Sobol's sequence, Morris' trajectories."""

UNCERTAIN = "uncertain"
"""What a sample may be of, beside named fields: all that the catalogue calls uncertain, each over its plausible range."""

USUAL_POINTS = 100
MOST_POINTS = 100_000

STUDY_FIELDS = (
    "base", "vary", "linked", "sample", "of", "points", "replications", "months", "seed", "regimes", "cost", "keep", "set",
)  # fmt: skip
_ABOVE = ("title", "question")


@dataclass(frozen=True)
class Sample:
    """So many points of a ``method``, over ranges of named fields, or over all that is uncertain where there are none."""

    method: str
    ranges: tuple[Range, ...]
    points: int

    @property
    def of_uncertain(self) -> bool:
        """Whether it is of all that is uncertain."""
        return not self.ranges


@dataclass(frozen=True)
class StudyFile:
    """A study as its file asks for it; ``scenario`` is its base with what ``overrides`` lay over it."""

    path: Path
    title: Said
    question: Said
    base: Path
    scenario: Scenario
    overrides: tuple[Override, ...] = ()
    vary: tuple[Varied, ...] = ()
    linked: bool = False
    sample: Sample | None = None
    regimes: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    keep: str = ""

    @property
    def name(self) -> str:
        """What the study is called: its file's name."""
        return self.path.stem


def study_names() -> tuple[str, ...]:
    """Names of the installed studies."""
    return tuple(sorted(path.stem for path in (installed_folder() / STUDIES).glob("*.toml")))


def find_file(path_or_name: str | os.PathLike[str]) -> Path:
    """The file that is meant: an installed study by its name, else what `places.find` finds."""
    given = os.fspath(path_or_name)
    installed = installed_folder() / STUDIES / f"{given}.toml"
    if given in study_names() and not Path(given).exists():
        return installed
    try:
        return find(path_or_name)
    except ScenarioError as error:
        near = did_you_mean(given, study_names())
        if not near or error.problems[0].right.startswith("did you mean"):
            raise
        problem = error.problems[0]
        raise type(error)(
            [Problem(problem.file, None, problem.field, problem.what, near)]
        ) from None


def is_study(path: Path) -> bool:
    """Whether the file has a section [study]; of one that cannot be read, no."""
    try:
        return STUDY in read(path).data
    except ScenarioError:
        return False


def load_study(path_or_name: str | os.PathLike[str], more: Iterable[Override] = ()) -> StudyFile:
    """Read a study file, with what is set over its base besides.

    Raises:
        ScenarioError: it, or its base, cannot be used; with every problem found.
    """
    file = read(find_file(path_or_name))
    reading = _Reading(file)
    found = reading.study(tuple(more))
    if found is None:
        kind = ScenarioUnreadableError if file.problems else ScenarioInvalidError
        raise kind(_in_order(reading.problems, file))
    return found


def _in_order(problems: list[Problem], file: TomlFile) -> list[Problem]:
    """Each problem once, the study's own first, in order of lines."""
    unique = list(dict.fromkeys(problems))
    return sorted(unique, key=lambda each: (each.file != file.shown, each.line or 0))


@dataclass
class _Reading:
    """One study file being read, and all that is wrong with it."""

    file: TomlFile
    problems: list[Problem] = field(default_factory=list)

    def study(self, more: tuple[Override, ...]) -> StudyFile | None:
        """The study, or None where anything is wrong."""
        self.problems += self.file.problems
        said = {key: self._said(key) for key in _ABOVE}
        for key in self.file.data:
            if key not in (*_ABOVE, STUDY):
                self._refuse((key,), self._strange(key))
        table = self.file.data.get(STUDY)
        if not isinstance(table, dict):
            what = "is missing" if table is None else f"is {describe(table)}, not a table"
            self._refuse((STUDY,), Complaint(what, "write [study] with base and vary"))
            return None
        self._refuse_strange(table)
        overrides = (*self._set(table.get("set")), *self._run(table), *more)
        base, scenario = self._base(table, overrides)
        vary, sample = self._vary(table.get("vary")), self._sample(table)
        linked = self._flag(table, "linked")
        if "vary" not in table and "sample" not in table and not self._misspelt(table):
            right = 'write vary = {"uncertainties.pressure" = [0, 0.01, 0.02]}, or sample = "lhs"'
            self._refuse((STUDY,), Complaint("varies nothing", right))
        if linked and len({len(each.values) for each in vary}) > 1:
            many = ", ".join(f"{each.name} has {len(each.values)}" for each in vary)
            self._refuse((STUDY, "linked"), Complaint(f"links unequal numbers of values: {many}", "give each as many"))  # fmt: skip
        self._refuse_strange_regimes(vary, sample, scenario)
        for name in sorted(
            {each.name for each in vary} & {r.name for r in sample.ranges} if sample else ()
        ):
            under = _Under(self.file, (STUDY, "of"))
            self.problems.append(
                under.problem((name,), "is varied too", "leave out one of the two")
            )
        regimes = self._regimes(table, scenario)
        costs, keep = self._costs(table), self._keep(table)
        if self.problems or scenario is None or base is None:
            return None
        title, question = said["title"] or self.file.path.stem, said["question"] or ""
        return StudyFile(
            self.file.path, title, question, base, scenario, overrides, vary, linked, sample, regimes, costs, keep,
        )  # fmt: skip

    def _refuse_strange(self, table: dict[str, Any]) -> None:
        for key in table:
            if key not in STUDY_FIELDS:
                right = field_meant(key, STUDY_FIELDS) or f"a study has {', '.join(STUDY_FIELDS)}"
                self._refuse((STUDY, key), Complaint("is not a field of a study", right))

    def _refuse_strange_regimes(
        self, vary: tuple[Varied, ...], sample: Sample | None, scenario: Scenario | None
    ) -> None:
        """Refuse levers of regimes that the base does not have."""
        if scenario is None:
            return
        ranges = [Varied(each.name, ()) for each in sample.ranges] if sample is not None else []
        for key, fields in (("vary", vary), ("of", ranges)):
            source = _Under(self.file, (STUDY, key))
            self.problems += unknown_regimes(fields, scenario.regimes, source)

    def _refuse(self, path: KeyPath, complaint: Complaint) -> None:
        self.problems.append(self.file.problem(path, complaint.what, complaint.right))

    def _strange(self, key: str) -> Complaint:
        if key in STUDY_FIELDS:
            return Complaint("stands above [study]", "write it below [study]")
        near = field_meant(key, (*_ABOVE, STUDY))
        right = "a study has a title, a question and [study]; what is set over its base stands in [study.set]"
        return Complaint("is not a field of a study", near or right)

    def _said(self, key: str) -> Said | None:
        if key not in self.file.data:
            return None
        found = check_said(self.file.data[key], TOP_LEVEL[key])
        if isinstance(found, Complaint):
            self._refuse((key,), found)
            return None
        return found

    def _misspelt(self, table: dict[str, Any]) -> bool:
        """Whether a field that is none may be meant for what is varied."""
        return any(
            key not in STUDY_FIELDS and field_meant(key, ["vary", "sample"]) for key in table
        )

    def _base(
        self, table: dict[str, Any], overrides: tuple[Override, ...]
    ) -> tuple[Path | None, Scenario | None]:
        """The scenario that the study builds on; its own problems are added."""
        path: KeyPath = (STUDY, "base")
        given = check_text(table["base"], TOP_LEVEL["extends"]) if "base" in table else None
        if given is None or isinstance(given, Complaint):
            self._refuse(path, given or Complaint("is missing", 'write base = "village", or a file beside this one'))  # fmt: skip
            return None, None
        found = extended(given, self.file.path.parent)
        if isinstance(found, Complaint):
            self._refuse(path, found)
            return None, None
        if is_study(found):
            self._refuse(path, Complaint(f"names {short(given)}, which is a study itself", "name a scenario"))  # fmt: skip
            return None, None
        try:
            return found, load(found, overrides)
        except ScenarioError as error:
            self.problems += error.problems
        try:
            return None, load(found)  # whose regimes are still to be known
        except ScenarioError:
            return None, None

    def _vary(self, given: object) -> tuple[Varied, ...]:
        """What is varied: a table of fields, in sections or by full names, or a list of texts as typed."""
        path: KeyPath = (STUDY, "vary")
        if given is None:
            return ()
        if isinstance(given, str):
            given = [given]
        if isinstance(given, list):
            found = [self._typed(each, (*path, at)) for at, each in enumerate(given)]
        elif isinstance(given, dict) and given:
            found = [
                read_values(name, each, self.file, self.problems, at)
                for name, each, at in _fields(given, path)
            ]
        else:
            right = 'write a table, such as vary = {"uncertainties.pressure" = [0, 0.01, 0.02]}'
            self._refuse(path, Complaint(f"is {describe(given)}", right))
            return ()
        varied = [each for each in found if each is not None]
        self.problems += twice(varied, _Under(self.file, path))
        return tuple(varied)

    def _typed(self, given: object, at: KeyPath) -> Varied | None:
        if isinstance(given, str):
            return read_text(given, self.file, self.problems, at)
        right = 'write text, such as "uncertainties.pressure=0:0.02:5"'
        self._refuse(at, Complaint(f"is {describe(given)}", right))
        return None

    def _sample(self, table: dict[str, Any]) -> Sample | None:
        if "sample" not in table:
            for key in ("of", "points"):
                if key in table:
                    right = f'write sample = "lhs" (or {" or ".join(SAMPLES[1:])}) beside it'
                    self._refuse((STUDY, key), Complaint("belongs to a sample", right))
            return None
        method, path = table["sample"], (STUDY, "sample")
        if method not in SAMPLES:
            right = did_you_mean(method, SAMPLES) or f"write {', '.join(SAMPLES[:-1])} or {SAMPLES[-1]}"  # fmt: skip
            self._refuse(path, Complaint(f"is {describe(method)}", right))
        points = self._points(table.get("points", USUAL_POINTS))
        ranges = self._ranges(table.get("of"))
        if method not in SAMPLES or points is None or ranges is None:
            return None
        complaint = wrong_number(method, points, len(ranges))
        if complaint is not None:
            self._refuse((STUDY, "points" if "points" in table else "sample"), complaint)
        return Sample(method, ranges, points)

    def _points(self, given: object) -> int | None:
        found = whole_number(given)
        if found is None or not 2 <= found <= MOST_POINTS:
            right = f"write a whole number from 2 to {MOST_POINTS}"
            self._refuse((STUDY, "points"), Complaint(f"is {describe(given)}", right))
            return None
        return found

    def _ranges(self, given: object) -> tuple[Range, ...] | None:
        """The ranges that are sampled, none for all that is uncertain; None where anything is wrong."""
        path: KeyPath = (STUDY, "of")
        if given == UNCERTAIN:
            return ()
        before = len(self.problems)
        if isinstance(given, list) and given and all(isinstance(each, str) for each in given):
            found = [
                read_range(each, None, self.file, self.problems, (*path, at))
                for at, each in enumerate(given)
            ]
        elif isinstance(given, dict) and given:
            found = [
                read_range(name, each, self.file, self.problems, at)
                for name, each, at in _fields(given, path)
            ]
        else:
            what = "is missing" if given is None else f"is {describe(given)}"
            right = f'write of = "{UNCERTAIN}", or a table of ranges, such as of = {{"uncertainties.pressure" = [0, 0.02]}}'
            self._refuse(path, Complaint(what, right))
            return None
        ranges = [each for each in found if each is not None]
        names = [Varied(each.name, ()) for each in ranges]
        self.problems += twice(names, _Under(self.file, path))
        return tuple(ranges) if len(self.problems) == before else None

    def _set(self, given: object) -> Iterator[Override]:
        """What is set over the base."""
        path: KeyPath = (STUDY, "set")
        if given is None:
            return
        if not isinstance(given, dict):
            right = 'write a table, such as set = {"uncertainties.pressure" = 0.02}'
            self._refuse(path, Complaint(f"is {describe(given)}", right))
            return
        for name, each, at in _fields(given, path):
            yield _Laid(f"{name}={as_toml(each)}", self.file.shown, self.file.line(at))

    def _run(self, table: dict[str, Any]) -> Iterator[Override]:
        """Fields of the run section, which a study may name itself."""
        for name in ("replications", "months", "seed"):
            if name not in table:
                continue
            found = check_parameter(PARAMETERS[name], table[name])
            if isinstance(found, Complaint):
                self._refuse((STUDY, name), found)
            else:
                line = self.file.line((STUDY, name))
                yield _Laid(f"run.{name}={found}", self.file.shown, line)

    def _flag(self, table: dict[str, Any], key: str) -> bool:
        found = yes_or_no(table.get(key, False))
        if found is None:
            self._refuse((STUDY, key), Complaint(f"is {describe(table[key])}", "write true or false"))  # fmt: skip
        return bool(found)

    def _texts(self, table: dict[str, Any], key: str, example: str) -> tuple[str, ...]:
        given = table.get(key, [])
        given = [given] if isinstance(given, str) else given
        if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
            self._refuse((STUDY, key), Complaint(f"is {describe(given)}", f"write {example}"))
            return ()
        return tuple(given)

    def _regimes(self, table: dict[str, Any], scenario: Scenario | None) -> tuple[str, ...]:
        given = self._texts(table, "regimes", 'regimes = ["routine", "framed"]')
        for at, name in enumerate(given):
            if scenario is not None and name not in scenario.regimes:
                right = did_you_mean(name, scenario.regimes) or f"the regimes are {', '.join(scenario.regimes)}"  # fmt: skip
                what = f"names {short(name)}, which is not a regime"
                self._refuse((STUDY, "regimes", at), Complaint(what, right))
        return given

    def _costs(self, table: dict[str, Any]) -> tuple[str, ...]:
        flags = tuple(COST_BY_FLAG)
        given = self._texts(table, "cost", f'cost = "{flags[0]}" or "{flags[1]}", or leave it out for both')  # fmt: skip
        found = tuple(cost_named(each) for each in given if each != "both")
        for each in found:
            if each not in COST_BY_FLAG.values():
                right = did_you_mean(each, flags) or f"write {', '.join(flags)} or both"
                self._refuse((STUDY, "cost"), Complaint(f"is {describe(each)}", right))
        return found

    def _keep(self, table: dict[str, Any]) -> str:
        found = self._texts(table, "keep", 'keep = "metrics", "monthly", "yearly" or "ideas:20"')
        return ",".join(found)


@dataclass(frozen=True)
class _Laid(Override):
    """What a study file sets over its base, on a line of it."""

    line: int | None = None

    def problem(self, path: KeyPath, what: str, right: str = "") -> Problem:
        """A problem with the field at ``path`` of the scenario."""
        return Problem(self.option, self.line, short(field_name(path)), what, right)


@dataclass(frozen=True)
class _Under:
    """A file, of whose fields one is named as it is in a scenario: it stands below a path."""

    file: TomlFile
    path: KeyPath

    def problem(self, path: KeyPath, what: str, right: str = "") -> Problem:
        """A problem with the field; ``path`` holds its full name in one."""
        name = str(path[-1])
        line = self.file.line((*self.path, name))
        parted: KeyPath = (*self.path, *name.split("."))
        return Problem(
            self.file.shown,
            max(filter(None, (line, self.file.line(parted))), default=None),
            ".".join(map(str, (*self.path, name))),
            what,
            right,
        )


def _fields(table: dict[str, Any], path: KeyPath) -> Iterator[tuple[str, Any, KeyPath]]:
    """Each field with its full name, its value and where it stands, whether sections are tables or in its name.

    A table of its own, as of a pressure, is a value only in a list.
    """
    for key, value in table.items():
        if isinstance(value, dict) and "kind" not in value:
            for name, each, at in _fields(value, (*path, key)):
                yield f"{key}.{name}", each, at
        else:
            yield key, value, (*path, key)


def wrong_number(method: str, points: int, fields_: int) -> Complaint | None:
    """What is wrong with so many points of a sample, if anything; of all that is uncertain the number of fields is 0."""
    if method == "sobol" and points & (points - 1):
        less = 1 << (points.bit_length() - 1)
        return Complaint(f"is {points}, and Sobol's sequence is balanced at powers of two", f"write {less} or {2 * less}")  # fmt: skip
    if method == "morris" and fields_ and points < 2 * (fields_ + 1):
        each = fields_ + 1
        return Complaint(f"is {points}, and one of Morris' trajectories through {fields_} field{'s' * (fields_ != 1)} takes {each}", f"write {10 * each} for ten of them")  # fmt: skip
    return None

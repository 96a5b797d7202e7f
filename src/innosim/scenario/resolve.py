"""Files laid over one another become a scenario: every parameter, every lever has its value."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from innosim.scenario.belonging import CHANGE, SELECTION
from innosim.scenario.catalogue import LEVERS, OUTCOMES, PARAMETERS, SECTIONS
from innosim.scenario.contrasts import CONTRASTS, Asked, unknown_in
from innosim.scenario.document import Document, Entry
from innosim.scenario.errors import Complaint, Problem, ScenarioError, did_you_mean
from innosim.scenario.fields import RELATIONS, Relation, as_expected, in_thousands
from innosim.scenario.numerals import plainly
from innosim.scenario.places import PRESETS, installed_folder
from innosim.scenario.positions import KeyPath
from innosim.scenario.pressure import (
    AT_NO_PRESSURE,
    EARLIER,
    PRESSURE,
    Pressure,
    check_pressure,
    in_shares,
    never_comes,
    too_much,
    yearly,
)
from innosim.scenario.regime_table import (
    ASSUMED,
    AT_ZERO,
    Preset,
    after_the_end,
    field_of,
    find_preset,
    read_preset,
)
from innosim.scenario.resolved import (
    ORDINARY,
    Given,
    Regime,
    Scenario,
    WrittenPressure,
    usual_baseline,
)
from innosim.scenario.toml_file import TomlFile

_MONTHS_A_YEAR = 12


@dataclass
class Layers:
    """Files and overrides laid over one another, the oldest first.

    ``whole`` is false where a file that is extended could not be had: a regime may be missing only
    for that reason, and is then not complained of.
    """

    entries: dict[KeyPath, Entry] = field(default_factory=dict)
    regimes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    bad: set[KeyPath] = field(default_factory=set)
    whole: bool = True
    sources: list[TomlFile] = field(default_factory=list)

    def lay(self, document: Document) -> None:
        """Lay one more file over those before it; what it names wins, field by field."""
        self.problems += document.problems
        self.bad |= document.bad
        if isinstance(document.source, TomlFile):
            self.sources.append(document.source)
        for path, entry in document.entries.items():
            self.entries.pop(path, None)  # so that the newest fields stand last
            self.entries[path] = entry
        for path in document.entries:
            if path[0] == "regime" and str(path[1]) not in self.regimes:
                self.regimes.append(str(path[1]))
        self._select(self.entries.pop(SELECTION, None))

    def lay_override(self, document: Document) -> None:
        """Lay a field set on the command line; it may not name a regime that isn't there."""
        for path, entry in document.entries.items():
            if path[0] == "regime" and path[1] not in self.regimes:
                if self.whole:
                    self.problems.append(
                        entry.problem("is not a regime", self.regime_meant(path[1]))
                    )
                return
        self.lay(document)

    def value(self, path: KeyPath, default: Any) -> Any:
        """The value of a field, else the default."""
        entry = self.entries.get(path)
        return default if entry is None else entry.value

    def is_newest(self, entry: Entry) -> bool:
        """Whether a field stands in the file that was laid last, or was set over it."""
        return entry.source in self.sources[-1:] or not isinstance(entry.source, TomlFile)

    def newest(self, paths: Iterable[KeyPath]) -> Entry | None:
        """Of these fields, the one that was laid last."""
        wanted = set(paths)
        return next((e for path, e in reversed(self.entries.items()) if path in wanted), None)

    def _select(self, selection: Entry | None) -> None:
        if selection is None:
            return
        for name in selection.value:
            if name not in self.regimes and self.whole:
                what = f"names {name}, which is not a regime"
                self.problems.append(selection.problem(what, self.regime_meant(name)))
        kept = [name for name in selection.value if name in self.regimes]
        if len(kept) < len(selection.value):
            return
        self.regimes = kept
        for path in [p for p in self.entries if p[0] == "regime" and p[1] not in kept]:
            del self.entries[path]

    def regime_meant(self, name: object) -> str:
        """The regime of a name nearest to this one, else the names of all."""
        near = did_you_mean(str(name), self.regimes)
        return near or "the regimes are " + (", ".join(self.regimes) or "none")


def resolve(layers: Layers, name: str, shown: str) -> Scenario | None:
    """The scenario that the layers make; what is wrong is added to ``layers.problems``.

    ``shown`` is how messages name the file.
    """
    values = {p.name: layers.value((p.section, p.name), p.default) for p in PARAMETERS.values()}
    _check_relations(layers, values)
    values[EARLIER] = _earlier(layers, values)
    rule = layers.value((PRESSURE.section, PRESSURE.name), check_pressure(PRESSURE.default))
    said, budget = rule, float(values[_BUDGET])
    rule = _in_shares(layers, rule, budget)
    shares = yearly(rule, math.ceil(values["months"] / _MONTHS_A_YEAR))
    _check_pressure(layers, rule, too_much(shares, said, budget), len(shares))
    regimes = {regime: _regime(layers, regime, values) for regime in layers.regimes}
    _check_ends(layers, regimes.values(), int(values["months"]))
    baseline = _baseline(layers, shown)
    contrasts = _contrasts(layers)
    if layers.problems:
        return None
    sesoi = {
        name: float(layers.value(("metrics", name), 0.0))
        for name in OUTCOMES
        if ("metrics", name) in layers.entries
    }
    return Scenario(
        name=name,
        title=layers.value(("title",), name),
        question=layers.value(("question",), ""),
        baseline=baseline,
        contrasts=contrasts,
        values=values,
        pressure=shares,
        regimes=regimes,
        sesoi=sesoi,
        start_up=_start_up(values),
        pressure_rule=WrittenPressure(rule),
        places=_places(layers, regimes.values()),
    )


_BUDGET = "budget_mdkk"


def _check_relations(layers: Layers, values: dict[str, Any]) -> None:
    for relation in RELATIONS:
        paths = [(PARAMETERS[name].section, name) for name in relation.names]
        complaint = relation.complaint(*(values[name] for name in relation.names))
        entry = layers.newest(paths)
        if layers.bad.intersection(paths):
            entry = layers.entries.get((PARAMETERS[_BUDGET].section, _BUDGET))
            if _BUDGET not in relation.names or not in_thousands(values[_BUDGET]):
                continue  # of values that are read wrong nothing more is known
        if complaint is not None and entry is not None:
            right = _borrowed(layers, relation, values)
            if not right or (complaint.right.startswith("write") and "budget" not in right):
                right = complaint.right  # what the file's own number is surely meant as
            layers.problems.append(entry.problem(complaint.what, right))


def _borrowed(layers: Layers, relation: Relation, values: dict[str, Any]) -> str:
    """Say which facts of a town of one's own are still another town's, where what does not fit may come of that; "" where none is."""
    found = []
    for name in relation.of_size:
        entry = layers.entries.get((PARAMETERS[name].section, name))
        if entry is None:
            found.append(f"{name} is {plainly(values[name])}, as in Randers")
        elif not layers.is_newest(entry):
            found.append(f"{name} is {plainly(values[name])}, as {entry.problem('').file} has it")
    if not found or len(found) == len(relation.of_size):
        return ""
    return f"{' and '.join(found)}: write your town's"


def _earlier(layers: Layers, values: dict[str, Any]) -> float:
    """The pressure before month 0, which may be an amount as well."""
    rule = {"kind": "constant", "value": values[EARLIER]}
    path = (PARAMETERS[EARLIER].section, EARLIER)
    return float(_in_shares(layers, rule, float(values["budget_mdkk"]), path)["value"])


def _in_shares(
    layers: Layers,
    rule: Pressure,
    budget_mdkk: float,
    path: KeyPath = (PRESSURE.section, PRESSURE.name),
) -> Pressure:
    """The pressure with amounts as shares of the budget; one out of range is complained of."""
    found = in_shares(rule, budget_mdkk)
    if not isinstance(found, list):
        return found
    entry = layers.entries[path]
    layers.problems += [entry.problem(each.what, each.right) for each in found]
    return AT_NO_PRESSURE


def _check_pressure(layers: Layers, rule: Pressure, together: Complaint | None, years: int) -> None:
    complaint = together or never_comes(rule, years)
    entry = layers.entries.get((PRESSURE.section, PRESSURE.name))
    if complaint is not None and entry is not None:
        layers.problems.append(entry.problem(complaint.what, complaint.right))


def _check_ends(layers: Layers, regimes: Iterable[Regime], months: int) -> None:
    """Refuse changes that come after the end: nothing would happen."""
    for regime in regimes:
        entry = layers.entries.get(("regime", regime.name, CHANGE))
        if entry is None:
            continue
        for change, late in after_the_end(regime.changes, months):
            layers.problems.append(entry.problem(late.what, late.right, (change.written, "month")))


def _places(layers: Layers, regimes: Iterable[Regime]) -> dict[str, Given]:
    """Where the fields got their values that may turn out not to fit, in a run of another length or by what pilots use."""
    found = {}
    for path, entry in layers.entries.items():
        if path[0] in SECTIONS or (path[0] == "regime" and path[-1] in LEVERS and len(path) == 3):
            found[".".join(map(str, path))] = _given(entry.problem(""), entry.value)
    for regime in regimes:
        dated = layers.entries.get(("regime", regime.name, CHANGE))
        if dated is None:
            continue
        for change in regime.changes:
            said = dated.problem("", inner=(change.written, "month"))
            found[field_of(regime.name, change)] = _given(said, change.month)
    return found


def _given(said: Problem, value: object) -> Given:
    return Given(said.file, said.line, value)


def _start_up(values: dict[str, Any]) -> dict[str, float]:
    """The levers before month 0: those of an ordinary town, whatever a preset of that name beside the file says."""
    routine, _ = read_preset(installed_folder() / PRESETS / f"{ORDINARY}.toml")
    return as_expected(dict.fromkeys(LEVERS, 0.0) | routine.levers, values)


def _regime(layers: Layers, name: str, values: dict[str, Any]) -> Regime:
    def get(key: str, default: Any) -> Any:
        return layers.value(("regime", name, key), default)

    preset = _preset(layers, name)
    levers = dict.fromkeys(LEVERS, 0.0) | preset.levers
    sources = dict.fromkeys(LEVERS, AT_ZERO) | preset.sources
    for lever in LEVERS:
        if ("regime", name, lever) in layers.entries:
            own = get(lever, 0.0)
            if own != levers[lever]:  # what only repeats the preset is as well known as there
                sources[lever] = ASSUMED
            levers[lever] = own
        sources[lever] = layers.value(("regime", name, "sources", lever), sources[lever])
    title = get("title", preset.title or name)
    changes = tuple(
        replace(change, levers=as_expected(change.levers, values)) for change in get(CHANGE, ())
    )
    return Regime(name, title, preset.name or None, as_expected(levers, values), changes, sources)


def _preset(layers: Layers, regime: str) -> Preset:
    empty = Preset("", "", {}, {})
    entry = layers.entries.get(("regime", regime, "preset"))
    if entry is None:
        return empty
    folder = entry.source.path.parent if isinstance(entry.source, TomlFile) else Path()
    path = find_preset(entry.value, folder)
    if isinstance(path, Complaint):
        layers.problems.append(entry.problem(path.what, path.right))
        return empty
    try:
        preset, problems = read_preset(path)
    except ScenarioError as error:
        preset, problems = empty, list(error.problems)
    layers.problems += [problem for problem in problems if problem not in layers.problems]
    return preset


def _contrasts(layers: Layers) -> tuple[Asked, ...]:
    """What is asked; of a file that this one extends only what its regimes can still answer."""
    entry = layers.entries.get((CONTRASTS,))
    if entry is None or not layers.whole:
        return ()
    missing = unknown_in(entry.value, layers.regimes)
    if not missing:
        return tuple(entry.value)
    if layers.is_newest(entry):
        what = f"names {missing}, which is not a regime"
        layers.problems.append(entry.problem(what, layers.regime_meant(missing)))
    return tuple(asked for asked in entry.value if not unknown_in([asked], layers.regimes))


def _baseline(layers: Layers, shown: str) -> str:
    if not layers.whole:
        return ""
    if not layers.regimes:
        if not any(path[0] == "regime" for path in layers.bad):
            right = 'write extends = "randers.toml", or [regime.routine] with preset = "routine"'
            layers.problems.append(Problem(shown, None, "", "there is no regime", right))
        return ""
    entry = layers.entries.get(("baseline",))
    if entry is None:
        return usual_baseline(layers.regimes)
    if entry.value not in layers.regimes:
        right = layers.regime_meant(entry.value)
        layers.problems.append(entry.problem(f"is {entry.value}, which is not a regime", right))
    return str(entry.value)

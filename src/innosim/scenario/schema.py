"""The JSON Schema of scenario files, made from the catalogue, so that editors complete and check."""

from __future__ import annotations

from dataclasses import fields

from innosim.scenario.amounts import EXAMPLE, PATTERN
from innosim.scenario.belonging import LAST_MONTH, LINE, TOP_LEVEL
from innosim.scenario.catalogue import LEVERS, OUTCOMES, PARAMETERS, SECTIONS
from innosim.scenario.catalogue.declare import Lever, Metric, Parameter, Text
from innosim.scenario.contrasts import CONTRASTS, MOST
from innosim.scenario.document import SAID
from innosim.scenario.fields import EXPECTED
from innosim.scenario.places import preset_names
from innosim.scenario.pressure import EARLIER, FIELDS, OPTIONAL, PRESSURE
from innosim.scenario.resolved import Json

SCHEMA_FILE = "innosim.schema.json"
"""The file that the ``#:schema`` line of a new scenario names, beside the scenario."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TOP_LEVEL_TEXT = {
    "title": "what the scenario is called. Dansk: scenariets titel",
    "question": "what the scenario asks. Dansk: scenariets spørgsmål",
    "extends": "a scenario that this one builds on. Dansk: et scenarie, som dette bygger på",
    "baseline": "the regime that others are compared with. Dansk: regimet, de andre måles mod",
}


def scenario_schema() -> Json:
    """The schema of a scenario file (draft 2020-12)."""
    top = {
        key: {**(_said(most) if key in SAID else _line(most)), "description": words}
        for (key, most), words in zip(TOP_LEVEL.items(), _TOP_LEVEL_TEXT.values(), strict=True)
    }
    top[CONTRASTS] = {
        "type": "array",
        "items": {"type": "string", "pattern": r"^\S+ +- +\S+ +on +\S+$"},
        "minItems": 1,
        "maxItems": MOST,
        "description": "what is asked, such as framed - bottom-up on mandate_share. Dansk: det, der spørges om",
    }
    sections: Json = {str(name): _table(_parameters(found)) for name, found in SECTIONS.items()}
    sections["uncertainties"]["properties"][PRESSURE.name] = _pressure()
    earlier = sections[str(PARAMETERS[EARLIER].section)]["properties"]
    told = {key: value for key, value in earlier[EARLIER].items() if key not in _OF_A_NUMBER}
    earlier[EARLIER] = {**told, **_share()}
    sections["run"]["properties"]["regimes"] = {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "uniqueItems": True,
        "description": "regimes that are kept, in this order. Dansk: regimer, der beholdes",
    }
    regimes = {
        "type": "object",
        "description": "ways of governing innovation, by name. Dansk: styringsformer",
        "additionalProperties": _regime(),
    }
    schema = _table({**top, **sections, "metrics": _table(_metrics()), "regime": regimes})
    return {"$schema": _DIALECT, "title": "innosim scenario", **schema}


def preset_schema() -> Json:
    """The schema of a preset file."""
    properties = {"title": _said(LINE), "levers": _table(_levers()), "sources": _table(_sources())}
    schema = _table(properties, "title", "levers", "sources")
    return {"$schema": _DIALECT, "title": "innosim preset", **schema}


def _line(most: int) -> Json:
    return {"type": "string", "minLength": 1, "maxLength": most}


def _said(most: int) -> Json:
    """A text, or one in each language."""
    line = _line(most)
    languages = [each.name for each in fields(Text)]
    return {"anyOf": [line, _table(dict.fromkeys(languages, line), *languages)]}


def _table(properties: Json, *required: str) -> Json:
    table: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**table, "required": list(required)} if required else table


def _parameters(parameters: tuple[Parameter, ...]) -> Json:
    return {parameter.name: _parameter(parameter) for parameter in parameters}


def _parameter(parameter: Parameter) -> Json:
    description = _description(parameter)
    source = f"{parameter.source}: {parameter.how}" if parameter.how else parameter.source
    common = {
        "description": f"{description} [{source}]",
        "default": parameter.default,
        "x-unit": parameter.unit,
        "x-source": source,
    }
    if isinstance(parameter.default, bool):
        return {"type": "boolean", **common}
    if isinstance(parameter.default, str):
        return {"type": "string", **common}
    kind = "integer" if isinstance(parameter.default, int) else "number"
    least, most = parameter.limits
    plausible = [parameter.low, parameter.high]
    return {
        "type": kind,
        "minimum": least,
        "maximum": most,
        "x-plausible": plausible,
        **common,
    }


def _levers() -> Json:
    return {lever.name: _lever(lever) for lever in LEVERS.values()}


def _lever(lever: Lever) -> Json:
    common = {"description": f"{_description(lever)} [{lever.source}]", "x-unit": lever.unit}
    if lever.kind == "yes/no":
        return {"type": "boolean", "default": False, **common}
    kind = "integer" if lever.kind == "whole" else "number"
    number = {"type": kind, "minimum": lever.low, "maximum": lever.high}
    if lever.expected:
        return {"anyOf": [number, {"const": EXPECTED}], "default": 0, **common}
    return {**number, "default": 0, **common}


def _description(declared: Parameter | Lever) -> str:
    return f"{declared.meaning.en} ({declared.unit}). Dansk: {declared.meaning.da}"


def _sources() -> Json:
    text = {"type": "string", "minLength": 1, "maxLength": LINE}
    return {name: {**text, "description": f'source of {name}, or "assumed"'} for name in LEVERS}


def _regime() -> Json:
    month = {
        "type": "integer",
        "minimum": 1,
        "maximum": LAST_MONTH,
        "description": "from this month on. Dansk: fra denne måned",
    }
    change = _table({"month": month, **_levers(), "sources": _table(_sources())}, "month")
    preset = {
        **_line(LINE),
        "description": "a preset that the regime starts from. Dansk: udgangspunkt for regimet",
        "examples": list(preset_names()),
    }
    changes = {
        "type": "array",
        "items": change,
        "description": "levers that change over time. Dansk: virkemidler, der ændres undervejs",
    }
    sources = _table(_sources())
    fixed = {"preset": preset, "title": _said(LINE), "sources": sources, "change": changes}
    return _table({**fixed, **_levers()})


def _metrics() -> Json:
    return {
        metric.name: {
            "type": "number",
            "minimum": 0,
            "description": f"smallest difference that matters: {metric.meaning.en} ({metric.unit}{_usual(metric)})."
            f" Dansk: mindste forskel, der betyder noget: {metric.meaning.da}",
        }
        for metric in OUTCOMES.values()
    }


def _usual(metric: Metric) -> str:
    """What it is where a file says nothing: a rule, as it may grow with the town."""
    return "" if metric.sesoi is None else f"; else {metric.sesoi.rule}"


_OF_A_NUMBER = ("type", "minimum", "maximum")


def _share() -> Json:
    """A share of the budget, or an amount of kroner."""
    amount = {"type": "string", "pattern": PATTERN, "examples": [EXAMPLE]}
    return {"anyOf": [{"type": "number", "minimum": 0, "maximum": PRESSURE.limits[1]}, amount]}


def _pressure() -> Json:
    share = _share()
    series = _table(
        {"kind": {"const": "series"}, "values": {"type": "array", "items": share, "minItems": 1}},
        "kind",
        "values",
    )
    kinds = [_pressure_kind(kind) for kind in FIELDS if kind != "series"]
    return {
        "oneOf": [share, *kinds, series],
        "default": PRESSURE.default,
        "description": f"{_description(PRESSURE)} [{PRESSURE.source}]",
    }


def _pressure_kind(kind: str) -> Json:
    fields = {
        name: _share()
        if unit == "share"
        else {"type": "integer" if whole else "number", "minimum": least, "maximum": most}
        for name, (least, most, unit, whole) in FIELDS[kind].items()
    }
    required = [name for name in fields if name not in OPTIONAL.get(kind, set())]
    return _table({"kind": {"const": kind}, **fields}, "kind", *required)

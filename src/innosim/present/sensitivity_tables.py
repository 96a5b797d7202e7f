"""What moves an outcome, as tables: an overview in smallest effects, and a table a metric."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from innosim.analysis.delta_indices import Index
from innosim.analysis.screening_effects import Screened
from innosim.analysis.sensitivity import Findings, OfMetric
from innosim.experiment.draws import declared
from innosim.experiment.intervals import Interval
from innosim.present.comparison import metric_name, scale
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, number, percent, rounded, say
from innosim.scenario.catalogue import COSTS, METRICS, Text

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from matplotlib.figure import Figure

    from innosim.present.figures.scene import Scene

SHOWN = 10
"""So many parameters are shown of each metric, and in the overview twice as many."""

_OVERVIEW = Text(
    "What moves {0}, {1}: mean size of an effect over a parameter's whole range, in smallest effects that matter",
    "Hvad flytter {0}, {1}: gennemsnitlig størrelse af en effekt over en parameters hele spænd, i mindste effekter af betydning",
)
_DETAIL = "{0}, {1}, {2}"
_HEAD = (
    Text("uncertain", "usikkert"),
    Text("moves it by", "flytter det med"),
    Text("noise alone", "støj alene"),
    Text("way", "retning"),
    Text("interplay", "samspil"),
    Text("delta, share", "delta, andel"),
    Text("variance", "varians"),
)
_WAYS = {1: Text("up", "op"), -1: Text("down", "ned"), 0: Text("both", "begge")}
_NOISE = Text("noise?", "støj?")
_BASIS = Text(
    "{0} trajectories through the ranges of {1} parameters, {2} replications at each of {3} points; then {4} draws of {5} of them, the others at the file's values; seed {6}.",
    "{0} baner gennem spændene for {1} parametre, {2} kørsler i hvert af {3} punkter; derefter {4} trækninger af {5} af dem, resten som i filen; startværdi (seed) {6}.",
)
_HEARD = Text(
    "{0} of {1} parameters move it by more than replication noise alone would; the others are not told from none.",
    "{0} af {1} parametre flytter det mere, end støj mellem kørsler alene ville; de andre kan ikke skelnes fra ingen effekt.",
)
_READING = Text(
    "Moves it by: mean size of the change over a parameter's range, with its 95 % interval over trajectories. Noise alone: what noise stays under, in all parameters of the metric at once (95 %); at least that of the parameters that move the metric at all. Interplay: spread of the change over its mean size; over 1, it hangs on where the others are. Delta: share of the distribution; in brackets no more than an unrelated parameter may have, in all of these parameters and metrics at once (95 %): such a one moves the metric, but no share of its own is shown. Variance: first-order share.",
    "Flytter det med: gennemsnitlig størrelse af ændringen over en parameters spænd med 95 %-interval over baner. Støj alene: hvad støj holder sig under, i alle målets parametre på én gang (95 %); mindst som hos de parametre, der overhovedet flytter målet. Samspil: ændringens spredning i forhold til dens størrelse; over 1 afhænger den af, hvor de andre er. Delta: andel af fordelingen; i parentes ikke mere, end en uvedkommende parameter kan have, i alle disse parametre og mål på én gang (95 %): en sådan flytter målet, men ingen egen andel er vist. Varians: førsteordens andel.",
)
_SPREAD = Text(
    "Over the draws {0} is {1} ({2} to {3}, 90 % of draws); {4} of that variance is replication noise.",
    "Over trækningerne er {0} {1} ({2} til {3}, 90 % af trækningerne); {4} af den varians er støj mellem kørsler.",
)
_BLANK = Text(
    "Blank: no more than replication noise alone may give (each metric by itself: in one of twenty it is passed somewhere by chance).",
    "Tomt: ikke mere, end støj mellem kørsler alene kan give (hvert mål for sig: i ét af tyve overskrides det et sted ved en tilfældighed).",
)
_NONE = Text(
    "No parameter moves any of these by more than replication noise: more replications or trajectories would say more.",
    "Ingen parameter flytter nogen af disse mere end støj mellem kørsler: flere kørsler eller baner ville sige mere.",
)
_UNDEFINED = Text(
    "Without a value at {0} of {1} points of the screening and {2} of {3} draws.",
    "Uden værdi i {0} af {1} punkter i screeningen og {2} af {3} trækninger.",
)
_FAILED = Text(
    "{0} points of the screening and {1} draws could not be run; they are left out.",
    "{0} punkter i screeningen og {1} trækninger kunne ikke køres; de er udeladt.",
)


def sensitivity_sheets(found: Findings, lang: Language = "en") -> tuple[Sheet, ...]:
    """The overview where several metrics are looked at, then a table each."""
    details = tuple(hanging_sheet(found, metric, lang) for metric in found.metrics)
    return (overview(found, lang), *details) if len(details) > 1 else details


def overview(found: Findings, lang: Language = "en") -> Sheet:
    """A row a parameter, the one that moves any metric most smallest effects first; a column a metric."""
    metrics = [name for name in found.metrics if name in found.effects]
    order = found.order()
    rows = tuple(
        (name, *(_times(found.in_effects(metric, name), lang) for metric in metrics))
        for name in order[: 2 * SHOWN]
    )
    title = say(_OVERVIEW, lang).format(found.of, say(COSTS[found.cost].short, lang))
    notes = [say(_BLANK if rows else _NONE, lang), _basis(found, lang)]
    head = (say(_HEAD[0], lang), *(say(METRICS[name].short, lang) for name in metrics))
    return Sheet(title, head, rows, (*notes, *_failed(found, lang)))


def hanging_sheet(found: Findings, metric: str, lang: Language = "en") -> Sheet:
    """A row a parameter, the strongest first."""
    one = found.metrics[metric]
    rows = tuple(_row(each, one, lang) for each in one.screened[:SHOWN])
    title = _DETAIL.format(metric_name(metric, lang), found.of, say(COSTS[found.cost].short, lang))
    notes = [say(_HEARD, lang).format(one.heard, len(one.screened)), *_over_draws(found, one, lang)]
    if any(one.undefined):
        points = found.trajectories * (len(found.parameters) + 1)
        counts = (one.undefined[0], points, one.undefined[1], found.draws)
        notes.append(say(_UNDEFINED, lang).format(*(number(each, 0, lang) for each in counts)))
    notes += [say(_READING, lang), _basis(found, lang)]
    head = tuple(say(name, lang) for name in _HEAD)
    return Sheet(title, head, rows, (*notes, *_failed(found, lang)), frozenset({0, 3}))


def _row(one: Screened, of: OfMetric, lang: Language) -> tuple[str, ...]:
    factor = scale(of.metric)
    index = of.index(one.name)
    way = round(one.one_way) if abs(one.one_way) > _CLEAR else 0
    return (
        one.name,
        _ends(one.size, factor, lang),
        rounded(one.most_noise * factor, lang, half=one.most_noise * factor),
        say(_WAYS[way], lang) if one.is_heard else say(_NOISE, lang),
        rounded(one.spread / one.size.mean, lang, half=0.1) if one.size.mean > 0.0 else "",
        *(_index(index, lang) if index is not None else ("", "")),
    )


_CLEAR = 0.7
"""Where mean and mean size agree by so much, an effect goes one way."""


def _ends(size: Interval, factor: float, lang: Language) -> str:
    mean, low, high, _ = size
    half = factor * (high - low) / 2.0
    if math.isnan(half):
        return rounded(mean * factor, lang)
    ends = " – ".join(rounded(end * factor, lang, half=half) for end in (low, high))
    return f"{rounded(mean * factor, lang, half=half)} ({ends})"


def _index(index: Index, lang: Language) -> tuple[str, str]:
    delta = f"{number(index.delta.mean, 2, lang)} ±{number(_half(index.delta), 2, lang)}"
    share = f"{number(index.share.mean, 2, lang)} ±{number(_half(index.share), 2, lang)}"
    return (delta if index.is_seen else f"({delta})"), share


def _half(found: Interval) -> float:
    return (found.high - found.low) / 2.0


def _over_draws(found: Findings, one: OfMetric, lang: Language) -> list[str]:
    low, middle, high = (each * scale(one.metric) for each in one.spread)
    if math.isnan(middle):
        return []
    half = (high - low) / 10.0
    told = (rounded(each, lang, half=half) for each in (middle, low, high))
    return [say(_SPREAD, lang).format(found.of, *told, percent(one.noise, lang))]


def _times(times: float, lang: Language) -> str:
    return number(times, 1, lang) if times > 0.0 else ""


def _basis(found: Findings, lang: Language) -> str:
    points = found.trajectories * (len(found.parameters) + 1)
    counts = (
        found.trajectories,
        len(found.parameters),
        found.replications,
        points,
        found.draws,
        len(found.varied),
    )
    return say(_BASIS, lang).format(*(number(each, 0, lang) for each in counts), found.seed)


def _failed(found: Findings, lang: Language) -> tuple[str, ...]:
    if not any(found.failed):
        return ()
    return (say(_FAILED, lang).format(*(number(each, 0, lang) for each in found.failed)),)


def sensitivity_frame(found: Findings) -> pd.DataFrame:
    """A row a metric and parameter: range, source, effects, noise and indices, in the metric's own unit."""
    import pandas as pd

    rows = []
    for metric, one in found.metrics.items():
        for place, each in enumerate(one.screened, start=1):
            parameter, index = declared(each.name), one.index(each.name)
            rows.append(
                {
                    "metric": metric,
                    "rank": place,
                    "parameter": each.name,
                    "section": parameter.section,
                    "subject": parameter.subject,
                    "source": parameter.source,
                    "range_low": float(parameter.low),
                    "range_high": float(parameter.high),
                    "size": each.size.mean,
                    "size_low": each.size.low,
                    "size_high": each.size.high,
                    "mean": each.mean,
                    "spread": each.spread,
                    "noise": each.noise,
                    "most_noise": each.most_noise,
                    "over_noise": each.is_heard,
                    "effects": each.effects,
                    "in_smallest_effects": each.size.mean / found.effects[metric]
                    if metric in found.effects
                    else math.nan,
                    **_columns("delta", index.delta if index is not None else None),
                    "unrelated_delta": index.unrelated if index is not None else math.nan,
                    **_columns("variance_share", index.share if index is not None else None),
                }
            )
    return pd.DataFrame(rows)


def _columns(name: str, found: Interval | None) -> dict[str, float]:
    mean, low, high = (found.mean, found.low, found.high) if found is not None else (math.nan,) * 3
    return {name: mean, f"{name}_low": low, f"{name}_high": high}


def sensitivity_json(found: Findings) -> dict[str, object]:
    """What the command prints as JSON; undefined is null."""
    rows = sensitivity_frame(found).to_dict(orient="records")
    plain = [
        {
            str(key): None if isinstance(value, float) and not math.isfinite(value) else value
            for key, value in row.items()
        }
        for row in rows
    ]
    return {
        "scenario": found.scenario,
        "of": str(found.of),
        "cost": found.cost,
        "seed": found.seed,
        "months": found.months,
        "trajectories": found.trajectories,
        "replications": found.replications,
        "draws": found.draws,
        "drawn": list(found.varied),
        "failed": {"screening": found.failed[0], "draws": found.failed[1]},
        "order": list(found.order()),
        "noise_share": {
            name: None if math.isnan(one.noise) else one.noise
            for name, one in found.metrics.items()
        },
        "parameters": plain,
    }


def save_sensitivity(
    found: Findings, folder: Path, command: str, *, lang: Language = "en"
) -> list[Path]:
    """Write ``sensitivity.csv`` and a figure a metric at each size; returns the files.

    Raises:
        FolderError: they cannot be written, or another's file of such a name is there.
    """
    from innosim.experiment.made import made_in
    from innosim.present.figures.sensitivity import page
    from innosim.present.study_figures import plain_scene, save_pages

    text = sensitivity_frame(found).to_csv(index=False).encode()

    def table(stream: BinaryIO) -> None:
        stream.write(text)

    scene = partial(
        plain_scene,
        found.scenario,
        command,
        lang=lang,
        seed=found.seed,
        months=found.months,
        cost=found.cost,
    )
    with made_in(folder) as made:
        written = [made.write("sensitivity.csv", table)]
    drawn = [(metric, partial(_drawn, page, found, metric)) for metric in found.metrics]
    return written + save_pages(drawn, folder, scene)


def _drawn(
    page: Callable[..., object], found: Findings, metric: str, figure: Figure, scene: Scene
) -> object:
    return page(figure, found, metric, scene)

"""Patterns as tables: which hold, what was measured of each, and what broken rules do to them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from innosim.analysis.patterns.declare import Prediction
from innosim.analysis.patterns.judging import Holding, Judged, Tested
from innosim.present.tables import Sheet
from innosim.present.words.language import Language, decimals, number, say, unit, with_half
from innosim.scenario.catalogue import Text
from innosim.scenario.reader import load

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from matplotlib.figure import Figure

    from innosim.present.figures.scene import Scene

HOLDINGS = {
    Holding.HELD: Text("held", "holder"),
    Holding.NOT_HELD: Text("not held", "holder ikke"),
    Holding.UNDECIDED: Text("undecided", "uafklaret"),
}
"""The words for what became of a prediction."""

_TITLE = Text("Patterns that the model should show", "Mønstre, som modellen bør vise")
_KINDS = {
    True: Text("built in", "indbygget"),
    False: Text("can fail", "kan fejle"),
}
_HEAD = (
    Text("pattern", "mønster"),
    Text("it says", "det siger"),
    Text("kind", "art"),
    Text("verdict", "resultat"),
    Text("held", "holder"),
)
_NOTES = (
    Text(
        "Built in: it follows from one rule as it is written, so that it is verified rather than evidence. Can fail: a test of the model.",
        "Indbygget: det følger af én regel, som den er skrevet, og er efterprøvet snarere end belæg. Kan fejle: en prøve af modellen.",
    ),
    Text(
        "Held: each of its predictions lies where it was predicted to with its whole 95 % interval. Not held: one lies elsewhere with an interval that is wide enough for all at once.",
        "Holder: hver forudsigelse ligger med hele sit 95 %-interval, hvor den skulle. Holder ikke: én ligger et andet sted med et interval, der er bredt nok til alle på én gang.",
    ),
)
_DETAIL = (
    Text("predicted of", "forudsagt om"),
    Text("where", "hvor"),
    Text("measured", "målt"),
    Text("verdict", "resultat"),
)
_BROKEN_HEAD = (
    Text("broken rule", "brudt regel"),
    Text("predicted of", "forudsagt om"),
    Text("measured", "målt"),
    Text("verdict", "resultat"),
)
_BROKEN_TITLE = Text("Rules broken on purpose", "Regler, der er brudt med vilje")
_BESIDE = Text("beside it", "desuden")
_WORST = Text("(of {0}, nearest to failing)", "(af {0}, nærmest ved at fejle)")
_OVER, _UNDER, _BETWEEN = Text("above {0}", "over {0}"), Text("below {0}", "under {0}"), Text("{0} to {1}", "{0} til {1}")  # fmt: skip
_GONE = Text(
    "With the rule broken the pattern must be gone, that is not held or undecided.",
    "Når reglen er brudt, skal mønstret være væk, altså ikke holde eller være uafklaret.",
)
_MEASURED = "{0}: {1} ({2} {3})"


def overview_sheet(found: Sequence[Judged], lang: Language = "en") -> Sheet:
    """A row a pattern: what it says, of which kind it is, and its verdict."""
    rows = tuple(
        (
            each.pattern.name,
            say(each.pattern.says, lang),
            say(_KINDS[each.pattern.built_in], lang),
            say(HOLDINGS[each.standing], lang),
            f"{each.held}/{len(each.counted)}",
        )
        for each in sorted(found, key=lambda each: not each.pattern.built_in)
    )
    head = tuple(say(name, lang) for name in _HEAD)
    notes = tuple(say(note, lang) for note in _NOTES)
    return Sheet(say(_TITLE, lang), head, rows, notes, frozenset({0, 1, 2, 3}), frozenset({1}))


def pattern_sheet(found: Judged, lang: Language = "en") -> Sheet:
    """A row a prediction: where it was predicted to lie, what was measured, and its verdict."""
    why = (say(found.pattern.why, lang),) if found.pattern.why is not None else ()
    return Sheet(
        _MEASURED.format(
            found.pattern.name,
            say(found.pattern.says, lang),
            number(found.replications, 0, lang),
            say(found.pattern.counted, lang),
        ),
        tuple(say(name, lang) for name in _DETAIL),
        tuple(_row(each, found, lang) for each in found.shown),
        why,
        frozenset({0, 1, 3}),
        frozenset({0}),
    )


def broken_sheet(found: Sequence[Judged], lang: Language = "en") -> Sheet | None:
    """A row for each prediction that must be gone where a rule is broken; None where none was run."""
    rows = tuple(
        (
            f"{each.pattern.name}: {say(rule.says, lang)}",
            say(findings[place].predicted.says, lang),
            measured(findings[place], lang),
            say(HOLDINGS[findings[place].standing], lang),
        )
        for each in found
        for rule, findings in each.broken
        for place in rule.gone
    )
    if not rows:
        return None
    head = tuple(say(name, lang) for name in _BROKEN_HEAD)
    return Sheet(
        say(_BROKEN_TITLE, lang),
        head,
        rows,
        (say(_GONE, lang),),
        frozenset({0, 1, 3}),
        frozenset({0, 1}),
    )


def pattern_sheets(found: Sequence[Judged], lang: Language = "en") -> tuple[Sheet, ...]:
    """All tables: the overview where there is more than one, then each pattern, then broken rules."""
    over = (overview_sheet(found, lang),) if len(found) > 1 else ()
    broken = broken_sheet(found, lang)
    return (*over, *(pattern_sheet(each, lang) for each in found), *((broken,) if broken else ()))


def predicted_words(predicted: Prediction, lang: Language) -> str:
    """Where an effect was predicted to lie: over 0, under .5, .7 to 1.3."""
    least, most = predicted.least, predicted.most
    if math.isinf(most):
        return say(_OVER, lang).format(_bound(least, lang))
    if math.isinf(least):
        return say(_UNDER, lang).format(_bound(most, lang))
    return say(_BETWEEN, lang).format(_bound(least, lang), _bound(most, lang))


def measured(found: Tested, lang: Language) -> str:
    """An effect with its 95 % interval."""
    mean, low, high, _ = found.effect
    if math.isnan(mean) or math.isinf(mean):
        return "–"
    signed = 0.0 in (found.predicted.least, found.predicted.most)
    return with_half(mean, low, high, lang, signed=signed)


def _bound(value: float, lang: Language) -> str:
    return number(value, min(decimals(value), 2) if value % 1.0 else 0, lang)


def _row(found: Tested, of: Judged, lang: Language) -> tuple[str, ...]:
    predicted = found.predicted
    words = say(predicted.says, lang)
    if predicted.group is not None:
        many = sum(each.predicted.group == predicted.group for each in of.findings)
        words += f" {say(_WORST, lang).format(many)}"
    verdict = say(HOLDINGS[found.standing], lang)
    what = unit(predicted.unit, lang)
    return (
        f"{words}, {what}" if what else words,
        predicted_words(predicted, lang),
        measured(found, lang),
        verdict if predicted.counts else f"({verdict}; {say(_BESIDE, lang)})",
    )


def patterns_frame(found: Sequence[Judged]) -> pd.DataFrame:
    """Every prediction of every pattern as a row, those under broken rules too."""
    import pandas as pd

    rows = []
    for each in found:
        rules = [("", each.findings), *((rule.says.en, findings) for rule, findings in each.broken)]
        for rule, findings in rules:
            for place, one in enumerate(findings):
                rows.append(
                    {
                        "pattern": each.pattern.name,
                        "built_in": each.pattern.built_in,
                        "broken": rule,
                        "prediction": one.predicted.says.en,
                        "counts": one.predicted.counts,
                        "least": one.predicted.least,
                        "most": one.predicted.most,
                        "unit": one.predicted.unit,
                        "effect": one.effect.mean,
                        "low": one.effect.low,
                        "high": one.effect.high,
                        "wide_low": one.wide.low,
                        "wide_high": one.wide.high,
                        "n": one.effect.n,
                        "verdict": str(one.standing),
                        "place": place,
                    }
                )
    return pd.DataFrame(rows)


def patterns_json(found: Sequence[Judged], lang: Language = "en") -> list[dict[str, object]]:
    """What the command prints as JSON: a pattern each, undefined and endless as null."""
    return [
        {
            "pattern": each.pattern.name,
            "says": say(each.pattern.says, lang),
            "built_in": each.pattern.built_in,
            "replications": each.replications,
            "verdict": str(each.standing),
            "held": each.held,
            "predictions": [_prediction_json(one, lang, each.shown) for one in each.findings],
            "broken": [
                {
                    "rule": say(rule.says, lang),
                    "gone": list(rule.gone),
                    "predictions": [_prediction_json(one, lang, findings) for one in findings],
                }
                for rule, findings in each.broken
            ],
        }
        for each in found
    ]


def _prediction_json(found: Tested, lang: Language, shown: Sequence[Tested]) -> dict[str, object]:
    return {
        "says": say(found.predicted.says, lang),
        "counts": found.predicted.counts,
        "shown": any(found is each for each in shown),
        "least": _finite(found.predicted.least),
        "most": _finite(found.predicted.most),
        "unit": found.predicted.unit,
        "effect": _finite(found.effect.mean),
        "low": _finite(found.effect.low),
        "high": _finite(found.effect.high),
        "n": found.effect.n,
        "verdict": str(found.standing),
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def save_patterns(
    found: Sequence[Judged], folder: Path, *, replications: int | None = None, lang: Language = "en"
) -> list[Path]:
    """Write ``patterns.csv`` and a figure a pattern at each size; returns the files.

    Raises:
        FolderError: they cannot be written, or another's file of such a name is there.
    """
    from innosim.experiment.made import made_in
    from innosim.present.figures.pattern import page, parts
    from innosim.present.study_figures import plain_scene, save_pages

    text = patterns_frame(found).to_csv(index=False).encode()

    def table(stream: BinaryIO) -> None:
        stream.write(text)

    with made_in(folder) as made:
        written = [made.write("patterns.csv", table)]
    for each in found:
        base = load(each.pattern.scenario).values
        months = int(each.pattern.values.get("months", base["months"]))
        command = f"innosim patterns --only {each.pattern.name}"
        command += f" --replications {replications}" if replications else ""
        scene = partial(
            plain_scene, "patterns", command, lang=lang, seed=int(base["seed"]), months=months
        )
        for size in ("slide", "paper"):
            rows = parts(each, size)
            numbers = [f"-{place + 1}" for place in range(len(rows))] if len(rows) > 1 else [""]
            drawn = [
                (each.pattern.name + number, partial(_drawn, page, each, part))
                for number, part in zip(numbers, rows, strict=True)
            ]
            written += save_pages(drawn, folder, scene, sizes=(size,))
    return written


def _drawn(
    page: Callable[..., object],
    found: Judged,
    rows: Sequence[Tested],
    figure: Figure,
    scene: Scene,
) -> object:
    return page(figure, found, scene, rows)

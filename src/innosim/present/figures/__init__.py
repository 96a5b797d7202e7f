"""The figures: which there are, in the order in which they tell a result's story, one module each.

A module says in its first line which question it answers, and has two functions with the same options:
``page(figure, material, scene, ...)`` makes a whole figure with title and footer, ``draw(axes, material,
scene, ...)`` draws into Axes that are given; both return the Axes they drew on. A `Scene` knows the
regimes, the language and the size; `Material` what analysis makes of the result.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from types import ModuleType

from innosim.experiment.keep import Keep
from innosim.scenario.catalogue.declare import Text


@dataclass(frozen=True)
class FigureRow:
    """A row of the table of figures: all that the command line, ``result.plot``, the files and the documentation know of it.

    ``name`` is its choice on the command line and the stem of its files; ``module`` stands in this package.
    ``monthly`` is true of one that takes months, ``ledger`` of one that takes the ledger; ``inventive`` is how many regimes with ideas it takes; a result with fewer has no such figure. Where it is
    ``in_parts``, the module's ``parts(scene)`` gives the options of each page that one page cannot hold;
    ``counts`` is true of a figure that shows runs or counts without an interval; ``over_months`` of one whose ``page`` and
    ``draw`` take ``before``, to show the months before month 0 too.
    """

    name: str
    module: str
    shows: Text
    inventive: int = 0
    in_parts: bool = False
    counts: bool = False
    over_months: bool = False
    monthly: bool = False
    ledger: bool = False

    def has(self, kept: Keep) -> bool:
        """Whether a result that kept this has what the figure shows, but for ideas."""
        return (kept.monthly or not self.monthly) and (kept.ledger or not self.ledger)

    @property
    def method(self) -> str:
        """Its name in ``result.plot``."""
        return self.name.replace("-", "_")

    def load(self) -> ModuleType:
        """Its module; matplotlib is imported no earlier."""
        return importlib.import_module(f"{__name__}.{self.module}")


FIGURES: tuple[FigureRow, ...] = (
    FigureRow(
        "metrics",
        "metrics",
        Text(
            "every run as a dot, mean and interval, and paired differences in both cost modes",
            "hver kørsel som en prik, gennemsnit og interval, og parrede forskelle i begge omkostningsformer",
        ),
        in_parts=True,
    ),
    FigureRow(
        "indicators",
        "timeline",
        Text(
            "indicators over time, with elections and shocks marked",
            "indikatorer over tid, med valg og hændelser markeret",
        ),
        counts=True,
        over_months=True,
        monthly=True,
    ),
    FigureRow(
        "support",
        "support",
        Text(
            "in what share of runs the agenda has its mandate, and a majority trusts the leadership's line, by month",
            "i hvor stor en andel af kørslerne dagsordenen har mandat, og et flertal har tillid til ledelsens linje, måned for måned",
        ),
        counts=True,
        over_months=True,
        monthly=True,
    ),
    FigureRow(
        "funnel",
        "funnel",
        Text(
            "how far own ideas come, from spark to operation",
            "hvor langt egne idéer når, fra opståen til drift",
        ),
        counts=True,
    ),
    FigureRow(
        "failure-cost",
        "failure",
        Text(
            "the cost of failure in the parts it is made of, early and late",
            "pris for fejl i de dele, den består af, tidligt og sent",
        ),
        monthly=True,
    ),
    FigureRow(
        "pressure",
        "pressure",
        Text(
            "how each year's saving was found: ideas, bookings, cuts",
            "hvordan hvert års besparelse blev fundet: idéer, indarbejdede besparelser, nedskæringer",
        ),
        ledger=True,
    ),
    FigureRow(
        "fates",
        "fates",
        Text(
            "what became of the same ideas under two regimes",
            "hvad der blev af de samme idéer under to regimer",
        ),
        inventive=2,
    ),
    FigureRow(
        "biography",
        "biography",
        Text("one idea under every regime, as lanes", "én idé under hvert regime, som baner"),
        inventive=2,
    ),
)

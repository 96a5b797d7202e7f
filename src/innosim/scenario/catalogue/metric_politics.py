"""The metrics of politics: backing of the innovation agenda and its mandate, confidence in the leadership's line, and power."""

from innosim.scenario.catalogue import aloud
from innosim.scenario.catalogue.bounds import DIFFERENCE
from innosim.scenario.catalogue.declare import Metric, SmallestEffect, Text
from innosim.scenario.catalogue.metric_terms import (
    GAINS_SEEN,
    NO_ELECTION,
    VOTED,
    a_month,
    an_election,
    metric,
)

POLITICAL_METRICS: tuple[Metric, ...] = (
    metric(
        "backing_mean",
        "share",
        Text(
            "backing of the innovation agenda, above home",
            "opbakning til innovationsdagsordenen over udgangspunktet",
        ),
        Text(
            "backing of the innovation agenda less the value it returns to, over seats and months",
            "opbakning til innovationsdagsordenen over sit udgangspunkt, over pladser og måneder",
        ),
        "up",
        SmallestEffect(0.01),
        turns_on=GAINS_SEEN,
        bounds=DIFFERENCE,
    ),
    metric(
        "backing_lowest",
        "share",
        Text(
            "lowest backing of the innovation agenda",
            "laveste opbakning til innovationsdagsordenen",
        ),
        Text(
            "backing of the innovation agenda in its lowest month",
            "opbakning til innovationsdagsordenen i den laveste måned",
        ),
        "up",
        SmallestEffect(0.01),
        turns_on=GAINS_SEEN,
    ),
    metric(
        "mandate_share",
        "share",
        Text("months in which the agenda has its mandate", "måneder med mandat til dagsordenen"),
        Text(
            "share of months in which the innovation agenda has its mandate: enough seats back it",
            "andel af måneder, hvor innovationsdagsordenen har mandat: nok pladser bakker den op",
        ),
        "up",
        SmallestEffect(0.05),
        headline=True,
        turns_on=GAINS_SEEN,
        grid=a_month,
        aloud=aloud.MANDATE_HELD,
    ),
    metric(
        "support_mean",
        "share",
        Text("confidence in the leadership's line", "tillid til ledelsens linje"),
        Text(
            "confidence in the leadership's line, mean over seats and months",
            "tillid til ledelsens linje, gennemsnit over pladser og måneder",
        ),
        "up",
        SmallestEffect(0.01),
    ),
    metric(
        "support_lowest",
        "share",
        Text("lowest confidence in the leadership's line", "laveste tillid til ledelsens linje"),
        Text(
            "confidence in the leadership's line in its lowest month",
            "tillid til ledelsens linje i den laveste måned",
        ),
        "up",
        SmallestEffect(0.01),
    ),
    metric(
        "support_before_elections",
        "share",
        Text(
            "confidence in the leadership's line before elections",
            "tillid til ledelsens linje før valg",
        ),
        Text(
            "confidence in the leadership's line over seats, May to October of election years",
            "tillid til ledelsens linje over pladser, maj til oktober i valgår",
        ),
        "up",
        SmallestEffect(0.01),
        months=VOTED,
        undefined=NO_ELECTION,
    ),
    metric(
        "support_majority_share",
        "share",
        Text("months with a majority's confidence", "måneder med et flertals tillid"),
        Text(
            "share of months in which more than half the seats have confidence in the leadership's line",
            "andel af måneder, hvor over halvdelen af pladserne har tillid til ledelsens linje",
        ),
        "up",
        SmallestEffect(0.05),
        headline=True,
        grid=a_month,
        aloud=aloud.MAJORITY_HELD,
    ),
    metric(
        "power_lost",
        "share",
        Text("elections that cost the majority power", "valg, der kostede flertallet magten"),
        Text(
            "share of elections at which the majority lost power",
            "andel af valg, hvor flertallet mistede magten",
        ),
        "down",
        months=VOTED,
        undefined=NO_ELECTION,
        grid=an_election,
    ),
)
"""In the order of every table."""

"""The metrics of a replication, and why one may have no value."""

from typing import Literal

from innosim.scenario.catalogue.declare import Metric, Reason, Text, Unit, by_name

VOTED = 47
"""Months of the shortest run with an election: to the November before the second term."""

FOLLOWED = 48
"""Months within which an idea counts as having reached operation: a council has that long."""

STAYED = 12
"""Months after which an idea in operation counts as having stayed."""

QUALITY_KEPT = 0.98
"""What counts as service kept up, of 1 at the start."""

_kept = f"{QUALITY_KEPT:g}"

TOO_SHORT = Reason(
    "too_short", Text("the run is too short", "kørslen er for kort"), lacks_ideas=False
)
NO_IDEAS = Reason(
    "no_ideas",
    Text("a regime of cuts only has no ideas", "et regime med kun nedskæringer har ingen idéer"),
)
NONE_IN_TIME = Reason(
    "none_in_time", Text("no idea reached operation in time", "ingen idé nåede drift i tide")
)
NONE_SPARKED = Reason(
    "none_sparked", Text("no idea sparked early enough", "ingen idé opstod tidligt nok")
)
NOTHING_FAILED = Reason(
    "nothing_failed",
    Text("nothing was stopped or rolled back", "intet blev stoppet eller rullet tilbage"),
)
NOTHING_SPENT = Reason(
    "nothing_spent", Text("nothing was spent on ideas", "intet blev brugt på idéer")
)
NOTHING_REQUIRED = Reason(
    "nothing_required",
    Text("no saving was required", "ingen besparelse blev krævet"),
    lacks_ideas=False,
)
NO_ELECTION = Reason(
    "no_election",
    Text("no council was elected", "intet byråd blev valgt"),
    lacks_ideas=False,
)
NO_REPLICATION = Reason(
    "no_replication", Text("no replication", "ingen gentagelse"), lacks_ideas=False
)
NOT_DEFINED = Reason(
    "not_defined",
    Text("it has no value in these runs", "den har ingen værdi i disse kørsler"),
)


def _metric(  # noqa: PLR0913 - a declaration is a row of a table
    name: str,
    unit: Unit,
    short: Text,
    meaning: Text,
    better: Literal["up", "down", ""] = "",
    sesoi: float | None = None,
    *,
    ratio: tuple[str, str] | None = None,
    months: int = 0,
    undefined: Reason = NOT_DEFINED,
    trying: bool = False,
    role: Literal["outcome", "part", "price"] = "outcome",
) -> Metric:
    return Metric(
        name,
        unit,
        meaning,
        short=short,
        role=role,
        undefined=undefined,
        better=better,
        sesoi=sesoi,
        ratio=ratio,
        months=months,
        trying=trying,
    )


_METRICS = (
    _metric(
        "throughput_per_year",
        "a year",
        Text("own ideas in operation, a year", "egne idéer i drift pr. år"),
        Text(
            f"home-grown ideas taken into operation and not rolled back within {STAYED} months",
            f"egne idéer taget i drift og ikke rullet tilbage inden for {STAYED} måneder",
        ),
        "up",
        5.0,
        months=STAYED + 1,
        undefined=NONE_IN_TIME,
    ),
    _metric(
        "spread_per_year",
        "a year",
        Text("copies and imports in operation, a year", "efterligninger og import i drift pr. år"),
        Text(
            "copies and imports taken into operation, likewise",
            "efterligninger og idéer udefra taget i drift, ligeså",
        ),
        months=STAYED + 1,
        undefined=NONE_IN_TIME,
    ),
    _metric(
        "lead_time_months",
        "months",
        Text("months from spark to operation", "måneder fra idé til drift"),
        Text("median months from spark to operation", "median af måneder fra idé til drift"),
        months=FOLLOWED + 1,
        undefined=NONE_IN_TIME,
    ),
    _metric(
        "conversion",
        "share",
        Text("own ideas that reach operation", "egne idéer, der når drift"),
        Text(
            f"in operation within {FOLLOWED} months, of home-grown ideas sparked",
            f"i drift inden {FOLLOWED} måneder, af egne idéer",
        ),
        ratio=("operated_in_time", "sparked_in_time"),
        months=FOLLOWED + 1,
        undefined=NONE_SPARKED,
    ),
    _metric(
        "failure_cost_mdkk_per_year",
        "mDKK a year",
        Text("cost of failure", "pris for fejl"),
        Text(
            "money and hours on ideas that failed, winding down, and living ideas not worth their rest",
            "penge og timer på idéer, der mislykkedes, afvikling, og levende idéer, der ikke er resten værd",
        ),
        "down",
        1.0,
        trying=True,
    ),
    _metric(
        "failure_cost_share",
        "share",
        Text("cost of failure per krone spent", "pris for fejl pr. brugt krone"),
        Text("failure cost per mDKK spent on ideas", "fejlomkostning pr. mio. kr. brugt på idéer"),
        ratio=("failed_mdkk", "spent_on_ideas_mdkk"),
        undefined=NOTHING_SPENT,
        trying=True,
    ),
    _metric(
        "late_failure_share",
        "share",
        Text("part of failed cost that came late", "sen del af fejlomkostningen"),
        Text(
            "part of stopped and rolled-back cost on ideas that reached implementation",
            "del af stoppede og tilbagerullede omkostninger på idéer, der nåede implementering",
        ),
        ratio=("late_failed_mdkk", "halted_mdkk"),
        undefined=NOTHING_FAILED,
        trying=True,
    ),
    _metric(
        "missed_value_mdkk_per_year",
        "mDKK a year",
        Text("value of good ideas lost", "værdi af tabte gode idéer"),
        Text(
            "positive true worth of ideas rejected, stopped or lapsed",
            "positivt sandt udbytte af idéer afvist, stoppet eller bortfaldet",
        ),
    ),
    _metric(
        "support_mean",
        "share",
        Text("political support", "politisk opbakning"),
        Text(
            "support, mean over seats and months", "opbakning, gennemsnit over pladser og måneder"
        ),
        "up",
        0.01,
    ),
    _metric(
        "support_lowest",
        "share",
        Text("lowest political support", "laveste politiske opbakning"),
        Text("support in its lowest month", "opbakning i den laveste måned"),
        "up",
        0.01,
    ),
    _metric(
        "support_majority_share",
        "share",
        Text("months with a majority in support", "måneder med flertal bag"),
        Text(
            "share of months in which more than half the seats support",
            "andel af måneder, hvor over halvdelen af pladserne bakker op",
        ),
    ),
    _metric(
        "realised_savings_mdkk_per_year",
        "mDKK a year",
        Text("savings realised", "realiserede besparelser"),
        Text(
            "recurring harvested savings at the end, per year of the run",
            "varige høstede besparelser ved slutningen, pr. år",
        ),
    ),
    _metric(
        "cuts_mdkk_per_year",
        "mDKK a year",
        Text("cuts", "nedskæringer"),
        Text(
            "recurring cuts at the end, per year of the run",
            "varige nedskæringer ved slutningen, pr. år",
        ),
    ),
    _metric(
        "pressure_met_without_cuts",
        "share",
        Text("pressure met without cuts", "pres klaret uden nedskæringer"),
        Text(
            "harvested and come-true savings over what was required",
            "høstede og indfriede besparelser over det krævede",
        ),
        "up",
        0.02,
        undefined=NOTHING_REQUIRED,
    ),
    _metric(
        "service_quality_end",
        "index",
        Text("service quality at the end", "servicekvalitet til slut"),
        Text(
            "service quality, mean of the last 12 months",
            "servicekvalitet, gennemsnit af de sidste 12 måneder",
        ),
        "up",
        0.01,
    ),
    _metric(
        "ildsjaele_active_end",
        "count",
        Text("active ildsjæle at the end", "aktive ildsjæle til slut"),
        Text(
            "active ildsjæle, mean of the last 12 months",
            "aktive ildsjæle, gennemsnit af de sidste 12 måneder",
        ),
        "up",
        5.0,
    ),
    _metric(
        "ildsjaele_lost",
        "count",
        Text("ildsjæle lost", "tabte ildsjæle"),
        Text("ildsjæle who left or fell silent", "ildsjæle, der rejste eller tav"),
    ),
    _metric(
        "overhead_mdkk_per_year",
        "mDKK a year",
        Text("overhead of levers", "virkemidlernes faste pris"),
        Text(
            "cost of levers not attributed to an idea",
            "pris på virkemidler, der ikke kan henføres til en idé",
        ),
    ),
    _metric(
        "both_at_once",
        "share",
        Text("months with both service and innovation", "måneder med både drift og innovation"),
        Text(
            f"share of months with quality at least {_kept} and an idea taken into operation in the past year",
            f"andel af måneder med kvalitet mindst {_kept.replace('.', ',')} og en idé i drift det sidste år",
        ),
    ),
    _metric(
        "standing_price_mdkk_per_year",
        "mDKK a year",
        Text("standing price", "fast pris"),
        Text(
            "standing price of the setting, known before the run",
            "indstillingens faste pris, kendt før kørslen",
        ),
        role="price",
    ),
    _metric(
        "realised_spend_mdkk_per_year",
        "mDKK a year",
        Text("realised spend", "realiseret forbrug"),
        Text("what the levers and ideas really used", "hvad virkemidler og idéer faktisk brugte"),
        role="price",
    ),
    _metric(
        "cut_in_all_share",
        "share",
        Text("share of the budget cut in all", "samlet andel skåret"),
        Text("share of the budget cut in all", "samlet andel af budgettet skåret"),
    ),
    _metric(
        "operated_in_time",
        "count",
        Text("own ideas that reached operation in time", "egne idéer i drift i tide"),
        Text(
            f"home-grown ideas sparked by month H-{FOLLOWED + 1} and in operation within {FOLLOWED} months",
            f"egne idéer opstået senest i måned H-{FOLLOWED + 1} og i drift inden {FOLLOWED} måneder",
        ),
        role="part",
    ),
    _metric(
        "sparked_in_time",
        "count",
        Text(f"own ideas followed for {FOLLOWED} months", f"egne idéer fulgt i {FOLLOWED} måneder"),
        Text(
            f"home-grown ideas sparked by month H-{FOLLOWED + 1}",
            f"egne idéer opstået senest i måned H-{FOLLOWED + 1}",
        ),
        role="part",
    ),
    _metric(
        "failed_mdkk",
        "mDKK",
        Text("cost of failure in all", "omkostning ved fejl i alt"),
        Text("what failure cost, over the whole run", "hvad fejl kostede, i hele kørslen"),
        role="part",
    ),
    _metric(
        "spent_on_ideas_mdkk",
        "mDKK",
        Text("used on ideas in all", "brugt på idéer i alt"),
        Text(
            "money and hours used on ideas, winding down among them, over the whole run",
            "penge og timer brugt på idéer, afvikling iblandt, i hele kørslen",
        ),
        role="part",
    ),
    _metric(
        "late_failed_mdkk",
        "mDKK",
        Text("cost of late failure in all", "omkostning ved sene fejl i alt"),
        Text(
            "what stopped and rolled-back ideas had cost that reached implementation",
            "hvad stoppede og tilbagerullede idéer havde kostet, som nåede implementering",
        ),
        role="part",
    ),
    _metric(
        "halted_mdkk",
        "mDKK",
        Text("cost of ideas halted in all", "omkostning ved standsede idéer i alt"),
        Text(
            "what stopped and rolled-back ideas had cost",
            "hvad stoppede og tilbagerullede idéer havde kostet",
        ),
        role="part",
    ),
    _metric(
        "backing_mean",
        "share",
        Text("backing of innovation above home", "opbakning til innovation over udgangspunktet"),
        Text(
            "backing of the innovation agenda less the value it returns to, over seats and months",
            "opbakning til innovationsdagsordenen over sit udgangspunkt, over pladser og måneder",
        ),
    ),
    _metric(
        "backing_lowest",
        "share",
        Text("lowest backing of innovation", "laveste opbakning til innovation"),
        Text(
            "backing of the innovation agenda in its lowest month",
            "opbakning til innovationsdagsordenen i den laveste måned",
        ),
    ),
    _metric(
        "mandate_share",
        "share",
        Text("months with the mandate", "måneder med mandat"),
        Text("share of months with the mandate", "andel af måneder med mandat"),
    ),
    _metric(
        "support_before_elections",
        "share",
        Text("political support before elections", "politisk opbakning før valg"),
        Text(
            "support over seats, May to October of election years",
            "opbakning over pladser, maj til oktober i valgår",
        ),
        months=VOTED,
        undefined=NO_ELECTION,
    ),
    _metric(
        "power_lost",
        "share",
        Text("elections that cost the majority power", "valg, der kostede flertallet magten"),
        Text(
            "share of elections at which the majority lost power",
            "andel af valg, hvor flertallet mistede magten",
        ),
        months=VOTED,
        undefined=NO_ELECTION,
    ),
)

METRICS: dict[str, Metric] = by_name(_METRICS)
"""Every metric by name."""

REASONS: dict[str, Reason] = {
    reason.name: reason
    for reason in (
        TOO_SHORT,
        NO_IDEAS,
        NO_REPLICATION,
        *(metric.undefined for metric in METRICS.values()),
    )
}
"""Every reason that may be given, by its key."""

"""The metrics of a replication, and why one may have no value."""

from innosim.scenario.catalogue.declare import Metric, Reason, Text, by_name
from innosim.scenario.catalogue.metric_parts import RATIO_PARTS
from innosim.scenario.catalogue.metric_terms import (
    FOLLOWED,
    HARVESTED_AFTER,
    NO_ELECTION,
    NO_IDEAS,
    NO_POOL,
    NO_PROTECTED_TIME,
    NO_REPLICATION,
    NONE_IN_TIME,
    NONE_SPARKED,
    NOTHING_FAILED,
    NOTHING_HARVESTED,
    NOTHING_REQUIRED,
    NOTHING_SPENT,
    NOTHING_USED,
    QUALITY_KEPT,
    STAYED,
    TOO_SHORT,
    VOTED,
    metric,
)

_kept = f"{QUALITY_KEPT:g}"

_WAYS = {
    "at_gate": Text("rejected", "afvist"),
    "stopped": Text("stopped in development", "stoppet under udvikling"),
    "no_work": Text("lapsed without work or decision", "bortfaldet uden arbejde eller beslutning"),
    "no_champion": Text("whose champion was gone", "hvis forkæmper var rejst"),
}
"""How worth was missed; the table of gates says by whom it was rejected."""


def _missed(way: str, words: Text) -> tuple[Metric, Metric]:
    return (
        metric(
            f"missed_{way}_mdkk_per_year",
            "mDKK a year",
            Text(f"value of good ideas {words.en}", f"værdi af gode idéer {words.da}"),
            Text(
                f"positive true worth of ideas {words.en}",
                f"positivt sandt udbytte af idéer {words.da}",
            ),
        ),
        metric(
            f"known_{way}_mdkk_per_year",
            "mDKK a year",
            Text(
                f"value of ideas known to be good, {words.en}",
                f"værdi af idéer kendt som gode, {words.da}",
            ),
            Text(
                f"part of the positive true worth of ideas {words.en} that their dossier at the end put above zero",
                f"del af det positive sande udbytte af idéer {words.da}, som til slut blev vurderet over nul",
            ),
        ),
    )


_MISSED = tuple(made for way, words in _WAYS.items() for made in _missed(way, words))

_METRICS = (
    metric(
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
    metric(
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
    metric(
        "lead_time_months",
        "months",
        Text("months from spark to operation", "måneder fra idé til drift"),
        Text("median months from spark to operation", "median af måneder fra idé til drift"),
        months=FOLLOWED + 1,
        undefined=NONE_IN_TIME,
    ),
    metric(
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
    metric(
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
    metric(
        "failure_cost_share",
        "share",
        Text("cost of failure per krone spent", "pris for fejl pr. brugt krone"),
        Text("failure cost per mDKK spent on ideas", "fejlomkostning pr. mio. kr. brugt på idéer"),
        ratio=("failed_mdkk", "spent_on_ideas_mdkk"),
        undefined=NOTHING_SPENT,
        trying=True,
    ),
    metric(
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
    metric(
        "missed_value_mdkk_per_year",
        "mDKK a year",
        Text("value of good ideas lost", "værdi af tabte gode idéer"),
        Text(
            "positive true worth of ideas rejected, stopped or lapsed",
            "positivt sandt udbytte af idéer afvist, stoppet eller bortfaldet",
        ),
    ),
    metric(
        "support_mean",
        "share",
        Text("political support", "politisk opbakning"),
        Text(
            "support, mean over seats and months", "opbakning, gennemsnit over pladser og måneder"
        ),
        "up",
        0.01,
    ),
    metric(
        "support_lowest",
        "share",
        Text("lowest political support", "laveste politiske opbakning"),
        Text("support in its lowest month", "opbakning i den laveste måned"),
        "up",
        0.01,
    ),
    metric(
        "support_majority_share",
        "share",
        Text("months with a majority in support", "måneder med flertal bag"),
        Text(
            "share of months in which more than half the seats support",
            "andel af måneder, hvor over halvdelen af pladserne bakker op",
        ),
    ),
    metric(
        "realised_savings_mdkk_per_year",
        "mDKK a year",
        Text("savings realised", "realiserede besparelser"),
        Text(
            "recurring harvested savings at the end, per year of the run",
            "varige høstede besparelser ved slutningen, pr. år",
        ),
    ),
    metric(
        "cuts_mdkk_per_year",
        "mDKK a year",
        Text("cuts", "nedskæringer"),
        Text(
            "recurring cuts at the end, per year of the run",
            "varige nedskæringer ved slutningen, pr. år",
        ),
    ),
    metric(
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
    metric(
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
    metric(
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
    metric(
        "ildsjaele_lost",
        "count",
        Text("ildsjæle lost", "tabte ildsjæle"),
        Text("ildsjæle who left or fell silent", "ildsjæle, der rejste eller tav"),
    ),
    metric(
        "overhead_mdkk_per_year",
        "mDKK a year",
        Text("overhead of levers", "virkemidlernes faste pris"),
        Text(
            "cost of levers not attributed to an idea",
            "pris på virkemidler, der ikke kan henføres til en idé",
        ),
    ),
    metric(
        "both_at_once",
        "share",
        Text("months with both service and innovation", "måneder med både drift og innovation"),
        Text(
            f"share of months with quality at least {_kept} and an idea taken into operation in the past year",
            f"andel af måneder med kvalitet mindst {_kept.replace('.', ',')} og en idé i drift det sidste år",
        ),
    ),
    metric(
        "standing_price_mdkk_per_year",
        "mDKK a year",
        Text("standing price", "fast pris"),
        Text(
            "standing price of the setting, known before the run",
            "indstillingens faste pris, kendt før kørslen",
        ),
        role="price",
    ),
    metric(
        "realised_spend_mdkk_per_year",
        "mDKK a year",
        Text("realised spend", "realiseret forbrug"),
        Text("what the levers and ideas really used", "hvad virkemidler og idéer faktisk brugte"),
        role="price",
    ),
    metric(
        "cut_in_all_share",
        "share",
        Text("share of the budget cut in all", "samlet andel skåret"),
        Text("share of the budget cut in all", "samlet andel af budgettet skåret"),
    ),
    metric(
        "backing_mean",
        "share",
        Text("backing of innovation above home", "opbakning til innovation over udgangspunktet"),
        Text(
            "backing of the innovation agenda less the value it returns to, over seats and months",
            "opbakning til innovationsdagsordenen over sit udgangspunkt, over pladser og måneder",
        ),
    ),
    metric(
        "backing_lowest",
        "share",
        Text("lowest backing of innovation", "laveste opbakning til innovation"),
        Text(
            "backing of the innovation agenda in its lowest month",
            "opbakning til innovationsdagsordenen i den laveste måned",
        ),
    ),
    metric(
        "mandate_share",
        "share",
        Text("months with the mandate", "måneder med mandat"),
        Text("share of months with the mandate", "andel af måneder med mandat"),
    ),
    metric(
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
    metric(
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
    metric(
        "value_per_year",
        "mDKK a year",
        Text("worth of own ideas in operation, a year", "værdi af egne idéer i drift pr. år"),
        Text(
            "true worth a year, before anchoring, of the home-grown ideas that own ideas in operation counts, harm taken off",
            "sandt årligt udbytte, før forankring, af de egne idéer, der tæller som egne idéer i drift, skade trukket fra",
        ),
        months=STAYED + 1,
        undefined=NONE_IN_TIME,
    ),
    metric(
        "months_to_first_result",
        "months",
        Text("months to the first result", "måneder til første resultat"),
        Text(
            "month in which the first idea sparked in the run has harvested anything",
            "måned, hvor den første idé opstået i kørslen har høstet noget",
        ),
        months=HARVESTED_AFTER,
        undefined=NOTHING_HARVESTED,
    ),
    metric(
        "failure_cost_true_mdkk_per_year",
        "mDKK a year",
        Text("true cost of failure", "sand pris for fejl"),
        Text(
            "as the cost of failure, but living ideas not worth their rest by true worth, and what operating ideas of negative true worth lose while they run",
            "som pris for fejl, men levende idéer, der efter sandt udbytte ikke er resten værd, og hvad idéer i drift med negativt sandt udbytte taber, mens de kører",
        ),
        trying=True,
    ),
    metric(
        "failure_cost_true_share",
        "share",
        Text("true cost of failure per krone spent", "sand pris for fejl pr. brugt krone"),
        Text(
            "true cost of failure per mDKK spent on ideas",
            "sand fejlomkostning pr. mio. kr. brugt på idéer",
        ),
        ratio=("failed_true_mdkk", "spent_on_ideas_mdkk"),
        undefined=NOTHING_SPENT,
        trying=True,
    ),
    metric(
        "lost_in_operation_mdkk_per_year",
        "mDKK a year",
        Text("lost by harmful ideas in operation", "tabt ved skadelige idéer i drift"),
        Text(
            "what operating ideas of negative true worth lose while they run, part of the true cost of failure",
            "hvad idéer i drift med negativt sandt udbytte taber, mens de kører, en del af den sande pris for fejl",
        ),
        trying=True,
    ),
    *_MISSED,
    metric(
        "saved_per_used",
        "a year",
        Text("saved a year per krone used", "sparet om året pr. brugt krone"),
        Text(
            "recurring harvested savings at the end per krone used on innovation in all",
            "varige høstede besparelser ved slutningen pr. krone brugt på innovation i alt",
        ),
        ratio=("saved_mdkk", "used_mdkk"),
        undefined=NOTHING_USED,
    ),
    metric(
        "used_mdkk_per_year",
        "mDKK a year",
        Text("used on innovation", "brugt på innovation"),
        Text(
            "kroner and hours really used on innovation: levers, ideas' work, dossiers, winding down and disturbance",
            "kroner og timer faktisk brugt på innovation: virkemidler, arbejde på idéer, sagsfremstilling, afvikling og forstyrrelse",
        ),
    ),
    metric(
        "used_money_mdkk_per_year",
        "mDKK a year",
        Text("kroner used on innovation", "kroner brugt på innovation"),
        Text(
            "kroner really used on innovation: what levers buy, ideas, and winding down",
            "kroner faktisk brugt på innovation: hvad virkemidler køber, idéer og afvikling",
        ),
    ),
    metric(
        "used_hours_per_year",
        "hours a year",
        Text("hours used on innovation", "timer brugt på innovation"),
        Text(
            "hours really used on innovation: levers' staff and meetings, protected, slack and ordinary hours on ideas, dossiers, disturbance",
            "timer faktisk brugt på innovation: virkemidlernes personale og møder, beskyttede, ledige og ordinære timer på idéer, sagsfremstilling, forstyrrelse",
        ),
    ),
    metric(
        "protected_used_share",
        "share",
        Text("protected time that was used", "beskyttet tid, der blev brugt"),
        Text(
            "protected hours used on ideas, of those set aside",
            "beskyttede timer brugt på idéer, af de afsatte",
        ),
        ratio=("protected_used_hours", "protected_offered_hours"),
        undefined=NO_PROTECTED_TIME,
    ),
    metric(
        "pool_used_share",
        "share",
        Text("pool that was used", "pulje, der blev brugt"),
        Text(
            "what ideas had from the pool, of what was granted",
            "hvad idéer fik af puljen, af det bevilgede",
        ),
        ratio=("pool_used_mdkk", "pool_offered_mdkk"),
        undefined=NO_POOL,
    ),
    *RATIO_PARTS,
)

METRICS: dict[str, Metric] = by_name(_METRICS)
"""Every metric by name."""

REASONS: dict[str, Reason] = {
    reason.name: reason
    for reason in (
        TOO_SHORT,
        NO_IDEAS,
        NO_REPLICATION,
        *(declared.undefined for declared in METRICS.values()),
    )
}
"""Every reason that may be given, by its key."""

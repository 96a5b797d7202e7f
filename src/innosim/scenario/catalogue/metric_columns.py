"""The metrics of a replication, and why one may have no value."""

import math

from innosim.scenario.catalogue import aloud
from innosim.scenario.catalogue.bounds import (
    ANYTHING,
    BEFORE_THE_END,
    EITHER_SIGN,
    FROM_ZERO,
    OF_THE_BUDGET,
    OF_THE_STAFF,
    within,
)
from innosim.scenario.catalogue.declare import Metric, Reason, SmallestEffect, Text, by_name
from innosim.scenario.catalogue.metric_parts import RATIO_PARTS
from innosim.scenario.catalogue.metric_politics import POLITICAL_METRICS
from innosim.scenario.catalogue.metric_terms import (
    FOLLOWED,
    HARVESTED_AFTER,
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
    STAYED,
    TOO_SHORT,
    an_idea,
    growing,
    metric,
    one,
)

_WAYS = {
    "at_gate": Text("rejected", "afvist"),
    "stopped": Text("stopped in development", "stoppet under udvikling"),
    "no_work": Text("lapsed without work or decision", "bortfaldet uden arbejde eller beslutning"),
    "no_champion": Text("whose champion was gone", "hvis forkæmper var holdt op"),
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
                f"positiv sand værdi af idéer {words.da}",
            ),
            bounds=FROM_ZERO,
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
                f"del af den positive sande værdi af idéer {words.da}, som til slut blev vurderet over nul",
            ),
            bounds=FROM_ZERO,
        ),
    )


_MISSED = tuple(made for way, words in _WAYS.items() for made in _missed(way, words))

_METRICS = (
    metric(
        "value_per_year",
        "mDKK a year",
        Text("worth of own ideas launched", "værdi af egne idéer sat i drift"),
        Text(
            "true worth a year, before anchoring, of the home-grown ideas that own ideas put into operation counts, harm taken off",
            "sand årlig værdi, før forankring, af de egne idéer, der tæller som egne idéer sat i drift, skade trukket fra",
        ),
        "up",
        growing(1.0, "budget_mdkk"),
        headline=True,
        months=STAYED + 1,
        undefined=NONE_IN_TIME,
        aloud=aloud.WORTH_TAKEN_IN,
        bounds=EITHER_SIGN,
    ),
    metric(
        "throughput_per_year",
        "a year",
        Text("own ideas put into operation, a year", "egne idéer sat i drift pr. år"),
        Text(
            f"home-grown ideas taken into operation and not rolled back within {STAYED} months",
            f"egne idéer taget i drift og ikke rullet tilbage inden for {STAYED} måneder",
        ),
        "up",
        growing(5.0, "staff"),
        headline=True,
        months=STAYED + 1,
        undefined=NONE_IN_TIME,
        grid=an_idea,
        aloud=aloud.IDEAS_TAKEN_IN,
    ),
    metric(
        "spread_per_year",
        "a year",
        Text(
            "copies and imports put into operation, a year",
            "efterligninger og import sat i drift pr. år",
        ),
        Text(
            "copies and imports taken into operation, likewise",
            "efterligninger og idéer udefra taget i drift, ligeså",
        ),
        months=STAYED + 1,
        undefined=NONE_IN_TIME,
        grid=an_idea,
    ),
    metric(
        "lead_time_months",
        "months",
        Text("months from spark to operation", "måneder fra idé til drift"),
        Text("median months from spark to operation", "median af måneder fra idé til drift"),
        months=FOLLOWED + 1,
        undefined=NONE_IN_TIME,
        grid=one,
        bounds=within(0.0, float(FOLLOWED)),
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
            "money and hours, from the model phase on, on ideas that failed and on living ideas not truly worth their rest, winding down, and what operating ideas of negative true worth lose while they run",
            "penge og timer, fra modelfasen, på idéer, der mislykkedes, og på levende idéer, der i virkeligheden ikke er resten værd, afvikling, og hvad idéer i drift med negativ sand værdi taber, mens de kører",
        ),
        "down",
        growing(1.0, "budget_mdkk"),
        headline=True,
        trying=True,
        aloud=aloud.LOST_ON_FAILURES,
    ),
    metric(
        "failure_cost_share",
        "share",
        Text("cost of failure per krone used on ideas", "pris for fejl pr. krone brugt på idéer"),
        Text(
            "cost of failure over what ideas used (failed_mdkk over spent_on_ideas_mdkk): kroner and hours of work and dossiers on ideas, at the wage, and winding down; levers' staff and meetings are left out, which used_mdkk_per_year has; what failed holds harm in operation too",
            "pris for fejl i forhold til, hvad idéer brugte (failed_mdkk over spent_on_ideas_mdkk): kroner og timer på arbejde med idéer og sagsfremstilling, til lønnen, og afvikling; virkemidlernes personale og møder er udeladt, dem har used_mdkk_per_year; fejl rummer også skade i drift",
        ),
        "down",
        SmallestEffect(0.02),
        headline=True,
        ratio=("failed_mdkk", "spent_on_ideas_mdkk"),
        undefined=NOTHING_SPENT,
        trying=True,
        aloud=aloud.LOST_PER_KRONE,
        bounds=FROM_ZERO,
    ),
    metric(
        "lost_in_operation_mdkk_per_year",
        "mDKK a year",
        Text("lost by harmful ideas in operation", "tabt ved skadelige idéer i drift"),
        Text(
            "what operating ideas of negative true worth lose while they run, part of the cost of failure",
            "hvad idéer i drift med negativ sand værdi taber, mens de kører, en del af prisen for fejl",
        ),
        trying=True,
    ),
    metric(
        "late_failure_share",
        "share",
        Text("part of failed cost that came late", "sen del af prisen for fejl"),
        Text(
            "part of stopped and rolled-back cost on ideas that reached implementation",
            "del af stoppede og tilbagerullede omkostninger på idéer, der nåede implementering",
        ),
        ratio=("late_failed_mdkk", "halted_mdkk"),
        undefined=NOTHING_FAILED,
        trying=True,
    ),
    metric(
        "saved_per_used",
        "a year",
        Text("saved a year per krone used", "sparet om året pr. brugt krone"),
        Text(
            "recurring harvested savings at the end per krone used on innovation in all",
            "varige høstede besparelser ved slutningen pr. krone brugt på innovation i alt",
        ),
        "up",
        ratio=("saved_mdkk", "used_mdkk"),
        undefined=NOTHING_USED,
        bounds=ANYTHING,
    ),
    metric(
        "missed_value_mdkk_per_year",
        "mDKK a year",
        Text("value of good ideas lost", "værdi af tabte gode idéer"),
        Text(
            "positive true worth of ideas not taken into operation: rejected, stopped or lapsed",
            "positiv sand værdi af idéer, der ikke kom i drift: afvist, stoppet eller bortfaldet",
        ),
        bounds=FROM_ZERO,
    ),
    *_MISSED,
    *POLITICAL_METRICS,
    metric(
        "realised_savings_mdkk_per_year",
        "mDKK a year",
        Text("savings realised", "realiserede besparelser"),
        Text(
            "recurring harvested savings at the end, per year of the run",
            "varige høstede besparelser ved slutningen, pr. år",
        ),
        bounds=EITHER_SIGN,
    ),
    metric(
        "cuts_mdkk_per_year",
        "mDKK a year",
        Text("cuts", "nedskæringer"),
        Text(
            "recurring cuts at the end, per year of the run",
            "varige nedskæringer ved slutningen, pr. år",
        ),
        bounds=OF_THE_BUDGET,
    ),
    metric(
        "pressure_met_without_cuts",
        "share",
        Text("pressure met without cuts", "pres dækket uden nedskæringer"),
        Text(
            "harvested and come-true savings over what was required",
            "høstede og indfriede besparelser over det krævede",
        ),
        "up",
        SmallestEffect(0.02),
        headline=True,
        undefined=NOTHING_REQUIRED,
        aloud=aloud.PRESSURE_MET,
        bounds=within(-math.inf, 1.0),
    ),
    metric(
        "cut_in_all_share",
        "share",
        Text("share of the budget cut in all", "samlet andel skåret"),
        Text("share of the budget cut in all", "samlet andel af budgettet skåret"),
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
        SmallestEffect(0.01),
        headline=True,
        aloud=aloud.QUALITY_LEFT,
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
        growing(5.0, "staff", "post_share"),
        bounds=OF_THE_STAFF,
    ),
    metric(
        "ildsjaele_lost",
        "count",
        Text("ildsjæle lost", "tabte ildsjæle"),
        Text("ildsjæle who left or fell silent", "ildsjæle, der rejste eller tav"),
        grid=one,
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
        grid=one,
        bounds=within(0.0, BEFORE_THE_END),
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

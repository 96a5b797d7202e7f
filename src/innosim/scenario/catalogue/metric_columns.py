"""The metrics of a replication: one column each."""

from innosim.scenario.catalogue.declare import Column, Text


def _metric(
    name: str, unit: str, en: str, da: str, better: str = "", sesoi: float | None = None
) -> Column:
    return Column("metrics", name, unit, Text(en, da), "float", better != "", better, sesoi)  # type: ignore[arg-type]


METRICS: tuple[Column, ...] = (
    _metric(
        "throughput_per_year",
        "a year",
        "home-grown ideas taken into operation and not rolled back within 12 months",
        "egne idéer taget i drift og ikke rullet tilbage inden for 12 måneder",
        "up",
        5.0,
    ),
    _metric(
        "spread_per_year",
        "a year",
        "copies and imports taken into operation, likewise",
        "efterligninger og idéer udefra taget i drift, ligeså",
    ),
    _metric(
        "lead_time_months",
        "months",
        "median months from spark to operation",
        "median af måneder fra idé til drift",
    ),
    _metric(
        "conversion",
        "share",
        "in operation within 48 months, of home-grown ideas sparked",
        "i drift inden 48 måneder, af egne idéer",
    ),
    _metric(
        "failure_cost_mdkk_per_year",
        "mDKK a year",
        "money and hours on ideas that failed, winding down, and living ideas not worth their rest",
        "penge og timer på idéer, der mislykkedes, afvikling, og levende idéer, der ikke er resten værd",
        "down",
        1.0,
    ),
    _metric(
        "failure_cost_share",
        "share",
        "failure cost per mDKK spent on ideas",
        "fejlomkostning pr. mio. kr. brugt på idéer",
    ),
    _metric(
        "late_failure_share",
        "share",
        "part of stopped and rolled-back cost on ideas that reached implementation",
        "del af stoppede og tilbagerullede omkostninger på idéer, der nåede implementering",
    ),
    _metric(
        "missed_value_mdkk_per_year",
        "mDKK a year",
        "positive true worth of ideas rejected, stopped or lapsed",
        "positivt sandt udbytte af idéer afvist, stoppet eller bortfaldet",
    ),
    _metric(
        "support_mean",
        "share",
        "support, mean over seats and months",
        "opbakning, gennemsnit over pladser og måneder",
        "up",
        0.01,
    ),
    _metric(
        "support_lowest",
        "share",
        "support in its lowest month",
        "opbakning i den laveste måned",
        "up",
        0.01,
    ),
    _metric(
        "support_majority_share",
        "share",
        "share of months in which more than half the seats support",
        "andel af måneder, hvor over halvdelen af pladserne bakker op",
    ),
    _metric(
        "realised_savings_mdkk_per_year",
        "mDKK a year",
        "recurring harvested savings at the end, per year of the run",
        "varige høstede besparelser ved slutningen, pr. år",
    ),
    _metric(
        "cuts_mdkk_per_year",
        "mDKK a year",
        "recurring cuts at the end, per year of the run",
        "varige nedskæringer ved slutningen, pr. år",
    ),
    _metric(
        "pressure_met_without_cuts",
        "share",
        "harvested and come-true savings over what was required",
        "høstede og indfriede besparelser over det krævede",
        "up",
        0.02,
    ),
    _metric(
        "service_quality_end",
        "index",
        "service quality, mean of the last 12 months",
        "servicekvalitet, gennemsnit af de sidste 12 måneder",
        "up",
        0.01,
    ),
    _metric(
        "ildsjaele_active_end",
        "count",
        "active ildsjæle, mean of the last 12 months",
        "aktive ildsjæle, gennemsnit af de sidste 12 måneder",
        "up",
        5.0,
    ),
    _metric(
        "ildsjaele_lost",
        "count",
        "ildsjæle who left or fell silent",
        "ildsjæle, der rejste eller tav",
    ),
    _metric(
        "overhead_mdkk_per_year",
        "mDKK a year",
        "cost of levers not attributed to an idea",
        "pris på virkemidler, der ikke kan henføres til en idé",
    ),
    _metric(
        "both_at_once",
        "share",
        "share of months with quality at least .98 and an idea taken into operation in the past year",
        "andel af måneder med kvalitet mindst 0,98 og en idé i drift det sidste år",
    ),
    _metric(
        "standing_price_mdkk_per_year",
        "mDKK a year",
        "standing price of the setting, known before the run",
        "indstillingens faste pris, kendt før kørslen",
    ),
    _metric(
        "realised_spend_mdkk_per_year",
        "mDKK a year",
        "what the levers and ideas really used",
        "hvad virkemidler og idéer faktisk brugte",
    ),
    _metric(
        "cut_in_all_share",
        "share",
        "share of the budget cut in all",
        "samlet andel af budgettet skåret",
    ),
    _metric(
        "operated_in_time",
        "count",
        "home-grown ideas sparked by month H-49 and in operation within 48 months",
        "egne idéer opstået senest i måned H-49 og i drift inden 48 måneder",
    ),
    _metric(
        "sparked_in_time",
        "count",
        "home-grown ideas sparked by month H-49",
        "egne idéer opstået senest i måned H-49",
    ),
    _metric(
        "failed_mdkk",
        "mDKK",
        "what failure cost, over the whole run",
        "hvad fejl kostede, i hele kørslen",
    ),
    _metric(
        "spent_on_ideas_mdkk",
        "mDKK",
        "money and hours used on ideas, winding down among them, over the whole run",
        "penge og timer brugt på idéer, afvikling iblandt, i hele kørslen",
    ),
    _metric(
        "late_failed_mdkk",
        "mDKK",
        "what stopped and rolled-back ideas had cost that reached implementation",
        "hvad stoppede og tilbagerullede idéer havde kostet, som nåede implementering",
    ),
    _metric(
        "halted_mdkk",
        "mDKK",
        "what stopped and rolled-back ideas had cost",
        "hvad stoppede og tilbagerullede idéer havde kostet",
    ),
)
"""One row per cost mode, regime and replication."""

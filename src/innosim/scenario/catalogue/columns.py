"""Every column of every output table: unit and meaning; the codebook of a result folder is made from it."""

from innosim.scenario.catalogue.declare import Column, Text

REGIME = (
    Column(
        "*",
        "cost",
        "text",
        Text(
            "cost mode: as_costed or equal_resources",
            "omkostningsform: as_costed eller equal_resources",
        ),
        "text",
    ),
    Column(
        "*",
        "regime",
        "text",
        Text("the regime's name in the scenario", "regimets navn i scenariet"),
        "text",
    ),
    Column(
        "*",
        "replication",
        "count",
        Text("number of the replication, from 0", "gentagelsens nummer, fra 0"),
        "int",
    ),
)
"""Key columns that stand first in every table."""


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
)
"""One row per cost mode, regime and replication (MODEL.md §6)."""


def _indicator(name: str, unit: str, en: str, da: str) -> Column:
    return Column("indicators", name, unit, Text(en, da))


INDICATORS: tuple[Column, ...] = (
    _indicator(
        "pressure",
        "share",
        "saving required this January, of B",
        "besparelse krævet denne januar, af B",
    ),
    _indicator("gap_mdkk", "mDKK", "gap to close this January", "hul at lukke denne januar"),
    _indicator(
        "harvested_mdkk",
        "mDKK",
        "gap closed by realised savings",
        "hul lukket med realiserede besparelser",
    ),
    _indicator(
        "booked_mdkk",
        "mDKK",
        "gap closed by savings booked in advance",
        "hul lukket med besparelser indregnet på forhånd",
    ),
    _indicator(
        "came_true_mdkk",
        "mDKK",
        "last year's booked savings that came true",
        "sidste års indregnede besparelser, der blev til noget",
    ),
    _indicator(
        "cut_mdkk", "mDKK", "gap closed by planned cuts", "hul lukket med planlagte nedskæringer"
    ),
    _indicator(
        "emergency_mdkk",
        "mDKK",
        "emergency cuts for booked savings that did not come",
        "nødbesparelser for indregnede besparelser, der udeblev",
    ),
    _indicator(
        "realised_savings_mdkk",
        "mDKK a year",
        "recurring savings of ideas in operation",
        "varige besparelser fra idéer i drift",
    ),
    _indicator(
        "quality_mean",
        "index",
        "service quality, weighted by budget",
        "servicekvalitet, vægtet med budget",
    ),
    _indicator(
        "condition_mean",
        "index",
        "quality worn by overload, weighted by budget",
        "kvalitet slidt af overbelastning, vægtet med budget",
    ),
    _indicator(
        "workload_mean",
        "share",
        "hours used per hour available",
        "brugte timer pr. time til rådighed",
    ),
    _indicator(
        "overloaded_share",
        "share",
        "share of units with more demand than hours",
        "andel af enheder med mere efterspørgsel end timer",
    ),
    _indicator("support_mean", "share", "support over seats", "opbakning over pladser"),
    _indicator(
        "support_majority", "share", "support in the majority bloc", "opbakning i flertalsblokken"
    ),
    _indicator(
        "support_minority", "share", "support in the minority bloc", "opbakning i mindretalsblokken"
    ),
    _indicator(
        "support_share", "share", "share of seats in support", "andel af pladser, der bakker op"
    ),
    _indicator("mandate", "yes/no", "the leadership has its mandate", "ledelsen har sit mandat"),
    _indicator("ownership_mean", "share", "ownership over seats", "ejerskab over pladser"),
    _indicator("loss_permille", "per mille of B", "remembered losses", "huskede tab"),
    _indicator("gain_permille", "per mille of B", "remembered gains", "huskede gevinster"),
    _indicator(
        "safety_mean",
        "share",
        "psychological safety over units",
        "psykologisk tryghed over enheder",
    ),
    _indicator(
        "culture_mean", "share", "innovation culture over units", "innovationskultur over enheder"
    ),
    _indicator("engagement_mean", "share", "engagement of directors", "direktørers engagement"),
    _indicator("ildsjaele_active", "count", "active ildsjæle", "aktive ildsjæle"),
    _indicator(
        "ildsjaele_energy",
        "share",
        "mean energy of active ildsjæle",
        "gennemsnitlig energi hos aktive ildsjæle",
    ),
    _indicator(
        "ildsjaele_left",
        "count",
        "ildsjæle who left this month",
        "ildsjæle, der rejste denne måned",
    ),
    _indicator(
        "ildsjaele_silenced",
        "count",
        "ildsjæle who fell silent this month",
        "ildsjæle, der tav denne måned",
    ),
    _indicator(
        "sparked",
        "count",
        "ideas sparked, copies among them",
        "idéer opstået, efterligninger iblandt",
    ),
    _indicator("starts", "count", "ideas that entered model", "idéer, der nåede modelfasen"),
    _indicator(
        "home_grown_operating",
        "count",
        "home-grown ideas taken into operation",
        "egne idéer taget i drift",
    ),
    _indicator(
        "spread_operating",
        "count",
        "copies and imports taken into operation",
        "efterligninger og idéer udefra taget i drift",
    ),
    _indicator("rejected", "count", "ideas rejected", "idéer afvist"),
    _indicator("stopped", "count", "ideas stopped", "idéer stoppet"),
    _indicator("rolled_back", "count", "ideas rolled back", "idéer rullet tilbage"),
    _indicator("lapsed", "count", "ideas lapsed", "idéer bortfaldet"),
    _indicator("cases", "count", "public cases", "offentlige sager"),
    _indicator("at_work", "count", "ideas being worked on", "idéer under arbejde"),
    _indicator("waiting", "count", "ideas waiting at a gate", "idéer, der venter ved en port"),
    _indicator("on_shelf", "count", "ideas on the shelf", "idéer på hylden"),
    _indicator("in_operation", "count", "ideas in operation", "idéer i drift"),
    _indicator(
        "questions_in_mystery", "count", "questions in mystery", "spørgsmål i mysteriefasen"
    ),
    _indicator("questions_open", "count", "open questions", "åbne spørgsmål"),
    _indicator(
        "questions_discarded",
        "count",
        "questions discarded this month",
        "spørgsmål kasseret denne måned",
    ),
    _indicator(
        "units_renewed_share",
        "share",
        "units with something new in the past two years",
        "enheder med noget nyt de sidste to år",
    ),
    _indicator(
        "innovation_spending_mdkk",
        "mDKK",
        "money and hours spent on ideas this month",
        "penge og timer brugt på idéer denne måned",
    ),
    _indicator(
        "money_spent_mdkk",
        "mDKK",
        "money spent on ideas this month",
        "penge brugt på idéer denne måned",
    ),
    _indicator(
        "failed_cost_mdkk",
        "mDKK",
        "cost of ideas that failed this month",
        "omkostning ved idéer, der mislykkedes denne måned",
    ),
    _indicator("pool_left_mdkk", "mDKK", "left in the pool", "tilbage i puljen"),
    _indicator(
        "hours_available",
        "hours",
        "hours available, before levers",
        "timer til rådighed før virkemidler",
    ),
    _indicator("hours_operations", "hours", "hours used on operations", "timer brugt på drift"),
    _indicator(
        "hours_protected",
        "hours",
        "hours set aside as protected time",
        "timer afsat som beskyttet tid",
    ),
    _indicator(
        "hours_protected_used",
        "hours",
        "protected hours used on ideas",
        "beskyttede timer brugt på idéer",
    ),
    _indicator(
        "hours_slack_used", "hours", "slack hours used on ideas", "ledige timer brugt på idéer"
    ),
    _indicator(
        "hours_implementation",
        "hours",
        "ordinary hours used on implementation",
        "ordinære timer brugt på indførelse",
    ),
    _indicator("hours_disturbance", "hours", "hours of disturbance", "timers forstyrrelse"),
    _indicator(
        "hours_dossier",
        "hours",
        "hours used on dossiers and gates",
        "timer brugt på sagsfremstilling og porte",
    ),
    _indicator(
        "hours_coordination",
        "hours",
        "hours used on partners, tracks and meetings",
        "timer brugt på partnere, spor og møder",
    ),
    _indicator(
        "hours_lever_staff",
        "hours",
        "hours of sorting, measuring, spreading and laboratory staff",
        "timer til sortering, måling, spredning og laboratorier",
    ),
    _indicator(
        "hours_vacant",
        "hours",
        "hours not filled, their money moved to pool and training",
        "ubesatte timer, hvis penge er flyttet til pulje og uddannelse",
    ),
    _indicator(
        "hours_lost", "hours", "demand that was turned away", "efterspørgsel, der blev afvist"
    ),
    _indicator(
        "queue_manager", "count", "ideas waiting for a manager", "idéer, der venter på en leder"
    ),
    _indicator(
        "queue_sorting",
        "count",
        "ideas waiting for the sorting unit",
        "idéer, der venter på sorteringsenheden",
    ),
    _indicator(
        "queue_director",
        "count",
        "ideas waiting for a director",
        "idéer, der venter på en direktør",
    ),
    _indicator(
        "queue_chief",
        "count",
        "ideas waiting for the chief executive",
        "idéer, der venter på kommunaldirektøren",
    ),
    _indicator(
        "queue_board",
        "count",
        "ideas waiting for the board or a place on it",
        "idéer, der venter på direktionen eller en plads",
    ),
    _indicator(
        "queue_council", "count", "ideas waiting for the council", "idéer, der venter på byrådet"
    ),
    _indicator(
        "election",
        "yes/no",
        "a new council sits from this month",
        "et nyt byråd tiltræder denne måned",
    ),
    _indicator(
        "shocks",
        "count",
        "regulation shocks and mergers this month",
        "lovændringer og sammenlægninger denne måned",
    ),
)
"""One row per cost mode, regime, replication and month, with a leading column ``month``."""


def _idea(name: str, unit: str, en: str, da: str, dtype: str = "float") -> Column:
    return Column("ideas", name, unit, Text(en, da), dtype)  # type: ignore[arg-type]


IDEAS: tuple[Column, ...] = (
    _idea(
        "idea",
        "identity",
        "identity, the same under every regime",
        "identitet, den samme under hvert regime",
        "int",
    ),
    _idea(
        "copied_from",
        "identity",
        "identity of the original, of a copy; else null",
        "originalens identitet, for en efterligning",
        "int",
    ),
    _idea(
        "origin",
        "text",
        "ildsjael, employee, manager, director, politician, citizen, import or copy",
        "idéens ophav",
        "text",
    ),
    _idea("slot", "number", "the slot it came from", "pladsen, den kom fra", "int"),
    _idea("unit", "number", "unit, or null for an idea of a whole department", "enhed", "int"),
    _idea("department", "number", "department", "forvaltning", "int"),
    _idea("question", "number", "question it answers, or null", "spørgsmålet, den besvarer", "int"),
    _idea("month_sparked", "month", "month it sparked", "måned, den opstod", "int"),
    _idea("size", "mDKK a year", "money at stake a year", "beløb på spil pr. år"),
    _idea("radicality", "share", "radicality", "radikalitet"),
    _idea(
        "luck",
        "sd",
        "luck in saving, the same under every regime",
        "held i besparelse, det samme under hvert regime",
    ),
    _idea(
        "luck_quality",
        "sd",
        "luck in quality, the same under every regime",
        "held i kvalitet, det samme under hvert regime",
    ),
    _idea(
        "true_worth",
        "mDKK a year",
        "true worth a year, saving and priced quality",
        "sandt årligt udbytte, besparelse og prissat kvalitet",
    ),
    _idea("believed_spark", "per krone", "believed worth at spark", "formodet udbytte ved opståen"),
    _idea(
        "believed_model",
        "per krone",
        "believed worth at the gate to model",
        "formodet udbytte ved porten til model",
    ),
    _idea(
        "believed_implementation",
        "per krone",
        "believed worth at the gate to implementation",
        "formodet udbytte ved porten til implementering",
    ),
    _idea(
        "believed_operation",
        "per krone",
        "believed worth at operation",
        "formodet udbytte ved drift",
    ),
    _idea(
        "promised",
        "mDKK a year",
        "the memo's raw estimate at the gate to implementation",
        "notatets rå skøn ved porten til implementering",
    ),
    _idea(
        "piloted",
        "mDKK a year",
        "worth by the dossier at the end of model",
        "udbytte efter modelfasen",
    ),
    _idea(
        "realised",
        "mDKK a year",
        "worth in operation at the end of the run or before roll-back",
        "udbytte i drift",
    ),
    _idea("month_model", "month", "month it entered model", "måned for modelfase", "int"),
    _idea(
        "month_implementation",
        "month",
        "month it entered implementation",
        "måned for implementering",
        "int",
    ),
    _idea("month_operation", "month", "month it entered operation", "måned for drift", "int"),
    _idea("months_work", "months", "months with work done", "måneder med arbejde"),
    _idea(
        "months_waiting",
        "months",
        "months waiting, for gates and for hours or money",
        "måneder med ventetid, på porte og på timer eller penge",
    ),
    _idea(
        "months_waiting_gate",
        "months",
        "months waiting for a gate",
        "måneder med ventetid på en port",
    ),
    _idea(
        "months_waiting_hours",
        "months",
        "months waiting for hours or money",
        "måneder med ventetid på timer eller penge",
    ),
    _idea("months_on_shelf", "months", "months on the shelf", "måneder på hylden"),
    _idea(
        "end",
        "text",
        "rejected, stopped, rolled_back, lapsed, operation or living",
        "slutning",
        "text",
    ),
    _idea(
        "end_month", "month", "month it ended, null while living or operating", "slutmåned", "int"
    ),
    _idea("end_phase", "text", "phase it ended or is in", "fase, den sluttede eller er i", "text"),
    _idea(
        "end_cause",
        "text",
        "why it ended: gate, sunk case, champion gone, no work, ...",
        "hvorfor den sluttede",
        "text",
    ),
    _idea("decided_by", "text", "who decided last", "hvem der sidst afgjorde", "text"),
    _idea("spent_money", "mDKK", "money spent", "penge brugt"),
    _idea("spent_hours", "hours", "hours spent", "timer brugt"),
    _idea("anchoring", "share", "anchoring at operation", "forankring ved drift"),
    _idea("case", "yes/no", "became a public case", "blev en offentlig sag", "bool"),
)
"""One row per idea, for the replications whose biographies are kept."""


def _col(table: str, name: str, unit: str, en: str, da: str, dtype: str = "float") -> Column:
    return Column(table, name, unit, Text(en, da), dtype)  # type: ignore[arg-type]


GATES: tuple[Column, ...] = (
    _col("gates", "gate", "text", "to_model or to_implementation", "porten", "text"),
    _col("gates", "origin", "text", "the ideas' origin", "idéernes ophav", "text"),
    _col(
        "gates",
        "decider",
        "text",
        "author, manager, sorting, chief_executive, director, board or council",
        "beslutningstageren",
        "text",
    ),
    _col("gates", "judged", "count", "ideas judged", "idéer bedømt", "int"),
    _col("gates", "passed", "count", "ideas passed", "idéer godkendt", "int"),
    _col(
        "gates",
        "turned_away_worth_mdkk",
        "mDKK a year",
        "positive true worth turned away",
        "positivt sandt udbytte afvist",
    ),
)
"""One row per regime, replication, gate, origin and decider that judged anything."""

LEDGER: tuple[Column, ...] = (
    _col("ledger", "year", "year", "year of the run, from 0", "år i kørslen, fra 0", "int"),
    _col("ledger", "debit", "text", "account that receives", "konto, der modtager", "text"),
    _col("ledger", "credit", "text", "account that gives", "konto, der afgiver", "text"),
    _col("ledger", "amount_mdkk", "mDKK", "amount, hours at the wage", "beløb, timer til lønnen"),
)
"""Yearly entries by account pair."""

BOOKINGS: tuple[Column, ...] = (
    _col("bookings", "idea", "identity", "identity of the idea", "idéens identitet", "int"),
    _col(
        "bookings",
        "year",
        "year",
        "budget year it was booked for, from 0",
        "budgetår, fra 0",
        "int",
    ),
    _col(
        "bookings",
        "booked",
        "mDKK a year",
        "saving counted on in advance",
        "besparelse indregnet på forhånd",
    ),
    _col("bookings", "harvested", "mDKK a year", "what came in time", "hvad der kom til tiden"),
    _col(
        "bookings",
        "emergency",
        "mDKK a year",
        "emergency cut for what did not",
        "nødbesparelse for det, der udeblev",
    ),
    _col(
        "bookings",
        "never_came",
        "mDKK a year",
        "part of that which never came",
        "heraf aldrig kommet",
    ),
)
"""One row per idea and year in which a saving was booked; what is not due by the end is outstanding."""

TABLES: dict[str, tuple[Column, ...]] = {
    "metrics": METRICS,
    "indicators": INDICATORS,
    "ideas": IDEAS,
    "gates": GATES,
    "ledger": LEDGER,
    "bookings": BOOKINGS,
}
"""Columns of each table after the key columns."""

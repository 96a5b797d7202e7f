"""The indicators of a month."""

from innosim.scenario.catalogue.bounds import (
    DIFFERENCE,
    EITHER_SIGN,
    FROM_ZERO,
    OF_THE_BUDGET,
    OF_THE_STAFF,
    SHARE,
    Bounds,
)
from innosim.scenario.catalogue.codes import DECIDERS
from innosim.scenario.catalogue.declare import Column, Text, Unit, by_name
from innosim.scenario.catalogue.indicator_hours import HOURS_BY_KIND


def _indicator(
    name: str,
    unit: Unit,
    en: str,
    da: str,
    short: Text | None = None,
    bounds: Bounds | None = None,
) -> Column:
    return Column(name, unit, Text(en, da), "float", short, bounds)


QUEUE = "queue_"
"""How the names of those indicators begin that count who is waited for."""

DECIDED = "decided_"
"""How the names of those begin that count what was decided, yes or no, or how many places were given."""

BY_DECIDER: dict[str, tuple[str, str]] = {
    kind + queue: (table, queue)
    for kind, table in ((QUEUE, "queues"), (DECIDED, "decisions"))
    for queue in DECIDERS.queues
}
"""Indicators that are counted by decider, each with the table that counts it and the queue it is of."""


def _by_decider(kind: str, en: str, da: str) -> tuple[Column, ...]:
    return tuple(
        _indicator(
            kind + queue,
            "count",
            en + " or ".join(DECIDERS[name].en for name in deciders),
            da + " eller ".join(DECIDERS[name].da for name in deciders),
        )
        for queue, deciders in DECIDERS.queues.items()
    )


LOST = "work_lost_"
"""How the names of those indicators begin that say how much work was not done, and for want of what."""


def _lost(name: str, en: str, da: str, short: Text) -> Column:
    return _indicator(
        LOST + name,
        "months",
        f"work of ideas, in months of their plans, not done this month {en}",
        f"idéers arbejde, i måneder af deres planer, ikke udført denne måned {da}",
        short,
        FROM_ZERO,
    )


_INDICATORS = (
    _indicator(
        "pressure",
        "share",
        "saving required this January, of B",
        "besparelse krævet denne januar, af B",
    ),
    _indicator(
        "gap_mdkk",
        "mDKK",
        "gap to close this January",
        "hul at lukke denne januar",
        bounds=OF_THE_BUDGET,
    ),
    _indicator(
        "harvested_mdkk",
        "mDKK",
        "gap closed by realised savings",
        "hul lukket med realiserede besparelser",
        bounds=OF_THE_BUDGET,
    ),
    _indicator(
        "booked_mdkk",
        "mDKK",
        "gap closed by savings booked in advance",
        "hul lukket med besparelser indarbejdet på forhånd",
        bounds=OF_THE_BUDGET,
    ),
    _indicator(
        "came_true_mdkk",
        "mDKK",
        "last year's booked savings that came true",
        "sidste års indarbejdede besparelser, der blev til noget",
        bounds=OF_THE_BUDGET,
    ),
    _indicator(
        "cut_mdkk",
        "mDKK",
        "gap closed by planned cuts",
        "hul lukket med planlagte nedskæringer",
        bounds=OF_THE_BUDGET,
    ),
    _indicator(
        "emergency_mdkk",
        "mDKK",
        "emergency cuts for booked savings that did not come",
        "akutte nedskæringer for indarbejdede besparelser, der udeblev",
        bounds=OF_THE_BUDGET,
    ),
    _indicator(
        "realised_savings_mdkk",
        "mDKK a year",
        "recurring savings of ideas in operation",
        "varige besparelser fra idéer i drift",
        Text("recurring savings by ideas", "varige besparelser fra idéer"),
        bounds=EITHER_SIGN,
    ),
    _indicator(
        "quality_mean",
        "index",
        "service quality, weighted by budget",
        "servicekvalitet, vægtet med budget",
        Text("service quality", "servicekvalitet"),
    ),
    _indicator(
        "condition_mean",
        "index",
        "quality worn by overload, weighted by budget",
        "kvalitet slidt af overbelastning, vægtet med budget",
        bounds=SHARE,
    ),
    _indicator(
        "workload_mean",
        "share",
        "hours used per hour available",
        "brugte timer pr. time til rådighed",
        Text("workload", "arbejdspres"),
        bounds=FROM_ZERO,
    ),
    _indicator(
        "overloaded_share",
        "share",
        "share of units with more demand than hours",
        "andel af enheder med mere efterspørgsel end timer",
    ),
    _indicator(
        "support_mean",
        "index 0-1",
        "confidence in the leadership's line over seats",
        "tillid til ledelsens linje over pladser",
        Text("confidence in the leadership's line", "tillid til ledelsens linje"),
    ),
    _indicator(
        "support_majority",
        "index 0-1",
        "confidence in the leadership's line in the majority bloc",
        "tillid til ledelsens linje i flertalsblokken",
        Text("confidence in the majority bloc", "tillid i flertalsblokken"),
    ),
    _indicator(
        "support_minority",
        "index 0-1",
        "confidence in the leadership's line in the minority bloc",
        "tillid til ledelsens linje i mindretalsblokken",
        Text("confidence in the minority bloc", "tillid i mindretalsblokken"),
    ),
    _indicator(
        "support_share",
        "share",
        "share of seats that have confidence in the leadership's line",
        "andel af pladser, der har tillid til ledelsens linje",
        Text(
            "seats with confidence in the leadership's line",
            "pladser med tillid til ledelsens linje",
        ),
    ),
    _indicator(
        "mandate",
        "yes/no",
        "the innovation agenda has its mandate",
        "der er flertal bag innovationsdagsordenen",
    ),
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
    _indicator(
        "ildsjaele_active",
        "count",
        "active ildsjæle",
        "aktive ildsjæle",
        Text("active ildsjæle", "aktive ildsjæle"),
        bounds=OF_THE_STAFF,
    ),
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
        bounds=OF_THE_STAFF,
    ),
    _indicator(
        "ildsjaele_silenced",
        "count",
        "ildsjæle who fell silent this month",
        "ildsjæle, der tav denne måned",
        bounds=OF_THE_STAFF,
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
    _indicator(
        "in_operation",
        "count",
        "ideas in operation",
        "idéer i drift",
        Text("ideas in operation", "idéer i drift"),
    ),
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
        "hours_on_ideas",
        "hours",
        "hours used on ideas this month, dossiers among them",
        "timer brugt på idéer denne måned, sagsfremstilling iblandt",
        Text("hours used on ideas in all", "timer brugt på idéer i alt"),
    ),
    _indicator(
        "failed_cost_mdkk",
        "mDKK",
        "cost of ideas that failed this month",
        "omkostning ved idéer, der mislykkedes denne måned",
    ),
    _indicator(
        "pool_left_mdkk", "mDKK", "left in the pool", "tilbage i puljen", bounds=OF_THE_BUDGET
    ),
    *HOURS_BY_KIND,
    *_by_decider(QUEUE, "ideas waiting for ", "idéer, der venter på "),
    *_by_decider(DECIDED, "ideas decided on this month by ", "idéer afgjort denne måned af "),
    _indicator(
        "work_done",
        "months",
        "work done on ideas this month, in months of their plans",
        "arbejde udført på idéer denne måned, i måneder af deres planer",
        Text("work, as progress made", "arbejde, som fremdrift"),
        bounds=FROM_ZERO,
    ),
    _lost(
        "hours",
        "as hours were scarcest",
        "fordi timer var knappest",
        Text("lack of hours", "mangel på timer"),
    ),
    _lost(
        "money",
        "as money was scarcest; where hours can be bought free, money for these too",
        "fordi penge var knappest; hvor timer kan frikøbes, også penge til dem",
        Text("lack of money", "mangel på penge"),
    ),
    _lost(
        "drive",
        "as drive was scarcest",
        "fordi drivkraft var knappest",
        Text("lack of drive", "mangel på drivkraft"),
    ),
    _lost(
        "silo",
        "as an idea crosses silos that nobody broke",
        "fordi en idé går på tværs af siloer, som ingen brød",
        Text("pace lost to silos", "tempo tabt til siloer"),
    ),
    _indicator(
        "phases_worked",
        "count",
        "phases of ideas whose work was finished this month",
        "idéfaser, hvis arbejde blev færdigt denne måned",
        Text("phases of work finished", "faser med færdigt arbejde"),
    ),
    _indicator(
        "election",
        "yes/no",
        "a new council sits from this month",
        "et nyt byråd tiltræder denne måned",
    ),
    _indicator(
        "seats_changed_share",
        "share",
        "share of seats whose holder is new from this month",
        "andel af pladser, hvis indehaver er ny fra denne måned",
    ),
    _indicator("election_held", "yes/no", "a council is elected", "et byråd bliver valgt"),
    _indicator(
        "backing_mean",
        "index 0-1",
        "backing of the innovation agenda over seats",
        "opbakning til innovationsdagsordenen over pladser",
        Text("backing of the innovation agenda", "opbakning til innovationsdagsordenen"),
    ),
    _indicator(
        "backing_above_home",
        "share",
        "the same above the value it returns to",
        "det samme over den værdi, den vender tilbage til",
        bounds=DIFFERENCE,
    ),
    _indicator(
        "backing_share",
        "share",
        "share of seats that back the innovation agenda",
        "andel af pladser, der bakker op om innovationsdagsordenen",
        Text("seats backing the innovation agenda", "pladser bag innovationsdagsordenen"),
    ),
    _indicator(
        "innovation_loss_permille",
        "per mille of B",
        "remembered losses by innovation: cases and broken promises",
        "huskede tab ved innovation: sager og brudte løfter",
    ),
    _indicator(
        "innovation_gain_permille",
        "per mille of B",
        "remembered gains by innovation, as far as seen",
        "huskede gevinster ved innovation, så vidt de ses",
    ),
    _indicator(
        "credit_used_permille",
        "per mille of B",
        "losses the board has borne this term under a contract",
        "tab, som direktionen har båret i denne periode under en kontrakt",
    ),
    _indicator(
        "power_lost",
        "yes/no",
        "the majority loses power at this month's election",
        "flertallet mister magten ved denne måneds valg",
    ),
    _indicator(
        "shocks",
        "count",
        "regulation shocks and mergers this month",
        "lovændringer og sammenlægninger denne måned",
    ),
    _indicator(
        "debt_mdkk",
        "mDKK",
        "debt for advances to ideas",
        "gæld for forskud til idéer",
    ),
)

INDICATORS: dict[str, Column] = by_name(_INDICATORS)
"""Every indicator by name; the table leads with the month it is of."""

"""The biography of an idea: one column each."""

from innosim.scenario.catalogue.bounds import (
    LAST_SLOT,
    OF_AN_IDEA,
    OF_THE_BUDGET,
    Bounds,
    times,
    within,
)
from innosim.scenario.catalogue.codes import CAUSES, ENDS, ORIGINS, coded
from innosim.scenario.catalogue.declare import Column, Dtype, Text, Unit


def _idea(
    name: str,
    unit: Unit,
    en: str,
    da: str,
    dtype: Dtype = "float",
    bounds: Bounds | None = None,
) -> Column:
    return Column(name, unit, Text(en, da), dtype, bounds=bounds)


BIOGRAPHY: tuple[Column, ...] = (
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
    Column("origin", "text", coded("the idea's origin", "idéens ophav", ORIGINS), "text"),
    _idea(
        "slot",
        "number",
        "the slot it came from: its number among the posts, units, chairs or seats of its origin",
        "pladsen, den kom fra: nummeret blandt ophavets stillinger, enheder, stole eller mandater",
        "int",
        bounds=within(0.0, LAST_SLOT),
    ),
    _idea(
        "unit",
        "number",
        "unit, or null for an idea of a whole department",
        "enhed",
        "int",
        bounds=within(0.0, times(1.0, "units") + times(-1.0)),
    ),
    _idea(
        "department",
        "number",
        "department",
        "forvaltning",
        "int",
        bounds=within(0.0, times(1.0, "departments") + times(-1.0)),
    ),
    _idea("question", "number", "question it answers, or null", "spørgsmålet, den besvarer", "int"),
    _idea(
        "month_sparked",
        "month",
        "month it sparked, negative before month 0",
        "måned, den opstod; før måned 0 negativ",
        "int",
    ),
    _idea(
        "stake",
        "mDKK a year",
        "money at stake a year",
        "beløb på spil pr. år",
        bounds=OF_THE_BUDGET,
    ),
    _idea("radicality", "share", "radicality", "radikalitet"),
    _idea(
        "luck",
        "sd",
        "luck in saving, the same under every regime",
        "tilfældigt udsving i besparelse, det samme under hvert regime",
    ),
    _idea(
        "luck_quality",
        "sd",
        "luck in quality, the same under every regime",
        "tilfældigt udsving i kvalitet, det samme under hvert regime",
    ),
    _idea(
        "true_worth",
        "mDKK a year",
        "true worth a year, saving and priced quality",
        "sand årlig værdi, besparelse og prissat kvalitet",
        bounds=OF_AN_IDEA,
    ),
    _idea("believed_spark", "per krone", "believed worth at spark", "formodet værdi ved opståen"),
    _idea(
        "believed_model",
        "per krone",
        "worth that the last decider of the gate to model believed in, dossier and own look weighed together",
        "værdi, som den sidste beslutningstager ved porten til model troede på, sag og eget blik vejet sammen",
    ),
    _idea(
        "believed_implementation",
        "per krone",
        "worth that the last decider of the gate to implementation believed in, dossier and own look weighed together",
        "værdi, som den sidste beslutningstager ved porten til implementering troede på, sag og eget blik vejet sammen",
    ),
    _idea(
        "believed_operation",
        "per krone",
        "believed worth at operation",
        "formodet værdi ved drift",
    ),
    _idea(
        "promised",
        "mDKK a year",
        "the memo's raw estimate at the gate to implementation",
        "notatets rå skøn ved porten til implementering",
        bounds=OF_AN_IDEA,
    ),
    _idea(
        "piloted",
        "mDKK a year",
        "worth by the dossier at the end of model",
        "værdi efter modelfasen",
        bounds=OF_AN_IDEA,
    ),
    _idea(
        "realised",
        "mDKK a year",
        "worth in operation at the end of the run or before roll-back",
        "værdi i drift",
        bounds=OF_AN_IDEA,
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
    Column("end", "text", coded("how it ended", "hvordan den sluttede", ENDS), "text"),
    _idea(
        "end_month", "month", "month it ended, null while living or operating", "slutmåned", "int"
    ),
    _idea("phase", "text", "phase it ended or is in", "fase, den sluttede eller er i", "text"),
    Column("end_cause", "text", coded("why it ended", "hvorfor den sluttede", CAUSES), "text"),
    _idea("decider", "text", "who decided last", "hvem der sidst afgjorde", "text"),
    _idea("spent_money", "mDKK", "money spent", "penge brugt"),
    _idea("spent_hours", "hours", "hours spent", "timer brugt"),
    _idea("anchoring", "share", "anchoring at operation", "forankring ved drift"),
    _idea(
        "ramp_months",
        "months",
        "months in operation until it works in full",
        "måneder i drift, til den virker fuldt",
        bounds=within(1.0, times(1.0, "ramp_months", "ramp_slow")),
    ),
    _idea("case", "yes/no", "became a public case", "blev en offentlig sag", "bool"),
    _idea(
        "months_hidden",
        "months",
        "months in which a stop was due and did not come",
        "måneder, hvor et stop skulle være kommet og ikke kom",
    ),
    _idea(
        "told",
        "yes/no",
        "failed, and that was told in time",
        "slog fejl, og det blev fortalt i tide",
        "bool",
    ),
    _idea(
        "spent_before_mdkk",
        "mDKK",
        "money and hours spent before month 0, of those spent in all",
        "penge og timer brugt før måned 0, af alle brugte",
    ),
    _idea(
        "believed_end",
        "per krone",
        "believed worth by the dossier when it ended, or at the run's end",
        "formodet værdi, da den sluttede, eller ved kørslens slutning",
    ),
    _idea(
        "month_harvested",
        "month",
        "month in which anything was first harvested from it",
        "måned, hvor noget først blev høstet af den",
        "int",
    ),
    _idea(
        "lost_mdkk",
        "mDKK",
        "what it lost while it ran at negative true worth, from month 0 on",
        "hvad den tabte, mens den kørte med negativ sand værdi, fra måned 0",
    ),
)
"""One row per idea, for the replications whose biographies are kept."""

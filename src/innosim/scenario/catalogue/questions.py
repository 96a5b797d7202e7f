"""Innovation questions: the hunt for them and what closes them."""

from innosim.scenario.catalogue.declare import Parameter, Subject

_q = Subject("relationships", "questions").parameter

PARAMETERS: tuple[Parameter, ...] = (
    _q(
        "mystery_pace",
        "months",
        6.0,
        (3.0, 12.0),
        "months of mystery in which 63 % of the possible quality is reached",
        "måneder i mysteriefasen for 63 % af den mulige kvalitet",
        "[N §3.1]",
        "diminishing returns; pace assumed",
        limits=(0.5, 60.0),
    ),
    _q(
        "question_bar",
        "share",
        0.25,
        (0.1, 0.5),
        "quality under which a matured question is discarded",
        "kvalitet, under hvilken et modnet spørgsmål kasseres",
        "[N A3]",
        "a great deal discarded; bar assumed",
        limits=(0.0, 1.0),
    ),
    _q(
        "open_months",
        "months",
        24.0,
        (12.0, 36.0),
        "months an open question stays open",
        "måneder et åbent spørgsmål forbliver åbent",
        "assumed",
        "half a council term",
        limits=(1.0, 240.0),
    ),
    _q(
        "answers_enough",
        "count",
        2,
        (1.0, 4.0),
        "operating answers that close a question",
        "svar i drift, der lukker et spørgsmål",
        "assumed",
        limits=(1.0, 50.0),
    ),
    _q(
        "contract_pick",
        "count",
        5,
        (3.0, 8.0),
        "matured questions from which a council under a contract picks",
        "modnede spørgsmål, hvoraf byrådet vælger under en kontrakt",
        "[N A3]",
        "Fredericia picked five",
        limits=(1.0, 20.0),
    ),
)
"""Constants of questions."""

"""The rows of the municipality's tables, a class for each kind of row and a field a line.

These classes are read and never made: the dtype of a table, the types of rules, the attributes of Mesa
agents and the tables of the ODD description all come from their lines. The comment of a field is its
meaning, with its unit. Money in mDKK, hours a month unless a field says otherwise, months counted from 0, those
before month 0 negative, and NEVER (catalogue/codes.py) for what has not happened.

A field that ends in ``_push`` gathers what a month's events do to a state; the people step applies it, so
that entities are simultaneous within a step.
"""

from __future__ import annotations


class Seat:
    """A seat of the council and who sits on it."""

    bloc: int  # bloc, a code
    person: int  # who sits there, counted up when the seat changes hands
    months_in_seat: int  # months since the member took the seat
    support: float  # confidence in the leadership's line, 0-1
    home: float  # value that confidence returns to, 0-1
    ownership: float  # ownership of the innovation work, 0-1; shields from innovation's losses
    leaving: int  # 1 from an election until January where the seat changes hands then
    next_bloc: int  # bloc that the seat then belongs to, a code
    backing: float  # backing of the innovation agenda, 0-1
    backing_home: float  # value that backing returns to, 0-1


class Director:
    """A director's chair, 0 the chief executive, and who sits in it."""

    department: int  # department, -1 for the chief executive
    person: int  # who sits there, counted up when the chair changes hands
    months_in_chair: int  # months since the director took the chair
    engagement: float  # engagement in innovation, 0-1
    engagement_push: float  # what this month's events do to engagement
    nerve: float  # nerve, 0-1, a trait: how little a failure makes the director draw back
    hours_left: float  # hours for innovation left this month


class Manager:
    """A unit and its manager."""

    department: int  # department
    first_post: int  # first row of its posts
    posts: int  # number of its posts that can hold an ildsjæl
    person: int  # who manages, counted up when the manager changes
    shielded: int  # active ildsjæle whom the manager shields
    ildsjaele: int  # active ildsjæle in the unit
    last_renewed: int  # month in which the unit last got something new
    fte: float  # full-time equivalents of the unit
    hours: float  # hours a month before levers, less what cuts and harvests took
    demand: float  # hours a month that services ask for
    workload: float  # hours used per hour available
    openness: float  # the manager's openness, 0-1, a trait
    safety: float  # psychological safety in the unit, 0-1
    safety_home: float  # value that safety returns to, 0-1
    safety_push: float  # what this month's events do to safety
    culture: float  # innovation culture in the unit, 0-1
    culture_home: float  # culture at the founding, which a new manager brings part of the way back
    culture_push: float  # what this month's events do to culture
    culture_next: float  # next month's culture, so that units move at once
    capacity: float  # hours available this month, after the price of levers
    wanted: float  # hours asked for this month, shocks and unharvested savings included
    protected_offered: float  # protected hours at the start of the month
    ordinary_offered: float  # ordinary hours for implementation at the start of the month
    protected_left: float  # protected hours left this month
    slack_left: float  # slack hours left for ideas this month
    ordinary_left: float  # ordinary hours left for implementation this month
    money_left: float  # own money left for ideas this month, mDKK
    manager_hours_left: float  # the manager's hours left for judging ideas this month
    protected_used: float  # protected hours used on ideas this month
    slack_used: float  # slack hours used on ideas this month
    implementation_used: float  # ordinary hours used on implementation this month
    dossier_used: float  # hours used on dossiers this month
    disturbance: float  # hours lost to the house being rebuilt this month
    size_share: float  # the unit's share of its department's FTE
    discretion_offered: float  # ordinary hours the manager may give small ideas this month
    discretion_left: float  # of which left
    discretion_used: float  # of which used


class Post:
    """A post that can hold an ildsjæl."""

    unit: int  # unit
    active: int  # 1 where the post holds an active ildsjæl
    person: int  # who holds it, counted up when an ildsjæl goes
    protected: int  # 1 where the manager shields the ildsjæl
    waiting: int  # ideas of the ildsjæl that wait
    energy: float  # energy of the ildsjæl, 0-1
    energy_push: float  # what this month's events do to energy
    rank: float  # draw that says who is protected first


class Department:
    """A service area."""

    first_unit: int  # first row of its units
    units: int  # number of its units
    open_question: int  # row of its best open question, -1 for none
    budget: float  # budget now, mDKK a year
    budget_start: float  # budget at the founding, mDKK a year
    fte: float  # full-time equivalents
    condition: float  # part of quality that overload wears and slack repairs, 0-1
    cut_factor: float  # part of quality that cuts leave, 0-1
    gained: float  # quality won by ideas in operation
    shock: float  # share of hours that new legislation or a merger claims now
    cut_so_far: float  # share cut so far
    realised: float  # recurring savings of its ideas in operation, mDKK a year
    harvested: float  # savings taken out of the budget so far, mDKK a year
    exposure: float  # how dear legislation shocks are here; department 0 is employment
    quality: float  # quality index: cut_factor x condition + gained, over quality_start
    protected_left: float  # protected hours left to department-wide ideas this month
    slack_left: float  # slack hours left to department-wide ideas this month
    ordinary_left: float  # ordinary hours left to department-wide ideas this month
    money_left: float  # own money left to department-wide ideas this month, mDKK
    protected_offered: float  # protected hours offered to department-wide ideas this month
    slack_offered: float  # slack hours offered to department-wide ideas this month
    ordinary_offered: float  # ordinary hours offered to department-wide ideas this month
    dossier_used: float  # hours used on dossiers of department-wide ideas this month
    money_moved: float  # own money moved to ideas this month, mDKK; empties hours next month
    bought: float  # hours bought free for department-wide ideas this month
    quality_start: float  # what quality had come to by month 0, of 1 at the founding


class Question:
    """An open innovation question."""

    department: int  # department it concerns
    months_in_mystery: int  # months in mystery so far
    state: int  # where it stands, a code
    opened: int  # month it was opened, NEVER before
    answers: int  # answers that operate
    luck: float  # draw that bounds the quality a question can reach
    quality: float  # quality, 0-1


class Idea:
    """An idea, from spark to end: eight fields a cache line, in the order in which steps read them."""

    # What steps ask of all ideas under way.
    situation: int  # what it is doing in its phase, a code
    phase: int  # its phase, a code
    wide: int  # 1 where it concerns the whole department
    champion: int  # kind of champion, a code
    champion_row: int  # row of the champion's post, unit, chair or seat
    champion_person: int  # which person at that row
    idle: int  # months without work or decision, in a row
    belief: float  # the dossier's mean: believed worth per krone at stake

    # What it is: for its work, and for what it does in operation.
    stake: float  # size: mDKK a year at stake
    theta: float  # true worth, quality priced, per krone at stake
    identity: int  # identity, 49 bits: the same idea under every regime
    department: int  # department it concerns
    home: int  # unit that carries it, -1 for none
    origin: int  # where it comes from, a code
    measured: int  # 1 where its effect is measured
    lost: float  # what it lost while it ran at negative true worth, from month 0 on, mDKK

    # Its work in the phase.
    work_left: float  # share of the phase's work left; above 1 where it overruns
    pace_months: float  # planned months of the phase
    cost: float  # planned cost to develop, mDKK
    hours_share: float  # share of the planned cost that is hours
    phase_months: int  # months looked at in this phase: the clock of stopping
    phase_work: int  # months of work in this phase: the clock of what work teaches
    phase_ratio: float  # ratio between what its phases are planned to cost, one to the next
    variance: float  # the dossier's variance

    # What it has used.
    spent_money: float  # money spent, mDKK
    spent_hours: float  # hours spent
    spent: float  # money and hours spent, mDKK
    spent_from_model: float  # of which from the model phase on
    spent_implementation: float  # of which in implementation
    worked_hours: float  # hours of work in direction and model
    laboratory_hours: float  # of which laboratory staff's
    silo: int  # 1 where it crosses departments and nobody broke the silo

    # What it does in operation.
    month_operation: int  # month it entered operation, NEVER if it never did
    ramp: float  # months until it works in full
    anchoring: float  # part of positive worth that survives in daily operation
    theta_saving: float  # true worth in saving, per krone at stake
    theta_quality: float  # true worth in quality, per krone at stake
    realised_saving: float  # saving realised now, mDKK a year
    realised_quality: float  # quality realised now, mDKK a year
    realised: float  # worth realised now, quality priced, mDKK a year

    # Januaries.
    harvested: float  # saving taken out of the budget so far, mDKK a year
    promised_saving: float  # saving part of what was promised, mDKK a year: may be booked
    first_booking: int  # row of the first saving booked on it, -1 for none
    last_booking: int  # row of the last saving booked on it, where there is one
    month_harvested: int  # month in which anything was first harvested from it, NEVER before
    promise_broken: int  # 1 where a saving booked on it has failed to come
    advanced: float  # what the treasury has lent for it so far, mDKK
    lottery: float  # draw that breaks ties

    # At gates.
    gate: int  # gate it stands at or last passed, a code
    stage: int  # place in the chain of deciders
    first: int  # first decider of the chain, a code
    second: int  # second decider, a code
    third: int  # third decider, a code
    place: int  # 1 while it holds a place on the board's table
    decider: int  # who judged it last, a code
    decider_row: int  # at which row

    # What is read now and then.
    months_work: int  # months of work
    end: int  # how it ended, a code
    slot: int  # number of the slot it sparked in
    unit: int  # unit it sparked in, -1 for directors' and politicians'
    question: int  # row of the question it answers, -1 for a free spark
    visits: int  # visits to gates after the first, part of the key of memo and errors
    returns: int  # returns from the shelf
    month_sparked: int  # month of the spark
    month_model: int  # month it entered model, NEVER if it never did
    month_implementation: int  # month it entered implementation, NEVER if it never did
    months_waiting_gate: int  # months waited at gates
    months_waiting_hours: int  # months waited for hours or money
    months_on_shelf: int  # months on the shelf
    end_month: int  # month it ended, NEVER while it lives or operates
    end_cause: int  # why it ended, a code
    shelf_since: int  # month it was shelved
    case: int  # 1 where it became a public case
    radicality: float  # radicality, 0-1
    luck: float  # luck in saving, a standard normal; the same under every regime
    luck_quality: float  # luck in quality, a standard normal correlated with luck
    involvement_draw: float  # draw that decides whether a large idea goes to the council
    memo_error: float  # error of the memo at this gate, shared by all who read it
    believed_spark: float  # belief at the spark
    believed_model: float  # belief on entering model
    believed_implementation: float  # belief on entering implementation
    believed_operation: float  # belief on entering operation
    last_mean: float  # posterior mean of whoever judged last
    last_sd: float  # posterior standard deviation of whoever judged last
    last_signal: float  # signal that whoever judged last saw
    last_bar: float  # bar at the last judgement
    promised: float  # the memo's raw estimate at the implementation gate, mDKK a year
    piloted: float  # what the dossier said at the end of model, mDKK a year
    winding: float  # cost of winding down, mDKK
    hidden: int  # months in which a stop was due and did not come
    told: int  # 1 where it failed and that was told in time
    spent_before: float  # money and hours spent before month 0, mDKK
    spent_before_from_model: float  # of which from the model phase on
    original: int  # row of its original, where it is a copy
    looked_row: int  # number of its row of looks, from 1; 0 while nobody has looked
    spare: int  # nothing: with it a row fills whole lines of the cache, so that none begins in the middle of one


class InUse:
    """An idea in operation, in the order in which ideas went into operation."""

    idea: int  # row of the idea
    department: int  # department it concerns
    since: int  # month it entered operation
    steady: int  # 1 where every month is as the last: it works in full, and is worth having
    saving: float  # saving it realises then, mDKK a year


class Booking:
    """A saving counted on in advance."""

    idea: int  # row of the idea
    year: int  # budget year, from 0
    settled: int  # 1 when it has fallen due
    booked: float  # saving counted on in advance, mDKK a year
    harvested: float  # of which came when due
    emergency: float  # of which became an emergency cut when due
    late: float  # of which came later
    never_came: float  # of which has not come
    hours_gone: float  # share of its department's hours that left when it was booked
    next: int  # row of the same idea's next booking, -1 for none


class DueCopy:
    """A copy that a unit has decided on and not yet made."""

    idea: int  # row of the original
    unit: int  # unit that copies
    due: int  # month in which the copy is made
    seen: int  # row of what the unit saw: the original or a copy


class GateCount:
    """What deciders of one kind did at a gate with ideas of one origin, over the whole run."""

    gate: int  # the gate, a code
    origin: int  # the ideas' origin, a code
    decider: int  # who judged, a code
    judged: int  # ideas judged
    passed: int  # ideas passed
    turned_away_worth_mdkk: float  # positive true worth turned away for good, mDKK a year


class Event:
    """Something that happened to an idea; kept only when a replication is traced."""

    month: int  # the month
    idea: int  # identity of the idea
    event: int  # what happened, a code
    decider: int  # who decided or is waited for, a code
    decider_row: int  # at which row
    phase: int  # phase the idea was in, a code
    belief: float  # the dossier's mean then, per krone at stake
    sd: float  # the dossier's standard deviation then
    signal: float  # signal that whoever judged last saw
    bar: float  # bar at the last judgement
    amount: float  # money and hours spent on the idea so far, mDKK

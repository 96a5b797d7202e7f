"""Departments and their units: hours, budgets, savings and quality, taken together."""

from innosim.model.rows import Department, Idea
from innosim.model.tables import Town


def slack_hours(capacity: float, protected: float, demanded: float) -> float:
    """Return what is left when operations and protected time have theirs [N §3.2]."""
    return max(0.0, capacity - protected - demanded)


def overload_of(workload: float) -> float:
    """Return the hours used beyond those available, per hour available."""
    return max(0.0, workload - 1.0)


def total_hours(town: Town) -> float:
    """Return the hours of all units this month, before levers."""
    total = 0.0
    for unit in range(len(town.managers)):
        total += town.managers[unit].hours
    return total


def lay_hours_out(town: Town, number: int) -> None:
    """Hours and demand of a department's units stand side by side while they shrink, saving after saving."""
    department = town.departments[number]
    for place in range(department.units):
        manager = town.managers[department.first_unit + place]
        town.unit_hours[number, place] = manager.hours
        town.unit_demand[number, place] = manager.demand


def take_hours_back(town: Town, number: int) -> None:
    """What is left of hours and demand goes back to a department's units."""
    department = town.departments[number]
    for place in range(department.units):
        manager = town.managers[department.first_unit + place]
        manager.hours = town.unit_hours[number, place]
        manager.demand = town.unit_demand[number, place]


def shrink_units(town: Town, number: int, keep_hours: float, keep_demand: float) -> None:
    """Hours and demand of a department's units, laid out, shrink by the same share each; who keeps all is passed over."""
    units = town.departments[number].units
    if keep_hours != 1.0:
        for place in range(units):
            town.unit_hours[number, place] *= keep_hours
    if keep_demand != 1.0:
        for place in range(units):
            town.unit_demand[number, place] *= keep_demand


def harvest_from(town: Town, number: int, amount: float) -> None:
    """A harvested saving takes money, hours and demand out of its department, by the same share."""
    department = town.departments[number]
    share = amount / department.budget
    shrink_units(town, number, 1.0 - share, 1.0 - share)
    department.budget -= amount
    department.harvested += amount


def give_back(town: Town, number: int, amount: float) -> None:
    """What was harvested from an idea rolled back returns to its department: money, hours and demand."""
    if amount == 0.0:
        return
    department = town.departments[number]
    grown = department.budget / (department.budget + amount)
    lay_hours_out(town, number)
    shrink_units(town, number, 1.0 / grown, 1.0 / grown)
    take_hours_back(town, number)
    department.budget += amount
    department.harvested -= amount


def total_budget(town: Town) -> float:
    """Return the budgets of all departments now, mDKK a year."""
    total = 0.0
    for number in range(len(town.departments)):
        total += town.departments[number].budget
    return total


def mean_quality(town: Town) -> float:
    """Return service quality over departments, weighted by their budget at the start."""
    total = 0.0
    weight = 0.0
    for number in range(len(town.departments)):
        department = town.departments[number]
        total += department.quality * department.budget_start
        weight += department.budget_start
    return total / weight


def mean_condition(town: Town) -> float:
    """Return what overload has left of quality, over departments, weighted by their budget at the start."""
    total = 0.0
    for number in range(len(town.departments)):
        department = town.departments[number]
        total += (
            department.condition * department.budget_start / town.constants[0].derived.budget_mdkk
        )
    return total


def total_realised(town: Town) -> float:
    """Return the recurring savings of all ideas in operation, mDKK a year."""
    total = 0.0
    for number in range(len(town.departments)):
        total += town.departments[number].realised
    return total


def drawn_department(town: Town, draw: float) -> int:
    """Return the department a draw falls in, in proportion to its budget at the start."""
    last = len(town.departments) - 1
    left = draw * town.constants[0].derived.budget_mdkk
    for number in range(last):
        left -= town.departments[number].budget_start
        if left < 0.0:
            return number
    return last


def department_culture(town: Town, department: Department) -> float:
    """Return the mean culture of a department's units last month."""
    total = 0.0
    for unit in range(department.first_unit, department.first_unit + department.units):
        total += town.managers[unit].culture
    return total / department.units


def openness_around(town: Town, idea: Idea) -> float:
    """Return the openness of the managers an idea meets: its unit's, or its department's on average."""
    if idea.home >= 0:
        return town.managers[idea.home].openness
    department = town.departments[idea.department]
    total = 0.0
    for unit in range(department.first_unit, department.first_unit + department.units):
        total += town.managers[unit].openness
    return total / department.units


def safety_around(town: Town, idea: Idea) -> float:
    """Return the psychological safety around an idea: its unit's, or its department's on average."""
    if idea.wide == 0:
        return town.managers[idea.home].safety
    department = town.departments[idea.department]
    total = 0.0
    for unit in range(department.first_unit, department.first_unit + department.units):
        total += town.managers[unit].safety
    return total / department.units


def taken_share(left: float, offered: float) -> float:
    """Return the part of what a department was offered that its wide ideas took."""
    return (offered - left) / offered if offered > 0.0 else 0.0


def share_out(town: Town, department: Department, share: float) -> None:
    """What wide ideas took is spread over the department's units, in proportion to what each offered."""
    protected = share * taken_share(department.protected_left, department.protected_offered)
    slack = share * taken_share(department.slack_left, department.slack_offered)
    ordinary = share * taken_share(department.ordinary_left, department.ordinary_offered)
    for unit in range(department.first_unit, department.first_unit + department.units):
        manager = town.managers[unit]
        manager.protected_used += protected * manager.protected_left
        manager.slack_used += slack * manager.slack_left
        manager.implementation_used += ordinary * manager.ordinary_left
        manager.protected_left -= protected * manager.protected_left
        manager.slack_left -= slack * manager.slack_left
        manager.ordinary_left -= ordinary * manager.ordinary_left

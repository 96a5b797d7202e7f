"""The hot rules as a Mesa user would write them: agents with attributes, Mesa's own random numbers.

A peer for `replication.py`, not a second model: everyone may have an idea each month, ideas wait at gates and are
judged there, work teaches, what is in use works on and is looked at by linked units once, units and ildsjæle are moved
by what happens to them. There is no budget, no ledger, no council, and no record of hours. Rates and sizes are the
scenario's; PACE stands for the hours and money that are short there, so that about as many ideas are under way.
"""

import math
from collections.abc import Mapping
from typing import Any

import mesa

from innosim.scenario.resolved import Scenario

PACE = 0.25


class Post(mesa.Agent):
    """A post that can hold an ildsjæl."""

    def __init__(self, model: "Objects", unit: "Unit") -> None:
        super().__init__(model)
        self.unit = unit
        self.active = self.random.random() < model.k["active_share"]
        self.energy = model.k["energy_start"]
        self.energy_push = 0.0

    def spark(self) -> None:
        """An ildsjæl may have an idea."""
        if self.active:
            rate = self.model.k["spark_post"] * self.unit.mood * self.energy
            if self.random.random() < rate / self.model.k["energy_start"]:
                Idea(self.model, self.unit, self, staff=True)

    def live(self) -> None:
        """Its energy moves; it may leave, or a new one appear."""
        k = self.model.k
        if not self.active:
            chance = k["entry_base"] * self.unit.safety * self.unit.culture
            self.active = self.random.random() < chance
            return
        overload = k["energy_overload"] * max(0.0, self.unit.workload - 1.0)
        home = k["energy_return"] * (k["energy_start"] - self.energy)
        self.energy = min(1.0, max(0.0, self.energy + home + self.energy_push - overload))
        self.energy_push = 0.0
        tired = 1.0 - self.energy
        if self.random.random() < k["exit_base"] + k["exit_fatigue"] * tired * tired:
            self.active = False


class Unit(mesa.Agent):
    """A unit and its manager."""

    def __init__(self, model: "Objects") -> None:
        super().__init__(model)
        k = model.k
        self.inside: list[Unit] = []
        self.outside: list[Unit] = []
        self.openness = self._trait(k["openness_mean"])
        self.safety = self.safety_home = self._trait(k["safety_start"])
        self.culture = self._trait(k["culture_start"])
        self.workload = self.random.gauss(k["workload_start"], k["workload_spread"])
        self.safety_push = self.culture_push = self.culture_next = 0.0
        self.hours_left = 0.0
        self.mood = 1.0

    def _trait(self, mean: float) -> float:
        return min(0.98, max(0.02, self.random.gauss(mean, self.model.k["trait_spread"])))

    def open_month(self) -> None:
        """The month's mood and the manager's hours."""
        k = self.model.k
        slack = min(2.0, max(0.3, 1.0 + k["slack_pull"] * (1.0 - self.workload)))
        self.mood = slack * max(0.0, 1.0 + k["culture_pull"] * (self.culture - 0.5))
        self.hours_left = k["manager_hours"]

    def spark(self) -> None:
        """Staff, manager, looks elsewhere and citizens may have an idea."""
        k = self.model.k
        for name, staff in (
            ("spark_unit", True),
            ("spark_manager", False),
            ("spark_import", False),
        ):
            if self.random.random() < k[name] * self.mood:
                Idea(self.model, self, None, staff=staff)
        if self.random.random() < self.model.citizen_rate:
            Idea(self.model, self, None, staff=True)

    def feel(self) -> None:
        """Safety and culture follow what happened."""
        k = self.model.k
        home = k["safety_return"] * (self.safety_home - self.safety)
        self.safety = min(1.0, max(0.0, self.safety + home + self.safety_push))
        around = sum(unit.culture for unit in self.outside) / len(self.outside)
        pull = k["culture_spread"] * (around - self.culture)
        self.culture_next = (
            self.culture + self.culture_push + pull - k["culture_fade"] * self.culture
        )
        self.safety_push = self.culture_push = 0.0

    def settle(self) -> None:
        """Culture moves in every unit at once."""
        self.culture = min(1.0, max(0.0, self.culture_next))


class Idea(mesa.Agent):
    """An idea, from spark to end."""

    def __init__(self, model: "Objects", unit: Unit, champion: Post | None, *, staff: bool) -> None:
        super().__init__(model)
        k = model.k
        self.unit, self.champion = unit, champion
        gauss = self.random.gauss
        self.radicality = 1.0 / (
            1.0 + math.exp(-gauss(k["radicality_base"], k["radicality_spread"]))
        )
        median = k["size_staff"] if staff else k["size_manager"]
        self.stake = median * math.exp(gauss(0.0, k["size_spread"]))
        spread = k["luck_base"] + k["luck_radical"] * self.radicality
        drag = k["value_radicality"] * self.radicality
        self.theta = k["value_base"] - drag + spread * gauss(0.0, 1.0)
        self.belief = k["believed_base"] - drag
        self.variance = spread * spread
        self.phase, self.waiting, self.idle = 0, False, 0
        self.memo_error = 0.0
        self.work_left = 1.0

    def score(self) -> float:
        """What the queue goes by."""
        return self.belief

    def judge(self) -> None:
        """The manager judges it, when there is time."""
        k = self.model.k
        if self.unit.hours_left < k["manager_case"]:
            self.idle += 1
            return
        self.unit.hours_left -= k["manager_case"]
        noise = k["memo_sd"] * k["memo_sd"] + k["own_sd"] * k["own_sd"]
        signal = self.theta + self.memo_error + self.random.gauss(0.0, k["own_sd"])
        mean = (self.belief * noise + signal * self.variance) / (self.variance + noise)
        left = self.variance * noise / (self.variance + noise)
        premium = k["premium"] * (1.0 - k["openness_relief"] * self.unit.openness)
        bar = k["radical_bar"] * self.radicality
        if mean - premium * math.sqrt(left) - bar > 0.0:
            self.belief, self.variance, self.waiting = mean, left, False
            self.phase, self.work_left, self.idle = self.phase + 1, 1.0, 0
            self.encourage(k["energy_progress"])
        else:
            self.unit.culture_push -= k["culture_rejection"]
            self.encourage(-k["energy_rejection"])
            self.remove()

    def encourage(self, step: float) -> None:
        """What happens to it moves its champion's energy."""
        if self.champion is not None:
            self.champion.energy_push += step

    def work(self) -> None:
        """A month of work teaches, and may finish the phase."""
        k = self.model.k
        drive = self.champion.energy / 0.6 if self.champion else 0.5 + self.unit.openness
        drive = min(1.0, max(k["least_drive"], drive))
        part = (
            PACE
            * drive
            / k[("months_direction", "months_model", "months_implementation")[self.phase]]
        )
        noise = k["work_sd"] * k["work_sd"] / part
        signal = self.theta + math.sqrt(noise) * self.random.gauss(0.0, 1.0)
        self.belief = (self.belief * noise + signal * self.variance) / (self.variance + noise)
        self.variance = self.variance * noise / (self.variance + noise)
        self.work_left -= part
        if self.work_left <= 0.0:
            if self.phase == 2:
                self.unit.culture_push += k["culture_success"]
                Used(self.model, self.unit, self.stake, self.theta)
                self.remove()
                return
            self.waiting = True
            self.memo_error = self.random.gauss(k["memo_optimism"], k["memo_sd"])


class Used(mesa.Agent):
    """An idea in operation."""

    def __init__(
        self,
        model: "Objects",
        unit: Unit,
        stake: float,
        theta: float,
        original: "Used | None" = None,
    ) -> None:
        super().__init__(model)
        self.unit, self.stake, self.theta = unit, stake, theta
        self.looked = {unit} if original is None else original.looked
        self.months = 0
        self.realised = 0.0

    def work(self) -> None:
        """It works a month, is rolled back, or has been seen for a year."""
        k = self.model.k
        self.months += 1
        self.realised = self.stake * self.theta * min(1.0, self.months / k["ramp_months"])
        if self.theta < 0.0 and self.random.random() < k["rollback_rate"]:
            self.remove()
        elif self.months == k["visible_months"]:
            self.show()

    def show(self) -> None:
        """Every unit linked to its own looks once at the original, and draws whether it copies."""
        k = self.model.k
        for near, units in (
            (k["look_inside"], self.unit.inside),
            (k["look_outside"], self.unit.outside),
        ):
            for unit in units:
                if unit in self.looked:
                    continue
                self.looked.add(unit)
                if self.random.random() < near * (1.0 + k["copy_culture"] * (unit.culture - 0.5)):
                    Used(self.model, unit, self.stake, self.theta, self)


class Objects(mesa.Model):
    """The town of objects."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        super().__init__(rng=seed) if _takes_rng() else super().__init__(seed=seed)
        self.k: Mapping[str, Any] = scenario.values
        units, seats = int(self.k["units"]), int(self.k["staff"] * self.k["post_share"])
        self.citizen_rate = self.k["spark_citizen"] * self.k["population"] / 1000.0 / units
        self.units = [Unit(self) for _ in range(units)]
        for unit in self.units:
            unit.inside = self.random.sample(self.units, min(self.k["links_inside"], units))
            unit.outside = self.random.sample(self.units, min(self.k["links_outside"], units))
        for number in range(seats):
            Post(self, self.units[number % units])
        self.ideas_alive = self.ideas_used = 0

    def step(self) -> None:
        """One month."""
        units, posts = self.agents_by_type[Unit], self.agents_by_type[Post]
        units.do("open_month")
        posts.do("spark")
        units.do("spark")
        if Idea in self.agents_by_type:
            self.live_ideas()
        if Used in self.agents_by_type:
            self.agents_by_type[Used].do("work")
            self.ideas_used = len(self.agents_by_type[Used])
        posts.do("live")
        units.do("feel")
        units.do("settle")

    def live_ideas(self) -> None:
        """Who waits is judged, the best first; the others work."""
        ideas = self.agents_by_type[Idea]
        waiting = ideas.select(lambda idea: idea.waiting)
        waiting.sort(Idea.score, ascending=False).do("judge")
        ideas = self.agents_by_type[Idea]
        self.ideas_alive = len(ideas)
        ideas.select(lambda idea: not idea.waiting).do("work")


def _takes_rng() -> bool:
    """Say whether this Mesa wants `rng` and not `seed`."""
    return tuple(map(int, mesa.__version__.split(".")[:2])) >= (3, 5)

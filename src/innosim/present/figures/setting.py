"""From a result to what its figures need: the scene, and whose fates are told where nobody chose."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from innosim.analysis.errors import AnalysisError
from innosim.analysis.frames import Frames, costs_of, months_of, regimes_of
from innosim.present.figures.estimates import equal_regimes
from innosim.present.figures.scene import Scene
from innosim.present.style import Size
from innosim.present.words.language import LANGUAGES, Language
from innosim.scenario.catalogue import AS_COSTED, COSTS

if TYPE_CHECKING:
    from innosim.analysis.biography import Biography
    from innosim.analysis.fates import Fates


def scene_of(result: Frames, size: Size, lang: Language, cost: str = "") -> Scene:
    """What the figures of ``result`` have in common.

    Raises:
        AnalysisError: a cost mode that was not run.
    """
    scenario = result.scenario
    ran = regimes_of(result) or tuple(scenario.regimes)
    baseline = scenario.baseline if scenario.baseline in ran else ran[0]
    values = scenario.values
    known = costs_of(result.metrics)
    if cost and cost not in known:
        raise AnalysisError(
            f"no runs in cost mode {cost!r} in this result; it has {', '.join(known)}"
        )
    chosen = cost or (known[0] if known else AS_COSTED)
    return Scene(
        name=scenario.name,
        regimes={name: scenario.regimes[name].title for name in ran},
        baseline=baseline,
        seed=int(values["seed"]),
        months=months_of(result),
        wage_mdkk=float(values["wage_mdkk"]),
        command=f"{_run_of(result, ran)}; {_drawn_by(scenario.name, size, lang, cost)}",
        equal=equal_regimes(result.metrics, ran, baseline),
        cost=chosen,
        lang=lang,
        size=size,
    )


def _run_of(result: Frames, ran: tuple[str, ...]) -> str:
    """The command that makes such a result: what it leaves out is as the scenario file has it."""
    scenario, costs = result.scenario, costs_of(result.metrics)
    words = [f"innosim run {scenario.name}"]
    words += [f"--{name} {scenario.values[name]}" for name in ("replications", "months", "seed")]
    if len(ran) < len(scenario.regimes):
        words += [f"--regime {name}" for name in ran]
    if len(costs) == 1:
        words.append(f"--cost {COSTS[costs[0]].flag}")
    return " ".join(words)


def _drawn_by(name: str, size: Size, lang: Language, cost: str) -> str:
    words = [f"innosim figures results/{name}"]
    if size.name != "screen":
        words.append(f"--size {size.name}")
    if lang != LANGUAGES[0]:
        words.append(f"--lang {lang}")
    if cost:
        words.append(f"--cost {COSTS[cost].flag}")
    return " ".join(words)


def inventive(result: Frames, scene: Scene) -> list[str]:
    """Regimes of which biographies with at least one idea were kept."""
    ideas = result.ideas
    with_ideas = set(ideas.loc[ideas["cost"] == scene.cost, "regime"].astype(str))
    return [r for r in scene.order if r in with_ideas and r not in scene.equal]


def fates_of(result: Frames, scene: Scene, first: str = "", second: str = "") -> Fates:
    """The fates of the same ideas; by default under the two regimes that ``innosim trace`` follows.

    Raises:
        AnalysisError: fewer than two regimes with ideas to choose from.
    """
    from innosim.analysis.fates import fates, pair_to_follow

    chosen = () if first and second else pair_to_follow(result, scene.cost)
    free = [regime for regime in chosen if regime not in (first, second)]
    first = first or free.pop(0)
    return fates(result, first, second or free.pop(0), scene.cost)


def biography_of(
    result: Frames, scene: Scene, idea: int | None = None, replication: int | None = None
) -> Biography:
    """One idea lived again under every regime; by default a telling one of the two regimes above."""
    from innosim.analysis.biography import biography

    if idea is None:
        return Stories(result, scene).biography
    return biography(result, idea, replication=replication or 0, cost=scene.cost)


class Stories:
    """The fates and the life that a result's figures tell, each reckoned once, when first asked for."""

    def __init__(self, result: Frames, scene: Scene) -> None:
        self._result, self._scene = result, scene

    @cached_property
    def fates(self) -> Fates:
        """What became of the same ideas under two regimes."""
        return fates_of(self._result, self._scene)

    @cached_property
    def biography(self) -> Biography:
        """A telling idea of theirs under every regime."""
        from innosim.analysis.biography import biography
        from innosim.analysis.fates import telling

        replication, idea = telling(self.fates)
        return biography(self._result, idea, replication=replication, cost=self._scene.cost)

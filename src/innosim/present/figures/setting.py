"""From a result to what its figures need: the scene, and whose fates are told where nobody chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innosim.analysis.frames import Frames, months_of, regimes_of
from innosim.present.figures.estimates import equal_regimes
from innosim.present.figures.scene import Scene
from innosim.present.style import Language, Size

if TYPE_CHECKING:
    from innosim.analysis.biography import Biography
    from innosim.analysis.fates import Fates


def scene_of(result: Frames, size: Size, lang: Language, cost: str = "") -> Scene:
    """What the figures of ``result`` have in common."""
    scenario = result.scenario
    ran = regimes_of(result) or tuple(scenario.regimes)
    baseline = scenario.baseline if scenario.baseline in ran else ran[0]
    values = scenario.values
    known = set(result.metrics["cost"].astype(str))
    chosen = cost or ("as_costed" if "as_costed" in known or not known else min(known))
    again = (
        f"innosim run {scenario.name} --replications {values['replications']}"
        f" --months {values['months']} --seed {values['seed']}; innosim figures results/{scenario.name}"
    )
    return Scene(
        name=scenario.name,
        regimes={name: scenario.regimes[name].title for name in ran},
        baseline=baseline,
        seed=int(values["seed"]),
        months=months_of(result),
        wage_mdkk=float(values["wage_mdkk"]),
        command=again if size.name == "screen" else f"{again} --size {size.name}",
        equal=equal_regimes(result.metrics, ran, baseline),
        cost=chosen,
        lang=lang,
        size=size,
    )


def inventive(result: Frames, scene: Scene) -> list[str]:
    """Regimes of which biographies with at least one idea were kept."""
    ideas = result.ideas
    with_ideas = set(ideas.loc[ideas["cost"] == scene.cost, "regime"].astype(str))
    return [r for r in scene.order if r in with_ideas and r not in scene.equal]


def fates_of(result: Frames, scene: Scene, first: str = "", second: str = "") -> Fates:
    """The fates of the same ideas; by default under the two regimes that ``innosim trace`` follows.

    Raises:
        ValueError: fewer than two regimes with ideas to choose from.
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
    from innosim.analysis.fates import telling

    if idea is None:
        replication, idea = telling(fates_of(result, scene))
    return biography(result, idea, replication=replication or 0, cost=scene.cost)

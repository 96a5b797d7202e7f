"""What each chunk says of the study that it is of: so a study is known by its chunks where what it says of itself is lost, and so are the sizes it grew through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from innosim.experiment.chunks import Chunk
from innosim.experiment.study import StudyPlan
from innosim.experiment.study_manifest import base_told, hash_of, points_told, study_identity
from innosim.scenario.resolved import Json

Size = tuple[int, int]
"""Points and replications."""


class Origins:
    """What the chunks of a study say of it."""

    def __init__(self, plan: StudyPlan, model: str) -> None:
        identity = study_identity(plan, model)
        self._base = hash_of([base_told(identity), identity["model_sha256"], identity["versions"]])
        self._points = points_told(plan)
        self._keep = plan.base.keep
        self.sizes: tuple[Size, ...] = (*plan.grown, (len(plan.points), plan.replications))
        self._at: dict[Size, str] = {}

    def of(self, chunk: Chunk) -> Json:
        """Return the sizes that the study had had when it got the chunk, and the hash of all else that it was then."""
        past = next(
            number
            for number, (points, replications) in enumerate(self.sizes, 1)
            if chunk.point_stop <= points and chunk.stop <= replications
        )
        sizes = self.sizes[:past]
        return {"sizes": [list(size) for size in sizes], "sha256": self._hash(sizes[-1])}

    def of_all(self, told: Iterable[Json]) -> bool:
        """Say whether chunks that tell this are of the study, or of what it was with fewer points or replications."""
        return all(self._is_ours(each) for each in told)

    def _is_ours(self, told: Json) -> bool:
        size = sizes_in(told)[-1]
        most = self.sizes[-1]
        fits = size[0] <= most[0] and size[1] <= most[1]
        return fits and told["sha256"] == self._hash(size)

    def _hash(self, size: Size) -> str:
        if size not in self._at:
            points, replications = size
            kept = replace(self._keep, ideas=min(self._keep.ideas, replications))
            self._at[size] = hash_of([self._base, self._points[:points], kept.words(replications)])
        return self._at[size]


def origins_of(plan: StudyPlan, model: str) -> Origins:
    """Return what the chunks of a plan say, made once; ``model`` is the digest of the rules."""
    made: dict[str, Origins] = vars(plan).setdefault("_origins", {})
    if model not in made:
        made[model] = Origins(plan, model)
    return made[model]


def sizes_in(told: Json) -> tuple[Size, ...]:
    """Return the sizes that a chunk tells of."""
    return tuple((points, replications) for points, replications in told["sizes"])


def grown_to(told: Iterable[Json], size: Size) -> tuple[Size, ...]:
    """Return the sizes that a study had before it has ``size``, from what its chunks say: of the one that knows most."""
    sizes = max(map(sizes_in, told), key=len, default=())
    return sizes[:-1] if sizes and sizes[-1] == size else sizes

"""Threads of a fresh process that all come first: each uses rules that nobody has loaded or compiled yet, and the answers are compared.

Run as `first_use.py WHAT THREADS`; prints as JSON what each thread found, whether the compiled code lay on
the disk beforehand, and what of it was kept beside the sources.
"""

import hashlib
import json
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path


def small() -> bytes:
    """Return what three rules of the model find of a village that has just been founded: a few of what there is to compile."""
    from innosim.model.handle import Handle
    from innosim.model.rulebook import rulebook
    from innosim.model.simulator import Simulator, plain_view
    from innosim.scenario.reader import load

    scenario = load("village")
    village = Simulator(scenario, scenario.regimes["framed"])
    village.start(0)
    rules = rulebook()
    town = Handle(village.town) if rules.compiled else plain_view(village.town)
    found = [
        rules.total_budget(town),
        rules.mean_condition(town),
        rules.drawn_department(town, 0.7),
    ]
    return repr([float(each) for each in found]).encode()


def whole() -> bytes:
    """Return a village after half a year: the whole model."""
    import innosim

    town = innosim.Municipality("village", regime="framed")
    for _ in range(6):
        town.step()
    return b"".join(town.indicators()[name].to_numpy().tobytes() for name in town.indicators())


USES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "small": ("total_budget", small),
    "whole": ("run_months", whole),
}
"""What is used, and the rule whose code then lies on the disk."""


def lies_on_disk(what: str) -> bool:
    """Say whether the compiled code is there."""
    from innosim.model.rulebook import rulebook

    return rulebook().is_cached(USES[what][0])


def beside_the_sources() -> list[str]:
    """Return compiled code that was kept where the sources are, and not where it belongs."""
    import innosim

    return [path.name for path in Path(innosim.__file__).parent.rglob("*.nbi")]


def main() -> None:
    """Let them all go at once, and tell."""
    what, threads = sys.argv[1], int(sys.argv[2])
    sys.setswitchinterval(1e-5)  # so that they do come between each other
    before = lies_on_disk(what) if threads == 1 else False  # else the threads would not come first
    together, found = threading.Barrier(threads), []

    def use() -> None:
        together.wait()
        try:
            found.append(hashlib.sha256(USES[what][1]()).hexdigest())
        except BaseException:  # noqa: BLE001 - a fault, and the test is to say which
            found.append(traceback.format_exc())

    running = [threading.Thread(target=use) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    told = {"found": found, "before": before, "beside": beside_the_sources()}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()

"""How the benchmarks measure: processor time, contenders in alternation, a table of medians and ratios.

Processor time and not the clock, so that other programs on the machine matter less; contenders take turns
within one run, so that what still matters (cache, clock rate) falls on all alike.
"""

import statistics
import time
from collections.abc import Callable, Sequence


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the processor time that one call takes, all threads of this process together."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def alternate(contenders: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each contender, each round in turn, in an order that is reversed every other round."""
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds):
        names = list(contenders) if turn % 2 == 0 else list(contenders)[::-1]
        for name in names:
            found[name].append(cpu_seconds(contenders[name]))
    return found


def paired_ratio(seconds: Sequence[float], against: Sequence[float]) -> float:
    """Return the median over rounds of one contender's time against another's."""
    return statistics.median(a / b for a, b in zip(seconds, against, strict=True))


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table that stands as it is in Markdown."""
    cells = [list(map(str, head)), *[list(map(_cell, row)) for row in rows]]
    widths = [max(len(row[place]) for row in cells) for place in range(len(head))]
    print(f"\n{title}\n")
    for number, row in enumerate(cells):
        print("| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (w + 2) for w in widths) + "|")


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"

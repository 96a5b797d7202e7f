"""What holds for every test: no window, no clock in random examples, and the sizes of the house in the header.

INNOSIM_CACHE_DIR is left alone on purpose: compiled rules are then made once and shared by all
tests, workers and subprocesses of a run. A test of the cache itself sets it with monkeypatch.
"""

import os
from importlib.metadata import version
from pathlib import Path
from statistics import median

from hypothesis import settings

os.environ["MPLBACKEND"] = "Agg"  # figures are drawn to files
os.environ["JUPYTER_PLATFORM_DIRS"] = (
    "1"  # what Jupyter 6 will do; else its warning is an error here
)
os.environ.pop("NO_COLOR", None)
os.environ.pop("FORCE_COLOR", None)

# No deadline: the first example may compile. In CI the same examples each time.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


def pytest_report_header() -> list[str]:
    """Report what is run on, and sizes: a house grows by files, not by floors."""
    source = Path(__file__).parents[1] / "src" / "innosim"
    lines = {
        path.relative_to(source).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in source.rglob("*.py")
    }
    longest = max(lines, key=lambda name: lines[name])
    packages = ("mesa", "numba", "numpy", "pandas", "pyarrow", "click", "matplotlib")
    sizes = (
        f"src/innosim: {len(lines)} files, {sum(lines.values())} lines, median "
        f"{median(lines.values()):.0f}, longest {lines[longest]} ({longest})"
    )
    return ["with " + ", ".join(f"{name} {version(name)}" for name in packages), sizes]

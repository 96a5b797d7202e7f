"""Let these tests import what all model tests share (towns to run, claims about chance) and the scripts of the docs."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
for folder in (ROOT / "tests", ROOT / "docs", Path(__file__).parent):
    sys.path.insert(0, str(folder))

"""Let the tests of this folder import the demo town and what model tests share, whatever pytest's import mode."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # towns to run, claims about chance
sys.path.insert(0, str(Path(__file__).parent))

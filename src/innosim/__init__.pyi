# Types of what `import innosim` offers; the names themselves are fetched when first asked for.

from innosim.api import Comparison as Comparison
from innosim.api import Result as Result
from innosim.api import load as load
from innosim.api import open as open  # noqa: A004
from innosim.api import run as run
from innosim.model.municipality import Municipality as Municipality

__version__: str

"""The documentation: `python start.py docs` builds it, offline, warnings as errors."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent / "src")]

from innosim import __version__  # noqa: E402 - src must be on the path first

project = "innosim"
author = "innosim developers"
copyright = "innosim developers, MIT licence"
release = version = __version__
language = "en"
default_role = "code"
highlight_language = "text"  # a command is no Python

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "sphinxcontrib.bibtex",
    "catalogue_tables",
    "model_tables",
    "mathml",
]

exclude_patterns = ["_build", "_ext", "Thumbs.db", ".DS_Store"]
nb_execution_mode = "off"  # notebooks run in the tests, not here
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "smartquotes"]
myst_heading_anchors = 3

bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "plain"
bibtex_reference_style = "author_year"

autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = f"innosim {release}"
html_static_path = ["_static"]
html_css_files = ["innosim.css"]
html_math_renderer = "mathml"  # drawn by the browser itself: nothing is fetched
html_copy_source = False
html_show_sphinx = False

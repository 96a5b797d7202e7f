"""innosim: what a way of governing innovation does to a municipality when the budget tightens."""

__version__ = "0.1.0"

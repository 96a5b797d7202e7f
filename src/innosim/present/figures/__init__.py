"""The figures, one module each; every module says in its first line which question it answers.

A module has ``draw`` (Axes in, Axes out) and ``page`` (a whole figure with title and footer); both
take a `Scene`, which knows the regimes, the language and the size, and plain frames.
"""

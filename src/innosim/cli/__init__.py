"""The command line: thin commands over the layers below.

A module of this folder declares a command in one line, ``@click.command("NAME", short_help="...")`` in
front of a function; nothing else needs to know of it.
"""

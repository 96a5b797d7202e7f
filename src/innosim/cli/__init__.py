"""The command line: thin commands over the layers below; a module whose text begins so is a command.

A module of this folder is the command NAME when its docstring begins with ```innosim NAME`:`` and it
holds a click command called ``command``; nothing else needs to know of it.
"""

"""``python -m innosim``: the same as the command ``innosim``."""

from innosim.cli.main import main

if __name__ == "__main__":
    main()

"""What every command shares at the terminal: streams that hold any text, progress, errors in a sentence."""

"""Streams that take any text: what a console's encoding cannot hold is spelt out, never a crash."""

from __future__ import annotations

import codecs
import io
import sys

_HANDLER = "innosim-spell-out"


def prepare() -> None:
    """Let standard output and error spell out what they cannot hold: ``ildsjaele``, ``>=``."""
    codecs.register_error(_HANDLER, _spell_out)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def write_line(text: str = "", *, err: bool = False) -> None:
    """Print a line. ``click.echo`` would go round an ASCII stream and write UTF-8 to it."""
    stream = sys.stderr if err else sys.stdout
    stream.write(f"{text}\n")
    stream.flush()


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from innosim.present.words.language import in_ascii

    return in_ascii(error.object[error.start : error.end]), error.end

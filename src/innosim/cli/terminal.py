"""What leaves on standard output and standard error: any text on any console, and every failure as a sentence.

Exit codes: 2 what was typed or named is wrong and nothing was written; 1 it went wrong all the same;
130 stopped with Ctrl-C. Where the answer itself cannot be written that is 1, also where its reader went away. A traceback is for developers.
"""

from __future__ import annotations

import codecs
import difflib
import io
import os
import sys
import threading
import traceback
from pathlib import Path
from typing import Any, NoReturn, TextIO, cast

import click

_HANDLER = "innosim-spell-out"


def prepare() -> None:
    """Let standard output and error spell out what they cannot hold: ``ildsjaele``, ``>=``."""
    codecs.register_error(_HANDLER, _spell_out)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us, or there is no console
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def write_line(text: str = "", *, err: bool = False) -> None:
    """Print a line. ``click.echo`` would go round an ASCII stream and write UTF-8 to it."""
    stream = Beside() if err else sys.stdout
    stream.write(f"{text}\n")
    stream.flush()


class Beside:
    """Standard error, for what is told beside the answer: where it cannot be written nobody is told, and the work goes on."""

    def write(self, text: str) -> int:
        """Write, if that can be."""
        try:
            return sys.stderr.write(text)
        except OSError:
            _give_up(sys.stderr)
            return len(text)

    def flush(self) -> None:
        """Have what was written seen, if that can be."""
        try:
            sys.stderr.flush()
        except OSError:
            _give_up(sys.stderr)

    def __getattr__(self, name: str) -> Any:
        """Everything else is standard error's."""
        return getattr(sys.stderr, name)


def _give_up(stream: TextIO) -> None:
    """Let a stream that cannot be written end nowhere, so that Python does not stumble over the rest of it as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _output_lost(error: BaseException) -> bool:
    """Say whether it was standard output that could not be written: an end of a line still cannot be."""
    if not isinstance(error, OSError) or error.filename is not None:
        return False
    try:
        sys.stdout.write("\n")
        sys.stdout.flush()
    except OSError:
        _give_up(sys.stdout)
        return True
    return False


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from innosim.present.words.language import in_ascii

    return in_ascii(error.object[error.start : error.end]), error.end


USAGE, INTERNAL, INTERRUPTED = 2, 1, 130


class StoppedError(click.ClickException):
    """The run was stopped with Ctrl-C; the message says what is kept."""

    exit_code = INTERRUPTED


class NowhereError(click.ClickException):
    """The folder one stands in was removed: no name that is typed leads anywhere."""

    exit_code = USAGE


def refuse_nowhere() -> None:
    """Raise where the folder one stands in is gone.

    Raises:
        NowhereError: it is.
    """
    try:
        os.getcwd()  # noqa: PTH109 - no path is wanted
    except FileNotFoundError:
        raise NowhereError("The folder you stand in is gone: go to another one.") from None


def end(error: BaseException, *, alone: bool = False) -> NoReturn:
    """Say what went wrong and exit; `alone` says that the process is this command's and nobody else's.

    Alone, an interrupted command doesn't wait for threads that still compile or simulate.
    """
    sentence, code = told(error)
    if os.environ.get("INNOSIM_DEBUG", "").strip() not in ("", "0"):
        traceback.print_exception(error)
    if sentence:
        write_line(sentence, err=True)
    if alone and code == INTERRUPTED and threading.active_count() > 1:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    raise SystemExit(code)


def told(error: BaseException) -> tuple[str, int]:
    """Return the sentence for an error, and the exit code."""
    if isinstance(error, click.exceptions.Abort | KeyboardInterrupt):
        return "Stopped.", INTERRUPTED
    if isinstance(error, click.UsageError):
        return _usage(error), USAGE
    if isinstance(error, click.ClickException):
        return error.format_message(), error.exit_code
    if _output_lost(error):
        return f"The answer cannot be written: {cast('OSError', error).strerror}.", INTERNAL
    return _of_a_layer(error) or _internal(error)


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx is not None else "innosim"
    message = " ".join(error.format_message().split())
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        near = difflib.get_close_matches(error.option_name, error.possibilities, n=1, cutoff=0.0)
        message = f"No such option {error.option_name!r}: did you mean {near[0]}?"
    if "unexpected extra argument" in message:
        message += "; a name with a space in it goes in quotes"
    stop = "" if message.endswith((".", "?", "!", ")")) else "."
    return f"{command}: {message}{stop}"


def _of_a_layer(error: BaseException) -> tuple[str, int] | None:
    """Return what the layers below say of their own errors; imports none that was not in use."""
    if isinstance(error, _class("innosim.scenario.errors", "ScenarioError")):
        return str(error), USAGE
    for name in ("DiskFullError", "NotPlacedError", "LostError", "ClusterError"):
        if isinstance(error, _class("innosim.experiment.errors", name)):
            return str(error), INTERNAL
    if isinstance(error, _class("innosim.experiment.errors", "ExperimentError")):
        return str(error), USAGE
    if isinstance(error, _class("innosim.model.simulator", "BrokenBooks")):
        notes = "; ".join(getattr(error, "__notes__", []))
        where = f" ({notes})" if notes else ""
        return f"{error}{where} No result was written. {_REPORT}", INTERNAL
    if isinstance(error, MemoryError):
        return "There is too little memory: run fewer replications or fewer --jobs.", INTERNAL
    return None


def _class(module: str, name: str) -> type[BaseException] | tuple[()]:
    """Return an error's class where its module is loaded; else one that nothing is an instance of."""
    found: type[BaseException] | tuple[()] = getattr(sys.modules.get(module), name, ())
    return found


_REPORT = (
    "This is a fault of innosim: please report this line with the command and `innosim doctor`'s "
    "answer (INNOSIM_DEBUG=1 shows where it happened)."
)


def _internal(error: BaseException) -> tuple[str, int]:
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return f"innosim met something it did not expect ({what[:300]}). {_REPORT}", INTERNAL

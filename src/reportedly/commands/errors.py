"""What a user sees when something goes wrong: one line, and an exit status."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from typing import Any

from typer import Context
from typer.core import TyperGroup

from reportedly.errors import ReportedlyError

SOME_SET_ASIDE = 1
WRONG_CALL = 2  # also a database that can't be used: nothing is done before it is put right
UNEXPECTED = 70
INTERRUPTED = 130
NOBODY_READS = 141  # as a shell reports a program ended by a closed pipe
TRACEBACKS = "REPORTEDLY_TRACEBACK"


def say(message: str) -> None:
    """Print one line on standard error, with nothing in it that could steer a terminal."""
    print(one_line(message), file=sys.stderr)


def one_line(message: str) -> str:
    """Return a message on one line, what can't be printed shown by its escape."""
    line = " ".join(message.split())
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in line)


class PlainErrors(TyperGroup):
    """A group of commands that tells errors plainly, without tracebacks and boxes."""

    def main(self, args: Any = None, *, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]
        """Run a command and exit with its status."""
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **extra)
        quieten_libraries()
        try:
            status = super().main(args, standalone_mode=False, **extra)
        except Exception as error:
            status = _tell_call(error)
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: Context) -> Any:  # type: ignore[override]
        """Run a command; what goes wrong in it becomes a line and a status."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt:
            say("reportedly: stopped")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _drop_output()
            ctx.exit(NOBODY_READS)
        except ReportedlyError as error:
            say(f"reportedly: {error}")
            ctx.exit(WRONG_CALL)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            say(f"reportedly: {where}{error.strerror or error}")
            _drop_output()
            ctx.exit(WRONG_CALL)
        return done


def quieten_libraries() -> None:
    """Keep warnings and log lines of libraries from the user's screen, but show our own."""
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    ours = logging.getLogger("reportedly")
    if not ours.handlers:
        ours.addHandler(_Said())


class _Said(logging.Handler):
    """Tells a warning of ours as one line, as the other messages are told."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            say(f"reportedly: {record.getMessage()}")


def _tell_call(error: Exception) -> int:
    """Tell of a wrong call, or of an error that nobody foresaw; return the exit status."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()  # type: ignore[attr-defined]
        return WRONG_CALL
    # Typer's errors about the call have no public base class in all the versions we allow.
    message = getattr(error, "format_message", None)
    if message is not None:
        command = getattr(getattr(error, "ctx", None), "command_path", "reportedly")
        said = str(message()).replace("Value error, ", "").rstrip(".")
        say(f"reportedly: {said[:1].lower()}{said[1:]} (see {command} --help)")
        return WRONG_CALL
    if os.environ.get(TRACEBACKS):
        raise error
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    say(f"reportedly: unexpected error: {said} (set {TRACEBACKS}=1 to see where)")
    return UNEXPECTED


def _drop_output() -> None:
    """Give up standard output if it takes no more: Python would complain again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

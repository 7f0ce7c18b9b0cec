"""Whatever is refused becomes a message and an exit code, never a traceback."""

import errno
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from api.cli.console import error_console
from api.cli.exit_codes import ExitCode

SCREENFUL = 20
"""Lines after which a message says once more at its end what it is about."""


class OutputError(Exception):
    """Something that cannot be written; the message names it, says why, and what to do."""


class Guarded(TyperGroup):
    """The commands, with every expected error told in plain words on stderr."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except OutputError as error:
            refuse(str(error), ExitCode.UNWRITABLE)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output has gone: typer ends quietly
                raise
            refuse(f"{error.filename}: cannot be read ({error.strerror}): check the path", ExitCode.BAD_INPUT)
        except Exception as error:
            message = _in_words(error)
            if message is None:
                raise
            refuse(message, ExitCode.BAD_INPUT)


def _in_words(error: Exception) -> str | None:
    """An error of engine or store as it is printed, a single fault on one line; None for any other error."""
    from api.store.errors import StoreError  # only now: `ronda --help` need not wait for the engine
    from engine.errors import EngineError, FaultyError

    if isinstance(error, FaultyError) and len(error.faults) == 1:
        return str(error.faults[0])
    return str(error) if isinstance(error, EngineError | StoreError) else None


def refuse(message: str, code: ExitCode) -> NoReturn:
    """Print a message on stderr and end."""
    head, *rest = message.splitlines()
    if len(rest) > SCREENFUL:
        rest.append(f"Error: {head}, see above")
    error_console().print("\n".join([f"Error: {head}", *rest]), style="red", soft_wrap=True)
    raise typer.Exit(code)

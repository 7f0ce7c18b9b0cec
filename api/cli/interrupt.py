"""Ctrl-C as a request."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from api.cli.exit_codes import ExitCode


@contextmanager
def stop_on_request(stop: threading.Event, tell: Callable[[], None]) -> Iterator[None]:
    """Within this block the first Ctrl-C (or polite kill) asks the solver to stop, and the second ends the program.

    Raises typer.Exit at the second. Signals reach the main thread only; elsewhere this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def asked(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise typer.Exit(ExitCode.KILLED)
        stop.set()
        tell()

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

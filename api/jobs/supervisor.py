"""The process that starts the others, starts again whoever dies, and ends them in order. It does nothing else, so that
nothing else can bring it down."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from api.logs import say
from api.parent import PARENT

SHORTEST_WAIT, LONGEST_WAIT = 0.2, 30.0  # seconds before a child that died is started again
SETTLED = 10.0  # seconds: whoever lived so long begins with the shortest wait again
LOOK_EVERY = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Part:
    """A process to be kept alive. grace: seconds that it may take to end. handed: file descriptors that it gets."""

    process: str
    number: int
    command: Sequence[str]
    environment: Mapping[str, str]
    grace: float
    handed: tuple[int, ...] = ()


@dataclass(slots=True)
class _Child:
    part: Part
    running: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    wait: float = SHORTEST_WAIT
    due: float = field(default_factory=time.monotonic)

    def look(self) -> None:
        """Start it where it is time to, and note where it died."""
        now = time.monotonic()
        if self.running is None and now >= self.due:
            self._start(now)
        elif self.running is not None and (code := self.running.poll()) is not None:
            self.wait = SHORTEST_WAIT if now - self.began > SETTLED else min(LONGEST_WAIT, self.wait * 2)
            self.running, self.due = None, now + self.wait
            part = self.part
            say("a process died", process=part.process, number=part.number, status=abs(code), seconds=self.wait)

    def _start(self, now: float) -> None:
        part = self.part
        environment = {**os.environ, **part.environment, PARENT: str(os.getpid())}
        self.running = subprocess.Popen(
            part.command,
            env=environment,
            pass_fds=part.handed,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in a terminal reaches us alone, so that we end them in order
        )
        self.began = now
        say("a process was started", process=part.process, number=part.number, pid=self.running.pid)

    def ask_to_end(self) -> None:
        if self.running is not None:
            self.running.terminate()

    def see_it_end(self, until: float) -> None:
        if self.running is None:
            return
        try:
            self.running.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            say("a process did not end in time", process=self.part.process, number=self.part.number)
            self.running.kill()
            self.running.wait()
        self.running = None


def supervise(
    parts: Sequence[Sequence[Part]],
    stop: threading.Event | None = None,
    leaving: Callable[[], None] = lambda: None,
) -> None:
    """Keep all parts alive until SIGTERM or SIGINT, or until stop is set.

    parts: in groups; at the end each group ends before the next is asked to. leaving: called before the first is.
    """
    stop = stop or threading.Event()
    groups = [[_Child(part) for part in group] for group in parts]
    with until_signalled(stop):
        try:
            while not stop.wait(LOOK_EVERY):
                for child in (child for group in groups for child in group):
                    child.look()
        finally:
            leaving()
            for group in groups:
                _end(group)


def _end(group: list[_Child]) -> None:
    for child in group:
        child.ask_to_end()
    began = time.monotonic()
    for child in group:
        child.see_it_end(began + child.part.grace)


@contextmanager
def until_signalled(stop: threading.Event) -> Iterator[None]:
    """Within this block SIGTERM and SIGINT set an event, and nothing else. Signals reach the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def asked(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, asked) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

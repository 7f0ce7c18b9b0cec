"""One process beside the API and the line before it: one question at a time, first come, first served."""

import logging
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from api.answering.answer import Answer
from api.answering.wire import answer_of, receive, send
from api.logs import say
from api.parent import PARENT
from api.refusals import Refusal
from api.settings import Settings, variables

MOST_WAITING = 64
STARTS_WITHIN = 900.0
"""Seconds; a busy machine that compiles the kernels for the first time takes minutes."""

RESTED_AFTER = 2**31
"""Bytes in memory after which a process is replaced by a fresh one, between two questions."""

PAUSE = 2.0
"""Seconds between two attempts to start a process that does not come up."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked. until: when its time is over, on the monotonic clock."""

    kind: str
    coop: str
    asked: Mapping[str, Any]
    body: bytes
    until: float
    answer: "Future[Answer]" = field(default_factory=Future)


class Lane:
    """A line of questions, and the process that answers them. kinds: what it will be asked, so that it can get
    ready."""

    def __init__(self, settings: Settings, kinds: tuple[str, ...]):
        self._settings, self._kinds = settings, kinds
        self._line: queue.Queue[Question | None] = queue.Queue(MOST_WAITING)
        self._child: subprocess.Popen[bytes] | None = None
        self._way: Connection | None = None
        self._closed = threading.Event()
        self._ready = threading.Event()
        # One thread for good: on Linux, a child whose parent is to outlive it dies with the thread that started it.
        self._thread = threading.Thread(target=self._serve, name=f"answering-{kinds[0]}", daemon=True)
        self._thread.start()

    @property
    def ready(self) -> bool:
        """Whether a process is there that has warmed up."""
        return self._ready.is_set()

    @property
    def process(self) -> int | None:
        """The id of the process that answers."""
        return None if self._child is None else self._child.pid

    def put(self, question: Question) -> None:
        """Raises Refusal where too many are waiting."""
        if self._closed.is_set():
            raise Refusal("unavailable", "The service is stopping.", headers={"Retry-After": "5"})
        try:
            self._line.put_nowait(question)
        except queue.Full:
            raise busy() from None

    def close(self) -> None:
        """End the process; whoever waits is refused."""
        self._closed.set()
        with suppress(queue.Full):
            self._line.put_nowait(None)
        self._thread.join(5)
        self._end()

    # -- the thread --------------------------------------------------------------------------------------------------

    def _serve(self) -> None:
        while not self._closed.is_set():
            if self._way is None and not self._start():
                self._refuse_for(PAUSE)
                continue
            try:
                question = self._line.get(timeout=1.0)
            except queue.Empty:
                self._look_after_child()
                continue
            if question is not None:
                self._answer(question)
        self._refuse_for(0.0)
        self._end()

    def _answer(self, question: Question) -> None:
        if not question.answer.set_running_or_notify_cancel():
            return  # whoever asked is gone
        try:
            question.answer.set_result(self._asked(question))
        except Refusal as refusal:
            question.answer.set_exception(refusal)
        except Exception as error:  # the line goes on: were this thread to end, every later question would hang
            say("a question was lost", logging.ERROR, type=type(error).__name__)
            self._end()
            question.answer.set_exception(died())

    def _asked(self, question: Question) -> Answer:
        """Raises Refusal."""
        if time.monotonic() >= question.until:
            raise busy()
        head = {"kind": question.kind, "coop": question.coop, "asked": dict(question.asked)}
        if not self._sent(head, question):
            raise died()
        try:
            if self._way is None or not self._way.poll(max(0.0, question.until - time.monotonic())):
                self._end()
                raise Refusal("took-too-long", "The question was not answered within its time.")
            told, body = receive(self._way)
        except (EOFError, OSError):
            self._end()
            raise died() from None
        if told.get("memory", 0) > RESTED_AFTER:
            self._end()
        return answer_of(told, body)

    def _sent(self, head: dict[str, Any], question: Question) -> bool:
        """Whether a process has got the question; one that died in the meantime is started anew, once.

        Raises Refusal where the question's time was over before one was there.
        """
        for _ in range(2):
            if self._way is None and not self._start():
                return False
            if time.monotonic() >= question.until:
                raise busy()
            assert self._way is not None
            self._look_after_child()
            if self._way is None:
                continue
            try:
                send(self._way, head, question.body)
                return True
            except OSError:
                self._end()
        return False

    def _look_after_child(self) -> None:
        """Between two questions a process has nothing to say: what can be read is its end."""
        gone = self._child is not None and self._child.poll() is not None
        if gone or (self._way is not None and self._way.poll()):
            self._end()

    def _start(self) -> bool:
        try:
            ours, theirs = socket.socketpair()
            with theirs:
                self._way = Connection(ours.detach())
                command = [sys.executable, "-m", "api.answering.child", str(theirs.fileno())]
                self._child = subprocess.Popen(
                    command, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL, env=self._environment()
                )
            send(self._way, {"kinds": list(self._kinds)})
            until = time.monotonic() + STARTS_WITHIN
            while not self._way.poll(0.2):
                if self._closed.is_set() or time.monotonic() > until:
                    raise EOFError
            receive(self._way)
        except (EOFError, OSError):  # no process, or none that comes up; there may be one again in a moment
            self._end()
            return False
        self._ready.set()
        return True

    def _environment(self) -> dict[str, str]:
        """Ours, with the folders that modules are found in here."""
        folders = os.pathsep.join(path for path in sys.path if path)
        return {**os.environ, **variables(self._settings), "PYTHONPATH": folders, PARENT: str(os.getpid())}

    def _refuse_for(self, seconds: float) -> None:
        """Refuse whoever waits, for so long."""
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            try:
                question = self._line.get(timeout=left) if left > 0 else self._line.get_nowait()
            except queue.Empty:
                return
            if question is not None and question.answer.set_running_or_notify_cancel():
                detail = "The process that answers is not there."
                question.answer.set_exception(Refusal("unavailable", detail, headers={"Retry-After": "5"}))
            if self._closed.is_set():
                until = 0.0

    def _end(self) -> None:
        """No process from here on; what it worked on is lost."""
        self._ready.clear()
        way, child, self._way, self._child = self._way, self._child, None, None
        if way is not None:
            way.close()
        if child is not None:
            child.kill()
            child.wait()


def busy() -> Refusal:
    return Refusal("busy", "Too many questions are waiting.", headers={"Retry-After": "1"})


def died() -> Refusal:
    detail = "The process that worked on the question ended before it had an answer; a new one is starting."
    return Refusal("answering-died", detail, headers={"Retry-After": "1"})

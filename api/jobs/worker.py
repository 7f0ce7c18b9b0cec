"""A worker process: it takes jobs from the queue, one at a time, and beside that puts right what others left."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from api.jobs.dbos_queue import DbosQueue, serving
from api.jobs.deliveries import send_due
from api.jobs.link_checks import LinkChecker
from api.jobs.queue import Queue
from api.jobs.running import Runner
from api.jobs.supervisor import until_signalled
from api.jobs.sweeping import LOCK, lock_of, sweep, tidy
from api.logs import begin_logging, say
from api.parent import end_with_parent
from api.settings import Settings
from api.settings import settings as read
from api.store import executors, locks
from api.store.locks import Lock
from api.store.store import Store

NICE = 19
"""So much the workers step back: whoever asks the API is answered while all cores solve."""

AUTOGROUP, NICE_GROUP = Path("/proc/self/autogroup"), 10
"""Not so far back as within one group: however busy all others are, a tenth of a core is left, so that whoever holds
the database's lock comes to let go of it."""
PATIENCE = 100
"""So often a worker tries: hundreds may be started at once."""

ALIVE_EVERY, SWEEP_EVERY, SEND_EVERY, LINKS_EVERY, TIDY_EVERY = 5.0, 2.0, 1.0, 5.0, 3600.0  # seconds
GRACE = 5.0  # seconds for the job in hand to be given back


def work(settings: Settings, number: int) -> None:
    """Do jobs until SIGTERM or SIGINT, then give back the one in hand and end this process."""
    end_with_parent()
    begin_logging()
    executor = f"{settings.host_id}/{number}"
    store = Store(settings)
    lock = _wait_for_lock(settings, executor)
    _warm(executor)
    step_back()
    ending = threading.Event()
    runner = Runner(store, executor, ending)
    queue = DbosQueue(settings)
    queue.let_go(executor)
    executors.tell_alive(store, executor, settings.host_id, began=True)
    with until_signalled(ending), serving(settings, executor, runner.run):
        say("a worker is ready", executor=executor)
        _begin_rounds(store, queue, settings, _Alive(store, settings, executor, lock), ending)
        ending.wait()
        _leave(runner, queue)


def _leave(runner: Runner, queue: DbosQueue) -> None:
    """Let others have the job in hand at once. The process ends here and now: what the queue still holds of it must not
    note that the job is done, and what waits again must not be taken once more by us. A round may be cut short: whoever
    leads next takes it up."""
    with suppress(Exception):  # what cannot be told now, the next start or a sweep finds out
        for id in runner.give_back(GRACE):
            queue.cancel(id)
            queue.resume(id)
    say("a worker has ended", executor=runner.executor)
    sys.stderr.flush()
    os._exit(0)


def _begin_rounds(store: Store, queue: DbosQueue, settings: Settings, alive: "_Alive", ending: threading.Event) -> None:
    """What a worker does beside its work, each in a thread of its own: none waits for another."""
    leader = Leader(store, queue, settings)
    rounds: list[tuple[str, float, Callable[[], object]]] = [
        ("alive", ALIVE_EVERY, alive.tell),
        ("sweep", SWEEP_EVERY, leader.sweep),
        ("deliveries", SEND_EVERY, leader.send),
        ("links", LINKS_EVERY, leader.look_at_links),
    ]
    for name, every, act in rounds:
        threading.Thread(target=_again, args=(ending, every, act), name=name, daemon=True).start()


def _again(ending: threading.Event, every: float, act: Callable[[], object]) -> None:
    while not ending.wait(every):
        try:
            act()
        except Exception as error:  # the next round may do better; the work itself is not touched
            say("a round failed", error=error)


class Leader:
    """Of all workers one sweeps, sends and looks at links: whoever holds the lock, until it dies."""

    def __init__(self, store: Store, queue: Queue, settings: Settings):
        self._store, self._queue, self._settings = store, queue, settings
        self._links = LinkChecker(store, settings)
        self._lock: Lock | None = None
        self._tidied: float | None = None

    def sweep(self) -> None:
        if self._lock is not None and not self._lock.held():
            self._lock.release()
            self._lock = None
        self._lock = self._lock or locks.take(self._settings, LOCK)
        if self._lock is None:
            return
        sweep(self._store, self._queue, self._settings)
        if self._tidied is None or time.monotonic() - self._tidied > TIDY_EVERY:  # many a service runs for less
            tidy(self._store, self._queue, self._settings)
            self._tidied = time.monotonic()

    def send(self) -> None:
        if self._lock is not None:
            send_due(self._store, self._settings)

    def look_at_links(self) -> None:
        if self._lock is not None:
            self._links.look()


class _Alive:
    """Tells that this worker lives, and ends it where its name may be another's by now."""

    def __init__(self, store: Store, settings: Settings, executor: str, lock: Lock):
        self._store, self._settings, self._executor, self._lock = store, settings, executor, lock

    def tell(self) -> None:
        if not self._lock.held():
            say("the database let go of this worker's name", executor=self._executor)
            os.kill(os.getpid(), signal.SIGTERM)
        executors.tell_alive(self._store, self._executor, self._settings.host_id)


def _wait_for_lock(settings: Settings, executor: str) -> Lock:
    """An executor's name belongs to one process at a time: two would take each other's jobs for their own."""
    told = False
    while True:
        lock = locks.take(settings, lock_of(executor))
        if lock is not None:
            return lock
        if not told:
            say("another process has this executor's name: waiting until it ends", executor=executor)
            told = True
        time.sleep(1.0)


def _warm(executor: str) -> None:
    """Compiling is nobody's planning time; and somebody waits for it, so it comes before stepping back."""
    from engine.search import FIRST_RUN
    from engine.search.warm import warm

    if FIRST_RUN:
        say("the search is being compiled, once on this machine: up to a minute", executor=executor)
    warm()


def step_back() -> None:
    """Behind the API, on both of Linux's scales: each part of the service is a session of its own, and where sessions
    are scheduled as groups (sched(7), autogroup) a nice value counts within its group only. A worker in somebody else's
    session leaves that as it is: it would step back whoever started it."""
    if not hasattr(os, "nice"):
        return
    os.nice(NICE)
    for _ in range(PATIENCE if os.getsid(0) == os.getpid() else 0):
        try:
            AUTOGROUP.write_text(str(NICE_GROUP))
        except BlockingIOError:  # Linux lets one such change pass in a tenth of a second, whoever's it is
            time.sleep(0.1)
        except OSError:  # there are no such groups here
            return
        else:
            return


if __name__ == "__main__":
    work(read(), int(sys.argv[1]))

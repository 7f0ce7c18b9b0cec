"""A job while it runs: what it was asked for is heard, and how far it is is told, beside the work itself."""

import threading
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from api.logs import say
from api.store import jobs
from api.store.errors import StoreError
from api.store.jobs import Job
from api.store.store import Store
from engine.result import Progress

LISTEN_EVERY = 0.25  # seconds
TELL_EVERY = 0.5  # seconds


class Watch:
    """Looks after one begun job in a thread. stop: set when the work is to end, for whatever reason.

    ending: set when this whole process is to end.
    """

    def __init__(self, store: Store, job: Job, ending: threading.Event):
        self.stop = threading.Event()
        self._store, self._job, self._ending = store, job, ending
        self._over = threading.Event()
        self._latest: Progress | None = None
        self._told: Mapping[str, Any] | None = None
        self._thread = threading.Thread(target=self._listen, name="watch", daemon=True)

    def hear(self, progress: Progress) -> None:
        """What the solver calls: it waits for nothing."""
        self._latest = progress

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _listen(self) -> None:
        next_telling = time.monotonic()
        while not self._over.wait(LISTEN_EVERY):
            if self._ending.is_set():
                self.stop.set()
            try:
                self._look()
                if time.monotonic() >= next_telling and self._tell():
                    next_telling = time.monotonic() + TELL_EVERY
            except StoreError as error:  # the work goes on: perhaps the store is back before it is done
                say("the store did not answer", coop=self._job.coop, job=self._job.id, type=type(error).__name__)

    def _look(self) -> None:
        with self._store.reading(self._job.coop) as books:
            if jobs.asked(books, self._job.id, self._job.attempt) is not None:
                self.stop.set()

    def _tell(self) -> bool:
        """Write down how far the work is, where that is news."""
        if self._latest is None:
            return False
        told = progress_data(self._latest)
        news = {key: value for key, value in told.items() if key != "elapsed"}
        if news == self._told:
            return False
        with self._store.of(self._job.coop) as books:
            jobs.tell(books, self._job.id, self._job.attempt, told)
        self._told = news
        return True


def progress_data(progress: Progress) -> dict[str, Any]:
    """Numbers only, and the name of a phase."""
    return {
        "elapsed": round(progress.elapsed, 3),
        "cost": progress.cost,
        "unplanned": progress.unplanned,
        "iterations": progress.iterations,
        "phase": progress.phase,
        "bound": progress.bound,
    }

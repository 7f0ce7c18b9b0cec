"""Stores with a queue beside them, and a queue that a test can look into."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from api.jobs import prepare
from api.jobs.dbos_queue import DbosQueue
from api.jobs.queue import Place, Stage
from api.store import coops
from api.store.store import Store
from tests.api.jobs.orders import any_problem
from tests.databases import stored


@contextmanager
def queued(kind: str, *names: str) -> Iterator[tuple[Store, DbosQueue]]:
    """An open store with a co-op or several, each with a problem that nobody opens, and a client of its queue."""
    with stored(kind, *names) as store:
        prepare(store.settings)
        for coop in store.coops():
            any_problem(store, coop)
        queue = DbosQueue(store.settings)
        try:
            yield store, queue
        finally:
            queue.close()


def until(true, seconds: float = 60.0):
    """Wait for something that will be so; the deadline is only there so that a fault does not hang the tests."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come to be")


class FakeQueue:
    """A queue of a dictionary. dies_at: the call after which it raises, as if the process were killed there."""

    def __init__(self, dies_at: str = ""):
        self.held: dict[str, Place] = {}
        self.calls: list[tuple[str, str]] = []
        self.dies_at = dies_at
        self.tidied = 0

    def submit(self, coop: str, id: str, priority: int) -> None:
        self.held.setdefault(id, Place(Stage.WAITING))
        self._called("submit", id)

    def cancel(self, id: str) -> None:
        self.held[id] = Place(Stage.CANCELLED, self.held[id].executor)
        self._called("cancel", id)

    def resume(self, id: str) -> None:
        self.held[id] = Place(Stage.WAITING, self.held[id].executor)
        self._called("resume", id)

    def forget(self, id: str) -> None:
        del self.held[id]
        self._called("forget", id)

    def places(self, ids: Iterable[str]) -> dict[str, Place]:
        return {id: self.held[id] for id in ids if id in self.held}

    def tidy(self, older: timedelta) -> None:
        self.tidied += 1

    def close(self) -> None: ...

    def _called(self, name: str, id: str) -> None:
        self.calls.append((name, id))
        if name == self.dies_at:
            self.dies_at = ""
            raise KeyboardInterrupt


def found(store: Store, *names: str) -> None:
    for name in names:
        coops.found(store, name, name)
        any_problem(store, name)

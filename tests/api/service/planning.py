"""The service with its real answering processes, and work that is done when a test says so."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from api.access.principal import Role
from api.answering import Answering
from api.jobs.running import Runner
from api.main import app
from api.routes.service import Service
from api.store.store import Store
from tests.api.answering.weeks import Put, put, week
from tests.api.service.parts import Queue, TestClient, key_of
from tests.databases import stored


@dataclass
class Desk:
    """What tests of plans and questions need. held: a problem and a finished plan of it."""

    store: Store
    client: TestClient
    queue: Queue
    held: Put
    secrets: dict[Role, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, role: Role = Role.PLANNER, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.secrets[role]}", **more.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **more)

    def work(self) -> None:
        """Do what was accepted."""
        runner = Runner(self.store, "test/1", threading.Event())
        while self.queue.dispatched:
            job = self.queue.dispatched.pop(0)
            runner.run(job.coop, job.id)


@contextmanager
def planning() -> Iterator[Desk]:
    """The service over a fresh SQLite database."""
    with stored("sqlite") as store:
        held = put(store)
        answering, queue = Answering(store.settings), Queue()
        with TestClient(app(service=Service(store.settings, store, queue, answering))) as client:
            while not answering.ready:  # who asks before is told that it is busy
                time.sleep(0.05)
            desk = Desk(store, client, queue, held)
            people = {Role.CARER: week().carers[0].id, Role.CLIENT: week().clients[0].id}
            desk.secrets = {role: key_of(store, "sol", role, person=people.get(role)) for role in Role}
            try:
                yield desk
            finally:
                answering.close()

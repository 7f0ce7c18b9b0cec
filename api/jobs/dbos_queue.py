"""The queue on DBOS: the only file that knows it.

Its tables lie beside ours: in a file of their own for SQLite, in a schema of their own for PostgreSQL. They hold ids,
turns and executors. What DBOS calls a workflow is one call with a co-op's and a job's id, and its id is the job's, so
that a job that is put in twice is in once.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from dbos import DBOS, DBOSClient, DBOSConfig, WorkflowSerializationFormat, WorkflowStatus

from api.jobs.fairness import Ticket, turn_of
from api.jobs.queue import Place, Stage
from api.logs import say
from api.settings import Settings

APPLICATION = "ronda"
VERSION = "1"
"""Raise it when workers of the old code must not take what the new code puts in: that is, when the workflow's name or
its arguments change. The sweep puts what waits under another version in anew. DBOS would take a hash of the code
instead, and strand every waiting job at each release."""

QUEUE = "jobs"
WORKFLOW = "job"
SCHEMA = "dbos"
LOOK_EVERY = 0.2  # seconds
AT_ONCE = 1000
_STAGES = {
    "ENQUEUED": Stage.WAITING,
    "DELAYED": Stage.WAITING,
    "PENDING": Stage.HELD,
    "CANCELLED": Stage.CANCELLED,
}


class DroppedError(Exception):
    """What the queue notes of a job that could not be ended; the error itself may quote what it was given."""


def prepare(settings: Settings) -> None:
    """Make the queue's tables, or bring them up to date; on PostgreSQL as the owner, for the role that serves."""
    _quieten()
    if settings.sqlite:
        settings.data.mkdir(parents=True, exist_ok=True)
        DBOS.migrate(_url(settings))
        with closing(sqlite3.connect(_file(settings))) as connection:
            connection.execute("PRAGMA journal_mode=WAL")  # readers and the one writer do not wait for each other
    else:
        owner = settings.owner_url or settings.database_url
        role = urlsplit(settings.database_url).username
        granted = role if role != urlsplit(owner).username else None
        DBOS.migrate(owner, schema=SCHEMA, application_role=granted)
    with closing(DbosQueue(settings)) as queue:
        queue.register()


class DbosQueue:
    """A client of the queue: puts jobs in and looks where they are, but takes none."""

    def __init__(self, settings: Settings):
        _quieten()
        self._client = DBOSClient(
            system_database_url=_url(settings),
            dbos_system_schema=SCHEMA,
            application_name=APPLICATION,
            system_database_pool_size=2,
            lazy=True,  # the API begins, and accepts, while the queue cannot be reached
            retry_connection_errors=False,  # whoever puts in waits for nothing: the sweep comes later
        )

    def register(self) -> None:
        """Tell the queue its name, and that a worker takes one job at a time."""
        self._client.register_queue(QUEUE, worker_concurrency=1, polling_interval_sec=LOOK_EVERY)

    def submit(self, coop: str, id: str, priority: int) -> None:
        self._client.enqueue(
            {
                "workflow_name": WORKFLOW,
                "queue_name": QUEUE,
                "workflow_id": id,
                "app_version": VERSION,
                "priority": turn_of(coop, priority, self._tickets()),
                "attributes": {"coop": coop},
                "serialization_type": WorkflowSerializationFormat.PORTABLE,
            },
            coop,
            id,
        )

    def cancel(self, id: str) -> None:
        self._client.cancel_workflow(id)

    def resume(self, id: str) -> None:
        self._client.resume_workflow(id, queue_name=QUEUE)

    def forget(self, id: str) -> None:
        self._client.delete_workflow(id)

    def places(self, ids: Iterable[str]) -> dict[str, Place]:
        wanted = list(ids)
        found = self._client.list_workflows(workflow_ids=wanted, load_input=False, load_output=False) if wanted else []
        return {status.workflow_id: _place(status) for status in found}

    def tidy(self, older: timedelta) -> None:
        before = (datetime.now(UTC) - older).isoformat()
        over = ["SUCCESS", "ERROR", "CANCELLED"]  # a job of the last kind that is open is resumed long before
        while found := self._client.list_workflows(
            status=over, completed_before=before, limit=AT_ONCE, load_input=False, load_output=False
        ):
            self._client.delete_workflows([status.workflow_id for status in found])

    def let_go(self, executor: str) -> None:
        """Take from an executor what it held under another version when it was killed. It gets back what it held under
        its own only, and while it lives nobody takes the rest over: the sweep puts that in anew."""
        held = self._client.list_workflows(status="PENDING", executor_id=executor, load_input=False, load_output=False)
        for status in held:
            if status.app_version != VERSION:
                self._client.cancel_workflow(status.workflow_id)

    def close(self) -> None:
        self._client.destroy()

    def _tickets(self) -> Iterator[Ticket]:
        held = ["ENQUEUED", "PENDING"]
        for status in self._client.list_workflows(
            queue_name=QUEUE, status=held, load_input=False, load_output=False, application_name=APPLICATION
        ):
            coop = (status.attributes or {}).get("coop", "")
            yield Ticket(coop, status.priority or 0, served=status.status == "PENDING")


@contextmanager
def serving(settings: Settings, executor: str, run: Callable[[str, str], None]) -> Iterator[None]:
    """Within this block this process takes jobs, one at a time, in a thread of its own.

    executor: the same after a restart: what it held when it died, it gets again.
    """
    _quieten()

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
    def job(coop: str, id: str) -> None:
        try:
            run(coop, id)
        except Exception as error:
            say("a job was dropped", coop=coop, job=id, error=error)
            raise DroppedError from None

    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": _url(settings),
        "dbos_system_schema": SCHEMA,
        "application_version": VERSION,
        "executor_id": executor,
        "run_migrations": False,
        "sys_db_pool_size": 4,
        "enable_otlp": False,
        "log_level": "ERROR",
        "scheduler_polling_interval_sec": 3600.0,  # nothing is scheduled
    }
    DBOS(config=config)
    try:
        DBOS.launch()
        yield
    finally:
        DBOS.destroy(destroy_registry=True)


def _place(status: WorkflowStatus) -> Place:
    stage = _STAGES.get(status.status, Stage.ENDED)
    stranded = stage in (Stage.WAITING, Stage.CANCELLED) and status.app_version != VERSION
    return Place(Stage.ENDED if stranded else stage, status.executor_id)


def _file(settings: Settings) -> str:
    return str(settings.data / "queue.sqlite")


def _url(settings: Settings) -> str:
    return f"sqlite:///{_file(settings)}" if settings.sqlite else settings.database_url


def _quieten() -> None:
    """Its messages go where ours go, which lets no text of a message through (see api.logs)."""
    logger: Any = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())  # else it adds one of its own
    logger.setLevel(logging.ERROR)
    logger.propagate = True

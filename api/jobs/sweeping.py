"""What is put right behind whoever died: the store is the truth, and the queue is brought to agree with it.

Each step may be cut short at any point: the next sweep finds what is left, because it looks at where jobs are, and not
at what an earlier sweep meant to do.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

from api.jobs.queue import Place, Queue, Stage
from api.logs import say
from api.settings import Settings
from api.store import executors, jobs, locks, retention
from api.store.executors import Executor
from api.store.jobs import Job
from api.store.store import Store

GONE_AFTER = timedelta(seconds=60)
"""A worker that has not been seen for so long, and whose lock is free, is gone for good."""

FORGOTTEN_AFTER = timedelta(days=1)
LOCK = "sweep"


def lock_of(executor: str) -> str:
    """The name of the lock that an executor holds while it lives."""
    return f"executor/{executor}"


def sweep(store: Store, queue: Queue, settings: Settings, gone_after: timedelta = GONE_AFTER) -> Counter[str]:
    """Put everything right once; what was done how often. Only one process at a time may do so: it holds LOCK."""
    gone = _Gone(store, settings, gone_after)
    done: Counter[str] = Counter()
    for coop in store.coops():
        with store.reading(coop) as books:
            open_jobs = jobs.unfinished(books)
        places = queue.places(job.id for job in open_jobs)
        for job in open_jobs:
            act = _mend(store, queue, job, places.get(job.id), gone)
            if act is not None:
                done[act] += 1
                say(act, coop=coop, job=job.id, kind=job.kind)
    return done


def tidy(store: Store, queue: Queue, settings: Settings) -> None:
    """Strike out what is past keeping, what nobody will ask the queue for again, and executors that are gone."""
    for coop in store.coops():
        with store.of(coop) as books:
            retention.sweep(books, settings.retention_days)
    store.empty_log()
    queue.tidy(FORGOTTEN_AFTER)
    gone = _Gone(store, settings, FORGOTTEN_AFTER)
    for executor in executors.every(store):
        if gone(executor.id):
            executors.strike_out(store, executor.id)


def _mend(store: Store, queue: Queue, job: Job, place: Place | None, gone: "_Gone") -> str | None:
    if place is None:
        _submit(store, queue, job)
        return "a job was put in"
    if place.stage is Stage.HELD and place.executor is not None and gone(place.executor):
        queue.cancel(job.id)  # whoever held it, and lives after all, cannot end it in the queue any more
        queue.resume(job.id)
        return "a job was taken over"
    if place.stage is Stage.CANCELLED and _open_still(store, job):
        queue.resume(job.id)
        return "a job was resumed"
    if place.stage is Stage.ENDED and _open_still(store, job):
        queue.forget(job.id)
        _submit(store, queue, job)
        return "a job was put in anew"
    return None


def _open_still(store: Store, job: Job) -> bool:
    """A worker ends a job in the store first, then in the queue: what has ended there and is open here, looked at in
    this order, was dropped."""
    with store.reading(job.coop) as books:
        return not jobs.head(books, job.id).state.over


def _submit(store: Store, queue: Queue, job: Job) -> None:
    queue.submit(job.coop, job.id, job.priority)
    with store.of(job.coop) as books:
        jobs.queued(books, job.id)


class _Gone:
    """Which executors are gone for good; each is looked at once."""

    def __init__(self, store: Store, settings: Settings, after: timedelta):
        self._store, self._settings, self._after = store, settings, after
        self._known: dict[str, bool] = {}
        self._seen: dict[str, Executor] | None = None

    def __call__(self, executor: str) -> bool:
        if executor not in self._known:
            self._known[executor] = self._long_unseen(executor) and locks.free(self._settings, lock_of(executor))
        return self._known[executor]

    def _long_unseen(self, executor: str) -> bool:
        if self._seen is None:
            self._seen = {one.id: one for one in executors.every(self._store)}
        one = self._seen.get(executor)
        return one is None or datetime.now(UTC) - one.seen >= self._after

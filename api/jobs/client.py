"""What the API holds of the jobs: the way into the queue."""

from api.jobs.queue import Queue
from api.logs import say
from api.settings import Settings
from api.store import jobs
from api.store.jobs import Job
from api.store.store import Store


class Jobs:
    """Hands accepted jobs over to the queue. Threads may share it."""

    def __init__(self, store: Store, settings: Settings, queue: Queue | None = None):
        self._store = store
        self._queue = queue or _queue(settings)

    def dispatch(self, job: Job) -> None:
        """Put a job into the queue, after the commit that accepted it. Never raises: what fails here the sweep does."""
        try:
            self._queue.submit(job.coop, job.id, job.priority)
            with self._store.of(job.coop) as books:
                jobs.queued(books, job.id)
        except Exception as error:
            say("a job waits for the sweep", coop=job.coop, job=job.id, kind=job.kind, type=type(error).__name__)

    def close(self) -> None:
        self._queue.close()


def _queue(settings: Settings) -> Queue:
    from api.jobs.dbos_queue import DbosQueue

    return DbosQueue(settings)

"""Orders for tests, and the problem that they are about."""

from api.store import executors, jobs, tables
from api.store.jobs import Job, Order
from api.store.store import Store

PROBLEM = "week-48"


def any_problem(store: Store, coop: str = "sol") -> None:
    """A problem that nobody will open: only so that jobs can be about something."""
    with store.of(coop) as books:
        now = books.now()
        books.session.add(tables.Problem(coop=coop, id=PROBLEM, newest=1, made=now))
        books.session.flush()
        version = tables.ProblemVersion(
            coop=coop,
            problem=PROBLEM,
            version=1,
            etag="e",
            weights="w",
            visits=1,
            carers=1,
            clients=1,
            persons=b"",
            sealed_body=None,
            made=now,
        )
        books.session.add(version)


def accepted(store: Store, coop: str = "sol", **told) -> Job:
    """A job that was accepted, of a plan unless told otherwise."""
    order = {"kind": "plan", "problem": PROBLEM, "version": 1, "by": "key-1", **told}
    with store.of(coop) as books:
        return jobs.accept(books, Order(**order))


def events_of(store: Store, id: str, coop: str = "sol") -> list[jobs.Event]:
    """All events of a job."""
    with store.reading(coop) as books:
        return jobs.events(books, id, 0, 10_000)


def kinds_of(store: Store, id: str, coop: str = "sol") -> list[str]:
    """What kinds of events a job had, progress left out."""
    return [event.kind for event in events_of(store, id, coop) if event.kind != jobs.PROGRESS]


def job_of(store: Store, id: str, coop: str = "sol") -> Job:
    with store.reading(coop) as books:
        return jobs.get(books, id)


def end_all(store: Store) -> None:
    """End every job and forget every executor, so that a test begins as with a store of its own."""
    for coop in store.coops():
        with store.of(coop) as books:
            for job in jobs.unfinished(books):
                jobs.ask(books, job.id, "cancel")
                begun = jobs.get(books, job.id)
                jobs.finish(books, job.id, begun.attempt, jobs.State.CANCELLED)
    for executor in executors.every(store):
        executors.strike_out(store, executor.id)

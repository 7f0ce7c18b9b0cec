"""What is not kept for good: events, idempotency keys, deliveries, and what was asked and answered in jobs."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.sql.dml import UpdateBase

from api.store.store import WIPED, Books
from api.store.tables import Delivery, Event, Job, Problem, ProblemVersion, Repeat


@dataclass(frozen=True, slots=True)
class Swept:
    """How many rows went, or were emptied."""

    events: int
    repeats: int
    deliveries: int
    jobs: int
    versions: int


def sweep(books: Books, days: int) -> Swept:
    """Delete what ended more than so many days ago: events of jobs, deliveries and idempotency keys; empty the requests
    and answers of jobs, and the texts of deleted problems. Plans and the audit log are never touched."""
    limit = books.now() - timedelta(days=days)
    ended = select(Job.id).where(Job.coop == books.coop, Job.done < limit)
    full = Job.sealed_request.is_not(None) | Job.sealed_answer.is_not(None)
    deleted = select(Problem.id).where(Problem.coop == books.coop, Problem.deleted < limit)
    running = select(Job.problem).where(Job.coop == books.coop, Job.done.is_(None))
    texts = ProblemVersion.coop == books.coop, ProblemVersion.sealed_body.is_not(None)
    gone = ProblemVersion.problem.in_(deleted) & ProblemVersion.problem.not_in(running)
    swept = Swept(
        events=_run(books, delete(Event).where(Event.coop == books.coop, Event.job.in_(ended))),
        repeats=_run(books, delete(Repeat).where(Repeat.coop == books.coop, Repeat.made < limit)),
        deliveries=_run(books, delete(Delivery).where(Delivery.coop == books.coop, Delivery.done < limit)),
        jobs=_run(books, update(Job).where(Job.id.in_(ended), Job.coop == books.coop, full).values(_EMPTY)),
        versions=_run(books, update(ProblemVersion).where(*texts, gone).values(sealed_body=None)),
    )
    if swept.jobs or swept.versions:
        books.session.info[WIPED] = True
    return swept


_EMPTY = {"sealed_request": None, "sealed_answer": None}


def _run(books: Books, statement: UpdateBase) -> int:
    result = books.session.execute(statement, execution_options={"synchronize_session": False})
    return result.rowcount if isinstance(result, CursorResult) else 0

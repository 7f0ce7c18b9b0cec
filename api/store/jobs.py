"""Work that was accepted: its state, what happened to it, and who may end it.

A job begins as often as workers die over it; each begin has a higher attempt, and only the newest attempt may tell or
end anything. Every change of state is an event too, so that whoever reads the events misses none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any, Literal

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import undefer_group

from api.store import tables, webhooks
from api.store.errors import Unknown
from api.store.ids import sortable
from api.store.store import WIPED, Books

MOST_DEATHS = 3
"""A job over which so many workers have died is given up: it would take down every worker, one after the other."""

PERSON_ERASED = "person-erased"
"""The fault of a job that needs a person who was erased: what was asked is destroyed as what is answered is."""

RETURNED = "returned"  # an event: a worker that was to end gave the job back
PROGRESS = "progress"
ASKED = "asked"


class State(StrEnum):
    """How far a job is. stopped: ended at a request, with the best plan until then."""

    ACCEPTED = "accepted"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def over(self) -> bool:
        return self in _OVER


_OVER = frozenset({State.DONE, State.STOPPED, State.FAILED, State.CANCELLED})


class Priority(IntEnum):
    """Whose turn is first. interactive: somebody waits at a screen."""

    INTERACTIVE = 0
    URGENT = 1
    USUAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done. options: numbers, names of strategies, hashes of weights; request: the body of a question."""

    kind: str
    problem: str
    version: int
    by: str
    plan: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    request: bytes | None = None
    priority: Priority = Priority.USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as it stands. asked: "stop" or "cancel"; fault: why it failed, without any value of the input."""

    coop: str
    id: str
    kind: str
    problem: str
    version: int
    plan: str | None
    options: dict[str, Any]
    request: bytes | None
    answer: bytes | None
    state: State
    asked: str | None
    priority: Priority
    attempt: int
    executor: str | None
    by: str
    fault: dict[str, Any] | None
    made: datetime
    begun: datetime | None
    done: datetime | None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. kind: a state, or progress, asked, returned; data: numbers and states only."""

    number: int
    kind: str
    data: dict[str, Any]
    at: datetime


_HEAD = tuple(column for column in tables.Job.__table__.c if not column.name.startswith(tables.SEALED))
_ONE = select(*_HEAD).where(tables.Job.coop == bindparam("coop"), tables.Job.id == bindparam("id"))
"""Built once, as whatever is read often: building a statement takes longer than the database does to answer it."""


def accept(books: Books, order: Order) -> Job:
    """Take an order on: from the commit on it will be done, whatever dies."""
    id = sortable()
    row = tables.Job(
        coop=books.coop,
        id=id,
        kind=order.kind,
        problem=order.problem,
        version=order.version,
        plan=order.plan,
        options=dict(order.options),
        sealed_request=_sealed(books, id, "sealed_request", order.request),
        sealed_answer=None,
        state=State.ACCEPTED,
        priority=int(order.priority),
        attempt=0,
        by=order.by,
        made=books.now(),
    )
    books.session.add(row)
    books.session.flush()
    _happened(books, row, State.ACCEPTED)
    return _told(books, row, whole=True)


def get(books: Books, id: str) -> Job:
    """A job as it stands. Raises Unknown."""
    return _told(books, _row(books, id, lock=False, whole=True), whole=True)


def head(books: Books, id: str) -> Job:
    """A job as it stands, without what was asked and answered. Raises Unknown."""
    row = books.session.execute(_ONE, {"coop": books.coop, "id": id}).first()
    if row is None:
        raise Unknown("job", id)
    return _told(books, row)


def page(
    books: Books,
    after: str | None,
    most: int,
    state: State | None = None,
    kind: str | None = None,
    problem: str | None = None,
) -> list[Job]:
    """Jobs in the order of their ids, after one of them; without what was asked and answered."""
    told = {"state": state, "kind": kind, "problem": problem}
    narrowed = {name: value for name, value in told.items() if value is not None}
    asked = {"coop": books.coop, "after": after or "", "most": most, **narrowed}
    return [_told(books, row) for row in books.session.execute(_page(*narrowed), asked)]


@cache
def _page(*narrowed: str) -> Select[Any]:
    """A page of those jobs that have the value asked for in each of these columns."""
    wanted = select(*_HEAD).where(tables.Job.coop == bindparam("coop"), tables.Job.id > bindparam("after"))
    for name in narrowed:
        wanted = wanted.where(getattr(tables.Job, name) == bindparam(name))
    return wanted.order_by(tables.Job.id).limit(bindparam("most"))


def unfinished(books: Books) -> list[Job]:
    """Every job that is not over, the oldest first; without what was asked."""
    wanted = select(tables.Job).where(tables.Job.coop == books.coop, tables.Job.state.not_in(_OVER))
    rows = books.session.scalars(wanted.order_by(tables.Job.made, tables.Job.id))
    return [_told(books, row) for row in rows]


def queued(books: Books, id: str) -> None:
    """Note that the queue has a job; one that has begun meanwhile has left it already."""
    row = _row(books, id)
    if row.state == State.ACCEPTED:
        row.state = State.QUEUED
        _happened(books, row, State.QUEUED)


def begin(books: Books, id: str, executor: str) -> Job | None:
    """Begin a job, for the first time or once more. None: it is over, or was asked to be cancelled, or has killed too
    many workers."""
    row = _row(books, id, whole=True)
    if State(row.state).over:
        return None
    if row.asked == "cancel":
        _end(books, row, State.CANCELLED)
        return None
    if row.attempt - _returns(books, id) >= MOST_DEATHS:
        _end(books, row, State.FAILED, {"code": "worker-died"})
        return None
    row.state = State.RUNNING
    row.attempt += 1
    row.executor = executor
    row.begun = row.begun or books.now()
    _happened(books, row, State.RUNNING, {"attempt": row.attempt})
    return _told(books, row, whole=True)


def tell(books: Books, id: str, attempt: int, data: Mapping[str, Any]) -> Event | None:
    """Note how far a running job is. None: somebody else has begun it since, or it is over."""
    row = _mine(books, id, attempt)
    return None if row is None else _happened(books, row, PROGRESS, data)


def finish(
    books: Books,
    id: str,
    attempt: int,
    state: State,
    *,
    fault: Mapping[str, Any] | None = None,
    answer: bytes | None = None,
) -> bool:
    """End a running job. False: somebody else has begun it since, or it is over; then nothing else may be kept."""
    row = _mine(books, id, attempt)
    if row is None:
        return False
    row.sealed_answer = _sealed(books, id, "sealed_answer", answer)
    if fault is not None and fault["code"] == PERSON_ERASED:  # accepted while they were being erased
        row.sealed_request = None
        books.session.info[WIPED] = True
    _end(books, row, state, fault)
    return True


def give_back(books: Books, id: str, attempt: int) -> bool:
    """Let another worker begin a job, because this one is to end. It does not count as a death."""
    row = _mine(books, id, attempt)
    if row is None:
        return False
    row.state = State.QUEUED
    row.executor = None
    _happened(books, row, RETURNED, {"state": State.QUEUED.value})
    return True


def ask(books: Books, id: str, what: str) -> Job:
    """Ask a job to stop, keeping the best so far, or to be cancelled; as it stands then, without what was asked and
    answered. One that has not begun is cancelled at once; one that is over stays as it is, and who asked to cancel is
    not overruled by who asks to stop."""
    row = _row(books, id)
    if State(row.state).over or row.asked in ("cancel", what):
        return _told(books, row)
    row.asked = what
    _happened(books, row, ASKED, {"asked": what})
    if what == "cancel" and row.state != State.RUNNING:
        _end(books, row, State.CANCELLED)
    return _told(books, row)


def asked(books: Books, id: str, attempt: int, *, lock: bool = False) -> str | None:
    """What a running job was asked for. "cancel" too where somebody else has begun it: there is nothing to be won.

    lock: nobody can ask for anything else before this transaction ends.
    """
    row = _row(books, id, lock=lock)
    if row.attempt != attempt or row.state != State.RUNNING:
        return "cancel"
    return row.asked


def events(books: Books, id: str, after: int, most: int = 100) -> list[Event]:
    """What happened to a job after the event of that number. Raises Unknown."""
    _row(books, id, lock=False)
    of_job = (tables.Event.coop == books.coop) & (tables.Event.job == id) & (tables.Event.number > after)
    rows = books.session.scalars(select(tables.Event).where(of_job).order_by(tables.Event.number).limit(most))
    return [Event(row.number, row.kind, row.data, row.at) for row in rows]


# -- rows --------------------------------------------------------------------------------------------------------------


def _row(books: Books, id: str, *, lock: bool = True, whole: bool = False) -> tables.Job:
    """lock: whoever writes about a job waits here for whoever else does, so that its events are numbered one by one.
    whole: with what was asked and answered."""
    sealed = [undefer_group(tables.SEALED)] if whole else []
    found = books.session.get(
        tables.Job, (books.coop, id), options=sealed, with_for_update=lock or None, populate_existing=True
    )
    if found is None:
        raise Unknown("job", id)
    return found


def _mine(books: Books, id: str, attempt: int) -> tables.Job | None:
    row = _row(books, id)
    return row if row.attempt == attempt and row.state == State.RUNNING else None


def _returns(books: Books, id: str) -> int:
    of_job = (tables.Event.coop == books.coop) & (tables.Event.job == id) & (tables.Event.kind == RETURNED)
    return books.session.scalar(select(func.count()).select_from(tables.Event).where(of_job)) or 0


def _end(books: Books, row: tables.Job, state: State, fault: Mapping[str, Any] | None = None) -> None:
    row.state = state
    row.fault = None if fault is None else dict(fault)
    row.done = books.now()
    _happened(books, row, state, {"code": fault["code"]} if fault else {})
    webhooks.announce(books, row.id, state)


def _happened(books: Books, row: tables.Job, kind: str, data: Mapping[str, Any] | None = None) -> Event:
    of_job = (tables.Event.coop == books.coop) & (tables.Event.job == row.id)
    number = 1 + (books.session.scalar(select(func.max(tables.Event.number)).where(of_job)) or 0)
    event = Event(number, str(kind), dict(data or {}), books.now())
    added = tables.Event(coop=books.coop, job=row.id, number=number, kind=event.kind, data=event.data, at=event.at)
    books.session.add(added)
    books.session.flush()
    return event


def _sealed(books: Books, id: str, column: str, body: bytes | None) -> bytes | None:
    return None if body is None else books.vault.seal(body, "job", column, id)


def _told(books: Books, row: tables.Job | Row[Any], *, whole: bool = False) -> Job:
    """whole: with what was asked and answered, which is not even looked at otherwise."""

    def opened(column: Literal["sealed_request", "sealed_answer"]) -> bytes | None:
        sealed = getattr(row, column) if whole else None
        return None if sealed is None else books.vault.open(sealed, "job", column, row.id)

    return Job(
        coop=row.coop,
        id=row.id,
        kind=row.kind,
        problem=row.problem,
        version=row.version,
        plan=row.plan,
        options=row.options,
        request=opened("sealed_request"),
        answer=opened("sealed_answer"),
        state=State(row.state),
        asked=row.asked,
        priority=Priority(row.priority),
        attempt=row.attempt,
        executor=row.executor,
        by=row.by,
        fault=row.fault,
        made=row.made,
        begun=row.begun,
        done=row.done,
    )

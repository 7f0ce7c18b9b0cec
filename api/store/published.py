"""Which plans carers and clients see: somebody publishes a plan, and until the next one of its problem it holds."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from api.store import audit, plans, problems
from api.store.rows import add
from api.store.store import Books
from api.store.tables import Problem
from api.store.tables import Published as Row


@dataclass(frozen=True, slots=True)
class Published:
    """A plan that was published. version: of its problem; by: the id of the key with which it was done."""

    number: int
    problem: str
    version: int
    plan: str
    by: str
    made: datetime


_COLUMNS = tuple(getattr(Row, field.name) for field in fields(Published))


def publish(books: Books, plan: str, by: str, role: str) -> Published:
    """Publish a plan, and write down who did; one that holds already is left as it is.

    Raises Unknown, also where its problem was deleted, and Erased where it tells of somebody who was.
    """
    kept = plans.head(books, plan)
    version = problems.head(books, kept.problem, kept.version)
    problems.hold_whole(books, kept.problem, kept.version)
    holds = newest(books, kept.problem)
    if holds is not None and holds.plan == plan:
        return holds
    told = {"problem": kept.problem, "version": kept.version, "plan": plan, "by": by, "made": books.now()}
    add(books.session, Row, coop=books.coop, **told)
    seen = {"clean": kept.clean, "unplanned": kept.unplanned}
    audit.note(books, by, role, "plan.publish", f"plan:{plan}", version.weights, **seen)
    found = newest(books, kept.problem)
    assert found is not None, "it was just added"
    return found


def newest(books: Books, problem: str | None = None) -> Published | None:
    """The plan that was published last: of one problem, or over all of them; None where there is none."""
    wanted = _of(books)
    if problem is not None:
        wanted = wanted.where(Row.problem == problem)
    row = books.session.execute(wanted.limit(1)).first()
    return None if row is None else Published(*row)


def current(books: Books, most: int = 100) -> list[Published]:
    """The plan that holds for each problem, published last first."""
    last = select(func.max(Row.number)).where(Row.coop == books.coop).group_by(Row.problem)
    return [Published(*row) for row in books.session.execute(_of(books).where(Row.number.in_(last)).limit(most))]


def _of(books: Books) -> Any:
    """Those of problems that are still there, published last first."""
    joined = (Problem.coop == Row.coop) & (Problem.id == Row.problem)
    wanted = select(*_COLUMNS).join(Problem, joined).where(Row.coop == books.coop, Problem.deleted.is_(None))
    return wanted.order_by(Row.number.desc())

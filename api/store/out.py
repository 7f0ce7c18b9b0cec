"""Which plans are out: what carers and clients may see of."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from api.store.store import Books
from api.store.tables import Plan, Problem

MOST = 8
"""So many plans, of as many problems, are looked at; what was out before is no longer shown."""

_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Out:
    """A plan that is out. at: since when."""

    plan: str
    problem: str
    at: datetime


def plans_out(books: Books, most: int = MOST) -> list[Out]:
    """The newest plan of each problem, the one that came last first."""
    wanted = (
        select(Plan.id, Plan.problem, Plan.made)
        .join(Problem, (Problem.coop == Plan.coop) & (Problem.id == Plan.problem))
        .where(Plan.coop == books.coop, Problem.deleted.is_(None))
        .order_by(Plan.made.desc(), Plan.id.desc())
        .limit(_LOOKED_AT)
    )
    found: dict[str, Out] = {}
    for id, problem, made in books.session.execute(wanted):
        found.setdefault(problem, Out(id, problem, made))
    return list(found.values())[:most]

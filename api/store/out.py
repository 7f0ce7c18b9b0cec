"""Which plans are out, and which of them is of today: what carers and clients may see of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from api.store import problems
from api.store.store import Books
from api.store.tables import Plan, Problem

MOST = 8
"""So many plans, of as many problems, are looked at; what was out before is no longer shown."""

_LOOKED_AT = 500
_DAYS: dict[str, tuple[date, int] | None] = {}
"""By the id of a plan, since a version never changes: days tell of nobody."""


@dataclass(frozen=True, slots=True)
class Out:
    """A plan that is out. at: since when; first, days: what it reaches over, None where that can no longer be read."""

    plan: str
    problem: str
    at: datetime
    first: date | None
    days: int

    @property
    def last(self) -> date | None:
        """Its last day."""
        return None if self.first is None else self.first + timedelta(days=self.days - 1)


def plans_out(books: Books, most: int = MOST) -> list[Out]:
    """The newest plan of each problem, the one that came last first."""
    wanted = (
        select(Plan.id, Plan.problem, Plan.version, Plan.made)
        .join(Problem, (Problem.coop == Plan.coop) & (Problem.id == Plan.problem))
        .where(Plan.coop == books.coop, Problem.deleted.is_(None))
        .order_by(Plan.made.desc(), Plan.id.desc())
        .limit(_LOOKED_AT)
    )
    found: dict[str, tuple[str, int, datetime]] = {}
    for id, problem, version, made in books.session.execute(wanted):
        found.setdefault(problem, (id, version, made))
    return [_out(books, problem, *told) for problem, told in list(found.items())[:most]]


def from_day(found: Sequence[Out], day: date) -> list[Out]:
    """Those that hold on a day first, then those of the days to come, then those that are over, the latest first."""
    ordered = sorted(found, key=_first)
    now = [one for one in ordered if _first(one) <= day <= _last(one)]
    ahead = [one for one in ordered if _first(one) > day]
    return now + ahead + [one for one in reversed(ordered) if _last(one) < day]


def _out(books: Books, problem: str, plan: str, version: int, at: datetime) -> Out:
    if plan not in _DAYS:
        if len(_DAYS) >= 10_000:
            _DAYS.clear()
        _DAYS[plan] = problems.days_of(books, problem, version)
    first, days = _DAYS[plan] or (None, 0)
    return Out(plan, problem, at, first, days)


def _first(one: Out) -> date:
    return one.first or date.min


def _last(one: Out) -> date:
    return one.last or date.min

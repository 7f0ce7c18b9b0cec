"""Which published plans are out, over which days, and which of them is of today: what carers and clients see of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from api.store import problems, published
from api.store.published import Published
from api.store.store import Books

MOST = 8
"""So many plans, of as many problems, are shown; what was published before is shown no more."""

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
    """The published plan that holds for each problem, published last first."""
    return [_out(books, one) for one in published.current(books, most)]


def from_day(found: Sequence[Out], day: date) -> list[Out]:
    """Those that hold on a day first, then those of the days to come, then those that are over, the latest first."""
    ordered = sorted(found, key=_first)
    now = [one for one in ordered if _first(one) <= day <= _last(one)]
    ahead = [one for one in ordered if _first(one) > day]
    return now + ahead + [one for one in reversed(ordered) if _last(one) < day]


def _out(books: Books, one: Published) -> Out:
    if one.plan not in _DAYS:
        if len(_DAYS) >= 10_000:
            _DAYS.clear()
        _DAYS[one.plan] = problems.days_of(books, one.problem, one.version)
    first, days = _DAYS[one.plan] or (None, 0)
    return Out(one.plan, one.problem, one.made, first, days)


def _first(one: Out) -> date:
    return one.first or date.min


def _last(one: Out) -> date:
    return one.last or date.min

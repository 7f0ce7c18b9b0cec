"""Why a carer cannot make a visit: the first reason that applies, as a planner would look for it."""

from collections.abc import Collection

import numpy as np

from engine.explain.candidates import ruled_out
from engine.matching.answer import Bar, RuledOut
from engine.matching.desk import Desk
from engine.price import Prices
from engine.problem import Carer, Problem, Shift, Visit
from engine.result import Finding
from engine.search.slots import FORBIDDEN


class Look:
    """One visit, and for every carer the shifts of its day: who is there, and who could get there in time."""

    def __init__(self, desk: Desk, problem: Problem, visit: Visit, without: Collection[str] = ()):
        """problem: with the visit, which has been admitted to the desk. without: who is not asked."""
        self.without = without
        self.desk, self.visit, self.prices = desk, visit, Prices(problem)
        self.shifts: dict[str, list[Shift]] = {}
        self.in_time: set[str] = set()
        self.allowed = desk.allowed(visit)
        self.first, self.last = visit.earliest, max(due for _, due in visit.deadlines()) + visit.duration
        rows = np.array(desk.held.on_duty(visit), np.int64)
        for row, reaches in zip(rows.tolist(), desk.reaches(visit, rows).tolist(), strict=True):
            shift = problem.shifts[row]
            self.shifts.setdefault(shift.carer, []).append(shift)
            if reaches:
                self.in_time.add(shift.carer)

    def why(self, carer: Carer, reached: int, broken: tuple[Finding, ...]) -> RuledOut:
        """What rules a carer out who has no slot. reached: see `search.slots`; broken: what forbids the best place."""
        if carer.id in self.without:
            return RuledOut(carer.id, Bar.NOT_ASKED)
        if carer.id not in self.allowed:
            return RuledOut(carer.id, Bar.FORBIDDEN_PAIR, ruled_out(self.prices, self.visit, carer))
        if carer.id not in self.shifts:
            return RuledOut(carer.id, Bar.NO_SHIFT)
        if broken or reached >= FORBIDDEN:
            return RuledOut(carer.id, Bar.BREAKS_RULE, broken)
        if carer.id not in self.in_time:
            return RuledOut(carer.id, Bar.OUT_OF_REACH)
        return RuledOut(carer.id, Bar.BUSY, between=self._in_the_way(carer))

    def _in_the_way(self, carer: Carer) -> tuple[str, ...]:
        """The clients with whom a carer is while the visit could be made."""
        days = (self.desk.judged.lived.days[shift.id] for shift in self.shifts[carer.id])
        stops = [
            one.stop for day in days for one in day.arrivals if one.stop.start < self.last and one.stop.end > self.first
        ]
        names = (self.desk.problem.visit[stop.visit].client for stop in stops if stop.visit is not None)
        return tuple(dict.fromkeys(names))

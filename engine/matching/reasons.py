"""Why a carer cannot make a visit: the first reason that applies, as a planner would look for it."""

from collections.abc import Collection
from itertools import compress

from engine.matching.against import Against
from engine.matching.answer import Bar, RuledOut
from engine.matching.desk import Desk
from engine.problem import Carer, Problem, Visit
from engine.result import Finding
from engine.search.slots import FORBIDDEN


class Look:
    """One visit, and for every carer the shifts of its day: who is there, and who could get there in time."""

    def __init__(self, desk: Desk, problem: Problem, visit: Visit, without: Collection[str] = ()):
        """problem: with the visit, which has been admitted to the desk. without: who is not asked."""
        self.without, self.barred = without, desk.barred
        self.allowed = desk.allowed(visit)
        self.first, self.last = visit.earliest, max(due for _, due in visit.deadlines()) + visit.duration
        self.duty = desk.duty(visit)
        self.in_time = set(compress(self.duty.carers, desk.reaches(visit, self.duty.rows).tolist()))
        self.against = Against(problem, desk.prices.hard_pairs, desk.kinds, visit)

    def why(self, carer: Carer, reached: int, broken: tuple[Finding, ...]) -> RuledOut:
        """What rules a carer out who has no slot. reached: see `search.slots`; broken: what forbids the best place."""
        name = carer.id
        if name in self.without:
            return self.barred(name, Bar.NOT_ASKED)
        if name not in self.allowed:
            return RuledOut(name, Bar.FORBIDDEN_PAIR, self.against.findings(carer))
        if name not in self.duty.shifts:
            return self.barred(name, Bar.NO_SHIFT)
        if broken or reached >= FORBIDDEN:
            return RuledOut(name, Bar.BREAKS_RULE, broken)
        if name not in self.in_time:
            return self.barred(name, Bar.OUT_OF_REACH)
        return RuledOut(name, Bar.BUSY, between=self.duty.with_whom(name, self.first, self.last))

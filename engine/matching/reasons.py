"""Why a carer cannot make a visit: the first reason that applies, as a planner would look for it."""

from collections.abc import Collection, Sequence

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
        rows = desk.held.on_duty(visit)
        for row, reaches in zip(rows, _reaches(problem, visit, [problem.shifts[row] for row in rows]), strict=True):
            shift = problem.shifts[row]
            self.shifts.setdefault(shift.carer, []).append(shift)
            if reaches:
                self.in_time.add(shift.carer)

    def why(self, carer: Carer, reached: int, broken: tuple[Finding, ...]) -> RuledOut:
        """What rules a carer out who has no slot. reached: see `search.slots`; broken: what forbids the best place."""
        if carer.id in self.without:
            return RuledOut(carer.id, Bar.NOT_ASKED)
        if not self.desk.allowed(self.visit, carer):
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
        first, last = self.visit.earliest, max(due for _, due in self.visit.deadlines()) + self.visit.duration
        days = (self.desk.judged.lived.days[shift.id] for shift in self.shifts[carer.id])
        stops = [one.stop for day in days for one in day.arrivals if one.stop.start < last and one.stop.end > first]
        names = (self.desk.problem.visit[stop.visit].client for stop in stops if stop.visit is not None)
        return tuple(dict.fromkeys(names))


def _reaches(problem: Problem, visit: Visit, shifts: Sequence[Shift]) -> np.ndarray:
    """In which shifts a carer with nothing else to do begins in a window and is back by the end. Shape (shifts,)."""
    found = np.zeros(len(shifts), bool)
    there, place_index = problem.place_index[problem.place_of(visit)], problem.place_index
    for mode, matrix in problem.matrix.items():
        rows = np.array([row for row, shift in enumerate(shifts) if shift.mode == mode], np.int64)
        origins = [place_index[shifts[row].start_place] for row in rows]
        goals = [place_index[shifts[row].end_place] for row in rows]
        arrives = np.array([shifts[row].start for row in rows], np.int64) + matrix.durations[origins, there]
        latest = np.array([shifts[row].end for row in rows], np.int64) - matrix.durations[there, goals] - visit.duration
        ways = matrix.reachable[origins, there] & matrix.reachable[there, goals]
        for opens, due in visit.deadlines():
            found[rows] |= ways & (np.maximum(arrives, opens) <= np.minimum(max(opens, due), latest))
    return found

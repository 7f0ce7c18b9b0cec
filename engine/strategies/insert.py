"""Insert: where one visit fits best into a plan that otherwise stays as it is."""

from engine.explain import Placer
from engine.plan import Plan
from engine.problem import Problem
from engine.search import layout as at
from engine.search.construct import ANYBODY, insert, set_breaks
from engine.search.state import Search


def placer(problem: Problem) -> Placer:
    """What `engine.explain` asks where a visit would fit, answered by the compiled search."""
    return _Inserter(problem)


class _Inserter:
    """The search's tables for one problem, filled anew with each plan that is asked about."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.search = Search(problem)

    def __call__(self, plan: Plan, visit: str, carer: str) -> Plan | None:
        """The cheapest plan in which this carer makes this visit; the others keep their carers and their order.

        Mates that the visit is not done without, where unplanned, are planned with it. None = the carer has no round
        that it could be in at all. Times of other visits may move, and breaks.
        """
        rest = plan.without(visit)
        ticks = self._ticks(self.search.index.visit[visit])
        found = [self._try(rest, visit, carer, released, tick) for released in (True, False) for tick in ticks]
        return min((one for one in found if one is not None), key=lambda one: one[0], default=(0, None))[1]

    def _ticks(self, row: int) -> list[int]:
        """When the visit may be meant to begin: at its earliest, when it is wished, when a window opens.

        A wish must not cost more than it is worth: the wished time may lie where the visit is late.
        """
        visit = self.search.tables.visit[row]
        openings = self.search.tables.opening[visit[at.OPENS_LO] : visit[at.OPENS_HI]]
        return sorted({int(visit[at.EARLIEST]), int(visit[at.WISHED]), *(int(tick) for tick in openings)})

    def _try(self, rest: Plan, visit: str, carer: str, released: bool, tick: int) -> tuple[int, Plan] | None:
        tables, state, index = self.search.tables, self.search.state, self.search.index
        if not self.search.settle(rest, released):
            return None
        row = index.visit[visit]
        state.stop[row, at.RELEASE] = tick
        insert(tables, state, row, index.carer[carer])
        if state.stop[row, at.SHIFT] < 0:
            return None
        for mate in tables.mate[tables.visit[row, at.MATE_LO] : tables.visit[row, at.MATE_HI]]:
            if state.stop[mate, at.SHIFT] < 0:
                insert(tables, state, mate, ANYBODY)
        set_breaks(tables, state)
        return self.search.points, self.search.plan_under_change()

"""Insert: where one visit fits best into a plan that otherwise stays as it is."""

from dataclasses import dataclass

from engine.explain import Placer
from engine.plan import Plan, Route
from engine.problem import Problem
from engine.search import layout as at
from engine.search.construct import ANYBODY, insert, release, set_break
from engine.search.state import Search

KEPT = 2
"""Plans that are held as they stand, with times: the one asked about, and the one in which nobody does anything."""


def placer(problem: Problem) -> Placer:
    """What `engine.explain` asks where a visit would fit, answered by the compiled search."""
    return _Inserter(problem)


@dataclass(frozen=True, slots=True)
class _Held:
    """A plan without a visit, as it stands. given: what was asked about; search: None = it cannot be counted."""

    given: Plan
    visit: str
    rest: Plan
    search: Search | None


class _Inserter:
    """The search's tables for one problem. A plan is timed once; each carer is tried in a copy of that."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self._trial = Search(problem)
        self._held: list[_Held] = []

    def __call__(self, plan: Plan, visit: str, carer: str) -> Plan | None:
        """The cheapest plan in which this carer makes this visit; the others keep their carers and their order.

        Mates that the visit is not done without, where unplanned, are planned with it. None = the carer has no round
        that it could be in at all. Times of other visits may move, and breaks, in the rounds that the visit touches.
        """
        held = self._hold(plan, visit)
        if held.search is None:
            return None
        row, who = self._trial.index.visit[visit], self._trial.index.carer[carer]
        best: tuple[int, dict[str, Route]] | None = None
        for rounds in dict.fromkeys(((), self._near(held.search, row, who))):
            for tick in self._ticks(row):
                found = self._try(held.search, row, who, rounds, tick)
                if found is not None and (best is None or found[0] < best[0]):
                    best = found
        return None if best is None else _with(held.rest, best[1])

    def _hold(self, plan: Plan, visit: str) -> _Held:
        for one in self._held:
            if one.given is plan and one.visit == visit:
                return one
        rest, search = plan.without(visit), Search(self.problem, beside=self._trial)
        sound = search.settle(rest, released=True) or search.settle(rest, released=False)
        held = _Held(plan, visit, rest, search if sound else None)
        self._held = [held, *self._held[: KEPT - 1]]
        return held

    def _near(self, held: Search, visit: int, carer: int) -> tuple[int, ...]:
        """The rounds that the visit could be in, and those of visits that it is linked to: they may be timed anew."""
        tables, state = held.tables, held.state
        row = tables.visit[visit]
        could = tables.choice[row[at.CAND_LO] : row[at.CAND_HI]]
        linked = state.stop[tables.tie[row[at.TIE_LO] : row[at.TIE_HI], 0], at.SHIFT]
        rounds = {*could[tables.shift[could, at.CARER] == carer].tolist(), *linked[linked >= 0].tolist()}
        return tuple(sorted(one for one in rounds if state.day[one, at.LENGTH]))

    def _ticks(self, row: int) -> list[int]:
        """When the visit may be meant to begin: at its earliest, when it is wished, when a window opens.

        A wish must not cost more than it is worth: the wished time may lie where the visit is late.
        """
        visit = self._trial.tables.visit[row]
        openings = self._trial.tables.opening[visit[at.OPENS_LO] : visit[at.OPENS_HI]]
        return sorted({int(visit[at.EARLIEST]), int(visit[at.WISHED]), *(int(tick) for tick in openings)})

    def _try(
        self, held: Search, row: int, carer: int, rounds: tuple[int, ...], tick: int
    ) -> tuple[int, dict[str, Route]] | None:
        """The points of the whole plan, and the rounds that are then otherwise. rounds: those that are timed anew."""
        trial = self._trial
        trial.restore(held)
        tables, state = trial.tables, trial.state
        for shift in rounds:
            release(tables, state, shift)
        state.stop[row, at.RELEASE] = tick
        insert(tables, state, row, carer)
        if state.stop[row, at.SHIFT] < 0:
            return None
        for mate in tables.mate[tables.visit[row, at.MATE_LO] : tables.visit[row, at.MATE_HI]]:
            if state.stop[mate, at.SHIFT] < 0:
                insert(tables, state, mate, ANYBODY)
        for shift in trial.changed_since(held):
            set_break(tables, state, shift)
        routes = (trial.route_under_change(shift) for shift in trial.changed_since(held))
        return trial.points, {route.shift: route for route in routes}


def _with(plan: Plan, rounds: dict[str, Route]) -> Plan:
    """A plan with some rounds otherwise, or more; the others as they are."""
    there = {route.shift for route in plan.routes}
    old = (rounds.get(route.shift, route) for route in plan.routes)
    return Plan((*old, *(route for shift, route in rounds.items() if shift not in there)))

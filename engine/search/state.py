"""A plan in the search's tables: in, out, and the arrays that hold it."""

from collections.abc import Callable, Sequence

import numpy as np

from engine.plan import Plan, Route, Stop
from engine.problem import Problem
from engine.search import layout as at
from engine.search import whole
from engine.search.construct import TRIED
from engine.search.guide import judged
from engine.search.layout import State, Tables
from engine.search.tables import Index, build

MOST_STOPS = 160
"""More stops than the search puts in one round by itself; a plan that it is given may have more."""

LOGGED = 9
"""Most changes of slots by one move, for each group that a visit or a shift is in: a visit goes and comes, four changes
each, and its link is priced anew; a shift has five at most."""


class Search:
    """A problem laid out for the compiled search, and one plan under change. Costs are points (engine.price)."""

    def __init__(
        self,
        problem: Problem,
        seed: int = 0,
        beside: "Search | None" = None,
        pause: Callable[[], None] = lambda: None,
        room: int = 0,
    ):
        """beside: another search of the same problem, whose tables serve both. pause, room: see `tables.build`."""
        self.problem = problem
        self.tables, self.index = build(problem, pause, room) if beside is None else (beside.tables, beside.index)
        self.state = _empty(self.tables, self.index, seed)
        whole.restart(self.tables, self.state)

    @property
    def points(self) -> int:
        return int(self.state.own[at.TOTAL])

    @property
    def standing(self) -> int:
        """What the plan under change is taken for while it cools: points, guide and tolls counted."""
        own = self.state.own
        return int(judged(own, own[at.TOTAL], own[at.GUIDE]))

    @property
    def best_points(self) -> int:
        return int(self.state.own[at.BEST])

    @property
    def best_unplanned(self) -> int:
        return int(self.state.own[at.BEST_UNPLANNED])

    def follow(self, other: "Search") -> None:
        """Go on from another search's plan under change, by one's own chances. The better of both best plans stays."""
        widest = max(search.state.order.shape[1] for search in (self, other))
        self.make_room(widest)
        other.make_room(widest)
        mine, theirs = self.state, other.state
        fields, registers = set(State._fields), [at.RANDOM]
        if mine.own[at.BEST] <= theirs.own[at.BEST]:
            fields -= {"best_order", "best_stop", "best_day"}
            registers += [at.BEST, at.BEST_UNPLANNED]
        kept = mine.own[registers]
        for name in fields:
            np.copyto(getattr(mine, name), getattr(theirs, name))
        mine.own[registers] = kept
        whole.mark_all(mine)

    def restore(self, other: "Search") -> None:
        """Take over another search's plan under change, of the same tables; nothing is known of a best plan then."""
        self.make_room(other.state.order.shape[1])
        for name in ("order", "stop", "day", "slot", "own", "lists"):
            np.copyto(getattr(self.state, name), getattr(other.state, name))

    def changed_since(self, other: "Search") -> list[int]:
        """The rows of the shifts whose rounds, or their times, differ from those of the plan that was restored."""
        mine, theirs = self.state, other.state
        longest = max(state.day[:, at.LENGTH].max(initial=0) for state in (mine, theirs))
        differs = (mine.order[:, :longest] != theirs.order[:, :longest]).any(axis=1)
        columns = [at.LENGTH, at.BREAK_AT, at.BREAK_START]
        differs |= (mine.day[:, columns] != theirs.day[:, columns]).any(axis=1)
        moved = mine.stop[mine.stop[:, at.BEGIN] != theirs.stop[:, at.BEGIN], at.SHIFT]
        differs[moved[moved >= 0]] = True
        return np.flatnonzero(differs).tolist()

    def look_after(self, rounds: np.ndarray, visits: np.ndarray) -> None:
        """Change from now on only these rounds, (shifts,), and of the unplanned visits plan only these, (visits,)."""
        self.state.day[:, at.CLOSED] = ~rounds
        self.state.lists[at.SHUT, : len(visits)] = ~visits & (self.state.stop[:, at.SHIFT] < 0)

    def join(self, others: "Sequence[tuple[Search, np.ndarray]]") -> None:
        """Take over from each of the others the rounds that it has looked after, and look after all again."""
        for other, rounds in others:
            whole.join(self.tables, self.state, other.state, rounds)
        if others and not whole.resume(self.tables, self.state):
            self.follow(others[0][0])  # more is forbidden of all together than can be counted
        self.state.day[:, at.CLOSED] = 0
        self.state.lists[at.SHUT] = 0

    def load(self, plan: Plan) -> None:
        """Take over a plan: its rounds, timed anew where that costs less than its own starts do.

        Linked visits that wait for each other in circles are left out, to be planned again.
        """
        rests = self.settle(plan, released=True)
        points = self.points
        if self.settle(plan, released=False) and (not rests or self.points <= points):
            return
        if rests and self.settle(plan, released=True):
            return
        if not self.settle(plan.without(*self._tied()), released=False):
            whole.restart(self.tables, self.state)  # a plan too bad to be counted

    def hold(self, plan: Plan) -> None:
        """Take over a plan with every start where it stands, even where it breaks a link: to judge it."""
        self._fill(plan, released=True, held=True)
        whole.settle(self.tables, self.state)

    def settle(self, plan: Plan, released: bool) -> bool:
        """Take over a plan's rounds; released: no visit begins before its start there.

        False = links in circles, or so much forbidden that it cannot be counted.
        """
        self._fill(plan, released, held=False)
        return bool(whole.settle(self.tables, self.state))

    def _fill(self, plan: Plan, released: bool, held: bool) -> None:
        index = self.index
        self.make_room(max((len(route.stops) for route in plan.routes), default=0))
        state = self.state
        whole.restart(self.tables, state)
        state.own[at.FROZEN] = held
        for route in plan.routes:
            shift = index.shift[route.shift]
            rows = [index.visit[stop.visit] for stop in route.stops if stop.visit is not None]
            for place, stop in enumerate(route.stops):
                if stop.visit is None and self.tables.shift[shift, at.REST] == 0:
                    continue
                if stop.visit is None:
                    state.day[shift, at.BREAK_AT] = min(place, max(len(rows) - 1, 0))
                    state.day[shift, at.BREAK_HELD] = stop.start if held else 0
                elif released:
                    state.stop[index.visit[stop.visit], at.RELEASE] = stop.start
            whole.fill(self.tables, state, shift, np.array(rows, np.int64))

    def make_room(self, stops: int) -> None:
        """Let rounds hold so many stops: compiled code does not look at bounds."""
        order = self.state.order
        if stops > order.shape[1]:
            wider = np.full((len(order), stops), -1, np.int64)
            best = wider.copy()
            wider[:, : order.shape[1]], best[:, : order.shape[1]] = order, self.state.best_order
            self.state = self.state._replace(order=wider, kept_order=wider.copy(), best_order=best)

    def _tied(self) -> set[str]:
        tied = self.tables.visit[:, at.TIE_HI] > self.tables.visit[:, at.TIE_LO]
        return {visit.id for visit, is_tied in zip(self.problem.visits, tied, strict=True) if is_tied}

    def plan(self) -> Plan:
        """The best plan so far, with ids."""
        return self._plan(self.state.best_order, self.state.best_stop, self.state.best_day)

    def plan_under_change(self) -> Plan:
        """The plan as it stands now, with ids."""
        return self._plan(self.state.order, self.state.stop, self.state.day)

    def route_under_change(self, shift: int) -> Route:
        """One of its rounds, by the row of its shift."""
        return self._route(shift, self.state.order[shift], self.state.stop, self.state.day[shift])

    def _plan(self, order: np.ndarray, stop: np.ndarray, days: np.ndarray) -> Plan:
        used = np.flatnonzero(days[:, at.LENGTH]).tolist()
        return Plan(tuple(self._route(shift, order[shift], stop, days[shift]) for shift in used))

    def _route(self, row: int, order: np.ndarray, stop: np.ndarray, day: np.ndarray) -> Route:
        visits, shift = self.problem.visits, self.problem.shifts[row]
        stops: list[Stop] = []
        for place, visit in enumerate(order[: day[at.LENGTH]].tolist()):
            if place == day[at.BREAK_AT] and shift.rest is not None:
                begin = int(day[at.BREAK_START])
                stops.append(Stop(None, begin, begin + shift.rest.duration))
            begin = int(stop[visit, at.BEGIN])
            stops.append(Stop(visits[visit].id, begin, begin + visits[visit].duration))
        return Route(shift.id, tuple(stops))


def _empty(tables: Tables, index: Index, seed: int) -> State:
    visits, shifts = len(tables.visit), len(tables.shift)
    most = max(1, min(visits, MOST_STOPS))
    width = max(visits, shifts, 3 * TRIED) + 8
    order = np.full((shifts, most), -1, np.int64)
    stop = np.zeros((visits, at.STOP_COLUMNS), np.int64)
    day = np.zeros((shifts, at.DAY_COLUMNS), np.int64)
    own = np.zeros(at.REGISTERS, np.int64)
    own[at.RANDOM] = (seed * 2654435761 + 88172645463325252) & 0x7FFFFFFFFFFFFFFF or 1
    slot = np.zeros(max(index.slots, 1), np.int64)
    log = np.zeros((LOGGED * len(tables.belongs), 2), np.int64)
    copies = (order.copy(), stop.copy(), day.copy())
    lists = np.zeros((at.LISTS, width), np.int64)
    return State(order, stop, day, slot, own, *copies, lists, log, order.copy(), stop.copy(), day.copy())

"""Room in the search's tables for visits that join a problem, so that a request need not build them anew.

The tables of thousands of visits take a second to build, the rows of a request a millisecond. They are made by the same
functions, and lie behind the rows that were there.
"""

from itertools import pairwise

import numpy as np

from engine.plan import Plan, Route, Stop
from engine.problem import Problem, Visit, neighbours
from engine.search import layout as at
from engine.search.groups import Groups
from engine.search.pairs import Known, pairs
from engine.search.slots import open_teams
from engine.search.state import LOGGED, Search
from engine.search.tables import Index, openings, priced, segments, ties, visit_rows
from engine.shapes import Group, Linked, Pair, over_visits

ROOM = 64
"""Visits that may join at once before the tables are laid out anew."""

TEAMS_EACH = 6
"""Groups that one visit may bring: its client's, and a few for each of its links."""


class Held:
    """The search's tables of a problem, its plan held as it stands, and visits that join for as long as they are asked
    about.

    tables, state, index: as `Search` has them, with the visits that have joined.
    """

    def __init__(self, problem: Problem, plan: Plan, room: int = ROOM):
        self.problem, self.plan = problem, plan
        self._shifts, self._visits = problem.shifts, problem.visits
        self._break_places = {
            (route.shift, after.visit): stop.place
            for route in plan.routes
            for stop, after in pairwise(route.stops)
            if stop.visit is None
        }
        self._known = Known(problem)
        self._lay_out(room)

    def _lay_out(self, room: int) -> None:
        self._room = room
        search = Search(self.problem, room=room * TEAMS_EACH)
        search.hold(self.plan)
        search.make_room(max((len(route.stops) for route in self.plan.routes), default=0) + room)
        search.state.own[at.BEST] = -1  # nothing is ever better: what is kept here is never copied
        self._rules = priced(self.problem)
        self._groups = [(rule, price) for rule, price in self._rules if isinstance(rule, Group)]
        worst = {rule.id: rule.wishes for rule, _ in self._groups if rule.wishes is not None}
        self._worst = [(worst[rule], row) for (rule, _), row in search.index.team.items() if rule in worst]
        self._on: dict[int, list[int]] = {}
        for row, shift in enumerate(self.problem.shifts):
            for day in self.problem.days_of_shift(shift):
                self._on.setdefault(day, []).append(row)
        self._tables = {name: _Growing(table, room) for name, table in search.tables._asdict().items()}
        self._stops = {name: _Growing(getattr(search.state, name), room) for name in _BY_VISIT}
        self._slots = _Growing(search.state.slot, room)
        spare = np.zeros((len(search.state.lists), room), np.int64)
        lists = np.ascontiguousarray(np.hstack([search.state.lists, spare]))
        log = np.zeros((len(search.state.log) + LOGGED * room * TEAMS_EACH, 2), np.int64)
        self._own = search.state.own.copy()
        self._base = (search.tables, search.state._replace(lists=lists, log=log), search.index)
        self._base_names = {row: key for key, row in search.index.team.items()}
        self.tables, self.state, self.index = self._base
        self._new_names: dict[int, tuple[str, str]] = {}

    def admit(self, joined: Problem) -> None:
        """Let visits join, unplanned, those of an earlier request leave. joined: made of the problem by `joined`."""
        self.dismiss()
        self._visits = joined.visits
        new = joined.visits[len(self.problem.visits) :]
        if len(new) > self._room:
            self._lay_out(2 * len(new))
        if new:
            self._extend(joined, new)

    def dismiss(self) -> None:
        """Let all visits that have joined leave again; the plan is the one that was held."""
        self.tables, self.state, self.index = self._base
        self.state.own[:] = self._own

    def team_name(self, row: int) -> tuple[str, str]:
        """Rule and name of a group, by its row."""
        return self._base_names[row] if row in self._base_names else self._new_names[row]

    def route(self, shift: int) -> Route:
        """The round of a shift as it stands now, with ids; a break that stays where it was keeps its place."""
        state, one = self.state, self._shifts[shift]
        day = state.day[shift]
        stops: list[Stop] = []
        for place, row in enumerate(state.order[shift, : day[at.LENGTH]].tolist()):
            visit = self._visits[row]
            if place == day[at.BREAK_AT] and one.rest is not None:
                begin = int(day[at.BREAK_START])
                where = self._break_places.get((one.id, visit.id))
                stops.append(Stop(None, begin, begin + one.rest.duration, where))
            begin = int(state.stop[row, at.BEGIN])
            stops.append(Stop(visit.id, begin, begin + visit.duration))
        return Route(one.id, tuple(stops))

    def _extend(self, joined: Problem, new: tuple[Visit, ...]) -> None:
        tables, state, index = self._base
        first = len(self.problem.visits)
        rows = {visit.id: first + place for place, visit in enumerate(new)}
        index = Index({**index.visit, **rows}, index.shift, index.carer, index.mode, index.team, index.slots)
        care = joined.with_care(new, joined.clients, joined.links[len(self.problem.links) :])
        visit = visit_rows(care)
        asked = [(rule, price) for rule, price in self._rules if isinstance(rule, Pair)]
        pair, nobody = pairs(care, asked, known=self._known)
        visit[:, at.NOBODY] = nobody
        added: dict[str, np.ndarray] = {"pair": pair, "near": np.full((len(new), tables.near.shape[1]), -1, np.int64)}
        added["segment"] = segments(care, self._rules, self._worst, visit)
        added["opening"] = openings(care, visit)
        added["tie"] = ties(care, index, [rule for rule, _ in self._rules if isinstance(rule, Linked)], visit)
        added["fits"], added["choice"] = self._fitting(care, pair, visit)
        team, added["member"], added["belongs"], slots = self._teams(joined, index, visit, first)
        added["team"], added["visit"] = team, visit
        for name, lo, hi in _SPANS:
            visit[:, [lo, hi]] += len(getattr(tables, name))
        team[:, [at.MEMBER_LO, at.MEMBER_HI]] += len(tables.member)
        self.tables = tables._replace(**{name: self._tables[name].with_rows(rows) for name, rows in added.items()})
        stops = np.zeros((len(new), at.STOP_COLUMNS), np.int64)
        stops[:, at.SHIFT], stops[:, at.RELEASE] = -1, visit[:, at.WISHED]
        more = {name: grown.with_rows(stops) for name, grown in self._stops.items()}
        self.state = state._replace(slot=self._slots.with_rows(np.zeros(slots, np.int64)), **more)
        self.index = index
        own, lists = self.state.own, self.state.lists
        for row in range(first, first + len(new)):
            lists[at.WAITING_LIST, own[at.N_WAITING]] = row
            lists[at.WAITING_AT, row] = own[at.N_WAITING]
            own[at.N_WAITING] += 1
        own[at.UNPLANNED] += len(new)
        own[at.TOTAL] += int(visit[:, at.NOBODY].sum())
        open_teams(self.tables, self.state, len(tables.team))

    def _fitting(self, care: Problem, pair: np.ndarray, visit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """See `fitting`: the shifts of each visit's days whose carers no HARD rule forbids."""
        shift = self._base[0].shift
        fits = np.zeros((len(visit), len(shift)), np.uint8)
        chosen: list[np.ndarray] = []
        for row, one in enumerate(care.visits):
            there = np.array(self.on_duty(one), np.int64)
            allowed = there[pair[row, shift[there, at.CARER]] < at.FORBIDDEN]
            fits[row, allowed] = 1
            visit[row, at.CAND_LO] = sum(map(len, chosen))
            visit[row, at.CAND_HI] = visit[row, at.CAND_LO] + len(allowed)
            chosen.append(allowed)
        return fits, np.concatenate(chosen)

    def on_duty(self, visit: Visit) -> list[int]:
        """The rows of the shifts on a visit's day."""
        return sorted({row for day in self.problem.days_of_visit(visit) for row in self._on.get(day, ())})

    def _teams(
        self, joined: Problem, index: Index, visit: np.ndarray, first: int
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
        """The groups that the visits bring, and which of those that were there they join."""
        near = neighbours(self.problem, joined)
        nothing = np.zeros((0, at.SHIFT_COLUMNS), np.int64)
        groups = Groups(near, index.visit, index.shift, nothing, nothing, len(self._base[0].team))
        names = {one.id for one in joined.visits[first:]}
        for rule, price in self._groups:
            for team in rule.teams(near) if over_visits(rule) and rule.wishes is None else ():
                here = names.intersection(team.visits)
                if not here:
                    continue
                known = index.team.get((rule.id, team.name))
                if known is None:
                    groups.add_team(rule, price, team)
                    continue
                for name in here:
                    groups.of_visit.setdefault(index.visit[name], []).append((known, 0))
        care = joined.with_care(joined.visits[first:], joined.clients, joined.links[len(self.problem.links) :])
        groups.problem = care
        for rule, price in self._rules:
            if isinstance(rule, Linked):
                groups.add_links(rule, price)
        self._new_names = {row: key for key, row in groups.row.items()}
        team, member, _, slots = groups.tables(index.slots - len(groups.teams))
        belongs: list[tuple[int, int]] = []
        for row in range(len(visit)):
            visit[row, at.V_TEAM_LO] = len(belongs)
            belongs += groups.of_visit.get(first + row, ())
            visit[row, at.V_TEAM_HI] = len(belongs)
        return team, member, at.rows(belongs or [(0, 0)], 2), slots - index.slots


_BY_VISIT = ("stop", "kept_stop", "best_stop")

_SPANS = (
    ("segment", at.SEG_LO, at.SEG_HI),
    ("tie", at.TIE_LO, at.TIE_HI),
    ("belongs", at.V_TEAM_LO, at.V_TEAM_HI),
    ("choice", at.CAND_LO, at.CAND_HI),
    ("opening", at.OPENS_LO, at.OPENS_HI),
)
"""The tables in which a visit has a span, and where its row tells it."""


class _Growing:
    """A table with room behind its last row."""

    def __init__(self, table: np.ndarray, spare: int):
        self._length = len(table)
        self._buffer = np.zeros((len(table) + spare, *table.shape[1:]), table.dtype)
        self._buffer[: len(table)] = table

    def with_rows(self, rows: np.ndarray) -> np.ndarray:
        """The table with these rows behind it; what stood there before is overwritten."""
        end = self._length + len(rows)
        if end > len(self._buffer):
            wider = np.zeros((2 * end, *self._buffer.shape[1:]), self._buffer.dtype)
            wider[: self._length] = self._buffer[: self._length]
            self._buffer = wider
        self._buffer[self._length : end] = rows
        return self._buffer[:end]

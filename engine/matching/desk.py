"""A desk at which requests are answered: one problem, its running plan, and all that is got ready for them."""

from collections.abc import Sequence
from functools import cache
from itertools import compress

import numpy as np

from engine.construction import FACTS
from engine.errors import Fault, PlanError, RequestError
from engine.explain.reasons import contributions, worse
from engine.explain.sentences import sentence
from engine.matching.against import kinds_of_carers
from engine.matching.answer import Offer, Push, RuledOut, Slot
from engine.matching.duty import Duty
from engine.matching.freedoms import AS_TOLD, Freedoms
from engine.plan import Plan, Route
from engine.problem import Problem, Request, Visit, in_order_of_ids, joined
from engine.recheck import Judged
from engine.result import Finding, Subject, Verdict
from engine.rules import BY_ID
from engine.search import FIRST_ANSWER, remember_answered
from engine.search import layout as at
from engine.search import slots as found_at
from engine.search.crews import place_all
from engine.search.extension import ROOM, Held
from engine.search.slots import COLUMNS, MOST_TICKS, list_slots, name_broken, occupy, vacate
from engine.shapes import Group, Pair
from engine.units import Ticks

MOST_NAMED = 20
"""So many groups, at most, are named that forbid a slot."""

Undo = tuple[int, int, int]
"""A visit, and the break of its round as it was before."""

FACT_IDS = {fact.id for fact in FACTS}


class Desk:
    """Answers requests about one running plan; opening it takes as long as reading the plan, an answer milliseconds.

    Nothing that is asked changes the plan. One request at a time: threads need a desk each. Everything is set in the
    order of ids first, so that ties never depend on the order in which a problem was given.
    """

    def __init__(self, problem: Problem, plan: Plan, verdict: Verdict | None = None):
        """verdict: the referee's on this plan, if it is at hand.

        Raises PlanError for a plan that does not belong to the problem, or that nobody could live (a carer in two
        places at once): mend it first.
        """
        problem, plan = in_order_of_ids(problem), Plan(tuple(sorted(plan.routes, key=lambda route: route.shift)))
        self.judged = Judged(problem, plan, verdict)
        impossible = [one for one in self.judged.verdict.violations if one.rule in FACT_IDS]
        if impossible:
            raise PlanError(
                Fault(f"route {one.about.shift}", one.rule, one.amount, sentence(one, problem)) for one in impossible
            )
        self.problem, self.plan = problem, plan
        self.prices = self.judged.prices
        self.held = Held(problem, plan)
        places = sum(len(route.stops) for route in plan.routes) + len(problem.shifts)
        self._found = np.zeros((places + ROOM + 1, COLUMNS), np.int64)
        self.kinds = kinds_of_carers(problem, self.prices.hard_pairs)
        self.barred = cache(RuledOut)  # who is not there today is not there in hundreds of answers
        self._duty: dict[frozenset[int], Duty] = {}
        self._names = [carer.id for carer in problem.carers]
        self._has_way = np.stack([matrix.reachable for matrix in problem.travel])
        self._compiled = False
        self._ticks = np.zeros(MOST_TICKS, np.int64)
        self._teams = np.zeros((MOST_NAMED, 2), np.int64)
        self._reached = np.zeros(len(problem.carers), np.int64)

    def admit(self, request: Request, freedoms: Freedoms = AS_TOLD) -> Problem:
        """The problem with what is asked for. Raises ProblemError with every fault of it, RequestError for a carer who
        is not to be asked and whom nobody knows."""
        unknown = [name for name in freedoms.without if name not in self.problem.carer]
        if unknown:
            raise RequestError(Fault("freedoms", "without", name, "no such carer: correct the id") for name in unknown)
        visits, links, _ = request.expanded(self.problem.calendar)
        by_id = sorted(visits, key=lambda visit: visit.id)
        tied = sorted(links, key=lambda link: link.key)
        problem = joined(self.problem, tuple(by_id), request.clients, tuple(tied))
        self.held.admit(problem)
        return problem

    def slots(
        self, row: int, spans: Sequence[tuple[Ticks, Ticks]], freedoms: Freedoms
    ) -> tuple[np.ndarray, np.ndarray]:
        """The slots of an unplanned visit (see `search.slots`), those that a hard rule forbids among them, and how far
        each carer came. Shapes (slots, COLUMNS) and (carers,)."""
        held = self.held
        count = list_slots(
            held.tables,
            held.state,
            row,
            np.array(spans, np.int64).reshape(-1, 2),
            _told(freedoms),
            self._reached,
            self._found,
            self._ticks,
        )
        if FIRST_ANSWER and not self._compiled:
            remember_answered()
            self._compiled = True
        found, reached = self._found[:count].copy(), self._reached.copy()
        if freedoms.without:
            left_out = [held.index.carer[name] for name in freedoms.without]
            found, reached[left_out] = found[~np.isin(found[:, found_at.WHO], left_out)], found_at.NO_SHIFT
        return found, reached

    def place_all(
        self, units: np.ndarray, spans: np.ndarray, span_lo: np.ndarray, crew: np.ndarray, freedoms: Freedoms
    ) -> tuple[np.ndarray, int]:
        """Where a crew would make units of visits, one by one (see `search.crews`), and what that costs in points.

        Shape (units, 2, COLUMNS).
        """
        slots = np.zeros((len(units), 2, COLUMNS), np.int64)
        before = np.zeros((len(units), 2, 2), np.int64)
        points = place_all(
            self.held.tables,
            self.held.state,
            units,
            spans,
            span_lo,
            crew,
            _told(freedoms),
            slots,
            before,
            self._ticks,
        )
        return slots, int(points)

    def offer(self, problem: Problem, rows: Sequence[np.ndarray]) -> tuple[Offer, tuple[Finding, ...]]:
        """What these slots do to the plan, and what they would break, as the referee says.

        The slots are taken one after the other, and given back.
        """
        undo = [self.take(row) for row in rows]
        shifts = dict.fromkeys(int(row[found_at.ROUND]) for row in rows)
        routes = tuple(self.held.route(shift) for shift in shifts)
        for one in reversed(undo):
            self.give_back(one)
        return self._judge(problem, routes, {problem.visits[row[found_at.VISIT]].id for row in rows})

    def take(self, slot: np.ndarray) -> Undo:
        """Plan a visit in a slot; what gives it back."""
        day = self.held.state.day[slot[found_at.ROUND]]
        before = int(slot[found_at.VISIT]), int(day[at.BREAK_AT]), int(day[at.BREAK_HELD])
        occupy(self.held.tables, self.held.state, slot)
        return before

    def give_back(self, undo: Undo) -> None:
        """Take a visit out again, and put the break of its round back."""
        vacate(self.held.tables, self.held.state, *undo)

    def broken(self, problem: Problem, row: np.ndarray) -> tuple[Finding, ...]:
        """The hard rules that forbid a slot."""
        held = self.held
        count = name_broken(held.tables, held.state, row, self._teams)
        carer, found = problem.carers[row[found_at.WHO]].id, []
        for team, amount in self._teams[:count].tolist():
            name, rule = held.team_name(team)[1], BY_ID[held.team_name(team)[0]]
            if not isinstance(rule, Group):
                return self.offer(problem, [row])[1]
            found.append(self._finding(rule, name, amount, carer))
        return tuple(found) or self.offer(problem, [row])[1]

    def _finding(self, rule: Group, name: str, amount: int, carer: str) -> Finding:
        known, told = self.judged.team(rule.id, name), self.judged.lived
        about = Subject(carer=carer, team=name) if known is None else told.about_team(rule, known)
        return Finding(rule.id, amount, None, about, name)

    def allowed(self, visit: Visit) -> frozenset[str]:
        """The carers whom no hard rule about them and this visit forbids."""
        points = self.held.tables.pair[self.held.index.visit[visit.id]]
        return frozenset(compress(self._names, (points < at.FORBIDDEN).tolist()))

    def duty(self, visit: Visit) -> Duty:
        """Who is on duty on a visit's days, and with whom."""
        days = self.problem.days_of_visit(visit)
        if days not in self._duty:
            self._duty[days] = Duty(self.problem, self.judged.lived.days, self.held.on_duty(visit))
        return self._duty[days]

    def reaches(self, visit: Visit, rows: np.ndarray) -> np.ndarray:
        """In which shifts a carer with nothing else to do begins in a window and is back by the end.

        rows: of the shifts. Shape (rows,).
        """
        tables = self.held.tables
        there = tables.visit[self.held.index.visit[visit.id], at.PLACE]
        mode, origin, goal = (tables.shift[rows, column] for column in (at.MODE, at.FROM, at.TO))
        arrives = tables.shift[rows, at.START] + tables.way[mode, origin, there]
        latest = tables.shift[rows, at.END] - tables.way[mode, there, goal] - visit.duration
        found = np.zeros(len(rows), bool)
        for opens, due in visit.deadlines():
            found |= np.maximum(arrives, opens) <= np.minimum(max(opens, due), latest)
        return found & self._has_way[mode, origin, there] & self._has_way[mode, there, goal]

    def _judge(self, problem: Problem, routes: tuple[Route, ...], asked: set[str]) -> tuple[Offer, tuple[Finding, ...]]:
        change = self.judged.changed(routes, problem)
        slots, pushes = [], []
        for route in routes:
            for stop in route.stops:
                if stop.visit is None:
                    continue
                if stop.visit in asked:
                    slots.append(Slot(stop.visit, problem.shift[route.shift].carer, route.shift, stop.start))
                elif stop.start != (old := self.judged.lived.start[stop.visit]):
                    pushes.append(Push(stop.visit, problem.visit[stop.visit].client, old, stop.start))
        told = [one for one in change.after.findings if one.about.visit in asked or one.about.other in asked]
        offer = Offer(
            slots=tuple(sorted(slots, key=lambda one: (one.start, one.visit))),
            points=change.points,
            cost=change.cost,
            contributions=contributions(change.before, change.after),
            pushes=tuple(sorted(pushes, key=lambda one: (one.new, one.visit))),
            routes=routes,
            findings=tuple(told),
        )
        return offer, tuple(one for one in worse(change.before, change.after) if not _left_out(one))


def _told(freedoms: Freedoms) -> np.ndarray:
    """Freedoms as `search.slots` takes them."""
    return np.array([freedoms.now, freedoms.pushes, freedoms.overtime], np.int64)


def _left_out(finding: Finding) -> bool:
    """Whether a finding says no more than that a visit is not planned: an offer that misses one tells so itself."""
    return finding.about.visit is not None and finding.about.shift is None and isinstance(BY_ID.get(finding.rule), Pair)

"""Which visits can be made at all, and how few carers a client's visits need: what a plan is measured against.

A visit is servable where the referee finds nothing forbidden, nothing late and no overtime in a plan that has nothing
but it, and what it is tied to, in some carer's shift. The fewest carers of a client are those who between them have a
shift for each of some servable visits, two of them for visits at one time: shifts, days off and visits by two force a
minimum. Whether those carers have time for all their clients is not asked, so no plan of these visits without lateness
and overtime has fewer.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice, permutations

import numpy as np
from ortools.sat.python import cp_model

from engine.check import check
from engine.plan import Plan, Route, Stop
from engine.problem import Problem, TravelMatrix, Visit
from engine.search import layout as at
from engine.search.tables import build

MOST_TRIED = 60
"""Places of tied visits that the referee is shown before they are taken for unservable."""

WRONG = ("lateness", "overtime")


class Servable:
    """Shifts by visit: in which shifts each could be made if there were nothing else."""

    def __init__(self, problem: Problem):
        self.problem = problem
        tables, index = build(problem)
        self._fitting(tables)
        self.carer = tables.shift[:, at.CARER]
        self._row = index.visit
        self.visits = frozenset(self._visits())

    def _fitting(self, tables: at.Tables) -> None:
        """For each visit the shifts in which it fits without lateness and overtime, and when it would begin."""
        self.shifts: list[np.ndarray] = []
        self.starts: list[np.ndarray] = []
        shift = tables.shift
        for row, visit in enumerate(self.problem.visits):
            opens, latest = (np.array(bounds) for bounds in zip(*visit.deadlines(), strict=True))
            some = np.flatnonzero(tables.fits[row])
            there, here = tables.visit[row, at.PLACE], shift[some]
            ready = here[:, at.START] + tables.way[here[:, at.MODE], here[:, at.FROM], there]
            begins = np.maximum(ready[:, None], opens[None, :])
            home = begins + visit.duration + tables.way[here[:, at.MODE], there, here[:, at.TO]][:, None]
            good = (begins <= latest[None, :]) & (home <= here[:, at.END][:, None])
            self.shifts.append(some[good.any(axis=1)])
            self.starts.append(begins[good.any(axis=1), good[good.any(axis=1)].argmax(axis=1)])

    def _visits(self) -> Iterator[str]:
        for part in _tied(self.problem):
            if any(_clean(self.problem, part, routes) for routes in islice(self._placings(part), MOST_TRIED)):
                yield from (visit.id for visit in part)

    def _placings(self, part: tuple[Visit, ...]) -> Iterator[tuple[Route, ...]]:
        """Ways to make tied visits, a shift each; single visits in any shift that fits."""
        rows = [self._row[visit.id] for visit in part]
        ways = [list(zip(self.shifts[row].tolist(), self.starts[row].tolist(), strict=True)) for row in rows]
        if len(part) == 1:
            yield from ((self._route(part[0], *way),) for way in ways[0])
            return
        start = max((min((begin for _, begin in way), default=0) for way in ways), default=0)
        shifts = sorted(set.intersection(*({shift for shift, _ in way} for way in ways)))
        for chosen in permutations(shifts, len(part)):
            yield tuple(self._route(visit, shift, start) for visit, shift in zip(part, chosen, strict=True))

    def _route(self, visit: Visit, shift: int, start: int) -> Route:
        return Route(self.problem.shifts[shift].id, (Stop(visit.id, start, start + visit.duration),))

    def fewest(self, visits: Iterable[Visit]) -> int:
        """The fewest carers who between them can make the servable ones of a client's visits."""
        mine = [visit for visit in visits if visit.id in self.visits]
        able = {visit.id: frozenset(self.carer[self.shifts[self._row[visit.id]]].tolist()) for visit in mine}
        needed = dict.fromkeys(able.values(), 1)
        for link in self.problem.links:
            if link.simultaneous and link.first in able and link.second in able:
                needed[able[link.first] | able[link.second]] = 2
        if needed and 2 not in needed.values() and frozenset.intersection(*needed):
            return 1  # as of most clients, of whom a district has thousands
        return _cover(needed)


def _cover(needed: Mapping[frozenset[int], int]) -> int:
    """The fewest carers of whom each set has so many."""
    model, sets = cp_model.CpModel(), list(needed)
    alike = Counter(
        tuple(place for place, carers in enumerate(sets) if carer in carers) for carer in set().union(*sets)
    )  # carers who are in the same sets are as good as each other: a district has a thousand, of a few kinds
    chosen = {kind: model.new_int_var(0, count, str(kind)) for kind, count in sorted(alike.items())}
    for place, carers in enumerate(sets):
        model.add(sum(some for kind, some in chosen.items() if place in kind) >= needed[carers])
    model.minimize(sum(chosen.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise AssertionError("a client's servable visits cannot be covered: the sets of carers are wrong")
    return round(solver.best_objective_bound)


def _tied(problem: Problem) -> list[tuple[Visit, ...]]:
    """The visits, those at one time with each other together; other ties, left aside, only ever ask for more."""
    other: dict[str, str] = {}
    for link in problem.links:
        if link.simultaneous:
            other[link.first], other[link.second] = link.second, link.first
    single = [(visit,) for visit in problem.visits if visit.id not in other]
    pairs = [(problem.visit[link.first], problem.visit[link.second]) for link in problem.links if link.simultaneous]
    return [*single, *pairs]


def _clean(problem: Problem, part: tuple[Visit, ...], routes: tuple[Route, ...]) -> bool:
    """Whether the referee finds nothing forbidden, late or overtime in a plan of nothing but these visits."""
    verdict = check(_only(problem, part, routes), Plan(routes))
    return verdict.clean and not any(finding.rule in WRONG for finding in verdict.findings)


def _only(problem: Problem, part: tuple[Visit, ...], routes: tuple[Route, ...]) -> Problem:
    """The problem without all other visits, shifts, carers and places."""
    shifts = tuple(problem.shift[route.shift] for route in routes)
    names = {visit.id for visit in part}
    clients = {visit.client for visit in part}
    carers = tuple(problem.carer[name] for name in dict.fromkeys(shift.carer for shift in shifts))
    used = [problem.client[name].place for name in clients] + [problem.place_of(visit) for visit in part]
    used += [place for shift in shifts for place in (shift.start_place, shift.end_place)]
    rows = sorted({problem.place_index[place] for place in used})
    known = {carer.id for carer in carers}

    def few(matrix: TravelMatrix) -> TravelMatrix:
        some = np.ix_(rows, rows)
        return replace(matrix, times=matrix.times[some], metres=None if matrix.metres is None else matrix.metres[some])

    return replace(
        problem,
        places=tuple(problem.places[row] for row in rows),
        travel=tuple(few(matrix) for matrix in problem.travel),
        carers=tuple(replace(one, refuses=tuple(name for name in one.refuses if name in clients)) for one in carers),
        shifts=shifts,
        clients=tuple(_acquainted(problem, name, known) for name in sorted(clients)),
        visits=part,
        links=tuple(link for link in problem.links if link.first in names and link.second in names),
        packages=(),
        ties=(),
        pins=(),
        published=(),
    )


def _acquainted(problem: Problem, name: str, known: set[str]):
    """A client who knows nobody but these carers."""
    client = problem.client[name]
    kept = {
        field: tuple(one for one in getattr(client, field) if one in known) for field in ("refuses", "prefers", "usual")
    }
    return replace(client, **kept)

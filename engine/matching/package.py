"""A package of visits: crews of one, two or a few carers, screened visit by visit, and the best tried out exactly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from engine.matching.answer import Answer, Bar, Offer, RuledOut
from engine.matching.desk import Desk
from engine.matching.freedoms import Freedoms
from engine.matching.reasons import Look
from engine.problem import Problem, Visit
from engine.search.slots import FORBIDDEN, FREE, NO_SHIFT, POINTS, REACHED, WHO
from engine.units import Ticks

BEAM = 24
"""So many crews are kept while they grow."""

TRIED = 5
"""So many crews are tried out exactly for each offer that is wanted."""

LARGEST_CREW = 8
"""A request that says "as many as it takes" is not answered with more different carers than this."""

NOBODY = 10**15
"""Points of a visit that a carer cannot make, where crews are screened."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A visit, or two at one time. spans: ticks between which they may begin."""

    visits: tuple[Visit, ...]
    spans: tuple[tuple[Ticks, Ticks], ...]


def units_of(problem: Problem, visits: Sequence[Visit]) -> tuple[Unit, ...]:
    """The visits in order of time, two carers at once as one unit."""
    asked = {visit.id: visit for visit in visits}
    mate: dict[str, str] = {}
    for link in problem.links:
        free = link.first not in mate and link.second not in mate
        if link.simultaneous and link.first in asked and link.second in asked and free:
            mate[link.first], mate[link.second] = link.second, link.first
    found: list[Unit] = []
    for visit in sorted(visits, key=lambda one: (one.earliest, one.id)):
        other = asked.get(mate.get(visit.id, ""))
        if other is None:
            found.append(Unit((visit,), visit.deadlines()))
        elif visit.id < other.id:
            both = ((max(a, c), min(b, d)) for a, b in visit.deadlines() for c, d in other.deadlines())
            found.append(Unit((visit, other), tuple(span for span in both if span[0] <= span[1])))
    return tuple(found)


class Package:
    """The visits of a request, admitted to a desk, and what each of them alone would cost with each carer."""

    def __init__(self, desk: Desk, problem: Problem, visits: Sequence[Visit], freedoms: Freedoms, wanted: int):
        """wanted: how many offers."""
        self.kept = max(BEAM, TRIED * wanted)
        self.desk, self.problem, self.freedoms = desk, problem, freedoms
        self.units = units_of(problem, visits)
        index = desk.held.index.visit
        rows = [[index[one.id] for one in unit.visits] for unit in self.units]
        self._rows = np.array([[*row, -1][:2] for row in rows], np.int64)
        self._second = np.array([place == 1 for row in rows for place in range(len(row))])
        self._spans = np.array([span for unit in self.units for span in unit.spans], np.int64).reshape(-1, 2)
        self._span_lo = np.cumsum([0, *(len(unit.spans) for unit in self.units)]).astype(np.int64)
        self.visits = [visit for unit in self.units for visit in unit.visits]
        self.points = np.full((len(self.visits), len(problem.carers)), NOBODY, np.int64)
        self.reached = np.full(self.points.shape, NO_SHIFT, np.int64)
        self.least: list[dict[int, np.ndarray]] = []
        spans = [unit.spans for unit in self.units for _ in unit.visits]
        for row, visit in enumerate(self.visits):
            found, self.reached[row] = desk.slots(index[visit.id], spans[row], freedoms)
            free = found[found[:, REACHED] == FREE]
            np.minimum.at(self.points[row], free[:, WHO], free[:, POINTS])
            self.least.append({int(one[WHO]): one for one in found if one[REACHED] == FORBIDDEN})

    @cached_property
    def pairs(self) -> bool:
        """Whether some of the visits are two at one time."""
        return any(len(unit.visits) > 1 for unit in self.units)

    def crews(self, most: int) -> list[tuple[int, ...]]:
        """Crews of at most so many carers, by row, those that promise most first: few visits left undone, then cost.

        Ties go by row, and the rows of a desk by id.
        """
        able = np.flatnonzero((self.points < NOBODY).any(axis=0))
        beam: list[tuple[int, ...]] = [()]
        found: dict[tuple[int, ...], tuple[int, int]] = {}
        for _ in range(most):
            grown: dict[tuple[int, ...], tuple[int, int]] = {}
            for crew in beam:
                left, cost = self._promise(self.points[:, list(crew)], self.points[:, able])
                first = np.lexsort((cost, left))[: self.kept + len(crew)]
                more = (
                    (tuple(sorted((*crew, int(row)))), one)
                    for row, *one in zip(able[first], left[first], cost[first], strict=True)
                )
                grown |= {crew: (int(one[0]), int(one[1])) for crew, one in more if len(set(crew)) == len(crew)}
            best = sorted(grown, key=lambda crew: (grown[crew], crew))[: self.kept]
            beam = best[:BEAM]
            found |= {crew: grown[crew] for crew in best}
        return sorted(found, key=lambda crew: (found[crew], crew))

    def _promise(self, crew: np.ndarray, more: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How many visits a crew leaves undone with each of those who might join, and what the others cost one by one.

        crew (visits, carers), more (visits, candidates): points. The second of two at one time goes to the second best.
        """
        aside = np.full((len(more), 2), NOBODY)
        first, second = np.sort(np.hstack([crew, aside]), axis=1)[:, :2].T
        best = np.minimum(first[:, None], more)
        next_best = np.minimum(second[:, None], np.maximum(first[:, None], more))
        points = np.where(self._second[:, None], next_best, best)
        done = points < NOBODY
        return (~done).sum(axis=0), np.where(done, points, 0).sum(axis=0)

    def try_out(self, crew: Sequence[int]) -> "Trial":
        """A crew takes one visit after the other, each where it then costs least."""
        slots, points = self.desk.place_all(
            self._rows, self._spans, self._span_lo, np.array(crew, np.int64), self.freedoms
        )
        pairs = [
            pair for unit, rows in zip(self.units, slots, strict=True) for pair in zip(unit.visits, rows, strict=False)
        ]
        return Trial(
            tuple(sorted(self.problem.carers[row].id for row in crew)),
            tuple(sorted(visit.id for visit, row in pairs if row[REACHED] < FREE)),
            points,
            [row for _, row in pairs if row[REACHED] == FREE],
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a crew: the visits that it leaves undone, what the others cost in points, and their slots."""

    carers: tuple[str, ...]
    missing: tuple[str, ...]
    points: int
    slots: list[np.ndarray]

    @property
    def all_are_needed(self) -> bool:
        return len({int(row[WHO]) for row in self.slots}) == len(self.carers)


def match_package(desk: Desk, problem: Problem, carers: int | None, freedoms: Freedoms, most: int) -> Answer:
    """Which crew could make the visits of a request, and when.

    problem: with the visits, admitted to the desk. carers: see `Request`.
    """
    package = Package(desk, problem, problem.visits[len(desk.problem.visits) :], freedoms, most)
    size = LARGEST_CREW if carers is None else carers
    crews = package.crews(max(size, 2) if package.pairs else size)
    trials = [trial for crew in crews[: TRIED * most] if (trial := package.try_out(crew)).all_are_needed]
    trials.sort(key=lambda one: (len(one.missing), one.points, one.carers))
    whole = [trial for trial in trials if not trial.missing]
    offers, others = _judged(desk, problem, whole or trials, most)
    further = tuple((" + ".join(one.carers), desk.prices.cost(one.points)) for one in others) if whole else ()
    out = tuple(sorted(_ruled_out(package, size == 1 and not package.pairs), key=lambda one: one.carer))
    names = tuple(visit.id for visit in package.visits)
    return Answer(problem, names, offers if whole else (), further, out, () if whole else offers)


def _judged(desk: Desk, problem: Problem, trials: list[Trial], most: int) -> tuple[tuple[Offer, ...], list[Trial]]:
    """The first trials as offers that the referee has judged and finds clean, and the trials that follow them."""
    offers: list[Offer] = []
    looked_at = 0
    while len(offers) < most and looked_at < len(trials):
        trial = trials[looked_at]
        offer, breaks = desk.offer(problem, trial.slots)
        offers += [] if breaks else [replace(offer, missing=trial.missing)]
        looked_at += 1
    offers.sort(key=lambda one: (len(one.missing), one.points, sorted(one.carers)))
    return tuple(offers), trials[looked_at:]


def _ruled_out(package: Package, alone: bool) -> Iterator[RuledOut]:
    """The carers who could make none of the visits or, where one carer is asked for, not all of them."""
    looks: dict[int, Look] = {}
    for column, carer in enumerate(package.problem.carers):
        fails = [row for row in range(len(package.visits)) if package.points[row, column] >= NOBODY]
        if not fails or (len(fails) < len(package.visits) and not alone):
            continue
        row = fails[0]
        slot = package.least[row].get(column)
        broken = () if slot is None else package.desk.broken(package.problem, slot)
        if row not in looks:
            looks[row] = Look(package.desk, package.problem, package.visits[row], package.freedoms.without)
        why = looks[row].why(carer, int(package.reached[row, column]), broken)
        names = tuple(package.visits[row].id for row in fails)
        bar = why.bar if len(fails) == len(package.visits) else Bar.NOT_ALL
        yield replace(why, bar=bar, why=why.bar, visits=names)

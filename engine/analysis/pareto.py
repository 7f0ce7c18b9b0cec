"""A front between aims: plans of which none is better in everything, each with the weights that lead to it.

A weighted sum finds only what some weights prefer, and that is what is wanted: whoever points at a plan should be able
to vote for its weights. Between two neighbours those weights are tried under which both cost the same, where a plan
between them may beat both (as in dichotomic search: Aneja and Nair 1979). The search starts from whichever plan found
so far is cheapest under the new weights.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import numpy as np

from engine.analysis.aims import CARE, Aim, chosen
from engine.analysis.amounts import Amounts, amounts
from engine.analysis.front import gaps, spanned, thinned, undominated
from engine.analysis.measures import figures
from engine.analysis.planners import Order, Planners
from engine.analysis.scoring import rescore
from engine.analysis.weighing import changed, scaled, today
from engine.check import check
from engine.limits import Clock, Limits
from engine.plan import Plan
from engine.problem import Problem, Weights
from engine.result import Verdict

FARTHEST = 3.0
"""To find an end of the front, an aim weighs 2 to this more, and all others so much less."""

AT_ONCE = 4
"""So many weights are tried before the gaps are looked at again, whatever the number of processes."""

SURPLUS = 4 / 3
"""So many points are found for each that is wanted: an even spread is chosen from them."""

TRIES = 15
"""So many solves for each point that is wanted: with a time limit each gets its share, otherwise they are the limit."""

LOOKED_AT = 300
"""So many weights by lot, beside those that were planned under, may be told as those that lead to a point."""

END = 0.5
"""How wide a gap an end of the front counts for, which may lie farther out than what was found there."""

FIRST = 0.15
"""The share of the time for the plan that all others begin from, where none is given."""

LAST = 0.5
"""Seconds below which no solve is begun any more."""

Exponents = tuple[float, ...]
"""How far each aim's weights are from today's: 1 is twice as much, -1 half as much."""


@dataclass(frozen=True, slots=True)
class Point:
    """A plan on the front. values: its measure of each aim; verdict and cost: under today's weights.

    prefers: under its own weights no plan that was found costs less, so that planning with them should lead there.
    """

    values: tuple[float, ...]
    exponents: Exponents
    weights: Weights
    plan: Plan
    verdict: Verdict
    figures: dict[str, float]
    prefers: bool


@dataclass(frozen=True, slots=True)
class Front:
    """The points in the order of the first aim. today: the plan that today's weights prefer of all found; it is marked
    and need not be on the front, for those weights look at more than these aims. solves: plans that it took."""

    aims: tuple[Aim, ...]
    points: tuple[Point, ...]
    today: Point
    solves: int
    seconds: float

    @property
    def has_today(self) -> bool:
        """Whether today's plan is one of the points."""
        return any(point.plan == self.today.plan for point in self.points)


def pareto(
    problem: Problem,
    aims: Sequence[str] = ("travel", "continuity"),
    points: int = 12,
    limits: Limits | None = None,
    start: Plan | None = None,
    processes: int = 2,
    heard: Callable[[int, int], None] | None = None,
) -> Front:
    """So many points between aims (see AIMS), or as many as there was time for.

    limits: the seconds of all solves together, or the moves of each; with moves the same seed gives the same front.
    start: the plan that is in use; it too is a candidate. heard: is told after each round how many points there are
    and how many plans were made. A plan that breaks a hard rule, or leaves out more care than today's, is no point.
    Raises EngineError for aims that cannot be moved.
    """
    limits = limits or Limits(seconds=160)
    search = _Search(problem, chosen(aims, today(problem)), Random(limits.seed))
    clock = Clock(limits)
    with Planners(processes) as planners:
        if start is not None:
            search.add([search.zero], [start])
        while search.goes_on(points, clock):
            asked = search.next()
            alone = len(asked) == 1
            each = _first(clock, processes) if alone else _each(clock, points, processes)
            orders = [
                Order(replace(problem, weights=search.weights(one.exponents)), one.start, _seeded(each, number))
                for number, one in enumerate(asked, search.made)
            ]
            found = planners.solve(orders, limits, "search" if alone else "nearby")
            search.add([one.exponents for one in asked], [result.plan for result in found])
            search.made += len(found)
            if heard is not None:
                heard(len(search.front()), search.made)
    return search.told(points, clock.elapsed)


def _first(clock: Clock, workers: int) -> Limits:
    """Of the one plan from which all others begin; it alone is found by several cores."""
    limits = clock.limits
    return limits if limits.seconds is None else replace(limits, seconds=FIRST * limits.seconds, workers=workers)


def _each(clock: Clock, points: int, processes: int) -> Limits:
    """Of each further plan: its share of all time, less where little is left."""
    limits = clock.limits
    if limits.seconds is None:
        return limits
    share = (1 - FIRST) * limits.seconds * processes / (TRIES * points)
    waves = -(-AT_ONCE // processes)
    return replace(limits, seconds=max(LAST, min(share, clock.left / waves)))


def _seeded(limits: Limits, number: int) -> Limits:
    """A seed for each plan: from one start, weights that hardly differ would otherwise lead to the same one."""
    return replace(limits, seed=limits.seed + number)


@dataclass(frozen=True, slots=True)
class _Try:
    """Weights to try, and the plan to begin from."""

    exponents: Exponents
    start: Plan | None


@dataclass(slots=True)
class _Search:
    """What was found so far: of each plan the exponents under which it was, its amounts and its figures."""

    problem: Problem
    aims: tuple[Aim, ...]
    rng: Random
    found: list[Exponents] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    amounts: list[Amounts] = field(default_factory=list)
    figures: list[dict[str, float]] = field(default_factory=list)
    tried: Counter[tuple[int, int]] = field(default_factory=Counter)
    """How often each gap was tried, by its two plans; an end by its aim, twice."""

    made: int = 0

    @property
    def zero(self) -> Exponents:
        return (0.0,) * len(self.aims)

    @property
    def ends(self) -> list[Exponents]:
        """For each aim weights that put it far before the others."""
        size = range(len(self.aims))
        return [tuple(FARTHEST if one == aim else -FARTHEST for one in size) for aim in size]

    def goes_on(self, points: int, clock: Clock) -> bool:
        if clock.limits.stop.is_set() or len(self.front()) >= SURPLUS * points:
            return False
        return self.made < TRIES * points if clock.limits.seconds is None else clock.left > LAST

    def weights(self, exponents: Exponents) -> Weights:
        """Today's, with each aim's rules so much heavier; care at least as much as the heaviest."""
        now = today(self.problem)
        new = scaled(now, dict.fromkeys(CARE, 2 ** max(0.0, *exponents)))
        for aim, exponent in zip(self.aims, exponents, strict=True):
            new |= scaled(now, dict.fromkeys(aim.moved_by(now), 2**exponent))
        told = " ".join(f"{aim.id}×{2**exponent:.2g}" for aim, exponent in zip(self.aims, exponents, strict=True))
        return changed(self.problem, new if any(exponents) else {}, told if any(exponents) else "")

    def cheapest(self, exponents: Exponents) -> Plan | None:
        """The plan found so far that costs least under other weights."""
        if not self.plans:
            return None
        return self.plans[rescore(self.problem, self.amounts, [self.weights(exponents)]).best()[0]]

    def add(self, asked: Sequence[Exponents], plans: Sequence[Plan]) -> None:
        for exponents, plan in zip(asked, plans, strict=True):
            if plan in self.plans:
                continue
            known = amounts(self.problem, plan)
            self.found.append(exponents)
            self.plans.append(plan)
            self.amounts.append(known)
            self.figures.append(figures(self.problem, plan, known=known))

    def values(self, plan: int) -> tuple[float, ...]:
        return tuple(self.figures[plan][aim.measure.id] for aim in self.aims)

    def front(self) -> list[int]:
        """The plans that are points now."""
        fair = self._fair()
        return [fair[row] for row in undominated(np.array([self.values(plan) for plan in fair]))] if fair else []

    def now(self) -> int:
        """The plan that today's weights prefer."""
        return int(rescore(self.problem, self.amounts, [self.problem.weights]).best()[0])

    def _fair(self) -> list[int]:
        """The plans that break nothing and leave out no more care than today's."""
        if not self.plans:
            return []
        left = np.array([[one.of(rule) for rule in CARE] for one in self.amounts])
        scores = rescore(self.problem, self.amounts, [self.problem.weights])
        fair = (left <= left[scores.best()[0]]).all(axis=1) & (scores.forbidden[:, 0] == 0)
        return [int(plan) for plan in np.flatnonzero(fair)]

    def next(self) -> list[_Try]:
        """What to try: today's weights, then the ends of the front, then the widest of its gaps; one that was tried
        in vain before counts less with each time."""
        if not self.plans:
            return [_Try(self.zero, None)]
        if self.made < 2:
            return [_Try(one, self.cheapest(one)) for one in (self.zero, *self.ends)]
        front = self.front()
        if len(front) < 2:
            return [_Try(one, self.cheapest(one)) for one in [self._anywhere() for _ in range(AT_ONCE)]]
        near = gaps(spanned(np.array([self.values(plan) for plan in front])))
        asked: list[_Try] = []
        for _ in range(AT_ONCE):
            worth = [(width / (1 + self.tried[front[a], front[b]]), front[a], front[b]) for width, a, b in near]
            worth += [(END / (1 + self.tried[aim, aim]), aim, aim) for aim in range(len(self.aims))]
            _, one, other = max(worth)
            asked.append(self._end(one) if one == other else self._between(one, other))
            self.tried[one, other] += 1
        return asked

    def _end(self, aim: int) -> _Try:
        return _Try(self.ends[aim], self.cheapest(self.ends[aim]))

    def _anywhere(self) -> Exponents:
        return tuple(round(self.rng.uniform(-FARTHEST, FARTHEST), 3) for _ in self.aims)

    def _between(self, one: int, other: int) -> _Try:
        """Weights on the way from one plan's to another's, under which both cost the same; and near there, if that
        was tried before. The search begins at the cheapest plan, then at each of the two by turns."""
        ends = np.array([self.found[one], self.found[other]])
        shares = np.linspace(0.0, 1.0, 33)
        ways = [tuple(map(float, (1 - share) * ends[0] + share * ends[1])) for share in shares]
        costs = rescore(
            self.problem, [self.amounts[one], self.amounts[other]], [self.weights(way) for way in ways]
        ).costs
        place = int(np.abs(costs[0] - costs[1])[1:-1].argmin()) + 1
        before = self.tried[one, other]
        far = 0.3 * before
        exponents = tuple(round(value + self.rng.uniform(-far, far), 3) for value in ways[place])
        starts = (self.cheapest(exponents), self.plans[one], self.plans[other])
        return _Try(exponents, starts[before % len(starts)])

    def told(self, points: int, seconds: float) -> Front:
        front, now = self.front(), self.now()
        if front:
            even = spanned(np.array([self.values(plan) for plan in front]))
            kept = [front.index(now)] if now in front else []
            front = [front[row] for row in thinned(even, points, kept)]
        ways = list(dict.fromkeys([self.zero, *self.found, *(self._anywhere() for _ in range(LOOKED_AT))]))
        best = rescore(self.problem, self.amounts, [self.weights(way) for way in ways]).best()
        leads = {int(plan): way for plan, way in reversed(list(zip(best, ways, strict=True)))}
        every = sorted((self._point(plan, leads.get(plan)) for plan in front), key=lambda point: point.values)
        return Front(self.aims, tuple(every), self._point(now, self.zero), self.made, seconds)

    def _point(self, plan: int, leads: Exponents | None) -> Point:
        """leads: exponents under which no plan found costs less."""
        exponents = self.found[plan] if leads is None else leads
        return Point(
            values=self.values(plan),
            exponents=exponents,
            weights=self.weights(exponents),
            plan=self.plans[plan],
            verdict=check(self.problem, self.plans[plan]),
            figures=self.figures[plan],
            prefers=leads is not None,
        )

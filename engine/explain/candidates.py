"""Each carer asked about one visit: what forbids it, and what it would take. Every answer is the referee's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.explain.reasons import Alternative, Candidate, Obstacle, Placer, contributions, worse
from engine.plan import Plan, Route
from engine.price import Prices
from engine.problem import Carer, Problem, Shift, Visit
from engine.recheck import Judged
from engine.result import Finding, Subject, Verdict
from engine.rules import BY_ID
from engine.shapes import Fold, Group, Pair

EMPTY = Plan()


@dataclass(frozen=True)
class Question:
    """Who could do this visit? Asked of a plan that the referee has judged."""

    problem: Problem
    plan: Plan
    visit: Visit
    place: Placer
    verdict: Verdict

    @cached_property
    def rest(self) -> Plan:
        """The plan without the visit."""
        return self.plan.without(self.visit.id)

    @cached_property
    def shift(self) -> str | None:
        """The shift that the visit is planned in."""
        return next((shift for visit, shift, _ in self.plan.visits() if visit == self.visit.id), None)

    @cached_property
    def judged(self) -> Judged:
        """The plan, ready to be judged with some of its rounds changed."""
        return Judged(self.problem, self.plan, self.verdict)

    @cached_property
    def nothing(self) -> Judged:
        """The same of a plan in which nobody does anything."""
        return Judged(self.problem, EMPTY)

    @cached_property
    def prices(self) -> Prices:
        return Prices(self.problem)

    def candidate(self, carer: Carer) -> Candidate:
        """What stands between this carer and the visit."""
        if forbidden := ruled_out(self.prices, self.visit, carer):
            return Candidate(carer.id, Obstacle.RULED_OUT, forbidden)
        if not shifts_on_its_day(self.problem, self.visit, carer):
            return Candidate(carer.id, Obstacle.NO_SHIFT)
        way = self.alternative(self.rest, self.judged, carer)
        if way is not None and not way.broken and (way.mends or way.cost < 0):
            return Candidate(carer.id, Obstacle.FITS, (), way)
        if not in_time(self.problem, self.visit, carer):
            return Candidate(carer.id, Obstacle.OUT_OF_REACH, () if way is None else way.broken, way)
        if way is not None and not way.broken:
            return Candidate(carer.id, Obstacle.COSTS_MORE, (), way)
        alone = self.alternative(EMPTY, self.nothing, carer)
        if alone is not None and alone.broken and all(_ties(finding) for finding in alone.broken):
            return Candidate(carer.id, Obstacle.PARTNER, alone.broken, way)
        if alone is None or alone.broken:
            return Candidate(carer.id, Obstacle.IMPOSSIBLE, () if alone is None else alone.broken, way)
        return Candidate(carer.id, Obstacle.BUSY, () if way is None else way.broken, way)

    def alternative(self, base: Plan, judged: Judged, carer: Carer) -> Alternative | None:
        """The best place for the visit with this carer in a plan that lacks it, measured against a plan that was
        judged."""
        found = self.place(base, self.visit.id, carer.id)
        if found is None:
            return None
        rounds = changed_rounds(judged.plan, found)
        change = judged.changed(rounds)
        shift, start = next(
            (shift, stop.start) for visit, shift, stop in Plan(rounds).visits() if visit == self.visit.id
        )
        return Alternative(
            carer=carer.id,
            shift=shift,
            start=start,
            cost=change.cost,
            left_out=self._left_out(change.before, change.after),
            contributions=contributions(change.before, change.after),
            broken=worse(change.before, change.after),
            mends=bool(worse(change.after, change.before)),
        )

    def _left_out(self, before: Verdict, after: Verdict) -> float:
        """What the visits that a placement adds cost as long as nobody does them."""
        added = [self.problem.visit[name] for name in before.unplanned if name not in after.unplanned]
        points = 0
        for rule, price in self.prices.points.items():
            told = BY_ID[rule]
            if isinstance(told, Pair) and price is not None:
                points += price * sum(told.amount(self.problem, visit, None) for visit in added)
        return self.prices.cost(points)


def changed_rounds(before: Plan, after: Plan) -> tuple[Route, ...]:
    """The rounds of a plan that another had otherwise, or not; those that it has no longer are empty."""
    old, new = ({route.shift: route for route in plan.routes} for plan in (before, after))
    shifts = dict.fromkeys((*old, *new))
    pairs = ((shift, old.get(shift), new.get(shift)) for shift in shifts)
    return tuple(now or Route(shift) for shift, was, now in pairs if was is not now and was != now)


def ruled_out(prices: Prices, visit: Visit, carer: Carer) -> tuple[Finding, ...]:
    """What the hard rules about a visit and a carer find, whatever else is planned."""
    day = prices.problem.calendar.day_of(visit.windows[-1].start)
    about = Subject(visit=visit.id, carer=carer.id, client=visit.client, day=day)
    found = forbidding(prices.problem, prices.hard_pairs, visit, carer)
    return tuple(Finding(rule, amount, None, about, detail) for rule, amount, detail in found)


def forbidding(problem: Problem, rules: Iterable[Pair], visit: Visit, carer: Carer) -> Iterator[tuple[str, int, str]]:
    """Those of the rules that have something against a visit and a carer: which, how much, and the detail."""
    for rule in rules:
        if amount := rule.amount(problem, visit, carer):
            yield rule.id, amount, "" if rule.detail is None else rule.detail(problem, visit, carer)


def _ties(finding: Finding) -> bool:
    """Whether a finding only says that a visit is planned without those that it belongs together with."""
    rule = BY_ID.get(finding.rule)
    return isinstance(rule, Group) and rule.fold is Fold.TOGETHER


def shifts_on_its_day(problem: Problem, visit: Visit, carer: Carer) -> tuple[Shift, ...]:
    return tuple(shift for shift in problem.shifts_of[carer.id] if problem.same_day(visit, shift))


def in_time(problem: Problem, visit: Visit, carer: Carer) -> bool:
    """Whether a carer with nothing else to do could begin in a window and be back by the end of the shift."""
    return any(_reaches(problem, visit, shift) for shift in shifts_on_its_day(problem, visit, carer))


def gets_there(problem: Problem, visit: Visit, carer: Carer) -> bool:
    """Whether there is a way to the visit and back in any of a carer's shifts of its day."""
    return any(_has_way(problem, visit, shift) for shift in shifts_on_its_day(problem, visit, carer))


def _ways(problem: Problem, visit: Visit, shift: Shift) -> tuple[tuple[int, int], tuple[int, int]]:
    """There and back, as places in the travel matrix."""
    there = problem.place_index[problem.place_of(visit)]
    return (problem.place_index[shift.start_place], there), (there, problem.place_index[shift.end_place])


def _has_way(problem: Problem, visit: Visit, shift: Shift) -> bool:
    return all(problem.matrix[shift.mode].reachable[way] for way in _ways(problem, visit, shift))


def _reaches(problem: Problem, visit: Visit, shift: Shift) -> bool:
    if not _has_way(problem, visit, shift):
        return False
    matrix = problem.matrix[shift.mode]
    way, back = _ways(problem, visit, shift)
    arrives = shift.start + int(matrix.durations[way])
    latest = shift.end - visit.duration - int(matrix.durations[back])
    return any(max(arrives, opens) <= min(max(opens, due), latest) for opens, due in visit.deadlines())

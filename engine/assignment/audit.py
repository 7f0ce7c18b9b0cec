"""The check of an assignment: every rule asked again, visit by visit, from the problem alone, with plain loops."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.assignment.answer import Taken
from engine.assignment.demand import ties
from engine.assignment.supply import DAY, SPANS, capacity, part_of, shared, spans_of
from engine.assignment.tables import DAYS_PER_WEEK, MUST, adds_up_work
from engine.price import Prices
from engine.problem import Problem, Shift, Visit
from engine.shapes import Fold, Group, Legs, Pair, PerLeg

MUST_DO = "must_do"


@dataclass(slots=True)
class Audit:
    """What was found: points and amounts by rule, and in words whatever is not allowed."""

    points: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    amounts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    broken: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.points.values())

    def charge(self, rule: str, amount: int, price: int) -> None:
        if amount:
            self.amounts[rule] += amount
            self.points[rule] += amount * price


def audit(problem: Problem, taken: tuple[Taken, ...]) -> Audit:
    """Check an assignment against its problem, and reckon what it costs."""
    found, prices = Audit(), Prices(problem)
    carer_of = {visit: one.carer for one in taken for visit in one.visits}
    if sorted(visit for one in taken for visit in one.visits) != sorted(visit.id for visit in problem.visits):
        found.broken.append("not every visit is in exactly one unit")
        return found
    work: dict[tuple[str, int], int] = defaultdict(int)
    filled: dict[tuple[str, int, int], int] = defaultdict(int)
    for visit in problem.visits:
        name = carer_of[visit.id]
        _pairs(prices, visit, name, found)
        if name is None:
            continue
        shift = _shift(prices, visit, name)
        if shift is None:
            found.broken.append(f"{name} has no shift in which {visit.id} begins in time and is over in time")
            continue
        go, back = _legs(problem, visit, shift)
        _ways(prices, go, back, found)
        day = part_of(problem, visit)[0]
        amount = visit.duration + shared(go.times, back.times)
        work[name, day] += amount
        for span in spans_of(problem, visit):
            filled[name, day, span] += amount
    _room(problem, filled, found)
    _totals(prices, work, found)
    _faces(prices, taken, found)
    _tied(prices, carer_of, found)
    _left_out(prices, taken, found)
    return found


def _pairs(prices: Prices, visit: Visit, name: str | None, found: Audit) -> None:
    carer = None if name is None else prices.problem.carer[name]
    for rule in prices.rules:
        if isinstance(rule, Pair):
            amount, price = rule.amount(prices.problem, visit, carer), prices.points[rule.id]
            if price is not None:
                found.charge(rule.id, amount, price)
            elif amount and name is not None:
                found.broken.append(f"{rule.id}: {name} with {visit.id}")


def _shift(prices: Prices, visit: Visit, name: str) -> Shift | None:
    """The first shift of a carer in which a visit fits by itself, as `supply.ways` has it."""
    problem = prices.problem
    for shift in problem.shifts_of[name]:
        if not problem.same_day(visit, shift):
            continue
        go, back = _legs(problem, visit, shift)
        hard = [rule for rule in prices.rules if isinstance(rule, PerLeg) and prices.points[rule.id] is None]
        if any(rule.amount(leg) for rule in hard for leg in (go, back)):
            continue
        for opens, latest in visit.deadlines():
            begins = max(shift.start + go.times, opens)
            if begins <= latest and begins + visit.duration + back.times <= shift.end:
                return shift
    return None


def _legs(problem: Problem, visit: Visit, shift: Shift) -> tuple[Legs, Legs]:
    client = problem.place_index[problem.place_of(visit)]
    start, end = problem.place_index[shift.start_place], problem.place_index[shift.end_place]
    return _leg(problem, shift.mode, start, client), _leg(problem, shift.mode, client, end)


def _leg(problem: Problem, mode: str, origin: int, target: int) -> Legs:
    matrix = problem.matrix[mode]
    metres = 0 if matrix.metres is None else max(0, int(matrix.metres[origin, target]))
    reachable = int(matrix.reachable[origin, target])
    return Legs(int(matrix.durations[origin, target]), metres, reachable, matrix.cents_per_km)


def _ways(prices: Prices, go: Legs, back: Legs, found: Audit) -> None:
    for rule in prices.rules:
        price = prices.points[rule.id]
        if isinstance(rule, PerLeg) and price is not None:
            found.charge(rule.id, shared(int(rule.amount(go)), int(rule.amount(back))), price)


def _room(problem: Problem, filled: dict[tuple[str, int, int], int], found: Audit) -> None:
    room = capacity(problem)
    row = {carer.id: place for place, carer in enumerate(problem.carers)}
    for (name, day, span), ticks in filled.items():
        most = int(room[row[name], day, span])
        if ticks > most:
            what = "day" if span == DAY else f"parts {SPANS[span]}"
            found.broken.append(f"{name} has {most} ticks on day {day} ({what}) and {ticks} of work")


def _totals(prices: Prices, work: dict[tuple[str, int], int], found: Audit) -> None:
    problem = prices.problem
    weeks = -(-problem.days // DAYS_PER_WEEK)
    for rule in prices.rules:
        if not isinstance(rule, Group) or rule.fold is not Fold.SUM or not adds_up_work(rule):
            continue
        teams = [team for team in rule.teams(problem) if team.shifts and team.carer is not None]
        for team in teams:
            day = problem.calendar.day_of(problem.shift[team.shifts[0]].start)
            daily = sum(other.carer == team.carer for other in teams) > weeks
            first = day if daily else day // DAYS_PER_WEEK * DAYS_PER_WEEK
            days = range(first, first + (1 if daily else DAYS_PER_WEEK))
            ticks = sum(work.get((str(team.carer), one), 0) for one in days)
            price = prices.points[rule.id]
            above = 0 if team.most is None else max(0, ticks - team.most)
            below = 0 if team.least is None or price is None else max(0, team.least - ticks)
            if price is not None:
                found.charge(rule.id, above + below, price)
            elif above:
                found.broken.append(f"{rule.id}: {team.name} is {above} ticks above {team.most}")


def _faces(prices: Prices, taken: tuple[Taken, ...], found: Audit) -> None:
    problem = prices.problem
    seen: dict[str, set[str]] = defaultdict(set)
    for one in taken:
        if one.carer is not None:
            seen[one.client].add(one.carer)
    for rule in prices.rules:
        if (
            isinstance(rule, Group)
            and rule.fold is Fold.DISTINCT
            and any(t.name == t.client for t in rule.teams(problem))
        ):
            for client, carers in seen.items():
                above, price = max(0, len(carers) - problem.client[client].carers_target), prices.points[rule.id]
                if price is not None:
                    found.charge(rule.id, above, price)
                elif above:
                    found.broken.append(f"{rule.id}: {client} has {len(carers)} carers")


def _tied(prices: Prices, carer_of: dict[str, str | None], found: Audit) -> None:
    tied = ties(prices)
    for what, pairs, wrong in (
        ("different carers", tied.different, lambda a, b: a is not None and a == b),
        ("the same carer", tied.same, lambda a, b: a != b),
        ("both or neither", tied.together, lambda a, b: (a is None) != (b is None)),
    ):
        for one, other in pairs:
            if wrong(carer_of[one], carer_of[other]):
                found.broken.append(f"{one} and {other} need {what}")


def _left_out(prices: Prices, taken: tuple[Taken, ...], found: Audit) -> None:
    """What must be done and is left out: `MUST` times the dearest unit."""
    problem = prices.problem
    rules = [rule for rule in prices.rules if isinstance(rule, Pair)]
    soft = [(rule, price) for rule in rules if (price := prices.points[rule.id]) is not None]
    hard = [rule for rule in rules if prices.points[rule.id] is None]

    def points(one: Taken) -> int:
        return sum(price * rule.amount(problem, problem.visit[v], None) for rule, price in soft for v in one.visits)

    dearest = max(1, *(points(one) for one in taken)) if taken else 1
    for one in taken:
        if one.carer is None and any(rule.amount(problem, problem.visit[v], None) for rule in hard for v in one.visits):
            found.amounts[MUST_DO] += 1
            found.points[MUST_DO] += MUST * dearest


def faults(problem: Problem, taken: tuple[Taken, ...], points: int) -> Iterator[str]:
    """What an assignment that is said to cost so many points lacks; nothing where it is right."""
    found = audit(problem, taken)
    yield from found.broken
    if not found.broken and found.total != points:
        yield f"it is said to cost {points} points and costs {found.total}"

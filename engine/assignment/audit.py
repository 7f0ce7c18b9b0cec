"""The check of an assignment: every rule asked again, visit by visit, from the problem alone, with plain loops.

It shares with the reckoning only what a word means: which part of the day, which rules add up work, how much room.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from engine.assignment.answer import STAND_INS, Taken
from engine.assignment.demand import ties
from engine.assignment.supply import PARTS, bound_to, capacity, part_of, shared, week_of
from engine.assignment.tables import MUST, adds_up_work, stand_in
from engine.price import Prices
from engine.problem import Problem, Shift, Visit
from engine.shapes import Fold, Group, Legs, Pair, PerLeg
from engine.teams import DAYS_PER_WEEK

MUST_DO = "must_do"
ALL_DAY = -1


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
    if sorted(visit for one in taken for visit in one.visits) != sorted(visit.id for visit in problem.visits):
        found.broken.append("not every visit is in exactly one unit")
        return found
    ticks: dict[tuple[str, int, int], int] = defaultdict(int)
    for one in taken:
        _unit(prices, one, ticks, found)
    _overtime(prices, ticks, found)
    _weeks(prices, ticks, found)
    dearest = _dearest(prices, taken)
    _faces(prices, taken, dearest, found)
    _ties(prices, taken, found)
    _left_out(prices, taken, dearest, found)
    return found


def _unit(prices: Prices, one: Taken, ticks: dict[tuple[str, int, int], int], found: Audit) -> None:
    problem = prices.problem
    for visit in (problem.visit[name] for name in one.visits):
        if visit.client != one.client:
            found.broken.append(f"{visit.id} is not {one.client}'s")
        if part_of(problem, visit) != PARTS.index(one.part):
            found.broken.append(f"{visit.id} is not in the {one.part}")
        if visit.id in one.stand_ins:
            continue
        _pairs(prices, visit, one.carer, found)
        if one.carer is None:
            continue
        shift = _shift(prices, visit, one.carer)
        if shift is None or _forbidden(prices, visit, one.carer):
            found.broken.append(f"{one.carer} cannot make {visit.id}")
            continue
        go, back = _legs(problem, visit, shift)
        for rule in prices.rules:
            price = prices.points[rule.id]
            if isinstance(rule, PerLeg) and price is not None:
                found.charge(rule.id, shared(int(rule.amount(go)), int(rule.amount(back))), price)
        amount = visit.duration + shared(go.times, back.times)
        week = week_of(problem, visit)
        ticks[one.carer, week, ALL_DAY] += amount
        if bound_to(problem, visit, PARTS.index(one.part)):
            ticks[one.carer, week, PARTS.index(one.part)] += amount
    if one.stand_ins != tuple(name for name in one.visits if name in one.stand_ins) or (
        one.stand_ins and one.carer is None
    ):
        found.broken.append(f"{one.unit} has stand-ins that it does not need")
    if 2 * len(one.stand_ins) > len(one.visits):
        found.broken.append(f"{one.carer} can make less than half of {one.unit}")
    found.charge(STAND_INS, len(one.stand_ins), stand_in(prices))


def _can(prices: Prices, visit: Visit, name: str) -> bool:
    return _shift(prices, visit, name) is not None and not _forbidden(prices, visit, name)


def _ties(prices: Prices, taken: tuple[Taken, ...], found: Audit) -> None:
    """Who needs another carer or the same one, and whether there is one stand-in for what needs the same one."""
    problem, tied = prices.problem, ties(prices)
    carer_of = {visit: one.carer for one in taken for visit in one.visits}
    away = {visit: str(one.carer) for one in taken for visit in one.stand_ins}
    for one, other in tied.different:
        if carer_of[one] is not None and carer_of[one] == carer_of[other]:
            found.broken.append(f"{one} and {other} need different carers")
    beside: dict[str, set[str]] = {name: {name} for name in away}
    for one, other in tied.same:
        if carer_of[one] is None or carer_of[other] is None:
            continue
        if carer_of[one] != carer_of[other] or (one in away) != (other in away):
            found.broken.append(f"{one} and {other} need the same carer")
        elif one in away:
            beside[one] |= beside[other]
            for name in beside[one]:
                beside[name] = beside[one]
    for name, carer in away.items():
        visits = [problem.visit[other] for other in sorted(beside[name])]
        if all(_can(prices, visit, carer) for visit in visits):
            found.broken.append(f"{carer} needs no stand-in for {name}")
        if not any(all(_can(prices, visit, other.id) for visit in visits) for other in problem.carers):
            found.broken.append(f"nobody can stand in for {name}")


def _forbidden(prices: Prices, visit: Visit, name: str) -> bool:
    carer = prices.problem.carer[name]
    return any(rule.amount(prices.problem, visit, carer) for rule in prices.hard_pairs)


def _pairs(prices: Prices, visit: Visit, name: str | None, found: Audit) -> None:
    carer = None if name is None else prices.problem.carer[name]
    for rule in prices.rules:
        price = prices.points[rule.id]
        if isinstance(rule, Pair) and price is not None:
            found.charge(rule.id, rule.amount(prices.problem, visit, carer), price)


def _shift(prices: Prices, visit: Visit, name: str) -> Shift | None:
    """The first shift of a carer in which a visit fits by itself, as `supply.ways` has it."""
    problem = prices.problem
    hard = [rule for rule in prices.rules if isinstance(rule, PerLeg) and prices.points[rule.id] is None]
    for shift in problem.shifts_of[name]:
        if not problem.same_day(visit, shift):
            continue
        go, back = _legs(problem, visit, shift)
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


def _overtime(prices: Prices, ticks: dict[tuple[str, int, int], int], found: Audit) -> None:
    if "overtime" not in prices.points:
        return
    room, price = capacity(prices.problem), prices.points["overtime"]
    row = {carer.id: place for place, carer in enumerate(prices.problem.carers)}
    for (name, week, part), amount in ticks.items():
        held = room[row[name], week].sum() if part == ALL_DAY else room[row[name], week, part]
        above = max(0, amount - int(held))
        if price is not None:
            found.charge("overtime", above, price)
        elif above:
            found.broken.append(f"overtime: {name} has {above} ticks more than the shifts hold")


def _weeks(prices: Prices, ticks: dict[tuple[str, int, int], int], found: Audit) -> None:
    problem = prices.problem
    for rule in prices.rules:
        if not isinstance(rule, Group) or rule.fold is not Fold.SUM or not adds_up_work(rule):
            continue
        teams = [team for team in rule.teams(problem) if team.shifts and team.carer is not None]
        weeks = [problem.calendar.day_of(problem.shift[team.shifts[0]].start) // DAYS_PER_WEEK for team in teams]
        lasts = [problem.calendar.day_of(problem.shift[team.shifts[-1]].start) // DAYS_PER_WEEK for team in teams]
        if len(set(zip((team.carer for team in teams), weeks, strict=True))) < len(teams) or weeks != lasts:
            continue
        for team, week in zip(teams, weeks, strict=True):
            amount, price = ticks.get((str(team.carer), week, ALL_DAY), 0), prices.points[rule.id]
            above = 0 if team.most is None else max(0, amount - team.most)
            below = 0 if team.least is None or price is None else max(0, team.least - amount)
            if price is not None:
                found.charge(rule.id, above + below, price)
            elif above:
                found.broken.append(f"{rule.id}: {team.name} is {above} ticks above {team.most}")


def _faces(prices: Prices, taken: tuple[Taken, ...], dearest: int, found: Audit) -> None:
    problem = prices.problem
    seen: dict[str, set[str]] = defaultdict(set)
    for one in taken:
        if one.carer is not None:
            seen[one.client].add(one.carer)
    for rule in prices.rules:
        if isinstance(rule, Group) and rule.fold is Fold.DISTINCT and _is_about_clients(rule, problem):
            for client, carers in seen.items():
                above = max(0, len(carers) - problem.client[client].carers_target)
                price = prices.points[rule.id]
                found.charge(rule.id, above, dearest if price is None else price)


def _is_about_clients(rule: Group, problem: Problem) -> bool:
    return any(team.name == team.client for team in rule.teams(problem))


def _dearest(prices: Prices, taken: tuple[Taken, ...]) -> int:
    """`MUST` times the dearest unit to leave out."""
    problem = prices.problem
    soft = [(rule, prices.points[rule.id] or 0) for rule in prices.rules if isinstance(rule, Pair)]
    dearest = 1
    for one in taken:
        visits = [problem.visit[name] for name in one.visits]
        dearest = max(dearest, sum(price * rule.amount(problem, v, None) for rule, price in soft for v in visits))
    return MUST * dearest


def _left_out(prices: Prices, taken: tuple[Taken, ...], dearest: int, found: Audit) -> None:
    """What must be done and is left out."""
    problem = prices.problem
    for one in taken:
        left = [problem.visit[name] for name in one.visits if one.carer is None]
        if any(rule.amount(problem, visit, None) for rule in prices.hard_pairs for visit in left):
            found.amounts[MUST_DO] += 1
            found.points[MUST_DO] += dearest

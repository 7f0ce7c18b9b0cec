"""When each visit may begin: the bounds of the start variables.

Bounds are as narrow as can be shown to be safe: no plan worth having lies outside them.
"""

from collections.abc import Iterator
from itertools import pairwise

from engine.plan import Plan
from engine.price import Prices
from engine.problem import Visit
from engine.shapes import Group, Linked, Start, Wish
from engine.units import Ticks

Span = tuple[Ticks, Ticks]


def spans(prices: Prices, base: Plan, budget: int | None) -> dict[str, Span]:
    """The earliest and latest start of each visit.

    base: a plan whose own starts stay possible. budget: points that no better plan exceeds; since no rule ever gives
    points back, no single start may cost more than that, which narrows the wishes' distances. The earliest may come
    after the latest: then no plan within the budget holds the visit.
    """
    problem = prices.problem
    end = horizon(prices, base)
    held = {name: stop.start for name, _, stop in base.visits()}
    found: dict[str, Span] = {}
    for visit in problem.visits:
        span = (visit.earliest, end)
        for wishes, most in _allowances(prices, visit, budget):
            own = held.get(visit.id)
            span = _narrow(wishes, most if own is None else max(most, _outside(wishes, own)), span)
        found[visit.id] = span
    return found


def horizon(prices: Prices, base: Plan) -> Ticks:
    """A tick by which all is done: the last that any window, wish, shift, break or bound speaks of, and after it all
    work, travel and gaps in a row, without ever standing idle; and the end of the base plan, if that is later."""
    problem = prices.problem
    last = max((time for time in _times(prices)), default=0)
    hop = max((int(matrix.durations.max(initial=0)) for matrix in problem.travel), default=0)
    work = sum(visit.duration + hop for visit in problem.visits)
    ways = sum(2 * hop + (0 if shift.rest is None else shift.rest.duration) for shift in problem.shifts)
    told = max((stop.end for route in base.routes for stop in route.stops), default=0)
    return max(last + work + ways + sum(_gaps(prices)), told)


def pieces(wishes: tuple[Wish, ...], span: Span) -> list[tuple[Ticks, Ticks, Wish]]:
    """The stretches of a span, each with the one wish that holds in it."""
    low, high = span
    if not wishes or low > high:
        return []
    opens = {wish.opens for wish in wishes if wish.opens is not None}
    edges = [low, *sorted(time for time in opens if low < time <= high), high + 1]
    found: list[tuple[Ticks, Ticks, Wish]] = []
    for begin, end in pairwise(edges):
        wish = wishes[0]
        for later in wishes[1:]:
            if later.opens is None or later.opens <= begin:
                wish = later
        found.append((begin, end - 1, wish))
    return found


def _outside(wishes: tuple[Wish, ...], start: Ticks) -> Ticks:
    return next((wish.outside(start) for _, _, wish in pieces(wishes, (start, start))), 0)


def _allowances(prices: Prices, visit: Visit, budget: int | None) -> Iterator[tuple[tuple[Wish, ...], Ticks]]:
    """Each rule's wishes about a visit, and how far from them it may begin."""
    for rule in prices.rules:
        if isinstance(rule, Start | Group) and rule.wishes is not None:
            price = prices.points[rule.id]
            if price is None:
                if isinstance(rule, Start):
                    yield rule.wishes(prices.problem, visit), 0
            elif budget is not None and isinstance(rule, Start):
                yield rule.wishes(prices.problem, visit), budget // price


def _narrow(wishes: tuple[Wish, ...], most: Ticks, span: Span) -> Span:
    """The part of a span in which the distance from a wish is at most so much."""
    if not wishes:
        return span
    fitting: list[Span] = []
    for begin, end, wish in pieces(wishes, span):
        low = begin if wish.earliest is None else max(begin, wish.earliest - most)
        high = end if wish.latest is None else min(end, wish.latest + most)
        if low <= high:
            fitting.append((low, high))
    return (fitting[0][0], fitting[-1][1]) if fitting else (span[0], span[0] - 1)


def _times(prices: Prices) -> Iterator[Ticks]:
    problem = prices.problem
    yield from (window.end for visit in problem.visits for window in visit.windows)
    yield from (shift.end for shift in problem.shifts)
    yield from (shift.rest.latest for shift in problem.shifts if shift.rest is not None)
    for rule in prices.rules:
        if isinstance(rule, Start | Group) and rule.wishes is not None:
            for visit in problem.visits:
                for wish in rule.wishes(problem, visit):
                    yield from (time for time in (wish.opens, wish.earliest, wish.latest) if time is not None)
        if isinstance(rule, Group):
            yield from (team.closes for team in rule.teams(problem))


def _gaps(prices: Prices) -> Iterator[Ticks]:
    """The distances that rules ask for between one thing and the next, which a plan may keep beyond all windows."""
    problem = prices.problem
    for rule in prices.rules:
        if isinstance(rule, Linked):
            gaps = (rule.gap(link) for link in problem.links)
            yield from (abs(end) for gap in gaps if gap is not None for end in (gap.least, gap.most) if end is not None)
        if isinstance(rule, Group) and rule.wishes is None:
            yield from (max(0, team.least or 0) for team in rule.teams(problem))

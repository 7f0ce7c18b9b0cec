"""From a problem to the tables of the compiled search: one function a shape, never one a rule.

This is where ids become indices, once; `Index` remembers them for the way back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.price import Prices
from engine.problem import Problem
from engine.search import layout as at
from engine.search.familiar import circles, duties
from engine.search.fitting import fitting
from engine.search.groups import Groups, factors
from engine.search.nearness import nearest
from engine.search.pairs import pairs
from engine.shapes import AnyRule, Daily, Fold, Group, Legs, Linked, Pair, PerLeg, Start, Wish, as_amounts

LEG_BATCH = 20
"""Rows of a travel matrix between two looks at the clock: few enough that they stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Index:
    """Where each id stands in the tables, groups by rule and name, and how many slots their amounts and values take."""

    visit: dict[str, int]
    shift: dict[str, int]
    carer: dict[str, int]
    mode: dict[str, int]
    team: dict[tuple[str, str], int]
    slots: int


def priced(problem: Problem) -> list[tuple[AnyRule, int]]:
    """The rules that count, each with the points of one unit."""
    prices = Prices(problem)
    return [(rule, _points(prices.points[rule.id])) for rule in prices.rules]


def build(problem: Problem, pause: Callable[[], None] = lambda: None, room: int = 0) -> tuple[at.Tables, Index]:
    """Lay a problem out for the search. Shapes are those of `layout.Tables`.

    pause: called often, since a large problem takes long; it may raise to break off. room: for so many groups that may
    join later (see `extension`).
    """
    rules = priced(problem)
    index = Index(
        {visit.id: row for row, visit in enumerate(problem.visits)},
        {shift.id: row for row, shift in enumerate(problem.shifts)},
        {carer.id: row for row, carer in enumerate(problem.carers)},
        {matrix.mode: row for row, matrix in enumerate(problem.travel)},
        {},
        0,
    )
    visit = visit_rows(problem)
    pair, nobody = pairs(problem, [(rule, price) for rule, price in rules if isinstance(rule, Pair)], pause)
    visit[:, at.NOBODY] = nobody
    daily = [(rule, price) for rule, price in rules if isinstance(rule, Daily)]
    shift = _shifts(problem, index, daily)
    groups = Groups(problem, index.visit, index.shift, visit, shift)
    for rule, price in rules:
        pause()
        if isinstance(rule, Group):
            groups.add(rule, price)
        if isinstance(rule, Linked):
            groups.add_links(rule, price)
    pause()
    segment = segments(problem, rules, groups.worst_starts, visit, pause)
    team, member, belongs, slots = groups.tables(room)
    circles(team, member, visit)
    tie = ties(problem, index, [rule for rule, _ in rules if isinstance(rule, Linked)], visit)
    mate = _mates(problem, index, [rule for rule, _ in rules if isinstance(rule, Group)], visit)
    pause()
    leg = _legs(problem, [(rule, price) for rule, price in rules if isinstance(rule, PerLeg)], pause)
    fits, choice = fitting(problem, pair, leg, visit, shift, pause)
    tables = at.Tables(
        visit=visit,
        shift=shift,
        segment=segment,
        tie=tie,
        mate=mate,
        leg=leg,
        way=_ways(problem),
        pair=pair,
        daily=_daily(daily),
        team=team,
        member=member,
        belongs=belongs,
        near=nearest(problem, visit, pause),
        fits=fits,
        choice=choice,
        opening=openings(problem, visit),
        duty=duties(shift),
    )
    return tables, replace(index, team=groups.row, slots=slots)


def _points(price: int | None) -> int:
    return at.FORBIDDEN if price is None else price


# -- the problem itself ----------------------------------------------------------------------------------------------


def visit_rows(problem: Problem) -> np.ndarray:
    """The table of visits, as far as each is known by itself."""
    table = np.zeros((len(problem.visits), at.VISIT_COLUMNS), np.int64)
    table[:, at.CIRCLE] = -1
    for row, visit in enumerate(problem.visits):
        table[row, at.PLACE] = problem.place_index[problem.place_of(visit)]
        table[row, at.DURATION] = visit.duration
        table[row, at.EARLIEST] = visit.earliest
        wished = visit.preferred if visit.preferred is not None else visit.earliest
        table[row, at.WISHED] = max(visit.earliest, wished)
    return table


def openings(problem: Problem, table: np.ndarray) -> np.ndarray:
    """The ticks at which each visit's windows open, and its preferred start."""
    found: list[int] = []
    for row, visit in enumerate(problem.visits):
        table[row, at.OPENS_LO] = len(found)
        found += [window.start for window in visit.windows]
        found += [] if visit.preferred is None else [visit.preferred]
        table[row, at.OPENS_HI] = len(found)
    return np.array(found or [0], np.int64)


def _shifts(problem: Problem, index: Index, daily: Sequence[tuple[Daily, int]]) -> np.ndarray:
    table = np.zeros((len(problem.shifts), at.SHIFT_COLUMNS + len(daily)), np.int64)
    for row, shift in enumerate(problem.shifts):
        table[row, at.CARER] = index.carer[shift.carer]
        table[row, [at.START, at.END]] = shift.start, shift.end
        table[row, [at.FROM, at.TO]] = problem.place_index[shift.start_place], problem.place_index[shift.end_place]
        table[row, at.MODE] = index.mode[shift.mode]
        table[row, at.AT_START] = shift.leaves == "at_start"
        table[row, at.DUE_AFTER] = at.NEVER_DUE
        if shift.rest is not None:
            table[row, at.REST] = shift.rest.duration
            table[row, [at.REST_FROM, at.REST_UNTIL]] = shift.rest.earliest, shift.rest.latest_start
            table[row, at.DUE_AFTER] = at.ALWAYS_DUE if shift.rest.due_after is None else shift.rest.due_after
        for column, (rule, _) in enumerate(daily, at.SHIFT_COLUMNS):
            limit = rule.limit(problem, shift)
            table[row, column] = at.FAR if limit is None else limit
    return table


# -- one function a shape --------------------------------------------------------------------------------------------


def segments(
    problem: Problem,
    rules: Iterable[tuple],
    worst_starts: Iterable[tuple],
    table: np.ndarray,
    pause: Callable[[], None] = lambda: None,
) -> np.ndarray:
    """What a start costs, piece by piece; rules that wish the same share one piece.

    worst_starts: the wishes of the rules that look at the worst start, each with the row of its team.
    """
    pieces: list[tuple[int, ...]] = []
    asked = [(rule.wishes, price, -1) for rule, price in rules if isinstance(rule, Start)]
    worst = [(wishes, 0, team) for wishes, team in worst_starts]
    for row, visit in enumerate(problem.visits):
        pause()
        held: dict[tuple[int, ...], list[int]] = {}
        for wishes, price, team in (*asked, *worst):
            for piece in _pieces(wishes(problem, visit)):
                known = held.setdefault(piece, [0, -1])
                if team >= 0 and known[1] >= 0:
                    held[(*piece, team)] = [0, team]
                else:
                    known[0] += price
                    known[1] = max(known[1], team)
        table[row, at.SEG_LO] = len(pieces)
        pieces += [(*piece[:4], price, team) for piece, (price, team) in held.items()]
        table[row, at.SEG_HI] = len(pieces)
        last = [piece[3] for piece, (price, _) in held.items() if piece[1] == at.FAR and price >= at.FORBIDDEN]
        table[row, at.LATEST] = min(last, default=at.FAR)
    return at.rows(pieces or [(0,) * 6], 6)


def _pieces(wishes: tuple[Wish, ...]) -> Iterable[tuple[int, int, int, int]]:
    for place, wish in enumerate(wishes):
        since = -at.FAR if place == 0 or wish.opens is None else wish.opens
        after = wishes[place + 1].opens if place + 1 < len(wishes) else None
        low = -at.FAR if wish.earliest is None else wish.earliest
        high = at.FAR if wish.latest is None else wish.latest
        yield since, at.FAR if after is None else after, low, high


def _ways(problem: Problem) -> np.ndarray:
    """In 32 bits, as they are given: of thousands of places more stays in the processor's cache."""
    ways = np.zeros((len(problem.travel), len(problem.places), len(problem.places)), np.int32)
    for mode, matrix in enumerate(problem.travel):
        ways[mode] = matrix.durations
    return ways


def _legs(problem: Problem, rules: Sequence[tuple[PerLeg, int]], pause: Callable[[], None]) -> np.ndarray:
    places = len(problem.places)
    points = np.zeros((len(problem.travel), places, places), np.int64)
    for mode, matrix in enumerate(problem.travel):
        for first in range(0, places, LEG_BATCH):
            pause()
            some = slice(first, first + LEG_BATCH)
            times = matrix.durations[some].astype(np.int64)
            metres = np.zeros_like(times) if matrix.metres is None else np.maximum(matrix.metres[some], 0)
            legs = Legs(times, metres.astype(np.int64), matrix.reachable[some].astype(np.int64), matrix.cents_per_km)
            for rule, price in rules:
                points[mode, some] += price * as_amounts(rule.amount(legs))
    return points


def _daily(rules: Iterable[tuple[Daily, int]]) -> np.ndarray:
    return at.rows([[*factors(rule.total), price] for rule, price in rules], at.FIELDS + 2)


def ties(problem: Problem, index: Index, rules: Sequence[Linked], table: np.ndarray) -> np.ndarray:
    """For each linked visit, how long after another's ready time it may start at the earliest (longest paths)."""
    after: dict[int, dict[int, int]] = {}
    for link in problem.links:
        first, second = index.visit[link.first], index.visit[link.second]
        for gap in filter(None, (rule.gap(link) for rule in rules)):
            for origin, target, least in (
                (first, second, gap.least),
                (second, first, None if gap.most is None else -gap.most),
            ):
                if least is not None:
                    ways = after.setdefault(origin, {})
                    ways[target] = max(least, ways.get(target, -at.FAR))
    reach = {origin: _longest(after, origin) for origin in after}
    into: dict[int, list[tuple[int, int]]] = {}
    for origin, ways in reach.items():
        for target, least in ways.items():
            into.setdefault(target, []).append((origin, least))
            if origin not in reach.get(target, {}):
                into.setdefault(origin, []).append((target, -at.FAR))
    rows: list[tuple[int, int]] = []
    for row, visit in enumerate(problem.visits):
        table[row, at.TIE_LO] = len(rows)
        rows += sorted(into.get(index.visit[visit.id], ()))
        table[row, at.TIE_HI] = len(rows)
    return at.rows(rows or [(0, 0)], 2)


def _longest(after: dict[int, dict[int, int]], origin: int) -> dict[int, int]:
    """The longest paths from one visit over its links; links that contradict each other are cut after one round."""
    reached = {origin: 0}
    for _ in range(len(after) + 1):
        changed = False
        for here, least in list(reached.items()):
            for target, gap in after.get(here, {}).items():
                if target != origin and least + gap > reached.get(target, -at.FAR):
                    reached[target] = least + gap
                    changed = True
        if not changed:
            break
    del reached[origin]
    return reached


def _mates(problem: Problem, index: Index, rules: Sequence[Group], table: np.ndarray) -> np.ndarray:
    """The visits that are planned with each visit or not at all."""
    mates: dict[int, list[int]] = {}
    for rule in rules:
        if rule.fold == Fold.TOGETHER:
            for team in rule.teams(problem):
                rows = [index.visit[name] for name in team.visits]
                for row in rows:
                    mates.setdefault(row, []).extend(other for other in rows if other != row)
    flat: list[int] = []
    for row in range(len(problem.visits)):
        table[row, at.MATE_LO] = len(flat)
        flat += sorted(set(mates.get(row, ())))
        table[row, at.MATE_HI] = len(flat)
    return np.array(flat or [0], np.int64)

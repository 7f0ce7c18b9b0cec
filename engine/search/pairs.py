"""From pair rules to the table of visits and carers, asking each rule only what it can answer differently."""

from collections.abc import Callable, Hashable, Iterable

import numpy as np

from engine.problem import Carer, Problem, Visit
from engine.shapes import Facts, Named, Pair

BATCH = 64
"""Visits added up at once: few enough that their rows stay in the processor's cache."""


MOST_KEPT = 2_000
"""Kinds of visits of which it is remembered what they come to with each carer; then all are forgotten."""


class Known:
    """What is known of the carers of a problem, for who asks about them again and again."""

    def __init__(self, problem: Problem):
        self.carers = problem.carers
        self.column = {carer.id: column for column, carer in enumerate(problem.carers)}
        self._kinds: dict[str, tuple[list[Carer], np.ndarray]] = {}
        self._points: dict[tuple[str, Hashable], np.ndarray] = {}

    def points(self, problem: Problem, rule: Pair, sees: Facts, price: int, visit: Visit, kind: Hashable) -> np.ndarray:
        """Points of a visit of a kind with each carer, shape (carers,); problem: with the visit."""
        known = self._points.get((rule.id, kind))
        if known is None:
            if len(self._points) >= MOST_KEPT:
                self._points.clear()
            carers, kinds = self._of_carers(problem, rule, sees)
            asked = np.array([price * rule.amount(problem, visit, carer) for carer in carers], np.int64)
            known = self._points[rule.id, kind] = asked[kinds]
        return known

    def _of_carers(self, problem: Problem, rule: Pair, sees: Facts) -> tuple[list[Carer], np.ndarray]:
        """The first carer of each kind, and the kind of each carer: those with equal facts are of one kind."""
        if rule.id not in self._kinds:
            place: dict[Hashable, int] = {}
            first: list[Carer] = []
            kinds = np.zeros(len(self.carers), np.int64)
            for row, carer in enumerate(self.carers):
                told = sees.carer(problem, carer)
                if told not in place:
                    place[told] = len(first)
                    first.append(carer)
                kinds[row] = place[told]
            self._kinds[rule.id] = first, kinds
        return self._kinds[rule.id]


def pairs(
    problem: Problem,
    rules: Iterable[tuple[Pair, int]],
    pause: Callable[[], None] = lambda: None,
    known: Known | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Points of every visit and carer, shape (visits, carers), and of leaving each visit unplanned, shape (visits,).

    rules: each with the points of one unit. pause: see `tables.build`. known: of the same carers, rules and prices.
    """
    known = Known(problem) if known is None else known
    table = np.zeros((len(problem.visits), len(problem.carers)), np.int64)
    nobody, anybody = np.zeros((2, len(problem.visits)), np.int64)
    by_kinds: list[tuple[np.ndarray, np.ndarray]] = []
    for rule, price in rules:
        for row, visit in enumerate(problem.visits):
            pause()
            nobody[row] += price * rule.amount(problem, visit, None)
        if isinstance(rule.sees, Facts):
            by_kinds.append(_by_facts(problem, rule, rule.sees, price, pause, known))
        elif isinstance(rule.sees, Named):
            anybody += _by_names(problem, rule, rule.sees, price, table, known.column, pause)
        else:
            _one_by_one(problem, rule, price, table, pause)
    for first in range(0, len(table), BATCH):
        pause()
        some = slice(first, first + BATCH)
        table[some] += anybody[some, None]
        for asked, kind in by_kinds:
            table[some] += asked[kind[some]]
    return table, nobody


def _one_by_one(problem: Problem, rule: Pair, price: int, table: np.ndarray, pause: Callable[[], None]) -> None:
    for row, visit in enumerate(problem.visits):
        pause()
        table[row] += [price * rule.amount(problem, visit, carer) for carer in problem.carers]


def _by_facts(
    problem: Problem, rule: Pair, sees: Facts, price: int, pause: Callable[[], None], known: Known
) -> tuple[np.ndarray, np.ndarray]:
    """Points of each kind of visit with each carer, and of which kind each visit is."""
    place: dict[Hashable, int] = {}
    asked: list[np.ndarray] = []
    kinds = np.zeros(len(problem.visits), np.int64)
    for row, visit in enumerate(problem.visits):
        kind = sees.visit(problem, visit)
        if kind not in place:
            pause()
            place[kind] = len(asked)
            asked.append(known.points(problem, rule, sees, price, visit, kind))
        kinds[row] = place[kind]
    return np.array(asked, np.int64).reshape(len(asked), len(problem.carers)), kinds


def _by_names(
    problem: Problem,
    rule: Pair,
    sees: Named,
    price: int,
    table: np.ndarray,
    column_of: dict[str, int],
    pause: Callable[[], None],
) -> np.ndarray:
    """Points of each visit with a carer whom it does not name; by what the named ones differ goes into the table."""
    others = np.zeros(len(problem.visits), np.int64)
    for row, visit in enumerate(problem.visits):
        pause()
        named = set(sees.carers(problem, visit))
        other = next((carer for carer in problem.carers if carer.id not in named), None)
        if other is not None:
            others[row] = price * rule.amount(problem, visit, other)
        for name in named:
            amount = rule.amount(problem, visit, problem.carer[name])
            table[row, column_of[name]] += price * amount - others[row]
    return others

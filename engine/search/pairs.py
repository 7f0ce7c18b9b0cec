"""From pair rules to the table of visits and carers, asking each rule only what it can answer differently."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from engine.problem import Carer, Problem
from engine.shapes import Facts, Named, Pair

T = TypeVar("T")

BATCH = 64
"""Visits added up at once: few enough that their rows stay in the processor's cache."""


Kinds = tuple[list[Carer], np.ndarray]
"""The first carer of each kind, and the kind of each carer."""


def pairs(
    problem: Problem,
    rules: Iterable[tuple[Pair, int]],
    pause: Callable[[], None] = lambda: None,
    known: dict[str, Kinds] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Points of every visit and carer, shape (visits, carers), and of leaving each visit unplanned, shape (visits,).

    rules: each with the points of one unit. pause: see `tables.build`. known: the kinds of carers by rule, filled when
    first asked, for who asks again about the same carers.
    """
    known = {} if known is None else known
    table = np.zeros((len(problem.visits), len(problem.carers)), np.int64)
    nobody, anybody = np.zeros((2, len(problem.visits)), np.int64)
    column_of = {carer.id: column for column, carer in enumerate(problem.carers)}
    by_kinds: list[tuple[np.ndarray, np.ndarray]] = []
    for rule, price in rules:
        for row, visit in enumerate(problem.visits):
            pause()
            nobody[row] += price * rule.amount(problem, visit, None)
        if isinstance(rule.sees, Facts):
            by_kinds.append(_by_facts(problem, rule, rule.sees, price, pause, known))
        elif isinstance(rule.sees, Named):
            anybody += _by_names(problem, rule, rule.sees, price, table, column_of, pause)
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
    problem: Problem, rule: Pair, sees: Facts, price: int, pause: Callable[[], None], known: dict[str, Kinds]
) -> tuple[np.ndarray, np.ndarray]:
    """Points of each kind of visit with each carer, and of which kind each visit is."""
    visits, kind_of_visit = _kinds(problem.visits, lambda visit: sees.visit(problem, visit))
    if rule.id not in known:
        known[rule.id] = _kinds(problem.carers, lambda carer: sees.carer(problem, carer))
    carers, kind_of_carer = known[rule.id]
    asked = np.zeros((len(visits), len(carers)), np.int64)
    for row, visit in enumerate(visits):
        pause()
        asked[row] = [price * rule.amount(problem, visit, carer) for carer in carers]
    return asked[:, kind_of_carer], kind_of_visit


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


def _kinds(things: Sequence[T], key: Callable[[T], Hashable]) -> tuple[list[T], np.ndarray]:
    """The first thing of each kind, and the kind of each thing: those with equal keys are of one kind."""
    first: dict[Hashable, int] = {}
    found: list[T] = []
    kinds = np.zeros(len(things), np.int64)
    for row, thing in enumerate(things):
        told = key(thing)
        if told not in first:
            first[told] = len(found)
            found.append(thing)
        kinds[row] = first[told]
    return found, kinds

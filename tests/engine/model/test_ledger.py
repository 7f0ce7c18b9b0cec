"""What the ledger adds comes out of CP-SAT as it is read from a plan."""

import pytest
from ortools.sat.python import cp_model

from engine.check import Lived
from engine.model.ledger import Expr, Ledger, no, unfixed
from engine.plan import Plan
from tests.problems import random_problem

LIVED = Lived(random_problem(0), Plan())


def least(ledger: Ledger, expression: Expr) -> int:
    """What an expression comes down to when minimised; the reading of the plan must say the same."""
    ledger.model.minimize(expression)
    solver = cp_model.CpSolver()
    assert solver.solve(ledger.model) == cp_model.OPTIMAL
    value = solver.value(expression)
    assert value == ledger.read(LIVED).of(expression)
    return value


@pytest.mark.parametrize(("x", "expected"), [(3, 0), (7, 2)])
def test_positive(x: int, expected: int) -> None:
    ledger = Ledger()
    variable = ledger.whole(x, x, lambda _: x)
    assert least(ledger, ledger.positive(variable - 5)) == expected


@pytest.mark.parametrize(("on", "expected"), [(0, 0), (1, 4)])
def test_an_amount_counts_only_where_its_condition_holds(on: int, expected: int) -> None:
    ledger = Ledger()
    literal = ledger.block([(on, on)], lambda _: [on])[0]
    assert least(ledger, ledger.positive(4, [literal])) == expected


def test_the_worst_is_the_largest_that_counts() -> None:
    ledger = Ledger()
    x = ledger.whole(2, 9, lambda _: 2)
    off = ledger.block([(0, 0)], lambda _: [0])[0]
    members: list[tuple[Expr, list[cp_model.IntVar]]] = [(x + 1, []), (100, [off]), (1, [])]
    assert least(ledger, ledger.worst(members)) == 3


def test_plain_numbers_stay_plain_numbers() -> None:
    ledger = Ledger()
    assert ledger.worst([(2, ()), (5, ()), (9, (0,))]) == 5
    assert ledger.total([1, 2]) == 3
    assert ledger.weighed([(2, 3), (0, ledger.literal(lambda _: 1))]) == 6
    assert ledger.largest([4, 6]) == 6
    assert ledger.smallest([4, 6]) == 4


def test_largest_and_smallest_are_exact() -> None:
    ledger = Ledger()
    x, y = (ledger.whole(low, low + 3, lambda _, low=low: low) for low in (1, 2))
    assert least(ledger, ledger.largest([x, y])) == 2
    assert least(ledger, ledger.smallest([x, y])) == 1


def test_what_cannot_hold_forbids_its_conditions() -> None:
    ledger = Ledger()
    literal = ledger.literal(lambda _: 0)
    ledger.at_least(-1, [literal])
    assert least(ledger, 1 - literal) == 1


def test_a_value_out_of_bounds_does_not_fit() -> None:
    ledger = Ledger()
    ledger.whole(0, 5, lambda _: 6)
    assert not ledger.fits(ledger.read(LIVED))


def test_conditions_that_are_settled_drop_out() -> None:
    literal = Ledger().literal(lambda _: 1)
    assert unfixed([1, literal, 1]) == [literal]
    assert unfixed([literal, 0]) is None
    assert (no(0), no(1)) == (1, 0)

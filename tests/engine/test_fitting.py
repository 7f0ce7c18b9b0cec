"""A visit fits a shift of its own days whose carer no HARD rule forbids."""

import pytest

from engine.price import Prices
from engine.problem import Problem, Shift, Visit
from engine.search import layout as at
from engine.search.fitting import CHEAPEST, MANY
from engine.search.tables import build
from engine.shapes import Pair
from tests.problems import random_problem


def may(problem: Problem, shift: Shift, visit: Visit) -> bool:
    prices = Prices(problem)
    hard = [rule for rule in prices.rules if isinstance(rule, Pair) and prices.points[rule.id] is None]
    carer = problem.carer[shift.carer]
    return problem.same_day(visit, shift) and not any(rule.amount(problem, visit, carer) for rule in hard)


@pytest.mark.parametrize("seed", range(4))
def test_fitting_shifts_are_those_that_may_do_a_visit(seed: int) -> None:
    problem = random_problem(seed)
    tables, _ = build(problem)
    for v, visit in enumerate(problem.visits):
        fitting = [row for row, shift in enumerate(problem.shifts) if may(problem, shift, visit)]
        lo, hi = tables.visit[v, [at.CAND_LO, at.CAND_HI]]
        assert tables.choice[lo:hi].tolist() == fitting
        assert tables.fits[v].nonzero()[0].tolist() == fitting


def test_of_many_shifts_the_cheapest_come_first() -> None:
    problem = random_problem(1, days=1, carers=150, visits=8)
    tables, _ = build(problem)
    counted: list[int] = []

    def cost(v: int, row: int) -> int:
        """The carer, and the way home from the visit."""
        shift, here = tables.shift[row], tables.visit[v, at.PLACE]
        return int(tables.pair[v, shift[at.CARER]] + tables.leg[shift[at.MODE], here, shift[at.TO]])

    for v in range(len(problem.visits)):
        fitting = tables.fits[v].nonzero()[0].tolist()
        cheap = sorted(fitting, key=lambda row: (cost(v, row), row))[:CHEAPEST]
        if len(fitting) > MANY:
            fitting = cheap + [row for row in fitting if row not in cheap]
            counted.append(v)
        lo, hi = tables.visit[v, [at.CAND_LO, at.CAND_HI]]
        assert tables.choice[lo:hi].tolist() == fitting
    assert counted


def test_without_shifts_nothing_fits() -> None:
    tables, _ = build(random_problem(0, carers=0, visits=0))
    assert tables.fits.shape == (0, 0)

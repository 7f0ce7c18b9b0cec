"""What is offered for one visit is clean and costs what is said; who is ruled out has no slot at all."""

from dataclasses import replace
from random import Random

import pytest

from engine.check import check
from engine.explain.reasons import worse
from engine.limits import Limits
from engine.matching import Desk, Freedoms, match
from engine.plan import Plan
from engine.problem import Problem, Request, Visit, Window
from engine.strategies.search import search
from tests.engine.matching.every_slot import clean_slots
from tests.problems import random_problem


def with_plan(seed: int, moves: int = 300, **sizes) -> tuple[Problem, Plan]:
    problem = random_problem(seed, **sizes)
    return problem, search(problem, Limits(iterations=moves, seed=seed)).plan


def one_more(problem: Problem, rng: Random) -> Visit:
    """A visit like one of the problem's, at another time of its day."""
    like = rng.choice(problem.visits)
    shift = rng.choice(problem.shifts)
    opens = min(rng.randrange(shift.start, shift.end), problem.calendar.day_starts[-1] - 1)
    windows = (Window(opens, opens + rng.randrange(0, 90)),)
    return replace(like, id="asked", windows=windows, preferred=None, must=rng.random() < 0.3, needs=like.needs[:1])


def merged(plan: Plan, routes) -> Plan:
    changed = {route.shift for route in routes}
    return Plan((*(route for route in plan.routes if route.shift not in changed), *routes))


@pytest.mark.parametrize("pushes", [0, 1, 3])
@pytest.mark.parametrize("seed", range(25))
def test_offers_are_exact_and_nobody_is_ruled_out_wrongly(seed, pushes):
    problem, plan = with_plan(seed)
    rng = Random(f"{seed} {pushes}")
    desk = Desk(problem, plan)
    asked = one_more(problem, rng)
    freedoms = Freedoms(pushes, rng.choice((0, 0, asked.earliest - 20)))
    answer = match(desk, Request((asked,)), freedoms, most=99)
    before = check(problem, plan)
    free: dict[str, float] = {}
    for one in clean_slots(answer.problem, plan, asked, freedoms):
        free.setdefault(one.carer, float("inf"))
        if one.as_it_was:
            free[one.carer] = min(one.cost - before.cost, free[one.carer])
    assert {offer.carers[0] for offer in answer.offers} == set(free)
    assert {out.carer for out in answer.ruled_out} == {carer.id for carer in problem.carers} - set(free)
    for offer in answer.offers:
        after = check(answer.problem, merged(plan, offer.routes))
        assert not worse(before, after)
        assert offer.points == round((after.cost - before.cost) * desk.prices.points_per_cost)
        assert len(offer.pushes) <= pushes
        assert offer.cost <= free[offer.carers[0]] + 1e-9
    costs = [(offer.points, offer.carers) for offer in answer.offers]
    assert costs == sorted(costs)

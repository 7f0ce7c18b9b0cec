"""No bound exceeds what a plan costs that breaks nothing: not that of the best, and at no prices that of any."""

from random import Random

import numpy as np
import pytest

from engine.bounds import lower_bound, relaxation
from engine.bounds.master import Prices
from engine.bounds.relaxation import Relaxation
from engine.check import check
from engine.limits import Limits
from engine.plan import Plan, Route
from engine.price import Prices as Points
from engine.problem import Problem
from tests import brute_force, problems


@pytest.mark.parametrize("seed", range(25))
def test_no_plan_undercuts_the_bound(seed: int) -> None:
    problem = brute_force.tiny_problem(seed)
    cost, plan = brute_force.best(problem)
    from_nothing = lower_bound(problem, Limits(iterations=30))
    assert from_nothing.value <= cost
    assert lower_bound(problem, Limits(iterations=30), plan).value <= cost


@pytest.mark.parametrize("buckets", [1500, 60])
@pytest.mark.parametrize("seed", range(12))
def test_at_any_prices_rounds_charged_apart_cost_no_more_than_the_plan(
    seed: int, buckets: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relaxation, "MOST_BUCKETS", buckets)
    rng = Random(seed)
    problem = problems.all_soft(problems.random_problem(seed, days=2, visits=12))
    plan = resting_at_clients(problems.random_plan(problem, rng))
    cost = check(problem, plan).cost * Points(problem).points_per_cost
    under_way = Relaxation(problem, plan, lambda: False)
    under_way.prepare()
    columns = [some[-1] for some in under_way.known]
    assert sum(len(some) > 1 for some in under_way.known) == sum(bool(route.stops) for route in plan.routes)
    for scale in (0, 1, 30):
        prices = under_way.master.allowed(random_prices(problem, under_way, rng, scale))
        apart = under_way.constant(prices) + sum(one.price(prices.duals, prices.charges) for one in columns)
        assert apart <= cost + 1e-6
        for rounds, column in zip(under_way.rounds, columns, strict=True):
            priced = rounds.cheapest(prices.duals, prices.charges, np.inf)
            assert priced.value <= column.price(prices.duals, prices.charges) + 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_the_cheapest_round_costs_what_its_column_says(seed: int) -> None:
    problem = problems.all_soft(problems.random_problem(seed, days=2, visits=12))
    under_way = Relaxation(problem, None, lambda: False)
    under_way.prepare()
    prices = under_way.master.allowed(random_prices(problem, under_way, Random(seed), 1))
    prices = Prices(30 * abs(prices.duals), prices.charges)
    found = [rounds.cheapest(prices.duals, prices.charges, np.inf) for rounds in under_way.rounds]
    assert sum(len(one.columns[-1].visits) > 1 for one in found) > 2
    for one in found:
        assert one.columns[-1].price(prices.duals, prices.charges) == pytest.approx(one.value, abs=1e-6)


def random_prices(problem: Problem, under_way: Relaxation, rng: Random, scale: float) -> Prices:
    points = Points(problem).points_per_cost
    duals = np.array([rng.uniform(-10, 60) * points * scale for _ in problem.visits])
    return Prices(duals, np.array([rng.uniform(0, 2) * scale * points for _ in under_way.charges.all]))


def resting_at_clients(plan: Plan) -> Plan:
    """Without breaks that nobody is visited after."""
    routes = []
    for route in plan.routes:
        stops = list(route.stops)
        while stops and stops[-1].visit is None:
            stops.pop()
        routes.append(Route(route.shift, tuple(stops)))
    return Plan(tuple(routes))

"""CP-SAT and the referee agree on what a plan costs and on what is forbidden: each rule alone, and all together."""

from functools import cache
from random import Random

import pytest
from ortools.sat.python import cp_model

from engine.check import check
from engine.model.cpsat import Model, Worth
from engine.model.variables import Scope
from engine.plan import Plan
from engine.price import Prices
from engine.problem import Problem
from engine.rules import RULES
from engine.units import HARD
from tests.problems import all_soft, alone, random_plan, random_problem

NAMES = [rule.id for rule in RULES]
SEEDS = (2, 3, 7)
MORE_SEEDS = range(12)


@cache
def case(seed: int) -> tuple[Problem, Plan]:
    problem = random_problem(seed)
    return problem, random_plan(problem, Random(seed))


def judged(problem: Problem, plan: Plan) -> Worth:
    """The referee's word in the model's terms."""
    verdict = check(problem, plan)
    points = round(verdict.cost * Prices(problem).points_per_cost)
    return Worth(points, sum(finding.amount for finding in verdict.violations))


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_pays_on_these_plans(rule: str) -> None:
    assert any(judged(alone(case(seed)[0], rule, 1), case(seed)[1]).points > 0 for seed in SEEDS)


@pytest.mark.parametrize("rule", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_each_rule_alone_and_soft(rule: str, seed: int) -> None:
    problem, plan = case(seed)
    problem = alone(problem, rule, 1.5)
    assert Model(problem).evaluate(plan) == judged(problem, plan)


@pytest.mark.parametrize("rule", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_each_rule_alone_and_hard(rule: str, seed: int) -> None:
    """From nothing, a plan that breaks the rule is impossible, or penalised where planning nothing breaks it too; with
    the plan itself at hand, what it breaks is counted to the unit."""
    problem, plan = case(seed)
    problem = alone(problem, rule, HARD)
    expected = judged(problem, plan)
    worth = Model(problem).evaluate(plan)
    assert (worth is None or worth.broken > 0) == (expected.broken > 0)
    assert Model(problem, plan).evaluate(plan) == expected


@pytest.mark.parametrize("seed", MORE_SEEDS)
def test_all_rules_soft(seed: int) -> None:
    problem, plan = case(seed)
    problem = all_soft(problem)
    assert Model(problem).evaluate(plan) == judged(problem, plan)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_break_on_the_spot_costs_what_the_spot_costs(seed: int) -> None:
    problem = all_soft(random_problem(seed, doorstep=3))
    plan = random_plan(problem, Random(seed))
    assert check(problem, plan).clean
    assert Model(problem).evaluate(plan) == judged(problem, plan)


@pytest.mark.parametrize("seed", MORE_SEEDS)
def test_all_rules_at_their_own_weights(seed: int) -> None:
    problem, plan = case(seed)
    assert Model(problem, plan).evaluate(plan) == judged(problem, plan)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_hint_names_every_variable_and_is_a_solution(seed: int) -> None:
    problem, plan = case(seed)
    problem = all_soft(problem)
    model = Model(problem)
    assert model.hint(plan)
    assert len(model.ledger.model.model_proto.solution_hint.vars) == len(model.ledger.model.model_proto.variables)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.fix_variables_to_their_hinted_value = True
    assert solver.solve(model.ledger.model) == cp_model.OPTIMAL
    assert solver.objective_value == judged(problem, plan).points


@pytest.mark.parametrize("seed", MORE_SEEDS)
@pytest.mark.parametrize("in_order", [False, True])
def test_the_rest_frozen(seed: int, in_order: bool) -> None:
    """With a few rounds free and the others as numbers, a plan is worth the same."""
    problem, plan = case(seed)
    problem = all_soft(problem)
    names = [route.shift for route in plan.routes]
    few = frozenset(Random(seed).sample(names, min(3, len(names))))
    assert Model(problem, plan, Scope(shifts=few, in_order=in_order)).evaluate(plan) == judged(problem, plan)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_comes_out_is_the_plan_that_went_in(seed: int) -> None:
    problem, plan = case(seed)
    model = Model(problem, plan)
    values = model.ledger.read(model.lived).values
    assert sorted(model.extract(values).routes, key=lambda route: route.shift) == sorted(
        plan.routes, key=lambda route: route.shift
    )

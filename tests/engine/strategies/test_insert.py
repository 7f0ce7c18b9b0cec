"""The compiled placer finds a place at least as good as the plain one that tries them all."""

from random import Random

from datasets.eixample import generate
from engine.check import check
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.strategies.insert import placer
from engine.strategies.search import search
from tests.placing import ReferencePlacer
from tests.problems import random_plan, random_problem


def worth(problem: Problem, plan: Plan) -> tuple[int, float]:
    verdict = check(problem, plan)
    return sum(finding.amount for finding in verdict.violations), verdict.cost


def test_what_comes_back_differs_in_that_visit_only() -> None:
    assert sum(differs_in_that_visit_only(seed) for seed in range(8)) > 0


def differs_in_that_visit_only(seed: int) -> int:
    """How many placements were looked at."""
    problem = random_problem(seed)
    plan = random_plan(problem, Random(seed))
    place = placer(problem)
    mates = {visit: {link.first, link.second} for link in problem.links for visit in (link.first, link.second)}
    before = {visit: problem.shift[shift].carer for visit, shift, _ in plan.visits()}
    found = 0
    for visit in problem.visits:
        if visit.id in before:
            continue
        for carer in problem.carers:
            after = place(plan, visit.id, carer.id)
            if after is None:
                continue
            found += 1
            doing = {name: problem.shift[shift].carer for name, shift, _ in after.visits()}
            assert doing[visit.id] == carer.id
            changed = {name for name in {*doing, *before} if doing.get(name) != before.get(name)}
            assert changed <= {visit.id} | mates.get(visit.id, set())
            check(problem, after)
    return found


def test_it_is_no_worse_than_trying_every_place_one_by_one() -> None:
    problem = generate(clients=8, carers=4, days=1, seed=6)
    plan = search(problem, Limits(iterations=20_000)).plan
    compiled, plain = placer(problem), ReferencePlacer(problem)
    compared = 0
    for visit in problem.visits:
        rest = plan.without(visit.id)
        for carer in problem.carers:
            reference = plain(rest, visit.id, carer.id)
            if reference is None or not check(problem, reference).clean:
                continue
            found = compiled(rest, visit.id, carer.id)
            assert found is not None
            assert worth(problem, found) <= (0, check(problem, reference).cost + 1e-9), (visit.id, carer.id)
            compared += 1
    assert compared > len(problem.visits)

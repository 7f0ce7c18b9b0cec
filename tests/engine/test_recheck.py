"""The referee asked about a change says what two whole verdicts differ by."""

from dataclasses import replace
from random import Random

import pytest

from engine.check import check
from engine.errors import PlanError
from engine.explain.reasons import contributions, worse
from engine.plan import Plan, Route, Stop
from engine.problem import Client, Link, Problem, Visit, Window, joined
from engine.recheck import Judged
from engine.result import Verdict
from tests.problems import all_soft, random_plan, random_problem

SEEDS = range(40)


def _with(plan: Plan, rounds: list[Route]) -> Plan:
    changed = {route.shift for route in rounds}
    return Plan(
        (*(route for route in plan.routes if route.shift not in changed), *(one for one in rounds if one.stops))
    )


def _by_rule(before: Verdict, after: Verdict) -> dict[str, float]:
    """Amounts by rule, and costs by rule and "cost"."""
    parts = contributions(before, after)
    costs = {f"{one.rule} cost": one.cost for one in parts if one.cost is not None}
    return {one.rule: one.amount for one in parts} | costs


def _agrees(problem: Problem, plan: Plan, rounds: list[Route], later: Problem | None = None) -> None:
    judged = Judged(problem, plan)
    change = judged.changed(rounds, later)
    before, after = check(problem, plan), check(later or problem, _with(plan, rounds))
    told, whole = (_by_rule(*pair) for pair in ((change.before, change.after), (before, after)))
    assert told == pytest.approx(whole)
    assert change.points == round((after.cost - before.cost) * judged.prices.points_per_cost)
    assert {(f.rule, f.about, f.detail) for f in worse(change.before, change.after)} == {
        (f.rule, f.about, f.detail) for f in worse(before, after)
    }


def _shuffled(problem: Problem, plan: Plan, rng: Random) -> list[Route]:
    """Some rounds of the plan, with the rounds of another plan that do none of the other rounds' visits."""
    other = {route.shift: route for route in random_plan(problem, rng).routes}
    names = rng.sample([shift.id for shift in problem.shifts], 3)
    kept = {visit for visit, shift, _ in plan.visits() if shift not in names}
    return [
        Route(name, tuple(stop for stop in other.get(name, Route(name)).stops if stop.visit not in kept))
        for name in names
    ]


@pytest.mark.parametrize("soft", [False, True], ids=["default weights", "all soft"])
@pytest.mark.parametrize("seed", SEEDS)
def test_other_rounds(seed, soft):
    problem = random_problem(seed)
    problem = all_soft(problem) if soft else problem
    rng = Random(f"rounds {seed}")
    plan = random_plan(problem, rng)
    _agrees(problem, plan, _shuffled(problem, plan, rng))


@pytest.mark.parametrize("soft", [False, True], ids=["default weights", "all soft"])
@pytest.mark.parametrize("seed", SEEDS)
def test_care_that_joins(seed, soft):
    problem = random_problem(seed)
    problem = all_soft(problem) if soft else problem
    rng = Random(f"joins {seed}")
    plan = random_plan(problem, rng)
    shift = rng.choice(problem.shifts)
    host = rng.choice([*problem.clients, Client("new", "p1", wishes=problem.clients[0].wishes)])
    clients = () if host.id in problem.client else (host,)
    first = rng.choice(problem.visits)
    visits = tuple(
        Visit(f"n{number}", host.id, 20, (Window(first.earliest, first.earliest + 60),), must=number == 1)
        for number in range(2)
    )
    links = (Link("n0", "n1", 0, 0, "different"), Link(first.id, "n0", 5, None, both=False))
    later = joined(problem, visits, clients, links)
    held = next((route for route in plan.routes if route.shift == shift.id), Route(shift.id))
    begin = max(first.earliest, held.stops[-1].end + 30 if held.stops else shift.start + 30)
    _agrees(problem, plan, [Route(shift.id, (*held.stops, Stop("n0", begin, begin + 20)))], later)
    _agrees(problem, plan, [], later)


def test_a_visit_is_not_planned_twice():
    problem = random_problem(1)
    plan = random_plan(problem, Random(1))
    visit, shift, stop = next(plan.visits())
    other = next(one.id for one in problem.shifts if one.id != shift)
    with pytest.raises(PlanError, match=f"{visit}.*planned already .in shift {shift}"):
        Judged(problem, plan).changed([Route(other, (replace(stop),))])


def test_a_joined_problem_is_the_one_that_would_have_been_built():
    problem = random_problem(3)
    visit, client = replace(problem.visits[0], id="n0", client="new"), Client("new", "p2", usual=("c1",))
    link = Link(problem.visits[1].id, "n0")
    later = joined(problem, (visit,), (client,), (link,))
    built = replace(
        problem,
        visits=(*problem.visits, visit),
        clients=(*problem.clients, client),
        links=(*problem.links, link),
    )
    assert later == built
    for name in ("visit", "client", "visits_of", "refused_by", "place_index", "shifts_of"):
        assert getattr(later, name) == getattr(built, name)
    assert later.date_of(visit) == built.date_of(visit)
    assert problem.visit.keys() == {one.id for one in problem.visits}

"""The exact strategy: against every plan there is, from good and bad starts, within its limits."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from engine.check import check
from engine.data import uhhc
from engine.errors import StrategyError
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Carer, Competency, Need, Problem
from engine.result import Bound, Progress, StopReason
from engine.strategies import exact as module
from engine.strategies.exact import exact
from tests.brute_force import best, tiny_problem
from tests.problems import random_plan, random_problem
from tests.realdata import SHARED, files

SEEDS = (3, 7, 15, 17, 19, 22, 28, 30, 32, 34, 37)
OPTIMA = {"i-116": 16973, "InstanzCPLEX_HCSRP_10_1": 654.596, "InstanzCPLEX_HCSRP_10_3": 917.575}
"""Proved best costs. The published best plan of i-116 costs 17393."""


@cache
def optimum(seed: int) -> tuple[float, Plan]:
    return best(tiny_problem(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_it_finds_and_proves_the_best_of_all_plans(seed: int) -> None:
    problem = tiny_problem(seed)
    outcome = exact(problem, Limits(seconds=60))
    verdict = check(problem, outcome.plan)
    assert verdict.clean
    assert (verdict.cost, outcome.bound, outcome.stopped) == (
        optimum(seed)[0],
        Bound(optimum(seed)[0], proved=True),
        StopReason.OPTIMAL,
    )


def test_the_tiny_problems_hold_breaks_links_and_unplanned_visits() -> None:
    plans = [optimum(seed)[1] for seed in SEEDS]
    stops = [[stop.visit for route in plan.routes for stop in route.stops] for plan in plans]
    assert any(None in names for names in stops)
    assert any({"v0", "v1"} <= set(names) for names in stops)
    assert any(not {"v0", "v1", "v2"} <= set(names) for names in stops)


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_a_plan_that_is_the_best_already_stays(seed: int) -> None:
    cost, plan = optimum(seed)
    outcome = exact(tiny_problem(seed), Limits(seconds=60), plan)
    assert outcome.plan == plan
    assert outcome.bound == Bound(cost, proved=True)


@pytest.mark.parametrize("seed", range(4))
def test_no_plan_is_below_the_bound_and_none_gets_dearer(seed: int) -> None:
    problem = random_problem(seed)
    start = random_plan(problem, Random(seed), planned=0.2)
    outcome = exact(problem, Limits(iterations=10_000), start)
    before, after = check(problem, start), check(problem, outcome.plan)
    assert (len(after.violations), after.cost) <= (len(before.violations), before.cost) or after.clean
    if outcome.bound is not None:
        assert outcome.bound.value <= after.cost


def impossible(problem: Problem) -> Problem:
    """Everything must be done, and one visit asks for what nobody can."""
    first, *others = problem.visits
    needy = replace(first, needs=(Need("surgery"),))
    carers = tuple(Carer(carer.id, (Competency("hoist", 2),)) for carer in problem.carers)
    return replace(
        problem, carers=carers, visits=tuple(replace(one, must=True) for one in (needy, *others)), links=(), pins=()
    )


def test_wishes_that_cannot_be_met_give_a_plan_and_no_bound() -> None:
    problem = impossible(tiny_problem(7))
    outcome = exact(problem, Limits(seconds=60))
    violations = check(problem, outcome.plan).violations
    assert [(finding.rule, finding.about.visit) for finding in violations] == [("must_do", problem.visits[0].id)]
    assert outcome.bound is None


def test_it_mends_a_plan_that_breaks_rules() -> None:
    problem = random_problem(3)
    start = random_plan(problem, Random(3))
    assert not check(problem, start).clean
    outcome = exact(problem, Limits(iterations=30_000), start)
    broken = [sum(finding.amount for finding in check(problem, plan).violations) for plan in (outcome.plan, start)]
    assert broken[0] < broken[1]


def test_the_same_seed_and_iterations_give_the_same_plan() -> None:
    problem = random_problem(1)
    first, second = (exact(problem, Limits(seed=4, iterations=8_000)) for _ in range(2))
    assert first.plan == second.plan
    assert first.iterations == second.iterations
    assert first.stopped == StopReason.ITERATIONS


def test_a_stop_request_brings_back_what_there_is() -> None:
    problem = random_problem(1)
    start = random_plan(problem, Random(1))
    limits = Limits()
    limits.stop.set()
    outcome = exact(problem, limits, start)
    assert (outcome.plan, outcome.stopped) == (start, StopReason.REQUEST)


def test_a_stop_request_while_solving_is_honoured_and_progress_is_told() -> None:
    problem = random_problem(1, visits=40)
    told: list[Progress] = []

    def tell(progress: Progress) -> None:
        told.append(progress)
        limits.stop.set()

    limits = Limits(progress=tell)
    outcome = exact(problem, limits)
    assert outcome.stopped == StopReason.REQUEST
    assert told[-1].cost is not None
    assert told[-1].bound is not None
    assert told[-1].phase == "exact"


def test_what_is_too_large_for_one_model_is_refused_by_size_and_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LEGS", 50)
    with pytest.raises(StrategyError, match=r"possible legs \(16 visits, .* one model holds 50: use 'search'"):
        exact(random_problem(1), Limits())
    monkeypatch.setattr(module, "MOST_PAIRS", 20)
    with pytest.raises(StrategyError, match="pairs of visit and shift"):
        exact(random_problem(1), Limits())


PATHS = [*files("uhhc/instances", "i-116.json"), *files("uhhc/families", "InstanzCPLEX_HCSRP_10_*.json")]


@pytest.mark.parametrize("path", PATHS)
def test_small_benchmarks_are_proved(path: Path) -> None:
    problem = uhhc.read(path)
    outcome = exact(problem, Limits(seconds=120))
    assert check(problem, outcome.plan).clean
    assert outcome.bound == Bound(OPTIMA[path.stem], proved=True)
    assert check(problem, outcome.plan).cost == OPTIMA[path.stem]


@pytest.mark.parametrize("path", files("uhhc/solutions", "i-100.sa.json"))
def test_a_published_plan_gets_a_bound_at_once(path: Path) -> None:
    """Found by others: no plan of i-100 is below 14447, one of 14648 exists."""
    problem = uhhc.read(SHARED / "uhhc/instances/i-100.json")
    start = uhhc.read_plan(problem, json.dumps(json.loads(path.read_text())))
    outcome = exact(problem, Limits(iterations=20_000), start)
    assert outcome.bound is not None
    assert 0 < outcome.bound.value <= 14648
    assert check(problem, outcome.plan).cost <= check(problem, start).cost

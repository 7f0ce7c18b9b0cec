"""The default keeps one clock over its two halves, and comes back with a plan whatever the second half makes of it."""

import pytest

from datasets.eixample import generate
from engine.check import check
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Client, Problem, Weights
from engine.result import Outcome, Progress
from engine.strategies.combined import PROVABLE_VISITS, combined
from engine.strategies.exact import MOST_LEGS, MOST_PAIRS
from engine.strategies.search import search
from tests.twins import plan, problem, shift, visit


@pytest.fixture(scope="module", params=[(4, 1), (12, 3)], ids=["proved", "polished"])
def week(request: pytest.FixtureRequest) -> Problem:
    clients, days = request.param
    return generate(clients=clients, carers=4, days=days, seed=4)


def test_time_and_cost_are_told_as_one_run(week: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    # A busy machine takes longer to load CP-SAT than a twentieth of a few seconds.
    monkeypatch.setattr("engine.strategies.combined.SEARCH_SHARE", 0.5)
    told: list[Progress] = []
    outcome = combined(week, Limits(seconds=4, progress=told.append))
    assert len({one.phase for one in told}) > 2, "both halves have something to tell"
    moments = [one.elapsed for one in told]
    assert moments == sorted(moments)
    seconds, costs = zip(*outcome.trace, strict=True)
    assert list(seconds) == sorted(seconds)
    assert costs[-1] == pytest.approx(check(week, outcome.plan).cost)
    assert seconds[-1] <= told[-1].elapsed


def test_few_visits_for_more_shifts_than_a_model_holds_are_planned_all_the_same() -> None:
    visits = [visit(f"v{number}", "abcd"[number % 4]) for number in range(PROVABLE_VISITS)]
    shifts = [shift(f"carer{number}") for number in range(MOST_LEGS // PROVABLE_VISITS**2 + 40)]
    assert len(visits) * len(shifts) < MOST_PAIRS
    given = problem(*shifts, *visits, Weights())
    assert check(given, combined(given, Limits(seconds=2)).plan).unplanned == ()


def test_no_time_at_all_is_enough_for_the_plan_at_hand(week: Problem) -> None:
    start = combined(week, Limits(iterations=500)).plan
    assert combined(week, Limits(seconds=0.0), start).plan == start


def test_a_plan_that_mends_what_was_forbidden_is_an_improvement_though_it_costs() -> None:
    client = Client("a", "a", refuses=("aina",), usual=("aina",))
    given = problem(shift("aina"), shift("berta"), visit("v"), client, Weights({"different_carers": 0}))
    outcome = combined(given, Limits(iterations=2_000), plan(given, aina="09:00 v"))
    verdict = check(given, outcome.plan)
    assert verdict.clean
    assert verdict.cost > check(given, plan(given, aina="09:00 v")).cost
    assert outcome.trace[-1][1] == pytest.approx(verdict.cost)


def test_what_is_too_large_to_be_polished_is_searched_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    large = generate(clients=12, carers=4, days=3, seed=4)
    monkeypatch.setattr("engine.strategies.combined.MOST_POLISHED", len(large.visits) - 1)
    given: list[float | None] = []

    def looking(problem: Problem, limits: Limits, start: Plan | None) -> Outcome:
        given.append(limits.seconds)
        return search(problem, limits, start)

    monkeypatch.setattr("engine.strategies.combined.search", looking)
    told: list[Progress] = []
    outcome = combined(large, Limits(seconds=2, progress=told.append))
    assert given == [2], "the twentieth that would be CP-SAT's is the search's"
    assert {one.phase for one in told} <= {"first plan", "search"}
    assert check(large, outcome.plan).clean

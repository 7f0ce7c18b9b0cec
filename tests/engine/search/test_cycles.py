"""The best plan is cooled again and again: it is never lost, and comes nearer to the best there is."""

from dataclasses import replace

import pytest

from engine.check import check
from engine.limits import Limits
from engine.problem import Problem
from engine.search import cycles as cycling
from engine.search.crew import CHAINS, Crew
from engine.search.cycles import Cycles
from engine.search.parting import Parting
from engine.strategies import search as strategy
from engine.strategies.search import search
from tests.problems import one_nurse

SEEDS = range(4)
BATCHES, MOVES = 20, 500
DEAR = 6


def waiting_at(price: int, seed: int) -> Problem:
    """A day on which many meet, and a minute of waiting costs so much; one of travel costs 1."""
    problem = one_nurse(seed)
    return replace(problem, weights=replace(problem.weights, values={**problem.weights.values, "waiting": price}))


def cooled(problem: Problem, seed: int, workers: int) -> Crew:
    crew = Crew(problem, seed, workers)
    crew.first.construct(lambda: False, lambda: None)
    crew.spread(CHAINS)
    for batch in range(BATCHES):
        crew.anneal(batch / BATCHES, MOVES)
    return crew


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("price", [1, DEAR])
def test_the_best_plan_is_never_lost(price: int, workers: int) -> None:
    elsewhere = better = 0
    for seed in SEEDS:
        problem = waiting_at(price, seed)
        crew = cooled(problem, seed, workers)
        elsewhere += crew.best is not crew.first
        best = [crew.best.search.best_points]
        cycles = Cycles(crew)
        for _ in range(len(cycling.DEPTHS)):
            for cooling in range(cycles.coolings):
                out = cycles.begin(cooling)
                best.append(crew.best.search.best_points)
                for batch in range(BATCHES):
                    crew.anneal(out + (1 - out) * batch / BATCHES, MOVES)
                best.append(crew.best.search.best_points)
        crew.close()
        assert best == sorted(best, reverse=True)
        assert check(problem, crew.best.search.plan()).cost == pytest.approx(crew.best.best_cost)
        better += best[-1] < best[0]
    assert elsewhere, "the first run must take it over from another"
    assert better


def test_first_waiting_counts_as_travel_then_all_at_its_price() -> None:
    for seed in SEEDS:
        problem, cheaper = waiting_at(DEAR, seed), waiting_at(1, seed)
        crew = cooled(problem, seed, 1)
        cycles = Cycles(crew)
        for _ in range(2):
            cycles.begin(0)
            (eased,) = crew.chains
            crew.anneal(cycling.DEPTHS[0], MOVES)
            unit = eased.prices.points_per_cost
            assert check(cheaper, eased.search.plan()).cost == pytest.approx(eased.search.best_points / unit)
            cycles.begin(1)
            (true,) = crew.chains
            assert check(problem, eased.search.plan()).cost >= true.search.best_points / unit
            crew.anneal(cycling.DEPTH_TRUE, MOVES)


def test_where_waiting_is_not_dear_or_workers_share_one_plan_one_cooling_makes_a_cycle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Cycles(cooled(waiting_at(DEAR, 0), 0, 1)).coolings == 2
    assert Cycles(cooled(waiting_at(1, 0), 0, 1)).coolings == 1
    monkeypatch.setattr(Parting, "worth", lambda self, workers: workers > 1)
    crew = cooled(waiting_at(DEAR, 0), 0, 2)
    assert crew.helpers
    assert Cycles(crew).coolings == 1
    crew.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_all_moves_are_tried_and_counted(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr(strategy, "SLOW", 1_000)
    problem = waiting_at(DEAR, 0)
    moves = 20_000 * len(problem.visits)
    one, two = (search(problem, Limits(iterations=moves, workers=workers)) for _ in range(2))
    if workers == 1:
        assert one.iterations == two.iterations == moves
        assert one.plan == two.plan
    assert 1.9 / 2 * workers * moves < one.iterations <= workers * moves, "one worker heats the rival for all"


def test_short_coolings_of_the_best_plan_find_more_than_one_that_is_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [waiting_at(DEAR, number) for number in (5, 10, 13, 14)]

    def costs() -> float:
        total = 0.0
        for problem in problems:
            verdict = check(problem, search(problem, Limits(iterations=30_000 * len(problem.visits), seed=1)).plan)
            assert verdict.clean
            total += verdict.cost
        return total

    slow = costs()
    monkeypatch.setattr(strategy, "SLOW", 8_000)
    assert costs() < 0.98 * slow

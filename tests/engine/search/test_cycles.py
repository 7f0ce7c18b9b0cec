"""The best plan is cooled again and again: it is never lost, and comes nearer to the best there is."""

import threading
from contextlib import closing
from dataclasses import replace
from itertools import product

import pytest

from engine.check import check
from engine.limits import Limits
from engine.problem import Problem, Weights
from engine.result import StopReason
from engine.search import cycles as cycling
from engine.search.crew import CHAINS, Crew
from engine.search.cycles import Cycles
from engine.search.parting import Parting
from engine.search.run import Run
from engine.strategies import search as strategy
from engine.strategies.search import search
from tests.problems import one_nurse, random_problem

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


@pytest.mark.parametrize("team", ["one", "each its own plan", "one plan"])
@pytest.mark.parametrize("price", [1, DEAR])
def test_the_best_plan_is_never_lost(monkeypatch: pytest.MonkeyPatch, price: int, team: str) -> None:
    monkeypatch.setattr(Parting, "worth", lambda self, workers: team == "one plan")
    elsewhere = better = 0
    for seed in SEEDS:
        problem = waiting_at(price, seed)
        with closing(cooled(problem, seed, 1 if team == "one" else 2)) as crew:
            assert bool(crew.helpers) == (team == "one plan")
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
            assert best == sorted(best, reverse=True)
            assert check(problem, crew.best.search.plan()).cost == pytest.approx(crew.best.best_cost)
        better += best[-1] < best[0]
    assert elsewhere, "the first run must take it over from another"
    assert better


def test_first_waiting_counts_as_travel_then_all_at_its_price() -> None:
    waited = 0
    for seed in SEEDS:
        problem, cheaper = waiting_at(DEAR, seed), waiting_at(1, seed)
        crew = cooled(problem, seed, 1)
        cycles = Cycles(crew)
        for _ in range(2):
            cycles.begin(0)
            (eased,) = crew.chains
            crew.anneal(cycling.DEPTHS[0], MOVES)
            unit, cost = eased.prices.points_per_cost, check(cheaper, eased.search.plan()).cost
            assert cost == pytest.approx(eased.search.best_points / unit)
            cycles.begin(1)
            (true,) = crew.chains
            crew.anneal(cycling.DEPTH_TRUE, MOVES)
            assert check(problem, true.search.plan()).cost == pytest.approx(true.search.best_points / unit)
            waited += check(problem, eased.search.plan()).cost > cost
    assert waited


def test_where_waiting_is_not_dear_or_workers_share_one_plan_one_cooling_makes_a_cycle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Cycles(cooled(waiting_at(DEAR, 0), 0, 1)).coolings == 2
    assert Cycles(cooled(waiting_at(1, 0), 0, 1)).coolings == 1
    monkeypatch.setattr(Parting, "worth", lambda self, workers: workers > 1)
    with closing(cooled(waiting_at(DEAR, 0), 0, 2)) as crew:
        assert crew.helpers
        assert Cycles(crew).coolings == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_all_moves_are_tried_and_counted(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr(strategy, "SLOW", 1_000)
    heated: list[int] = []
    heat = Run.heat
    monkeypatch.setattr(Run, "heat", lambda self, over: heated.append(heat(self, over)) or heated[-1])
    problem = waiting_at(DEAR, 0)
    moves = 20_000 * len(problem.visits)
    one, two = (search(problem, Limits(iterations=moves, workers=workers)) for _ in range(2))
    expected = [workers * moves - (workers - 1) * some for some in heated]  # one worker heats the rival for all
    assert [one.iterations, two.iterations] == expected
    assert one.plan == two.plan or workers > 1


@pytest.mark.parametrize("asked", [False, True])
def test_cycles_end_in_time_and_when_asked_to(monkeypatch: pytest.MonkeyPatch, asked: bool) -> None:
    monkeypatch.setattr(strategy, "SLOW", 100)
    monkeypatch.setattr(strategy, "SHORT", 100)  # so that there are many on a slow machine too
    stop, begun = threading.Event(), 0
    begin = Cycles.begin

    def counted(self: Cycles, cooling: int) -> float:
        nonlocal begun
        begun += 1
        if asked and begun == 3:
            stop.set()
        return begin(self, cooling)

    monkeypatch.setattr(Cycles, "begin", counted)
    problem = waiting_at(DEAR, 0)
    outcome = search(problem, Limits(seconds=10 if asked else 1, stop=stop))
    assert begun == 3 if asked else begun > 3
    assert outcome.stopped == (StopReason.REQUEST if asked else StopReason.TIME)
    assert check(problem, outcome.plan).cost == pytest.approx(outcome.trace[-1][1])


@pytest.mark.parametrize(("rule", "sooner"), [("travel", True), ("idlest", False)])
def test_days_whose_rounds_are_rebuilt_are_cooled_again_sooner(
    monkeypatch: pytest.MonkeyPatch, rule: str, sooner: bool
) -> None:
    begun: list[int] = []
    begin = Cycles.begin
    monkeypatch.setattr(Cycles, "begin", lambda self, cooling: begun.append(cooling) or begin(self, cooling))
    weights = Weights({"unplanned": 500, "travel": 1, rule: 3}, others="off")
    problem = replace(random_problem(1, carers=3, visits=10), weights=weights, links=())
    moves = (strategy.SLOW_PLAIN + strategy.SLOW) // 2 * len(problem.visits)
    verdict = check(problem, search(problem, Limits(iterations=moves)).plan)
    assert verdict.clean
    assert bool(begun) == sooner


def test_short_coolings_of_the_best_plan_find_more_than_one_that_is_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [waiting_at(DEAR, number) for number in (11, 12, 15, 16)]

    def costs(slow: int) -> float:
        monkeypatch.setattr(strategy, "SLOW", slow)
        total = 0.0
        for problem, seed in product(problems, (1, 2, 3)):
            verdict = check(problem, search(problem, Limits(iterations=30_000 * len(problem.visits), seed=seed)).plan)
            assert verdict.clean
            total += verdict.cost
        return total

    assert costs(8_000) < 0.98 * costs(1_000_000)

"""A cooling begins where visits still go elsewhere easily, so that the first plan does not decide who comes when."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest

from engine.check import check
from engine.limits import Limits
from engine.problem import Problem, Weights
from engine.search.crew import CHAINS, Crew
from engine.search.moves import RELOCATE
from engine.search.run import HEATING, HOTTEST, MOBILE, Run
from engine.search.state import Search
from engine.strategies.search import ENOUGH_FOR_A_CHAIN, search
from tests.problems import one_nurse, random_problem

ENOUGH = 20_000
BATCHES, MOVES = 40, 2_000
SEEDS = range(4)


@pytest.fixture(autouse=True)
def as_large_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """These problems are small, to be quick; small ones would begin hotter from the start."""
    monkeypatch.setattr("engine.search.run.HOTTER", 1.0)


def stiff(seed: int) -> Problem:
    """Travel, from which the usual first temperature comes, counts little beside other rules."""
    problem = random_problem(seed, carers=4, visits=30)
    return replace(problem, weights=replace(problem.weights, values={**problem.weights.values, "travel": 20}))


def loose(seed: int) -> Problem:
    """Nothing counts but that visits are planned."""
    return replace(random_problem(seed, carers=4, visits=30), weights=Weights({"unplanned": 1}, others="off"))


def constructed(problem: Problem) -> Run:
    run = Run(problem, 1)
    run.construct(lambda: False, lambda: None)
    return run


def kept(run: Run) -> float:
    """The share of relocations that is kept where cooling begins."""
    before = run.tally[RELOCATE].copy()
    run.anneal(0.0, ENOUGH)
    tried, stay, _ = run.tally[RELOCATE] - before
    return stay / tried


def test_where_little_moves_it_begins_hotter() -> None:
    reached = 0
    for seed in SEEDS:
        run = constructed(stiff(seed))
        before = kept(run)
        assert before < MOBILE
        heated = run.heat(lambda: False)
        assert 0 < heated < run.tally[:, 0].sum()
        usual, hot = run.schedule.usual, run.schedule.hot
        assert usual < hot <= HOTTEST * usual
        assert kept(run) > 1.5 * before
        near = kept(run) > 0.8 * MOBILE
        assert near or HEATING * hot > HOTTEST * usual
        reached += near
    assert reached > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_where_all_moves_it_begins_as_usual(seed: int) -> None:
    run = constructed(loose(seed))
    assert kept(run) > MOBILE
    run.heat(lambda: False)
    assert run.schedule.hot == run.schedule.usual


def test_when_time_is_over_it_stays_as_it_is() -> None:
    run = constructed(stiff(0))
    assert run.heat(lambda: True) == 0
    assert run.schedule.hot == run.schedule.usual


def test_as_long_as_the_rival_is_hotter_nobody_goes_nor_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    crew = Crew(one_nurse(5), 0, 2)
    assert not crew.helpers
    crew.first.construct(lambda: False, lambda: None)
    crew.spread(1)
    crew.challenge(lambda: False)
    chains = list(crew.chains)
    followed: list[Search] = []
    follow = Search.follow
    monkeypatch.setattr(Search, "follow", lambda self, other: (followed.append(self), follow(self, other)))
    for batch in range(BATCHES):
        crew.anneal(batch / BATCHES, MOVES)
    assert crew.chains == chains
    assert not followed
    crew.learn()
    for batch in range(BATCHES):
        crew.anneal(batch / BATCHES, MOVES)
    assert followed, "without a rival, the one behind follows the one ahead"
    crew.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_each_has_measured_for_its_own_cooling(seed: int) -> None:
    crew = Crew(stiff(seed), seed, 1)
    crew.spread(1)
    crew.challenge(lambda: False)
    usual, rival = crew.chains
    for batch in range(BATCHES):
        crew.anneal(batch / BATCHES, MOVES)
    assert usual.schedule.batches.sum() == rival.schedule.batches.sum() == BATCHES / 2


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("day", [stiff, one_nurse])
@pytest.mark.parametrize("seed", SEEDS)
def test_all_go_on_like_the_one_that_ended_best(seed: int, day: Callable[[int], Problem], workers: int) -> None:
    crew = Crew(day(seed), seed, workers)
    crew.first.construct(lambda: False, lambda: None)
    crew.spread(1)
    crew.challenge(lambda: False)
    usual, rival = crew.chains[0], crew.chains[-1]
    assert rival.schedule.temperature(0.0) > usual.schedule.temperature(0.0) == usual.schedule.usual
    for batch in range(BATCHES):
        crew.anneal(batch / BATCHES, MOVES)
    best = min(crew.chains, key=lambda run: run.search.standing)
    points, ended = crew.best.search.best_points, best.search.standing
    crew.learn()
    crew.spread(3)
    assert crew.first is best
    assert {run.search.standing for run in crew.chains} == {ended}
    assert {id(run.schedule) for run in crew.chains} == {id(best.schedule)}
    assert crew.best.search.best_points == points
    crew.close()


def test_the_order_in_which_all_wait_for_one_carer_is_not_left_to_the_first_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problems = [one_nurse(number) for number in (5, 10, 13, 14)]

    def costs() -> float:
        total = 0.0
        for problem, seed in itertools.product(problems, (1, 3)):
            limits = Limits(iterations=CHAINS * ENOUGH_FOR_A_CHAIN * len(problem.visits), seed=seed)
            verdict = check(problem, search(problem, limits).plan)
            assert verdict.clean
            total += verdict.cost
        return total

    with_rival = costs()
    monkeypatch.setattr(Crew, "challenge", lambda self, over: None)
    assert with_rival < 0.97 * costs()

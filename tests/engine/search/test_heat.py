"""A cooling begins where visits still go elsewhere easily, so that the first plan does not decide who comes when."""

import itertools
from dataclasses import replace
from datetime import date
from math import dist
from random import Random

import numpy as np
import pytest

from engine.check import check
from engine.limits import Limits
from engine.problem import (
    Carer,
    Client,
    Competency,
    Link,
    Need,
    Place,
    Problem,
    Shift,
    TravelMatrix,
    Visit,
    Weights,
    Window,
)
from engine.search.crew import CHAINS, Crew
from engine.search.moves import RELOCATE
from engine.search.run import HEATING, HOTTEST, MOBILE, Run
from engine.strategies.search import ENOUGH_FOR_A_CHAIN, search
from engine.units import HARD, Weight
from tests.problems import random_problem

ENOUGH = 20_000
BATCHES, MOVES = 40, 2_000
SEEDS = range(4)
SOFT: dict[str, Weight] = {"travel": 1, "lateness": 1, "worst_lateness": 1, "unplanned": 100_000}
FORBIDDEN = ("competence", "minimum_gap", "maximum_gap", "different_carers")


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


def one_nurse(rng: Random, clients: int = 14, helpers: int = 4) -> Problem:
    """Every client is waiting for the one nurse, and some helpers wait for her visit: most of them for too long."""
    at = [(rng.uniform(0, 40), rng.uniform(0, 40)) for _ in range(1 + clients)]
    minutes = np.array([[round(dist(one, other)) for other in at] for one in at], np.int32)
    carers = (Carer("nurse", competencies=(Competency("nursing"),)),)
    carers += tuple(Carer(f"helper {k}", competencies=(Competency("help"),)) for k in range(helpers))
    visits, links = [], []
    for k in range(1, 1 + clients):
        opens = rng.randrange(0, 400)
        window = (Window(opens, opens + 120),)
        visits.append(Visit(f"nurse {k}", f"client {k}", 20, window, needs=(Need("nursing"),)))
        waits = rng.random() < 0.6
        if waits:
            least = rng.randrange(10, 50)
            links.append(Link(f"nurse {k}", f"help {k}", least, 2 * least, "different"))
        if waits or rng.random() < 0.7:
            visits.append(Visit(f"help {k}", f"client {k}", 20, window, needs=(Need("help"),)))
    return Problem(
        name="one nurse",
        start=date(2026, 1, 1),
        days=1,
        places=tuple(Place(f"place {k}") for k in range(1 + clients)),
        travel=(TravelMatrix("walk", minutes),),
        carers=carers,
        shifts=tuple(Shift(carer.id, carer.id, 0, 1_000, "place 0", "place 0") for carer in carers),
        clients=tuple(Client(f"client {k}", f"place {k}") for k in range(1, 1 + clients)),
        visits=tuple(visits),
        links=tuple(links),
        weights=Weights({**SOFT, **dict.fromkeys(FORBIDDEN, HARD)}, others="off"),
    )


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
        assert 0 < run.heat(lambda: False) < run.iterations
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


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_all_go_on_like_the_one_that_ended_best(seed: int, workers: int) -> None:
    crew = Crew(stiff(seed), seed, workers)
    crew.first.construct(lambda: False, lambda: None)
    crew.spread(1)
    crew.challenge(lambda: False)
    usual, rival = crew.chains[0], crew.chains[-1]
    assert rival.schedule.temperature(0.0) > usual.schedule.temperature(0.0) == usual.schedule.usual
    for batch in range(BATCHES):
        crew.anneal(batch / BATCHES, MOVES)
        assert rival in crew.chains  # hotter, and so dearer on the way: nobody goes before all are cold
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
    problems = [one_nurse(Random(number)) for number in (5, 10, 13, 14)]

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

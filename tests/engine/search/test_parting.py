"""Workers share one plan: each changes only what it looks after, and what all have done is counted as it should be."""

from dataclasses import replace

import numpy as np
import pytest

from datasets.eixample import generate
from engine.problem import Problem
from engine.search import layout as at
from engine.search.crew import Crew
from engine.search.parting import Parting
from engine.search.run import Run
from tests.engine.search.test_best import judged, two_runs
from tests.problems import random_problem

SEEDS = range(12)
MOVES = 3_000


@pytest.fixture(scope="module")
def week() -> Problem:
    return generate(clients=12, carers=5, days=3, seed=4)


def constructed(problem: Problem, seed: int) -> tuple[Run, Run]:
    one, other = two_runs(problem, seed)
    one.construct(lambda: False, lambda: None)
    other.search.follow(one.search)
    return one, other


def rounds_of(run: Run) -> list[tuple[int, ...]]:
    state = run.search.state
    return [tuple(row[:length]) for row, length in zip(state.order, state.day[:, at.LENGTH], strict=True)]


@pytest.mark.parametrize("parts", [2, 3])
@pytest.mark.parametrize("days", [1, 3])
def test_every_round_has_one_part_and_the_parts_are_about_as_large_as_each_other(days: int, parts: int) -> None:
    problem = generate(clients=20, carers=8, days=days, seed=4)
    run, _ = constructed(problem, 1)
    shift = run.search.state.stop[:, at.SHIFT]
    planned = shift[shift >= 0]
    parting = Parting(problem, run.search, 1)
    largest = max(np.bincount(units[planned]).max() for units in (run.search.tables.shift[:, at.CARER], parting.day))
    for _ in range(30):
        rounds, visits = parting.part(parts, shift)
        assert rounds.shape == (len(problem.shifts),)
        assert visits.shape == (len(problem.visits),)
        assert set(rounds) | set(visits) <= set(range(parts))
        sizes = np.bincount(rounds[planned], minlength=parts)
        assert sizes.max() - sizes.min() <= largest + len(problem.carers)
        assert sizes.min() > 0


def test_every_two_carers_are_in_one_part_now_and_then(week: Problem) -> None:
    run, _ = constructed(week, 1)
    parting = Parting(week, run.search, 1)
    carer, met = run.search.tables.shift[:, at.CARER], np.eye(len(week.carers), dtype=bool)
    for _ in range(60):
        rounds, _ = parting.part(2, run.search.state.stop[:, at.SHIFT])
        for one in range(len(carer)):
            met[carer[one], carer[rounds == rounds[one]]] = True
    assert met.all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_worker_changes_nothing_that_another_looks_after(seed: int) -> None:
    problem = random_problem(seed)
    run, _ = constructed(problem, seed)
    state = run.search.state
    rounds, visits = Parting(problem, run.search, seed).part(2, state.stop[:, at.SHIFT])
    before, starts = rounds_of(run), state.stop[:, [at.SHIFT, at.BEGIN]].copy()
    run.search.look_after(rounds == 0, visits == 0)
    run.anneal(0.3, MOVES)
    after = rounds_of(run)
    assert [one for one, part in zip(before, rounds, strict=True) if part] == [
        one for one, part in zip(after, rounds, strict=True) if part
    ]
    theirs = np.isin(starts[:, 0], np.flatnonzero(rounds))
    assert (state.stop[theirs, at.BEGIN] == starts[theirs, 1]).all()
    left_to_others = (starts[:, 0] < 0) & (visits != 0)
    assert (state.stop[left_to_others, at.SHIFT] < 0).all()
    assert judged(problem, run.search.plan_under_change()) == run.search.points


@pytest.mark.parametrize("seed", SEEDS)
def test_what_two_have_done_is_put_together_as_each_has_left_it(seed: int) -> None:
    problem = random_problem(seed)
    run, beside = constructed(problem, seed)
    rounds, visits = Parting(problem, run.search, seed).part(2, run.search.state.stop[:, at.SHIFT])
    for part, one in enumerate((run, beside)):
        one.search.look_after(rounds == part, visits == part)
        one.anneal(0.3, MOVES)
    expected = [
        (theirs if part else mine) for mine, theirs, part in zip(rounds_of(run), rounds_of(beside), rounds, strict=True)
    ]
    run.search.join([(beside.search, rounds == 1)])
    assert rounds_of(run) == expected
    assert judged(problem, run.search.plan_under_change()) == run.search.points
    assert judged(problem, run.search.plan()) == run.search.best_points
    run.anneal(0.6, MOVES)  # and all is looked after again
    assert not run.search.state.day[:, at.CLOSED].any()
    assert judged(problem, run.search.plan_under_change()) == run.search.points


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("parted", [False, True])
def test_a_crew_knows_what_its_best_plan_costs(parted: bool, seed: int) -> None:
    problem = generate(clients=20, carers=14, days=3, seed=seed) if parted else random_problem(seed)
    crew = Crew(problem, seed, 3)
    try:
        assert len(crew.helpers) == (2 if parted else 0)
        crew.first.construct(lambda: False, lambda: None)
        crew.spread(1)
        before = crew.best.search.best_points
        for share in (0.1, 0.4, 0.7, 0.95):
            crew.anneal(share, MOVES)
        assert crew.iterations == 3 * crew.moves == 12 * MOVES
        assert crew.best.search.best_points <= before
        assert judged(problem, crew.best.search.plan()) == crew.best.search.best_points
    finally:
        crew.close()


def test_what_all_workers_measure_counts() -> None:
    crew = Crew(generate(clients=20, carers=10, days=3, seed=4), 1, 2)
    assert crew.helpers
    crew.first.construct(lambda: False, lambda: None)
    crew.spread(1)
    crew.challenge(lambda: False)
    usual, rival = crew.chains
    for share in (0.3, 0.3, 0.6, 0.6):
        crew.anneal(share, MOVES)
    crew.close()
    assert usual.schedule.batches.sum() == rival.schedule.batches.sum() == 4


def test_two_workers_repeat_themselves() -> None:
    large = generate(clients=20, carers=10, days=3, seed=4)

    def points() -> tuple[int, ...]:
        crew = Crew(large, 3, 2)
        try:
            assert crew.helpers
            crew.first.construct(lambda: False, lambda: None)
            for share in (0.1, 0.5, 0.9):
                crew.anneal(share, MOVES)
            return crew.best.search.best_points, crew.first.search.points
        finally:
            crew.close()

    assert points() == points()


def test_parts_need_no_visit_and_no_place_in_common(week: Problem) -> None:
    alone = replace(week, visits=week.visits[:1], links=(), pins=(), published=())
    run, _ = constructed(alone, 1)
    parting = Parting(alone, run.search, 1)
    for _ in range(10):
        rounds, visits = parting.part(4, run.search.state.stop[:, at.SHIFT])
        assert set(rounds) | set(visits) <= set(range(4))

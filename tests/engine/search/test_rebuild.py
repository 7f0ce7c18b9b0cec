"""Ruin and recreate: improves plans by itself, sends nobody where they may not go, is tried where it sees enough."""

from dataclasses import replace

import pytest

from engine.problem import Problem, Weights
from engine.search import layout as at
from engine.search.change import keep, score, undo
from engine.search.moves import REBUILD, propose
from engine.search.run import Run
from tests.problems import random_problem

SEEDS = range(6)
PLAIN = Weights({"unplanned": 500, "travel": 1, "lateness": 3, "overtime": 3}, others="off")
WITH_WORST = Weights({"unplanned": 500, "travel": 1, "idlest": 3}, others="off")


def plain(seed: int) -> Problem:
    return replace(random_problem(seed, carers=4, visits=30), weights=PLAIN, links=())


def test_rebuilding_alone_makes_first_plans_cheaper() -> None:
    cheaper = 0
    for seed in SEEDS:
        run = Run(plain(seed), seed)
        run.construct(lambda: False, lambda: None)
        tables, state = run.search.tables, run.search.state
        first = run.search.points
        for _ in range(400):
            if propose(tables, state, REBUILD) and score(tables, state) and run.search.points < state.own[at.SAVED]:
                keep(state)
            else:
                undo(state)
        cheaper += run.search.points < 0.95 * first
    assert cheaper >= len(SEEDS) // 2


@pytest.mark.parametrize("seed", SEEDS)
def test_a_visit_comes_back_only_into_shifts_that_it_fits(seed: int) -> None:
    run = Run(plain(seed), seed)
    run.construct(lambda: False, lambda: None)
    tables, state = run.search.tables, run.search.state
    moved = 0
    for _ in range(200):
        before = state.stop[:, at.SHIFT].copy()
        if propose(tables, state, REBUILD) and score(tables, state):
            for v, s in enumerate(state.stop[:, at.SHIFT]):
                assert s < 0 or s == before[v] or tables.fits[v, s]
                moved += s >= 0 and s != before[v]
            keep(state)
        else:
            undo(state)
    assert moved > 5


def test_it_is_tried_more_often_where_no_worst_value_counts() -> None:
    problem = random_problem(1)
    often = Run(replace(problem, weights=PLAIN), 0).shares
    seldom = Run(replace(problem, weights=WITH_WORST), 0).shares
    assert often.sum() == pytest.approx(1)
    assert seldom.sum() == pytest.approx(1)
    assert often[REBUILD] > 5 * seldom[REBUILD]

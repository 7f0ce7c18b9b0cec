"""Ruin and recreate: improves plans by itself, sends nobody where they may not go, is tried where it sees enough."""

from dataclasses import replace

import pytest
from numba import njit

from engine.problem import Problem, Weights
from engine.search import layout as at
from engine.search.change import keep, put_in, score, undo
from engine.search.moves import REBUILD, propose
from engine.search.rebuild import look
from engine.search.register import begin
from engine.search.run import Run
from engine.search.state import Search
from engine.units import HARD
from tests.problems import random_problem
from tests.twins import plan, problem, shift, visit

SEEDS = range(6)
PLAIN = Weights({"unplanned": 500, "travel": 1, "lateness": 3, "overtime": 3}, others="off")
IN_TIME = Weights({"unplanned": 500, "travel": 1, "lateness": HARD, "overtime": 3}, others="off")
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


@njit(error_model="numpy", _nrt=False)  # pyright: ignore[reportCallIssue]
def cheapest(tables, state, v, s):
    cost, _, place, _, _ = look(tables, state, v, s, tables.visit[v, at.EARLIEST], (at.UNBOUNDED, -1, 0, 0, 0))
    return cost, place


def test_a_look_sees_what_each_place_of_a_round_would_cost() -> None:
    seen = right = 0
    for seed in SEEDS:
        run = Run(replace(plain(seed), weights=IN_TIME), seed)
        run.construct(lambda: False, lambda: None)
        run.anneal(0.8, 3_000)
        tables, state = run.search.tables, run.search.state
        for v in (state.stop[:, at.SHIFT] < 0).nonzero()[0]:
            for s in tables.fits[v].nonzero()[0]:
                costs = []
                for place in range(state.day[s, at.LENGTH] + 1):
                    begin(state)
                    put_in(tables, state, v, s, place)
                    state.stop[v, at.RELEASE] = tables.visit[v, at.EARLIEST]
                    score(tables, state)
                    costs.append(run.search.points - state.own[at.SAVED] + tables.visit[v, at.NOBODY])
                    undo(state)
                cost, place = cheapest(tables, state, v, s)
                if min(costs) < at.FORBIDDEN:
                    seen += 1
                    right += cost == min(costs) == costs[place]
    assert seen > 50
    assert right > 0.9 * seen  # now and then a place is overlooked


def test_a_look_knows_that_a_round_could_leave_earlier_than_it_does() -> None:
    early = visit("early", windows="08:00-09:00", lateness="start")
    between = visit("between", windows="08:50-09:10", lateness="start")
    given = problem(shift("aina"), early, visit("noon", windows="12:00-13:00"), between, IN_TIME)
    search = Search(given)
    search.load(plan(given, aina="09:00 early, 12:00 noon"))
    rows = search.index.visit
    assert search.state.stop[rows["early"], at.BEGIN] == given.visit["early"].windows[0].end
    cost, place = cheapest(search.tables, search.state, rows["between"], 0)
    assert (place, cost < at.FORBIDDEN) == (1, True)


def test_it_is_tried_more_often_where_no_worst_value_counts() -> None:
    given = random_problem(1)
    often = Run(replace(given, weights=PLAIN), 0).shares
    seldom = Run(replace(given, weights=WITH_WORST), 0).shares
    assert often.sum() == pytest.approx(1)
    assert seldom.sum() == pytest.approx(1)
    assert often[REBUILD] > 5 * seldom[REBUILD]

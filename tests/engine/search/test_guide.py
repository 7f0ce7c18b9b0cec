"""The guide of the search: undone exactly, bounded, gone when it is switched off, and never part of the best plan."""

import math
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from engine.problem import Problem, Weights
from engine.search import layout as at
from engine.search.change import keep, score, undo
from engine.search.guide import PER_TICK, judged, set_guide
from engine.search.moves import MOVES, OPTIONAL, propose
from engine.search.run import Run
from engine.search.state import Search
from engine.units import HARD, Weight
from tests.problems import all_soft, alone, random_plan, random_problem

SEEDS = range(6)
WAITING: tuple[dict[str, Weight], ...] = ({}, {"waiting": 1}, {"waiting": HARD})
SOFT = 7


def loaded(problem: Problem, seed: int) -> Search:
    search = Search(problem, seed)
    search.load(random_plan(problem, Random(seed)))
    return search


def walked(search: Search, steps: int, seed: int) -> int:
    """Make moves and keep half of them; gives how often an undo had a guide to bring back."""
    tables, state, rng = search.tables, search.state, Random(seed)
    changed = 0
    for step in range(steps):
        before = int(state.own[at.GUIDE]), state.slot.copy()
        if propose(tables, state, step % MOVES) and score(tables, state) and rng.random() < 0.5:
            keep(state)
            continue
        changed += int(state.own[at.GUIDE]) != before[0]
        undo(state)
        assert (int(state.own[at.GUIDE]), state.slot.tolist()) == (before[0], before[1].tolist())
    return changed


def test_undo_brings_the_guide_back() -> None:
    changed = 0
    for seed in SEEDS:
        search = loaded(all_soft(random_problem(seed)), seed)
        set_guide(search.tables, search.state, SOFT * PER_TICK, 50, 0, 0, 0)
        changed += walked(search, 400, seed)
    assert changed > 100


@pytest.mark.parametrize("rule", ["worst_lateness", "idlest", "worst_waiting"])
def test_a_soft_worst_lies_below_the_worst_by_no_more_than_softness_allows(rule: str) -> None:
    lower = 0
    for seed in SEEDS:
        search = loaded(alone(random_problem(seed), rule, 1.0), seed)
        team = search.tables.team[np.isin(search.tables.team[:, at.FOLD], at.SOFTENED)]
        most = sum(int(row[at.PRICE]) * SOFT * math.log(max(int(row[at.PARTS]), 1)) for row in team)
        set_guide(search.tables, search.state, SOFT * PER_TICK, 0, 0, 0, 0)
        for number in range(200):
            walked(search, 1, number)
            assert -most - len(team) <= search.state.own[at.GUIDE] <= len(team)
            lower += search.state.own[at.GUIDE] < 0
    assert lower > 100


def test_a_visit_left_out_counts_at_most_the_cap() -> None:
    counted = 0
    for seed in SEEDS:
        search = loaded(all_soft(random_problem(seed)), seed)
        tables, state = search.tables, search.state
        set_guide(tables, state, 0, 50, 0, 0, 0)
        walked(search, 100, seed)
        for _ in range(30):
            if propose(tables, state, OPTIONAL) and score(tables, state):
                keep(state)
        waiting = state.lists[at.WAITING_LIST, : state.own[at.N_WAITING]]
        prices = tables.visit[waiting, at.NOBODY]
        assert state.own[at.GUIDE] == -np.maximum(prices - 50, 0)[prices < at.FORBIDDEN].sum()
        counted += int((prices > 50).sum())
    assert counted > 5


@pytest.mark.parametrize("others", [False, True])
def test_waiting_counts_so_many_points_less(others: bool) -> None:
    waited = 0
    for seed in SEEDS:
        search = loaded(all_soft(random_problem(seed)) if others else random_problem(seed), seed)
        tables, state = search.tables, search.state
        set_guide(tables, state, 0, 0, 0, 0, 30)
        for number in range(100):
            walked(search, 1, number)
            waiting = int(state.day[:, at.D_WAITING].sum())
            assert state.own[at.GUIDE] == -30 * waiting
            waited += waiting > 0
    assert waited > 100


def test_waiting_is_eased_down_to_what_travel_costs() -> None:
    problem = random_problem(1)
    dear: dict[str, Weight] = {**dict.fromkeys(("travel", "lateness"), 2), "waiting": 9}
    run, cheap, forbidden = (
        Run(replace(problem, weights=Weights({**dear, **other}, others="off")), 1) for other in WAITING
    )
    assert run.waiting == pytest.approx(4.5 * run.leg)
    for share, part in ((0.0, 1.0), (0.5, 1.0), (0.9, 0.5), (1.0, 0.0)):
        for other in (run, cheap, forbidden):
            other.anneal(share, 10)
        hotter = max(1.0, run.schedule.temperature(share) / (4.5 * run.leg * problem.ticks_per_minute))
        assert run.search.state.own[at.EASE] == pytest.approx(part * 3.5 * run.leg / hotter, abs=1)
        assert cheap.search.state.own[at.EASE] == forbidden.search.state.own[at.EASE] == 0


def test_a_toll_stands_in_for_what_is_forbidden() -> None:
    own = np.zeros(at.REGISTERS, np.int64)
    plan = 3 * at.FORBIDDEN + 40
    assert judged(own, plan, -5) == plan - 5
    own[at.TOLL] = 100
    assert judged(own, plan, -5) == 3 * 100 + 40 - 5

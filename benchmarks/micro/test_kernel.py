"""How long the kernel and the referee take for their smallest jobs (pytest-benchmark; figures only, no limits)."""

import pytest

from datasets.eixample import generate
from engine.check import check
from engine.problem import Problem
from engine.search.run import Run
from engine.search.tables import build
from engine.search.warm import warm

MOVES = 20_000


@pytest.fixture(scope="module")
def week() -> Problem:
    return generate(seed=1)


@pytest.fixture(scope="module")
def run(week: Problem) -> Run:
    started = Run(week, 1)
    warm()
    started.construct(lambda: False, lambda: None)
    return started


def test_twenty_thousand_moves(benchmark, run: Run) -> None:
    benchmark(lambda: run.anneal(0.9, MOVES))
    assert run.tally[:, 0].sum() >= MOVES


def test_tables_of_a_week(benchmark, week: Problem) -> None:
    tables, _ = benchmark(lambda: build(week))
    assert len(tables.visit) == len(week.visits)


def test_referee_on_a_week(benchmark, run: Run, week: Problem) -> None:
    plan = run.search.plan()
    assert benchmark(lambda: check(week, plan)).clean

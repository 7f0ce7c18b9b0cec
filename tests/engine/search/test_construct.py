"""A first plan does not depend on what was tried before."""

import pytest

from engine.search import layout as at
from engine.search.run import Run
from tests.problems import random_problem


@pytest.mark.parametrize("seed", range(8))
def test_what_an_unplanned_visit_waited_for_once_does_not_count(seed: int) -> None:
    problem = random_problem(seed, carers=6, clients=12, visits=40)
    plain, marked = Run(problem, 1), Run(problem, 1)
    marked.search.state.stop[:, at.READY] = 50_000
    for run in (plain, marked):
        run.construct(lambda: False, lambda: None)
    assert marked.search.plan() == plain.search.plan()

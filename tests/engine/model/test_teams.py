"""Teams in CP-SAT, compared with trying every division."""

import itertools

import numpy as np
import pytest

from engine.limits import Clock, Limits
from engine.model.teams import Need, Sheet, points, solve


@pytest.mark.parametrize("seed", range(8))
def test_no_division_of_a_sheet_costs_less(seed):
    rng = np.random.default_rng(seed)
    carers, clients, count = 3, 4, 2
    near = np.array([rng.permutation(count) for _ in range(carers + clients)])
    sheet = Sheet(
        carers=carers,
        near=near,
        cost=rng.integers(0, 100, near.shape),
        teams=count,
        size=(1, 1),
        clients=(1, 2),
        outside=50,
        usual=tuple(tuple(rng.choice(carers, rng.integers(0, 3), replace=False).tolist()) for _ in range(clients)),
        parted=rng.integers(0, 80, clients).tolist(),
        hours=rng.integers(0, 20, carers).tolist(),
        service=rng.integers(0, 20, clients).tolist(),
        balance=3,
        needs=(Need(0, (0, 1), 2, 70), Need(3, (2,), 1, 40)),
    )
    found = solve(sheet, Clock(Limits()), 10)
    best = min(points(sheet, np.array(some)) for some in itertools.product(range(count), repeat=carers + clients))
    assert points(sheet, found.team) == found.points == found.bound == best

"""Contraction hierarchies give what plain searches give: times to the millisecond, lengths to about a hundredth."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.travel.faster import installed
from engine.travel.matrix import Ways, ways
from engine.travel.profiles import PROFILES
from engine.travel.roads import BARRED, Roads, roads
from engine.travel.snapping import Snapped, Streets
from tests.engine.travel.town import grid, spots

pytestmark = pytest.mark.skipif(not installed(), reason="the extra `fast` is not installed")


@pytest.fixture(autouse=True)
def _small_matrices_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WORTH_REDUCING", "WORTH_A_HIERARCHY"):
        monkeypatch.setattr(f"engine.travel.matrix.{name}", 1)


def both(arcs: Roads, starts: Snapped, goals: Snapped) -> tuple[Ways, Ways]:
    """Plainly and by a hierarchy."""
    return ways(arcs, starts, goals), ways(arcs, starts, goals, fast=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), mode=st.sampled_from(sorted(PROFILES)), missing=st.sampled_from([0.0, 0.1, 0.5]))
def test_times_are_the_same(seed: int, mode: str, missing: float) -> None:
    rng = np.random.default_rng(seed)
    arcs = roads(grid(rng, missing=missing), PROFILES[mode])
    streets = Streets(arcs)
    starts, goals = streets.snap(spots(rng, 7)), streets.snap(spots(rng, 11))
    slow, fast = both(arcs, starts, goals)
    np.testing.assert_array_equal(fast.time, slow.time)
    assert ((fast.length == BARRED) == (slow.length == BARRED)).all()


def test_lengths_are_nearly_the_same_over_longer_ways() -> None:
    rng = np.random.default_rng(4)
    arcs = roads(grid(rng, 30, 30), PROFILES["walk"])
    points = Streets(arcs).snap(spots(rng, 60, 30, 30))
    slow, fast = both(arcs, points, points)
    long = slow.length > 10_000  # a kilometre
    assert long.sum() > 1000
    assert np.abs(fast.length[long] / slow.length[long] - 1).mean() < 0.01
    assert np.abs(fast.length[long] / slow.length[long] - 1).max() < 0.06


def test_ways_too_long_for_both_are_searched_for_plainly() -> None:
    rng = np.random.default_rng(5)
    arcs = roads(grid(rng), replace(PROFILES["walk"], factor=200.0))  # a block takes hours
    points = Streets(arcs).snap(spots(rng, 8))
    slow, fast = both(arcs, points, points)
    assert slow.time.max() > 4 * 3_600_000
    np.testing.assert_array_equal(fast.time, slow.time)
    np.testing.assert_array_equal(fast.length, slow.length)

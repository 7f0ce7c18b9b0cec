"""A schedule goes from hot to cold, and dwells where costs fluctuate."""

import numpy as np
import pytest

from engine.search.schedule import HURRY, Schedule

SHARES = np.linspace(0, 1, 201)


def share_between(schedule: Schedule, high: float, low: float) -> float:
    """The share of the time that is spent between two temperatures."""
    temperatures = np.array([schedule.temperature(share) for share in SHARES])
    return float(np.mean((temperatures <= high) & (temperatures > low)))


def test_it_is_geometric_until_it_has_learned() -> None:
    schedule = Schedule(100.0, 1.0)
    schedule.measure(10.0, 5.0)
    assert schedule.temperature(0) == pytest.approx(100)
    assert schedule.temperature(0.5) == pytest.approx(10)
    assert schedule.temperature(1) == pytest.approx(1)


def test_it_dwells_where_costs_fluctuate_for_their_temperature() -> None:
    schedule = Schedule(100.0, 1.0)
    for temperature in np.geomspace(100, 1, 400):
        wild = 20 < temperature < 50
        schedule.measure(temperature, (16.0 if wild else 1.0) * temperature**2)
    before = share_between(schedule, 50, 20)
    schedule.learn()
    # Four times the fluctuation, of which half the power counts: about twice the time, less the smoothing.
    assert 1.4 * before < share_between(schedule, 50, 20) < 2.1 * before


def test_it_still_goes_all_the_way_and_never_warms() -> None:
    schedule = Schedule(1_000.0, 2.0)
    rng = np.random.default_rng(1)
    for temperature in rng.uniform(2, 1_000, 60):  # some temperatures are never measured
        schedule.measure(temperature, rng.exponential(1e4))
    schedule.learn()
    temperatures = [schedule.temperature(share) for share in SHARES]
    assert temperatures[0] == pytest.approx(1_000)
    assert temperatures[-1] == pytest.approx(2)
    assert all(np.diff(temperatures) < 0)


@pytest.mark.parametrize("variance", [None, 0.0])
def test_without_fluctuation_it_stays_as_it_was(variance: float | None) -> None:
    schedule = Schedule(100.0, 1.0)
    if variance is not None:
        schedule.measure(50.0, variance)
    schedule.learn()
    assert schedule.temperature(0.5) == pytest.approx(10)


def test_what_lies_above_the_usual_beginning_is_passed_in_a_hurry() -> None:
    schedule = Schedule(100.0, 1.0)
    schedule.measure(50.0, 5.0)
    schedule.begin_at(10_000.0)
    assert schedule.temperature(0) == pytest.approx(10_000)
    assert schedule.temperature(1) == pytest.approx(1)
    assert share_between(schedule, 10_000, 100) == pytest.approx(HURRY * share_between(schedule, 100, 1), rel=0.05)
    schedule.learn()  # nothing has been measured since
    assert schedule.temperature(0) == pytest.approx(10_000)
    assert share_between(schedule, 100, 10) == pytest.approx(share_between(schedule, 10, 1), rel=0.1)

"""An invented log of trips between the doors of the demo week, as carers with habits of their own would record them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.problem import Problem
from engine.travel.calibration import Trip


@dataclass(frozen=True, slots=True)
class Habit:
    """How the invented carers of a mode get about. speed: km/h; access: minutes that every trip costs; morning: how
    much longer the same way takes then."""

    speed: float
    access: float
    morning: float


HABITS: Mapping[str, Habit] = {"walk": Habit(4.1, 2.5, 1.0), "bicycle": Habit(11.0, 4.0, 1.15)}
"""Slower than a network assumes, and longer at the doors: old houses without lifts, bicycles to be locked."""

HOURS = ((7, 10), (10, 14), (16, 20))
"""When they are under way, from and to."""

OFF = 0.12
"""By what share the time under way varies, up and down."""

ERRANDS, ERRAND = 0.04, 25.0
"""The share of trips with a stop of so many minutes at most that nobody wrote down."""


def trips(problem: Problem, count: int = 360, seed: int = 1) -> list[Trip]:
    """So many trips between places of a week, by turns on foot and by bicycle; the same arguments give the same trips.

    They follow the metres of the week's travel matrices, with habits that no network knows, chance and a few errands.
    """
    rng = np.random.default_rng(seed)
    places = problem.places
    found: list[Trip] = []
    while len(found) < count:
        mode = tuple(HABITS)[len(found) % len(HABITS)]
        start, goal = (int(one) for one in rng.integers(0, len(places), 2))
        metres = problem.matrix[mode].metres
        assert metres is not None, f"the week has no metres by {mode}"
        if metres[start, goal] == 0:
            continue
        opens, closes = HOURS[int(rng.integers(len(HOURS)))]
        minute = int(rng.integers(opens * 60, closes * 60))
        ends = [(places[one].latitude or 0.0, places[one].longitude or 0.0) for one in (start, goal)]
        found.append(
            Trip(mode, ends[0], ends[1], _seconds(rng, HABITS[mode], int(metres[start, goal]), minute), minute)
        )
    return found


def _seconds(rng: np.random.Generator, habit: Habit, metres: int, minute: int) -> float:
    slower = habit.morning if minute < 10 * 60 else 1.0
    under_way = metres / (habit.speed / 3.6) * slower * max(0.5, 1 + OFF * rng.standard_normal())
    errand = rng.uniform(5, ERRAND) * 60 if rng.random() < ERRANDS else 0.0
    return round(habit.access * 60 + under_way + errand + 20 * rng.standard_normal())

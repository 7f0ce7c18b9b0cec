"""A problem's matrices measured anew over a city, and what is said where it has no ways for a mode."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from datasets.anywhere import moved
from datasets.eixample import generate
from engine.errors import DataError
from engine.problem import Problem
from engine.travel.city import City
from engine.travel.journeys import checked_points
from engine.travel.on_streets import Hour, hour_of, on_streets
from tests.engine.travel.town import SOUTH, STEP, WEST, grid
from tests.engine.travel.transit.feeds import feed

CITY = City("town", grid(np.random.default_rng(1), 20, 20, missing=0))


def week() -> Problem:
    return moved(generate(clients=6, carers=3, days=2, seed=2), CITY, seed=3)


def test_people_live_along_the_streets_of_the_other_city() -> None:
    problem = week()
    _, off = checked_points(CITY, "walk", problem.places, "midday")
    assert len(off) == len(problem.places)
    assert off.max() < 1  # coordinates are rounded to a millionth of a degree
    assert problem == replace(week())
    assert len({(place.latitude, place.longitude) for place in problem.places}) > len(problem.places) / 2
    assert not any(matrix.estimated for matrix in problem.travel)
    assert problem.name.startswith("town: 6 clients")


def test_the_hour_is_that_of_most_shifts() -> None:
    problem = week()
    early = tuple(replace(shift, start=shift.start // 1440 * 1440 + 420, end=shift.start // 1440 * 1440 + 600)
                  for shift in problem.shifts[:1])  # fmt: skip
    assert hour_of(replace(problem, shifts=early)).band == "morning"
    assert hour_of(problem).date == date(2026, 11, 23)


def test_only_weekends_have_their_saturday() -> None:
    problem = replace(week(), start=date(2026, 11, 28))
    assert hour_of(problem) == Hour(hour_of(problem).band, date(2026, 11, 28))


def test_a_mode_without_ways_is_estimated_and_told() -> None:
    problem = week()
    (shift, *others) = problem.shifts
    by_bus = replace(problem, travel=(*problem.travel, replace(problem.travel[0], mode="transit", cents_per_km=7)),
                     shifts=(replace(shift, mode="transit"), *others))  # fmt: skip
    found, notes = on_streets(by_bus, CITY)
    assert {matrix.mode: matrix.estimated for matrix in found.travel} == {
        "walk": False,
        "bicycle": False,
        "transit": True,
    }
    assert found.matrix["transit"].cents_per_km == 7
    assert any("travel by transit is estimated as the crow flies: town has no ways for it" in note for note in notes)


def test_an_old_timetable_is_used_when_asked_for_and_told(tmp_path: Path) -> None:
    problem = week()
    (shift, *others) = problem.shifts
    travel = (*problem.travel, replace(problem.travel[0], mode="transit"))
    by_bus = replace(problem, travel=travel, shifts=(replace(shift, mode="transit"), *others))
    stops = (
        f"stop_id,stop_name,stop_lat,stop_lon\nA,A,{SOUTH},{WEST}\nB,B,{SOUTH},{WEST + STEP}\nC,C,{SOUTH + STEP},{WEST}"
    )
    city = City("town", CITY.network, timetables=(feed(tmp_path, stops=stops),))
    with pytest.raises(DataError, match="no trip runs that day"):
        on_streets(by_bus, city)
    found, notes = on_streets(by_bus, city, on="nearest")
    # The feed's last Monday is 26 January 2026.
    assert any("2026-01-26 stands for Monday 2026-11-23" in note for note in notes)
    assert not found.matrix["transit"].estimated
    dated, _ = on_streets(by_bus, city, on=date(2026, 1, 26))
    assert dated.matrix["transit"] == found.matrix["transit"]


def test_prices_stay_and_times_are_new(tmp_path: Path) -> None:
    problem = replace(week(), travel=tuple(replace(matrix, cents_per_km=19) for matrix in week().travel))
    found, notes = on_streets(problem, CITY, band="night")
    assert [matrix.cents_per_km for matrix in found.travel] == [19, 19]
    assert found.visits == problem.visits
    assert notes == ()

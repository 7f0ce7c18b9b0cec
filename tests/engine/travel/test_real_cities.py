"""Real cities: imported, measured exactly as networkx does, alike by every way of searching, and planned on."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from datasets.anywhere import moved
from datasets.eixample import generate
from engine.check import check
from engine.limits import Limits
from engine.solve import solve
from engine.travel.city import City
from engine.travel.faster import installed
from engine.travel.matrix import ways
from engine.travel.roads import BARRED
from engine.travel.snapping import Snapped
from engine.travel.sources.recognise import read_map
from tests.engine.travel.plain import plain
from tests.realdata import SHARED

CITIES = {
    "porto": ("porto/porto_portugal.osm.pbf", "car"),
    "porto-alegre": ("porto-alegre/poa_osm.pbf", "bicycle"),
    "andorra": ("andorra/andorra.osm.pbf", "car"),
    "barcelona": ("barcelona", "walk"),
}

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not (SHARED / "roads").exists(), reason=f"no roads in {SHARED}: set RONDA_SHARED"),
]


@pytest.fixture(scope="module", params=sorted(CITIES))
def city(request: pytest.FixtureRequest) -> City:
    return City(request.param, read_map(Path(SHARED / "roads" / CITIES[request.param][0])).network)


def doors(city: City, mode: str, count: int, seed: int) -> Snapped:
    """Points beside junctions, tied to streets."""
    roads, rng = city.roads(mode, "midday"), np.random.default_rng(seed)
    node = city.network.tail[rng.choice(np.flatnonzero(roads.connected), count)]
    spots = np.stack((city.network.latitude[node], city.network.longitude[node]), axis=1)
    return city.streets(mode).snap(spots + rng.normal(0, 0.0003, spots.shape))


def test_sampled_pairs_take_what_networkx_says(city: City) -> None:
    mode = CITIES[city.name][1]
    roads = city.roads(mode, "morning")
    starts, goals = doors(city, mode, 4, 3), doors(city, mode, 40, 4)
    np.testing.assert_array_equal(ways(roads, starts, goals).time, plain(roads, starts, goals))


def test_every_way_of_searching_gives_the_same(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    mode = CITIES[city.name][1]
    roads, points = city.roads(mode, "midday"), doors(city, mode, 90, 5)
    small = ways(roads, points, points)
    monkeypatch.setattr("engine.travel.matrix.WORTH_A_HIERARCHY", 1)
    if installed():
        np.testing.assert_array_equal(ways(roads, points, points, fast=True).time, small.time)
    monkeypatch.setattr("engine.travel.matrix.WORTH_REDUCING", 1_000)
    whole = ways(roads, points, points)
    np.testing.assert_array_equal(whole.time, small.time)
    np.testing.assert_array_equal(whole.length, small.length)
    assert (whole.time != BARRED).mean() > 0.9


def test_a_generated_week_is_planned_on_its_streets(city: City) -> None:
    problem = moved(generate(clients=12, carers=5, days=7, seed=1), city)
    assert not any(matrix.estimated for matrix in problem.travel)
    if CITIES[city.name][1] == "car":
        problem = _by_car(problem)
    result = solve(problem, Limits(iterations=2_000, seed=1))
    assert check(problem, result.plan).clean
    assert len(result.verdict.unplanned) < len(problem.visits) / 4


def _by_car(problem):
    """Who would cycle drives."""
    travel = tuple(replace(one, mode="car") if one.mode == "bicycle" else one for one in problem.travel)
    shifts = tuple(replace(one, mode="car") if one.mode == "bicycle" else one for one in problem.shifts)
    return replace(problem, travel=travel, shifts=shifts)

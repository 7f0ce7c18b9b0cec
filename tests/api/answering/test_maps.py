"""The map's data: rounds from door to door, along the streets where there are any, and the streets around them."""

from dataclasses import replace

import numpy as np

from api.documents.maps import rounds_document, streets_document
from api.documents.timetables import Timetable
from engine.check import check
from engine.problem import Place
from engine.travel.city import City
from tests.engine.travel.town import SOUTH, STEP, WEST, network
from tests.problems import all_soft
from tests.twins import plan, problem, shift, street, visit

CORNER = (SOUTH, WEST + 4 * STEP)
JUNCTIONS = [(SOUTH, WEST), CORNER, (SOUTH + 4 * STEP, WEST + 4 * STEP), (SOUTH + 2, WEST), (SOUTH + 2, WEST + STEP)]


def town() -> City:
    """A street eastwards, another round the corner northwards, and one two degrees farther."""
    edges = [(0, 1, 332.0), (1, 2, 445.0), (3, 4, 83.0)]
    return City("town", network(JUNCTIONS, edges, kind=["primary", "residential", "primary"]))


def table() -> Timetable:
    """One round from the street's beginning to its other end and back."""
    given = problem(shift("aina"), visit("a0", "a"), visit("b0", "b"), street("walk"))
    spots = {"a": JUNCTIONS[2], "b": CORNER}
    places = tuple(Place(name, *spots.get(name, JUNCTIONS[0])) for name in (one.id for one in given.places))
    given = all_soft(replace(given, places=places))
    planned = plan(given, aina="09:00 a0, 11:00 b0")
    return Timetable(given, planned, check(given, planned))


def test_without_streets_a_round_runs_straight_from_door_to_door():
    line, *stops = rounds_document(table(), 0, 0, 10, "", None)["features"]
    doors = [[round(one[1], 5), round(one[0], 5)] for one in (JUNCTIONS[0], JUNCTIONS[2], CORNER, JUNCTIONS[0])]
    corners = line["geometry"]["coordinates"]
    assert [one for one, before in zip(corners, [None, *corners], strict=False) if one != before] == doors
    assert [one["properties"]["order"] for one in stops] == [1, 2]
    assert [one["geometry"]["coordinates"] for one in stops] == doors[1:3]


def test_over_streets_a_round_turns_at_the_corner():
    found = rounds_document(table(), 0, 0, 10, "", town())
    corners = np.array(found["features"][0]["geometry"]["coordinates"])
    first = corners[: int(np.abs(corners - np.array(JUNCTIONS[2][::-1])).sum(axis=1).argmin())]
    assert np.abs(first - np.array(CORNER[::-1])).sum(axis=1).min() < 1e-4
    assert found["credit"] == "nobody"


def test_only_whom_is_sought_is_drawn():
    assert rounds_document(table(), 0, 0, 10, "nobody of this name", None)["features"] == []
    assert rounds_document(table(), 0, 0, 10, "ain", None)["features"]
    assert rounds_document(table(), 0, 1, 10, "", None)["features"] == []


def test_streets_far_from_all_visits_are_left_out():
    features = streets_document(table(), town())["features"]
    assert sorted(one["properties"]["main"] for one in features) == [False, True]
    assert max(spot[1] for one in features for line in one["geometry"]["coordinates"] for spot in line) < SOUTH + 1
    assert streets_document(table(), None)["features"] == []

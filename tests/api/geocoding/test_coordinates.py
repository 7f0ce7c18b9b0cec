"""Coordinates where an address is expected."""

import pytest

from api.geocoding.coordinates import read_coordinates
from engine.travel.network import Box

BARCELONA = Box(41.3, 2.0, 41.5, 2.3)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("41.40, 2.17", (41.40, 2.17)),
        ("41.40 2.17", (41.40, 2.17)),
        (" 41.40,2.17 ", (41.40, 2.17)),
        ("41.40; 2.17", (41.40, 2.17)),
        ("41,40; 2,17", (41.40, 2.17)),
        ("41,40 2,17", (41.40, 2.17)),
        ("41.40° N, 2.17° E", (41.40, 2.17)),
        ("41.15, -8.61", (41.15, -8.61)),
        ("41.15 N 8.61 W", (41.15, -8.61)),
        ("30.03 s, 51.23 o", (-30.03, -51.23)),
        ("41.4, 2", (41.4, 2.0)),
    ],
)
def test_coordinates_are_returned_as_they_are(text: str, point: tuple[float, float]) -> None:
    answer = read_coordinates(text)
    assert answer is not None
    assert answer.settled is not None
    assert answer.settled.point == pytest.approx(point)
    assert answer.settled.how == "coordinates"


@pytest.mark.parametrize(
    "text", ["", "Carrer Nou 5", "12, 5", "41,40", "41.40", "Mallorca 401", "1.2.3, 4", "08013", "a, b"]
)
def test_what_is_something_else_is_left_to_others(text: str) -> None:
    assert read_coordinates(text) is None


@pytest.mark.parametrize(
    ("text", "box", "told"),
    [
        ("2.17, 41.40", BARCELONA, "swapped"),
        ("-8.61, 141.15", None, None),
        ("141.15, -8.61", None, "swapped"),
        ("141.15, 98.61", None, "no such point"),
        ("41.15, 198.61", None, "no such point"),
    ],
)
def test_swapped_and_impossible_ones_are_told(text: str, box: Box | None, told: str | None) -> None:
    answer = read_coordinates(text, box)
    assert answer is not None
    assert (answer.settled is None) == (told is not None)
    assert (told or "") in answer.remark


def test_the_right_way_round_is_suggested() -> None:
    answer = read_coordinates("2.17, 41.40", BARCELONA)
    assert answer is not None
    assert answer.suggestions == ("41.4, 2.17",)


def test_a_place_elsewhere_is_believed() -> None:
    """Porto is far from Barcelona either way round: perhaps somebody means it."""
    answer = read_coordinates("41.15, -8.61", BARCELONA)
    assert answer is not None
    assert answer.settled is not None

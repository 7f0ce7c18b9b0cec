import pytest

from engine.travel.sources.numbers import Range, gather, read_numbers, step_of, with_places


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12", (12, 12)),
        ("12 A", (12, 12)),
        ("12bis", (12, 12)),
        ("10-14", (10, 14)),
        ("14 – 10", (10, 14)),
        ("10;12;16", (10, 16)),
        ("10-A", (10, 10)),
        ("10/2", (10, 10)),
        ("4-4 B", (4, 4)),
        ("s/n", None),
        ("", None),
        ("0", None),
        ("A 7", None),
        ("4400-123", (4400, 4400)),
        ("351226543210", None),
    ],
)
def test_house_numbers_as_they_are_written(text: str, numbers: tuple[int, int] | None) -> None:
    assert read_numbers(text) == numbers


def test_one_side_of_a_street_steps_by_two() -> None:
    assert [step_of(2, 8), step_of(3, 7), step_of(1, 4), step_of(5, 5)] == [2, 2, 1, 1]


def test_nothing_gathered_is_no_addresses() -> None:
    assert gather([]) is None


def test_streets_and_places_are_told_once() -> None:
    spot = (1, 2)
    rows = [
        Range("A", 1, 1, 1, spot, spot, "X"),
        Range("B", 2, 4, 2, spot, (3, 4)),
        Range("A", 5, 5, 1, spot, spot, "X"),
    ]
    addresses = gather(rows)
    assert addresses is not None
    assert (addresses.names, addresses.places) == (("A", "B"), ("X",))
    assert addresses.street.tolist() == [0, 1, 0]
    assert addresses.place.tolist() == [0, -1, 0]
    assert addresses.end[1].tolist() == [3, 4]
    assert len(addresses) == 3


def test_a_place_far_away_says_nothing() -> None:
    here, two_km_north, east = (520000000, 0), (520190000, 0), (520000000, 280000)  # 2.1 km; 1.9 km along the parallel
    (bare,) = with_places([Range("A", 1, 1, 1, here, here)], [("far", two_km_north)])
    assert bare.place == ""
    (near,) = with_places([Range("A", 1, 1, 1, here, here)], [("far", two_km_north), ("near", east)])
    assert near.place == "near"

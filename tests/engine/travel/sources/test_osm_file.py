import gzip
from pathlib import Path

import pytest

from engine.errors import DataError, EngineError
from engine.travel.addresses import Addresses
from engine.travel.network import DEGREE, Box
from engine.travel.sources import imported
from engine.travel.sources.imported import Imported
from engine.travel.sources.osm_file import read_osm
from tests.engine.travel.sources.village import BUILDINGS, HOUSES, SPOTS, WAYS, measured, osm, streets, written

pytest.importorskip("osmium", reason="the extra `osm` is not installed")

VILLAGE = [
    ("Church Path", "footway", "walk both, bicycle both", 0),
    ("High Street", "residential", "walk both, bicycle both, car both", 48),
    ("High Street", "residential", "walk both, bicycle both, car both", 48),
    ("Isle Ferry", "ferry", "walk both", 0),
    ("Mill Lane", "residential", "walk both, bicycle both, car along", 0),
    ("The Circle", "tertiary", "walk both, bicycle against, car against", 0),  # from the south: against its one way
    ("", "secondary", "walk both, bicycle against, car against", 50),
    ("", "steps", "walk both", 0),
    ("", "track", "walk both, bicycle both, car both", 0),
    ("", "motorway", "car against", 0),
]


def village(folder: Path, *args: Box, **told: object) -> Imported:
    return read_osm(written(folder, osm(**told)), *args)  # pyright: ignore[reportArgumentType]


def numbers(addresses: Addresses | None) -> list[tuple[str, int, int, int, str]]:
    """Every range in words: street, first and last number, step, place."""
    assert addresses is not None
    rows = zip(addresses.street, addresses.first, addresses.last, addresses.step, addresses.place, strict=True)
    places = (*addresses.places, "")
    return [
        (addresses.names[street], int(first), int(last), int(step), places[place])
        for street, first, last, step, place in rows
    ]


def test_a_village_with_its_permissions_and_limits(tmp_path: Path) -> None:
    network = village(tmp_path).network
    assert list(network.faults()) == []
    assert sorted(street[:4] for street in streets(network)) == sorted(VILLAGE)


def test_lengths_are_those_of_the_shapes(tmp_path: Path) -> None:
    network = village(tmp_path).network
    for edge in range(network.edges):
        assert network.decimetres[edge] == pytest.approx(measured(network, edge), abs=1)


def test_the_bend_of_a_lane_is_in_its_shape(tmp_path: Path) -> None:
    (lane,) = (street for street in streets(village(tmp_path).network) if street[0] == "Mill Lane")
    assert lane[5] == [[round(part * DEGREE) for part in SPOTS[number]] for number in (2, 4, 5)]


def test_where_it_comes_from(tmp_path: Path) -> None:
    origin = village(tmp_path).network.origin
    assert (origin.source, origin.attribution) == ("OpenStreetMap", "© OpenStreetMap contributors")
    assert "ODbL" in origin.licence


def test_the_date_is_that_of_the_newest_object_where_the_file_has_none(tmp_path: Path) -> None:
    assert village(tmp_path).network.origin.date == ""
    assert village(tmp_path, stamp="2024-05-06T07:08:09Z").network.origin.date == "2024-05-06"


def test_the_date_of_the_file_goes_before(tmp_path: Path) -> None:
    osmium = pytest.importorskip("osmium")
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2025-01-02T03:04:05Z")
    path = tmp_path / "village.osm.pbf"
    with osmium.SimpleWriter(path, header=header) as writer:
        for one in osmium.FileProcessor(written(tmp_path, osm(stamp="2024-05-06T07:08:09Z"))):
            writer.add(one)
    assert read_osm(path).network.origin.date == "2025-01-02"


def test_streets_without_house_numbers_are_found_by_name(tmp_path: Path) -> None:
    addresses = village(tmp_path).addresses
    names = ["Church Path", "High Street", "Isle Ferry", "Mill Lane", "The Circle"]
    assert sorted(numbers(addresses)) == [(name, 0, 0, 1, "") for name in names]


def test_a_street_is_found_in_its_middle(tmp_path: Path) -> None:
    addresses = village(tmp_path).addresses
    assert addresses is not None
    at = addresses.street.tolist().index(addresses.names.index("Mill Lane"))
    assert addresses.begin[at].tolist() == addresses.end[at].tolist() == [520010000, 1015000]


def test_streets_of_one_name_in_two_parts_are_found_in_both(tmp_path: Path) -> None:
    ways = [
        ((1, 2), {"highway": "residential", "name": "Lane"}),
        ((10, 11), {"highway": "residential", "name": "Lane"}),
    ]
    assert numbers(village(tmp_path, ways=ways).addresses) == [("Lane", 0, 0, 1, "")] * 2


def test_house_numbers_of_points_buildings_and_lines(tmp_path: Path) -> None:
    found = numbers(village(tmp_path, ways=WAYS + BUILDINGS, houses=HOUSES).addresses)
    assert [row[:4] for row in found if row[1]] == [
        ("High Street", 12, 12, 1),
        ("High Street", 14, 18, 2),
        ("Mill Lane", 9, 9, 1),
        ("Mill Lane", 1, 1, 1),
        ("Mill End", 20, 20, 1),
        ("Mill Lane", 1, 9, 2),
    ]


def test_a_line_of_houses_begins_at_the_lowest_number(tmp_path: Path) -> None:
    addresses = village(tmp_path, ways=WAYS + BUILDINGS, houses=HOUSES).addresses
    assert addresses is not None
    (at,) = (index for index, row in enumerate(numbers(addresses)) if row[:3] == ("Mill Lane", 1, 9))
    assert addresses.begin[at].tolist() == [520015000, 1014000]
    assert addresses.end[at].tolist() == [520005000, 1014000]


def test_the_place_is_the_one_told_or_else_the_nearest(tmp_path: Path) -> None:
    found = numbers(village(tmp_path, houses=HOUSES).addresses)
    places = {(name, first): place for name, first, _, _, place in found}
    assert places["High Street", 14] == "Old Town"
    assert places["High Street", 12] == places["Mill Lane", 0] == "Mill End"
    assert places["Isle Ferry", 0] == ""  # 2 km and more away


@pytest.mark.parametrize("name", ["village.osm", "village.osm.gz"])
def test_a_file_may_hold_its_ways_first_and_be_packed(tmp_path: Path, name: str) -> None:
    path, text = tmp_path / name, osm(ways_first=True)
    path.write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    assert streets(read_osm(path).network) == streets(village(tmp_path).network)


def test_a_box_keeps_what_touches_it(tmp_path: Path) -> None:
    kept = village(tmp_path, Box(51.9995, 0.0998, 52.0005, 0.1015), houses=HOUSES)
    named = {street[0] for street in streets(kept.network)}
    assert named == {"High Street", "Mill Lane", ""}
    assert "Church Path" not in kept.network.names
    lane = next(street for street in streets(kept.network) if street[0] == "Mill Lane")
    assert lane[5] == [[round(part * DEGREE) for part in SPOTS[number]] for number in (2, 4)]
    houses = [row for row in numbers(kept.addresses) if row[1]]
    assert houses == [
        ("High Street", 12, 12, 1, "Mill End"),
        ("High Street", 14, 18, 2, "Old Town"),
        ("Mill Lane", 9, 9, 1, "Mill End"),
    ]


def test_a_box_keeps_what_comes_into_it(tmp_path: Path) -> None:
    kept = village(tmp_path, Box(52.0015, 0.1018, 52.0025, 0.1022)).network
    assert [street[:2] for street in streets(kept)] == [("", "secondary"), ("Church Path", "footway")]


def test_a_box_keeps_no_piece_of_which_it_holds_neither_end(tmp_path: Path) -> None:
    spots = {number: (52 + number / 1000, 0.1) for number in range(6)}
    ways = [((5, 4), {"highway": "residential"}), ((1, 2, 3), {"highway": "residential"})]
    kept = village(tmp_path, Box(52.0025, 0, 52.0045, 1), spots=spots, ways=ways).network
    latitudes = sorted([line[0][0] / DEGREE, line[-1][0] / DEGREE] for *_, line in streets(kept))
    assert latitudes == [[52.002, 52.003], [52.004, 52.005]]


def test_a_box_around_everything_changes_nothing(tmp_path: Path) -> None:
    assert streets(village(tmp_path, Box(51, 0, 53, 1)).network) == streets(village(tmp_path).network)


def test_streets_end_where_the_extract_was_cut(tmp_path: Path) -> None:
    cut = village(tmp_path, spots={number: spot for number, spot in SPOTS.items() if number != 4})
    assert "Mill Lane" not in {street[0] for street in streets(cut.network)}
    assert any(note.startswith("1 points of streets are not in the file") for note in cut.notes)


def test_junctions_apart_are_told(tmp_path: Path) -> None:
    assert "2 of 10 junctions lie outside the main connected part" in village(tmp_path).notes  # the ferry's landings


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("cut.osm", osm()[:900], "cannot be read .*whole"),
        ("none.osm.pbf", "a letter to the co-operative", r"cannot be read .*\.osm\.pbf"),
        ("letter.txt", "a letter to the co-operative", r"cannot be read .*\.osm\.pbf"),
        ("empty.osm.pbf", "", "cannot be read"),
        ("bare.osm", osm(ways=[]), "streets = 0: holds no street"),
        ("private.osm", osm(ways=WAYS[-1:]), "streets = 0: holds no street"),
        ("pointless.osm", osm(spots={}), "points = 0: the points of its streets are not in it"),
        ("pointless.osm", osm(spots={1: (1, 1), 3: (1, 2)}), "points = 0: the points of its streets are not in it"),
    ],
)
def test_a_file_that_is_no_map_is_named_with_the_remedy(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(DataError, match=rf"{name}.*{told}"):
        read_osm(written(tmp_path, text, name))


def test_a_pbf_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    osmium = pytest.importorskip("osmium")
    path = tmp_path / "village.osm.pbf"
    with osmium.SimpleWriter(path) as writer:
        for one in osmium.FileProcessor(written(tmp_path, osm())):
            writer.add(one)
    assert streets(read_osm(path).network) == streets(village(tmp_path).network)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(DataError, match=r"village\.osm\.pbf.*cannot be read .*whole"):
        read_osm(path)


@pytest.mark.parametrize("name", ["", "absent.osm"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match="is not there: give the path"):
        read_osm(tmp_path / name)


def test_a_box_that_holds_nothing_is_told_with_what_the_file_covers(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"latitude 1\.0000 to 2\.0000.* covers latitude 51\.9800 to 52\.0020"):
        village(tmp_path, Box(1, 1, 2, 2))


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(package: str) -> None:
        raise ImportError(package)

    monkeypatch.setattr(imported.importlib, "import_module", absent)
    with pytest.raises(EngineError, match=r"takes osmium, which is not installed: pip install 'ronda\[osm\]'"):
        village(tmp_path)

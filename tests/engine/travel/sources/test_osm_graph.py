"""Importing a graph of osmnx, and that it agrees with importing the file that the graph was made from."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from engine.errors import DataError
from engine.travel.network import Network
from engine.travel.sources.osm_file import read_osm
from engine.travel.sources.osm_graph import from_graph, read_graphml
from engine.travel.sources.ways import TAGS
from tests.engine.travel.sources.village import SPOTS, WAYS, Tags, osm, streets, told, written
from tests.realdata import files

ox = pytest.importorskip("osmnx", reason="the extra `osm` is not installed")

HIGH_STREET = [(52.0, 0.1), (52.0, 0.101), (52.0, 0.102), (52.0, 0.103)]


@pytest.fixture(autouse=True)
def every_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    """osmnx keeps few tags unless it is told which."""
    monkeypatch.setattr(ox.settings, "useful_tags_way", list(TAGS))


def graph(folder: Path, simplify: bool = True, bidirectional: bool = False, **told: Any) -> Any:
    path = written(folder, osm(**told))
    return ox.graph_from_xml(path, simplify=simplify, retain_all=True, bidirectional=bidirectional)


def in_a_row(folder: Path, *tags: Tags) -> Any:
    """A graph of ways one after the other, which osmnx joins into one arc."""
    ways: list[tuple[Sequence[int], Tags]] = [((number, number + 1), one) for number, one in enumerate(tags)]
    return graph(folder, spots=dict(enumerate(HIGH_STREET)), ways=ways)


def test_file_and_graph_give_the_same_streets(tmp_path: Path) -> None:
    assert streets(from_graph(graph(tmp_path)).network) == streets(read_osm(tmp_path / "village.osm").network)


def test_graphml_and_a_projected_graph_give_the_same_streets_too(tmp_path: Path) -> None:
    ox.save_graphml(graph(tmp_path), tmp_path / "village.graphml")
    expected = streets(read_osm(tmp_path / "village.osm").network)
    assert streets(read_graphml(tmp_path / "village.graphml").network) == expected
    projected = streets(from_graph(ox.project_graph(graph(tmp_path))).network)
    assert [street[:4] for street in projected] == [street[:4] for street in expected]
    for found, wanted in zip(projected, expected, strict=True):
        assert found[4] == pytest.approx(wanted[4], abs=1)


def test_a_graph_that_is_not_simplified_has_the_same_length(tmp_path: Path) -> None:
    whole = from_graph(graph(tmp_path, simplify=False)).network
    simple = from_graph(graph(tmp_path)).network
    assert whole.edges > simple.edges
    assert int(whole.decimetres.sum()) == pytest.approx(int(simple.decimetres.sum()), abs=whole.edges / 2)


def test_the_origin_tells_the_day_of_the_download(tmp_path: Path) -> None:
    held = graph(tmp_path)
    held.graph["created_date"] = "2026-03-04 05:06:07"
    origin = from_graph(held).network.origin
    assert (origin.source, origin.date) == ("OpenStreetMap", "2026-03-04")


def test_streets_are_found_by_name(tmp_path: Path) -> None:
    addresses = from_graph(graph(tmp_path)).addresses
    assert addresses is not None
    assert set(addresses.names) == {"High Street", "Mill Lane", "Church Path", "The Circle", "Isle Ferry"}


def test_what_osmnx_has_joined_is_as_good_as_its_worst_part(tmp_path: Path) -> None:
    network = from_graph(
        in_a_row(
            tmp_path,
            {"highway": "primary", "maxspeed": "50", "name": "B"},
            {"highway": "footway", "maxspeed": "30", "name": "A"},
            {"highway": "residential", "maxspeed": "none", "name": "B"},
        )
    ).network
    assert [street[:4] for street in streets(network)] == [("A", "footway", "walk both, bicycle both", 30)]


def test_what_is_private_in_part_is_left_out_and_told(tmp_path: Path) -> None:
    joined: list[tuple[Sequence[int], Tags]] = [
        ((10, 13), {"highway": "service", "access": "private"}),
        ((13, 14), {"highway": "service", "access": "permissive"}),
    ]
    held = graph(tmp_path, ways=[*WAYS[:6], *joined])
    imported = from_graph(held)
    assert streets(imported.network) == streets(from_graph(graph(tmp_path, ways=WAYS[:6])).network)
    assert "1 stretches are left out, as private or as no streets" in imported.notes


def test_a_graph_for_walking_says_that_nothing_is_one_way(tmp_path: Path) -> None:
    warning = "no street is one-way: was the graph downloaded for walking? Then use it for walking only"
    assert warning in from_graph(graph(tmp_path, bidirectional=True)).notes
    assert warning not in from_graph(graph(tmp_path)).notes


def test_a_graph_with_few_tags_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warning = "the graph kept no tags on walking and cycling: who may go where follows from the kind of way alone"
    ways = [*WAYS, ((10, 12), {"highway": "residential", "bicycle": "no"})]
    assert warning not in from_graph(graph(tmp_path, ways=ways)).notes
    monkeypatch.setattr(ox.settings, "useful_tags_way", ["highway", "oneway", "name"])
    assert warning in from_graph(graph(tmp_path, ways=ways)).notes


def test_walking_ignores_that_the_graph_draws_one_arc(tmp_path: Path) -> None:
    held = in_a_row(tmp_path, {"highway": "residential", "oneway": "-1"})
    (allowed,) = from_graph(held).network.allowed.tolist()
    assert told(allowed) == "walk both, bicycle along, car along"  # osmnx has turned the way round


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a letter", "cannot|cut short"),
        ("", "cut short"),
        ('<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"/></graphml>', "crs"),
        ("<html><body/></html>", "is no graph"),
    ],
)
def test_a_file_that_osmnx_has_not_saved(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(DataError, match=rf"town\.graphml(.|\n)*({why})"):
        read_graphml(written(tmp_path, text, "town.graphml"))


def test_a_file_that_was_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "village.graphml"
    ox.save_graphml(graph(tmp_path), path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DataError, match=r"village\.graphml.*cut short"):
        read_graphml(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"absent\.graphml.*No such file"):
        read_graphml(tmp_path / "absent.graphml")


def test_a_graph_without_coordinates_or_streets_is_refused(tmp_path: Path) -> None:
    held = graph(tmp_path)
    del held.nodes[1]["x"]
    with pytest.raises(DataError, match="the graph: node 1: x, y = None: has no coordinates"):
        from_graph(held)
    private = graph(tmp_path, spots={number: SPOTS[number] for number in (10, 11)}, ways=WAYS[-1:])
    with pytest.raises(DataError, match="town: streets = 0: holds no street that anybody may use"):
        from_graph(private, "town")


def pieces(network: Network) -> dict[tuple[object, ...], list[tuple[object, ...]]]:
    """Every straight piece of street, by its ends, with what is told of it."""
    found = defaultdict[tuple[object, ...], list[tuple[object, ...]]](list)
    for name, kind, who, limit, _, line in streets(network):
        for begin, end in pairwise(line):
            # The whole street was told from its lower end; its pieces may lie the other way.
            words = {"along": "against", "against": "along"} if begin > end else {}
            turned = " ".join(words.get(word.strip(","), word.strip(",")) for word in who.split())
            found[tuple(sorted((tuple(begin), tuple(end))))].append((name, kind, turned, limit))
    return {ends: sorted(told) for ends, told in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize("path", files("roads", "andorra/*.pbf"))
def test_file_and_graph_agree_on_every_piece_of_street_in_andorra(path: Path, tmp_path: Path) -> None:
    osmium = pytest.importorskip("osmium")
    with osmium.BackReferenceWriter(tmp_path / "andorra.osm", path) as writer:
        for way in osmium.FileProcessor(path, osmium.osm.WAY):
            if "highway" in way.tags:
                writer.add(way)
    held = ox.graph_from_xml(tmp_path / "andorra.osm", retain_all=True, simplify=False)
    from_file, from_osmnx = pieces(read_osm(path).network), pieces(from_graph(held).network)
    assert len(from_file) > 30_000
    assert from_file == from_osmnx

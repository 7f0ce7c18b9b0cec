"""The networks in ../shared/roads: of the size that others have found, and as long as their shapes."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from engine.travel.network import Box, Network
from engine.travel.sources.barcelona import read_barcelona
from engine.travel.sources.elevation import read_elevation
from engine.travel.sources.imported import Imported
from engine.travel.sources.osm_file import read_osm
from tests.engine.travel.sources.village import measured
from tests.realdata import SHARED, files

pytest.importorskip("osmium", reason="the extra `osm` is not installed")

EXTRACTS = {  # junctions of the graph that osmnx makes, and what the file says of its date
    "porto_portugal.osm.pbf": (68_200, "2015-06-06", "Rua de Santa Catarina"),
    "poa_osm.pbf": (18_600, "2020-08-12", "Avenida Ipiranga"),
    "andorra.osm.pbf": (1_800, "2013-05-28", "Avinguda Meritxell"),
}


barcelona = cache(read_barcelona)


def sampled(network: Network, count: int = 300) -> list[int]:
    return np.random.default_rng(4).choice(network.edges, count, replace=False).tolist()


def sound(imported: Imported) -> None:
    """What holds of every import."""
    network, addresses = imported.network, imported.addresses
    assert list(network.faults()) == []
    assert network.usable("walk")
    assert addresses is not None
    assert (addresses.first <= addresses.last).all()
    assert set(network.names) <= set(addresses.names)


@pytest.mark.parametrize("path", files("roads", "*/*.pbf"))
def test_an_extract_of_openstreetmap(path: Path) -> None:
    nodes, date, street = EXTRACTS[path.name]
    imported = read_osm(path)
    network = imported.network
    sound(imported)
    # osmnx joins ways that follow on one another and keeps private ones: a third apart at most, in the smallest.
    assert 0.95 * nodes < network.nodes < 1.35 * nodes
    assert network.origin.date == date
    assert street in network.names
    assert network.usable("bicycle")
    assert network.usable("car")
    for edge in sampled(network):
        assert network.decimetres[edge] == pytest.approx(measured(network, edge), abs=1, rel=1e-5)


@pytest.mark.parametrize("path", files("roads", "porto/*.pbf"))
def test_a_part_of_porto(path: Path) -> None:
    part = read_osm(path, Box(41.14, -8.63, 41.16, -8.60)).network
    assert 2_000 < part.nodes < 3_500
    assert "Rua de Santa Catarina" in part.names


@pytest.mark.parametrize("path", files("roads", "barcelona/Trams.csv"))
def test_barcelonas_own_graph(path: Path) -> None:
    imported = barcelona(path.parent)
    network, addresses = imported.network, imported.addresses
    sound(imported)
    assert (network.nodes, network.edges) == (9_481, 14_830)
    assert f"{9_481 - 9_187} of 9481 junctions lie outside the main connected part" in imported.notes
    assert not network.usable("car")
    # The city measures along the street: no shorter than the line through its ends and its middle. (On a sphere, which
    # is what we measure that line on, northward ways are up to 0.2 % longer than on the map of UTM 31.)
    assert not any(network.decimetres[edge] < 0.997 * measured(network, edge) - 1 for edge in sampled(network))
    assert addresses is not None
    assert len(addresses.places) == 11  # ten districts, one of them in two spellings
    mallorca = addresses.street == addresses.names.index("Carrer Mallorca")
    assert addresses.last[mallorca].max() > 600


@pytest.mark.parametrize("path", files("roads", "barcelona/Trams.csv"))
def test_house_numbers_of_carrer_mallorca_rise_from_the_west_to_the_east(path: Path) -> None:
    addresses = barcelona(path.parent).addresses
    assert addresses is not None
    mallorca = (addresses.street == addresses.names.index("Carrer Mallorca")) & (addresses.last > 0)
    assert mallorca.sum() > 80
    eastward = addresses.end[mallorca, 1] > addresses.begin[mallorca, 1]
    assert eastward.mean() > 0.95


@pytest.mark.parametrize("path", files("roads", "porto-alegre/*.tif"))
def test_heights_of_porto_alegre(path: Path) -> None:
    network = read_osm(SHARED / "roads" / "porto-alegre" / "poa_osm.pbf").network
    heights, notes = read_elevation(network, path)
    assert np.isfinite(heights).all()
    assert 0 <= heights.min() < 5  # the town lies on a lake
    assert 60 < heights.max() <= 255
    assert len(notes) == 1  # the raster is a little narrower than the extract

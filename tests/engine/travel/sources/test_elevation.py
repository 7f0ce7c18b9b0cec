from pathlib import Path

import numpy as np
import pytest

from engine.errors import DataError
from engine.travel.network import Network
from engine.travel.sources.elevation import read_elevation, with_elevation
from tests.engine.travel.town import network

rasterio = pytest.importorskip("rasterio", reason="the extra `osm` is not installed")

pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning:rasterio")  # its own, about affine

WEST, NORTH, CELL = 2.0, 42.0, 0.01
NODATA = -9999.0


def raster(
    folder: Path,
    cells: list[list[float]],
    crs: str | None = "EPSG:4326",
    corner: tuple[float, float] = (WEST, NORTH),
    cell: float = CELL,
) -> Path:
    """A GeoTIFF of heights, its first row in the north."""
    path, heights = folder / "heights.tif", np.array(cells, dtype="float32")
    place = rasterio.transform.from_origin(*corner, cell, cell)
    told = {"crs": crs, "transform": place} if crs else {}
    rows, columns = heights.shape
    shape = {"height": rows, "width": columns, "count": 1}
    with rasterio.open(path, "w", driver="GTiff", dtype="float32", nodata=NODATA, **shape, **told) as opened:
        opened.write(heights, 1)
    return path


def along(*spots: tuple[float, float]) -> Network:
    """A street through spots, told in cells south and east of the raster's corner."""
    nodes = [(NORTH - CELL * south, WEST + CELL * east) for south, east in spots]
    return network(nodes, [(0, index, 100.0) for index in range(1, len(spots))])


def heights(network: Network) -> list[float]:
    assert network.elevation is not None
    assert network.elevation.dtype == np.float32
    return network.elevation.tolist()


FLAT = [[10.0, 20.0], [30.0, 40.0]]


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_raster_that_lies_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"heights\.tif: crs = None: does not say where on earth it lies"):
        with_elevation(along((0.5, 0.5), (1, 1)), raster(tmp_path, FLAT, crs=None))


def test_in_the_middle_of_a_cell_its_own_height_holds(tmp_path: Path) -> None:
    seen = with_elevation(along((0.5, 0.5), (0.5, 1.5), (1.5, 0.5), (1.5, 1.5)), raster(tmp_path, FLAT))
    assert heights(seen) == pytest.approx([10, 20, 30, 40], abs=1e-3)


def test_between_cells_heights_go_over_into_each_other(tmp_path: Path) -> None:
    seen = with_elevation(along((0.5, 1.0), (1.0, 1.0), (0.75, 0.5)), raster(tmp_path, FLAT))
    assert heights(seen) == pytest.approx([15, 25, 15], abs=1e-3)


def test_the_rest_of_the_network_stays_as_it_was(tmp_path: Path) -> None:
    before = along((0.5, 0.5), (1, 1))
    after = with_elevation(before, raster(tmp_path, FLAT))
    assert before.elevation is None
    assert after.arrays.keys() - before.arrays.keys() == {"elevation"}
    assert all(np.array_equal(after.arrays[name], values) for name, values in before.arrays.items())


def test_where_the_raster_knows_nothing_the_nearest_junction_tells(tmp_path: Path) -> None:
    holed = raster(tmp_path, [[10.0, 20.0, 30.0, NODATA, NODATA]])
    street = along((0.5, 0.5), (0.5, 1.5), (0.5, 4.5), (0.5, 9.0))
    found, notes = read_elevation(street, holed)
    assert found.tolist() == pytest.approx([10, 20, 20, 20])
    assert notes == ("the raster knows no height at 2 of 4 junctions: taken from the nearest known one",)


def test_beyond_the_raster_its_last_cells_do_not_go_on(tmp_path: Path) -> None:
    assert heights(with_elevation(along((0.5, 0.5), (0.5, 5.0)), raster(tmp_path, FLAT))) == pytest.approx([10, 10])


def test_a_raster_that_covers_all_needs_no_note(tmp_path: Path) -> None:
    assert read_elevation(along((0.5, 0.5), (1, 1)), raster(tmp_path, FLAT))[1] == ()


def test_a_raster_in_metres(tmp_path: Path) -> None:
    pyproj = pytest.importorskip("pyproj")
    corner = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:25831", always_xy=True).transform(WEST, NORTH)
    metres = raster(tmp_path, FLAT, "EPSG:25831", corner, cell=1000)
    back = pyproj.Transformer.from_crs("EPSG:25831", "EPSG:4326", always_xy=True)
    spots = [back.transform(corner[0] + east, corner[1] - south) for south, east in ((500, 500), (1000, 1000))]
    street = network([(latitude, longitude) for longitude, latitude in spots], [(0, 1, 700.0)])
    assert heights(with_elevation(street, metres)) == pytest.approx([10, 25], abs=1e-2)


def test_only_the_part_around_the_network_counts(tmp_path: Path) -> None:
    wide = raster(tmp_path, [[float(100 * row + column) for column in range(60)] for row in range(50)])
    seen = with_elevation(along((30.25, 40.25), (31.0, 42.5)), wide)
    assert heights(seen) == pytest.approx([3014.75, 3092], abs=1e-2)
    # A quarter of row 29 and three of row 30, 25 below 3040, and a quarter of column 39; 3042 and 3142, half way.


@pytest.mark.parametrize("cells", [[[NODATA, NODATA], [NODATA, NODATA]], FLAT])
def test_a_raster_elsewhere_is_told_with_both_boxes(tmp_path: Path, cells: list[list[float]]) -> None:
    street = along((0.5, 0.5), (1.5, 1.5)) if cells != FLAT else along((90, 90), (91, 91))
    with pytest.raises(DataError) as caught:
        with_elevation(street, raster(tmp_path, cells))
    assert "latitude 41.9800 to 42.0000, longitude 2.0000 to 2.0200" in str(caught.value)
    assert str(street.box) in str(caught.value)


def test_a_file_that_is_no_raster(tmp_path: Path) -> None:
    path = tmp_path / "heights.tif"
    path.write_text("very high, and then very low")
    with pytest.raises(DataError, match=r"heights\.tif.* is no raster of heights"):
        with_elevation(along((0.5, 0.5), (1, 1)), path)


def test_a_raster_that_was_cut_short(tmp_path: Path) -> None:
    path = raster(tmp_path, [[1.0] * 400] * 400)
    path.write_bytes(path.read_bytes()[:-300_000])
    with pytest.raises(DataError, match=r"heights\.tif.* cut short"):
        with_elevation(along((0.5, 0.5), (390, 390)), path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"absent\.tif.*No such file"):
        with_elevation(along((0.5, 0.5), (1, 1)), tmp_path / "absent.tif")

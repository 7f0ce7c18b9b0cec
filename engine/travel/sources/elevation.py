"""Heights of junctions from an elevation raster (GeoTIFF, as of SRTM or the Copernicus DEM), read with rasterio."""

import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.ndimage import map_coordinates
from scipy.spatial import KDTree

from engine.errors import DataError, Fault
from engine.travel.network import Box, Network
from engine.travel.sources.imported import needed


def with_elevation(network: Network, raster: Path) -> Network:
    """The network with the heights of its junctions; read_elevation says what that takes and raises."""
    return replace(network, elevation=read_elevation(network, raster)[0])


def read_elevation(network: Network, raster: Path) -> tuple[np.ndarray, tuple[str, ...]]:
    """Metres above the sea of each junction, float32 (nodes,), between the four cells around it; and notes.

    Where the raster knows nothing, the height of the nearest junction that it knows. Raises DataError for a file that
    is no raster, or that knows no junction; EngineError without the extra `osm`.
    """
    rasterio = needed("rasterio")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a raster that lies nowhere on earth is told below
        try:
            with rasterio.open(raster) as opened:
                heights = _heights(network, raster, opened)
        except (rasterio.errors.RasterioError, rasterio.errors.CRSError, OSError) as error:
            remedy = f"is no raster of heights, or is cut short ({error}): give a GeoTIFF"
            raise DataError([Fault(str(raster), "file", raster.name, remedy)]) from None
    return _filled(network, heights), tuple(_notes(heights))


def _heights(network: Network, path: Path, opened: Any) -> np.ndarray:
    """Metres at each junction, NaN where the raster knows none, float64 (nodes,)."""
    if opened.crs is None:
        raise DataError(
            [Fault(str(path), "crs", None, "does not say where on earth it lies: give a GeoTIFF that does")]
        )
    row, column = _cells(network, opened)
    inside = (row >= 0) & (row <= opened.height) & (column >= 0) & (column <= opened.width)
    if not inside.any():
        raise _apart(network, path, opened)
    top, left = (max(0, int(values[inside].min()) - 1) for values in (row, column))
    bottom, right = (int(values[inside].max()) + 2 for values in (row, column))
    window = ((top, min(bottom, opened.height)), (left, min(right, opened.width)))
    cells = opened.read(1, window=window, masked=True).astype(float).filled(np.nan)
    cells = cells * opened.scales[0] + opened.offsets[0]
    # A cell's value holds in its middle, half a cell from its corner.
    found = map_coordinates(cells, (row - top - 0.5, column - left - 0.5), order=1, mode="nearest")
    found[~inside] = np.nan
    if np.isnan(found).all():
        raise _apart(network, path, opened)
    return found


def _cells(network: Network, opened: Any) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of each junction in the raster, with fractions."""
    x, y = needed("rasterio.warp").transform("EPSG:4326", opened.crs, network.longitude, network.latitude)
    column, row = ~opened.transform @ np.stack((x, y))
    return np.asarray(row), np.asarray(column)


def _apart(network: Network, path: Path, opened: Any) -> DataError:
    west, south, east, north = needed("rasterio.warp").transform_bounds(opened.crs, "EPSG:4326", *opened.bounds)
    remedy = f"knows no height within the network, {network.box}: give a raster that covers it"
    return DataError([Fault(str(path), "box", str(Box(south, west, north, east)), remedy)])


def _filled(network: Network, heights: np.ndarray) -> np.ndarray:
    known = ~np.isnan(heights)
    shrink = np.cos(np.radians(network.latitude.mean()))
    spots = np.stack((network.latitude, network.longitude * shrink), axis=1)
    _, nearest = KDTree(spots[known]).query(spots[~known])
    filled = heights.copy()
    filled[~known] = heights[known][nearest]
    return filled.astype(np.float32)


def _notes(heights: np.ndarray) -> Iterator[str]:
    unknown = int(np.isnan(heights).sum())
    if unknown:
        yield f"the raster knows no height at {unknown} of {len(heights)} junctions: taken from the nearest known one"

"""Which importer a file or folder is for: its name tells."""

from pathlib import Path

from engine.errors import DataError, Fault
from engine.travel.network import Box
from engine.travel.sources.imported import Imported

OSM_ENDINGS = (".pbf", ".osm", ".osm.gz", ".osm.bz2")
GRAPHML = ".graphml"
BARCELONA = "Nodes.csv"


def read_map(path: Path, box: Box | None = None) -> Imported:
    """A network from a file or folder; box: the part to take. Raises DataError for what is no map, or cannot be cut."""
    if not path.exists():
        raise _fault(path, "is not there: check the path")
    if path.name.lower().endswith(OSM_ENDINGS):
        from engine.travel.sources.osm_file import read_osm

        return read_osm(path, box)
    if box is not None:
        raise _fault(
            path, f"cannot be cut by a box: leave it out, or give a file that ends in {', '.join(OSM_ENDINGS)}"
        )
    if path.is_dir() and (path / BARCELONA).exists():
        from engine.travel.sources.barcelona import read_barcelona

        return read_barcelona(path)
    if path.suffix.lower() == GRAPHML:
        from engine.travel.sources.osm_graph import read_graphml

        return read_graphml(path)
    known = f"its name should end in {', '.join(OSM_ENDINGS)} or {GRAPHML}, or the folder hold {BARCELONA}"
    raise _fault(path, f"tells no kind of map: {known}")


def _fault(path: Path, remedy: str) -> DataError:
    return DataError([Fault(str(path), "file", path.name, remedy)])

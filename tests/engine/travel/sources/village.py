"""A village as OpenStreetMap writes it: short enough to know every street of it by heart."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

from engine.travel.network import DEGREE, KINDS, MODES, Network, against, along
from engine.travel.sources.assembly import turned

Tags = Mapping[str, str]

Street = tuple[str, str, str, int, int, list[list[int]]]
"""Name, kind, who may go which way, posted limit, decimetres, line."""

SPOTS = {
    1: (52.000, 0.100),
    2: (52.000, 0.101),
    3: (52.000, 0.102),
    4: (52.001, 0.1015),
    5: (52.002, 0.101),
    6: (52.002, 0.102),
    7: (52.000, 0.099),
    15: (52.001, 0.098),
    8: (52.0002, 0.1025),
    9: (51.9998, 0.1025),
    10: (52.010, 0.100),
    11: (52.010, 0.101),
    12: (51.999, 0.100),
    13: (51.990, 0.100),
    14: (51.980, 0.100),
}

WAYS: list[tuple[Sequence[int], Tags]] = [
    ((1, 2, 3), {"highway": "residential", "name": "High Street", "maxspeed": "30 mph"}),
    ((2, 4, 5), {"highway": "residential", "name": "Mill Lane", "oneway": "yes", "oneway:bicycle": "no"}),
    ((3, 6), {"highway": "footway", "name": "Church Path"}),
    ((5, 6), {"highway": "secondary_link", "oneway": "-1", "maxspeed": "50"}),
    ((3, 8, 9, 3), {"highway": "tertiary", "name": "The Circle", "junction": "roundabout"}),
    ((1, 12), {"highway": "steps"}),
    ((1, 7), {"highway": "track"}),
    ((15, 1), {"highway": "motorway"}),
    ((13, 14), {"route": "ferry", "name": "Isle Ferry"}),
    ((10, 11), {"highway": "service", "access": "private", "name": "Manor Drive"}),
]

HOUSES: list[tuple[int, tuple[float, float], Tags]] = [
    (101, (52.0001, 0.1002), {"addr:housenumber": "12 a", "addr:street": "High Street"}),
    (102, (52.0001, 0.1004), {"addr:housenumber": "14-18", "addr:street": "High Street", "addr:suburb": "Old Town"}),
    (103, (52.0011, 0.1016), {"place": "hamlet", "name": "Mill End"}),
    (104, (52.0005, 0.1014), {"addr:housenumber": "9", "addr:street": "Mill Lane"}),
    (105, (52.0015, 0.1014), {"addr:housenumber": "1", "addr:street": "Mill Lane"}),
    (106, (52.0011, 0.1018), {}),
]

BUILDINGS: list[tuple[Sequence[int], Tags]] = [
    ((104, 106, 105), {"addr:interpolation": "odd"}),
    ((106, 104, 105, 106), {"building": "yes", "addr:housenumber": "20", "addr:place": "Mill End"}),
]


def osm(
    spots: Mapping[int, tuple[float, float]] = SPOTS,
    ways: Iterable[tuple[Sequence[int], Tags]] = WAYS,
    houses: Iterable[tuple[int, tuple[float, float], Tags]] = (),
    stamp: str = "",
    ways_first: bool = False,
) -> str:
    """The text of an .osm file. stamp: on every object, such as 2024-05-06T07:08:09Z."""
    told = f' version="1" timestamp="{stamp}"' if stamp else ""
    nodes = [(number, spot, {}) for number, spot in spots.items()] + list(houses)
    points = [
        f'<node id="{number}" lat="{spot[0]}" lon="{spot[1]}"{told}>{_tags(tags)}</node>'
        for number, spot, tags in nodes
    ]
    lines = [_way(1000 + number, refs, tags, told) for number, (refs, tags) in enumerate(ways)]
    body = lines + points if ways_first else points + lines
    return '<?xml version="1.0"?>\n<osm version="0.6" generator="by hand">\n' + "\n".join(body) + "\n</osm>\n"


def _way(number: int, refs: Sequence[int], tags: Tags, told: str) -> str:
    inner = "".join(f'<nd ref="{ref}"/>' for ref in refs)
    return f'<way id="{number}"{told}>{inner}{_tags(tags)}</way>'


def _tags(tags: Tags) -> str:
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())


def written(folder: Path, text: str, name: str = "village.osm") -> Path:
    """A file with a text in it."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def allowed(**who: str) -> int:
    """The bits of who may go which way, as in allowed(walk="both", car="along")."""
    return sum(
        (along(mode) if which in ("both", "along") else 0) | (against(mode) if which in ("both", "against") else 0)
        for mode, which in who.items()
    )


def told(bits: int) -> str:
    """Who may go which way, for reading: "walk both, car along"."""
    words = {1: "along", 2: "against", 3: "both"}
    return ", ".join(f"{mode} {words[bits >> 2 * i & 3]}" for i, mode in enumerate(MODES) if bits >> 2 * i & 3)


def streets(network: Network) -> list[Street]:
    """Every edge in words that do not depend on the order of edges, nor on which of its ends is the tail."""
    return sorted(_street(network, edge) for edge in range(network.edges))


def _street(network: Network, edge: int) -> Street:
    line = network.shape[network.shape_start[edge] : network.shape_start[edge + 1]].tolist()
    bits = int(network.allowed[edge])
    if line > line[::-1]:
        line, bits = line[::-1], int(turned(np.array(bits)))
    name = network.names[network.street[edge]] if network.street[edge] >= 0 else ""
    kind, limit = KINDS[network.kind[edge]], int(network.limit[edge])
    return name, kind, told(bits), limit, int(network.decimetres[edge]), line


def measured(network: Network, edge: int) -> float:
    """Decimetres along the shape of an edge, as on a plane, which is right to a millionth over a street: not the
    formula that the importers use."""
    line = network.shape[network.shape_start[edge] : network.shape_start[edge + 1]] / DEGREE
    total = 0.0
    for (south, west), (north, east) in zip(np.radians(line), np.radians(line[1:]), strict=False):
        flat = np.hypot(north - south, (east - west) * np.cos((north + south) / 2))
        total += 6_371_009 * flat
    return total * 10

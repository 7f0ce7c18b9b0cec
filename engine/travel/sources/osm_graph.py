"""Graphs of osmnx, in memory or saved as GraphML: OpenStreetMap's streets as others have downloaded them before.

osmnx draws a street that is open both ways as two arcs; here they become one edge again. Which way cars go is told by
the arcs; who else may go, by the tags that the graph kept. Many graphs keep few: of foot, bicycle and the like they say
nothing, and a graph downloaded for driving holds no footpaths.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, islice, product
from pathlib import Path
from typing import Any

from engine.errors import DataError, Fault
from engine.travel.network import DEGREE, Network, Origin
from engine.travel.sources.assembly import assemble, outside
from engine.travel.sources.drawn import Draft, Drawn
from engine.travel.sources.imported import Imported, needed
from engine.travel.sources.numbers import Spot, gather, whole_streets
from engine.travel.sources.osm_file import ATTRIBUTION, LICENCE
from engine.travel.sources.ways import TAGS, Way, read_limit, read_way

_MERGED = ("name", "maxspeed", "oneway")
"""Tags that are not combined one with another where osmnx has put several ways into one arc."""


@dataclass(slots=True)
class _Stretch:
    """An arc, and whether its twin in the other direction is there as well."""

    tags: Mapping[str, Any]
    both: bool = False


_Stretches = dict[tuple[Any, Any, tuple[Spot, ...]], _Stretch]
"""By the nodes at both ends and the line between."""


def read_graphml(path: Path) -> Imported:
    """The streets of a GraphML file that osmnx has saved.

    Raises DataError for a file that is none, is cut short or holds no street; EngineError without the extra `osm`.
    """
    osmnx = needed("osmnx")
    from networkx import NetworkXError

    try:
        graph = osmnx.load_graphml(path)
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, NetworkXError) as error:
        remedy = f"is no graph saved by osmnx, or is cut short ({error}): save it anew with osmnx.save_graphml"
        raise DataError([Fault(str(path), "file", path.name, remedy)]) from None
    return from_graph(graph, str(path))


def from_graph(graph: Any, where: str = "the graph") -> Imported:
    """The streets of an osmnx MultiDiGraph, simplified or not, in any projection. where: what faults call it.

    Raises DataError for a graph without coordinates or without streets; EngineError without the extra `osm`.
    """
    _check(graph, where)
    if str(graph.graph["crs"]).lower() != "epsg:4326":
        graph = needed("osmnx").projection.project_graph(graph, to_latlong=True)
    stretches = _stretches(graph)
    date = str(graph.graph.get("created_date", ""))[:10]
    network = assemble(_drawn(graph, stretches), Origin("OpenStreetMap", LICENCE, ATTRIBUTION, date))
    if not network.edges:
        raise DataError([Fault(where, "streets", 0, "holds no street that anybody may use: download it anew")])
    return Imported(network, gather(whole_streets(network)), tuple(_notes(network, stretches)))


def _check(graph: Any, where: str) -> None:
    """Raises DataError for what osmnx would not have made."""
    if "crs" not in graph.graph:
        raise DataError([Fault(where, "crs", None, "tells no coordinate system: save the graph with osmnx")])
    bare = next((node for node, held in graph.nodes(data=True) if not {"x", "y"} <= held.keys()), None)
    if bare is not None:
        raise DataError([Fault(f"{where}: node {bare}", "x, y", None, "has no coordinates: save the graph with osmnx")])


def _drawn(graph: Any, stretches: _Stretches) -> Drawn:
    """The stretches that count; the points between their ends belong to nobody else."""
    draft, number = Draft(), {node: index for index, node in enumerate(graph)}
    fresh = count(len(number))
    for (tail, head, line), stretch in stretches.items():
        way = _way(stretch)
        if way:
            inner = islice(fresh, len(line) - 2)
            draft.add(way, [number[tail], *inner, number[head]], [part for spot in line for part in spot])
    return draft.drawn()


def _stretches(graph: Any) -> _Stretches:
    """Every stretch of street once, by its ends and its line, as its way was drawn if the graph knows that."""
    found: _Stretches = {}
    for tail, head, held in sorted(graph.edges(data=True), key=lambda arc: arc[2].get("reversed") is True):
        line = _line(graph, tail, head, held)
        twin = found.get((head, tail, line[::-1]))
        if twin is not None and not twin.both:
            twin.both = True
        else:
            found.setdefault((tail, head, line), _Stretch(held))
    return found


def _line(graph: Any, tail: Any, head: Any, held: Mapping[str, Any]) -> tuple[Spot, ...]:
    """Where an arc runs: along its geometry, or straight."""
    ends = ((graph.nodes[node]["x"], graph.nodes[node]["y"]) for node in (tail, head))
    points = held["geometry"].coords if "geometry" in held else ends
    return tuple((round(point[1] * DEGREE), round(point[0] * DEGREE)) for point in points)


def _way(stretch: _Stretch) -> Way | None:
    """What a stretch is; where osmnx has merged several ways into it, it is as good as the worst of them."""
    told = {key: _several(stretch.tags[key]) for key in TAGS if key in stretch.tags and key not in _MERGED}
    oneway = {} if stretch.both else {"oneway": "yes"}
    ways = [read_way(dict(zip(told, choice, strict=True)) | oneway) for choice in product(*told.values())]
    usable = [way for way in ways if way]
    if not usable or len(usable) < len(ways):
        return None
    allowed = usable[0].allowed
    for way in usable:
        allowed &= way.allowed
    limits = [limit for text in _several(stretch.tags.get("maxspeed", "")) if (limit := read_limit(text))]
    names = sorted(_several(stretch.tags.get("name", "")))  # osmnx lists them in no order
    kind = max(way.kind for way in usable)
    return Way(kind, allowed, min(limits, default=0), names[0].strip()) if allowed else None


def _several(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple | set) else [str(value)]


def _notes(network: Network, stretches: _Stretches) -> Iterator[str]:
    apart = outside(network)
    if apart:
        yield f"{apart} of {network.nodes} junctions lie outside the main connected part"
    left_out = sum(_way(stretch) is None for stretch in stretches.values())
    if left_out:
        yield f"{left_out} stretches are left out, as private or as no streets"
    if all(stretch.both for stretch in stretches.values()):
        yield "no street is one-way: was the graph downloaded for walking? Then use it for walking only"
    if not any({"foot", "bicycle"} & stretch.tags.keys() for stretch in stretches.values()):
        yield "the graph kept no tags on walking and cycling: who may go where follows from the kind of way alone"

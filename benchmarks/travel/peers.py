"""The same ways found by others: osmnx, networkx, igraph and pandana on the graph that Ronda searches, by car in Porto.

All are told the same arcs and whole milliseconds, node to node, so that times must agree to the last digit (pandana
counts in thousandths of its unit, and is told seconds). Each measures so many sources as it can in reasonable time.
"""

import importlib
import importlib.util
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse.csgraph import dijkstra

from engine.travel.city import City
from engine.travel.roads import SPAN, Roads
from engine.travel.storage import load_network

GOALS = 500


@dataclass(frozen=True, slots=True)
class Row:
    """What a tool took: seconds of making its graph, and of searching so many pairs; off: the largest difference from
    plain Dijkstra, seconds."""

    tool: str
    made: float
    pairs: int
    seconds: float
    off: float

    @property
    def key(self) -> tuple[str]:
        return (self.tool,)

    @property
    def per_million(self) -> float:
        """Seconds for a million pairs at this pace."""
        return self.seconds / self.pairs * 1e6


def measure_all(folder: Path, say: Callable[[str], None]) -> list[Row]:
    """Every tool that is installed, one after the other in one process."""
    arcs = City("city", load_network(folder)).roads("car", "midday")
    rng = np.random.default_rng(2)
    nodes = rng.choice(np.unique(arcs.arcs.begin[arcs.connected[arcs.arcs.edge]]), GOALS, replace=False)
    truth = dijkstra(arcs.graph, indices=nodes)[:, nodes] // SPAN / 1000
    rows = []
    for tool, (package, sources, ask) in TOOLS.items():
        if importlib.util.find_spec(package) is None:
            say(f"{tool}: not installed, left out")
            continue
        began = time.perf_counter()
        search = ask(arcs)
        made = time.perf_counter() - began
        began = time.perf_counter()
        found = search(nodes[:sources], nodes)
        took = time.perf_counter() - began
        off = float(np.abs(found - truth[:sources]).max())
        rows.append(Row(tool, round(made, 2), sources * GOALS, round(took, 3), round(off, 3)))
        say(f"{tool}: {rows[-1].seconds} s")
    return rows


Search = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Seconds from some nodes to others, float64 (from, to)."""


def _scipy(arcs: Roads) -> Search:
    return lambda starts, goals: dijkstra(arcs.graph, indices=starts)[:, goals] // SPAN / 1000


def _networkx(arcs: Roads) -> Search:
    import networkx as nx

    graph = _graph(arcs)

    def search(starts: np.ndarray, goals: np.ndarray) -> np.ndarray:
        found = [nx.single_source_dijkstra_path_length(graph, int(start), weight="time") for start in starts]
        return np.array([[one[int(goal)] for goal in goals] for one in found]) / 1000

    return search


def _osmnx(arcs: Roads) -> Search:
    import networkx as nx
    import osmnx

    graph = _graph(arcs)

    def search(starts: np.ndarray, goals: np.ndarray) -> np.ndarray:
        found = np.empty((len(starts), len(goals)))
        for row, start in enumerate(starts.tolist()):
            paths = osmnx.shortest_path(graph, [start] * len(goals), goals.tolist(), weight="time", cpus=1)
            found[row] = [nx.path_weight(graph, path, "time") for path in paths]
        return found / 1000

    return search


def _graph(arcs: Roads) -> Any:
    import networkx as nx

    graph = nx.MultiDiGraph(crs="epsg:4326")
    net = arcs.network
    places = zip(net.latitude.tolist(), net.longitude.tolist(), strict=True)
    graph.add_nodes_from((node, {"y": north, "x": east}) for node, (north, east) in enumerate(places))
    columns = (arcs.arcs.begin.tolist(), arcs.arcs.end.tolist(), arcs.arcs.time.tolist())
    graph.add_edges_from((begin, end, {"time": weight}) for begin, end, weight in zip(*columns, strict=True))
    return graph


def _igraph(arcs: Roads) -> Search:
    igraph: Any = importlib.import_module("igraph")

    ends = np.stack((arcs.arcs.begin, arcs.arcs.end), axis=1).tolist()
    graph = igraph.Graph(n=arcs.network.nodes, edges=ends, directed=True)
    weights = arcs.arcs.time.tolist()
    return lambda starts, goals: np.array(graph.distances(starts.tolist(), goals.tolist(), weights)) / 1000


def _pandana(arcs: Roads) -> Search:
    pandana: Any = importlib.import_module("pandana")
    import pandas as pd

    net = arcs.network
    weights = pd.DataFrame({"time": arcs.arcs.time / 1000})
    ends = (pd.Series(values) for values in (arcs.arcs.begin, arcs.arcs.end))
    graph = pandana.Network(pd.Series(net.longitude), pd.Series(net.latitude), *ends, weights, twoway=False)

    def search(starts: np.ndarray, goals: np.ndarray) -> np.ndarray:
        pairs = graph.shortest_path_lengths(np.repeat(starts, len(goals)), np.tile(goals, len(starts)))
        return np.array(pairs).reshape(len(starts), len(goals))

    return search


TOOLS: dict[str, tuple[str, int, Callable[[Roads], Search]]] = {
    "scipy, as it is": ("scipy", 100, _scipy),
    "igraph": ("igraph", 100, _igraph),
    "pandana": ("pandana", 500, _pandana),
    "networkx": ("networkx", 5, _networkx),
    "osmnx": ("osmnx", 1, _osmnx),
}
"""Tool, package, how many sources it is asked for, and how it is told the graph."""

"""Ways between points as networkx finds them, on a graph in which every point splits its edge."""

from itertools import pairwise

import networkx as nx
import numpy as np

from engine.travel.roads import BARRED, Roads
from engine.travel.snapping import Snapped


def plain(roads: Roads, starts: Snapped, goals: Snapped) -> np.ndarray:
    """Milliseconds between points, each put into the graph as a node that splits its edge, by networkx."""
    graph: nx.DiGraph = nx.DiGraph()
    net = roads.network
    graph.add_nodes_from(range(net.nodes))
    stops: dict[int, list[tuple[float, object]]] = {}
    for name, points in (("start", starts), ("goal", goals)):
        for row, (edge, share) in enumerate(zip(points.edge, points.share, strict=True)):
            stops.setdefault(int(edge), []).append((float(share), (name, row)))

    def join(begin: object, end: object, time: int) -> None:
        if not graph.has_edge(begin, end) or graph[begin][end]["time"] > time:
            graph.add_edge(begin, end, time=time)

    for edge in range(net.edges):
        tail, head = int(net.tail[edge]), int(net.head[edge])
        chain = [(0.0, tail), *sorted(stops.get(edge, []), key=lambda stop: stop[0]), (1.0, head)]
        for (share, one), (further, other) in pairwise(chain):
            for total, begin, end in ((roads.forth[edge], one, other), (roads.back[edge], other, one)):
                if total != BARRED:
                    time = round(further * int(total)) - round(share * int(total))
                    join(begin, end, time + (int(roads.pause[end]) if isinstance(end, int) else 0))
    found = np.full((len(starts.edge), len(goals.edge)), BARRED)
    for row in range(len(starts.edge)):
        reached = nx.single_source_dijkstra_path_length(graph, ("start", row), weight="time")
        for column in range(len(goals.edge)):
            found[row, column] = reached.get(("goal", column), BARRED)  # pyright: ignore[reportArgumentType, reportCallIssue]
    return found

"""Small towns for tests of travel: a grid of streets with some one-way, some for walking only, some missing."""

import numpy as np

from engine.travel.network import DEGREE, KINDS, MODES, Network, Origin, against, along

SOUTH, WEST, STEP = 41.38, 2.15, 0.001  # about 111 m northwards and 83 m eastwards
INVENTED = Origin("invented for a test", "none", "nobody", "2026-01-01")
BOTH = sum(along(mode) | against(mode) for mode in MODES)
RESIDENTIAL = KINDS.index("residential")


def network(
    nodes: list[tuple[float, float]],
    edges: list[tuple[int, int, float]],
    allowed: list[int] | None = None,
    kind: list[str] | None = None,
    limit: list[int] | None = None,
    elevation: list[float] | None = None,
    shapes: list[list[tuple[float, float]]] | None = None,
    names: list[str] | None = None,
) -> Network:
    """Junctions (latitude, longitude) and edges (tail, head, metres); straight, for all, residential unless told."""
    count = len(edges)
    drawn = shapes or [[nodes[tail], nodes[head]] for tail, head, _ in edges]
    return Network(
        latitude=np.array([node[0] for node in nodes]),
        longitude=np.array([node[1] for node in nodes]),
        tail=np.array([edge[0] for edge in edges], dtype=np.int32),
        head=np.array([edge[1] for edge in edges], dtype=np.int32),
        decimetres=np.array([round(edge[2] * 10) for edge in edges], dtype=np.int32),
        kind=np.array([KINDS.index(one) for one in kind or ["residential"] * count], dtype=np.uint8),
        allowed=np.array(allowed or [BOTH] * count, dtype=np.uint8),
        limit=np.array(limit or [0] * count, dtype=np.uint8),
        shape_start=np.cumsum([0, *(len(shape) for shape in drawn)]).astype(np.int32),
        shape=np.rint(np.array([point for shape in drawn for point in shape]) * DEGREE).astype(np.int32),
        street=np.arange(count, dtype=np.int32) if names else np.full(count, -1, dtype=np.int32),
        names=tuple(names or ()),
        origin=INVENTED,
        elevation=None if elevation is None else np.array(elevation, dtype=np.float32),
    )


def grid(
    rng: np.random.Generator, rows: int = 5, columns: int = 6, missing: float = 0.1, one_way: float = 0.2
) -> Network:
    """A grid town whose streets are up to twice as long as straight ones, from a generator."""
    nodes = [(SOUTH + STEP * row, WEST + STEP * column) for row in range(rows) for column in range(columns)]
    right = [
        (row * columns + column, row * columns + column + 1) for row in range(rows) for column in range(columns - 1)
    ]
    up = [
        (row * columns + column, (row + 1) * columns + column) for row in range(rows - 1) for column in range(columns)
    ]
    kept = [pair for pair in (*right, *up) if rng.random() >= missing] or [right[0]]
    edges = [(tail, head, 100 * (1 + rng.random())) for tail, head in kept]
    chance = rng.random(len(edges))
    one = BOTH & ~against("car")
    walk = along("walk") | against("walk")
    allowed = [walk if chance < 0.1 else one if chance < 0.1 + one_way else BOTH for chance in chance]
    kinds = [KINDS[rng.integers(2, 9)] for _ in edges]
    limits = [int(rng.choice([0, 30, 50])) for _ in edges]
    return network(nodes, edges, allowed, kinds, limits)


def spots(rng: np.random.Generator, count: int, rows: int = 5, columns: int = 6) -> np.ndarray:
    """Points all over a grid town and a little beyond, degrees (count, 2)."""
    low, high = (SOUTH - STEP / 2, WEST - STEP / 2), (SOUTH + STEP * (rows - 0.5), WEST + STEP * (columns - 0.5))
    return rng.uniform(low, high, size=(count, 2))

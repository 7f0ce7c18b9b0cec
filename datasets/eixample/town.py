"""The streets of the demo week as a network that can be asked for ways: the same grid, every block 133 m."""

from itertools import product

import numpy as np

from datasets.eixample.streets import BLOCK, Doors
from engine.travel.network import DEGREE, KINDS, MODES, Network, Origin, against, along

ORIGIN = Origin("idealised street grid of the Eixample, generated", "Apache-2.0", "Ronda", "")
AVENUE_EVERY = 4
"""Every so many streets is a wide one, where traffic collects."""


def town(blocks: int = 12) -> Network:
    """A square of so many blocks around the middle of the demo week, one-way for cars in turn, as the Eixample's."""
    line = np.arange(blocks + 1) - blocks // 2
    column, row = (grid.ravel() for grid in np.meshgrid(line, line, indexing="ij"))
    corners = Doors(column * BLOCK, row * BLOCK, np.ones(len(column), dtype=bool)).places(width=5)
    latitude, longitude = (
        np.array([getattr(corner, name) for corner in corners]) for name in ("latitude", "longitude")
    )
    edges = np.array([*_streets(blocks, coastwise=True), *_streets(blocks, coastwise=False)], dtype=np.int32)
    tail, head, kind, allowed = edges.T
    ends = np.stack([tail, head], axis=1).ravel()
    return Network(
        latitude=latitude,
        longitude=longitude,
        tail=tail.copy(),
        head=head.copy(),
        decimetres=np.full(len(edges), BLOCK * 10, dtype=np.int32),
        kind=kind.astype(np.uint8),
        allowed=allowed.astype(np.uint8),
        limit=np.full(len(edges), 30, dtype=np.uint8),
        shape_start=np.arange(0, len(ends) + 1, 2, dtype=np.int32),
        shape=np.rint(np.stack([latitude, longitude], axis=1)[ends] * DEGREE).astype(np.int32),
        street=np.full(len(edges), -1, dtype=np.int32),
        names=(),
        origin=ORIGIN,
    )


def _streets(blocks: int, coastwise: bool) -> list[tuple[int, int, int, int]]:
    """The stretches of all streets in one direction: tail, head, kind, and who may go which way."""
    found: list[tuple[int, int, int, int]] = []
    for street, block in product(range(blocks + 1), range(blocks)):
        ends = ((block, street), (block + 1, street)) if coastwise else ((street, block), (street, block + 1))
        tail, head = (column * (blocks + 1) + row for column, row in ends)
        kind = KINDS.index("secondary" if street % AVENUE_EVERY == 0 else "residential")
        forth, back = (sum(way(mode) for mode in MODES) for way in (along, against))
        both = forth | back
        found.append((tail, head, kind, both & ~(against("car") if street % 2 else along("car"))))
    return found

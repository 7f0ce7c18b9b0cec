"""The Eixample as a grid: square blocks, streets turned by 45 degrees, and doors along the streets."""

from dataclasses import dataclass

import numpy as np

from engine.problem import Place, TravelMatrix

BLOCK = 133
"""Metres from one street to the next."""

LENGTH, WIDTH = 30, 15
"""Blocks of the whole Eixample, along the coast and up to the hills; larger teams work it more densely."""

CENTRE = (41.3925, 2.1650)
"""Latitude and longitude where the grid is pinned to the globe: by Passeig de Gràcia."""

METRES_PER_DEGREE = 111_195
DOORS_PER_SIDE = 12

MODES = (
    ("walk", 80, 2, "4.8 km/h, plus 2 minutes at the door"),
    ("bicycle", 200, 4, "12 km/h, plus 4 minutes to park and at the door"),
)
"""Mode, metres a minute, minutes that every way takes besides, and the same in words."""


@dataclass(frozen=True)
class Doors:
    """Building entrances in grid metres, int64 arrays of shape (doors,).

    along: metres towards the north-east, parallel to the coast; up: metres towards the hills, north-west. coastwise:
    whether the door's street runs along the coast, that is, whether `up` is a whole number of blocks.
    """

    along: np.ndarray
    up: np.ndarray
    coastwise: np.ndarray

    def __len__(self) -> int:
        return len(self.along)

    def distances(self) -> np.ndarray:
        """Metres from door to door along the streets, int32 of shape (doors, doors)."""
        across = ~self.coastwise
        along = _walked(self.along, np.logical_and.outer(self.coastwise, self.coastwise), self.up)
        up = _walked(self.up, np.logical_and.outer(across, across), self.along)
        return (along + up).astype(np.int32)

    def places(self, width: int) -> tuple[Place, ...]:
        """One place a door, in WGS 84 degrees."""
        turned = np.sqrt(0.5)
        east, north = (self.along - self.up) * turned, (self.along + self.up) * turned
        latitude = CENTRE[0] + north / METRES_PER_DEGREE
        longitude = CENTRE[1] + east / (METRES_PER_DEGREE * np.cos(np.radians(CENTRE[0])))
        found = zip(latitude.round(6).tolist(), longitude.round(6).tolist(), strict=True)
        return tuple(Place(f"door-{row + 1:0{width}d}", *point) for row, point in enumerate(found))


def _walked(position: np.ndarray, parallel: np.ndarray, street: np.ndarray) -> np.ndarray:
    """Metres walked in one direction: the difference, or round the nearer corner from one parallel street to the
    other when both doors lie within the same block."""
    straight = np.abs(np.subtract.outer(position, position))
    block, offset = np.divmod(position, BLOCK)
    facing = parallel & np.equal.outer(block, block) & np.not_equal.outer(street, street)
    both = np.add.outer(offset, offset)
    return np.where(facing, np.minimum(both, 2 * BLOCK - both), straight)


def area(clients: int) -> tuple[int, int]:
    """Blocks along and up that a team with so many clients serves: about five clients to three blocks."""
    up = min(WIDTH, max(2, round((clients * 0.6 / 2) ** 0.5)))
    return min(LENGTH, max(2, round(clients * 0.6 / up))), up


def doors(rng: np.random.Generator, count: int, blocks: tuple[int, int], margin: int = 0) -> Doors:
    """Doors drawn evenly over an area and `margin` blocks around it; two may fall on the same one."""
    length, width = blocks
    column = rng.integers(-margin, length + margin, count) - length // 2
    row = rng.integers(-margin, width + margin, count) - width // 2
    number = rng.integers(1, DOORS_PER_SIDE, count) * BLOCK // DOORS_PER_SIDE
    coastwise = rng.random(count) < 0.5
    return Doors(
        column * BLOCK + np.where(coastwise, number, 0), row * BLOCK + np.where(coastwise, 0, number), coastwise
    )


def joined(parts: list[Doors]) -> tuple[Doors, np.ndarray]:
    """All doors, each once, and for every given one its row among them."""
    table = np.stack([np.concatenate([getattr(part, name) for part in parts]) for name in ("along", "up", "coastwise")])
    once, rows = np.unique(table, axis=1, return_inverse=True)
    return Doors(once[0], once[1], once[2].astype(bool)), rows.ravel()


def travel(metres: np.ndarray) -> tuple[TravelMatrix, ...]:
    """Minutes and metres from door to door for each mode, flagged as the estimates that they are."""
    return tuple(
        TravelMatrix(
            mode,
            np.where(metres == 0, 0, -(-metres // speed) + fixed),
            metres,
            estimated=True,
            source=f"idealised street grid of the Eixample (blocks of {BLOCK} m), {words}",
        )
        for mode, speed, fixed, words in MODES
    )

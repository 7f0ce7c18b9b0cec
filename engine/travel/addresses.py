"""House numbers along streets: what a network's source knows of addresses, for finding a place without the web."""

from dataclasses import dataclass, fields

import numpy as np


@dataclass(frozen=True, eq=False)
class Addresses:
    """Ranges of house numbers; each lies on a line from where its first number is to where its last one is.

    names: the streets as their source writes them. street: index into names, int32 (ranges,). first, last: the lowest
    and highest house number, int32 (ranges,), equal for a single house, 0 and 0 for a street without numbers. step: 2
    where only odd or only even numbers are in the range, 1 where both are, uint8 (ranges,). begin, end: latitude and
    longitude of first and last in units of 1/DEGREE, int32 (ranges, 2). place: index into places (district, suburb or
    town, for telling streets of one name apart) or -1, int32 (ranges,).
    """

    names: tuple[str, ...]
    places: tuple[str, ...]
    street: np.ndarray
    first: np.ndarray
    last: np.ndarray
    step: np.ndarray
    begin: np.ndarray
    end: np.ndarray
    place: np.ndarray

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Every array, by its name."""
        held = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in held.items() if isinstance(value, np.ndarray)}

    def __len__(self) -> int:
        return len(self.street)

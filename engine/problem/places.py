"""Where things are, and how long it takes to get from one to the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any

import numpy as np

from engine.errors import Fault
from engine.units import Cents

LARGEST = 2**30
"""The largest number of a matrix: it holds 32-bit numbers, and needs twice its largest one."""

UNREACHABLE = -1
"""What a matrix holds where there is no way: no bus at that hour, an island."""


class _IntegerMatrix:
    """Lets pydantic, where it is used at the border, read and write a numpy matrix as rows of numbers or null."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, handler: Any) -> dict[str, Any]:
        rows = handler.generate_schema(list[list[int | None]])
        return {
            "type": "function-after",
            "function": {"type": "no-info", "function": to_matrix},
            "schema": rows,
            "serialization": {"type": "function-plain", "function": to_rows, "return_schema": rows},
        }


def to_matrix(rows: Any) -> np.ndarray:
    """Rows of whole numbers, None where there is no way, as an int32 array; ragged rows stay as they are."""
    if isinstance(rows, np.ndarray):
        return rows.astype(np.int32, copy=False)
    try:
        return np.array([[UNREACHABLE if value is None else value for value in row] for row in rows], dtype=np.int32)
    except ValueError:
        return np.zeros((0, 0), dtype=np.int32)


def to_rows(matrix: np.ndarray) -> list[list[int | None]]:
    """An int32 array as rows of numbers, None where there is no way."""
    return [[None if value == UNREACHABLE else value for value in row] for row in matrix.tolist()]


Matrix = Annotated[np.ndarray, _IntegerMatrix]


@dataclass(frozen=True, slots=True)
class Place:
    """A point that rounds start from, visit or end at. Coordinates are WGS 84 degrees; only maps need them."""

    id: str
    latitude: float | None = None
    longitude: float | None = None

    def faults(self) -> Iterator[Fault]:
        where = f"place {self.id}"
        if self.latitude is not None and not -90 <= self.latitude <= 90:
            yield Fault(where, "latitude", self.latitude, "give degrees between -90 and 90")
        if self.longitude is not None and not -180 <= self.longitude <= 180:
            yield Fault(where, "longitude", self.longitude, "give degrees between -180 and 180")
        if (self.latitude is None) != (self.longitude is None):
            yield Fault(where, "latitude", self.latitude, "give both latitude and longitude, or neither")


@dataclass(frozen=True, eq=False)
class TravelMatrix:
    """How long, and how far, from every place to every place with one travel mode.

    times: ticks, int32 of shape (places, places) in the order of `Problem.places`; -1 (null in JSON) = no way.
    metres: the same shape, or None where unknown. cents_per_km: what a kilometre costs the co-op.
    estimated: True when the times are a rule of thumb (crow-fly) and not measured on a network.
    """

    mode: str
    times: Matrix
    metres: Matrix | None = None
    cents_per_km: Cents = 0
    estimated: bool = False
    source: str = ""
    reachable: np.ndarray = field(init=False, repr=False)
    durations: np.ndarray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        times = to_matrix(self.times)
        metres = None if self.metres is None else to_matrix(self.metres)
        reachable = times >= 0
        # An impossible leg still needs a length when its rule is made soft: twice the longest real one.
        nominal = 2 * min(int(times.max(initial=0)), LARGEST - 1) + 1
        derived = {
            "times": times,
            "metres": metres,
            "reachable": reachable,
            "durations": np.where(reachable, times, nominal).astype(np.int32),
        }
        for name, value in derived.items():
            if value is not None:
                value.setflags(write=False)
            object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TravelMatrix):
            return NotImplemented
        mine, theirs = (self.mode, self.cents_per_km, self.estimated), (other.mode, other.cents_per_km, other.estimated)
        if mine != theirs or (self.metres is None) != (other.metres is None):
            return False
        return np.array_equal(self.times, other.times) and (
            self.metres is None or other.metres is None or np.array_equal(self.metres, other.metres)
        )

    def faults(self, places: int) -> Iterator[Fault]:
        where = f"travel {self.mode}"
        for name, matrix in (("times", self.times), ("metres", self.metres)):
            if matrix is None:
                continue
            if matrix.shape != (places, places):
                yield Fault(where, name, matrix.shape, f"give {places} rows of {places} numbers, one per place")
            elif matrix.min(initial=0) < UNREACHABLE:
                yield Fault(where, name, int(matrix.min()), "times and distances are >= 0, or null where no way exists")
            elif matrix.max(initial=0) > LARGEST:
                yield Fault(where, name, int(matrix.max()), f"times and distances are at most {LARGEST:,}")
        if self.cents_per_km < 0:
            yield Fault(where, "cents_per_km", self.cents_per_km, "give 0 or more")

"""Where an address was found, and how sure that is."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Literal

How = Literal["coordinates", "house", "between houses", "nearest house", "street"]

Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""

SAME_SPOT = 100
"""Metres within which two finds are one door, told twice: a corner house, a street on the border of two districts."""

WALKABLE = 300
"""Metres by which a find may be off and still serve for planning: about four minutes on foot."""

DEGREE_METRES = 111_195
"""Metres of a degree of latitude on a sphere of the earth's mean radius."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place that an address may mean. latitude, longitude: degrees (WGS 84). label: the address as it was
    understood. how: what the coordinates stand for. metres: how far the door may be from them; None where nobody knows,
    because of a street nothing is told but its middle.
    """

    latitude: float
    longitude: float
    label: str
    how: How
    district: str = ""
    metres: int | None = 0

    @property
    def point(self) -> Point:
        return self.latitude, self.longitude

    @property
    def vague(self) -> bool:
        """Whether somebody should have a look: the house itself is not known."""
        return self.how in ("nearest house", "street")

    @property
    def told(self) -> str:
        """The label with its district, where one is known."""
        return f"{self.label} ({self.district})" if self.district else self.label


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one address. found: best first. suggestions: what may have been meant, where nothing was found.
    remark: why nothing was found, where there is more to say than that."""

    found: tuple[Found, ...] = ()
    suggestions: tuple[str, ...] = ()
    remark: str = ""

    @property
    def near(self) -> tuple[Found, ...]:
        """The finds that are precise enough to plan with, or may be."""
        return tuple(one for one in self.found if one.metres is None or one.metres <= WALKABLE)

    @property
    def settled(self) -> Found | None:
        """The one find that is precise enough; None where there is none, or a choice between several."""
        return self.near[0] if len(self.near) == 1 else None


def apart(here: Point, there: Point) -> float:
    """Metres between two points of one city; the curve of the earth does not matter there."""
    north = there[0] - here[0]
    east = (there[1] - here[1]) * cos(radians((here[0] + there[0]) / 2))
    return DEGREE_METRES * hypot(north, east)


def distinct(founds: Iterable[Found]) -> tuple[Found, ...]:
    """The finds in their order, without those that lie where an earlier one lies."""
    kept: list[Found] = []
    for one in founds:
        if all(apart(one.point, other.point) > SAME_SPOT for other in kept):
            kept.append(one)
    return tuple(kept)

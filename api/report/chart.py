"""The map of a day's rounds, drawn from coordinates alone unless streets are given (streets.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np

from api.report.page import Page
from engine.plan import Day

METRES_PER_DEGREE = 111_195
WIDTH = 720
MARGIN = 48
EDGE = 9
TALLEST, FLATTEST = 640, 300
BESIDE = (0, 15, -15, 30, -30, 45)
"""How far stops at one door stand beside each other."""

Corners = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A visit on the map, with its place in the round."""

    x: float
    y: float
    order: int
    title: str


@dataclass(frozen=True, slots=True)
class Path:
    """One carer's rounds of a day: corner points in order, visits, and where they begin and end."""

    number: int
    carer: str
    colour: str
    dash: str
    lines: list[str]
    marks: list[Mark]
    ends: list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing in its own units; scale: the length of the bar that stands for so many metres."""

    width: int
    height: int
    paths: list[Path]
    scale: float
    scale_metres: int


class Sheet:
    """Where places come to lie on the paper: the same for each day, so that the days can be compared.

    The clients fill the paper; a carer who lives farther out begins at its edge.
    """

    def __init__(self, page: Page):
        problem = page.problem
        known = {place.id: place for place in problem.places if place.latitude is not None}
        visited = {problem.place_of(visit) for visit in problem.visits}
        ends = {place for shift in problem.shifts for place in (shift.start_place, shift.end_place)}
        self.usable = bool(visited) and visited | ends <= set(known)
        if not self.usable:
            return
        middle = sum(known[name].latitude or 0 for name in visited) / len(visited)
        self.spot = {name: (known[name].latitude or 0, known[name].longitude or 0) for name in visited | ends}
        narrower = cos(radians(middle))
        metres = {
            name: (longitude * METRES_PER_DEGREE * narrower, -latitude * METRES_PER_DEGREE)
            for name, (latitude, longitude) in self.spot.items()
        }
        west, north = (min(metres[name][axis] for name in visited) for axis in (0, 1))
        east, south = (max(metres[name][axis] for name in visited) for axis in (0, 1))
        wide, tall = max(1, WIDTH - 2 * MARGIN) / max(1, east - west), (TALLEST - 2 * MARGIN) / max(1, south - north)
        self.factor = min(wide, tall)
        self.height = round(max(FLATTEST, (south - north) * self.factor + 2 * MARGIN))
        left = (WIDTH - (east - west) * self.factor) / 2 - west * self.factor
        top = (self.height - (south - north) * self.factor) / 2 - north * self.factor
        self.point = {
            name: (_within(left + x * self.factor, WIDTH), _within(top + y * self.factor, self.height))
            for name, (x, y) in metres.items()
        }
        self._zero = np.array([left, top])
        self._units = np.array([METRES_PER_DEGREE * narrower, -METRES_PER_DEGREE]) * self.factor

    def draw(self, spots: np.ndarray) -> np.ndarray:
        """Where spots on earth, latitude and longitude in rows, come to lie: x and y in rows, beyond the edge too."""
        return self._zero + spots[:, ::-1] * self._units

    @property
    def size(self) -> tuple[int, int]:
        return WIDTH, self.height

    def within(self, spot: tuple[float, float]) -> tuple[float, float]:
        """The nearest spot of the paper at which a mark is whole."""
        return _within(spot[0], WIDTH), _within(spot[1], self.height)


def _within(value: float, size: int) -> float:
    return round(min(max(value, EDGE), size - EDGE), 1)


class Straight:
    """Rounds run straight from door to door; doors: where each place is drawn."""

    def __init__(self, sheet: Sheet):
        self.doors = sheet.point if sheet.usable else {}

    def between(self, mode: str, start: str, goal: str) -> Corners:
        """The corners of the way between two doors, without the doors."""
        return ()

    def shown(self, corners: Corners, carer: int) -> list[Corners]:
        """The parts of a carer's round that lie on the paper; carer: the number in the team."""
        return [corners]


def chart(page: Page, sheet: Sheet, index: int, ways: Straight) -> Chart | None:
    """The rounds of one day; None where a place has no coordinates or nobody works."""
    calendar = page.problem.calendar
    lived = [day for day in page.lived.values() if day.used and calendar.day_of(day.shift.start) == index]
    if not sheet.usable or not lived:
        return None
    crowd: dict[str, int] = {}
    by_carer = {carer: [day for day in lived if day.shift.carer == carer] for carer in page.number}
    paths = [_path(page, sheet, ways, carer, days, crowd) for carer, days in by_carer.items() if days]
    metres = next(
        (round_one for round_one in (2000, 1000, 500, 200, 100, 50) if round_one * sheet.factor < WIDTH / 4), 20
    )
    return Chart(WIDTH, sheet.height, paths, round(metres * sheet.factor, 1), metres)


def _path(page: Page, sheet: Sheet, ways: Straight, carer: str, days: list[Day], crowd: dict[str, int]) -> Path:
    marks: list[Mark] = []
    lines: list[str] = []
    ends: list[tuple[float, float]] = []
    for day in sorted(days, key=lambda one: one.leave):
        here = day.shift.start_place
        corners = [ways.doors[here]]
        for arrival in day.arrivals:
            if arrival.stop.visit is None:
                continue
            visit = page.problem.visit[arrival.stop.visit]
            place = page.problem.place_of(visit)
            x, y = ways.doors[place]
            beside = BESIDE[crowd.get(place, 0) % len(BESIDE)]
            crowd[place] = crowd.get(place, 0) + 1
            corners += [*ways.between(day.shift.mode, here, place), (x + beside, y)]
            here = place
            title = f"{page.clock(arrival.stop.start)} {visit.id} ({carer})"
            marks.append(Mark(x + beside, y, len(marks) + 1, title))
        corners += [*ways.between(day.shift.mode, here, day.shift.end_place), ways.doors[day.shift.end_place]]
        parts = ways.shown(corners, page.number[carer])
        ends += [sheet.within(parts[0][0]), sheet.within(parts[-1][-1])]
        lines += [" ".join(f"{x:g},{y:g}" for x, y in part) for part in parts]
    return Path(page.number[carer], carer, page.colour(carer), page.dash(carer), lines, marks, sorted(set(ends)))

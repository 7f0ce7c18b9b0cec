"""The streets under the map of the rounds, and the rounds along them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from api.report.chart import Corners, Sheet, Straight
from api.report.lines import beside, clipped, path_data, rounded, thinned
from api.report.page import Page
from engine.plan import Day
from engine.travel.city import City
from engine.travel.journeys import TOO_FAR
from engine.travel.network import DEGREE, KINDS, Network
from engine.travel.profiles import MAIN
from engine.travel.roads import Roads
from engine.travel.snapping import Streets
from engine.travel.tracing import traced

LIMIT = 250_000
"""Bytes of streets on a page; of a large area only the more important ones are drawn."""

DRAWN = tuple(kind for kind in KINDS if kind != "ferry")
"""Kinds of street, the most important first. A ferry is no street."""

LANES = (0, 3, -3, 6, -6)
"""How far beside the middle of the street each carer's round is drawn, to the right of its direction, so that rounds in
one street do not hide each other."""

METRES_WIDE, NARROWEST, WIDEST = 8, 1.2, 5
"""A minor street: metres on earth, and how many drawing units at least and at most."""

Leg = tuple[str, str, str]
"""Mode, place where it begins, place where it ends."""


@dataclass(frozen=True, slots=True)
class Background:
    """Streets as the `d` of SVG paths in tenths of a drawing unit; how wide they are, main and minor; whom to thank for
    them, and on what terms."""

    main: str
    minor: str
    widths: tuple[float, float]
    credit: str


def background(sheet: Sheet, city: City) -> Background:
    """The streets on the paper, down to the least important kind with which they stay within LIMIT."""
    drawn: dict[bool, list[str]] = {True: [], False: []}
    room = LIMIT
    for kind, lines in _on_paper(sheet, city.network):
        data = path_data(thinned(line) for line in lines)
        room -= len(data)
        if room < 0:
            break
        drawn[kind in MAIN].append(data)
    origin = city.network.origin
    credit = ", ".join(dict.fromkeys(text for text in (origin.attribution, origin.licence) if text))
    width = min(max(NARROWEST, METRES_WIDE * sheet.factor), WIDEST)
    return Background("".join(drawn[True]), "".join(drawn[False]), (round(18 * width), round(10 * width)), credit)


def _on_paper(sheet: Sheet, network: Network) -> Iterator[tuple[str, list[np.ndarray]]]:
    """The streets of each kind that lie on the paper, cut off at its edge."""
    first, count = network.shape_start[:-1], np.diff(network.shape_start)
    points = sheet.draw(network.shape / DEGREE)
    low, high = np.minimum.reduceat(points, first), np.maximum.reduceat(points, first)
    near = ((high >= 0) & (low <= sheet.size)).all(axis=1)
    for kind in DRAWN:
        edges = np.flatnonzero(near & (network.kind == KINDS.index(kind)))
        starts = np.concatenate(([0], np.cumsum(count[edges])))
        of_these = np.repeat(first[edges] - starts[:-1], count[edges]) + np.arange(starts[-1])
        lines = clipped(points[of_these], starts, *sheet.size)
        if lines:
            yield kind, lines


class OnStreets(Straight):
    """Rounds follow the streets as fast as they can at an hour, and are cut off where they leave the paper; by a mode
    that the city has no streets for they run straight."""

    def __init__(self, page: Page, sheet: Sheet, city: City, band: str):
        self._size = sheet.size
        spots = sheet.draw(np.array(list(sheet.spot.values()))).round(1).tolist()
        self.doors = {name: (x, y) for name, (x, y) in zip(sheet.spot, spots, strict=True)}
        self._between: dict[Leg, Corners] = {}
        legs = dict.fromkeys(leg for day in page.lived.values() if day.used for leg in _legs(page, day))
        for mode in city.modes():
            mine = [leg for leg in legs if leg[0] == mode]
            if mine:  # else its roads need not be made ready
                self._between |= _traced(sheet, city.roads(mode, band), city.streets(mode), mine)

    def between(self, mode: str, start: str, goal: str) -> Corners:
        return self._between.get((mode, start, goal), ())

    def shown(self, corners: Corners, carer: int) -> list[Corners]:
        line = beside(np.array(corners), LANES[carer % len(LANES)])
        parts = clipped(line, np.array([0, len(line)]), *self._size)
        return [rounded(part) for part in parts] or [corners[:1]]


def _legs(page: Page, day: Day) -> Iterator[Leg]:
    visits = [page.problem.visit[arrival.stop.visit] for arrival in day.arrivals if arrival.stop.visit is not None]
    places = [day.shift.start_place, *map(page.problem.place_of, visits), day.shift.end_place]
    return ((day.shift.mode, start, goal) for start, goal in pairwise(places) if start != goal)


def _traced(sheet: Sheet, roads: Roads, streets: Streets, legs: Sequence[Leg]) -> dict[Leg, Corners]:
    """The corners of each leg on the paper, without its doors; none for a leg far from all streets."""
    starts, goals = (np.array([sheet.spot[leg[end]] for leg in legs]) for end in (1, 2))
    near = (streets.snap(starts).off <= TOO_FAR) & (streets.snap(goals).off <= TOO_FAR)
    lines = traced(roads, streets, starts[near], goals[near]) if near.any() else []
    drawn = [thinned(sheet.draw(line))[1:-1] for line in lines]
    return dict(zip([leg for leg, kept in zip(legs, near, strict=True) if kept], drawn, strict=True))

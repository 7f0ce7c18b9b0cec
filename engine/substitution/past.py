"""What has begun is not changed: breaks too, which a search moves about freely."""

from collections.abc import Iterable

import numpy as np

from engine.matching import Desk
from engine.plan import Stop
from engine.search import layout as at
from engine.search.slots import ROUND, VISIT, occupy, vacate
from engine.units import Ticks

Undo = tuple[int, int, int]
"""A visit, and the break of its round as it was before."""


def take(desk: Desk, slot: np.ndarray) -> Undo:
    """Plan a visit in a slot on a desk; what gives it back."""
    day = desk.held.state.day[slot[ROUND]]
    before = int(slot[VISIT]), int(day[at.BREAK_AT]), int(day[at.BREAK_HELD])
    occupy(desk.held.tables, desk.held.state, slot)
    return before


def give_back(desk: Desk, undo: Undo) -> None:
    """Take a visit out again, and put the break of its round back."""
    vacate(desk.held.tables, desk.held.state, *undo)


def undisturbed(desk: Desk, slot: np.ndarray, now: Ticks | None) -> bool:
    """Whether a round with a slot taken has the same stops up to now as in the plan on a desk."""
    if now is None:
        return True
    undo = take(desk, slot)
    route = desk.held.route(int(slot[ROUND]))
    give_back(desk, undo)
    before = (arrival.stop for arrival in desk.judged.lived.days[route.shift].arrivals)
    return _begun(before, now) == _begun(route.stops, now)


def _begun(stops: Iterable[Stop], now: Ticks) -> list[tuple[str | None, Ticks]]:
    return [(stop.visit, stop.start) for stop in stops if stop.start <= now]

"""What has begun is not changed: breaks too, which a search moves about freely."""

from collections.abc import Iterable

import numpy as np

from engine.matching import Desk
from engine.plan import Stop
from engine.search.slots import ROUND
from engine.units import Ticks


def undisturbed(desk: Desk, slot: np.ndarray, now: Ticks | None) -> bool:
    """Whether a round with a slot taken has the same stops up to now as in the plan on a desk."""
    if now is None:
        return True
    undo = desk.take(slot)
    route = desk.held.route(int(slot[ROUND]))
    desk.give_back(undo)
    before = (arrival.stop for arrival in desk.judged.lived.days[route.shift].arrivals)
    return _begun(before, now) == _begun(route.stops, now)


def _begun(stops: Iterable[Stop], now: Ticks) -> list[tuple[str | None, Ticks]]:
    return [(stop.visit, stop.start) for stop in stops if stop.start <= now]

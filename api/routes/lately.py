"""Answers given lately, as bytes in the API's own memory: what never changes is not asked of another process again.

Each is kept under its co-op. Whether it may still be told is looked up every time by whoever asks for it, and all of a
co-op is forgotten once somebody of it has been erased.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from api.answering.answer import Answer

MOST_BYTES = 64 * 2**20
"""So much is kept; the ones asked for longest ago go first."""


class Lately:
    """To be used in the event loop only. most: bytes."""

    def __init__(self, most: int = MOST_BYTES):
        self._most = most
        self._held: OrderedDict[tuple[str, ...], Answer] = OrderedDict()
        self._erased: dict[str, int] = {}

    async def given(self, coop: str, erased: int, key: tuple[str, ...], ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer under a key, asked for where it is not here. erased: how many of the co-op were, as whoever asks
        has just looked up."""
        if self._erased.get(coop, erased) != erased:
            for each in [each for each in self._held if each[0] == coop]:
                del self._held[each]
        self._erased[coop] = erased
        place = (coop, *key)
        held = self._held.get(place)
        if held is not None:
            self._held.move_to_end(place)
            return held
        answer = await ask()
        if self._erased[coop] == erased:  # else it may tell of who was erased meanwhile
            self._held[place] = answer
            while sum(len(each.body) for each in self._held.values()) > self._most:
                self._held.popitem(last=False)
        return answer

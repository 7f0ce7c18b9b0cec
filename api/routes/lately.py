"""Answers given lately, as bytes in the API's own memory: what never changes is not asked of another process again.

Each is kept under its co-op. Whether it may still be told is looked up every time by whoever asks for it, and all of a
co-op is forgotten when somebody of it is erased.
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
        self._bytes = 0

    async def given(self, coop: str, erased: int, key: tuple[str, ...], ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer under a key, asked for where it is not here. erased: how many of the co-op were, as whoever asks
        has just looked up."""
        if self._erased.get(coop, erased) != erased:
            self.forget(coop)
        self._erased[coop] = erased
        place = (coop, *key)
        held = self._held.get(place)
        if held is not None:
            self._held.move_to_end(place)
            return held
        answer = await ask()
        if self._erased.get(coop) == erased and place not in self._held:  # else it may tell of who was erased meanwhile
            self._held[place] = answer
            self._bytes += len(answer.body)
            while self._bytes > self._most:
                self._bytes -= len(self._held.popitem(last=False)[1].body)
        return answer

    def forget(self, coop: str) -> None:
        """Forget all of a co-op, and keep nothing that it is being asked now."""
        for each in [each for each in self._held if each[0] == coop]:
            self._bytes -= len(self._held.pop(each).body)
        self._erased.pop(coop, None)

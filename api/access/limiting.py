"""How often a key may ask: a window of a second that slides, for each key and each kind of request."""

import math
import time

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from api.refusals import Refusal
from api.settings import Settings


class Limiter:
    """Counts requests. One process answers all of them, so that its memory is the place to count in."""

    def __init__(self, settings: Settings):
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._allowed = {
            "requests": RateLimitItemPerSecond(settings.requests_a_second),
            "matches": RateLimitItemPerSecond(settings.matches_a_second),
        }

    def look(self, kind: str, who: str) -> None:
        """Raises Refusal where nothing is left; nothing is counted."""
        if not self._counter.test(self._allowed[kind], kind, who):
            raise self._refused(kind, self._headers(kind, who))

    def count(self, kind: str, who: str) -> dict[str, str]:
        """One request more of this kind; the headers that tell what is left. Raises Refusal where nothing is."""
        passed = self._counter.hit(self._allowed[kind], kind, who)
        headers = self._headers(kind, who)
        if not passed:
            raise self._refused(kind, headers)
        return headers

    def _headers(self, kind: str, who: str) -> dict[str, str]:
        allowed = self._allowed[kind]
        stats = self._counter.get_window_stats(allowed, kind, who)
        return {
            "RateLimit-Policy": f'"{kind}";q={allowed.amount};w=1',
            "RateLimit": f'"{kind}";r={max(0, stats.remaining)};t={_wait(stats.reset_time)}',
        }

    def _refused(self, kind: str, headers: dict[str, str]) -> Refusal:
        wait = headers["RateLimit"].rpartition("=")[2]
        detail = f"The key may ask {self._allowed[kind].amount} times a second."
        return Refusal("too-many-requests", detail, headers={"Retry-After": wait, **headers})


def _wait(until: float) -> int:
    """Whole seconds until a moment."""
    return max(1, math.ceil(until - time.time()))

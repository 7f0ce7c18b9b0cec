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

    def count(self, kind: str, who: str) -> dict[str, str]:
        """One request more of this kind; the headers that tell what is left. Raises Refusal where nothing is."""
        allowed = self._allowed[kind]
        passed = self._counter.hit(allowed, kind, who)
        stats = self._counter.get_window_stats(allowed, kind, who)
        wait = max(1, math.ceil(stats.reset_time - time.time()))
        headers = {
            "RateLimit-Policy": f'"{kind}";q={allowed.amount};w=1',
            "RateLimit": f'"{kind}";r={max(0, stats.remaining)};t={wait}',
        }
        if not passed:
            detail = f"The key may ask {allowed.amount} times a second."
            raise Refusal("too-many-requests", detail, headers={"Retry-After": str(wait), **headers})
        return headers

"""How often somebody may ask: a window that slides, for each key or address and each kind of request."""

import math
import time

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from api.refusals import Refusal
from api.settings import Settings


class Limiter:
    """Counts requests. One process answers all of them, so that its memory is the place to count in."""

    def __init__(self, settings: Settings):
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._allowed: dict[str, RateLimitItem] = {
            "requests": RateLimitItemPerSecond(settings.requests_a_second),
            "matches": RateLimitItemPerSecond(settings.matches_a_second),
            "letters": RateLimitItemPerHour(settings.letters_an_hour),
            "favourites": RateLimitItemPerDay(1),
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

    def first(self, kind: str, who: str) -> bool:
        """One request more of this kind; whether it was within what is allowed."""
        return self._counter.hit(self._allowed[kind], kind, who)

    def _headers(self, kind: str, who: str) -> dict[str, str]:
        allowed = self._allowed[kind]
        stats = self._counter.get_window_stats(allowed, kind, who)
        return {
            "RateLimit-Policy": f'"{kind}";q={allowed.amount};w={allowed.get_expiry()}',
            "RateLimit": f'"{kind}";r={max(0, stats.remaining)};t={_wait(stats.reset_time)}',
        }

    def _refused(self, kind: str, headers: dict[str, str]) -> Refusal:
        wait = headers["RateLimit"].rpartition("=")[2]
        allowed = self._allowed[kind]
        detail = f"Of this kind {allowed.amount} are allowed in {allowed.get_expiry()} s, by key or address."
        return Refusal("too-many-requests", detail, headers={"Retry-After": wait, **headers})


def _wait(until: float) -> int:
    """Whole seconds until a moment."""
    return max(1, math.ceil(until - time.time()))

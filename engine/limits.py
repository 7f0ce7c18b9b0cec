"""How long a solver may go on, and whom it tells."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.result import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When a solver stops, whichever comes first: so many seconds, so many iterations, or a stop request.

    seed: of the one random generator; the same seed with an iteration limit and one worker gives the same plan.
    stop: set it from any thread and the best plan so far comes back within 0.3 s. progress: called several times a
    second.
    """

    seconds: float | None = None
    iterations: int | None = None
    seed: int = 0
    workers: int = 1
    stop: threading.Event = field(default_factory=threading.Event)
    progress: Callable[[Progress], None] | None = None


class Clock:
    """The time that a run has taken, and has left."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.began = time.perf_counter()

    @property
    def elapsed(self) -> float:
        return time.perf_counter() - self.began

    @property
    def left(self) -> float:
        """Seconds left; infinite without a time limit."""
        return float("inf") if self.limits.seconds is None else self.limits.seconds - self.elapsed

    @property
    def over(self) -> bool:
        return self.left <= 0 or self.limits.stop.is_set()

    def tell(self, cost: float | None, unplanned: int, iterations: int, phase: str, bound: float | None = None) -> None:
        if self.limits.progress is not None:
            self.limits.progress(Progress(self.elapsed, cost, unplanned, iterations, phase, bound))

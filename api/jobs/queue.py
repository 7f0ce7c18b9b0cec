"""The queue as the rest of the house sees it. What was accepted stands in the store; a queue only says whose turn it
is, and may be lost and built anew from there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """Where a job is in the queue. ended: the queue is through with it, whatever the store says."""

    WAITING = "waiting"
    HELD = "held"
    CANCELLED = "cancelled"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Place:
    """A job's place in the queue. executor: the worker that holds it, or held it last."""

    stage: Stage
    executor: str | None = None


class Queue(Protocol):
    """Whose turn it is. Only ids go in."""

    def submit(self, coop: str, id: str, priority: int) -> None:
        """Put a job in; one that is in already stays where it is."""
        ...

    def cancel(self, id: str) -> None:
        """Take a job from whoever holds it; it keeps its place, but nobody gets it."""
        ...

    def resume(self, id: str) -> None:
        """Let a cancelled job be taken again."""
        ...

    def forget(self, id: str) -> None:
        """Strike a job out, so that it can be put in anew."""
        ...

    def places(self, ids: Iterable[str]) -> dict[str, Place]:
        """Where these jobs are; those that are not in the queue are left out."""
        ...

    def tidy(self, older: timedelta) -> None:
        """Strike out what ended, or was cancelled, longer ago than that."""
        ...

    def close(self) -> None: ...

"""The processes beside the API that do the engine's work, so that no answer of the API waits for another's.

There are three: one for matches, which somebody at the telephone waits for, one for what takes seconds, and one for
everything else. A large problem that is being read never stands before a match, nor an assignment before a plan that
somebody only wants to look at.
"""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer
from api.answering.lane import Lane, Question, busy
from api.settings import Settings

AT_ONCE = ("match", "hole")
PLANNING = ("timetable", "findings", "moved")
PEOPLE = ("week", "own_visits", "why_me", "calendar", "overview", "petition", "reply")
OTHERS = ("problem", "check", "explanation", "comparison", "own", "reading", *PLANNING, *PEOPLE)
LONG = ("assignment", "substitution", "stand_ins", "map")
LANES = (AT_ONCE, OTHERS, LONG)

GRACE = 1.0
"""Seconds beyond a question's time in which the process's own word on it is awaited."""


class Answering:
    """Asks the engine in other processes, which start at once and in the background. Close it after use."""

    def __init__(self, settings: Settings):
        self._lanes = tuple(Lane(settings, kinds) for kinds in LANES)
        self._lane = {kind: lane for lane, kinds in zip(self._lanes, LANES, strict=True) for kind in kinds}

    @property
    def ready(self) -> bool:
        """Whether all processes have warmed up."""
        return all(lane.ready for lane in self._lanes)

    @property
    def processes(self) -> tuple[int | None, ...]:
        """Their ids, matches, all else, what takes long."""
        return tuple(lane.process for lane in self._lanes)

    async def ask(
        self, kind: str, coop: str, asked: Mapping[str, Any], body: bytes = b"", within: float = 30.0
    ) -> Answer:
        """An answer within so many seconds, waiting in the line included.

        Raises Refusal: of what was asked; `busy`, `took-too-long`, and `answering-died` where the process ended over
        it.
        """
        question = Question(kind, coop, asked, body, time.monotonic() + within)
        self._lane[kind].put(question)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(question.answer), within + GRACE)
        except TimeoutError:  # no process was there to ask: one that starts takes longer than anybody waits
            raise busy() from None

    def close(self) -> None:
        """End the processes; whoever waits is refused."""
        for lane in self._lanes:
            lane.close()

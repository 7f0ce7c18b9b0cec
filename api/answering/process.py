"""The processes beside the API that do the engine's work, so that no answer of the API waits for another's.

There are two: one for matches, which somebody at the telephone waits for, and one for everything else. A large problem
that is being read never stands before a match.
"""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer
from api.answering.lane import Lane, Question
from api.settings import Settings

AT_ONCE = ("match",)
OTHERS = ("problem", "check", "explanation", "comparison", "substitution", "assignment", "own", "reading")


class Answering:
    """Asks the engine in other processes, which start at once and in the background. Close it after use."""

    def __init__(self, settings: Settings):
        self._lanes = (Lane(settings, AT_ONCE), Lane(settings, OTHERS))
        self._lane = {kind: lane for lane, kinds in zip(self._lanes, (AT_ONCE, OTHERS), strict=True) for kind in kinds}

    @property
    def ready(self) -> bool:
        """Whether all processes have warmed up."""
        return all(lane.ready for lane in self._lanes)

    @property
    def processes(self) -> tuple[int | None, ...]:
        """Their ids, in the order in which questions name them: matches, all else."""
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
        return await asyncio.wrap_future(question.answer)

    def close(self) -> None:
        """End the processes; whoever waits is refused."""
        for lane in self._lanes:
            lane.close()

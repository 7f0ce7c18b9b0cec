"""The processes that a supervisor keeps alive on this machine."""

import sys
from collections.abc import Sequence

from api.jobs.supervisor import Part
from api.settings import Settings, variables

API_GRACE, WORKER_GRACE = 15.0, 12.0  # seconds


def workers(settings: Settings) -> list[Part]:
    """One worker per core, or as many as the operator wants. Their names count from 1."""
    command = (sys.executable, "-m", "api.jobs.worker")
    told = variables(settings)
    return [
        Part("worker", number, (*command, str(number)), told, WORKER_GRACE) for number in range(1, settings.workers + 1)
    ]


def api(settings: Settings, command: Sequence[str], listening: int) -> Part:
    """The API. listening: a socket that is open already and outlives it: while it is started again, who asks waits."""
    return Part("api", 1, command, variables(settings), API_GRACE, handed=(listening,))

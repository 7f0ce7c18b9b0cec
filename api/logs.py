"""What the service writes of itself: one JSON object a line, of fields that are listed here and nothing else.

No name, address, note, coordinate or id that a co-op gave can get in: each field says what it may look like, and what
looks otherwise is dropped. Of other libraries' messages only who spoke, and of exceptions only their type and where in
the code they came from: their texts quote what they were given.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

_TOLD = "ronda_told"
_DEEPEST = 20
"""So many frames of a trace are written, the innermost."""


def _like(pattern: str) -> Callable[[Any], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _among(*words: str) -> Callable[[Any], bool]:
    return frozenset(words).__contains__


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


_OURS = "[0-9a-z]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # ids that we made up
_KINDS = ("plan", "match", "assignment", "substitution")
_STATES = ("accepted", "queued", "running", "done", "stopped", "failed", "cancelled")

FIELDS: dict[str, Callable[[Any], bool]] = {
    "coop": _like("[a-z0-9][a-z0-9-]{0,62}"),  # the operator's name for a co-op, not a person's
    "job": _like(_OURS),
    "request": _like(_OURS),  # an id that we made for one HTTP request
    "webhook": _like(_OURS),
    "kind": _among(*_KINDS),
    "state": _among(*_STATES),
    "asked": _among("stop", "cancel"),
    "seconds": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9,
    "executor": _like(r"[A-Za-z0-9._-]{1,80}/[0-9]{1,4}"),
    "process": _among("supervisor", "api", "answering", "worker"),
    "number": _whole,
    "attempt": _whole,
    "tries": _whole,
    "pid": _whole,
    "status": lambda value: _whole(value) and value < 600,
    "code": _like("[a-z][a-z-]{0,39}"),
    "method": _among("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"),
    "route": _like(r"/[a-z0-9/{}_.-]{0,120}"),  # as the code spells it, with {id} for ids
    "type": _like("[A-Za-z_][A-Za-z0-9_.]{0,80}"),
    "by": _like(_OURS),  # a key's id
}
"""The fields beside at, level, event, library and trace, and what each may look like."""


def say(event: str, level: int = logging.INFO, *, error: BaseException | None = None, **fields: Any) -> None:
    """Write one line. event: what happened, in words that stand in the code; error: told by its type and its trace."""
    exc_info = None if error is None else (type(error), error, error.__traceback__)
    logging.getLogger("ronda").log(level, event, exc_info=exc_info, extra={_TOLD: fields})


def begin_logging(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send everything that this process logs through the list of fields. stream: stderr unless told otherwise."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("ronda").setLevel(level)
    logging.captureWarnings(True)


class Lines(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower()}
        told = getattr(record, _TOLD, None)
        if told is None:
            line |= {"event": "a library spoke", "library": record.name}
        else:
            line |= {"event": record.msg} | {name: value for name, value in told.items() if _may(name, value)}
        if record.exc_info and record.exc_info[0] is not None:
            line |= {"type": record.exc_info[0].__name__, "trace": _trace(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=False)


def _may(name: str, value: Any) -> bool:
    fits = FIELDS.get(name)
    try:
        return fits is not None and fits(value)
    except TypeError:  # nothing that cannot be hashed is one of a few words
        return False


def _trace(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_DEEPEST:]
    return [f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}" for frame in frames]

"""The process beside the API: takes one question after the other, and gives its answer.

Started by `lane.py` as `python -m api.answering.child FD`, where FD is its end of a pair of sockets.
"""

import ctypes
import gc
import json
import os
import resource
import signal
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any

from api.answering.answer import Answer
from api.answering.bodies import LARGE
from api.answering.wire import head_of, receive, send
from api.parent import end_with_parent
from api.refusals import Refusal
from api.settings import settings

MOST_MEMORY = 8 * 2**30
"""Bytes of address space; what takes more is refused, and nothing else of the machine is harmed."""

LOOKS_AHEAD = 1.0
"""Seconds between two looks at whether a plan was published that nobody has asked about yet."""


def main(descriptor: int) -> None:
    """Warm up, say so, and answer until the API is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the supervisor; the API ends this process
    end_with_parent()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    way = Connection(descriptor)
    told, _ = receive(way)

    from api.answering.questions import QUESTIONS
    from api.answering.shelf import Shelf
    from api.answering.warming import Ahead, warm
    from api.store.store import Store

    shelf = Shelf(Store(settings()))
    warm(told["kinds"])
    gc.collect()
    gc.freeze()  # what stays for good is not looked through again and again
    gc.disable()  # nor is a large body while it is read: we clean up when the answer is out
    send(way, {"ready": True, "memory": _memory()})
    ahead = Ahead(shelf, told["kinds"])
    while True:
        while not way.poll():
            if ahead.dare():
                _clean_up(shelf, False)
            elif way.poll(LOOKS_AHEAD):
                break
        try:
            head, body = receive(way)
        except EOFError:
            return
        answer = _answer(QUESTIONS[head["kind"]], shelf, head["coop"], head["asked"], body)
        told, content = head_of(answer)
        large = len(body) > LARGE
        send(way, told | {"memory": _memory()}, content)
        del body, answer, content
        _clean_up(shelf, large)


def _answer(question: Any, shelf: Any, coop: str, asked: dict[str, Any], body: bytes) -> Answer | Refusal:
    from api.answering.bodies import refuse_hollow
    from api.answering.refusing import refusing

    try:
        with refusing():
            refuse_hollow(body)
            return question(shelf, coop, asked, body)
    except Refusal as refusal:
        return refusal
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)[-6:]  # never the message: it may hold what was sent
        where = " < ".join(f"{os.path.basename(one.filename)}:{one.lineno}" for one in reversed(frames))
        print(json.dumps({"event": "answering failed", "where": f"{type(error).__name__} {where}"}), file=sys.stderr)
        return Refusal("failed", "Something went wrong that is no fault of the request.")


def _memory() -> int:
    """Bytes in memory now."""
    try:
        with open("/proc/self/statm") as told:
            return int(told.read().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _clean_up(shelf: Any, large: bool) -> None:
    """Between two questions. large: let the system have what a large body took."""
    gc.collect(2 if large else 1)
    shelf.settle()
    if large and sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))

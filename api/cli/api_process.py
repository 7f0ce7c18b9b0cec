"""The API's own process: what the supervisor starts, with a socket that is open already."""

import socket
import sys
import threading
from types import FrameType

import uvicorn

from api.logs import begin_logging
from api.parent import end_with_parent
from api.settings import settings

GRACE = 10  # seconds for answers that have begun


class _Server(uvicorn.Server):
    """Ends event streams as soon as it is asked to end, since it waits for every answer that has begun. Whoever
    followed one takes it up again from the next process, or another machine."""

    def __init__(self, config: uvicorn.Config, leaving: threading.Event):
        super().__init__(config)
        self._leaving = leaving

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._leaving.set()
        super().handle_exit(sig, frame)


def serve(listening: int) -> None:
    """Answer on a socket until SIGTERM: then no new question is taken, and those in hand are answered."""
    end_with_parent()
    begin_logging()
    from api.main import app

    made = app(settings())
    config = uvicorn.Config(
        made,
        log_config=None,  # else it would write what was asked for, with ids of the co-op in it
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    _Server(config, made.state.leaving).run(sockets=[socket.socket(fileno=listening)])


if __name__ == "__main__":
    serve(int(sys.argv[1]))

"""The API's own process: what the supervisor starts, with a socket that is open already."""

import socket
import sys

import uvicorn

from api.logs import begin_logging
from api.parent import end_with_parent
from api.settings import settings

GRACE = 10  # seconds for answers that have begun; event streams are taken up again elsewhere


def serve(listening: int) -> None:
    """Answer on a socket until SIGTERM: then no new question is taken, and those in hand are answered."""
    end_with_parent()
    begin_logging()
    from api.main import app

    config = uvicorn.Config(
        app(settings()),
        log_config=None,  # else it would write what was asked for, with ids of the co-op in it
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=listening)])


if __name__ == "__main__":
    serve(int(sys.argv[1]))

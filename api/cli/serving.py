"""What must stand before the service's processes are started: tables, a co-op, a socket."""

import socket
from contextlib import closing

from api.cli.exit_codes import ExitCode
from api.cli.guard import refuse
from api.jobs import prepare
from api.settings import Settings
from api.store import coops, schema
from api.store.store import Store

BACKLOG = 2048
"""So many who connect wait while the API is started again."""


def make_ready(settings: Settings, coop: str | None) -> list[str]:
    """Bring SQLite's tables up to date and found its co-op; look at PostgreSQL's. Which co-ops there are then.

    Raises StoreError where the store cannot be served.
    """
    if settings.sqlite:
        schema.upgrade(settings)
        prepare(settings)
    with closing(Store(settings)) as store:
        if coop is not None and settings.sqlite and not store.coops():
            coops.found(store, coop, coop)
        return list(store.coops())


def listen(settings: Settings) -> socket.socket:
    """Open the socket that outlives the API. Ends the program where that is impossible."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=BACKLOG)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        refuse(
            f"{settings.host}:{settings.port}: cannot be listened on ({reason}): end whoever listens there, or give "
            "another --port",
            ExitCode.UNWRITABLE,
        )


def address(settings: Settings, listening: socket.socket) -> str:
    """Where the service is found; with --port 0 the system has chosen the port."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listening.getsockname()[1]}"

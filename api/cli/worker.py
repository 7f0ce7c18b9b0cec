"""ronda worker: planning processes on one more machine of a federation."""

from dataclasses import replace

import typer

from api.cli.exit_codes import ExitCode
from api.cli.guard import refuse
from api.cli.serve import WorkersOption


def worker(workers: WorkersOption = None) -> None:
    """Plan what was accepted elsewhere: for a federation on PostgreSQL, on as many machines as wanted.

    Set with variables that begin with RONDA_: RONDA_DATABASE_URL, the key file of the others as RONDA_KEY_FILE, and a
    RONDA_HOST_ID of its own that stays the same.
    """
    from api.cli.serving import make_ready
    from api.jobs.parts import workers as worker_parts
    from api.jobs.supervisor import supervise
    from api.logs import begin_logging
    from api.settings import settings

    given = settings() if workers is None else replace(settings(), workers=workers)
    if given.workers == 0:
        refuse("--workers: is 0, and there is nothing else to do here: give 1 or more", ExitCode.BAD_INPUT)
    make_ready(given, None)
    typer.echo(f"{given.workers} workers of {given.host_id}")
    begin_logging()
    supervise([worker_parts(given)])

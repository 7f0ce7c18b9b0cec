"""ronda serve: the whole service on one machine."""

from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from api.cli.exit_codes import ExitCode
from api.cli.guard import refuse

HostOption = Annotated[
    str | None, typer.Option("--host", show_default=False, help="Where to listen; RONDA_HOST, or this machine only.")
]
PortOption = Annotated[
    int | None, typer.Option("--port", min=0, max=65535, show_default=False, help="RONDA_PORT, or 8080; 0: any.")
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers", min=0, max=256, show_default=False, help="Planning processes: RONDA_WORKERS, or a core less."
    ),
]


def serve(
    coop: Annotated[
        str | None,
        typer.Option("--coop", metavar="ID", show_default=False, help="Found this co-op, at the first start."),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Try it out: on this machine only, with a co-op and a key made for you.")
    ] = False,
    host: HostOption = None,
    port: PortOption = None,
    workers: WorkersOption = None,
) -> None:
    """Answer hub and co-op systems over HTTP, and plan what they ask for. Ctrl-C ends it; nothing accepted is lost.

    Set with variables that begin with RONDA_; by default one co-op, its data in ./ronda-data.
    """
    import sys

    from api.access.wanted import DEMO_COOP
    from api.cli.demo_week import show_week
    from api.cli.serving import address, listen, make_ready
    from api.cli.serving_demo import demo_key, revoke_demo_keys, show_library
    from api.jobs.parts import api
    from api.jobs.parts import workers as worker_parts
    from api.jobs.supervisor import supervise
    from api.logs import begin_logging
    from api.settings import settings

    chosen = {
        name: value for name, value in (("host", host), ("port", port), ("workers", workers)) if value is not None
    }
    given = replace(settings(), **chosen)
    if demo and not given.loopback:
        refuse(
            f"--demo: is for this machine only, not for {given.host}: leave --host and RONDA_HOST out",
            ExitCode.BAD_INPUT,
        )
    coops = make_ready(given, coop or (DEMO_COOP if demo else None))
    if given.sqlite and not coops:
        refuse("--coop: there is no co-op yet: name it, for example --coop sol, or try --demo", ExitCode.BAD_INPUT)
    if demo:
        given = replace(given, link_days=0)  # a demo asks nothing of the internet
        show_library(given, coops[0])
    else:
        revoke_demo_keys(given)
    with listen(given) as listening:
        here = address(given, listening)
        typer.echo(f"Ronda listens on {here}")
        if demo:
            # A demo in the folder of a real co-op shows no invented week, and lets nobody in without the key.
            persons = show_week(given, DEMO_COOP, date.today()) if DEMO_COOP in coops else None
            typer.echo("Demo: only this machine can reach it.")
            typer.echo(f"Key:  {demo_key(given, coops[0], persons)}")
            typer.echo(f"Hub:  {here}/hub")
        else:
            typer.echo("Make a key with: ronda keys add --role planner")
        sys.stdout.flush()
        begin_logging()
        command = (sys.executable, "-m", "api.cli.api_process", str(listening.fileno()))
        supervise([[api(given, command, listening.fileno())], worker_parts(given)], leaving=listening.close)

"""The command line. Each command is a file of this folder; what only some commands need is imported when they run."""

from importlib.metadata import version
from typing import Annotated

import typer

from api.cli.assign import assign
from api.cli.check import check
from api.cli.convert import convert
from api.cli.database import database
from api.cli.demo import demo
from api.cli.exit_codes import EPILOG
from api.cli.explain import explain
from api.cli.generate import generate
from api.cli.guard import Guarded
from api.cli.keys import keys
from api.cli.library import library
from api.cli.locate import locate
from api.cli.match import match
from api.cli.network import network
from api.cli.next_week import next_week
from api.cli.notebook import notebook
from api.cli.packs import packs
from api.cli.plan import plan
from api.cli.replan import replan
from api.cli.roll import roll
from api.cli.rules import rules
from api.cli.schema import schema
from api.cli.serve import serve
from api.cli.substitute import substitute
from api.cli.weights import weights
from api.cli.worker import worker

app = typer.Typer(
    cls=Guarded,
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

PLANNING = (
    *(demo, plan, check, explain, match, substitute, assign),
    *(roll, next_week, replan),
    *(rules, packs, convert, generate, locate, schema, notebook),
)
SERVICE = (serve, worker)

for command in (*PLANNING, *SERVICE):
    app.command()(command)
app.add_typer(network, name="network")
app.add_typer(weights, name="weights")
app.add_typer(keys, name="keys")
app.add_typer(database, name="database")
app.add_typer(library, name="library")


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"ronda {version('ronda')}")
        raise typer.Exit


@app.callback()
def ronda(
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Matches home carers with clients and plans their rounds. Begin with `ronda demo`."""


def main() -> None:
    """What the console script `ronda` runs."""
    app()

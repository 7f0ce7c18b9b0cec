"""Teams of carers and clients: asked for on the command line, read from an earlier answer, and shown."""

import json
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from api.cli.languages import heads
from api.cli.summary import print_list
from engine.assignment import Assignment, Team, Teams
from engine.errors import EngineError
from engine.explain.words import number
from engine.problem import Problem

TEXTS = heads(
    "teams",
    {
        "head": "{count} teams; cost of dividing {cost}, the best is at most {gap} % less.",
        "notes": "Sizes that could not be kept:",
        "moved": "In another team than before ({count}): {names}.",
    },
)
HEADS = heads("teams_heads", {"heads": ("Team", "Carers", "Clients", "Hours", "Wanted", "People")})


class KeepError(EngineError):
    """An earlier answer that holds no teams."""


def asked_for(teams: bool, keep: Path | None) -> Teams | None:
    """What the options ask for. Raises KeepError."""
    if keep is None:
        return Teams() if teams else None
    try:
        told = json.loads(keep.read_text(encoding="utf-8"))
        found = tuple(Team(one["name"], tuple(one["carers"]), tuple(one["clients"])) for one in told["teams"]["teams"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeepError(f"{keep}: holds no teams; give a file that ronda assign --teams -o wrote") from error
    return Teams(keep=found)


def print_teams(console: Console, problem: Problem, found: Assignment, language: str) -> None:
    """Who is in which team, and what could not be kept."""
    teams = found.teams
    if teams is None:
        return
    told = {"cost": number(teams.cost, language), "gap": number(100 * teams.gap, language)}
    console.print()
    console.print(TEXTS("head", language).format(count=len(teams.teams), **told), style="bold", soft_wrap=True)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, head in enumerate(HEADS("heads", language)):
        table.add_column(head, overflow="fold", justify="left" if place in (0, 5) else "right")
    load = {one.carer: one for one in found.loads}
    for team in teams.teams:
        hours = [sum(load[name].work for name in team.carers), sum(load[name].wanted or 0 for name in team.carers)]
        cells = [number(round(one / problem.ticks_per_minute / 60, 1), language) for one in hours]
        table.add_row(team.name, str(len(team.carers)), str(len(team.clients)), *cells, ", ".join(team.carers))
    console.print(table)
    if teams.notes:
        console.print(TEXTS("notes", language), style="bold")
        print_list(console, list(teams.notes), len(teams.notes))
    if teams.moved:
        told = {"count": len(teams.moved), "names": ", ".join(teams.moved)}
        console.print(TEXTS("moved", language).format(**told), soft_wrap=True)

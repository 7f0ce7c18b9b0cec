"""Who cares for whom, without clock times."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told, too_large
from api.answering.forms import ASSIGNMENT
from api.answering.shelf import Shelf
from api.answering.weighing import weighed
from api.documents.assignments import assignment_document
from engine.assignment import Team, Teams, assign
from engine.limits import Limits

AT_ONCE_VISITS = 500
AT_ONCE_SECONDS = 5.0
"""So many visits, and so many seconds, are worked on while somebody waits."""


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """An assignment as `ronda assign --json` tells it. asked: at_once, later (see match); version,
    which was the newest when the question was accepted."""
    form = ASSIGNMENT.read(body)
    put = shelf.version(coop, form.problem, form.version or asked.get("version"))
    version, problem = weighed(shelf, coop, *put, form.weights)
    large = len(problem.visits) > AT_ONCE_VISITS or form.seconds > AT_ONCE_SECONDS
    if asked.get("later") or (asked.get("at_once", False) and large):
        measure = f"more than {AT_ONCE_VISITS} visits or {AT_ONCE_SECONDS:.0f} seconds"
        return too_large("asked for as a job" if asked.get("later") else measure, version)
    limits = Limits(seconds=form.seconds, iterations=form.iterations, seed=form.seed)
    keep = tuple(Team(one.name, one.carers, one.clients) for one in form.keep)
    teams = Teams(keep=keep) if form.teams or keep else None
    found = assign(problem, limits, form.language, teams)
    return told(assignment_document(problem, found))

"""A carer cannot come: who takes which visits."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from api.answering.answer import Answer, told, too_large
from api.answering.forms import SUBSTITUTION, SubstitutionForm
from api.answering.refusing import unknown_of
from api.answering.shelf import Shelf
from api.documents.substitutes import substitution_document
from engine.problem import Problem
from engine.substitution import substitute
from engine.units import Ticks

AT_ONCE = 2_000
"""In problems of so many visits, substitutes are found while somebody waits."""


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """Proposals and shortlists as `ronda substitute --json` tells them. asked: at_once, later (see match)."""
    form = SUBSTITUTION.read(body)
    running = shelf.running(coop, form.plan)
    problem = running.problem
    if form.carer not in problem.carer:
        raise unknown_of("carer")
    if asked.get("later") or (asked.get("at_once", False) and len(problem.visits) > AT_ONCE):
        measure = "asked for as a job" if asked.get("later") else f"a plan of more than {AT_ONCE} visits"
        return too_large(measure, running.version, form.plan)
    overtime = problem.minutes(form.overtime)
    now = _tick(problem, form)
    found = substitute(problem, running.plan, form.carer, form.day, now, form.moves, form.top, form.language, overtime)
    return told(substitution_document(problem, found, form.language))


def _tick(problem: Problem, form: SubstitutionForm) -> Ticks | None:
    """The moment from which the carer is away; a day outside the horizon is refused by the engine."""
    if form.at is None or not 0 <= (form.day - problem.start).days < problem.days:
        return None
    later, hour = divmod(int(form.at[:2]), 24)
    return problem.calendar.tick(form.day + timedelta(days=later), time(hour, int(form.at[3:])))

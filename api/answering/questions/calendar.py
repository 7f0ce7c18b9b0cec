"""A carer's visits as a calendar: those of every plan that is out."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from api.answering.answer import Answer
from api.answering.shelf import Running, Shelf
from api.answering.whose import whose
from api.documents.calendars import Appointment, calendar_text
from api.documents.own_weeks import place_document
from api.store.errors import Erased


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plans, each with the moment at which it came out; person, the made-up id of the carer; places, how much of
    them may be seen; language."""
    carer = whose(shelf, coop, asked["person"], "carer")
    found: list[Appointment] = []
    for plan, out in asked["plans"]:
        try:
            running = shelf.running(coop, plan)
        except Erased:  # that week can no longer be read; the others can
            continue
        found += _appointments(shelf, coop, running, carer, datetime.fromisoformat(out), asked["places"])
    return Answer(200, calendar_text(found, asked["language"]))


def _appointments(
    shelf: Shelf, coop: str, running: Running, carer: str, out: datetime, places: Any
) -> Iterator[Appointment]:
    problem, clock = running.problem, running.problem.calendar.clock
    with shelf.store.reading(coop) as books:
        for name, shift, stop in running.plan.visits():
            if problem.shift[shift].carer == carer:
                told = f"calendar {running.version.problem} {name}"
                id = books.vault.digest(told.encode()).hex()[:32]  # a visit's own id may tell what is done
                place = place_document(problem, problem.visit[name], places)
                yield Appointment(id, clock(stop.start), clock(stop.end), out, None if place is None else place["id"])

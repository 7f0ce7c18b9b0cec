"""A plan as a timetable: the week carer by carer, one of its days, one visit, or the visits that nobody makes."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.documents.timetables import Timetable, day_document, hole_document, visit_document, week_document
from api.refusals import Refusal


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan; what: week, day, visit or holes. Of week and day: first, most: which carers; sought: a part of their
    ids or their clients'. day: its number from 0; visit: its id."""
    kept = shelf.running(coop, asked["plan"]).kept
    table = shelf.timetable(coop, asked["plan"])
    about = {"plan": kept.id, "problem": kept.problem, "version": kept.version}
    return told(about | _document(table, asked))


def _document(table: Timetable, asked: Mapping[str, Any]) -> dict[str, Any]:
    match asked["what"]:
        case "week":
            return week_document(table, asked["first"], asked["most"], asked["sought"].lower())
        case "day":
            if not 0 <= asked["day"] < table.problem.days:
                raise Refusal("unknown", "The plan has no such day.")
            return day_document(table, asked["day"], asked["first"], asked["most"], asked["sought"].lower())
        case "visit":
            if asked["visit"] not in table.problem.visit:
                raise Refusal("unknown", "The plan's problem has no such visit.")
            return visit_document(table, table.problem.visit[asked["visit"]])
        case _:
            holes = [hole_document(table, visit) for _, day in sorted(table.unplanned.items()) for visit in day]
            return {"start": table.problem.start.isoformat(), "holes": holes}

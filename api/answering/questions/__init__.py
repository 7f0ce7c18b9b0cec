"""Every kind of question, a file each: a function of the shelf, the co-op, ids and numbers, and a body.

They load the engine's compiled search: only the processes that answer import this room.
"""

from collections.abc import Callable, Mapping
from typing import Any

from api.answering.answer import Answer
from api.answering.questions import (
    assignment,
    calendar,
    check,
    comparison,
    explanation,
    findings,
    hole,
    match,
    moved,
    overview,
    own,
    own_visits,
    petition,
    problem,
    reading,
    reply,
    stand_ins,
    substitution,
    timetable,
    week,
    why_me,
)
from api.answering.shelf import Shelf

Question = Callable[[Shelf, str, Mapping[str, Any], bytes], Answer]

QUESTIONS: dict[str, Question] = {
    "problem": problem.answer,
    "check": check.answer,
    "explanation": explanation.answer,
    "comparison": comparison.answer,
    "match": match.answer,
    "assignment": assignment.answer,
    "substitution": substitution.answer,
    "own": own.answer,
    "reading": reading.answer,
    "timetable": timetable.answer,
    "findings": findings.answer,
    "hole": hole.answer,
    "moved": moved.answer,
    "week": week.answer,
    "own_visits": own_visits.answer,
    "why_me": why_me.answer,
    "calendar": calendar.answer,
    "overview": overview.answer,
    "petition": petition.answer,
    "reply": reply.answer,
    "stand_ins": stand_ins.answer,
}

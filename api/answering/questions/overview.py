"""What a member may know of the plan that is out: what it weighs and how fairly it is shared out."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.documents.shares import fairness_document, weights_document
from api.store import problems
from engine.kpi import kpis


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan; language, of the rules' titles."""
    running = shelf.running(coop, asked["plan"])
    problem = running.problem
    with shelf.store.reading(coop) as books:
        since = problems.weighed_since(books, running.version.weights)
    document = {
        "first_day": problem.start.isoformat(),
        "days": problem.days,
        "language": asked["language"],
        "weights": weights_document(problem, since, asked["language"]),
        "fairness": fairness_document(kpis(problem, running.plan)),
    }
    return told(document)

"""What a member may know of the plan that is out: what it weighs and how fairly it is shared out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.documents.shares import fairness_document, weights_document
from api.store import problems, weights
from api.store.store import Books
from engine.kpi import kpis
from engine.problem import Weights

MOST = 200
"""So many published versions of a name are looked through."""


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan; language, of the rules' titles."""
    running = shelf.running(coop, asked["plan"])
    problem = running.problem
    with shelf.store.reading(coop) as books:
        since = _since(books, problem.weights, running.version.weights)
    document = {
        "first_day": problem.start.isoformat(),
        "days": problem.days,
        "language": asked["language"],
        "weights": weights_document(problem, since, asked["language"]),
        "fairness": fairness_document(kpis(problem, running.plan)),
    }
    return told(document)


def _since(books: Books, held: Weights, label: str) -> date | None:
    """Since when weights hold: the day that the co-op published them for; else when they first came with a problem."""
    for one in weights.page(books, None, MOST, published=True, name=held.name):
        if one.version == held.version:
            return one.effective
    came = problems.weighed_since(books, label)
    return None if came is None else came.date()

"""Match: who should care for this client, and when; asked of a plan that is running."""

from engine.matching.answer import Answer, Bar, Offer, Push, RuledOut, Slot
from engine.matching.desk import Desk
from engine.matching.freedoms import AS_TOLD, Freedoms
from engine.matching.package import match_package
from engine.matching.single import match_visit
from engine.problem import Request


def match(desk: Desk, request: Request, freedoms: Freedoms = AS_TOLD, most: int = 5) -> Answer:
    """Rank the carers for a need: at most so many offers, each judged by the referee."""
    problem = desk.admit(request, freedoms)
    visits = problem.visits[len(desk.problem.visits) :]
    if len(visits) == 1:
        return match_visit(desk, problem, visits[0], freedoms, most)
    return match_package(desk, problem, request.carers, freedoms, most)


__all__ = [
    "AS_TOLD",
    "Answer",
    "Bar",
    "Desk",
    "Freedoms",
    "Offer",
    "Push",
    "RuledOut",
    "Slot",
    "match",
]

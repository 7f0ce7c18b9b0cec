"""Match: who should care for this client, and when; asked of a plan that is running."""

from dataclasses import replace

from engine.matching.advice import advise, ask
from engine.matching.answer import Advice, Answer, Bar, Help, Offer, Push, RuledOut, Slot
from engine.matching.desk import Desk
from engine.matching.freedoms import AS_TOLD, Freedoms
from engine.matching.words import lines_of, refusal, summary, tip
from engine.problem import Request


def match(desk: Desk, request: Request, freedoms: Freedoms = AS_TOLD, most: int = 3) -> Answer:
    """Rank the carers for a request: at most so many offers, each judged by the referee, and what rules others out.

    Where nobody fits, what would help. Raises RequestError or ProblemError with every fault of the request.
    """
    answer = ask(desk, request, freedoms, most)
    beyond = request.expanded(desk.problem.calendar, desk.problem.holidays)[2]
    if answer.offers:
        return replace(answer, beyond=beyond)
    return replace(answer, beyond=beyond, advice=advise(desk, request, freedoms))


__all__ = [
    "AS_TOLD",
    "Advice",
    "Answer",
    "Bar",
    "Desk",
    "Freedoms",
    "Help",
    "Offer",
    "Push",
    "RuledOut",
    "Slot",
    "lines_of",
    "match",
    "refusal",
    "summary",
    "tip",
]

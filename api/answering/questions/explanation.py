"""Why a visit is with its carer, why not with another, or why with nobody."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.documents.explanations import explanation_document
from api.refusals import Pointer, Refusal
from engine.explain import why, why_not


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan, visit, carer (None: why it is as it is), language."""
    running = shelf.running(coop, asked["plan"])
    problem, visit, carer = running.problem, asked["visit"], asked["carer"]
    if visit not in problem.visit:
        raise Refusal("unknown", "The plan's problem has no such visit.")
    if carer is not None and carer not in problem.carer:
        fault = Pointer("query#carer", "carer", "no such carer in the problem: correct the id")
        raise Refusal("contradiction", "The plan's problem has no such carer.", [fault])
    given = (problem, running.plan, visit)
    place, language, verdict = shelf.placer(coop, asked["plan"]), asked["language"], running.verdict
    if carer is None:
        found = why(*given, place, language, verdict)
    else:
        found = why_not(*given, carer, place, language, verdict)
    return told(explanation_document(problem, found, language))

"""Why a visit is with the carer who asks; nobody else, and nobody else's client, is named."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.answering.whose import theirs
from api.refusals import Refusal
from engine.explain import why, why_me


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan; person, the made-up id of the carer; visit, one of theirs; language."""
    running, carer = theirs(shelf, coop, asked["plan"], asked["person"], "carer")
    problem, plan, visit, language = running.problem, running.plan, asked["visit"], asked["language"]
    if not any(name == visit and problem.shift[shift].carer == carer for name, shift, _ in plan.visits()):
        raise Refusal("unknown", "The plan gives you no such visit.")
    found = why(problem, plan, visit, shelf.placer(coop, asked["plan"]), language, running.verdict)
    return told({"visit": visit, "language": language, "summary": list(why_me(problem, plan, found, language))})

"""A carer's own week: rounds with times, places and travel, hours against contract and wishes."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.answering.whose import theirs
from api.documents.own_weeks import week_document


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan; person, the made-up id of the carer; places, how much of them may be seen."""
    running, carer = theirs(shelf, coop, asked["plan"], asked["person"], "carer")
    document = week_document(running.problem, running.plan, carer, asked["places"])
    return told({"plan": asked["plan"], **document})

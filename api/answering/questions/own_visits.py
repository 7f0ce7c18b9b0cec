"""Who comes to a client, and when; the usual carers; what nobody makes yet."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.answering.whose import theirs
from api.documents.own_weeks import visits_document


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan; person, the made-up id of the client."""
    running, client = theirs(shelf, coop, asked["plan"], asked["person"], "client")
    return told({"plan": asked["plan"], **visits_document(running.problem, running.plan, client)})

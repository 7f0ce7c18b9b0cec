"""The engine's work, done beside the API or, for what is large, in a worker."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.answering.answer import Answer, told
from api.answering.process import Answering
from api.refusals import Refusal, document

if TYPE_CHECKING:
    from api.store.store import Store

__all__ = ["Answer", "Answering", "work"]


def work(store: "Store", coop: str, kind: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """The same question in the process of whoever calls: what a worker does with one that is a job.

    A refusal comes back as an answer too: a problem document, with its status.
    """
    from api.answering.questions import QUESTIONS
    from api.answering.refusing import refusing
    from api.answering.shelf import Shelf

    try:
        with refusing():
            return QUESTIONS[kind](Shelf(store), coop, asked, body)
    except Refusal as refusal:
        return told(document(refusal, asked.get("request", "")), refusal.status)

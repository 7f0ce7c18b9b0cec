"""The engine's work, done beside the API or, for what is large, in a worker."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.answering.answer import Answer
from api.answering.process import Answering

if TYPE_CHECKING:
    from api.store.store import Store

__all__ = ["Answer", "Answering", "work"]


def work(store: "Store", coop: str, kind: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """The same question in the process of whoever calls: what a worker does with one that is a job. Raises Refusal."""
    from api.answering.questions import QUESTIONS
    from api.answering.refusing import refusing
    from api.answering.shelf import Shelf

    with refusing():
        return QUESTIONS[kind](Shelf(store), coop, asked, body)

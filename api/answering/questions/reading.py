"""A plan's document, or a part of it, as it was kept: putting the ids of a large plan back in takes a while."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer
from api.answering.shelf import Shelf


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan; part, the whole plan or one of its parts."""
    return Answer(200, shelf.written(coop, asked["plan"])[asked["part"]])

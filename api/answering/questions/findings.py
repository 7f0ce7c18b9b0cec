"""What the referee found in a plan, rule by rule."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.documents.findings import findings_document


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: plan, language; rule (None: all of them); first, most: which findings of each."""
    running = shelf.running(coop, asked["plan"])
    given = (asked["language"], asked["rule"], asked["first"], asked["most"])
    about = {"plan": asked["plan"], "problem": running.kept.problem}
    return told(about | findings_document(running.problem, running.verdict, *given))

"""What changed between two plans of one problem."""

from collections.abc import Mapping
from typing import Any

from api.answering.answer import Answer, told
from api.answering.shelf import Shelf
from api.documents.comparisons import comparison_document
from api.refusals import Refusal
from engine.explain import changes


def answer(shelf: Shelf, coop: str, asked: Mapping[str, Any], body: bytes) -> Answer:
    """asked: before and after, ids of plans; language."""
    before, after = (shelf.running(coop, asked[name]) for name in ("before", "after"))
    if (before.kept.problem, before.kept.version) != (after.kept.problem, after.kept.version):
        raise Refusal("contradiction", "The two plans answer different problems, or different versions of one.")
    found = changes(before.problem, before.plan, after.plan, asked["language"])
    return told(comparison_document(before.problem, found, asked["language"]))

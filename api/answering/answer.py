"""What comes back from a question: a status, a body and headers, ready to go out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from api.documents.plain import encoded

LATER = 202
"""The status of what is too large to be answered at once: it is asked again as a job."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. body: JSON in UTF-8."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def told(document: Mapping[str, Any], status: int = 200, **headers: str) -> Answer:
    """A document as an answer."""
    return Answer(status, encoded(document), headers)


def too_large(measure: str) -> Answer:
    """It would take long. measure: by what that is known."""
    return told({"measure": measure}, LATER)

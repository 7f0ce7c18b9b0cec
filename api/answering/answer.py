"""What comes back from a question: a status, a body and headers, ready to go out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from api.documents.plain import encoded

if TYPE_CHECKING:
    from api.store.problems import Version

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


def too_large(measure: str, version: "Version", plan: str | None = None) -> Answer:
    """It would take long, and comes as a job. measure: by what that is known. The rest is what the job is about, so
    that the API need not read the question a second time."""
    about = {"problem": version.problem, "version": version.version, "plan": plan, "weights": version.weights}
    return told({"measure": measure, **about}, LATER)

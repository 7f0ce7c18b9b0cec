"""Why a visit is with its carer, why not with another, why with nobody: as plain data."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from api.documents.verdicts import finding_document
from engine.explain import Alternative, Answer, Candidate, Explanation
from engine.problem import Problem
from engine.result import Finding
from engine.units import Ticks


def explanation_document(problem: Problem, found: Explanation | Answer, language: str) -> dict[str, Any]:
    """An answer with all that it says; starts are told as clock times too."""
    told = _Told(problem, language)
    if isinstance(found, Explanation):
        return asdict(found) | {
            "starts_at": None if found.start is None else told.clock(found.start),
            "findings": told.findings(found.findings),
            "alternatives": [told.alternative(one) for one in found.alternatives],
            "excluded": [told.candidate(one) for one in found.excluded],
        }
    return asdict(found) | {"candidate": None if found.candidate is None else told.candidate(found.candidate)}


@dataclass(frozen=True, slots=True)
class _Told:
    """What the parts of an answer need to be told."""

    problem: Problem
    language: str

    def candidate(self, one: Candidate) -> dict[str, Any]:
        alternative = None if one.alternative is None else self.alternative(one.alternative)
        return asdict(one) | {"findings": self.findings(one.findings), "alternative": alternative}

    def alternative(self, one: Alternative) -> dict[str, Any]:
        return asdict(one) | {"broken": self.findings(one.broken), "starts_at": self.clock(one.start)}

    def findings(self, found: Iterable[Finding]) -> list[dict[str, Any]]:
        return [finding_document(self.problem, finding, self.language) for finding in found]

    def clock(self, tick: Ticks) -> str:
        return self.problem.calendar.clock(tick).isoformat()

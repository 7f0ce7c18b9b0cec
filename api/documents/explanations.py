"""Why a visit is with its carer, why not with another, why with nobody: as plain data."""

from dataclasses import asdict
from typing import Any

from engine.explain import Answer, Explanation
from engine.problem import Problem
from engine.units import Ticks


def explanation_document(problem: Problem, found: Explanation | Answer) -> dict[str, Any]:
    """An answer with all that it says; starts are told as clock times too."""
    document = asdict(found)
    if isinstance(found, Explanation):
        document["starts_at"] = None if found.start is None else _clock(problem, found.start)
        for told, one in zip(document["alternatives"], found.alternatives, strict=True):
            told["starts_at"] = _clock(problem, one.start)
    elif found.candidate is not None and found.candidate.alternative is not None:
        document["candidate"]["alternative"]["starts_at"] = _clock(problem, found.candidate.alternative.start)
    return document


def _clock(problem: Problem, tick: Ticks) -> str:
    return problem.calendar.clock(tick).isoformat()

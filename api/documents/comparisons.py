"""What changed between two plans of one problem, as plain data."""

from dataclasses import asdict
from typing import Any

from api.documents.verdicts import finding_document
from engine.explain import Changes
from engine.problem import Problem
from engine.units import Ticks


def comparison_document(problem: Problem, found: Changes, language: str) -> dict[str, Any]:
    """Visit by visit, rule by rule; starts are told as clock times too."""

    def clock(tick: Ticks | None) -> str | None:
        return None if tick is None else problem.calendar.clock(tick).isoformat()

    return {
        "problem": problem.name,
        "cost": found.cost,
        "contributions": [asdict(part) for part in found.contributions],
        "moves": [
            asdict(move) | {"started_at": clock(move.old_start), "starts_at": clock(move.start)} for move in found.moves
        ],
        "broken": [finding_document(problem, finding, language) for finding in found.broken],
        "mended": [finding_document(problem, finding, language) for finding in found.mended],
        "clients": list(found.clients),
        "carers": list(found.carers),
        "summary": list(found.summary),
    }

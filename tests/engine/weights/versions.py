"""Versions of the weights for tests."""

from datetime import date
from typing import Any

from engine.problem import WeightsDocument

LUNCH = "Nobody works through lunch."


def version(**changes: Any) -> WeightsDocument:
    """The first version of a made-up co-op."""
    told: dict[str, Any] = {
        "name": "casa",
        "version": "1",
        "values": {"travel": 1.5, "missed_break": "HARD", "lateness": 0},
        "reasons": {"missed_break": LUNCH},
        "author": "assembly",
        "reason": "After the winter.",
        "effective": date(2026, 3, 2),
    }
    return WeightsDocument(**(told | changes))

"""The notebooks: one question each, for whoever tunes weights and looks at plans (see README.md)."""

from collections.abc import Mapping
from pathlib import Path

QUESTIONS: Mapping[str, str] = {
    "tune_weights": "What do the weights choose, and what would other weights buy and cost?",
    "compare_plans": "What differs between two plans of the same week, and for how many?",
    "fairness": "Are hours, travel, weekends and gaps shared fairly among the carers?",
    "travel_calibration": "How far off are the estimated travel times from those that carers recorded?",
    "benchmark_report": "How good and how fast is Ronda, by the benchmarks that were stored?",
}
"""Each notebook by its name, with the question that it opens with."""


def path_of(name: str) -> Path:
    """The file of a notebook."""
    return Path(__file__).parent / f"{name}.py"

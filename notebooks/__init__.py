"""The notebooks: one question each, for whoever tunes weights and looks at plans (see README.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook: the question that it opens with, and which files of your own it can look at instead of invented ones.

    takes: by the option's name, how many of them at most.
    """

    name: str
    question: str
    takes: Mapping[str, int]

    @property
    def path(self) -> Path:
        return Path(__file__).parent / f"{self.name}.py"


NOTEBOOKS = (
    Notebook(
        "tune_weights",
        "What do the weights choose, and what would other weights buy and cost?",
        {"problem": 1, "weights": 1},
    ),
    Notebook(
        "compare_plans",
        "What differs between two plans of the same week, and for how many?",
        {"problem": 1, "weights": 1, "plan": 2},
    ),
    Notebook(
        "fairness",
        "Are hours, travel, weekends and gaps shared fairly among the carers?",
        {"problem": 1, "weights": 1, "plan": 1},
    ),
    Notebook(
        "travel_calibration",
        "How far off are the estimated travel times from those that carers recorded?",
        {"network": 1, "trips": 1},
    ),
    Notebook("benchmark_report", "How good and how fast is Ronda, by the benchmarks that were stored?", {}),
)

BY_NAME = {one.name: one for one in NOTEBOOKS}

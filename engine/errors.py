"""The errors that the engine raises, drawn as a tree.

EngineError
├── ProblemError      a problem with faults; carries all of them
├── PlanError         a plan that cannot be read against its problem
├── DataError         a file that cannot be read; names file, row and column
├── StrategyError     an unknown strategy, or one that does not fit the problem
└── RuleError         a rule that is told wrongly; found at import or when weights are read

Infeasible wishes are no error: they give a plan and its findings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in what was given: the object, the field, the value and the remedy."""

    where: str
    field: str
    value: object
    remedy: str

    def __str__(self) -> str:
        shown = self.value.isoformat() if isinstance(self.value, date) else repr(self.value)
        if len(shown) > 80:
            shown = shown[:77] + "..."
        return f"{self.where}: {self.field} = {shown}: {self.remedy}"


class EngineError(Exception):
    """Whatever the engine refuses."""


class FaultyError(EngineError):
    """Something given has faults; all of them are told at once."""

    what = "input"

    def __init__(self, faults: Iterable[Fault]):
        self.faults: tuple[Fault, ...] = tuple(faults)
        count = len(self.faults)
        head = f"the {self.what} has {count} fault{'s' if count != 1 else ''}"
        super().__init__("\n".join([head, *(f"  {fault}" for fault in self.faults)]))


class ProblemError(FaultyError):
    """A problem that contradicts itself or refers to what it does not hold."""

    what = "problem"


class PlanError(FaultyError):
    """A plan that cannot be read against its problem."""

    what = "plan"


class DataError(FaultyError):
    """A file that cannot be read."""

    what = "file"


class StrategyError(EngineError):
    """An unknown way of solving, or one that does not fit the problem."""


class RuleError(EngineError):
    """A rule or a weight that is told wrongly."""

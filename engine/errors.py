"""The errors that the engine raises, drawn as a tree.

EngineError
├── ProblemError      a problem with faults; carries all of them
├── PlanError         a plan that cannot be read against its problem
├── RequestError         care asked for that makes no sense, or freedoms that do not
├── WeightsError      a version of the weights that makes no sense; carries all of its faults
├── DataError         a file that cannot be read; names file, row and column
├── StrategyError     an unknown strategy, or one that does not fit the problem
└── RuleError         a rule that is told wrongly; found at import or when weights are read

Infeasible wishes are no error: they give a plan and its findings.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as _field
from datetime import date


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in what was given: the object, the field, the value and the remedy.

    Whatever a remedy quotes of what was given stands in brackets, so that who may not repeat it can cut it out. path:
    keys and rows that lead to it from the top of a JSON document, where it was read from one.
    """

    where: str
    field: str
    value: object
    remedy: str
    path: tuple[int | str, ...] | None = _field(default=None, compare=False, repr=False)

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

    def __reduce__(self) -> tuple[type["FaultyError"], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)  # an exception comes from another process as what it is made of


class ProblemError(FaultyError):
    """A problem that contradicts itself or refers to what it does not hold."""

    what = "problem"


class PlanError(FaultyError):
    """A plan that cannot be read against its problem."""

    what = "plan"


class RequestError(FaultyError):
    """Care that is asked for in a way that makes no sense."""

    what = "request"


class WeightsError(FaultyError):
    """A version of the weights that makes no sense."""

    what = "weights document"


class DataError(FaultyError):
    """A file that cannot be read."""

    what = "file"


TOLD_PER_FILE = 100
"""How many faults of one file are told one by one; the rest is counted."""


class Faults:
    """The faults of all files of a folder or archive, collected so that they can be told at once.

    source: what stands before every file's name, where that is not enough.
    """

    def __init__(self, source: str = "") -> None:
        self._source = source
        self._told: list[Fault] = []
        self._count: Counter[str] = Counter()

    def add(self, file: str, row: int | None, field: str, value: object, remedy: str) -> None:
        """row: as a spreadsheet shows it, the first below the header is row 2; None for the file as a whole."""
        self._count[file] += 1
        if self._count[file] <= TOLD_PER_FILE:
            self._told.append(Fault(self._where(place(file, row)), field, value, remedy))

    def told_of(self, file: str) -> bool:
        """Whether a file has faults."""
        return bool(self._count[file])

    def __bool__(self) -> bool:
        return bool(self._count)

    def stop_if_any(self) -> None:
        """Raises DataError with all of them."""
        if self:
            more = {file: count - TOLD_PER_FILE for file, count in self._count.items() if count > TOLD_PER_FILE}
            rest = [
                Fault(self._where(file), "rows", count, "so many faults more in this file")
                for file, count in more.items()
            ]
            raise DataError([*self._told, *rest])

    def _where(self, file: str) -> str:
        return f"{self._source} {file}".strip()


def place(file: str, row: int | None) -> str:
    """How people find a row in a spreadsheet."""
    return file if row is None else f"{file} row {row}"


class StrategyError(EngineError):
    """An unknown way of solving, or one that does not fit the problem."""


class RuleError(EngineError):
    """A rule or a weight that is told wrongly."""

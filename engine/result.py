"""What comes back from solving: the plan, what the referee says of it, and how it came about."""

from dataclasses import dataclass, field
from enum import StrEnum

from engine.plan import Plan
from engine.units import Ticks


class StopReason(StrEnum):
    """Why a solver stopped."""

    OPTIMAL = "optimal"
    TIME = "time limit"
    ITERATIONS = "iteration limit"
    REQUEST = "stop request"
    DONE = "nothing left to improve"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about: ids, None where it does not apply."""

    visit: str | None = None
    other: str | None = None
    carer: str | None = None
    client: str | None = None
    shift: str | None = None
    day: int | None = None
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule finds on a plan: so many units of its measure, and what they cost (None = forbidden)."""

    rule: str
    amount: int
    cost: float | None
    about: Subject = field(default_factory=Subject)
    detail: str = ""
    at: Ticks | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The referee's judgement: the total cost, what each rule charged, and every finding, forbidden ones apart.

    amounts are in the rule's unit (minutes for times, whatever the tick); costs are amount times weight.
    """

    cost: float
    components: dict[str, float]
    amounts: dict[str, float]
    findings: tuple[Finding, ...]
    violations: tuple[Finding, ...]
    unplanned: tuple[str, ...]

    @property
    def clean(self) -> bool:
        return not self.violations


@dataclass(frozen=True, slots=True)
class Bound:
    """No plan can cost less than `value`; proved: the plan returned reaches it."""

    value: float
    proved: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solver is: what a progress bar shows. cost: of the best plan so far; None before there is one."""

    elapsed: float
    cost: float | None
    unplanned: int
    iterations: int
    phase: str
    bound: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A plan that has passed the referee, and how it came about.

    trace: (seconds, cost) at each improvement; what is no longer forbidden is one, though it may cost more.
    """

    plan: Plan
    verdict: Verdict
    stopped: StopReason
    strategy: str
    seed: int
    seconds: float
    iterations: int
    bound: Bound | None = None
    trace: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a strategy hands over, before the referee has seen it."""

    plan: Plan
    stopped: StopReason
    iterations: int = 0
    bound: Bound | None = None
    trace: tuple[tuple[float, float], ...] = ()

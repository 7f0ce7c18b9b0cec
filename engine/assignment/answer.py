"""What comes back from assigning: who takes whose care, what it costs by which rule, and how near it is to the best."""

from dataclasses import dataclass

from engine.assignment.teams import TeamsFound
from engine.errors import EngineError
from engine.result import StopReason
from engine.units import Ticks


class AssignmentError(EngineError):
    """An assignment that the check does not confirm: a fault of ours, never handed out."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One client's care in one part of the day, and its main carer (None: nobody takes it). stand_ins: those of the
    visits that the main carer cannot make; why: in words."""

    unit: str
    client: str
    part: str
    visits: tuple[str, ...]
    carer: str | None
    stand_ins: tuple[str, ...] = ()
    why: str = ""


STAND_INS = "stand_ins"
"""By what visits are charged that the main carer cannot make."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What one rule, or STAND_INS, finds: amount in its own unit (ticks where that is minutes), and points."""

    rule: str
    amount: int
    points: int


@dataclass(frozen=True, slots=True)
class Load:
    """A carer's share: ticks of service and expected travel over the horizon, beside the ticks on shift.

    work: in all; by_part: by part of the day, where it can only be done then; room: on shift; contract and wanted: for
    the same horizon, None where unknown; clients: how many.
    """

    carer: str
    clients: int
    work: Ticks
    by_part: dict[str, Ticks]
    room: dict[str, Ticks]
    contract: Ticks | None
    wanted: Ticks | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Everybody's care assigned without clock times, and confirmed by an independent check.

    cost: per minute like a plan's, the sum of `charges`; what must be done and is left out is in it as `must_do`, at a
    price above all others. bound: no assignment of these units (to these teams) costs less, whoever the candidates;
    gap: share of the cost that is not accounted for by it. facts: the rules that were read. teams: if they were asked.
    """

    taken: tuple[Taken, ...]
    charges: tuple[Charge, ...]
    loads: tuple[Load, ...]
    cost: float
    bound: float
    proved: bool
    stopped: StopReason
    seconds: float
    seed: int
    facts: tuple[str, ...]
    teams: TeamsFound | None = None

    @property
    def gap(self) -> float:
        return max(0.0, self.cost - self.bound) / self.cost if self.cost > 0 else 0.0

    @property
    def unassigned(self) -> tuple[Taken, ...]:
        return tuple(one for one in self.taken if one.carer is None)

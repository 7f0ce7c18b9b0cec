"""Turns between co-operatives that share a queue.

Start-time fair queueing (Goyal, Vin and Cheng 1996), each job counted as one: a job's turn is one after the last turn
of its own co-op, but never before the turn that is being served. So a co-op's n-th waiting job stands behind the
(n-1)-th of every other, and who comes after a quiet day gets no credit for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

TURNS = 500_000_000
"""Turns of one priority: those of the next begin behind them. Four of them fit the queue's 32 bits."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job that waits or is being served, and its turn over all priorities."""

    coop: str
    turn: int
    served: bool


def turn_of(coop: str, priority: int, tickets: Iterable[Ticket]) -> int:
    """The turn of a new job; the lowest is served first, and of equal ones whoever came first."""
    first = 1 + priority * TURNS
    same = [ticket for ticket in tickets if first <= ticket.turn < first + TURNS]
    served = [ticket.turn for ticket in same if ticket.served]
    waiting = [ticket.turn for ticket in same if not ticket.served]
    now = max(served) if served else min(waiting, default=first)
    own = [ticket.turn + 1 for ticket in same if ticket.coop == coop]
    return min(max([now, *own]), first + TURNS - 1)

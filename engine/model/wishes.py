"""How far a start lies outside what is wished, when the wish itself may depend on the start."""

from engine.model.ledger import Expr, Literal, no
from engine.model.spans import pieces
from engine.model.variables import Variables
from engine.problem import Visit
from engine.shapes import Wish
from engine.units import Ticks


def distance(v: Variables, visit: Visit, wishes: tuple[Wish, ...]) -> Expr:
    """How far a visit's start lies outside the wish that holds at it; 0 where nobody does the visit.

    Rules that wish the same share one variable.
    """
    key = (visit.id, wishes)
    if key not in v.distances:
        v.distances[key] = _distance(v, visit, wishes)
    return v.distances[key]


def _distance(v: Variables, visit: Visit, wishes: tuple[Wish, ...]) -> Expr:
    start = v.start[visit.id]
    planned = no(v.unplanned[visit.id])
    held = pieces(wishes, v.ledger.bounds(start))
    stretches = _stretches(v, visit, tuple(begin for begin, _, _ in held))
    away: list[tuple[Expr, list[Literal]]] = []
    for (_, _, wish), stretch in zip(held, stretches, strict=True):
        below = None if wish.earliest is None else wish.earliest - start
        above = None if wish.latest is None else start - wish.latest
        both = None if below is None or above is None else below + above
        away.extend((one, [planned, stretch]) for one in (below, above, both) if one is not None)
    return v.ledger.worst(away)


def _stretches(v: Variables, visit: Visit, begins: tuple[Ticks, ...]) -> list[Literal]:
    """One literal per stretch of time, true where the visit starts in it; stretches run from each tick to the next."""
    if len(begins) < 2:
        return [1] * len(begins)
    key = (visit.id, begins)
    if key not in v.stretches:
        v.stretches[key] = _chosen(v, v.start[visit.id], begins)
    return v.stretches[key]


def _chosen(v: Variables, start: Expr, begins: tuple[Ticks, ...]) -> list[Literal]:
    def worth(reading) -> list[int]:
        last = max((at for at, begin in enumerate(begins) if begin <= reading.of(start)), default=0)
        return [int(at == last) for at in range(len(begins))]

    chosen = v.ledger.block([(0, 1)] * len(begins), worth)
    v.ledger.model.add_exactly_one(chosen)
    for at, literal in enumerate(chosen):
        v.ledger.at_least(start - begins[at], [literal])
        if at + 1 < len(begins):
            v.ledger.at_least(begins[at + 1] - 1 - start, [literal])
    return list(chosen)

"""One visit of an absence: each carer's best way to take it, and what rules the others out."""

from dataclasses import dataclass, field, replace

import numpy as np

from engine.matching import Desk, Freedoms, Offer
from engine.matching.reasons import Look
from engine.problem import Visit
from engine.result import Finding
from engine.search.slots import FORBIDDEN, FREE, NO_SHIFT, POINTS, PUSHED, REACHED, ROUND, START, WHO
from engine.substitution.absence import Absence
from engine.substitution.answer import Cover, Shortlist, StandIn
from engine.substitution.partners import partners
from engine.substitution.past import undisturbed

Way = tuple[tuple[int, int, int, int], np.ndarray]
"""A slot, and how good it is: new times, points, start, shift."""


def shortlist(desk: Desk, absent: Absence, visit: Visit, freedoms: Freedoms, most: int) -> Shortlist:
    """Who could take a visit, the others of the absence left undone.

    Each carer is listed with the slot that makes for the fewest new times, then costs least; at most so many are judged
    by the referee, and those whom it finds to break a hard rule are ruled out.
    """
    look = _looked(desk, absent, visit, freedoms)
    problem, told = desk.problem, absent.told[visit.id]
    order = sorted(look.best, key=lambda row: (look.best[row][0][:2], problem.carers[row].id))
    found: list[StandIn] = []
    broken: dict[int, tuple[Finding, ...]] = {}
    while order and len(found) < most:
        row = order.pop(0)
        offer, breaks = desk.offer(problem, [look.best[row][1]])
        apart = [set(partners(finding, desk)) for finding in breaks]
        if all(names and names - {visit.id} <= set(absent.visits) for names in apart):
            found.append(_stand_in(offer, visit, told, tuple(sorted(set().union(*apart) - {visit.id}))))
        else:
            broken[row] = breaks
    found.sort(key=lambda one: (len(one.retold), one.points, one.cover.carer))
    further = tuple((problem.carers[row].id, desk.prices.cost(look.best[row][0][1])) for row in order)
    broken |= {row: desk.offer(problem, [slot])[1] for row, slot in look.forbidden.items() if row not in look.best}
    why = Look(desk, problem, visit, freedoms.without)
    able = {*look.best} - {*broken}
    out = [
        why.why(carer, int(look.reached[row]), broken.get(row, ()))
        for row, carer in enumerate(problem.carers)
        if row not in able and carer.id != absent.carer
    ]
    out.sort(key=lambda one: one.carer)
    return Shortlist(visit.id, visit.client, told, tuple(found), further, tuple(out))


@dataclass(slots=True)
class _Looked:
    """What the search finds about a visit: for each carer the best slot, or the least forbidden one."""

    reached: np.ndarray
    best: dict[int, Way] = field(default_factory=dict)
    forbidden: dict[int, np.ndarray] = field(default_factory=dict)


def _looked(desk: Desk, absent: Absence, visit: Visit, freedoms: Freedoms) -> _Looked:
    """The told time and the windows apart, and few pushes before many: or cheap ways hide those that keep times."""
    row, told = desk.held.index.visit[visit.id], absent.told[visit.id]
    look = _Looked(np.full(len(desk.problem.carers), NO_SHIFT))
    for pushes in range(freedoms.pushes + 1):
        for spans in ([(told, told)], [*visit.deadlines(), (told, told)]):
            found, reached = desk.slots(row, spans, replace(freedoms, pushes=pushes))
            look.reached = np.maximum(look.reached, reached)
            for slot in found:
                _note(desk, absent, look, slot, told)
    return look


def _note(desk: Desk, absent: Absence, look: _Looked, slot: np.ndarray, told: int) -> None:
    who = int(slot[WHO])
    if slot[REACHED] < FREE:
        other = look.forbidden.get(who)
        look.reached[who] = max(look.reached[who], FORBIDDEN)
        if other is None or slot[POINTS] < other[POINTS]:
            look.forbidden[who] = slot
        return
    new_times = int(slot[START] != told) + int(slot[PUSHED])
    rank = (new_times, int(slot[POINTS]), int(slot[START]), int(slot[ROUND]))
    if who in look.best and look.best[who][0] <= rank:
        return
    if undisturbed(desk, slot, absent.now):
        look.best[who] = (rank, slot)


def _stand_in(offer: Offer, visit: Visit, told: int, with_too: tuple[str, ...]) -> StandIn:
    slot = offer.slots[0]
    return StandIn(
        cover=Cover(visit.id, visit.client, slot.carer, slot.shift, slot.start, told),
        points=offer.points,
        cost=offer.cost,
        contributions=offer.contributions,
        pushes=offer.pushes,
        with_too=with_too,
        routes=offer.routes,
    )

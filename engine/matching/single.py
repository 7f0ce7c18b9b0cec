"""One visit: every carer's best slot, and what rules the others out."""

from dataclasses import replace

import numpy as np

from engine.matching.answer import Answer, Offer
from engine.matching.desk import Desk
from engine.matching.freedoms import Freedoms
from engine.matching.reasons import Look
from engine.problem import Problem, Visit
from engine.result import Finding
from engine.search.slots import FORBIDDEN, FREE, POINTS, REACHED, ROUND, START, WHO

Findings = tuple[Finding, ...]


def match_visit(desk: Desk, problem: Problem, visit: Visit, freedoms: Freedoms, most: int) -> Answer:
    """Who could make this visit, and when. problem: with the visit, which has been admitted to the desk."""
    found, reached = desk.slots(desk.held.index.visit[visit.id], visit.deadlines(), freedoms)
    slots = _ranked(found)
    who, points, came = (slots[:, column].tolist() for column in (WHO, POINTS, REACHED))
    best: dict[int, int] = {}  # of each carer, in the order of their best slots
    for place, carer in enumerate(who):
        best.setdefault(carer, place)
    names = [carer.id for carer in problem.carers]
    broken: dict[str, Findings] = {}
    fitting = [place for place in best.values() if came[place] == FREE]
    offers: list[Offer] = []
    asked = 0
    while asked < len(fitting) and len(offers) < most:
        slot = slots[fitting[asked]]
        offer, breaks = desk.offer(problem, [slot])
        if breaks:
            broken[names[slot[WHO]]] = breaks
        else:
            offers.append(replace(offer, also=_also(slots, slot)))
        asked += 1
    for carer, place in best.items():
        if came[place] == FORBIDDEN:
            broken[names[carer]] = desk.broken(problem, slots[place])
    offers.sort(key=lambda one: (one.points, one.slots[0].carer))
    further = tuple((names[who[place]], desk.prices.cost(points[place])) for place in fitting[asked:])
    able = {names[who[place]] for place in fitting} - broken.keys()
    look = Look(desk, problem, visit, freedoms.without)
    out = [
        look.why(carer, reason, broken.get(carer.id, ()))
        for carer, reason in zip(problem.carers, reached.tolist(), strict=True)
        if carer.id not in able
    ]
    return Answer(problem, (visit.id,), tuple(offers), further, tuple(out))


def _ranked(found: np.ndarray) -> np.ndarray:
    """Slots, the best first. Ties go by carer, start and shift: the rows of a desk are in the order of ids."""
    return found[np.lexsort((found[:, ROUND], found[:, START], found[:, WHO], found[:, POINTS], -found[:, REACHED]))]


def _also(slots: np.ndarray, first: np.ndarray) -> tuple[int, ...]:
    """Other starts that would be possible for the same carer."""
    others = slots[(slots[:, WHO] == first[WHO]) & (slots[:, REACHED] == FREE) & (slots[:, START] != first[START])]
    return tuple(dict.fromkeys(others[:, START].tolist()))

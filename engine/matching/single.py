"""One visit: every carer's best slot, and what rules the others out."""

from collections.abc import Iterable
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
    best = _best_each(found)
    offers: list[Offer] = []
    broken: dict[str, Findings] = {}
    fitting = [rows for rows in best if rows[0][REACHED] == FREE]
    able, others = {problem.carers[rows[0][WHO]].id for rows in fitting}, list(fitting)
    while others and len(offers) < most:
        rows = others.pop(0)
        offer, breaks = desk.offer(problem, rows[:1])
        if breaks:
            broken[problem.carers[rows[0][WHO]].id] = breaks
        else:
            offers.append(replace(offer, also=_also(rows)))
    for rows in best:
        if rows[0][REACHED] == FORBIDDEN:
            broken[problem.carers[rows[0][WHO]].id] = desk.broken(problem, rows[0])
    offers.sort(key=lambda one: (one.points, one.slots[0].carer))
    further = tuple(_further(desk, problem, rows[0]) for rows in others)
    look = Look(desk, problem, visit, freedoms.without)
    out = [
        look.why(carer, came, broken.get(carer.id, ()))
        for carer, came in zip(problem.carers, reached.tolist(), strict=True)
        if carer.id not in able or carer.id in broken
    ]
    return Answer(problem, (visit.id,), tuple(offers), further, tuple(out))


def _best_each(found: np.ndarray) -> list[list[np.ndarray]]:
    """The slots of each carer, the best first; carers in the order of their best.

    Ties go by carer, start and shift: the rows of a desk are in the order of ids.
    """
    ranks = (found[:, ROUND], found[:, START], found[:, WHO], found[:, POINTS], -found[:, REACHED])
    ranked = found[np.lexsort(ranks)]
    each: dict[int, list[np.ndarray]] = {}
    for row, who in zip(ranked, ranked[:, WHO].tolist(), strict=True):
        each.setdefault(who, []).append(row)
    return list(each.values())


def _further(desk: Desk, problem: Problem, row: np.ndarray) -> tuple[str, float]:
    return problem.carers[row[WHO]].id, desk.prices.cost(int(row[POINTS]))


def _also(rows: Iterable[np.ndarray]) -> tuple[int, ...]:
    first, *others = rows
    starts = dict.fromkeys(int(row[START]) for row in others if row[REACHED] == FREE and row[START] != first[START])
    return tuple(starts)

"""A carer asks for a swap: who could take these visits, while everything else stays as it is."""

from collections.abc import Collection

from engine.errors import Fault, RequestError
from engine.matching import Desk, Freedoms
from engine.plan import Plan
from engine.problem import Problem, in_order_of_ids
from engine.substitution.absence import BEFORE_ALL, Absence
from engine.substitution.answer import Shortlist
from engine.substitution.shortlist import shortlist
from engine.substitution.words import shortlist_in_words
from engine.units import Ticks


def stand_ins(
    problem: Problem,
    plan: Plan,
    carer: str,
    visits: Collection[str],
    pushes: int = 0,
    most: int = 5,
    language: str = "en",
    overtime: Ticks = 0,
) -> tuple[Shortlist, ...]:
    """For each of a carer's visits who could take it, in the order of the day; the carer keeps all others.

    As the shortlists of `substitute`, with the same promises and arguments; but the rest of the day stays the carer's.
    Raises RequestError where a visit is none of theirs in the plan.
    """
    problem = in_order_of_ids(problem)
    absent = _swapped(problem, plan, carer, visits)
    desk = Desk(problem, plan.without(*absent.visits))
    freedoms = Freedoms(pushes, BEFORE_ALL, (carer,), overtime)
    found = (shortlist(desk, absent, problem.visit[name], freedoms, most) for name in absent.visits)
    return tuple(shortlist_in_words(problem, one, language) for one in found)


def _swapped(problem: Problem, plan: Plan, carer: str, visits: Collection[str]) -> Absence:
    own = sorted((stop.start, visit) for visit, shift, stop in plan.visits() if problem.shift[shift].carer == carer)
    told = {visit: start for start, visit in own if visit in visits}
    if not told or len(told) < len(set(visits)):
        remedy = "name visits that the plan gives to this carer"
        raise RequestError([Fault("substitution", "visits", sorted({*visits} - {*told}), remedy)])
    day = problem.calendar.day_of(next(iter(told.values())))
    return Absence(carer, day, problem.calendar.date_of(next(iter(told.values()))), None, told, ())

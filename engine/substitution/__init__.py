"""Substitution: a carer cannot come today; who takes which of their visits, and what each way of doing it costs."""

from datetime import date

from engine.errors import Fault, RequestError
from engine.matching import Desk, Freedoms
from engine.plan import Plan
from engine.problem import Problem, in_order_of_ids
from engine.recheck import Judged
from engine.substitution.absence import BEFORE_ALL, absence_of
from engine.substitution.answer import Aim, Cover, Proposal, Shortlist, StandIn, Substitution
from engine.substitution.exploring import Exploring
from engine.substitution.proposals import Proposing
from engine.substitution.rehearsal import Rehearsal
from engine.substitution.shortlist import shortlist
from engine.substitution.swap import stand_ins
from engine.substitution.words import in_words
from engine.units import Ticks


def substitute(
    problem: Problem,
    plan: Plan,
    carer: str,
    day: int | date,
    now: Ticks | None = None,
    pushes: int = 0,
    most: int = 5,
    language: str = "en",
    overtime: Ticks = 0,
) -> Substitution:
    """Who can take the visits of a carer who cannot come on a day, while all others keep theirs.

    The visits are those that begin after now in the carer's shifts of the day (None = all of them); a shift is of the
    day on which it begins. A visit that has begun by then stays as it is. day: counted from 0, or a date. pushes: so
    many visits of others, at most, may begin later than told in one answer. overtime: ticks that a round may end after
    its shift, unless it ends later already. most: so many carers, at most, are judged
    for each visit.

    Guaranteed of every shortlist entry and every proposal: it breaks no hard rule beyond what leaving the visits undone
    breaks; it costs exactly what is said, by the referee; nobody but those named gets another time, nothing that has
    begun changes, no other visit changes its carer; and the order of anything in the problem does not matter.
    Proposals are the best of what was tried; that there is no better one is not guaranteed.

    Raises RequestError for an absence that makes no sense (see `absence_of`), PlanError for a plan that does not belong
    to the problem or that nobody could live.
    """
    if most < 1:
        raise RequestError([Fault("substitution", "most", most, "give 1 or more carers for each visit")])
    problem = in_order_of_ids(problem)
    running = Judged(problem, plan)
    absent = absence_of(problem, plan, carer, day, now)
    freedoms = Freedoms(pushes, BEFORE_ALL if now is None else now, (carer,), overtime)
    desk = Desk(problem, plan.without(*absent.visits))
    proposing = Proposing(desk, absent, running)
    visits = [problem.visit[name] for name in absent.visits]
    lists = tuple(shortlist(desk, absent, visit, freedoms, most) for visit in visits)
    trials = Exploring(Rehearsal(desk, absent, freedoms)).explore()
    found = Substitution(
        carer=carer,
        day=absent.date,
        now=now,
        visits=absent.visits,
        kept=absent.kept,
        clients=tuple(sorted({visit.client for visit in visits})),
        left_undone=proposing.left_undone,
        shortlists=lists,
        proposals=proposing.proposals(trials),
    )
    return in_words(problem, absent, found, language)


__all__ = [
    "Aim",
    "Cover",
    "Proposal",
    "Shortlist",
    "StandIn",
    "Substitution",
    "stand_ins",
    "substitute",
]

"""The next problem, ready to be planned: after this week the next one, or from now on the rest of this week."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from engine.accounts import after as entered
from engine.accounts import carried_into, of_problem
from engine.errors import Fault, ProblemError
from engine.history import Account, History
from engine.plan import Plan
from engine.problem import Problem
from engine.rolling.continuing import continued
from engine.rolling.familiarity import noted, with_usual
from engine.rolling.horizon import accounted_on, cut_out, horizon, rounds_within
from engine.teams import counted_from
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Following:
    """problem: with what was done pinned and what was published told. plan: of it, those rounds as they stand; a start
    for planning, and what changes are told against. history: as of the problem's beginning."""

    problem: Problem
    plan: Plan
    history: History


def following(before: Problem, plan: Plan, after: Problem, history: History | None = None) -> Following:
    """The next week's problem after this week's and its plan.

    Its clients get the usual carers that the history tells, its carers their accounts: those of the history, or where
    it has none, those that this week's carers tell. Raises ProblemError where the problems or the history do not follow
    each other, PlanError for a plan of another problem.
    """
    whole, moved = continued(before, plan, after)
    gap = (after.start - before.start).days
    border = whole.calendar.day_starts[gap]
    told, since = _accounts(before, history)
    empty = entered(whole, moved, (replace(one, year_left=0) for one in told), gap, since)
    spent = {one.carer: -(one.year_left or 0) for one in empty}
    told = tuple(_with_year(one, after, spent[one.carer]) for one in told)
    cut = cut_out(whole, moved, border)
    day = accounted_on(cut, whole)
    found = replace(
        noted(history, before, plan, after.start),
        accounted=whole.calendar.date_of(whole.calendar.day_starts[day]),
        accounts=entered(whole, moved, told, day, since),
        ticks_per_minute=before.ticks_per_minute,
    )
    cut = carried_into(cut, found.accounts)
    return Following(with_usual(cut, found), rounds_within(cut, whole, moved), found)


def remaining(
    problem: Problem, plan: Plan, since: Ticks, away: Collection[str] = (), history: History | None = None
) -> Following:
    """What is still to come of a problem from a moment on: what has begun stays, and the rest was published.

    away: carers who cannot come any more. history: until the problem's beginning; what is over is added to it.
    Raises ProblemError for a carer whom nobody knows or a moment outside of the horizon, PlanError for another
    problem's plan.
    """
    faults = [
        Fault("away", "carer", name, "no such carer: correct the id") for name in away if name not in problem.carer
    ]
    if not 0 <= since < problem.calendar.day_starts[-1]:
        last = problem.calendar.clock(problem.calendar.day_starts[-1])
        remedy = f"lies outside of the horizon ({problem.start} until {last:%Y-%m-%d %H:%M}): give a moment within it"
        faults.append(Fault("moment", "since", since, remedy))
    if faults:
        raise ProblemError(faults)
    cut = horizon(problem, plan, since, away=away)
    known = noted(history, problem, plan, problem.calendar.date_of(since))
    return Following(cut, rounds_within(cut, problem, plan), known)


def _accounts(before: Problem, history: History | None) -> tuple[tuple[Account, ...], int]:
    """The accounts to go on from, and as of the beginning of which day of the first problem they are told."""
    usual = counted_from(before, before.labour.hours_over)
    if history is None or history.accounted is None:
        told = of_problem(before)
    else:
        usual = (history.accounted - before.start).days
        faults = tuple(_unfit(before, history, usual))
        if faults:
            raise ProblemError(faults)
        known = {one.carer for one in history.accounts}
        told = (*history.accounts, *(one for one in of_problem(before) if one.carer not in known))
    return told, usual


def _with_year(account: Account, after: Problem, spent: Ticks) -> Account:
    """A bound on the year that only the next problem tells counts from then on: what was spent until then comes on top,
    since entering the days before takes it off."""
    carer = after.carer.get(account.carer)
    if carer is None or carer.year_left is None or account.year_left is not None:
        return account
    return replace(account, year_left=carer.year_left + spent)


def _unfit(before: Problem, history: History, day: int):
    if not 0 <= day <= before.days:
        remedy = f"the plan is of days from {before.start} on: give the history that was written with its problem"
        yield Fault("history", "accounted", history.accounted, remedy)
    if history.ticks_per_minute != before.ticks_per_minute:
        remedy = f"the problem has {before.ticks_per_minute}: give the history that was written with it"
        yield Fault("history", "ticks_per_minute", history.ticks_per_minute, remedy)

"""Hour accounts: what each carer has worked, is ahead or behind, and may still work, carried from plan to plan."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from engine.errors import Fault, PlanError, ProblemError
from engine.history import Account
from engine.plan import Day, Plan, replay
from engine.problem import Carer, Labour, Problem
from engine.teams import DAYS_PER_WEEK, counted_from, working_weeks
from engine.units import Ticks


def period_end(since: date, months: int) -> date:
    """The day after so many months from a date on; of a shorter last month, the day after its end."""
    year, month = divmod(since.month - 1 + months, 12)
    last = monthrange(since.year + year, month + 1)[1]
    day = date(since.year + year, month + 1, min(since.day, last))
    return day if since.day <= last else day + timedelta(days=1)


def allowance(
    labour: Labour, since: date, away: int = 0, ticks_per_minute: int = 1, today: date | None = None
) -> Ticks | None:
    """What may be worked in an accounting period that begins on a date; None where no average is bounded.

    away: days of leave and illness in it, which do not count into the average (Directive 2003/88/EC art. 16(b)).
    today: only what is left of the period from then on, as if the average had been worked before.
    """
    if labour.average_week is None or labour.average_over is None:
        return None
    days = (period_end(since, labour.average_over) - (today or since)).days - away
    return labour.average_week * ticks_per_minute * max(0, days) // DAYS_PER_WEEK


def opened(
    problem: Problem, since: date, away: Mapping[str, int] | None = None, today: date | None = None
) -> tuple[Account, ...]:
    """New accounts for a period that begins on a date, by the problem's labour bounds. away: days of leave, by carer;
    today: see `allowance`.

    Raises ProblemError for days of leave of somebody who is no carer.
    """
    told = away or {}
    strangers = [name for name in told if name not in problem.carer]
    if strangers:
        raise ProblemError(Fault("accounts", "carer", name, "no such carer: correct the id") for name in strangers)
    tick = problem.ticks_per_minute
    return tuple(
        Account(one.id, one.contract, year_left=allowance(problem.labour, since, told.get(one.id, 0), tick, today))
        for one in problem.carers
    )


def year_opened(problem: Problem, since: date) -> Problem:
    """The same problem, whose carers without a bound on the year get one: what the labour bounds leave, from its first
    day on, of a year (or whatever period the average is taken over) that began on a date.

    Leave that is still to come is not taken off: nobody tells it. Raises ProblemError where no average is bounded, or
    the problem does not begin within that period.
    """
    labour = problem.labour
    if labour.average_week is None or labour.average_over is None:
        name = "average_week" if labour.average_week is None else "average_over"
        raise ProblemError([Fault("labour", name, None, "no year can be opened without: give it, or a pack that does")])
    end = period_end(since, labour.average_over)
    if not since <= problem.start < end:
        remedy = f"lasts until {end}, and the problem begins on {problem.start}: give the beginning of the one it is in"
        raise ProblemError([Fault("accounts", "year", since, remedy)])
    left = {one.carer: one.year_left for one in opened(problem, since, today=problem.start)}
    return replace(
        problem,
        carers=tuple(
            one if one.year_left is not None else replace(one, year_left=left[one.id]) for one in problem.carers
        ),
    )


def of_problem(problem: Problem) -> tuple[Account, ...]:
    """The accounts as the carers of a problem tell them."""
    return tuple(Account(one.id, one.contract, 0, one.carried, one.year_left) for one in problem.carers)


def after(
    problem: Problem, plan: Plan, accounts: Iterable[Account], days: int | None = None, since: int | None = None
) -> tuple[Account, ...]:
    """The accounts after a plan, in the order given; whoever has none yet gets one.

    days: only the first so many days of the horizon count, where the rest is planned anew. since: the day as of whose
    beginning the accounts are told; by default as the problem's carers tell theirs (see `Problem.past`). Weeks without
    any shift owe nothing, as in the rules; nor do so many together as hours are held over. Raises PlanError when the
    plan does not belong to the problem, or days do not either.
    """
    counted = problem.days if days is None else days
    if not 0 <= counted <= problem.days:
        raise PlanError([Fault("accounts", "days", days, f"give 0 to {problem.days}, the days of the horizon")])
    begin = counted_from(problem, problem.labour.hours_over) if since is None else since
    lived = replay(problem, plan)
    known = {one.carer: one for one in accounts}
    known = {**known, **{one.carer: one for one in of_problem(problem) if one.carer not in known}}
    return tuple(
        _after(problem, problem.carer[name], lived, one, begin, counted) if name in problem.carer else one
        for name, one in known.items()
    )


def _after(
    problem: Problem, carer: Carer, lived: Mapping[str, Day], account: Account, since: int, days: int
) -> Account:
    begun = _begun(problem, carer, lived, since, days)
    worked, due = worked_and_due(problem, carer, lived, since, days)
    spent = sum(day.home - day.leave - day.rest for day in begun)
    return replace(
        account,
        contract=carer.contract,
        worked=account.worked + worked,
        carried=account.carried + worked - due,
        year_left=None if account.year_left is None else account.year_left - spent,
    )


def worked_and_due(
    problem: Problem, carer: Carer, lived: Mapping[str, Day], since: int, days: int
) -> tuple[Ticks, Ticks]:
    """Care and travel of the days from one until another, and what the contract asks for them; the same without one."""
    worked = sum(day.service + day.travel for day in _begun(problem, carer, lived, since, days))
    return worked, worked if carer.contract is None else _owed(problem, carer, carer.contract, since, days)


def _begun(problem: Problem, carer: Carer, lived: Mapping[str, Day], since: int, days: int) -> list[Day]:
    rounds = ((problem.calendar.day_of(shift.start), lived[shift.id]) for shift in problem.shifts_of[carer.id])
    return [round_ for day, round_ in rounds if round_.used and since <= day < days]


def _owed(problem: Problem, carer: Carer, contract: Ticks, since: int, days: int) -> Ticks:
    """The contract hours of the days, in spans of weeks as the rules hold them over, each rounded down as there."""
    return sum(
        contract * min(length, max(0, days - first)) // DAYS_PER_WEEK
        for first, length, _ in working_weeks(problem, carer, problem.labour.hours_over, since)
    )


def carried_into(problem: Problem, accounts: Iterable[Account]) -> Problem:
    """The next problem, whose carers bring their accounts along; whoever has none stays as told. An overdrawn year has
    nothing left."""
    known = {one.carer: one for one in accounts}

    def bringing(carer: Carer) -> Carer:
        one = known.get(carer.id)
        if one is None:
            return carer
        left = None if one.year_left is None else max(0, one.year_left)
        return replace(carer, carried=one.carried, year_left=left)

    return replace(problem, carers=tuple(map(bringing, problem.carers)))

"""A standing week: the roster and the care that each week has again, moved to the days that are to be planned."""

from dataclasses import replace
from datetime import date, timedelta

from engine.errors import Fault, ProblemError
from engine.problem import Break, Calendar, Problem, Window, expanded, folded
from engine.teams import DAYS_PER_WEEK
from engine.units import Ticks


def repeated(problem: Problem, start: date) -> Problem:
    """The same week from another day on: shifts and single visits at the same times of the clock, under the same ids;
    packages as they are due then. What was published and pinned of it is not.

    Raises ProblemError where the day is another one of the week, or days of it are over already.
    """
    if problem.past or (start - problem.start).days % DAYS_PER_WEEK:
        remedy = (
            f"it begins on {problem.start:%A} {problem.start}, and is to begin on {start:%A} {start}: give a whole week"
        )
        raise ProblemError([Fault("standing week", "start", problem.start, remedy)])
    by = start - problem.start
    calendar = Calendar(start, problem.days, problem.timezone, problem.ticks_per_minute)

    def moved(tick: Ticks) -> Ticks:
        local = problem.calendar.clock(tick)
        return calendar.tick(local.date() + by, local.time())

    def rested(rest: Break | None) -> Break | None:
        return None if rest is None else replace(rest, earliest=moved(rest.earliest), latest=moved(rest.latest))

    written = folded(problem)
    given = {name: getattr(problem, name) for name in problem.__dataclass_fields__}
    visits = (
        replace(
            one,
            windows=tuple(Window(moved(window.start), moved(window.end)) for window in one.windows),
            preferred=None if one.preferred is None else moved(one.preferred),
        )
        for one in written.visits
    )
    shifts = (replace(one, start=moved(one.start), end=moved(one.end), rest=rested(one.rest)) for one in problem.shifts)
    return expanded(
        **given
        | {
            "start": start,
            "shifts": tuple(shifts),
            "visits": tuple(visits),
            "links": written.links,
            "packages": written.packages,
            "ties": written.ties,
            "pins": (),
            "published": (),
        }
    )


def day_after(problem: Problem) -> date:
    """The day after the last of a problem."""
    return problem.start + timedelta(days=problem.days)

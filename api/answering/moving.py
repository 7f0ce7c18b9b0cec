"""A visit is given to another carer, or another time, by hand: the plan as it would be then."""

from collections.abc import Callable
from datetime import datetime

from engine.check import check
from engine.explain import Placer
from engine.plan import Plan, Route, Stop
from engine.problem import Problem, Shift
from engine.units import Ticks


class NoPlaceError(Exception):
    """The carer has no round that the visit could be in."""


def moved(
    problem: Problem, plan: Plan, visit: str, carer: str | None, at: datetime | None, placer: Callable[[], Placer]
) -> Plan:
    """The plan with the visit elsewhere. carer: None = with nobody. at: the local time at which it begins, all else
    staying as it is; None = when it fits best, for which others of that round may begin at other times. placer: gives
    the problem's, where it is needed.

    Raises NoPlaceError.
    """
    if carer is None:
        return plan.without(visit)
    if at is None:
        rest = plan.without(visit)
        found = placer()(rest, visit, carer)
        if found is None:
            raise NoPlaceError
        return _as_told(problem, rest, found)
    start = problem.calendar.tick(at.date(), at.time())
    return _put(plan.without(visit), problem, visit, _shift(problem, carer, start).id, start)


def _as_told(problem: Problem, rest: Plan, found: Plan) -> Plan:
    """The same, but all rounds that get no visit at the times that were told; as it was found, where that would break
    more."""
    had = {route.shift: _visits(route) for route in rest.routes}
    getting = tuple(route for route in found.routes if _visits(route) - had.get(route.shift, frozenset()))
    shifts = {route.shift for route in getting}
    near = Plan((*(route for route in rest.routes if route.shift not in shifts), *getting))
    fewest = len(check(problem, found).violations)
    return near if len(check(problem, near).violations) <= fewest else found


def _visits(route: Route) -> frozenset[str]:
    return frozenset(stop.visit for stop in route.stops if stop.visit is not None)


def _shift(problem: Problem, carer: str, start: Ticks) -> Shift:
    """The carer's shift at that time, else the nearest one of that day."""
    day = problem.calendar.day_of(start)
    of_day = [one for one in problem.shifts_of[carer] if problem.calendar.day_of(one.start) == day]
    running = [one for one in problem.shifts_of[carer] if one.start <= start < one.end]
    if not (running or of_day):
        raise NoPlaceError
    return min(running or of_day, key=lambda one: (max(one.start - start, start - one.end, 0), one.start, one.id))


def _put(plan: Plan, problem: Problem, visit: str, shift: str, start: Ticks) -> Plan:
    """The plan with one stop more, in the order of times; whether it can be kept is the referee's to say."""
    stop = Stop(visit, start, start + problem.visit[visit].duration)
    stops = next((route.stops for route in plan.routes if route.shift == shift), ())
    ordered = tuple(sorted((*stops, stop), key=lambda one: (one.start, one is not stop)))
    others = tuple(route for route in plan.routes if route.shift != shift)
    return Plan((*others, Route(shift, ordered)))

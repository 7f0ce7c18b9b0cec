"""The rounds of the days that are over, told by a problem's own pins: where every solver begins."""

from engine.plan import Plan, Route, Stop
from engine.problem import Problem, Shift


def begun(problem: Problem) -> Plan:
    """What was done in the days that are over, as pins tell it; an empty plan where none are.

    A solver that had to find it by itself would spend its time on what nobody can change.
    """
    stops: dict[str, list[Stop]] = {}
    for pin in problem.pins if problem.past else ():
        if pin.start is not None and problem.calendar.day_of(pin.start) < problem.past:
            start, end = pin.start, pin.start + problem.visit[pin.visit].duration
            shift = _shift_at(problem, pin.carer, start)
            if shift is not None:
                stops.setdefault(shift.id, []).append(Stop(pin.visit, start, end))
    for name, made in stops.items():
        rest = problem.shift[name].rest
        if rest is not None and rest.earliest == rest.latest_start:  # it was had then
            made.append(Stop(None, rest.earliest, rest.earliest + rest.duration))
        made.sort(key=lambda stop: (stop.start, stop.end))
    return Plan(tuple(Route(shift.id, tuple(stops[shift.id])) for shift in problem.shifts if shift.id in stops))


def _shift_at(problem: Problem, carer: str, start: int) -> Shift | None:
    """The carer's shift in which something began: the last that had begun by then."""
    found = [shift for shift in problem.shifts_of[carer] if shift.start <= start]
    return found[-1] if found else None

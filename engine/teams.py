"""The groups that rules fold over: a carer's days, weeks and weekends, a client's visits, a link's two ends."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from engine.problem import Carer, Link, Problem, Shift
from engine.shapes import Team

DAYS_PER_WEEK = 7


def per_shift(problem: Problem) -> tuple[Team, ...]:
    """One team of all shifts, each a part of its own."""
    names = tuple(shift.id for shift in problem.shifts)
    return (Team("all shifts", shifts=names, parts=tuple(range(len(names)))),) if names else ()


def per_carer(problem: Problem) -> tuple[Team, ...]:
    """One team of all shifts, those of one carer a part."""
    members = [(shift.id, part) for part, shifts in enumerate(_working(problem)) for shift in shifts]
    if not members:
        return ()
    names, parts = zip(*members, strict=True)
    return (Team("all carers", shifts=names, parts=parts),)


def all_visits(problem: Problem) -> tuple[Team, ...]:
    """One team of all visits."""
    return (Team("all visits", visits=tuple(visit.id for visit in problem.visits)),) if problem.visits else ()


def per_client(problem: Problem) -> tuple[Team, ...]:
    """The visits of each client; most: how many different carers are still fine."""
    return tuple(
        Team(client.id, visits=tuple(visit.id for visit in visits), most=client.carers_target, client=client.id)
        for client in problem.clients
        if len(visits := problem.visits_of[client.id]) > client.carers_target
    )


def per_link(
    problem: Problem, concerned: Callable[[Link], bool], least: int | None = None, most: int | None = None
) -> tuple[Team, ...]:
    """The two visits of each link concerned."""
    return tuple(
        Team(link.key, (link.first, link.second), least=least, most=most, client=problem.visit[link.first].client)
        for link in problem.links
        if concerned(link)
    )


def per_carer_day(problem: Problem, most: int) -> tuple[Team, ...]:
    """The shifts that a carer begins on one day."""
    return tuple(
        Team(f"{carer} day {day + 1}", shifts=names, most=most, carer=carer)
        for carer, shifts in problem.shifts_of.items()
        for day, names in _by_day(problem, shifts).items()
    )


def per_carer_week(
    problem: Problem,
    least: Callable[[Carer], int | None],
    most: Callable[[Carer], int | None],
    together: int = 1,
    before: Callable[[Carer], int] = lambda _carer: 0,
) -> tuple[Team, ...]:
    """The shifts that a carer begins in each seven days of the horizon, or in so many weeks together; what is shorter
    at its end in proportion.

    before: what the carer has worked ahead. The first weeks ask for so much less, each down to nothing; or, below 0,
    the first asks for so much more.
    """
    found: list[Team] = []
    for carer in problem.carers:
        low, high = least(carer), most(carer)
        if low is None and high is None:
            continue
        ahead = before(carer)
        for first, days, names in working_weeks(problem, carer, together):
            owed = [None if bound is None else bound * days // DAYS_PER_WEEK for bound in (low, high)]
            part = [None if bound is None else max(0, bound - ahead) for bound in owed]
            name = f"{carer.id} {weeks_named(first, days)}"
            found.append(Team(name, shifts=names, least=part[0], most=part[1], carer=carer.id))
            ahead = max(0, ahead - min(bound for bound in owed if bound is not None))
    return tuple(found)


def working_weeks(
    problem: Problem, carer: Carer, together: int = 1, since: int | None = None
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The weeks of the horizon, or so many together, in which a carer has shifts: first day, length in days, shifts.

    since: the day on which the first of them begins; by default those that are over are left out.
    """
    begin = counted_from(problem, together) if since is None else since
    for first in range(begin, problem.days, DAYS_PER_WEEK * together):
        length = min(DAYS_PER_WEEK * together, problem.days - first)
        names = tuple(
            shift.id
            for shift in problem.shifts_of[carer.id]
            if first <= problem.calendar.day_of(shift.start) < first + length
        )
        if names:
            yield first, length, names


def counted_from(problem: Problem, together: int = 1) -> int:
    """The day from which on hours count, by weeks or so many weeks together: the first of those not over yet."""
    length = DAYS_PER_WEEK * together
    return problem.past // length * length


def weeks_named(first: int, days: int) -> str:
    """The weeks that so many days from a first one on lie in, by their numbers in the horizon."""
    number, last = first // DAYS_PER_WEEK + 1, (first + days - 1) // DAYS_PER_WEEK + 1
    return f"week {number}" if number == last else f"weeks {number} to {last}"


def per_carer_horizon(problem: Problem, most: Callable[[Carer], int | None]) -> tuple[Team, ...]:
    """All shifts of a carer for whom there is a bound on the whole horizon, from when on hours count."""
    since = counted_from(problem, problem.labour.hours_over)
    counted = {
        carer: tuple(shift.id for shift in shifts if problem.calendar.day_of(shift.start) >= since)
        for carer, shifts in problem.shifts_of.items()
    }
    return tuple(
        Team(carer.id, shifts=counted[carer.id], most=bound, carer=carer.id)
        for carer in problem.carers
        if (bound := most(carer)) is not None and counted[carer.id]
    )


def carer_days(problem: Problem, least: int) -> tuple[Team, ...]:
    """All shifts of a carer who has several, those that begin on one day a part."""
    return tuple(
        Team(
            carer,
            shifts=tuple(shift.id for shift in shifts),
            parts=tuple(problem.calendar.day_of(shift.start) for shift in shifts),
            least=least,
            carer=carer,
        )
        for carer, shifts in problem.shifts_of.items()
        if len(shifts) > 1
    )


def carer_shifts(problem: Problem, least: int) -> tuple[Team, ...]:
    """All shifts of a carer who has several, each a part of its own."""
    return tuple(
        Team(
            carer,
            shifts=tuple(shift.id for shift in shifts),
            parts=tuple(range(len(shifts))),
            least=least,
            carer=carer,
        )
        for carer, shifts in problem.shifts_of.items()
        if len(shifts) > 1
    )


def carer_free_weeks(problem: Problem, least: int, together: int = 1, floor: int = 0) -> tuple[Team, ...]:
    """The shifts of a carer in each whole week of the horizon, with the span of that week.

    together: so many weeks have their rest in common, in stretches of at least `floor`. Whole weeks that are left over
    at the end each keep their own, since it is not known yet what they could share. What is over is left out.
    """
    starts = problem.calendar.day_starts
    found: list[Team] = []
    first, weeks = counted_from(problem, together) // DAYS_PER_WEEK, problem.days // DAYS_PER_WEEK
    while first < weeks:
        shared = together if first + together <= weeks else 1
        opens, closes = starts[first * DAYS_PER_WEEK], starts[(first + shared) * DAYS_PER_WEEK]
        named = weeks_named(first * DAYS_PER_WEEK, shared * DAYS_PER_WEEK)
        span = Team(named, least=least * shared, opens=opens, closes=closes, floor=floor if shared > 1 else 0)
        for carer, shifts in problem.shifts_of.items():
            names = tuple(shift.id for shift in shifts if opens <= shift.start < closes)
            if names:
                found.append(replace(span, name=f"{carer} {named}", shifts=names, carer=carer))
        first += shared
    return tuple(found)


def carer_weekends(problem: Problem, most: int) -> tuple[Team, ...]:
    """The weekend shifts of a carer, those of one weekend a part; weekends count from the first of the horizon."""
    found: list[Team] = []
    for carer, shifts in problem.shifts_of.items():
        members = [(shift.id, weekend) for shift in shifts if (weekend := _weekend(problem, shift)) is not None]
        if len({weekend for _, weekend in members}) > most:
            names, parts = zip(*members, strict=True)
            found.append(Team(carer, shifts=names, parts=parts, most=most, carer=carer))
    return tuple(found)


def _weekend(problem: Problem, shift: Shift) -> int | None:
    day = problem.calendar.day_of(shift.start)
    weekday = (problem.start.weekday() + day) % DAYS_PER_WEEK
    return (problem.start.weekday() + day) // DAYS_PER_WEEK if weekday >= 5 else None


def _by_day(problem: Problem, shifts: tuple[Shift, ...]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for shift in shifts:
        day = problem.calendar.day_of(shift.start)
        found[day] = (*found.get(day, ()), shift.id)
    return found


def _working(problem: Problem) -> Iterator[tuple[Shift, ...]]:
    return (shifts for shifts in problem.shifts_of.values() if shifts)

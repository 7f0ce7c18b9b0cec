"""The figures of a whole plan."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from engine.kpi.carers import MORNING, CarerKpis, carer_kpis
from engine.kpi.clients import ClientKpis, client_kpis
from engine.kpi.morning import MorningNeed, morning_needs
from engine.plan import Day, Plan, replay
from engine.problem import Problem
from engine.rules import BY_ID
from engine.shapes import Start, outside
from engine.units import Ticks

LONG_GAP = 30  # minutes


@dataclass(frozen=True, slots=True)
class Kpis:
    """The figures of a plan; times in minutes, distances in metres, shares from 0 to 1.

    late: planned visits that miss their window, however little. metres: None where a used matrix has no distances.
    travel_share: of the time spent on service, travel and waiting. gaps: waiting of more than half an hour between two
    stops. unpaid_minutes, rest_shortest, free_shortest: as of each carer, all together or the shortest.
    carers_per_client_*: over clients whom anybody visits; above_target: clients who see more than their target.
    usual_share: of the planned visits to clients with usual carers, those that one of these makes. peak: the most
    carers who are with clients at the same time, and the tick at which that is first so. morning_share: of planned
    visits that begin from 7 to 11. morning_needs: how many carers these must have at least, with windows as they are
    and with wider ones. contract_filled: service and travel of those who have a contract, as a share of it.
    by_hour: planned visits by the hour on the clock, 24 numbers. estimated: a mode that is used has travel times by
    rule of thumb.
    """

    days: int
    visits: int
    planned: int
    unplanned: int
    late: int
    late_minutes: float
    late_worst: float
    service_minutes: float
    travel_minutes: float
    travel_metres: int | None
    travel_share: float
    waiting_minutes: float
    gaps: int
    unpaid_minutes: float
    overtime_minutes: float
    missed_breaks: int
    rest_shortest: float | None
    free_shortest: float | None
    carers_per_client_mean: float
    carers_per_client_p90: int
    carers_per_client_max: int
    above_target: int
    usual_share: float | None
    contract_minutes: float
    contract_filled: float
    peak: int
    peak_at: Ticks | None
    morning_share: float
    morning_needs: tuple[MorningNeed, ...]
    by_hour: tuple[int, ...]
    estimated: bool
    carers: tuple[CarerKpis, ...]
    clients: tuple[ClientKpis, ...]


def kpis(problem: Problem, plan: Plan) -> Kpis:
    """Count and add up a plan. Raises PlanError when the plan does not belong to the problem."""
    lived = replay(problem, plan)
    used = [day for day in lived.values() if day.used]
    minutes = _Minutes(problem.ticks_per_minute)
    late = _lateness(problem, plan)
    carers = carer_kpis(problem, lived, MORNING)
    clients = client_kpis(problem, plan)
    faces = sorted(client.carers for client in clients if client.carers)
    service, travel, waiting = (minutes(_sum(used, name)) for name in ("service", "travel", "waiting"))
    working = service + travel + waiting
    planned = sum(1 for _ in plan.visits())
    peak, peak_at = _peak(used)
    by_hour = _by_hour(problem, plan)
    bound = [carer for carer in carers if carer.contract]
    known = [client for client in clients if client.by_usual is not None]
    usual = sum(client.planned for client in known)
    contract = sum(carer.contract or 0 for carer in bound)
    return Kpis(
        days=problem.days,
        visits=len(problem.visits),
        planned=planned,
        unplanned=len(problem.visits) - planned,
        late=len(late),
        late_minutes=minutes(sum(late)),
        late_worst=minutes(max(late, default=0)),
        service_minutes=service,
        travel_minutes=travel,
        travel_metres=_metres(problem, used),
        travel_share=travel / working if working else 0.0,
        waiting_minutes=waiting,
        gaps=sum(_gaps(day, problem.minutes(LONG_GAP)) for day in used),
        unpaid_minutes=sum(carer.unpaid for carer in carers),
        overtime_minutes=minutes(_sum(used, "overtime")),
        missed_breaks=sum(max(0, day.due - day.breaks) for day in lived.values()),
        rest_shortest=min((carer.rest for carer in carers if carer.rest is not None), default=None),
        free_shortest=min((carer.free for carer in carers if carer.free is not None), default=None),
        carers_per_client_mean=sum(faces) / len(faces) if faces else 0.0,
        carers_per_client_p90=faces[ceil(0.9 * len(faces)) - 1] if faces else 0,
        carers_per_client_max=faces[-1] if faces else 0,
        above_target=sum(client.carers > client.target for client in clients),
        usual_share=sum(client.by_usual or 0 for client in known) / usual if usual else None,
        contract_minutes=contract,
        contract_filled=sum(carer.minutes for carer in bound) / contract if contract else 0.0,
        peak=peak,
        peak_at=peak_at,
        morning_share=sum(by_hour[hour] for hour in MORNING) / planned if planned else 0.0,
        morning_needs=morning_needs(problem, (problem.visit[visit] for visit, _, _ in plan.visits()), MORNING),
        by_hour=by_hour,
        estimated=any(problem.matrix[day.shift.mode].estimated for day in used),
        carers=carers,
        clients=clients,
    )


class _Minutes:
    """Ticks as minutes."""

    def __init__(self, ticks_per_minute: int):
        self.ticks_per_minute = ticks_per_minute

    def __call__(self, ticks: Ticks) -> float:
        return ticks / self.ticks_per_minute


def _sum(days: Iterable[Day], name: str) -> Ticks:
    return sum(getattr(day, name) for day in days)


def _lateness(problem: Problem, plan: Plan) -> list[Ticks]:
    """How late each late visit is, as the rule of that name tells it."""
    rule = BY_ID["lateness"]
    assert isinstance(rule, Start)
    found = (outside(rule.wishes(problem, problem.visit[visit]), stop.start) for visit, _, stop in plan.visits())
    return [ticks for ticks in found if ticks]


def _metres(problem: Problem, days: Iterable[Day]) -> int | None:
    total = 0
    for day in days:
        metres = problem.matrix[day.shift.mode].metres
        if metres is None:
            return None
        total += sum(max(0, int(metres[leg.origin, leg.target])) for leg in day.legs)
    return total


def _gaps(day: Day, long: Ticks) -> int:
    return sum(arrival.waiting_counts and arrival.waits > long for arrival in day.arrivals)


def _peak(days: Iterable[Day]) -> tuple[int, Ticks | None]:
    """The most carers who are with clients at once, and when that is first so; one who leaves makes room."""
    steps: list[tuple[Ticks, int]] = []
    for day in days:
        for arrival in day.arrivals:
            if arrival.stop.visit is not None:
                steps += ((arrival.stop.start, 1), (arrival.stop.end, -1))
    steps.sort()
    loads = list(accumulate(step for _, step in steps))
    if not loads:
        return 0, None
    peak = max(loads)
    return peak, steps[loads.index(peak)][0]


def _by_hour(problem: Problem, plan: Plan) -> tuple[int, ...]:
    hours = Counter(problem.calendar.clock(stop.start).hour for _, _, stop in plan.visits())
    return tuple(hours[hour] for hour in range(24))

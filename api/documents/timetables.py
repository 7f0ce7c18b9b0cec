"""A plan as a timetable: the week carer by carer, and one day stretch by stretch. Plain data, without words.

Moments of a day are minutes since its local midnight, so that a page can draw them; clock times stand beside them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from engine.kpi import Kpis, kpis
from engine.plan import Arrival, Day, Plan, replay
from engine.problem import Problem, Visit
from engine.result import Verdict
from engine.rules import BY_ID
from engine.shapes import Start, outside
from engine.units import Ticks

HOUR = 60  # minutes
MORNING, EVENING = 8, 18
"""Between which hours a day without rounds is drawn."""


@dataclass(frozen=True)
class Timetable:
    """A plan as it is lived, and all that its timetables look up."""

    problem: Problem
    plan: Plan
    verdict: Verdict

    @cached_property
    def lived(self) -> dict[str, Day]:
        return replay(self.problem, self.plan)

    @cached_property
    def kpis(self) -> Kpis:
        return kpis(self.problem, self.plan)

    @cached_property
    def number(self) -> dict[str, int]:
        """Each carer's place in the team, from 0: it gives the colour."""
        return {carer.id: place for place, carer in enumerate(self.problem.carers)}

    @cached_property
    def prefix(self) -> int:
        """How many signs all clients' ids begin with alike: where there is little room, they are left out."""
        ids = [client.id for client in self.problem.clients]
        alike = 0
        while ids and len({name[: alike + 1] for name in ids}) == 1 and alike < min(map(len, ids)) - 1:
            alike += 1
        return len(ids[0][:alike].rstrip("0123456789")) if ids else 0

    @cached_property
    def _days_of(self) -> dict[tuple[str, int], list[Day]]:
        """Each carer's rounds of each day, in order; those with nothing planned too."""
        found: dict[tuple[str, int], list[Day]] = {}
        for day in sorted(self.lived.values(), key=lambda one: (one.start, one.shift.id)):
            found.setdefault((day.shift.carer, self.problem.calendar.day_of(day.shift.start)), []).append(day)
        return found

    @cached_property
    def unplanned(self) -> dict[int, list[Visit]]:
        """The visits of each day that nobody makes."""
        found: dict[int, list[Visit]] = {}
        for name in self.verdict.unplanned:
            visit = self.problem.visit[name]
            found.setdefault((self.problem.date_of(visit) - self.problem.start).days, []).append(visit)
        return found

    @cached_property
    def forbidden(self) -> frozenset[str]:
        """The visits about which the referee finds something forbidden."""
        about = (finding.about for finding in self.verdict.violations)
        return frozenset(name for one in about for name in (one.visit, one.other) if name is not None)

    @cached_property
    def together(self) -> frozenset[str]:
        """The visits that two carers make at once."""
        ties = (link for link in self.problem.links if link.simultaneous)
        return frozenset(name for link in ties for name in (link.first, link.second))

    def rounds(self, carer: str, index: int) -> list[Day]:
        return self._days_of.get((carer, index), [])

    def concerns(self, carer: str, days: Iterable[int], sought: str) -> bool:
        """Whether what is sought is a part of the carer's id, or of a client's whom they visit on one of these days."""
        if not sought or sought in carer.lower():
            return True
        rounds = (day for index in days for day in self.rounds(carer, index))
        stops = (arrival.stop.visit for day in rounds for arrival in day.arrivals)
        return any(sought in self.problem.visit[name].client.lower() for name in stops if name is not None)

    def minutes(self, ticks: Ticks) -> float:
        found = ticks / self.problem.ticks_per_minute
        return int(found) if found == int(found) else round(found, 2)

    def clock(self, tick: Ticks) -> str:
        return f"{self.problem.calendar.clock(tick):%H:%M}"

    def late(self, visit: Visit, start: Ticks) -> float:
        rule = BY_ID["lateness"]
        assert isinstance(rule, Start)
        return self.minutes(outside(rule.wishes(self.problem, visit), start))


def week_document(table: Timetable, first: int, most: int, sought: str = "") -> dict[str, Any]:
    """All days, and so many carers from one of them on, in the order of the team. sought: a part of the carer's id, or
    of a client's whom they visit."""
    days = range(table.problem.days)
    found = [one for one in table.kpis.carers if table.concerns(one.carer, days, sought)]
    return {
        **_head(table),
        "days": [_day_figures(table, index) for index in days],
        "carers": [_carer_week(table, one) for one in found[first : first + most]],
        **_part(first, most, len(found)),
    }


def day_document(table: Timetable, index: int, first: int, most: int, sought: str = "") -> dict[str, Any]:
    """One day: who works when and where, and what nobody does. Of the carers who have a shift, so many from one on;
    sought: as for the week."""
    working = [
        carer for carer in table.number if table.rounds(carer, index) and table.concerns(carer, (index,), sought)
    ]
    scale = _Scale(table, index)
    return {
        **_head(table),
        "day": _day_figures(table, index),
        "opens": scale.opens,
        "closes": scale.closes,
        "rows": [_row(table, scale, carer, index) for carer in working[first : first + most]],
        "holes": [hole_document(table, visit) for visit in table.unplanned.get(index, ())],
        **_part(first, most, len(working)),
    }


def hole_document(table: Timetable, visit: Visit) -> dict[str, Any]:
    """A visit that nobody makes: when it may begin, and what it asks for."""
    return {
        "visit": visit.id,
        "client": visit.client,
        "date": table.problem.date_of(visit).isoformat(),
        "minutes": table.minutes(visit.duration),
        "windows": [[table.clock(window.start), table.clock(window.end)] for window in visit.windows],
        "needs": [{"competency": need.competency, "level": need.level} for need in visit.needs],
        "must": visit.must,
    }


def visit_document(table: Timetable, visit: Visit) -> dict[str, Any]:
    """One visit: what it asks for, who makes it when, and the carers with their hours of its day."""
    index = (table.problem.date_of(visit) - table.problem.start).days
    planned = next(((shift, stop) for name, shift, stop in table.plan.visits() if name == visit.id), None)
    carers = [
        {
            "carer": carer,
            "shifts": [[table.clock(day.start), table.clock(day.end)] for day in table.rounds(carer, index)],
        }
        for carer in table.number
    ]
    return hole_document(table, visit) | {
        "day": index,
        "carer": None if planned is None else table.problem.shift[planned[0]].carer,
        "starts": None if planned is None else table.clock(planned[1].start),
        "ends": None if planned is None else table.clock(planned[1].end),
        "carers": sorted(carers, key=lambda one: not one["shifts"]),
    }


def _head(table: Timetable) -> dict[str, Any]:
    problem, verdict = table.problem, table.verdict
    return {
        "name": problem.name,
        "start": problem.start.isoformat(),
        "length": problem.days,
        "clean": verdict.clean,
        "cost": verdict.cost,
        "violations": len(verdict.violations),
        "planned": len(problem.visits) - len(verdict.unplanned),
        "unplanned": len(verdict.unplanned),
        "late": table.kpis.late,
        "estimated": table.kpis.estimated,
    }


def _part(first: int, most: int, all: int) -> dict[str, int]:
    return {"first": first, "most": most, "all": all}


def _day_figures(table: Timetable, index: int) -> dict[str, Any]:
    rounds = [day for carer in table.number for day in table.rounds(carer, index) if day.used]
    return {
        "index": index,
        "date": (table.problem.start + timedelta(days=index)).isoformat(),
        "visits": sum(arrival.stop.visit is not None for day in rounds for arrival in day.arrivals),
        "unplanned": len(table.unplanned.get(index, ())),
        "working": len({day.shift.carer for day in rounds}),
    }


def _carer_week(table: Timetable, one: Any) -> dict[str, Any]:
    return {
        "carer": one.carer,
        "number": table.number[one.carer],
        "visits": one.visits,
        "minutes": one.minutes,
        "contract": one.contract,
        "days": [_carer_day(table, one.carer, index) for index in range(table.problem.days)],
    }


def _carer_day(table: Timetable, carer: str, index: int) -> dict[str, Any] | None:
    """What a carer does on a day; None without a shift."""
    rounds = table.rounds(carer, index)
    if not rounds:
        return None
    used = [day for day in rounds if day.used]
    visits = sum(arrival.stop.visit is not None for day in used for arrival in day.arrivals)
    spans = [[table.clock(day.leave), table.clock(day.home)] for day in used]
    return {
        "visits": visits,
        "spans": spans,
        "shifts": [[table.clock(day.start), table.clock(day.end)] for day in rounds],
    }


class _Scale:
    """From which full hour to which a day is drawn, in minutes of that day."""

    def __init__(self, table: Timetable, index: int):
        self._table, self._midnight = table, table.problem.calendar.day_starts[index]
        rounds = [day for carer in table.number for day in table.rounds(carer, index)]
        opens = min((self.at(min(day.leave, day.start)) for day in rounds), default=MORNING * HOUR)
        closes = max((self.at(max(day.home, day.end)) for day in rounds), default=EVENING * HOUR)
        self.opens, self.closes = int(opens // HOUR * HOUR), int(-(-closes // HOUR) * HOUR)

    def at(self, tick: Ticks) -> float:
        return self._table.minutes(tick - self._midnight)


def _row(table: Timetable, scale: _Scale, carer: str, index: int) -> dict[str, Any]:
    rounds = table.rounds(carer, index)
    return {
        "carer": carer,
        "number": table.number[carer],
        "rounds": [
            {
                "shift": day.shift.id,
                "mode": day.shift.mode,
                "start": scale.at(day.start),
                "end": scale.at(day.end),
                "hours": [table.clock(day.start), table.clock(day.end)],
                "leaves": table.clock(day.leave) if day.used else None,
                "home": table.clock(day.home) if day.used else None,
                "bars": list(_bars(table, scale, day)),
            }
            for day in rounds
        ],
    }


def _bars(table: Timetable, scale: _Scale, day: Day) -> Iterator[dict[str, Any]]:
    """What a round is made of, in order: ways, waiting, visits, breaks."""
    clock = day.leave
    for arrival in day.arrivals:
        if arrival.arrives > clock:
            yield _bar(scale, "way", clock, arrival.arrives)
        if arrival.waits > 0 and arrival.waiting_counts:
            yield _bar(scale, "wait", arrival.arrives, arrival.stop.start)
        yield _stop(table, scale, arrival)
        clock = arrival.stop.end
    if day.used and day.home > clock:
        yield _bar(scale, "way", clock, day.home)


def _bar(scale: _Scale, kind: str, start: Ticks, end: Ticks) -> dict[str, Any]:
    return {"kind": kind, "start": scale.at(start), "end": scale.at(end)}


def _stop(table: Timetable, scale: _Scale, arrival: Arrival) -> dict[str, Any]:
    stop = arrival.stop
    told = _bar(scale, "rest" if stop.visit is None else "visit", stop.start, stop.end)
    told["hours"] = [table.clock(stop.start), table.clock(stop.end)]
    if stop.visit is None:
        return told
    visit = table.problem.visit[stop.visit]
    return told | {
        "visit": visit.id,
        "client": visit.client,
        "label": visit.client[table.prefix :],
        "late": table.late(visit, stop.start),
        "together": visit.id in table.together,
        "forbidden": visit.id in table.forbidden,
    }

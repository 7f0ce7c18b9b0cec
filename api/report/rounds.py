"""The plan day by day and carer by carer: bars of the timetable, and the lists that say the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from api.report.page import Page
from engine.kpi import CarerKpis
from engine.plan import Arrival, Day
from engine.units import Ticks

HOUR = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch on the timetable; left and width in percent of the day shown."""

    kind: str
    left: float
    width: float
    title: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One carer's line on the timetable of a day, with the same in words."""

    number: int
    carer: str
    bars: list[Bar]
    rounds: list["Round"]


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of a round. way: minutes of travel before it; notes: what a carer should know about it."""

    kind: str
    clock: str
    until: str
    client: str
    what: str
    minutes: str
    way: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Round:
    """One shift as it will be worked; without steps it stays free."""

    leaves: str
    home: str
    leaves_from: str
    back_at: str
    way_back: str
    hours: str
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class DayView:
    """One day: its timetable. hours: labels of the scale, each with its place in percent."""

    index: int
    name: str
    visits: int
    working: int
    hours: list[tuple[str, float]]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One carer's horizon: a list of days, each with its rounds."""

    number: int
    carer: str
    figures: CarerKpis
    days: list[tuple[int, str, list[Round]]] = field(default_factory=list)


def day_views(page: Page) -> list[DayView]:
    return [_day(page, index) for index in range(page.problem.days)]


def sheets(page: Page) -> list[Sheet]:
    """One sheet a carer, with the days on which they have a shift."""
    found: list[Sheet] = []
    for figures in page.kpis.carers:
        days: dict[int, list[Round]] = {}
        for shift in page.problem.shifts_of[figures.carer]:
            days.setdefault(page.problem.calendar.day_of(shift.start), []).append(_round(page, page.lived[shift.id]))
        listed = [(index, page.day(index), rounds) for index, rounds in sorted(days.items())]
        found.append(Sheet(page.number[figures.carer], figures.carer, figures, listed))
    return found


def _day(page: Page, index: int) -> DayView:
    calendar = page.problem.calendar
    lived = [day for day in page.lived.values() if calendar.day_of(day.shift.start) == index]
    scale = _Scale(page, index, lived)
    rows: list[Row] = []
    for carer, number in page.number.items():
        mine = sorted((day for day in lived if day.shift.carer == carer), key=lambda day: day.start)
        if mine:
            bars = [bar for day in mine for bar in _bars(page, scale, day)]
            rows.append(Row(number, carer, bars, [_round(page, day) for day in mine]))
    visits = sum(arrival.stop.visit is not None for day in lived for arrival in day.arrivals)
    working = len({day.shift.carer for day in lived if day.used})
    return DayView(index, page.day(index), visits, working, scale.hours(), rows)


class _Scale:
    """Ticks of one day as percent of the width that its timetable spans, from a full hour to a full hour."""

    def __init__(self, page: Page, index: int, lived: list[Day]):
        self.page = page
        self.hour = page.problem.minutes(HOUR)
        midnight = page.problem.calendar.day_starts[index]
        first = min((min(day.leave, day.start) for day in lived), default=midnight + 8 * self.hour)
        last = max((max(day.home, day.end) for day in lived), default=midnight + 18 * self.hour)
        self.opens = midnight + (first - midnight) // self.hour * self.hour
        self.closes = midnight - (midnight - last) // self.hour * self.hour

    def bar(self, kind: str, start: Ticks, end: Ticks, title: str = "", label: str = "") -> Bar:
        whole = self.closes - self.opens
        return Bar(
            kind, round(100 * (start - self.opens) / whole, 2), round(100 * (end - start) / whole, 2), title, label
        )

    def hours(self) -> list[tuple[str, float]]:
        ticks = range(self.opens, self.closes + 1, self.hour)
        return [(self.page.clock(tick)[:2].lstrip("0") or "0", self.bar("", tick, tick).left) for tick in ticks]


def _bars(page: Page, scale: _Scale, day: Day) -> Iterator[Bar]:
    yield scale.bar("shift", day.start, day.end, f"{page.clock(day.start)}–{page.clock(day.end)}")
    clock = day.leave
    for arrival in day.arrivals:
        stop = arrival.stop
        if arrival.arrives > clock:
            yield scale.bar("way", clock, arrival.arrives)
        if arrival.waits > 0 and arrival.waiting_counts:
            yield scale.bar("wait", arrival.arrives, stop.start, page.span(arrival.waits))
        yield _stop_bar(page, scale, arrival)
        clock = stop.end
    if day.used and day.home > clock:
        yield scale.bar("way", clock, day.home)


def _stop_bar(page: Page, scale: _Scale, arrival: Arrival) -> Bar:
    stop = arrival.stop
    hours = f"{page.clock(stop.start)}–{page.clock(stop.end)}"
    if stop.visit is None:
        return scale.bar("rest", stop.start, stop.end, f"{hours} {page.words('rest')}")
    visit = page.problem.visit[stop.visit]
    kind = "visit" + " two" * (visit.id in page.partners) + " late" * (page.late(visit, stop.start) > 0)
    return scale.bar(kind, stop.start, stop.end, f"{hours} {visit.id}", page.short_client(visit.client))


def _round(page: Page, day: Day) -> Round:
    legs = [*day.legs, None][: len(day.arrivals) + 1]
    steps = [_step(page, day, position) for position in range(len(day.arrivals))]
    clock = day.arrivals[-1].stop.end if day.arrivals else day.home
    return Round(
        leaves=page.clock(day.leave),
        home=page.clock(day.home),
        leaves_from=day.shift.start_place,
        back_at=day.shift.end_place,
        way_back=page.span(day.home - clock) if legs[-1] is not None else "",
        hours=f"{page.clock(day.start)}–{page.clock(day.end)}",
        steps=steps,
    )


def _step(page: Page, day: Day, position: int) -> Step:
    arrival = day.arrivals[position]
    stop = arrival.stop
    before = day.leave if position == 0 else day.arrivals[position - 1].stop.end
    way = page.span(arrival.arrives - before) if arrival.arrives > before else ""
    notes: list[str] = []
    if arrival.waits > 0 and arrival.waiting_counts:
        notes.append(page.words("waits", time=page.span(arrival.waits)))
    client, what = "", page.words("rest")
    if stop.visit is not None:
        visit = page.problem.visit[stop.visit]
        client, what = visit.client, page.what(visit)
        for other in page.partners.get(visit.id, ()):
            notes.append(page.words("with", carer=page.carer_of.get(other, "…")))
        if late := page.late(visit, stop.start):
            notes.append(page.words("late_by", time=page.span(late)))
    kind = "rest" if stop.visit is None else "visit"
    length = page.words.least(page.minutes(stop.end - stop.start))
    return Step(kind, page.clock(stop.start), page.clock(stop.end), client, what, length, way, notes)

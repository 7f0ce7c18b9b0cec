"""A problem: everything that is known before planning, over a horizon of one day to several weeks."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from engine.errors import Fault, ProblemError
from engine.problem.calendar import Calendar, head_faults
from engine.problem.carers import Carer, Shift
from engine.problem.clients import Client, Link, Pin, Published, Visit
from engine.problem.extent import beyond
from engine.problem.packages import CarePackage, Tie
from engine.problem.places import Place, TravelMatrix
from engine.problem.policy import Labour, Weights
from engine.problem.protected import PROTECTED, unreasoned
from engine.problem.references import unknown
from engine.units import Ticks

_ABOUT_VISITS = ("visit", "visits_of", "_dates")
_ABOUT_CLIENTS = ("client", "refused_by")
"""What is looked up about visits and about clients, and kept."""


@dataclass(frozen=True)
class Problem:
    """Carers, shifts, clients and visits of a horizon, the travel times between their places, and the weights.

    start: the first day; timezone: an IANA name. Tick 0 is that day's local midnight. protected: attributes that count
    only where a client or a visit requires them and says why (see `Want`). visits: all of them; packages and ties are
    kept beside as what some of these visits and links were made of (see `expanding`), and holidays as the days that
    packages go by. past: so many of the first days are over, and stand for what they mean to the days after them, such
    as rest (see `engine.rolling`); hours are asked for from the week on in which the days after them begin, and
    carers' accounts are told as of then. Raises ProblemError with every fault that it finds, not the first only.
    """

    name: str
    start: date
    days: int
    places: tuple[Place, ...]
    travel: tuple[TravelMatrix, ...]
    carers: tuple[Carer, ...]
    shifts: tuple[Shift, ...]
    clients: tuple[Client, ...]
    visits: tuple[Visit, ...]
    links: tuple[Link, ...] = ()
    pins: tuple[Pin, ...] = ()
    published: tuple[Published, ...] = ()
    weights: Weights = field(default_factory=Weights)
    labour: Labour = field(default_factory=Labour)
    timezone: str = "UTC"
    ticks_per_minute: int = 1
    protected: tuple[str, ...] = PROTECTED
    packages: tuple[CarePackage, ...] = ()
    ties: tuple[Tie, ...] = ()
    holidays: tuple[date, ...] = ()
    past: int = 0

    def __post_init__(self) -> None:
        faults = tuple(self._faults())
        if faults:
            raise ProblemError(faults)

    # -- looking things up -------------------------------------------------------------------------------------------

    @cached_property
    def carer(self) -> Mapping[str, Carer]:
        return {carer.id: carer for carer in self.carers}

    @cached_property
    def client(self) -> Mapping[str, Client]:
        return {client.id: client for client in self.clients}

    @cached_property
    def shift(self) -> Mapping[str, Shift]:
        return {shift.id: shift for shift in self.shifts}

    @cached_property
    def visit(self) -> Mapping[str, Visit]:
        return {visit.id: visit for visit in self.visits}

    @cached_property
    def matrix(self) -> Mapping[str, TravelMatrix]:
        """The travel matrix of each mode."""
        return {matrix.mode: matrix for matrix in self.travel}

    @cached_property
    def place_index(self) -> Mapping[str, int]:
        """The row of each place in the travel matrices."""
        return {place.id: row for row, place in enumerate(self.places)}

    @cached_property
    def shifts_of(self) -> Mapping[str, tuple[Shift, ...]]:
        """The shifts of each carer, in order of time."""
        found: dict[str, list[Shift]] = {carer.id: [] for carer in self.carers}
        for shift in sorted(self.shifts, key=lambda one: (one.start, one.id)):
            found[shift.carer].append(shift)
        return {carer: tuple(shifts) for carer, shifts in found.items()}

    @cached_property
    def visits_of(self) -> Mapping[str, tuple[Visit, ...]]:
        """The visits of each client, in the order given."""
        found: dict[str, list[Visit]] = {client.id: [] for client in self.clients}
        for visit in self.visits:
            found[visit.client].append(visit)
        return {client: tuple(visits) for client, visits in found.items()}

    @cached_property
    def refused_by(self) -> Mapping[str, tuple[str, ...]]:
        """The carers who will not serve each client."""
        found: dict[str, list[str]] = {client.id: [] for client in self.clients}
        for carer in self.carers:
            for client in carer.refuses:
                found[client].append(carer.id)
        return {client: tuple(carers) for client, carers in found.items()}

    @cached_property
    def pin(self) -> Mapping[str, Pin]:
        return {pin.visit: pin for pin in self.pins}

    @cached_property
    def told(self) -> Mapping[str, Published]:
        """What was published about each visit."""
        return {published.visit: published for published in self.published}

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.start, self.days, self.timezone, self.ticks_per_minute)

    def place_of(self, visit: Visit) -> str:
        return visit.place if visit.place is not None else self.client[visit.client].place

    def date_of(self, visit: Visit) -> date:
        """The day on which a visit falls due: that of its last window."""
        known = self._dates.get(visit.id)
        if known is None:
            known = self._dates[visit.id] = self.calendar.date_of(visit.windows[-1].start)
        return known

    def levels(self, carer: Carer, on: date) -> Mapping[str, int]:
        """The level that a carer holds of each competency on a date; what has expired is not in it."""
        known = self._levels.get((carer.id, on))
        if known is None:
            held = {one.name: carer.level(one.name, on) for one in carer.competencies}
            known = self._levels[carer.id, on] = {name: level for name, level in held.items() if level}
        return known

    @cached_property
    def _levels(self) -> dict[tuple[str, date], Mapping[str, int]]:
        return {}

    @cached_property
    def _dates(self) -> dict[str, date]:
        return {}

    def minutes(self, minutes: int) -> Ticks:
        """So many minutes, in ticks."""
        return minutes * self.ticks_per_minute

    def same_day(self, visit: Visit, shift: Shift) -> bool:
        """Whether a shift runs on one of the days that the visit's windows touch. A visit is done on its own day."""
        return not self.days_of_visit(visit).isdisjoint(self.days_of_shift(shift))

    def days_of_visit(self, visit: Visit) -> frozenset[int]:
        return frozenset(day for window in visit.windows for day in self._days(window.start, window.end))

    def days_of_shift(self, shift: Shift) -> frozenset[int]:
        known = self._shift_days.get(shift.id)
        if known is None:
            known = self._shift_days[shift.id] = frozenset(self._days(shift.start, shift.end - 1))
        return known

    @cached_property
    def _shift_days(self) -> dict[str, frozenset[int]]:
        return {}

    def _days(self, first: Ticks, last: Ticks) -> range:
        return range(self.calendar.day_of(first), self.calendar.day_of(last) + 1)

    def with_care(self, visits: tuple[Visit, ...], clients: tuple[Client, ...], links: tuple[Link, ...]) -> "Problem":
        """The same problem with these visits, clients and links instead, which are not looked at for faults.

        What was found out about carers, shifts and days stays known, so that it is quick; and about clients, if they
        are the very same.
        """
        found = object.__new__(Problem)
        other = _ABOUT_VISITS if clients is self.clients else (*_ABOUT_VISITS, *_ABOUT_CLIENTS)
        known = {name: value for name, value in self.__dict__.items() if name not in other}
        found.__dict__.update(known, visits=visits, clients=clients, links=links)
        return found

    # -- validation --------------------------------------------------------------------------------------------------

    def _faults(self) -> Iterator[Fault]:
        head = tuple(head_faults(self.start, self.days, self.timezone, self.ticks_per_minute))
        yield from head
        yield from self._part_faults()
        yield from beyond(self)
        yield from unreasoned(self)
        yield from unknown(self)
        if not head:
            yield from self._horizon_faults()

    def _part_faults(self) -> Iterator[Fault]:
        for kind, ids in (
            ("place", [place.id for place in self.places]),
            ("travel", [matrix.mode for matrix in self.travel]),
            ("carer", [carer.id for carer in self.carers]),
            ("shift", [shift.id for shift in self.shifts]),
            ("client", [client.id for client in self.clients]),
            ("visit", [visit.id for visit in self.visits]),
            ("link", [link.key for link in self.links]),
            ("pin", [pin.visit for pin in self.pins]),
            ("published", [published.visit for published in self.published]),
            ("package", [package.key for package in self.packages]),
            ("tie", [tie.key for tie in self.ties]),
        ):
            for name, times in Counter(ids).items():
                if times > 1:
                    yield Fault(f"{kind} {name}", "id", name, f"given {times} times: each {kind} is given once")
                if not name:
                    yield Fault(kind, "id", name, "an id is a text of at least one character")
        for part in (*self.places, *self.carers, *self.shifts, *self.clients, *self.visits, *self.links):
            yield from part.faults()
        for part in (*self.pins, *self.published, *self.packages, *self.ties):
            yield from part.faults()
        for matrix in self.travel:
            yield from matrix.faults(len(self.places))
        yield from self.weights.faults()
        yield from self.labour.faults()

    def _horizon_faults(self) -> Iterator[Fault]:
        end = self.calendar.day_starts[-1]
        if not 0 <= self.past < self.days:
            remedy = f"give 0 to {self.days - 1}: so many of the first days of the horizon are over"
            yield Fault("problem", "past", self.past, remedy)
        pack, last_day = self.labour.pack, self.start + timedelta(days=self.days - 1)
        first = self.start + timedelta(days=self.past)  # what is over was planned by what held then
        if pack is not None and not pack.holds(first, last_day):
            span = f"from {pack.since}" + (f" until {pack.until}" if pack.until else "")
            remedy = f"holds {span}, and the days to plan are {first} until {last_day}: give a pack for those days"
            yield Fault("labour", "pack", pack.name, remedy)
        for visit in self.visits:
            if visit.windows and visit.windows[-1].start >= end:
                yield Fault(f"visit {visit.id}", "windows", visit.windows[-1].start, f"opens after the horizon ({end})")
        for shift in self.shifts:
            if shift.start >= end:
                yield Fault(f"shift {shift.id}", "start", shift.start, f"begins after the horizon ({end})")
        last = max((end, *(shift.end for shift in self.shifts)))
        for day in self.holidays:
            if not 1900 <= day.year <= 2900:
                yield Fault("problem", "holidays", day, "give a date of our times")
        for pin in self.pins:
            if pin.start is not None and pin.start >= last:
                yield Fault(
                    f"pin {pin.visit}", "start", pin.start, f"begins after the horizon and every shift ({last})"
                )
        by_carer: dict[str, list[Shift]] = {}
        for shift in self.shifts:
            by_carer.setdefault(shift.carer, []).append(shift)
        for carer, shifts in by_carer.items():
            shifts.sort(key=lambda one: (one.start, one.id))
            for before, after in itertools.pairwise(shifts):
                if after.start < before.end:
                    remedy = f"overlaps another shift of the same carer ({before.id} of {carer}): shorten one of them"
                    yield Fault(f"shift {after.id}", "start", after.start, remedy)

"""The clients, the visits that they are owed, and what ties visits to each other and to carers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.errors import Fault
from engine.problem.carers import Want
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Client:
    """A person who receives care at home.

    requires and wishes are about every carer who comes; refuses, prefers and usual hold carer ids.
    carers_target: how many different carers over the horizon are still fine.
    """

    id: str
    place: str
    attributes: tuple[str, ...] = ()
    requires: tuple[Want, ...] = ()
    wishes: tuple[Want, ...] = ()
    refuses: tuple[str, ...] = ()
    prefers: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    carers_target: int = 1

    def faults(self) -> Iterator[Fault]:
        if self.carers_target < 1:
            yield Fault(f"client {self.id}", "carers_target", self.carers_target, "give 1 or more")


@dataclass(frozen=True, slots=True)
class Window:
    """A span in which a visit may begin (and, for the latest end, be over: see Visit.lateness)."""

    start: Ticks
    end: Ticks


@dataclass(frozen=True, slots=True)
class Need:
    """A competency that a visit asks for, at a level or above."""

    competency: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Visit:
    """One piece of care at one client.

    duration: ticks. windows: in order of time; the visit never starts before the first opens, and is late when it
    passes the end of the window that was the last to open. lateness: whether that end bounds the start of the service
    or its end. priority: how many times worse than another it is to leave it out. must: it may not be left out.
    requires and wishes: attributes of the carer, for this visit, beside those of the client. place: if not
    the client's.
    """

    id: str
    client: str
    duration: Ticks
    windows: tuple[Window, ...]
    needs: tuple[Need, ...] = ()
    requires: tuple[Want, ...] = ()
    wishes: tuple[Want, ...] = ()
    priority: int = 1
    must: bool = False
    preferred: Ticks | None = None
    lateness: Literal["start", "end"] = "start"
    place: str | None = None

    @property
    def earliest(self) -> Ticks:
        return self.windows[0].start

    def deadlines(self) -> tuple[tuple[Ticks, Ticks], ...]:
        """For each window: when it opens, and the latest start that is not late."""
        spare = self.duration if self.lateness == "end" else 0
        return tuple((window.start, window.end - spare) for window in self.windows)

    def _may_begin(self, start: Ticks | None) -> bool:
        return start is None or not self.windows or self.windows[0].start <= start <= self.windows[-1].end

    def faults(self) -> Iterator[Fault]:
        where = f"visit {self.id}"
        if self.duration <= 0:
            yield Fault(where, "duration", self.duration, "a visit lasts at least one tick")
        if not self.windows:
            yield Fault(where, "windows", self.windows, "give at least one window")
        for window in self.windows:
            if window.start < 0 or window.end < window.start:
                yield Fault(where, "windows", (window.start, window.end), "a window runs from 0 or later to its end")
        for before, after in zip(self.windows, self.windows[1:], strict=False):
            if after.start < before.end:
                yield Fault(where, "windows", (after.start, after.end), "windows come in order and do not overlap")
        if self.priority < 0:
            yield Fault(where, "priority", self.priority, "give 0 or more; 1 is usual")
        if not self._may_begin(self.preferred):
            yield Fault(where, "preferred", self.preferred, "the preferred start lies within the windows")
        for need in self.needs:
            if need.level < 1:
                yield Fault(where, f"needs.{need.competency}.level", need.level, "give a level of 1 or more")


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two visits: bounds on start of second minus start of first, and who may do them.

    least, most: ticks, None = unbounded; (0, 0) = two carers at once. both: neither is done without the other.
    """

    first: str
    second: str
    least: Ticks | None = 0
    most: Ticks | None = None
    carers: Literal["any", "same", "different"] = "any"
    both: bool = True

    @property
    def simultaneous(self) -> bool:
        return self.least == 0 and self.most == 0

    @property
    def key(self) -> str:
        return f"{self.first}>{self.second}"

    def faults(self) -> Iterator[Fault]:
        where = f"link {self.key}"
        if self.first == self.second:
            yield Fault(where, "second", self.second, "link two different visits")
        if self.least is not None and self.most is not None and self.most < self.least:
            yield Fault(where, "most", self.most, f"the widest gap is at least the narrowest ({self.least})")
        if self.simultaneous and self.carers == "same":
            yield Fault(where, "carers", self.carers, "nobody is in two visits at once: say different")


@dataclass(frozen=True, slots=True)
class Pin:
    """A visit that a planner has fixed to a carer, or to a carer and a start."""

    visit: str
    carer: str
    start: Ticks | None = None

    def faults(self) -> Iterator[Fault]:
        if self.start is not None and self.start < 0:
            yield Fault(f"pin {self.visit}", "start", self.start, "a visit begins at tick 0 or later")


@dataclass(frozen=True, slots=True)
class Published:
    """What was told to client and carer in the plan that is already out."""

    visit: str
    carer: str
    start: Ticks

    def faults(self) -> Iterator[Fault]:
        if self.start < 0:
            yield Fault(f"published {self.visit}", "start", self.start, "a visit begins at tick 0 or later")

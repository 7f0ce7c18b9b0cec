"""Several pieces of care a day that belong together: insulin before breakfast, four hours between two doses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from engine.errors import Fault
from engine.problem.clients import Link
from engine.problem.extent import LONGEST_MINUTES, LONGEST_YEARS


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two packages of a client: their visits of the same day are linked, and no others.

    first, second: names of packages. least, most: minutes from start to start, None = unbounded; (0, 0) = at once.
    both: neither visit is done without the other.
    """

    client: str
    first: str
    second: str
    least: int | None = 0
    most: int | None = None
    carers: Literal["any", "same", "different"] = "any"
    both: bool = True

    @property
    def key(self) -> str:
        return f"{self.first}>{self.second} of {self.client}"

    @property
    def ends(self) -> tuple[str, str]:
        """The keys of its packages."""
        return f"{self.first} of {self.client}", f"{self.second} of {self.client}"

    def faults(self) -> Iterator[Fault]:
        where = f"tie {self.key}"
        if self.first == self.second:
            yield Fault(where, "second", self.second, "tie two different packages")
        if self.least is not None and self.most is not None and self.most < self.least:
            yield Fault(where, "most", self.most, f"the widest gap is at least the narrowest ({self.least})")
        if self.least == 0 and self.most == 0 and self.carers == "same":
            yield Fault(where, "carers", self.carers, "nobody is in two visits at once: say different")
        for field in ("least", "most"):
            value = getattr(self, field)
            if value is not None and abs(value) > LONGEST_MINUTES:
                yield Fault(where, field, value, f"is more than {LONGEST_YEARS} years: give minutes")

    def links(self, ids: Mapping[str, Mapping[date, tuple[str, ...]]], ticks_per_minute: int) -> Iterator[Link]:
        """The links between the visits of its packages. ids: of the visits of each package, by its key and the day.

        Where two carers come at once, "same" ties the first to the first and the second to the second, and "different"
        every one to every one.
        """
        least, most = (None if value is None else value * ticks_per_minute for value in (self.least, self.most))
        firsts, seconds = (ids.get(key, {}) for key in self.ends)
        for day, names in firsts.items():
            others = seconds.get(day, ())
            pairs = product(names, others) if self.carers == "different" else zip(names, others, strict=False)
            for name, other in pairs:
                yield Link(name, other, least, most, self.carers, self.both)

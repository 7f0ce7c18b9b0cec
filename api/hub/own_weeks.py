"""A carer's week and a client's visits, as their pages tell them: day by day, what is ahead before what is over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OneDay:
    """A day, and what happens on it in the order of time."""

    day: date
    entries: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """A carer's week. ahead, over: days of rounds; hours: as the document has them."""

    told: Told
    ahead: tuple[OneDay, ...]
    over: tuple[OneDay, ...]

    @classmethod
    def of(cls, told: Told, now: datetime) -> "Week":
        """What of a document is ahead, and what is over. A round is over when the carer is home."""
        ahead, over = _parted(told["rounds"], "home_at", now)
        return cls(told, _by_day(ahead, "leaves_at"), _by_day(over, "leaves_at"))


@dataclass(frozen=True, slots=True)
class Coming:
    """Who comes to a client. ahead, over: days of visits; open: visits that nobody makes yet."""

    told: Told
    ahead: tuple[OneDay, ...]
    over: tuple[OneDay, ...]
    open: tuple[Told, ...]

    @classmethod
    def of(cls, told: Told, now: datetime) -> "Coming":
        """What of a document is ahead, and what is over."""
        ahead, over = _parted(told["visits"], "ends_at", now)
        still = [one for one in told["open"] if datetime.fromisoformat(one["latest"]) >= now]
        return cls(told, _by_day(ahead, "starts_at"), _by_day(over, "starts_at"), tuple(still))


def _parted(entries: Iterable[Told], ends: str, now: datetime) -> tuple[list[Told], list[Told]]:
    every = list(entries)
    over = [one for one in every if datetime.fromisoformat(one[ends]) < now]
    return [one for one in every if one not in over], over


def _by_day(entries: Iterable[Told], begins: str) -> tuple[OneDay, ...]:
    def day(one: Told) -> date:
        return datetime.fromisoformat(one[begins]).date()

    ordered = sorted(entries, key=lambda one: one[begins])
    return tuple(OneDay(on, tuple(found)) for on, found in groupby(ordered, key=day))

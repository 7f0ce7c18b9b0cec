"""Which dates a timetable can be asked for, and which other date may stand for one that the feeds do not know."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.errors import DataError, Fault
from engine.travel.transit.gtfs import Feed

ORDINARY = 0.9
"""A day with fewer trips than so many times the usual of its weekday is a holiday, and stands for no other day."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A date whose timetable is to stand for another one's, and a sentence that tells the planner so."""

    on: date
    why: str


def stand_in(feeds: Sequence[Feed], wanted: date) -> StandIn:
    """The date nearest to a wanted one, of the same weekday, on which every feed runs as it usually does that weekday.

    For old feeds, when a planner asks for it: nothing else here ever takes another date than the one given. Raises
    DataError naming every feed if they have no such date in common.
    """
    if feeds and all(wanted in feed.trips_on for feed in feeds):
        return StandIn(wanted, f"{wanted:%A} {wanted} has a timetable of its own")
    days = [_ordinary_days(feed, wanted.weekday()) for feed in feeds]
    common = set.intersection(*days) if days else set()
    if not common:
        remedy = f"no ordinary {wanted:%A} is in all feeds: leave out those of other times, or get newer ones"
        raise DataError(Fault(feed.name, "dates with service", feed.span, remedy) for feed in feeds)
    chosen = min(common, key=lambda day: (abs(day - wanted), day))
    return StandIn(chosen, f"{chosen:%A} {chosen} stands for {wanted:%A} {wanted}: its timetable is taken instead")


def check_date(feeds: Sequence[Feed], on: date) -> None:
    """Raises DataError naming each feed whose dates do not reach as far as a date, or all if none of them runs on it.

    A feed within whose dates nothing runs that day, such as a school bus on a Sunday, is no fault among others.
    """
    idle = all(on not in feed.trips_on for feed in feeds)
    faults = [_no_service(feed, on) for feed in feeds if idle or not _reaches(feed, on)]
    if not feeds:
        faults = [Fault("public transport", "feeds", 0, "give the GTFS feed of at least one operator")]
    if faults:
        raise DataError(faults)


def check_zones(feeds: Sequence[Feed]) -> None:
    """Raises DataError if the clocks of the feeds differ."""
    if len({feed.timezone for feed in feeds}) > 1:
        remedy = "the feeds are of several time zones: take those of one"
        raise DataError(Fault(feed.name, "agency_timezone", feed.timezone, remedy) for feed in feeds)


def _ordinary_days(feed: Feed, weekday: int) -> set[date]:
    trips = {day: count for day, count in feed.trips_on.items() if day.weekday() == weekday}
    usual = statistics.median(trips.values()) if trips else 0
    return {day for day, count in trips.items() if count >= ORDINARY * usual}


def _reaches(feed: Feed, on: date) -> bool:
    return bool(feed.trips_on) and min(feed.trips_on) <= on <= max(feed.trips_on)


def _no_service(feed: Feed, on: date) -> Fault:
    remedy = f"no trip runs that day, the feed has service from {feed.span}: choose a date within, or get a newer feed"
    if not feed.trips_on:
        remedy = "the feed has no service on any date: get a newer feed"
    return Fault(feed.name, "date", on, remedy)

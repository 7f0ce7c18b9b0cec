"""A public transport operator's timetable, as published in the General Transit Feed Specification (GTFS).

Only what travel times need: stops, trips, times, dates and changes. Fares, shapes, pathways and trips that a vehicle
continues as (block_id) are passed over. The specification: https://gtfs.org/documentation/schedule/reference (2024).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from engine.errors import Faults
from engine.travel.transit.archive import read_tables
from engine.travel.transit.calendar import CALENDAR, CALENDAR_DATES, Calendar, read_calendar
from engine.travel.transit.calls import STOP_TIMES, Calls, read_calls
from engine.travel.transit.frequencies import FREQUENCIES, written_out
from engine.travel.transit.tables import Table
from engine.travel.transit.transfers import TRANSFERS, Transfers, read_transfers

REQUIRED = {
    "agency.txt": ("agency_timezone",),
    "stops.txt": ("stop_id", "stop_lat", "stop_lon"),
    "routes.txt": ("route_id",),
    "trips.txt": ("trip_id", "route_id", "service_id"),
    "stop_times.txt": STOP_TIMES,
}
OPTIONAL = {
    "calendar.txt": CALENDAR,
    "calendar_dates.txt": CALENDAR_DATES,
    "frequencies.txt": FREQUENCIES,
    "transfers.txt": TRANSFERS,
}
"""The files that are read, and the columns that each must have."""

PLATFORM = ("", "0")
"""The kind of place in stops.txt that vehicles call at; the others are stations, entrances and the like."""

YEAR = 366
"""Days whose service is looked up at once."""

COORDINATE = "write the degrees of latitude and longitude with a decimal point"


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """Every row of stops.txt: ids and names, and float64 of shape (stops,): degrees, nan where none are told.

    parent: the station that a stop is part of, int32 (stops,), -1 if of none.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    latitude: np.ndarray
    longitude: np.ndarray
    parent: np.ndarray


@dataclass(frozen=True, eq=False)
class Feed:
    """One operator's timetable. lines: the name of the line of each trip.

    service: the service that each trip belongs to, as place in calendar.services, int32 (trips,).
    """

    name: str
    timezone: str
    stops: Stops
    lines: tuple[str, ...]
    service: np.ndarray
    calendar: Calendar
    calls: Calls
    transfers: Transfers

    @cached_property
    def trips_on(self) -> dict[date, int]:
        """How many trips run on each date with any, in the order of dates."""
        first, last = self.calendar.extent
        calling = np.unique(self.calls.trip)
        trips = np.bincount(self.service[calling], minlength=len(self.calendar.services))
        found: dict[date, int] = {}
        for day in range(first, last + 1, YEAR):  # some calendars run up to 2099
            daily = trips @ self.calendar.runs(day, min(day + YEAR - 1, last))
            found |= {date.fromordinal(day + nth): int(daily[nth]) for nth in np.flatnonzero(daily).tolist()}
        return found

    @property
    def span(self) -> str:
        """The first and the last date with service."""
        dates = list(self.trips_on)
        return f"{dates[0]} to {dates[-1]}" if dates else "none"


def read_feed(path: Path) -> Feed:
    """A feed from a GTFS zip or a folder of its files. Raises DataError with all that cannot be read."""
    faults = Faults(path.resolve().name)
    tables = read_tables(path, REQUIRED, OPTIONAL, faults)
    stops, trips = tables["stops.txt"], tables["trips.txt"]
    timezone = _timezone(tables["agency.txt"])
    places, trip_ids = stops.index("stop_id"), trips.index("trip_id")
    read_stops = _stops(stops, places)
    calendar = read_calendar(tables["calendar.txt"], tables["calendar_dates.txt"], faults)
    service = trips.looked_up("service_id", calendar.services, "calendar.txt or calendar_dates.txt")
    lines = _lines(tables["routes.txt"], trips)
    transfers = read_transfers(tables["transfers.txt"], places, read_stops.parent)
    calls = read_calls(tables["stop_times.txt"], trip_ids, places, faults)
    _check_platforms(stops, read_stops, calls)
    calls, source = written_out(calls, tables["frequencies.txt"], trip_ids, faults)
    return Feed(
        name=path.resolve().name,
        timezone=timezone,
        stops=read_stops,
        lines=tuple(lines[trip] for trip in source),
        service=service[source],
        calendar=calendar,
        calls=calls,
        transfers=transfers,
    )


def _timezone(agency: Table) -> str:
    zones = agency.column("agency_timezone")
    for row, zone in enumerate(zones):
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            agency.tell([row], "agency_timezone", "no time zone: write one such as Europe/Madrid")
        if zone != zones[0]:
            agency.tell([row], "agency_timezone", "all agencies of a feed have one time zone: split the feed")
    return zones[0]


def _stops(table: Table, places: Mapping[str, int]) -> Stops:
    """Stops without a name or coordinates have those of their station."""
    parent = table.looked_up("parent_station", places, "stops.txt", blank=True)
    latitude = table.parsed("stop_lat", lambda text: _degrees(text, 90), np.float64, COORDINATE)
    longitude = table.parsed("stop_lon", lambda text: _degrees(text, 180), np.float64, COORDINATE)
    untold = (np.isnan(latitude) | np.isnan(longitude)) & (parent >= 0)
    latitude[untold], longitude[untold] = latitude[parent[untold]], longitude[parent[untold]]
    names = table.column("stop_name")
    named = (name or (names[above] if above >= 0 else "") for name, above in zip(names, parent.tolist(), strict=True))
    return Stops(tuple(table.column("stop_id")), tuple(named), latitude, longitude, parent)


def _degrees(text: str, most: int) -> float:
    value = float(text) if text else math.nan
    if abs(value) > most:
        raise ValueError
    return value


def _lines(routes: Table, trips: Table) -> list[str]:
    """The name of each trip's line: the short one that stands on the vehicle, or else the long one."""
    route = trips.looked_up("route_id", routes.index("route_id"), "routes.txt").tolist()
    short, long = routes.column("route_short_name"), routes.column("route_long_name")
    return [short[place] or long[place] for place in route]


def _check_platforms(table: Table, stops: Stops, calls: Calls) -> None:
    """Raises DataError naming the stops that trips call at though they are none, or lie nowhere."""
    kinds = table.column("location_type")
    called = np.unique(calls.stop)
    other = [stop for stop in called if kinds[stop] not in PLATFORM]
    table.tell(other, "location_type", "trips call here, so it must be a platform: write 0")
    table.tell(called[np.isnan(stops.latitude[called])], "stop_lat", f"trips call here: {COORDINATE}")
    table.faults.stop_if_any()

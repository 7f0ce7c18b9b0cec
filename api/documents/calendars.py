"""A carer's visits as iCalendar (RFC 5545), for the calendar on their telephone, and so for whoever keeps it.

No health data and no name: an event says "Visit", from when to when, and at most the id of the place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event

VISIT = {"en": "Visit", "ca": "Visita", "es": "Visita", "hi": "मुलाक़ात", "gu": "મુલાકાત", "pt-BR": "Visita"}
LOOK_AGAIN = timedelta(hours=1)
"""How often a calendar program should ask again."""

_MAKER = "-//Ronda//rounds of home carers//EN"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit as a calendar may know it. id: made up, the same whenever the visit is told; starts, ends: in a zone;
    stamp: when it was published; place: the id of the place, None where it is not to be seen."""

    id: str
    starts: datetime
    ends: datetime
    stamp: datetime
    place: str | None


def calendar_text(appointments: Iterable[Appointment], language: str) -> bytes:
    """A calendar with the definitions of the time zones that it uses."""
    found = Calendar()
    found.add("prodid", _MAKER)
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", "Ronda")
    found.add("refresh-interval", LOOK_AGAIN, parameters={"value": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    each = sorted(appointments, key=lambda one: (one.starts, one.id))
    for one in each:
        found.add_component(_event(one, language))
    if each:
        found.add_missing_timezones(each[0].starts.date(), each[-1].ends.date() + timedelta(days=1))
    return found.to_ical()


def _event(one: Appointment, language: str) -> Event:
    found = Event()
    found.add("uid", f"{one.id}@ronda")
    found.add("summary", VISIT.get(language, VISIT["en"]))
    found.add("dtstart", one.starts)
    found.add("dtend", one.ends)
    found.add("dtstamp", one.stamp)
    found.add("last-modified", one.stamp)
    if one.place is not None:
        found.add("location", one.place)
    return found

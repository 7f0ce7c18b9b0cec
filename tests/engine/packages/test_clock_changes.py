"""A window is local clock time on its day, whatever the clocks do in between."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings

from engine.problem import WEEKDAYS, Calendar, CarePackage
from tests.packages import HOLIDAYS, calendars, packages

CHANGES = [
    ("Europe/Madrid", date(2026, 3, 29), 23 * 60),
    ("Europe/Madrid", date(2026, 10, 25), 25 * 60),
    ("America/New_York", date(2026, 3, 8), 23 * 60),
    ("America/New_York", date(2026, 11, 1), 25 * 60),
    ("Australia/Lord_Howe", date(2026, 4, 5), 24 * 60 + 30),  # by half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4), 23 * 60 + 30),
    ("Asia/Kolkata", date(2026, 3, 29), 24 * 60),
]


def daily(opens: time, closes: time) -> CarePackage:
    return CarePackage("a", 30, WEEKDAYS, opens, closes, preferred=opens)


@pytest.mark.parametrize(("zone", "day", "length"), CHANGES, ids=lambda value: str(value))
def test_the_window_is_at_its_clock_time_before_on_and_after_the_day_of_a_change(zone, day, length):
    calendar = Calendar(day - timedelta(days=1), 3, zone, 1)
    visits, _ = daily(time(8, 30), time(10)).visits(calendar)
    shown = [(calendar.clock(visit.windows[0].start), calendar.clock(visit.windows[0].end)) for visit in visits]
    assert [(f"{start:%d %H:%M}", f"{end:%H:%M}") for start, end in shown] == [
        (f"{day + timedelta(days=ahead):%d} 08:30", "10:00") for ahead in (-1, 0, 1)
    ]
    starts = [visit.windows[0].start for visit in visits]
    # The clock changes at night, before the visit of the day: so the day before that visit has the odd length.
    assert (starts[1] - starts[0], starts[2] - starts[1]) == (length, 24 * 60)


def test_a_window_in_the_hour_that_is_left_out_lies_after_it():
    calendar = Calendar(date(2026, 3, 29), 1, "Europe/Madrid", 1)
    for opens, closes, lived in [
        (time(2, 15), time(2, 45), ("03:15", "03:45")),
        (time(2, 30), time(3), ("03:30", "03:30")),
        (time(1, 30), time(2, 30), ("01:30", "03:30")),
    ]:
        (visit,), _ = daily(opens, closes).visits(calendar)
        window = visit.windows[0]
        assert tuple(f"{calendar.clock(tick):%H:%M}" for tick in (window.start, window.end)) == lived
        assert not list(visit.faults())


@given(packages(), calendars, HOLIDAYS)
@settings(max_examples=60, deadline=None)
def test_no_package_makes_a_visit_with_faults(one, calendar, holidays):
    visits, links = one.visits(calendar, holidays)
    assert [fault for part in (*visits, *links) for fault in part.faults()] == []
    assert len({visit.id for visit in visits}) == len(visits)
    assert len({link.key for link in links}) == len(links)

"""Packages from and to iCalendar's rules: what dateutil reads is the measure, both ways."""

import itertools
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rruleset, rrulestr
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from engine.data.recurrence import recurrence, with_recurrence
from engine.errors import DataError
from engine.problem import Calendar, CarePackage
from tests.packages import DATES, HOLIDAYS, MONDAY, calendars, packages

BLANK = CarePackage("maria", 45, ("sun",), time(9), time(10, 30), name="shower")
YEAR = Calendar(MONDAY - timedelta(days=60), 366, "Europe/Madrid", 1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def lived(package: CarePackage, calendar: Calendar = YEAR, holidays: tuple[date, ...] = ()) -> list[date]:
    return [one.usual for one in package.due(calendar, holidays)]


def meant(text: str, calendar: Calendar = YEAR, zone: ZoneInfo | None = None) -> list[date]:
    """What dateutil makes of a text, within a horizon. Days of RDATE with a TZID, which it does not read, are added."""
    lines = text.splitlines()
    single = [line.partition(":")[2].split(",") for line in lines if line.startswith("RDATE")]
    found = rrulestr("\n".join(line for line in lines if not line.startswith("RDATE")), forceset=True, tzids=ZoneInfo)
    assert isinstance(found, rruleset)
    for told in itertools.chain(*single):
        found.rdate(datetime.strptime(told, "%Y%m%dT%H%M%S").replace(tzinfo=zone))
    begin, end = (
        datetime.combine(day, time(), zone) for day in (calendar.start, calendar.start + timedelta(calendar.days))
    )
    return sorted({moment.date() for moment in found.between(begin, end, inc=True) if moment < end})


# -- from a rule -------------------------------------------------------------------------------------------------------


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule with an end, of any frequency in days."""
    often = draw(st.sampled_from(["DAILY", "WEEKLY", "WEEKLY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={often}", f"INTERVAL={draw(st.sampled_from([1, 1, 2, 3, 7, 14]))}"]
    names = draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=4))
    parts += [f"BYDAY={','.join(names)}"] if names else []
    parts += [f"WKST={draw(st.sampled_from(DAYS))}"] if draw(st.booleans()) else []
    parts += draw(
        st.sampled_from([[], ["BYMONTH=4,5"], ["BYMONTHDAY=1,15,-1"], ["BYSETPOS=1"]]) if names else st.just([])
    )
    until = draw(st.dates(MONDAY, MONDAY + timedelta(days=200)))
    return ";".join(
        [*parts, draw(st.sampled_from([f"UNTIL={until:%Y%m%d}T235959", f"COUNT={draw(st.integers(1, 40))}"]))]
    )


@given(rules(), DATES, st.lists(DATES, max_size=3), st.lists(DATES, max_size=3))
@example("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=TU;UNTIL=20260323T235959", date(2026, 2, 11), [], [])
@settings(max_examples=200, deadline=None)
def test_a_package_lives_on_the_days_that_dateutil_finds(rule, first, without, added):
    lines = [f"DTSTART:{first:%Y%m%d}T080000", f"RRULE:{rule}"]
    lines += [f"EXDATE:{','.join(f'{day:%Y%m%d}T080000' for day in without)}"] if without else []
    lines += [f"RDATE:{','.join(f'{day:%Y%m%d}T080000' for day in added)}"] if added else []
    text = "\n".join(lines)
    if not list(rrulestr("\n".join(lines[:2]))):
        with pytest.raises(DataError, match="means no day at all"):
            with_recurrence(BLANK, text)
        return
    found = with_recurrence(BLANK, text)
    assume(found.weekdays or found.extra)
    assert (found.opens, found.closes, found.minutes) == (time(8), time(9, 30), 45)
    assert list(found.faults()) == []
    assert lived(found) == meant(text)


def test_a_rule_of_weekdays_becomes_weekdays_and_any_other_single_dates():
    weekly = with_recurrence(BLANK, "DTSTART:20260323\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO;UNTIL=20260501")
    assert (weekly.weekdays, weekly.every, weekly.extra) == (("mon", "wed"), 2, ())
    assert (weekly.first, weekly.last) == (MONDAY, date(2026, 4, 22))
    monthly = with_recurrence(BLANK, "DTSTART:20260301\nRRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=2")
    assert (monthly.weekdays, monthly.extra) == ((), (date(2026, 3, 2), date(2026, 4, 6)))


def test_a_rule_alone_counts_from_the_first_day_of_the_package():
    told = CarePackage("maria", 45, (), time(9), time(10), first=MONDAY)
    assert with_recurrence(told, "freq=daily").weekdays == ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def test_an_endless_rule_of_dates_needs_a_last_day_to_look_at():
    text = "DTSTART:20260301\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1"
    assert with_recurrence(BLANK, text, until=date(2026, 5, 1)).extra == tuple(
        date(2026, month, 1) for month in (3, 4, 5)
    )
    with pytest.raises(DataError, match="has no end and is no rule of weekdays: give UNTIL or COUNT, or weekdays"):
        with_recurrence(BLANK, text)


def test_times_in_utc_are_set_into_the_client_s_clock():
    # 20:00 in Greenwich on the 23rd is 9:00 of the 24th in Auckland, and so is the end that the rule tells.
    text = "DTSTART:20260323T200000Z\nRRULE:FREQ=DAILY;UNTIL=20260325T200000Z\nEXDATE:20260324T200000Z"
    found = with_recurrence(BLANK, text, "Pacific/Auckland")
    assert (found.first, found.last, found.opens) == (date(2026, 3, 24), date(2026, 3, 26), time(9))
    assert found.without == (date(2026, 3, 25),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("FREQ=WEEKLY", "say from which day on it counts: give DTSTART"),
        ("DTSTART:20260323", "give one RRULE"),
        ("DTSTART:20260323\nRRULE:FREQ=DAILY\nRRULE:FREQ=DAILY", "give one RRULE"),
        ("DTSTART:20260323\nRRULE:FREQ=OFTEN", "no rule of iCalendar"),
        ("DTSTART:20260323\nRRULE:BYDAY=MO", "no rule of iCalendar"),
        ("DTSTART:20260323\nRRULE:FREQ=DAILY;INTERVAL=0", "no rule of iCalendar"),
        ("DTSTART:20260323\nRRULE:FREQ=MONTHLY;INTERVAL=-1;COUNT=2", "no rule of iCalendar"),
        ("DTSTART:20260323\nRRULE:FREQ=HOURLY;COUNT=3", "is about times of the day"),
        ("DTSTART:20260323\nRRULE:FREQ=DAILY;BYHOUR=8,20", "is about times of the day"),
        ("DTSTART:20261350\nRRULE:FREQ=DAILY", "give a day such as 20260330"),
        ("DTSTART:20260323\nRRULE:FREQ=DAILY;UNTIL=20260101", "means no day at all"),
        ("DTSTART:20260323\nRRULE:FREQ=DAILY;UNTIL=soon", "give a day such as 20260330"),
        ("DTSTART:20260323\nRRULE:FREQ=DAILY;COUNT=9000", "means more than 4,000 days"),
        ("DTSTART:20260323\nRRULE:FREQ=DAILY\nRDATE;VALUE=PERIOD:20260401T080000/PT1H", "give days, not periods"),
        ("BEGIN:VEVENT", "give lines that begin with DTSTART"),
    ],
)
def test_what_cannot_be_said_is_refused(text: str, told: str):
    with pytest.raises(DataError, match=f"package shower of maria: rrule = .*{told}"):
        with_recurrence(BLANK, text)


# -- to a rule, and back -----------------------------------------------------------------------------------------------


@given(packages(kind="fixed"), calendars, HOLIDAYS)
@settings(max_examples=150, deadline=None)
def test_what_is_written_means_the_same_days_to_dateutil_and_to_us(one, calendar, holidays):
    wide = Calendar(MONDAY - timedelta(days=90), 250, "UTC", 1)
    if not lived(replace(one, holidays="keep", moves_to=()), wide):
        assume(False)
    text = recurrence(one, calendar, holidays)
    assert set(lived(one, calendar, tuple(holidays))) == set(meant(text, calendar, calendar.zone))
    again = with_recurrence(BLANK, text, calendar.timezone, calendar.start + timedelta(days=calendar.days))
    assert again.opens == one.opens
    assert lived(again, calendar) == lived(one, calendar, tuple(holidays))


def test_it_reads_like_an_event():
    told = CarePackage("a", 30, ("mon", "wed"), time(8, 30), time(9), first=MONDAY, last=date(2026, 4, 30), every=2)
    assert recurrence(told, YEAR).splitlines() == [
        "DTSTART;TZID=Europe/Madrid:20260323T083000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20260430T063000Z",
    ]


def test_visits_with_several_days_to_choose_from_have_no_rule():
    with pytest.raises(DataError, match="with times or movable, visits have no fixed day: plan them first"):
        recurrence(CarePackage("a", 30, ("mon", "wed"), time(8), time(9), times=1), YEAR)

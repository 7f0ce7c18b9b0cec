"""Visits with several days to choose from: the links between them mean the days between, exactly."""

from datetime import timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.problem import Calendar, Link, Visit
from tests.packages import calendars, packages


def kept(first: Visit, second: Visit, gap: int, links: tuple[Link, ...]) -> bool:
    """Whether the links allow this gap between two starts."""
    bounds = [link.least for link in links if (link.first, link.second) == (first.id, second.id)]
    return all(least is None or gap >= least for least in bounds)


@given(packages(kind="times") | packages(kind="movable"), calendars, st.data())
@settings(max_examples=60, deadline=None)
def test_the_links_hold_just_when_there_are_enough_days_between(one, calendar: Calendar, data):
    visits, links = one.visits(calendar)
    singles = [visit for visit in visits if not visit.id.endswith("B")]
    links = tuple(link for link in links if not link.simultaneous)
    for place, first in enumerate(singles):
        for second in singles[place + 1 : place + 8]:
            for before, after in product(first.windows, second.windows):
                days = calendar.date_of(after.start) - calendar.date_of(before.start)
                for gap in (after.start - before.end, after.end - before.start):
                    assert kept(first, second, gap, links) == (days > timedelta(days=one.between))


@given(packages(kind="times"), calendars)
@settings(max_examples=60, deadline=None)
def test_whoever_takes_the_first_day_each_time_keeps_all_links(one, calendar: Calendar):
    """So that no package asks for what cannot be: at least where the horizon begins on a Monday."""
    calendar = Calendar(calendar.start - timedelta(days=calendar.start.weekday()), 21, calendar.timezone, 1)
    visits, links = one.visits(calendar)
    by_id = {visit.id: visit for visit in visits}
    for link in links:
        gap = by_id[link.second].windows[0].start - by_id[link.first].windows[0].start
        assert kept(by_id[link.first], by_id[link.second], gap, links)


@given(packages(kind="times"), calendars)
@settings(max_examples=40, deadline=None)
def test_one_may_be_left_out_without_the_others(one, calendar: Calendar):
    _, links = one.visits(calendar)
    assert not any(link.both for link in links if not link.simultaneous)

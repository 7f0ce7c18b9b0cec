"""On which days care is due: each rule with a case told by hand, and what is true of every package."""

from datetime import date, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.problem import WEEKDAYS, Calendar, CarePackage
from tests.packages import HOLIDAYS, MONDAY, calendars, packages

TWO_WEEKS = Calendar(MONDAY, 14, "Europe/Madrid", 1)
"""23 March, a Monday, to 5 April."""


def package(**fields: Any) -> CarePackage:
    given: dict[str, Any] = {"weekdays": ("mon", "wed"), "opens": time(9), "closes": time(10), **fields}
    found = CarePackage("a", 30, **given)
    assert not list(found.faults())
    return found


def days(off: tuple[str, ...] = (), /, **fields: Any) -> list[str]:
    """The days of the horizon, as 03-23, and those on which a visit may be instead. off: public holidays."""
    due = package(**fields).due(TWO_WEEKS, dates(*off))
    return [" ".join([f"{one.usual:%m-%d}", *(f"{day:%m-%d}" for day in one.days if day != one.usual)]) for one in due]


def dates(*told: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(f"2026-{day}") for day in told)


# -- weekdays ----------------------------------------------------------------------------------------------------------


def test_weekdays_are_due_from_the_first_day_of_the_horizon_to_its_last():
    assert days() == ["03-23", "03-25", "03-30", "04-01"]


def test_from_the_first_day_to_the_last_both_included():
    assert days(first=dates("03-25")[0], last=dates("03-30")[0]) == ["03-25", "03-30"]


def test_so_many_weeks_are_so_many_times_seven_days():
    assert days(first=dates("03-25")[0], weeks=1) == ["03-25", "03-30"]


def test_every_other_week_counts_from_the_monday_of_the_first_week():
    # The week of Friday the 20th is the first, though it has no visit; so Monday the 23rd is not due and the 30th is.
    assert days(first=dates("03-20")[0], every=2) == ["03-30", "04-01"]
    assert days(first=dates("03-23")[0], every=2) == ["03-23", "03-25"]


def test_exceptions_drop_out_and_extra_days_are_added():
    assert days(without=dates("03-25"), extra=dates("03-26", "03-30")) == ["03-23", "03-26", "03-30", "04-01"]


def test_extra_days_lie_outside_of_first_and_last_too():
    assert days(first=dates("03-30")[0], extra=dates("03-24")) == ["03-24", "03-30", "04-01"]


def test_extra_days_alone_are_a_package():
    assert days(weekdays=(), extra=dates("03-24", "04-05", "04-06")) == ["03-24", "04-05"]


# -- holidays ----------------------------------------------------------------------------------------------------------


def test_a_visit_on_a_holiday_takes_place_drops_out_or_moves():
    assert days(("03-25",)) == ["03-23", "03-25", "03-30", "04-01"]
    assert days(("03-25",), holidays="skip") == ["03-23", "03-30", "04-01"]
    assert days(("03-25",), holidays="move", moves_to=("fri", "sat")) == ["03-23", "03-27", "03-30", "04-01"]


def test_it_moves_to_the_nearest_day_and_of_two_to_the_later():
    assert days(("03-25",), holidays="move", moves_to=("tue", "thu"))[1] == "03-26"
    assert days(("03-25",), holidays="move", moves_to=("tue", "fri"))[1] == "03-24"


def test_it_does_not_move_onto_a_holiday_an_exception_another_visit_or_out_of_the_week():
    told: dict[str, Any] = {"holidays": "move", "moves_to": ("mon", "thu", "sat")}
    assert days(("03-25", "03-26"), **told)[1] == "03-28"
    assert days(("03-25",), without=dates("03-26"), **told)[1] == "03-28"
    assert days(("03-25",), extra=dates("03-26"), **told)[1:3] == ["03-26", "03-28"]
    assert days(("03-25", "03-26", "03-28"), **told) == ["03-23", "03-30", "04-01"]
    assert days(("03-25",), last=dates("03-25")[0], first=dates("03-23")[0], **told) == ["03-23"]


def test_two_visits_do_not_move_onto_the_same_day():
    assert days(("03-23", "03-25"), holidays="move", moves_to=("tue", "fri")) == ["03-24", "03-27", "03-30", "04-01"]


def test_an_extra_day_takes_place_though_it_is_a_holiday():
    assert days(("03-26",), holidays="skip", extra=dates("03-26"))[2] == "03-26"


def test_a_visit_that_a_holiday_moves_keeps_its_id():
    visits, _ = package(holidays="move", moves_to=("thu",)).visits(TWO_WEEKS, dates("03-25"))
    assert visits[1].id == "a-care-2026-03-25"
    assert TWO_WEEKS.date_of(visits[1].earliest) == date(2026, 3, 26)


# -- days that may be moved --------------------------------------------------------------------------------------------


def test_a_movable_visit_may_take_the_days_between_its_neighbours():
    found = days(movable=True, moves_to=("tue", "thu"), preferred=time(9, 30))
    assert found[:2] == ["03-23 03-24", "03-25 03-24 03-26"]


def test_its_usual_day_is_preferred_and_its_windows_are_in_order():
    visits, links = package(movable=True, moves_to=("tue",), preferred=time(9, 30)).visits(TWO_WEEKS)
    assert [TWO_WEEKS.date_of(window.start).day for window in visits[1].windows] == [24, 25]
    assert str(TWO_WEEKS.clock(visits[1].preferred or 0))[:16] == "2026-03-25 09:30"
    assert (links[0].first, links[0].second, links[0].least) == (visits[0].id, visits[1].id, 720)


# -- so many times a week ----------------------------------------------------------------------------------------------


def test_three_times_a_week_with_a_day_between():
    told = days(weekdays=WEEKDAYS, times=3, between=1)
    assert told[:3] == ["03-24 03-23 03-25", "03-26 03-25 03-27", "03-28 03-27 03-29"]
    assert days(weekdays=WEEKDAYS[:5], times=3, between=1) == ["03-23", "03-25", "03-27", "03-30", "04-01", "04-03"]


def test_a_week_whose_days_do_not_hold_so_many_has_fewer():
    closed = ("03-23", "03-24", "03-25")
    assert days(closed, weekdays=WEEKDAYS[:5], times=3, between=1, holidays="skip")[:2] == ["03-27 03-26", "03-30"]


def test_so_many_times_are_called_by_their_week():
    visits, _ = package(weekdays=WEEKDAYS, times=2, between=1).visits(TWO_WEEKS)
    assert [visit.id for visit in visits] == [f"a-care-2026-W{week}-{n}" for week in (13, 14) for n in (1, 2)]


# -- what is true of every package -------------------------------------------------------------------------------------


@given(packages(), calendars, HOLIDAYS, st.data())
@settings(max_examples=80, deadline=None)
def test_two_horizons_have_each_visit_of_the_whole_once(one, calendar, holidays, data):
    """As far as its last day allows: what a package without `first` counts from is the horizon."""
    cut = data.draw(st.integers(0, calendar.days))
    start = calendar.start + timedelta(days=cut)
    parts = [Calendar(calendar.start, cut, "UTC", 1), Calendar(start, calendar.days - cut, "UTC", 1)]
    halves = [due for part in parts if part.days for due in one.due(part, holidays)]
    whole = one.due(calendar, holidays)
    if one.first is not None or cut == 0 or start.weekday() == 0:
        assert [due.called for due in halves] == [due.called for due in whole]
    assert len({due.called for due in whole}) == len(whole)


@given(packages(), calendars, HOLIDAYS)
@settings(max_examples=80, deadline=None)
def test_days_lie_within_the_horizon_and_the_package(one, calendar, holidays):
    end = calendar.start + timedelta(days=calendar.days)
    due = one.due(calendar, holidays)
    assert [each.usual for each in due] == sorted({each.usual for each in due})
    for each in due:
        assert each.usual in each.days
        assert list(each.days) == sorted(set(each.days))
        for day in each.days:
            assert calendar.start <= day < end
            assert day not in one.without
            if day not in one.extra:
                assert one.first is None or day >= one.first
                assert one.last is None or day <= one.last
                assert WEEKDAYS[day.weekday()] in (*one.weekdays, *one.moves_to)
                assert one.holidays == "keep" or day not in holidays


@given(packages(), calendars, HOLIDAYS)
@settings(max_examples=40, deadline=None)
def test_what_lies_beyond_is_what_a_wide_horizon_has_more(one, calendar, holidays):
    ends = one.last or one.weeks
    wide = Calendar(MONDAY - timedelta(days=90), 250, "UTC", 1)
    if one.first is not None and ends:
        inside, every = one.due(calendar, holidays), one.due(wide, holidays)
        assert one.beyond(calendar, holidays) == one.at_once * (len(every) - len(inside))
    assert one.beyond(calendar, holidays) >= 0


def test_the_visits_of_two_carers_at_once_are_linked():
    visits, links = package(at_once=2, weekdays=("mon",)).visits(TWO_WEEKS)
    assert [visit.id for visit in visits][:2] == ["a-care-2026-03-23A", "a-care-2026-03-23B"]
    assert [(link.first[-1], link.second[-1], link.simultaneous, link.carers) for link in links] == [
        ("A", "B", True, "different")
    ] * 2


@given(packages(), calendars, HOLIDAYS)
@settings(max_examples=60, deadline=None)
def test_there_are_never_more_than_was_said_beforehand(one, calendar, holidays):
    assert len(one.visits(calendar, holidays)[0]) <= one.at_most(calendar)

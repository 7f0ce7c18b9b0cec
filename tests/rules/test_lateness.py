import pytest

from tests.twins import amount, judged, plan, problem, shift, visit


@pytest.mark.parametrize(("start", "late"), [("09:00", 0), ("10:00", 0), ("10:01", 1), ("10:20", 20)])
def test_the_end_of_the_window_is_still_on_time(start, late):
    given = problem(shift("aina"), visit("v", windows="09:00-10:00"))
    assert amount("lateness", given, plan(given, aina=f"{start} v")) == late


# 30 minutes of service within 09:00-10:00: to be over at 10:00 it begins at 09:30
@pytest.mark.parametrize(("start", "late"), [("09:00", 0), ("09:30", 0), ("09:45", 15), ("10:00", 30)])
def test_at_the_end_of_service_the_whole_visit_must_fit(start, late):
    given = problem(shift("aina"), visit("v", windows="09:00-10:00", lateness="end"))
    assert amount("lateness", given, plan(given, aina=f"{start} v")) == late


# between the windows it is late for the first; from 12:00 on only the second counts
@pytest.mark.parametrize(("start", "late"), [("10:00", 0), ("11:59", 119), ("12:00", 0), ("13:00", 0), ("13:10", 10)])
def test_of_two_windows_the_last_to_have_opened_holds(start, late):
    given = problem(shift("aina"), visit("v", windows="09:00-10:00 12:00-13:00"))
    assert amount("lateness", given, plan(given, aina=f"{start} v")) == late


def test_a_window_shorter_than_the_visit_is_always_late_at_its_end():
    given = problem(shift("aina"), visit("v", windows="09:00-09:20", lateness="end"))
    # over at 09:30 instead of 09:20
    assert amount("lateness", given, plan(given, aina="09:00 v")) == 10


def test_it_adds_up_over_visits_and_finds_each():
    given = problem(shift("aina"), visit("v", windows="08:30-09:00"), visit("w", windows="08:30-09:10"))
    planned = plan(given, aina="09:05 v, 09:35 w")
    # v 5 + w 25
    assert amount("lateness", given, planned) == 30
    assert [(one.about.visit, one.amount, one.cost) for one in judged("lateness", given, planned).findings] == [
        ("v", 5, 15),
        ("w", 25, 75),
    ]


def test_an_unplanned_visit_is_not_late():
    given = problem(shift("aina"), visit("v", windows="09:00-10:00"))
    assert amount("lateness", given, plan(given)) == 0

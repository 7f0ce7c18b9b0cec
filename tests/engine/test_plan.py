"""A plan read back into timed days."""

import pytest

from engine.errors import PlanError
from engine.plan import Arrival, Leg, Plan, Route, Stop, replay
from tests.twins import STREET, at, pause, plan, problem, shift, visit

HOME, A, B, C, D = range(len(STREET))
PARTS = (visit("v", "a"), visit("w", "b"))


def test_who_leaves_late_leaves_in_time_for_the_first_stop():
    given = problem(shift("aina"), *PARTS)
    day = replay(given, plan(given, aina="09:00 v, 10:00 w"))["aina"]
    assert (day.leave, day.home) == (at("08:50"), at("10:50"))  # w ends 10:30, home is 20 away
    assert (day.travel, day.service, day.waiting) == (10 + 10 + 20, 60, 20)
    assert (day.used, day.overtime, day.rest, day.breaks) == (1, 0, 0, 0)
    assert day.legs == (Leg(HOME, A, "v"), Leg(A, B, "w"), Leg(B, HOME, None))


def test_who_leaves_at_the_start_waits_at_the_door():
    given = problem(shift("aina", leaves="at_start"), *PARTS)
    day = replay(given, plan(given, aina="09:00 v, 10:00 w"))["aina"]
    assert (day.leave, day.waiting) == (at("08:00"), 50 + 20)
    assert day.arrivals[0] == Arrival(Stop("v", at("09:00"), at("09:30")), A, at("08:10"), 50, True)


def test_a_break_that_opens_a_round_is_no_reason_to_wait():
    given = problem(shift("aina", rest=pause("08:00-12:00")), *PARTS)
    day = replay(given, plan(given, aina="08:30 break, 10:00 v"))["aina"]
    assert (day.leave, day.waiting, day.rest, day.breaks) == (at("08:20"), 0, 30, 1)
    assert [arrival.waiting_counts for arrival in day.arrivals] == [True, False]
    assert [arrival.waits for arrival in day.arrivals] == [0, 60]


def test_a_break_is_taken_at_the_next_clients_or_where_it_says():
    given = problem(shift("aina", rest=pause("09:00-12:00")), *PARTS)
    rounds = plan(given, aina="09:00 v, 10:00 break, 11:00 w")
    assert replay(given, rounds)["aina"].arrivals[1].place == B
    stops = [Stop(one.visit, one.start, one.end, "c" if one.visit is None else None) for one in rounds.routes[0].stops]
    day = replay(given, Plan((Route("aina", tuple(stops)),)))["aina"]
    assert [leg.target for leg in day.legs] == [A, C, B, HOME]
    assert day.travel == 10 + 20 + 10 + 20


def test_a_break_after_the_last_visit_is_taken_where_the_round_ends():
    given = problem(shift("aina", rest=pause("09:00-12:00"), end_place="d"), *PARTS)
    day = replay(given, plan(given, aina="09:00 v, 10:10 break"))["aina"]
    assert [leg.target for leg in day.legs] == [A, D, D]


def test_a_shift_that_is_not_named_or_has_no_stops_is_lived_empty():
    given = problem(shift("aina"), shift("berta", rest=pause()), shift("carla", rest=pause(due_after=0)), *PARTS)
    days = replay(given, Plan((Route("aina"),)))
    for name, due in (("aina", 0), ("berta", 1), ("carla", 0)):
        day = days[name]
        assert (day.used, day.leave, day.home, day.travel, day.service) == (0, at("08:00"), at("08:00"), 0, 0)
        assert (day.due, day.breaks, day.overtime) == (due, 0, 0)


# home 40 minutes after w begins, having left at 08:50; the break is due above six hours out
@pytest.mark.parametrize(("last", "due"), [("14:00", 0), ("14:20", 0), ("14:21", 1)])
def test_a_break_is_due_once_the_round_is_longer(last, due):
    given = problem(shift("aina", rest=pause(due_after=380)), *PARTS)
    assert replay(given, plan(given, aina=f"09:00 v, {last} w"))["aina"].due == due


def test_overtime_begins_when_the_shift_has_ended():
    given = problem(shift("aina", "08:00-10:45"), *PARTS)
    assert replay(given, plan(given, aina="09:00 v, 10:00 w"))["aina"].overtime == 5


def test_impossible_times_are_told_as_they_stand():
    given = problem(shift("aina"), *PARTS)
    day = replay(given, plan(given, aina="09:00 v, 09:35 w"))["aina"]
    assert day.arrivals[1].waits == -5  # there at 09:40


def test_the_visits_of_a_plan_with_their_shifts():
    given = problem(shift("aina", rest=pause()), shift("berta"), *PARTS)
    planned = plan(given, aina="09:00 v, 11:00 break", berta="10:00 w")
    assert [(name, worked, stop.start) for name, worked, stop in planned.visits()] == [
        ("v", "aina", at("09:00")),
        ("w", "berta", at("10:00")),
    ]


def test_a_plan_of_another_problem_is_refused_with_all_its_faults():
    given = problem(shift("aina"), *PARTS)
    foreign = Plan(
        (
            Route("aina", (Stop("v", 540, 570), Stop("z", 600, 630), Stop(None, 640, 650, "zoo"))),
            Route("aina", (Stop("v", 700, 730),)),
            Route("zoe"),
        )
    )
    with pytest.raises(PlanError) as caught:
        replay(given, foreign)
    assert {(fault.field, fault.value) for fault in caught.value.faults} == {
        ("visit", "z"),
        ("place", "zoo"),
        ("shift", "aina"),
        ("visit", "v"),
        ("shift", "zoe"),
    }
    assert str(caught.value).startswith("the plan has 5 faults")

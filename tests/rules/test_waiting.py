from tests.twins import amount, pause, plan, problem, shift, visit

PARTS = (visit("v", "a"), visit("w", "b"))


def test_who_arrives_just_in_time_does_not_wait():
    given = problem(shift("aina"), *PARTS)
    # leaves home at 08:50 for 09:00; v ends 09:30, b is reached at 09:40
    assert amount("waiting", given, plan(given, aina="09:00 v, 09:40 w")) == 0


def test_it_pays_the_time_between_arriving_and_beginning():
    given = problem(shift("aina"), *PARTS)
    # b is reached at 09:40, w begins at 10:00
    assert amount("waiting", given, plan(given, aina="09:00 v, 10:00 w")) == 20


def test_who_leaves_when_the_shift_begins_waits_at_the_first_door_too():
    given = problem(shift("aina", leaves="at_start"), *PARTS)
    # at a from 08:10 to 09:00, at b from 09:40 to 10:00
    assert amount("waiting", given, plan(given, aina="09:00 v, 10:00 w")) == 50 + 20


def test_a_break_is_no_waiting_but_the_rest_of_the_gap_is():
    given = problem(shift("aina", rest=pause("09:30-11:00")), *PARTS)
    # v ends 09:30, b 09:40, break 09:50-10:20, w at 10:30: 10 + 10
    assert amount("waiting", given, plan(given, aina="09:00 v, 09:50 break, 10:30 w")) == 20


def test_after_a_break_that_opens_the_round_nobody_waits_who_may_leave_late():
    opening = "08:30 break, 10:00 v"
    late = problem(shift("aina", rest=pause("08:00-11:00")), *PARTS)
    assert amount("waiting", late, plan(late, aina=opening)) == 0
    early = problem(shift("aina", rest=pause("08:00-11:00"), leaves="at_start"), *PARTS)
    # at a from 08:10 to the break at 08:30, then from 09:00 to 10:00
    assert amount("waiting", early, plan(early, aina=opening)) == 20 + 60

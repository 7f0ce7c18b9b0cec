import pytest

from tests.twins import amount, pause, plan, problem, shift, visit

PARTS = (visit("v"), visit("w", duration=60), visit("x", windows="09:00-15:00"))


def test_a_break_that_is_taken_does_not_pay():
    given = problem(shift("aina", rest=pause()), *PARTS)
    assert amount("missed_break", given, plan(given, aina="10:30 v, 11:00 break, 11:30 x")) == 0


def test_a_break_left_out_counts_once():
    given = problem(shift("aina", rest=pause()), *PARTS)
    assert amount("missed_break", given, plan(given, aina="09:00 v, 12:00 x")) == 1


# leaves 08:50; with x at 14:20 the carer is home at 15:00, after 370 minutes; at 14:10 after 360
@pytest.mark.parametrize(("last", "due"), [("14:10", 0), ("14:20", 1)])
def test_it_is_due_once_the_round_lasts_longer(last, due):
    given = problem(shift("aina", rest=pause(due_after=360)), *PARTS)
    assert amount("missed_break", given, plan(given, aina=f"09:00 v, {last} x")) == due


def test_a_break_that_is_always_due_is_missed_in_an_empty_shift_too():
    given = problem(shift("aina", rest=pause()), shift("berta", rest=pause(due_after=0)), *PARTS)
    # aina's is always due; berta's only once she is out
    assert amount("missed_break", given, plan(given)) == 1


def test_a_shift_without_a_break_owes_none():
    given = problem(shift("aina"), *PARTS)
    assert amount("missed_break", given, plan(given, aina="09:00 v, 14:00 x")) == 0

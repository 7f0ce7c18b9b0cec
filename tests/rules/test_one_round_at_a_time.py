import pytest

from tests.twins import amount, plan, problem, shift, visit

PARTS = (visit("v"), visit("w"), visit("x"))
SPLIT = problem(shift("aina", "08:00-12:00"), shift("aina", "12:00-16:00", id="late"), *PARTS)


# the first round is home 40 minutes after v begins; the second leaves at 12:00 for w at 12:10
@pytest.mark.parametrize(("first", "overlap"), [("11:00", 0), ("11:20", 0), ("11:21", 1), ("11:50", 30)])
def test_being_back_when_the_next_round_leaves_is_early_enough(first, overlap):
    assert amount("one_round_at_a_time", SPLIT, plan(SPLIT, aina=f"{first} v", late="12:10 w")) == overlap


def test_who_leaves_late_for_the_next_round_may_come_back_late():
    # home at 12:30, leaving at 12:50 for w at 13:00
    assert amount("one_round_at_a_time", SPLIT, plan(SPLIT, aina="11:50 v", late="13:00 w")) == 0


def test_an_unused_round_is_in_nobodys_way():
    given = problem(
        shift("aina", "08:00-12:00"),
        shift("aina", "12:00-12:30", id="noon"),
        shift("aina", "12:30-16:00", id="late"),
        *PARTS,
    )
    # home at 12:40; noon stays empty; leaves at 12:30 for x at 12:40: 10
    assert amount("one_round_at_a_time", given, plan(given, aina="12:00 v", late="12:40 x")) == 10


def test_two_carers_do_not_meet():
    given = problem(shift("aina", "08:00-12:00"), shift("berta", "12:00-16:00"), *PARTS)
    assert amount("one_round_at_a_time", given, plan(given, aina="11:50 v", berta="12:10 w")) == 0

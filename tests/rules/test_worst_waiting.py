from tests.twins import amount, judged, plan, problem, shift, visit

WORLD = problem(shift("aina"), shift("berta"), visit("v"), visit("w"), visit("x"), visit("y"), visit("z"))


def test_rounds_without_waiting_do_not_pay():
    assert amount("worst_waiting", WORLD, plan(WORLD, aina="09:00 v, 09:30 w", berta="09:00 x, 09:30 y")) == 0
    assert amount("worst_waiting", WORLD, plan(WORLD)) == 0


def test_only_the_round_that_waits_longest_counts():
    planned = plan(WORLD, aina="09:00 v, 09:40 w, 10:30 z", berta="09:00 x, 09:55 y")
    # aina 10 + 20 = 30, berta 25: 30
    assert amount("worst_waiting", WORLD, planned) == 30
    (finding,) = judged("worst_waiting", WORLD, planned).findings
    assert finding.about.carer == "aina"


def test_two_shifts_of_one_carer_are_two_rounds():
    parts = (shift("aina", "08:00-12:00"), shift("aina", "13:00-17:00", id="late"), visit("v"), visit("w"))
    given = problem(*parts, visit("x"), visit("y"))
    # 10 in the morning, 15 in the afternoon: 15
    assert amount("worst_waiting", given, plan(given, aina="09:00 v, 09:40 w", late="14:00 x, 14:45 y")) == 15

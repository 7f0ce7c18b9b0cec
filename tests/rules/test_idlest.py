from tests.twins import amount, judged, pause, plan, problem, shift, visit


def test_a_round_that_fills_its_shift_does_not_pay():
    given = problem(shift("aina", "08:00-09:00"), visit("v", duration=40))
    # 60 = way 10 + visit 40 + way 10
    assert amount("idlest", given, plan(given, aina="08:10 v")) == 0


def test_only_the_idlest_carer_counts():
    given = problem(shift("aina", "08:00-10:00"), shift("berta", "08:00-09:00"), visit("v"), visit("w"))
    planned = plan(given, aina="09:00 v", berta="08:10 w")
    # aina 120 - 20 on the way - 30 of care = 70; berta 60 - 20 - 30 = 10
    assert amount("idlest", given, planned) == 70
    (finding,) = judged("idlest", given, planned).findings
    assert finding.about.carer == "aina"


def test_an_empty_shift_is_idle_from_end_to_end():
    given = problem(shift("aina", "08:00-10:00"))
    assert amount("idlest", given, plan(given)) == 120


def test_the_shifts_of_one_carer_add_up():
    given = problem(shift("aina", "08:00-09:00"), shift("aina", "12:00-13:00", id="late"), visit("v"))
    # 60 - 20 - 30 = 10 in the morning, 60 at noon
    assert amount("idlest", given, plan(given, aina="08:10 v")) == 70


def test_overtime_lengthens_the_day_and_a_break_is_not_idle():
    given = problem(
        shift("aina", "08:00-09:00", rest=pause("08:00-09:00", minutes=10)), visit("v"), visit("w", duration=20)
    )
    planned = plan(given, aina="08:15 v, 08:45 break, 08:55 w")
    # home at 09:25: 60 + overtime 25 - way 20 - care 50 - break 10
    assert amount("idlest", given, planned) == 5

from tests.twins import amount, judged, plan, problem, shift, street, visit

PARTS = (visit("v", "a"), visit("w", "c"), visit("x", "a"))


def test_an_empty_round_does_not_travel():
    given = problem(shift("aina"), *PARTS)
    assert amount("travel", given, plan(given)) == 0


def test_it_pays_every_leg_from_home_to_home():
    given = problem(shift("aina"), *PARTS)
    # home-a 10 + a-c 20 + c-home 30
    assert amount("travel", given, plan(given, aina="09:00 v, 10:00 w")) == 60


def test_two_visits_at_one_place_have_no_way_between():
    given = problem(shift("aina"), *PARTS)
    # home-a 10 + a-a 0 + a-home 10
    assert amount("travel", given, plan(given, aina="09:00 v, 09:30 x")) == 20


def test_a_break_is_taken_where_the_next_client_lives():
    given = problem(shift("aina"), *PARTS)
    # home-a 10 + a-c 20 before the break + 0 + c-home 30; the break is out of place here, and that is another finding
    verdict = judged("travel", given, plan(given, aina="09:00 v, 11:00 break, 12:00 w"))
    assert verdict.amounts["travel"] == 60


def test_the_shift_says_where_it_ends_and_how_one_goes():
    given = problem(
        shift("aina", end_place="d"), shift("berta", mode="bicycle"), *PARTS, street(), street("bicycle", minutes=4)
    )
    # on foot home-a 10 + a-d 30; by bicycle home-c 12 + c-home 12
    planned = plan(given, aina="09:00 v", berta="09:00 w")
    assert amount("travel", given, planned) == 64
    found = judged("travel", given, planned).findings
    assert [(one.about.shift, one.amount) for one in found] == [("aina", 40), ("berta", 24)]

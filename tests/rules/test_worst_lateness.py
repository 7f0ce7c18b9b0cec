from tests.twins import amount, judged, plan, problem, shift, visit

WORLD = problem(
    shift("aina"),
    visit("v", windows="08:30-09:00"),
    visit("w", windows="08:30-09:10"),
    visit("x", windows="12:00-12:30", lateness="end"),
)


def test_on_time_it_does_not_pay():
    assert amount("worst_lateness", WORLD, plan(WORLD, aina="08:30 v, 09:05 w, 12:00 x")) == 0


def test_only_the_latest_visit_counts():
    planned = plan(WORLD, aina="09:05 v, 09:35 w, 12:10 x")
    # v 5, w 25, x 10 after its end: 25
    assert amount("worst_lateness", WORLD, planned) == 25
    (finding,) = judged("worst_lateness", WORLD, planned).findings
    assert finding.about.visit == "w"


def test_two_equally_late_visits_count_once():
    # v 20 and w 20
    given = problem(shift("aina"), shift("berta"), visit("v", windows="08:30-09:00"), visit("w", windows="08:30-09:00"))
    assert amount("worst_lateness", given, plan(given, aina="09:20 v", berta="09:20 w")) == 20


def test_a_plan_of_nothing_is_not_late():
    assert amount("worst_lateness", WORLD, plan(WORLD)) == 0

from tests.twins import amount, judged, plan, problem, shift, visit

WORLD = problem(shift("aina"), visit("v", priority=3), visit("w"), visit("idle", priority=0))


def test_a_planned_visit_does_not_pay():
    assert amount("unplanned", WORLD, plan(WORLD, aina="09:00 v, 09:30 w")) == 0


def test_a_visit_left_out_pays_its_priority():
    # v 3 + w 1 + idle 0
    assert amount("unplanned", WORLD, plan(WORLD)) == 4


def test_the_default_weight_charges_500_for_each_priority():
    # v 3 x 500
    verdict = judged("unplanned", WORLD, plan(WORLD, aina="09:00 w"))
    assert verdict.cost == 1500
    assert verdict.unplanned == ("v", "idle")

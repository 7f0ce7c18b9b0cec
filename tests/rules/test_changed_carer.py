from engine.problem import Published
from tests.twins import amount, at, judged, plan, problem, shift, visit

WORLD = problem(shift("aina"), shift("berta"), visit("v"), visit("w"), Published("v", "aina", at("09:00")))


def test_the_announced_carer_at_any_time_does_not_pay():
    assert amount("changed_carer", WORLD, plan(WORLD, aina="11:00 v", berta="09:00 w")) == 0


def test_another_carer_counts_once():
    planned = plan(WORLD, berta="09:00 v")
    assert amount("changed_carer", WORLD, planned) == 1
    (finding,) = judged("changed_carer", WORLD, planned).findings
    assert (finding.about.carer, finding.detail) == ("berta", "aina")


def test_a_visit_left_out_has_its_own_rule():
    assert amount("changed_carer", WORLD, plan(WORLD)) == 0

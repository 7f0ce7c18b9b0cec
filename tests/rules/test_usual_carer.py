from engine.problem import Carer, Client
from tests.twins import amount, plan, problem, shift, visit

PARTS = (Carer("berta"), shift("aina"), shift("carla"), visit("v"), visit("w"))


def test_any_of_the_usual_carers_will_do():
    given = problem(Client("a", "a", usual=("aina", "berta")), *PARTS)
    assert amount("usual_carer", given, plan(given, aina="09:00 v")) == 0


def test_each_visit_by_another_carer_counts():
    given = problem(Client("a", "a", usual=("aina", "berta")), *PARTS)
    # v 1 + w 1
    assert amount("usual_carer", given, plan(given, carla="09:00 v, 09:30 w")) == 2


def test_a_client_without_a_history_and_a_visit_left_out_do_not_pay():
    open_to_all = problem(*PARTS)
    assert amount("usual_carer", open_to_all, plan(open_to_all, carla="09:00 v")) == 0
    given = problem(Client("a", "a", usual=("aina",)), *PARTS)
    assert amount("usual_carer", given, plan(given)) == 0

from datetime import date

from engine.problem import Carer, Competency, Need
from tests.twins import amount, plan, problem, shift, visit


def world(*held: Competency):
    return problem(Carer("aina", held), shift("aina"), visit("v", needs=(Need("dementia", 2),)))


def test_just_what_is_needed_does_not_pay():
    given = world(Competency("dementia", 2))
    assert amount("over_qualified", given, plan(given, aina="09:00 v")) == 0


def test_less_than_needed_is_not_negative():
    given = world(Competency("dementia", 1))
    assert amount("over_qualified", given, plan(given, aina="09:00 v")) == 0


def test_each_level_to_spare_counts():
    given = world(Competency("dementia", 3), Competency("hoist", 2))
    # dementia 3 - 2 + hoist 2 - 0
    assert amount("over_qualified", given, plan(given, aina="09:00 v")) == 3


def test_an_expired_competency_is_not_to_spare():
    given = world(Competency("dementia", 2), Competency("hoist", 2, date(2026, 11, 22)))
    assert amount("over_qualified", given, plan(given, aina="09:00 v")) == 0


def test_a_competency_held_twice_counts_once():
    given = world(Competency("dementia", 3), Competency("dementia", 4))
    # the higher of the two: 4 - 2
    assert amount("over_qualified", given, plan(given, aina="09:00 v")) == 2

from datetime import date

import pytest

from engine.problem import Carer, Competency, Need
from tests.twins import amount, judged, plan, problem, shift, visit

DEMENTIA_2 = (Need("dementia", 2),)


def world(*held: Competency, needs: tuple[Need, ...] = DEMENTIA_2):
    return problem(Carer("aina", held), shift("aina"), visit("v", needs=needs))


@pytest.mark.parametrize(("level", "lacking"), [(1, 1), (2, 0), (3, 0)])
def test_the_level_needed_or_a_higher_one_suffices(level, lacking):
    given = world(Competency("dementia", level))
    assert amount("competence", given, plan(given, aina="09:00 v")) == lacking


@pytest.mark.parametrize(("expires", "lacking"), [(date(2026, 11, 22), 1), (date(2026, 11, 23), 0)])
def test_the_last_day_of_validity_still_counts(expires, lacking):
    given = world(Competency("dementia", 2, expires))  # the visit is on 23 November
    assert amount("competence", given, plan(given, aina="09:00 v")) == lacking


def test_an_expired_higher_level_leaves_the_lower_one():
    given = world(Competency("dementia", 3, date(2026, 11, 1)), Competency("dementia", 1))
    assert amount("competence", given, plan(given, aina="09:00 v")) == 1


def test_it_expires_between_two_visits():
    carer = Carer("aina", (Competency("dementia", 2, date(2026, 11, 23)),))
    today, tomorrow = visit("v", needs=DEMENTIA_2), visit("w", day=1, needs=DEMENTIA_2)
    given = problem(carer, shift("aina"), shift("aina", day=1), today, tomorrow, days=2)
    # v on the 23rd 0 + w on the 24th 1
    assert amount("competence", given, plan(given, aina="09:00 v", aina_1="09:00 w")) == 1


def test_a_visit_over_two_days_falls_due_on_the_later():
    both = visit("v", windows="15:00-16:00 32:00-40:00", needs=DEMENTIA_2)  # the second opens at 08:00 on the 24th
    given = problem(Carer("aina", (Competency("dementia", 2, date(2026, 11, 23)),)), shift("aina"), both, days=2)
    assert amount("competence", given, plan(given, aina="15:00 v")) == 1


def test_each_need_that_is_not_met_counts():
    # hoist 1 + medication 1; dementia is held
    given = world(Competency("dementia", 2), needs=(*DEMENTIA_2, Need("hoist"), Need("medication")))
    assert amount("competence", given, plan(given, aina="09:00 v")) == 2
    (violation,) = judged("competence", given, plan(given, aina="09:00 v")).violations
    assert violation.detail == "hoist 1, medication 1"


def test_an_unplanned_visit_asks_for_nothing():
    given = world()
    assert amount("competence", given, plan(given)) == 0

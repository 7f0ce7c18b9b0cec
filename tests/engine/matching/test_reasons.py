"""Who could be there in time, found for all shifts of a day at once, is who each explanation says could."""

from random import Random

import pytest

from engine.explain.candidates import in_time, ruled_out, shifts_on_its_day
from engine.matching import Desk
from engine.matching.answer import Bar, RuledOut
from engine.matching.reasons import Look
from engine.price import Prices
from engine.problem import Request
from engine.search.slots import NO_TIME
from tests.engine.matching.test_single import one_more, with_plan


@pytest.mark.parametrize("seed", range(30))
def test_a_look_at_a_day_agrees_with_asking_carer_by_carer(seed):
    problem, plan = with_plan(seed, carers=5)
    desk = Desk(problem, plan)
    visit = one_more(problem, Random(f"look {seed}"))
    later = desk.admit(Request((visit,)))
    look = Look(desk, later, visit)
    assert look.in_time == {carer.id for carer in later.carers if in_time(later, visit, carer)}
    assert set(look.duty.shifts) == {carer.id for carer in later.carers if shifts_on_its_day(later, visit, carer)}
    assert look.allowed == {carer.id for carer in later.carers if not ruled_out(Prices(later), visit, carer)}


@pytest.mark.parametrize("seed", range(30))
def test_what_forbids_one_carer_is_told_of_all_of_a_kind_as_if_each_were_asked(seed):
    problem, plan = with_plan(seed, carers=8)
    desk = Desk(problem, plan)
    visit = one_more(problem, Random(f"kinds {seed}"))
    later = desk.admit(Request((visit,)))
    look = Look(desk, later, visit)
    for carer in later.carers:
        if forbidden := ruled_out(Prices(later), visit, carer):
            assert look.why(carer, NO_TIME, ()) == RuledOut(carer.id, Bar.FORBIDDEN_PAIR, forbidden)

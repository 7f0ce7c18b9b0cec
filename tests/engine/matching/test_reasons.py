"""Who could be there in time, found for all shifts of a day at once, is who each explanation says could."""

from random import Random

import pytest

from engine.explain.candidates import in_time, ruled_out, shifts_on_its_day
from engine.matching import Desk
from engine.matching.reasons import Look
from engine.price import Prices
from engine.problem import Request
from tests.engine.matching.test_single import one_more, with_plan


@pytest.mark.parametrize("seed", range(30))
def test_a_look_at_a_day_agrees_with_asking_carer_by_carer(seed):
    problem, plan = with_plan(seed, carers=5)
    desk = Desk(problem, plan)
    visit = one_more(problem, Random(f"look {seed}"))
    later = desk.admit(Request((visit,)))
    look = Look(desk, later, visit)
    assert look.in_time == {carer.id for carer in later.carers if in_time(later, visit, carer)}
    assert set(look.shifts) == {carer.id for carer in later.carers if shifts_on_its_day(later, visit, carer)}
    assert look.allowed == {carer.id for carer in later.carers if not ruled_out(Prices(later), visit, carer)}

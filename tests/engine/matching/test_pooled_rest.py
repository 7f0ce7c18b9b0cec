"""Where several rests count together, no better start is overlooked, and none that breaks them is offered."""

from dataclasses import replace

import pytest

from engine.check import check
from engine.matching import Desk, Freedoms, match
from engine.problem import Problem, Request, Visit, Weights, Window
from engine.units import HARD, Weight
from tests.engine.matching.every_slot import clean_slots
from tests.restless import worked
from tests.twins import at

RESTS = {
    "just enough": (("3 12:00", "5 00:00"), ("9 12:00", "11 00:00")),
    "some to spare": (("3 00:00", "5 12:00"), ("9 12:00", "11 00:00")),
    "a long one": (("4 00:00", "7 20:00"),),
    "too little": (("3 12:00", "4 14:00"), ("9 12:00", "10 16:00")),
}

DAYS = (3, 5)


def asked(day: int, preferred: int) -> Visit:
    """A visit that may begin from nine until two, of half an hour."""
    opens = at("09:00", day)
    return Visit("asked", "a", 30, (Window(opens, opens + 300),), preferred=opens + preferred)


def weighing(given: Problem, rest: Weight) -> Problem:
    return replace(given, weights=Weights({"weekly_rest": rest, "preferred_time": 1, "travel": 0.5}, others="off"))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("rest", [HARD, 0.25])
@pytest.mark.parametrize("rests", RESTS.values(), ids=RESTS)
def test_no_better_start_is_overlooked(rests: tuple[tuple[str, str], ...], rest: Weight, day: int) -> None:
    given, planned = worked(*rests)
    given = weighing(given, rest)
    for preferred in (0, 140):
        visit = asked(day, preferred)
        answer = match(Desk(given, planned), Request((visit,)), Freedoms(0), most=9)
        before = check(given, planned).cost
        free = [one.cost - before for one in clean_slots(answer.problem, planned, visit, Freedoms(0))]
        assert [offer.cost for offer in answer.offers] == pytest.approx([min(free)] if free else [])

"""A swap, worked out by hand on the street: who could take one visit while its carer keeps the rest of the day."""

import pytest

from engine.errors import RequestError
from engine.problem import Weights
from engine.substitution import stand_ins, substitute
from tests.twins import at, plan, problem, shift, visit

GIVEN = problem(
    shift("aina"),
    shift("berta"),
    shift("dora", hours="14:00-16:00"),
    visit("v", "a", "08:00-12:00"),
    visit("u", "c"),
    visit("w", "b"),
    Weights({"travel": 1}, others="off"),
)
RUNNING = plan(GIVEN, aina="09:00 v, 11:00 u", berta="10:00 w")


def test_only_what_is_swapped_is_left_undone() -> None:
    (one,) = stand_ins(GIVEN, RUNNING, "aina", ["v"])
    assert (one.visit, one.told) == ("v", at("09:00"))
    # v lies on Berta's way to b. For Aina it lies on hers to c, so that she saves nothing either.
    assert [(way.cover.carer, way.cover.start, way.cost) for way in one.stand_ins] == [("berta", at("09:00"), 0)]
    assert [out.carer for out in one.ruled_out] == ["dora"]
    assert one.summary[0] == "v at a, told 09:00: 1 could take it."


def test_a_whole_day_is_the_same_as_an_absence() -> None:
    swapped = stand_ins(GIVEN, RUNNING, "aina", ["u", "v"])
    assert swapped == substitute(GIVEN, RUNNING, "aina", 0).shortlists


@pytest.mark.parametrize("visits", [["w"], ["v", "w"], ["none"], []])
def test_only_ones_own_visits_are_swapped(visits: list[str]) -> None:
    with pytest.raises(RequestError, match="name visits that the plan gives to this carer"):
        stand_ins(GIVEN, RUNNING, "aina", visits)

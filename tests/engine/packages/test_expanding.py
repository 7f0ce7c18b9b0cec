"""A problem with packages: every visit is in it, and what is written gives it back."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.canonical import problem_text, read_problem
from engine.errors import ProblemError
from engine.problem import CarePackage, Carer, Client, Link, Pin, Problem, Tie, Want, expanded, folded, joined
from tests.packages import HOLIDAYS, MONDAY, packages
from tests.twins import problem, visit

BLANK = problem(
    Carer("aina"), Client("a", "a"), Client("b", "b"), visit("v"), visit("w", "b"), days=14, start=MONDAY,
    timezone="Europe/Madrid",
)  # fmt: skip
MORNING = CarePackage("a", 20, ("mon", "wed"), time(8), time(9), name="insulin")
BREAKFAST = CarePackage("a", 30, ("mon", "fri"), time(8), time(10), name="breakfast", at_once=2)


def given_with(*told: CarePackage | Tie, **fields: Any) -> Problem:
    """The blank problem as a file with packages and ties would tell it."""
    held = {name: getattr(BLANK, name) for name in BLANK.__dataclass_fields__} | fields
    held["packages"] = tuple(one for one in told if isinstance(one, CarePackage))
    held["ties"] = tuple(one for one in told if isinstance(one, Tie))
    return expanded(**held)


def again(held: Problem) -> Problem:
    return read_problem(problem_text(held))


def ids(held: Problem) -> list[str]:
    return [one.id for one in held.visits]


# -- from packages to visits -------------------------------------------------------------------------------------------


def test_the_visits_of_packages_follow_the_single_ones():
    held = given_with(MORNING)
    assert ids(held) == ["v", "w", *(f"a-insulin-2026-{day}" for day in ("03-23", "03-25", "03-30", "04-01"))]
    assert held.packages == (MORNING,)


def test_a_visit_that_a_file_tells_stands_instead_of_the_package_s():
    own = visit("a-insulin-2026-03-25", "a", "12:00-13:00")
    held = given_with(MORNING, visits=(*BLANK.visits, own))
    assert ids(held).count(own.id) == 1
    assert held.visit[own.id] == own
    assert folded(held).visits == (*BLANK.visits, own)


def test_pins_and_links_may_name_the_visits_of_packages():
    name = "a-insulin-2026-03-25"
    held = given_with(MORNING, pins=(Pin(name, "aina"),), links=(Link("v", name),))
    assert held.pin[name].carer == "aina"
    assert again(held) == held


def test_holidays_are_those_of_the_problem():
    held = given_with(replace(MORNING, holidays="skip"), holidays=(date(2026, 3, 25),))
    assert "a-insulin-2026-03-25" not in held.visit
    assert again(held) == held


# -- ties --------------------------------------------------------------------------------------------------------------


def test_a_tie_links_the_visits_of_the_same_day_and_no_others():
    held = given_with(MORNING, BREAKFAST, Tie("a", "insulin", "breakfast", 15, 60, "same", False))
    tied = [link for link in held.links if not link.simultaneous]
    assert tied == [
        Link(f"a-insulin-2026-03-{day}", f"a-breakfast-2026-03-{day}A", 15, 60, "same", False) for day in (23, 30)
    ]


def test_carers_who_come_at_once_are_all_different_from_those_before():
    held = given_with(replace(MORNING, at_once=2), BREAKFAST, Tie("a", "insulin", "breakfast", carers="different"))
    ends = [
        (link.first[-1], link.second[-1]) for link in held.links if link.carers == "different" and link.most is None
    ]
    assert ends == [("A", "A"), ("A", "B"), ("B", "A"), ("B", "B")] * 2


def test_a_tie_goes_by_the_day_on_which_a_holiday_put_a_visit():
    moved = replace(BREAKFAST, weekdays=("thu",), holidays="move", moves_to=("wed",), at_once=1)
    held = given_with(MORNING, moved, Tie("a", "insulin", "breakfast"), holidays=(date(2026, 3, 26),))
    assert [link.key for link in held.links] == ["a-insulin-2026-03-25>a-breakfast-2026-03-26"]


# -- faults ------------------------------------------------------------------------------------------------------------


def refused(*told: CarePackage | Tie, **fields: Any) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        given_with(*told, **fields)
    return [str(fault) for fault in caught.value.faults]


def test_a_package_s_fault_is_told_once_and_not_of_its_visits():
    pin = Pin("a-insulin-2026-03-25", "aina")
    for change in ({"minutes": 0}, {"client": "zoe"}, {"place": "zoo"}, {"requires": (Want("woman"),)}):
        changed = replace(MORNING, **change)
        faults = refused(changed, pins=(replace(pin, visit=f"{changed.client}-insulin-2026-03-25"),))
        assert len(faults) == 1
        assert faults[0].startswith(f"package {changed.key}: {next(iter(change))} = ")


def test_other_faults_are_told_beside():
    faults = refused(replace(MORNING, minutes=0), pins=(Pin("v", "zoe"), Pin("a-insulin-2030-01-01", "aina")))
    assert [one.split(" = ")[0] for one in faults] == ["package insulin of a: minutes", "pin v: carer"]


def test_two_packages_of_a_client_have_two_names():
    faults = refused(MORNING, replace(MORNING, minutes=5))
    assert faults == ["package insulin of a: id = 'insulin of a': given 2 times: each package is given once"]


def test_a_tie_names_packages_of_the_client_with_a_day_each():
    assert "second = 'lunch': the client has no such package (a)" in refused(MORNING, Tie("a", "insulin", "lunch"))[0]
    several = replace(BREAKFAST, times=1, name="shower")
    told = refused(MORNING, several, Tie("a", "insulin", "shower"))
    assert "second = 'shower': its visits have several days to choose from" in told[0]


def test_a_head_that_makes_no_sense_is_one_fault():
    assert [one.split(":")[0] for one in refused(MORNING, timezone="Mars")] == ["problem"]


def test_packages_that_mean_too_many_visits_are_refused(monkeypatch):
    monkeypatch.setattr("engine.problem.expanding.MOST", 5)
    told = "problem: packages = 1: mean more than 5 visits within the horizon: shorten it, or give packages a last day"
    assert refused(MORNING) == [told]
    assert len(given_with(replace(MORNING, first=MONDAY, weeks=1)).visits) == 4


# -- and back ----------------------------------------------------------------------------------------------------------


@given(
    st.lists(packages(name="one") | packages("b", "two"), max_size=2, unique_by=lambda one: one.key),
    packages(name="three", kind="fixed"),
    HOLIDAYS,
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_what_was_written_is_read_again(more, third, holidays, data):
    fixed = [one for one in more if one.client == "a" and one.fixed]
    tied = tuple(Tie("a", one.name, "three", 5, 600, "any", False) for one in fixed)
    held = given_with(*more, third, *tied, holidays=tuple(holidays))
    assert again(held) == held
    changed = list(held.visits)
    for place in data.draw(st.lists(st.integers(0, len(changed) - 1), max_size=3)):
        changed[place] = replace(changed[place], duration=7)
    held = replace(held, visits=tuple(changed))
    assert again(held) == held
    shuffled = replace(held, visits=tuple(data.draw(st.permutations(held.visits))))
    assert again(shuffled) == shuffled


@given(packages(), HOLIDAYS)
@settings(max_examples=40, deadline=None)
def test_only_what_differs_is_written(one, holidays):
    held = given_with(one, holidays=tuple(holidays))
    assert folded(held).visits == BLANK.visits
    assert folded(held).links == ()
    assert folded(held).packages == (one,)


def test_a_package_of_which_a_visit_is_gone_is_no_package_any_more():
    held = given_with(MORNING, BREAKFAST, Tie("a", "insulin", "breakfast"))
    cut = replace(held, visits=tuple(one for one in held.visits if one.id != "a-insulin-2026-03-25"))
    assert again(cut) == replace(cut, packages=(BREAKFAST,), ties=())


def test_a_tie_of_which_a_link_is_gone_is_no_tie_any_more():
    held = given_with(MORNING, BREAKFAST, Tie("a", "insulin", "breakfast"))
    cut = replace(held, links=held.links[:-1])
    assert again(cut) == replace(cut, ties=())


def test_what_joins_leaves_packages_as_they_are():
    held = given_with(MORNING)
    more = joined(held, (visit("x"),))
    assert more.packages == (MORNING,)
    assert again(more) == more

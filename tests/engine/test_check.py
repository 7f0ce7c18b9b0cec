"""The referee: facts that no weight softens, and how findings come to a verdict. The rules have their twins."""

from dataclasses import replace

import pytest

from engine.check import check, titles
from engine.construction import FACTS
from engine.errors import PlanError, RuleError
from engine.plan import Plan, Route, Stop
from engine.problem import Break, Problem, Weights
from engine.rules import ORDER
from engine.units import HARD
from tests.twins import at, pause, plan, problem, shift, visit

PARTS = (visit("v", "a", "09:00-12:00"), visit("w", "b"), visit("x", "a", day=1))
GIVEN = problem(shift("aina", rest=pause("09:00-12:00")), shift("berta"), shift("aina", day=1), *PARTS, days=2)


def broken(given: Problem, planned: Plan) -> list[tuple[str, int]]:
    verdict = check(given, planned)
    assert verdict.cost == 0
    assert not verdict.clean or not verdict.violations
    return [(one.rule, one.amount) for one in verdict.violations]


def stops(*items: tuple[str | None, str, str]) -> Plan:
    return Plan((Route("aina", tuple(Stop(name, at(start), at(end)) for name, start, end in items)),))


PLANTED = {
    # 09:30 at a, b is ten minutes away
    "not_there_yet": (plan(GIVEN, berta="09:00 v, 09:35 w"), 5),
    "too_early": (plan(GIVEN, berta="08:45 v"), 15),
    # on the way at 07:55 for 08:15; the shift begins at 08:00
    "before_shift": (plan(GIVEN, berta="08:15 w"), 5),
    "other_day": (plan(GIVEN, aina="32:30 x"), 1),
    "wrong_length": (stops(("v", "09:00", "09:20")), 10),
    "misplaced_break": (plan(GIVEN, berta="09:00 v, 10:00 break, 11:00 w"), 1),
}


@pytest.mark.parametrize("fact", [fact.id for fact in FACTS])
def test_each_fact_is_found_where_it_is_planted(fact):
    planned, amount = PLANTED[fact]
    assert (fact, amount) in broken(GIVEN, planned)


def test_a_possible_plan_breaks_no_fact():
    assert broken(GIVEN, plan(GIVEN, aina="09:00 v, 09:40 break, 10:10 w", aina_1="09:00 x")) == []


def test_facts_are_found_alone():
    for fact in ("not_there_yet", "too_early", "before_shift", "wrong_length"):
        planned, amount = PLANTED[fact]
        assert broken(GIVEN, planned) == [(fact, amount)]


@pytest.mark.parametrize("short", [0, 1])
@pytest.mark.parametrize(
    ("fact", "round_"),
    [
        ("not_there_yet", [("v", "09:30"), ("w", "10:10")]),
        ("too_early", [("v", "09:00")]),
        ("before_shift", [("w", "08:20")]),
    ],
)
def test_one_tick_is_enough_to_break_a_fact_and_none_is_not(fact, round_, short):
    """The last start of each round is as early as it may be; or one tick earlier."""
    *before, (name, start) = round_
    timed = [*((one, at(clock)) for one, clock in before), (name, at(start) - short)]
    planned = Plan((Route("berta", tuple(Stop(one, begin, begin + 30) for one, begin in timed)),))
    assert broken(GIVEN, planned) == ([(fact, 1)] if short else [])


@pytest.mark.parametrize(("length", "off"), [(29, 1), (30, 0), (31, 1)])
def test_one_tick_too_short_or_too_long_is_not_as_agreed(length, off):
    planned = Plan((Route("berta", (Stop("v", at("09:30"), at("09:30") + length),)),))
    assert broken(GIVEN, planned) == ([("wrong_length", off)] if off else [])


@pytest.mark.parametrize(("begins", "fits"), [("08:59", False), ("09:00", True), ("11:30", True), ("11:31", False)])
def test_a_break_may_begin_and_end_with_its_span(begins, fits):
    planned = Plan((Route("aina", (Stop(None, at(begins), at(begins) + 30), Stop("w", at("13:00"), at("13:30")))),))
    assert broken(GIVEN, planned) == ([] if fits else [("misplaced_break", 1)])


# the break lasts 30 minutes between 09:00 and 12:00
@pytest.mark.parametrize(
    ("rounds", "detail"),
    [
        ([("v", "09:00", "09:30"), (None, "10:00", "10:30")], "last"),
        ([(None, "10:00", "10:20"), ("v", "11:00", "11:30")], "length 20 30"),
        ([(None, "08:50", "09:20"), ("v", "11:00", "11:30")], "early 10"),
        ([(None, "11:40", "12:10"), ("w", "13:00", "13:30")], "late 10"),
        ([(None, "09:20", "09:50"), (None, "10:00", "10:30"), ("v", "11:00", "11:30")], "many 2"),
    ],
)
def test_a_break_out_of_place_says_why(rounds, detail):
    violations = check(GIVEN, stops(*rounds)).violations
    assert [(one.rule, one.detail) for one in violations] == [("misplaced_break", detail)]


def test_the_latest_of_a_break_may_bound_its_start():
    rest = Break(30, at("09:00"), at("12:00"), "start")
    given = problem(shift("aina", rest=rest), visit("w", "b"))
    planned = stops((None, "12:00", "12:30"), ("w", "13:00", "13:30"))
    assert broken(given, planned) == []


def test_a_break_in_a_shift_that_has_none():
    (violation,) = check(GIVEN, plan(GIVEN, berta="09:00 v, 10:00 break, 11:00 w")).violations
    assert (violation.about.carer, violation.detail) == ("berta", "none")


def test_a_plan_of_another_problem_is_no_verdict_but_an_error():
    with pytest.raises(PlanError, match="no such visit"):
        check(GIVEN, stops(("nobody", "09:00", "09:30")))


def test_a_weight_for_an_unknown_rule_is_an_error_that_lists_the_rules():
    given = replace(GIVEN, weights=Weights({"latness": 1}))
    with pytest.raises(RuleError, match=r"latness.*lateness"):
        check(given, Plan())


# -- the verdict -------------------------------------------------------------------------------------------------------


def test_cost_is_the_sum_of_the_components_and_of_the_findings():
    given = replace(GIVEN, weights=Weights({"lateness": 3, "travel": 0.5, "unplanned": 100}, others="off"))
    verdict = check(given, plan(given, berta="12:10 v, 13:00 w"))
    # v 10 late x 3; 10 + 10 + 20 on the way x 0.5; x left out x 100
    assert verdict.components == {"lateness": 30, "travel": 20, "unplanned": 100}
    assert verdict.amounts == {"lateness": 10, "travel": 40, "unplanned": 1}
    assert verdict.cost == 150
    assert sum(one.cost or 0 for one in verdict.findings) == 150
    assert verdict.unplanned == ("x",)
    assert verdict.clean


def test_a_finding_knows_whom_it_is_about_and_when():
    given = replace(GIVEN, weights=Weights({"lateness": 3}, others="off"))
    (finding,) = check(given, plan(given, berta="12:10 v")).findings
    about = finding.about
    assert (about.visit, about.carer, about.client, about.shift, about.day) == ("v", "berta", "a", "berta", 0)
    assert finding.at == at("12:10")


def test_hard_rules_forbid_and_do_not_charge():
    given = replace(GIVEN, weights=Weights({"lateness": HARD, "travel": 1}, others="off"))
    verdict = check(given, plan(given, berta="12:10 v"))
    assert [(one.rule, one.amount, one.cost) for one in verdict.violations] == [("lateness", 10, None)]
    assert (verdict.cost, verdict.components, verdict.clean) == (20, {"travel": 20}, False)


def test_a_weight_of_zero_switches_a_rule_off():
    given = replace(GIVEN, weights=Weights({"lateness": 0, "travel": 1}, others="off"))
    assert set(check(given, plan(given, berta="12:10 v")).amounts) == {"travel"}


def test_every_finding_has_a_title():
    assert set(titles()) == {fact.id for fact in FACTS} | set(ORDER)

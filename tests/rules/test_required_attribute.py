from dataclasses import replace

from engine.problem import Carer, Client, Want
from engine.rules import BY_ID
from engine.shapes import Facts, Pair
from tests.twins import amount, judged, plan, problem, shift, visit

WOMAN, NO_SMOKER, NO_CATS = (
    Want("woman", why="intimate care"),
    Want("smoker", present=False),
    Want("cats", present=False),
)


def world(*, carer: tuple[str, ...] = (), client: tuple[str, ...] = ()):
    """A client who asks for a woman, a visit that asks for no smoker, a carer who asks for no cats."""
    return problem(
        Carer("aina", attributes=carer, requires=(NO_CATS,)),
        Client("a", "a", attributes=client, requires=(WOMAN,)),
        shift("aina"),
        visit("v", requires=(NO_SMOKER,)),
    )


def test_what_is_asked_and_there_does_not_pay():
    given = world(carer=("woman",))
    assert amount("required_attribute", given, plan(given, aina="09:00 v")) == 0


def test_client_visit_and_carer_are_each_heard():
    given = world(carer=("smoker",), client=("cats",))
    # no woman 1 + smoker 1 + cats 1
    assert amount("required_attribute", given, plan(given, aina="09:00 v")) == 3


def test_the_finding_names_what_is_not_met():
    given = world(carer=("smoker", "woman"), client=("cats",))
    verdict = judged("required_attribute", given, plan(given, aina="09:00 v"))
    (finding,) = (*verdict.findings, *verdict.violations)
    assert (finding.amount, finding.detail) == (2, "no smoker, no cats")


def test_an_unplanned_visit_meets_nobody():
    given = world(carer=("smoker",), client=("cats",))
    assert amount("required_attribute", given, plan(given)) == 0


def test_the_finding_tells_why_the_care_plan_requires_it():
    given = world()
    verdict = judged("required_attribute", given, plan(given, aina="09:00 v"))
    (finding,) = (*verdict.findings, *verdict.violations)
    assert finding.detail == "woman (intimate care)"


def test_the_reason_makes_no_visit_another_kind_of_visit():
    given = world()
    other = replace(given, clients=(replace(given.clients[0], requires=(Want("woman", why="washing"),)),))
    assert other != given
    rule = BY_ID["required_attribute"]
    assert isinstance(rule, Pair)
    assert isinstance(rule.sees, Facts)
    assert rule.sees.visit(other, other.visits[0]) == rule.sees.visit(given, given.visits[0])

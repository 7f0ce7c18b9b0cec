from engine.problem import Carer, Client, Want
from tests.twins import amount, judged, plan, problem, shift, visit

CATALAN, NO_SMOKER, NO_CATS = Want("catalan"), Want("smoker", present=False), Want("cats", present=False)


def world(*, carer: tuple[str, ...] = (), client: tuple[str, ...] = ()):
    """A client who wishes for Catalan, a visit that asks for no smoker, a carer who asks for no cats."""
    return problem(
        Carer("aina", attributes=carer, wishes=(NO_CATS,)),
        Client("a", "a", attributes=client, wishes=(CATALAN,)),
        shift("aina"),
        visit("v", wishes=(NO_SMOKER,)),
    )


def test_what_is_asked_and_there_does_not_pay():
    given = world(carer=("catalan",))
    assert amount("wished_attribute", given, plan(given, aina="09:00 v")) == 0


def test_client_visit_and_carer_are_each_heard():
    given = world(carer=("smoker",), client=("cats",))
    # no Catalan 1 + smoker 1 + cats 1
    assert amount("wished_attribute", given, plan(given, aina="09:00 v")) == 3


def test_the_finding_names_what_is_not_met():
    given = world(carer=("smoker", "catalan"), client=("cats",))
    verdict = judged("wished_attribute", given, plan(given, aina="09:00 v"))
    (finding,) = (*verdict.findings, *verdict.violations)
    assert (finding.amount, finding.detail) == (2, "no smoker, no cats")


def test_an_unplanned_visit_meets_nobody():
    given = world(carer=("smoker",), client=("cats",))
    assert amount("wished_attribute", given, plan(given)) == 0

import pytest

from engine.problem import Carer, Client
from tests.twins import amount, plan, problem, shift, visit


def world(by_client: bool, by_carer: bool):
    carer = Carer("aina", refuses=("a",) if by_carer else ())
    client = Client("a", "a", refuses=("aina",) if by_client else ())
    return problem(carer, client, shift("aina"), shift("berta"), visit("v", "a"), visit("w", "b"))


# one for the client's refusal, one for the carer's
@pytest.mark.parametrize(
    ("by_client", "by_carer", "refusals"), [(False, False, 0), (True, False, 1), (False, True, 1), (True, True, 2)]
)
def test_each_side_that_refuses_counts(by_client, by_carer, refusals):
    given = world(by_client, by_carer)
    assert amount("refused", given, plan(given, aina="09:00 v")) == refusals


def test_another_carer_another_client_or_nobody_do_not_pay():
    given = world(True, True)
    assert amount("refused", given, plan(given, aina="09:00 w", berta="09:00 v")) == 0
    assert amount("refused", given, plan(given)) == 0

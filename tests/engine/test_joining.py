"""Care that joins a problem is looked at for faults like the rest."""

import pytest

from engine.errors import ProblemError
from engine.problem import Client, Link, Visit, Window, joined
from tests.problems import random_problem

PROBLEM = random_problem(2)
WINDOW = (Window(600, 700),)


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        ("the problem has this visit already", {"visits": (Visit("v0", "k0", 20, WINDOW),)}),
        ("the problem has this client already", {"clients": (Client("k0", "p0"),)}),
        ("no such client", {"visits": (Visit("n0", "nobody", 20, WINDOW),)}),
        ("no such place", {"clients": (Client("new", "nowhere"),)}),
        ("no such place", {"visits": (Visit("n0", "k0", 20, WINDOW, place="nowhere"),)}),
        ("no such carer", {"clients": (Client("new", "p0", refuses=("nobody",)),)}),
        ("no such visit", {"links": (Link("v0", "nothing"),)}),
        ("lasts at least one tick", {"visits": (Visit("n0", "k0", 0, WINDOW),)}),
        ("opens after the horizon", {"visits": (Visit("n0", "k0", 20, (Window(10**6, 10**6 + 1),)),)}),
        ("given 2 times", {"visits": (Visit("n0", "k0", 20, WINDOW),) * 2}),
    ],
)
def test_every_fault_is_told(told, parts):
    with pytest.raises(ProblemError, match=told):
        joined(PROBLEM, **parts)


def test_all_faults_are_told_at_once():
    with pytest.raises(ProblemError) as caught:
        joined(PROBLEM, (Visit("v0", "k0", 0, WINDOW),), (Client("new", "nowhere"),))
    assert len(caught.value.faults) == 3


def test_a_link_may_name_visits_of_the_problem():
    later = joined(PROBLEM, (Visit("n0", "k0", 20, WINDOW),), (), (Link("v0", "n0", 0, 30),))
    assert later.links[-1].second == "n0"

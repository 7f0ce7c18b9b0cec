"""Packages: offers are clean and cost what is said, crews are as small as asked, the order of input changes nothing."""

from dataclasses import replace
from datetime import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.check import check
from engine.errors import ProblemError, RequestError
from engine.explain.reasons import worse
from engine.matching import Bar, Desk, Freedoms, match
from engine.plan import Plan
from engine.problem import CarePackage, Link, Problem, Request, Visit, Window
from tests.engine.matching.test_single import merged, one_more, with_plan


def package(problem: Problem, rng: Random, visits: int, two: bool) -> Request:
    """Visits of one client on several days, some of them for two carers at once."""
    client = rng.choice(problem.clients).id
    found: list[Visit] = []
    links: list[Link] = []
    for number in range(visits):
        opens = one_more(problem, rng).windows[0].start
        window = (Window(opens, opens + rng.randrange(30, 120)),)
        names = (f"n{number}A", f"n{number}B") if two and number % 2 == 0 else (f"n{number}A",)
        found += (Visit(name, client, 20, window) for name in names)
        if len(names) == 2:
            links.append(Link(*names, 0, 0, "different"))
    return Request(tuple(found), links=tuple(links), carers=rng.choice((1, 2, 3, None)))


def said(answer) -> list:
    """Everything that is told, without the problem itself."""
    return [answer.offers, answer.partial, answer.further, answer.ruled_out, answer.advice]


@pytest.mark.parametrize("two", [False, True], ids=["one at a time", "two at once"])
@pytest.mark.parametrize("seed", range(20))
def test_offers_are_clean_and_exact(seed, two):
    problem, plan = with_plan(seed, carers=4)
    rng = Random(f"package {seed}")
    request = package(problem, rng, 4, two)
    freedoms = Freedoms(rng.choice((0, 1, 2)), without=(rng.choice(problem.carers).id,))
    desk = Desk(problem, plan)
    answer = match(desk, request, freedoms)
    before = check(problem, plan)
    told = {visit: (shift, stop.start) for visit, shift, stop in plan.visits()}
    for offer in (*answer.offers, *answer.partial):
        whole = merged(plan, offer.routes)
        after = check(answer.problem, whole)
        assert {one.about.visit for one in worse(before, after)} <= set(offer.missing)
        assert offer.points == round((after.cost - before.cost) * desk.prices.points_per_cost)
        assert {slot.visit for slot in offer.slots} | set(offer.missing) == {visit.id for visit in request.visits}
        assert not set(offer.carers) & set(freedoms.without)
        moved = [visit for visit, shift, stop in whole.visits() if visit in told and told[visit] != (shift, stop.start)]
        assert len(moved) == len(offer.pushes) <= freedoms.pushes
        assert all(told[visit][0] == shift for visit, shift, _ in whole.visits() if visit in told)
        if request.carers is not None:
            assert len(offer.carers) <= max(request.carers, 2 if request.links else 1)
    for offer in answer.offers:
        assert not offer.missing
        starts = {slot.visit: slot for slot in offer.slots}
        for link in request.links:
            one, other = starts[link.first], starts[link.second]
            assert one.start == other.start
            assert one.carer != other.carer


@pytest.mark.parametrize("seed", range(12))
def test_who_is_ruled_out_has_no_slot_for_what_is_named(seed):
    problem, plan = with_plan(seed, carers=4)
    request = replace(package(problem, Random(f"out {seed}"), 3, two=False), carers=1)
    answer = match(Desk(problem, plan), request)
    for out in answer.ruled_out:
        for name in out.visits:
            one = Request(tuple(visit for visit in request.visits if visit.id == name))
            alone = match(Desk(problem, plan), one, most=99)
            assert out.carer in {bar.carer for bar in alone.ruled_out}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 30), shuffle=st.randoms(use_true_random=False), two=st.booleans(), single=st.booleans())
def test_the_order_of_the_input_changes_nothing(seed, shuffle, two, single):
    problem, plan = with_plan(seed, carers=4)
    rng = Random(f"order {seed}")
    request = Request((one_more(problem, rng),)) if single else package(problem, rng, 3, two)

    def shuffled(items: tuple) -> tuple:
        return tuple(shuffle.sample(items, len(items)))

    other = replace(
        problem,
        carers=shuffled(problem.carers),
        shifts=shuffled(problem.shifts),
        clients=shuffled(problem.clients),
        visits=shuffled(problem.visits),
        links=shuffled(problem.links),
    )
    asked = replace(request, visits=shuffled(request.visits), links=shuffled(request.links))
    first = match(Desk(problem, plan), request)
    second = match(Desk(other, Plan(shuffled(plan.routes))), asked)
    assert said(second) == said(first)


def test_a_desk_answers_the_same_question_the_same_way_whatever_was_asked_between():
    problem, plan = with_plan(4, carers=4)
    desk = Desk(problem, plan)
    requests = [package(problem, Random(f"again {number}"), 3, number % 2 == 0) for number in range(4)]
    first = [said(match(desk, request)) for request in requests]
    assert [said(match(desk, request)) for request in reversed(requests)] == first[::-1]
    assert check(problem, plan).cost == desk.judged.verdict.cost


def test_more_visits_than_there_was_room_for():
    problem, plan = with_plan(4, carers=4)
    opens = problem.shifts[0].start
    visits = tuple(
        Visit(f"n{number}", problem.clients[0].id, 1, (Window(opens, opens + 300),)) for number in range(150)
    )
    answer = match(Desk(problem, plan), Request(visits, carers=None))
    assert len(answer.visits) == 150


def test_nobody_is_asked_who_was_to_be_left_out():
    problem, plan = with_plan(6)
    everybody = tuple(carer.id for carer in problem.carers)
    answer = match(Desk(problem, plan), Request((one_more(problem, Random(1)),)), Freedoms(without=everybody))
    assert {out.bar for out in answer.ruled_out} == {Bar.NOT_ASKED}
    with pytest.raises(RequestError, match=r"nobody.*no such carer"):
        match(Desk(problem, plan), Request((one_more(problem, Random(1)),)), Freedoms(without=("nobody",)))


def test_faults_of_a_request_are_told_with_the_next_step():
    problem, plan = with_plan(6)
    with pytest.raises(RequestError, match="ask for at least one visit"):
        Request()
    with pytest.raises(RequestError, match="carers = 0"):
        Request((one_more(problem, Random(1)),), carers=0)
    with pytest.raises(RequestError, match="pushes = -1"):
        Freedoms(-1)
    with pytest.raises(ProblemError, match="no such client"):
        match(Desk(problem, plan), Request((replace(one_more(problem, Random(1)), client="nobody"),)))
    far = CarePackage("k0", 30, ("mon",), time(9), time(10), weeks=2, first=problem.start.replace(year=2030))
    with pytest.raises(RequestError, match="plan those weeks first"):
        match(Desk(problem, plan), Request(packages=(far,)))

"""Requests that come twice: one job, whoever is first."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from api.access.principal import OF_ROLE, Principal, Role
from api.answering.answer import LATER, Answer
from api.refusals import Refusal
from api.routes.repeating import once
from api.store import jobs, people
from api.store.jobs import Order
from tests.api.service.parts import World, served

PLANNER = Principal("sol", "01hplanner", Role.PLANNER, OF_ROLE[Role.PLANNER])


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    with served(request.param) as found:
        found.put("week")
        yield found


def ask(world: World, key: str | None, body: bytes = b"{}", route: str = "plans", asking: Principal = PLANNER):
    order = Order(kind="plan", problem="week", version=1, by=asking.id)
    return once(world.service, asking, key, route, body, lambda books: jobs.accept(books, order))


def accepted(world: World) -> int:
    with world.store.reading("sol") as books:
        return len(jobs.page(books, None, 100))


def test_the_same_request_is_the_same_job(world: World):
    first, new = ask(world, "a")
    again, new_again = ask(world, "a")
    assert (first.id, new, new_again) == (again.id, True, False)
    assert ask(world, "b")[0].id != first.id
    assert ask(world, None)[0].id != ask(world, None)[0].id
    assert accepted(world) == 4


def test_neither_a_repeated_question_nor_one_that_waits_is_opened(world: World, monkeypatch: pytest.MonkeyPatch):
    first, _ = ask(world, "a")
    with world.store.of("sol") as books:
        waiting = jobs.accept(books, Order(kind="match", problem="week", version=1, by=PLANNER.id, request=b"{}"))
    monkeypatch.setattr(jobs, "get", unopened)
    assert ask(world, "a")[0].id == first.id
    answer = world.as_role(Role.PLANNER, "GET", f"/v1/matches/{waiting.id}")
    assert (answer.status_code, answer.json()["state"]) == (202, "accepted")


def unopened(*_):
    raise AssertionError("it was opened")


def test_another_request_under_the_same_key_is_refused(world: World):
    ask(world, "a")
    for body, route in ((b"{ }", "plans"), (b"{}", "matches")):
        with pytest.raises(Refusal) as refused:
            ask(world, "a", body, route)
        assert refused.value.code.code == "key-reused"
    assert accepted(world) == 1


def test_two_who_ask_may_choose_the_same_key(world: World):
    ask(world, "a")
    assert ask(world, "a", b"other", asking=replace(PLANNER, id="01hsomebody"))[1]


def test_no_question_is_accepted_about_whom_was_erased_since_it_was_read(world: World):
    class Overtaken:
        async def ask(self, *_, **__):
            with world.store.of("sol") as books:
                people.erase(books, "carer", "berta")
            about = {"problem": "week", "version": 1, "plan": None, "weights": "usual 1", "measure": "large"}
            return Answer(LATER, json.dumps(about).encode())

    world.service.answering = Overtaken()  # pyright: ignore[reportAttributeAccessIssue]
    answer = world.as_role(Role.PLANNER, "POST", "/v1/assignments", json={"problem": "week"})
    assert (answer.status_code, answer.json()["code"], accepted(world)) == (409, "erased", 0)


def test_of_twins_one_is_accepted(world: World):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: ask(world, "a"), range(16)))
    assert len({job.id for job, _ in found}) == 1
    assert [new for _, new in found].count(True) == 1
    assert accepted(world) == 1


def test_a_job_that_is_refused_leaves_the_key_free(world: World):
    def refuse(books):
        raise Refusal("contradiction", "no")

    with pytest.raises(Refusal):
        once(world.service, PLANNER, "a", "plans", b"{}", refuse)
    assert ask(world, "a")[1]

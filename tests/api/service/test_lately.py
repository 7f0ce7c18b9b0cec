"""Answers that are kept in the API's memory: whose they are, and when they go."""

import asyncio

from api.access.principal import Role
from api.answering.answer import Answer
from api.routes.lately import Lately
from tests.api.service.parts import served


def given(lately: Lately, coop: str, erased: int, told: bytes, *key: str) -> bytes:
    async def ask() -> Answer:
        return Answer(200, told)

    return asyncio.run(lately.given(coop, erased, key or ("plan",), ask)).body


def test_what_was_told_is_told_again_to_the_same_co_op_only():
    lately = Lately()
    assert given(lately, "sol", 0, b"first") == b"first"
    assert given(lately, "sol", 0, b"second") == b"first"
    assert given(lately, "lluna", 0, b"other") == b"other"
    assert given(lately, "sol", 0, b"part", "plan", "kpis") == b"part"


def test_all_of_a_co_op_goes_when_somebody_is_erased():
    lately = Lately()
    for coop in ("sol", "lluna"):
        given(lately, coop, 0, b"before")
    assert given(lately, "sol", 1, b"after") == b"after"
    assert given(lately, "lluna", 0, b"after") == b"before"


def test_what_was_asked_before_an_erasure_is_not_kept():
    lately = Lately()

    async def overtaken() -> Answer:
        async def newer() -> Answer:
            return Answer(200, b"other")

        await lately.given("sol", 1, ("another",), newer)
        return Answer(200, b"before")

    assert asyncio.run(lately.given("sol", 0, ("plan",), overtaken)).body == b"before"
    assert given(lately, "sol", 1, b"after") == b"after"


def test_the_one_asked_for_longest_ago_goes_first():
    lately = Lately(most=10)
    for key in ("a", "b"):
        given(lately, "sol", 0, b"12345", key)
    given(lately, "sol", 0, b"", "a")
    given(lately, "sol", 0, b"12345", "c")
    assert [given(lately, "sol", 0, b"new", key) for key in ("a", "c", "b")] == [b"12345", b"12345", b"new"]


def test_what_is_forgotten_is_held_no_longer_and_takes_no_room():
    lately = Lately(most=10)
    for coop in ("sol", "lluna"):
        given(lately, coop, 0, b"12345")
    lately.forget("sol")
    assert not any(coop == "sol" for coop, *_ in lately._held)
    given(lately, "lluna", 0, b"67890", "another")
    assert given(lately, "lluna", 0, b"new") == b"12345"


def test_what_is_asked_while_a_co_op_is_forgotten_is_not_kept():
    lately = Lately()

    async def overtaken() -> Answer:
        lately.forget("sol")
        return Answer(200, b"before")

    assert asyncio.run(lately.given("sol", 0, ("plan",), overtaken)).body == b"before"
    assert given(lately, "sol", 0, b"after") == b"after"


def test_no_answer_outlives_the_erasure_of_a_person():
    with served() as world:
        world.put("week")
        given(world.service.lately, "sol", 0, b"tells of berta")
        assert world.service.lately._held
        assert world.as_role(Role.ADMIN, "DELETE", "/v1/people/carer/berta").status_code == 204
        assert not world.service.lately._held  # before anybody asks for anything again

"""Anybody reads the library: by words and facets, in pages, in their language; of one co-op at a time."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from api.library.course import Course
from api.store.library import courses, resources
from api.store.library.states import Standing
from tests.api.service.parts import World, served
from tests.api.store.library.shelf import ALL, HOIST, STATUTES, fill, many

AT = "/v1/library"


@pytest.fixture
def world() -> Iterator[World]:
    with served() as found:
        yield found


def test_the_library_is_read_without_an_account(world: World):
    fill(world.store)
    answer = world.ask("GET", f"{AT}/resources?q=dignity&goal=care-better&lang=ca")
    assert answer.status_code == 200
    found = answer.json()
    assert (found["total"], [one["id"] for one in found["items"]]) == (2, [3, 1])
    assert found["items"][1]["resource"]["authors"] == [{"name": "Solà", "given": "Núria", "organisation": False}]
    assert found["facets"]["topic"] == [
        {"id": "person-centred-care", "name": "Atenció centrada en la persona", "count": 2},
        {"id": "working-conditions", "name": "Condicions laborals", "count": 1},
    ]
    assert found["facets"]["language"] == [
        {"id": "en", "name": "anglès", "count": 1},
        {"id": "hi", "name": "hindi", "count": 1},
    ]
    unknown = world.ask("GET", f"{AT}/resources?rights=unknown&rights=&lang=ca").json()["facets"]["rights"]
    assert {"id": "all-rights-reserved", "name": "Tots els drets reservats", "count": 1} in unknown
    one = world.ask("GET", f"{AT}/resources/1").json()
    assert one == found["items"][1]
    assert one["resource"]["short_title"] == HOIST.short_title


def test_pages_follow_each_other_and_keep_what_is_asked(world: World):
    fill(world.store, *many(5))
    address, seen = f"{AT}/resources?language=en&language=ca&limit=2&sort=added", []
    while address:
        answer = world.ask("GET", address)
        seen += [one["id"] for one in answer.json()["items"]]
        link = answer.headers.get("Link", "")
        assert link.endswith('; rel="next"') == bool(link)
        assert not link or "language=en&language=ca&limit=2&sort=added&after=" in link
        address = link.partition(">")[0].removeprefix("<")
    assert seen == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    "query", ["sort=best", "after=x", "after=1.", "limit=0", "limit=101", "lang=xx", "q=" + "x" * 301, "coop=Sol"]
)
def test_what_is_asked_wrongly_is_refused(world: World, query: str):
    assert world.ask("GET", f"{AT}/resources?{query}").json()["code"] == "invalid"


def test_what_is_not_published_is_not_there(world: World):
    (number,) = fill(world.store, HOIST, state=Standing.SUBMITTED)
    assert world.ask("GET", f"{AT}/resources/{number}").json()["code"] == "unknown"
    assert world.ask("GET", f"{AT}/resources").json()["total"] == 0
    for call in (("PUT", "favourite"), ("DELETE", "favourite"), ("POST", "reports")):
        answer = world.ask(call[0], f"{AT}/resources/{number}/{call[1]}", json={})
        assert answer.json()["code"] == "unknown"


def test_terms_have_their_names_in_six_languages(world: World):
    terms = world.ask("GET", f"{AT}/terms").json()
    assert set(terms) == {"goal", "topic", "coop_type", "sector", "region", "format"}
    for one in terms["topic"]:
        assert set(one["names"]) == {"en", "ca", "es", "hi", "gu", "pt-BR"}


def test_courses_are_read_in_their_order_without_what_was_withdrawn(world: World):
    fill(world.store)
    with world.store.of("sol") as books:
        made = courses.add(books, Course(title="Lifting", competency="hoist", steps=(3, 1, 2)), Standing.PUBLISHED)
        courses.add(books, Course(title="Not yet", competency="hoist"))
        courses.add(books, Course(title="Another", competency="dementia"), Standing.PUBLISHED)
        resources.turn(books, 1, Standing.WITHDRAWN)
    assert [one["id"] for one in world.ask("GET", f"{AT}/courses").json()["items"]] == [1, 3]
    assert [one["id"] for one in world.ask("GET", f"{AT}/courses?competency=hoist").json()["items"]] == [1]
    assert world.ask("GET", f"{AT}/courses/1").json()["course"]["steps"] == [3, 1, 2]
    assert world.ask("GET", f"{AT}/courses/2").json()["code"] == "unknown"
    steps = world.ask("GET", f"{AT}/courses/{made.number}/resources").json()
    assert [one["id"] for one in steps] == [3, 2]


def test_a_favourite_counts_once_a_day_from_one_address(world: World):
    fill(world.store)
    at = f"{AT}/resources/1/favourite"
    counts = [world.ask(method, at).json()["favourites"] for method in ("PUT", "PUT", "DELETE", "DELETE", "PUT")]
    assert counts == [1, 1, 0, 0, 0]
    assert world.ask("PUT", f"{AT}/resources/2/favourite").json()["favourites"] == 1
    found = world.ask("GET", f"{AT}/resources?sort=favourites").json()["items"]
    assert [(one["id"], one["favourites"]) for one in found] == [(2, 1), (3, 0), (1, 0)]


def test_where_there_are_several_co_ops_one_is_named():
    with served("postgresql", "sol", "lluna") as world:
        fill(world.store, *ALL)
        fill(world.store, replace(STATUTES, title="Lluna's own"), coop="lluna")
        assert world.ask("GET", f"{AT}/resources").json()["faults"][0]["pointer"] == "query#coop"
        assert world.ask("GET", f"{AT}/resources?coop=nobody").json()["code"] == "unknown"
        assert world.ask("GET", f"{AT}/resources?coop=sol").json()["total"] == 3
        own = world.ask("GET", f"{AT}/resources?coop=lluna&limit=1")
        assert [one["resource"]["title"] for one in own.json()["items"]] == ["Lluna's own"]
        assert world.ask("GET", f"{AT}/resources/2?coop=lluna").json()["code"] == "unknown"
        assert world.ask("POST", f"{AT}/resources/2/reports?coop=lluna", json={}).json()["code"] == "unknown"

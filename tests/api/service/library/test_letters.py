"""What visitors hand in waits until somebody of the co-op has looked at it, and nobody can hand in too much."""

from collections.abc import Iterator

import pytest

from api.access.principal import Role
from api.routes.library import letters
from api.store import audit
from api.store.library.states import Standing
from tests.api.service.parts import World, served
from tests.api.store.library.shelf import HOIST, fill, many

AT = "/v1/library"
REVIEW = f"{AT}/review"
GIVEN = {
    "link": "https://www.example.org/new?utm_source=letter",
    "title": "A new handbook",
    "authors": [{"name": "Sensorica, Inc.", "organisation": True}],
    "published": "2024-05",
    "doi": "https://doi.org/10.1000/ABC",
    "isbn": ["0-306-40615-2"],
    "rights": "cc-by",
    "terms": {"goals": ["care-better"]},
}


@pytest.fixture
def world() -> Iterator[World]:
    with served() as found:
        yield found


def keep(world: World, method: str, path: str, **more):
    return world.as_role(Role.PLANNER, method, f"{REVIEW}{path}", **more)


def test_a_resource_goes_from_a_visitor_through_review_to_the_readers(world: World):
    handed = world.ask("POST", f"{AT}/resources", json=GIVEN)
    assert (handed.status_code, handed.json()) == (201, {"id": 1, "state": "submitted", "same": None})
    assert world.ask("GET", f"{AT}/resources").json()["total"] == 0
    (waits,) = keep(world, "GET", "/resources?state=submitted").json()["items"]
    assert (waits["by"], waits["resource"]["doi"]) == ("reader", "10.1000/abc")
    assert waits["resource"]["isbn"] == ["9780306406157"]
    assert waits["resource"]["authors"] == [{"name": "Sensorica, Inc.", "given": "", "organisation": True}]
    published = keep(world, "POST", "/resources/1/publish").json()
    assert (published["state"], published["same"]) == ("published", None)
    assert world.ask("GET", f"{AT}/resources?q=handbook&goal=care-better").json()["total"] == 1
    assert keep(world, "POST", "/resources/1/withdraw").json()["state"] == "withdrawn"
    assert world.ask("GET", f"{AT}/resources?q=handbook").json()["total"] == 0
    with world.store.reading("sol") as books:
        acts = [(one.act, one.object) for one in audit.page(books, None, 9)]
    assert acts == [("resource.publish", "resource:1"), ("resource.withdraw", "resource:1")]


def test_a_duplicate_is_told_to_the_visitor_and_to_who_reviews_it(world: World):
    fill(world.store, HOIST)
    fill(world.store, *many(1), state=Standing.SUBMITTED)
    again = {"link": HOIST.link.replace("https://", "http://www.") + "/"}
    assert world.ask("POST", f"{AT}/resources", json=again).json()["same"] == {"id": 1, "by": "link"}
    hidden = world.ask("POST", f"{AT}/resources", json={"link": many(1)[0].link})
    assert hidden.json()["same"] is None  # what readers cannot see is not told to them
    assert keep(world, "GET", "/resources/3").json()["same"] == {"id": 1, "by": "link"}
    assert keep(world, "GET", "/resources/4").json()["same"] == {"id": 2, "by": "link"}


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"link": "ftp://example.org"}, "/link"),
        ({"published": "last year"}, "/published"),
        ({"doi": "Zsofia-Quux"}, "/doi"),
        ({"isbn": ["0-306-40615-3"]}, "/isbn"),
        ({"issn": ["1234"]}, "/issn"),
        ({"language": "Klingon!"}, "/language"),
        ({"rights": "custom"}, "/rights_text"),
        ({"short_title": "x" * 73}, "/short_title"),
        ({"archived": ["javascript:alert(1)"]}, "/archived"),
        ({"terms": {"goals": ["Zsofia-Quux"]}}, "/terms/goals"),
        ({"title": "two\nlines"}, "/title"),
        ({"rights": "mine"}, "/rights"),
        ({"colour": "red"}, ""),
        ({"link": ""}, "/link"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_place_and_nothing_repeated(world: World, more: dict, pointer: str):
    answer = world.ask("POST", f"{AT}/resources", json={**GIVEN, **more})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["faults"]] == [pointer]
    assert "Quux" not in answer.text


def test_an_edit_that_a_reader_suggests_is_taken_or_left(world: World):
    fill(world.store, HOIST)
    for fields in ({"published": "2024", "title": "A better title"}, {"publisher": "Another"}):
        told = world.ask("POST", f"{AT}/resources/1/suggestions", json={"fields": fields, "note": "see page 2"})
        assert (told.status_code, told.json()) == (201, {"noted": True})
    first, second = keep(world, "GET", "/suggestions?state=open").json()["items"]
    assert (first["fields"], first["note"]) == ({"published": "2024", "title": "A better title"}, "see page 2")
    taken = keep(world, "POST", f"/suggestions/{first['id']}/take").json()["resource"]
    assert (taken["title"], taken["published"], taken["summary"]) == ("A better title", "2024", HOIST.summary)
    assert keep(world, "POST", f"/suggestions/{first['id']}/take").json()["code"] == "over"
    assert keep(world, "POST", f"/suggestions/{second['id']}/close").json()["state"] == "closed"
    shown = world.ask("GET", f"{AT}/resources/1").json()["resource"]
    assert (shown["title"], shown["publisher"]) == ("A better title", "")
    wrong = world.ask("POST", f"{AT}/resources/1/suggestions", json={"fields": {"published": "soon"}})
    assert wrong.json()["faults"][0]["pointer"] == "/published"


def test_a_dead_link_is_reported_and_put_away(world: World):
    fill(world.store, HOIST)
    assert world.ask("POST", f"{AT}/resources/1/reports", json={"note": "gone"}).status_code == 201
    (report,) = keep(world, "GET", "/reports?state=open").json()["items"]
    assert (report["resource"], report["link"], report["source"]) == (1, HOIST.link, "reader")
    assert keep(world, "POST", f"/reports/{report['id']}/close").json()["state"] == "closed"
    assert keep(world, "GET", "/reports?state=open").json()["items"] == []


def test_who_edits_says_which_version_they_read(world: World):
    fill(world.store, HOIST)
    read = keep(world, "GET", "/resources/1")
    etag, body = read.headers["ETag"], {"link": HOIST.link, "title": "Mine"}
    assert keep(world, "PUT", "/resources/1", json=body).json()["code"] == "condition-missing"
    assert (
        keep(world, "PUT", "/resources/1", json=body, headers={"If-Match": etag}).json()["resource"]["title"] == "Mine"
    )
    assert keep(world, "PUT", "/resources/1", json=body, headers={"If-Match": etag}).json()["code"] == "stale"
    assert keep(world, "PUT", "/resources/1", json=body, headers={"If-Match": '"x"'}).json()["code"] == "stale"
    assert keep(world, "PUT", "/resources/1", json=body, headers={"If-Match": "*"}).status_code == 200


def test_an_address_hands_in_so_much_an_hour_and_reads_on():
    body = {"link": "https://example.org/"}
    with served(letters_an_hour=2) as world:
        for _ in range(2):
            assert world.ask("POST", f"{AT}/resources", json=body).status_code == 201
        refused = world.ask("POST", f"{AT}/resources", json=body)
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many-requests")
        assert 0 < int(refused.headers["Retry-After"]) <= 3600
        assert world.ask("GET", f"{AT}/resources").status_code == 200
    with served(letters_an_hour=0) as world:
        assert world.ask("POST", f"{AT}/resources", json=body).status_code == 429


def test_the_door_is_shut_while_too_much_waits(world: World, monkeypatch):
    monkeypatch.setattr(letters, "MOST_SUBMITTED", 2)
    fill(world.store, *many(2), state=Standing.SUBMITTED)
    refused = world.ask("POST", f"{AT}/resources", json=GIVEN)
    assert (refused.json()["code"], refused.headers["Retry-After"]) == ("too-many-requests", "3600")
    keep(world, "POST", "/resources/1/withdraw")
    assert world.ask("POST", f"{AT}/resources", json=GIVEN).status_code == 201


def test_courses_are_made_of_what_there_is(world: World):
    fill(world.store, HOIST)
    course = {"title": "Lifting", "competency": "hoist", "level": 2, "steps": [1]}
    made = keep(world, "POST", "/courses", json=course).json()
    assert (made["id"], made["state"]) == (1, "submitted")
    assert world.ask("GET", f"{AT}/courses").json()["items"] == []
    assert keep(world, "POST", "/courses/1/publish").json()["state"] == "published"
    assert world.ask("GET", f"{AT}/courses/1").json()["course"]["level"] == 2
    wrong = keep(world, "PUT", "/courses/1", json={**course, "steps": [1, 9]})
    assert [one["pointer"] for one in wrong.json()["faults"]] == ["/steps/1"]
    assert keep(world, "PUT", "/courses/9", json=course).json()["code"] == "unknown"

"""The library's pages: found, read and handed in without JavaScript and without an account."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from api.access.principal import Role
from api.hub.speech import LANGUAGES
from api.library.course import Course
from api.library.facets import filed_under
from api.library.resource import Contributor, Resource, Rights
from api.routes.library.forms import WantedResource
from api.routes.library.resource_form import document, filled
from api.store import audit
from api.store.library import courses, letters, resources
from api.store.library.states import Letter, Standing
from engine.problem import Need
from tests.api.library.resources import full
from tests.api.service.parts import AT_HOME, HOME, SMALL, World, keep, served
from tests.api.store.library.shelf import ALL, HOIST, STATUTES, fill, many
from tests.hub.browsing import ask, signed_in


@pytest.fixture
def world() -> Iterator[World]:
    with served() as found:
        yield found


def page(world: World, path: str, **more) -> str:
    answer = ask(world, "GET", path, **more)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


def links(text: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'href="([^"]*)"', text)]


def titles(text: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'class="title"><a [^>]*>([^<]*)</a>', text)]


def test_whoever_opens_the_library_sees_what_there_is(world: World):
    fill(world.store)
    text = page(world, "/library")
    assert titles(text) == ["देखभाल में गरिमा", STATUTES.called, HOIST.called]
    assert "3 resources" in text
    assert '<a href="/library/1" lang="en">' in text
    assert "Núria Solà" in text
    assert 'name="topic" value="person-centred-care"' in text


def test_an_address_tells_all_that_is_chosen_and_can_be_shared(world: World):
    fill(world.store)
    text = page(world, "/library?q=dignity&topic=person-centred-care&language=en&language=hi&sort=published")
    assert len(titles(text)) == 2
    assert 'value="person-centred-care" checked' in text
    assert text.count("checked") == 3
    assert '<option value="published" selected>' in text
    away = [one for one in links(text) if one.startswith("/library?")]
    assert "/library?topic=person-centred-care&language=en&language=hi&sort=published" in away  # without the words
    assert "/library?q=dignity&topic=person-centred-care&language=hi&sort=published" in away  # without English
    exported = next(one for one in links(text) if one.startswith("/v1/library/export/ris?"))
    assert world.ask("GET", exported).text.count("TY  - ") == 2


def test_pages_follow_each_other(world: World):
    fill(world.store, *(replace(one, short_title=f"Number {place}") for place, one in enumerate(many(45))))
    seen, address = [], "/library?language=en"
    for _ in range(3):
        text = page(world, address)
        seen += titles(text)
        found = [html.unescape(one) for one in re.findall(r'rel="next" href="([^"]*)"', text)]
        address = found[0] if found else ""
    assert address == ""
    assert seen == [f"Number {place}" for place in range(44, -1, -1)]


def test_nothing_found_says_what_to_do(world: World):
    text = page(world, "/library?q=nothing-like-it")
    assert "0 resources" in text
    assert "Take something away" in text


def test_a_resource_has_a_page_with_all_that_is_known_and_what_machines_read(world: World):
    evil = replace(HOIST, title="</script><script>alert(1)</script>", summary="One.\nTwo <b>bold</b>.")
    fill(world.store, evil)
    text = page(world, "/library/1")
    assert "<script>alert" not in text
    assert "<b>bold" not in text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    told = json.loads(found[1])
    assert told["name"] == evil.title
    assert "LearningResource" in told["@type"]
    assert "/library?teaches=hoist" in links(text)
    assert HOIST.link in links(text)
    assert ask(world, "GET", "/library/2").status_code == 404
    assert ask(world, "GET", "/library/nothing").status_code == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_every_language(world: World, language: str):
    fill(world.store)
    text = page(world, "/library", headers={"Accept-Language": language})
    assert f'<html lang="{language}">' in text
    assert ("Search" in text) == (language == "en")


def test_what_somebody_keeps_is_a_list_by_numbers(world: World):
    fill(world.store)
    assert titles(page(world, "/library/kept?id=3&id=1&id=99")) == ["देखभाल में गरिमा", HOIST.called]
    assert "Nothing yet" in page(world, "/library/kept")


def test_courses_and_their_steps(world: World):
    fill(world.store)
    with world.store.of("sol") as books:
        courses.add(books, Course(title="Lifting", competency="hoist", level=2, steps=(3, 1)), Standing.PUBLISHED)
        courses.add(books, Course(title="Hidden", competency="hoist"))
    assert titles(page(world, "/library/courses")) == ["Lifting"]
    assert titles(page(world, "/library/courses/1")) == ["देखभाल में गरिमा", HOIST.called]
    assert ask(world, "GET", "/library/courses/2").status_code == 404


def test_a_visit_that_nobody_is_qualified_for_leads_to_the_courses_that_teach_it(world: World):
    """And to the page of a course, which anybody can open."""
    lifting = replace(SMALL.visits[1], needs=(Need("hoist", 2), Need("wounds", 1)))
    plan = keep(world.store, "sol", HOME, replace(SMALL, visits=(SMALL.visits[0], lifting)), AT_HOME.without("v2"))
    fill(world.store)
    with world.store.of("sol") as books:
        for title, level in (("First steps", 1), ("Lifting", 2), ("For everybody", None)):
            courses.add(books, Course(title=title, competency="hoist", level=level, steps=(1,)), Standing.PUBLISHED)
    text = page(world, f"/hub/plans/{plan}/hole?visit=v2", cookies=signed_in(world, Role.PLANNER))
    assert {"/library/courses/2", "/library/courses/3", "/library?teaches=wounds"} <= set(links(text))
    assert "/library/courses/1" not in links(text)  # it does not teach enough
    assert "the library has no course of it yet" in text
    assert titles(page(world, "/library/courses/2")) == [HOIST.called]


def test_a_resource_is_handed_in_by_a_form_and_published_by_another(world: World):
    form = {
        "link": "https://example.org/new",
        "title": "A new handbook",
        "authors": "Solà, Núria\r\nSensorica, Inc.\r\n",
        "summary": "First.\r\nSecond.",
        "published": "2024-05",
        "language": "ca",
        "rights": "cc-by",
        "isbn": "0-306-40615-2",
        "goal:care-better": "on",
        "goal:made-up": "on",
        "format:book": "on",
    }
    answer = ask(world, "POST", "/library/submit", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/library/submit?done=1")
    assert "Thank you" in page(world, "/library/submit?done=1")
    planner = signed_in(world, Role.PLANNER)
    assert "A new handbook" in page(world, "/library/review", cookies=planner)
    assert ask(world, "POST", "/library/review/resources/1", planner, data={"act": "publish"}).status_code == 303
    assert titles(page(world, "/library")) == ["A new handbook"]
    with world.store.reading("sol") as books:
        one = resources.get(books, 1).resource
    assert [(who.name, who.given, who.organisation) for who in one.authors] == [
        ("Solà", "Núria", False),
        ("Sensorica, Inc.", "", True),
    ]
    assert (one.summary, one.isbn, one.terms.goals) == ("First.\nSecond.", ("9780306406157",), ("care-better",))


def test_the_form_of_a_resource_says_all_of_it_and_changes_nothing():
    whole = replace(full(), authors=(*full().authors, Contributor("Hypatia")), rights=Rights.CUSTOM)
    told = document(filled(whole), whole)
    assert WantedResource.model_validate(told).resource() == whole
    assert WantedResource.model_validate(document(filled(Resource(link=HOIST.link)))).resource().link == HOIST.link


def test_every_field_can_be_handed_in(world: World):
    assert ask(world, "POST", "/library/submit", data=filled(full())).status_code == 303
    with world.store.reading("sol") as books:
        one = resources.get(books, 1).resource
    assert replace(one, terms=full().terms) == full()
    assert set(filed_under(one)) == set(filed_under(full()))  # boxes have no order
    wrong = ask(world, "POST", "/library/submit", data={**filled(full()), "issn": "1234", "archived": "nowhere"}).text
    assert '<details class="facet more-fields" open>' in wrong
    assert 'href="#issn">ISSN</a>' in wrong
    assert 'href="#archived">Archived copies</a>' in wrong


def test_whoever_keeps_the_library_corrects_what_was_handed_in_and_publishes_it(world: World):
    fill(world.store, HOIST, state=Standing.SUBMITTED)
    planner, at = signed_in(world, Role.PLANNER), "/library/review/resources/1"
    assert at in links(page(world, "/library/review", cookies=planner))
    text = page(world, at, cookies=planner)
    version = re.search(r'name="version" value="(\d+)"', text)
    assert version is not None
    form = {**filled(HOIST), "version": version[1], "title": "Hoists", "keywords": "sling\r\ntrack", "act": "publish"}
    wrong = ask(world, "POST", f"{at}/edit", planner, data={**form, "published": "soon"})
    assert (wrong.status_code, "sling" in wrong.text, 'href="#published"' in wrong.text) == (422, True, True)
    assert ask(world, "POST", f"{at}/edit", planner, data=form).headers["Location"] == f"{at}?done=1"
    assert "It is kept" in page(world, f"{at}?done=1", cookies=planner)
    shown = page(world, "/library/1", cookies=planner)
    assert "sling, track" in shown
    assert at in links(shown)
    assert at not in links(page(world, "/library/1"))
    again = ask(world, "POST", f"{at}/edit", planner, data={**form, "title": "Overwritten"})  # read before that
    assert (again.status_code, "meanwhile" in again.text, 'value="Overwritten"' in again.text) == (422, True, True)
    with world.store.reading("sol") as books:
        assert resources.get(books, 1).resource.title == "Hoists"
        assert [one.act for one in audit.page(books, None, 9)] == ["resource.edit", "resource.publish"]


def test_a_link_that_was_reported_dead_is_mended(world: World):
    fill(world.store, HOIST)
    ask(world, "POST", "/library/1/report", data={"note": "gone"})
    planner, at = signed_in(world, Role.PLANNER), "/library/review/resources/1"
    assert at in links(page(world, "/library/review", cookies=planner))
    form = {**filled(HOIST), "link": "https://example.org/moved"}
    assert ask(world, "POST", f"{at}/edit", planner, data=form).status_code == 303
    assert "https://example.org/moved" in links(page(world, "/library/1"))


def test_a_suggested_edit_is_shown_beside_what_stands_there_in_words(world: World):
    fill(world.store, HOIST)
    fields = {
        "published": "2024",
        "authors": [{"name": "Puig", "given": "Ana"}, {"name": "Care, Inc.", "organisation": True}],
        "terms": {"goals": ["stay-safe"], "topics": list(HOIST.terms.topics), "formats": list(HOIST.terms.formats)},
        "paywall": True,
        "rights": "cc-by-sa",
    }
    world.ask("POST", "/v1/library/resources/1/suggestions", json={"fields": fields})
    text = page(world, "/library/review", cookies=signed_in(world, Role.PLANNER))
    changes = re.findall(r"<dt>([^<]*)</dt><dd>(?:<del>([^<]*)</del> )?<ins>([^<]*)</ins></dd>", text)
    assert changes == [
        ("Authors", "Núria Solà", "Ana Puig, Care, Inc."),
        ("Published", "2021-05", "2024"),
        ("Rights", "CC BY", "CC BY-SA"),
        ("Access", "", "costs money or an account"),
        ("Goal", "Give better care", "Stay safe at work"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [("link", "nowhere"), ("published", "soon"), ("doi", "10"), ("isbn", "123"), ("link", ""), ("title", "x" * 501)],
)
def test_what_is_wrong_is_told_beside_what_was_written(world: World, field: str, value: str):
    form = {"link": "https://example.org/", "summary": "What I wrote", field: value}
    answer = ask(world, "POST", "/library/submit", data=form)
    assert answer.status_code == 422
    assert "What I wrote" in answer.text
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text
    assert 'role="alert"' in answer.text


def test_a_duplicate_is_told_to_whoever_hands_it_in(world: World):
    fill(world.store, HOIST)
    answer = ask(world, "POST", "/library/submit", data={"link": HOIST.link})
    assert answer.headers["Location"] == "/library/submit?done=1&same=1"
    assert "/library/1" in links(page(world, answer.headers["Location"]))


def test_only_what_a_reader_changed_is_suggested_and_a_planner_takes_it(world: World):
    fill(world.store, HOIST)
    form = {"link": HOIST.link, "title": "", "summary": HOIST.summary, "published": "2024", "note": "page 2"}
    assert 'value="2021-05"' in page(world, "/library/1/suggest")
    answer = ask(world, "POST", "/library/1/suggest", data={**form, "language": "en", "publisher": ""})
    assert answer.headers["Location"] == "/library/1?done=1"
    with world.store.reading("sol") as books:
        (one,) = letters.suggestions(books, None, 9, Letter.OPEN)
    assert (one.fields, one.note) == ({"published": "2024"}, "page 2")
    assert ask(world, "POST", "/library/1/suggest", data={"published": "soon"}).status_code == 422
    assert ask(world, "POST", "/library/1/suggest", data={}).status_code == 422
    planner = signed_in(world, Role.PLANNER)
    assert "page 2" in page(world, "/library/review", cookies=planner)
    assert ask(world, "POST", f"/library/review/suggestions/{one.id}", planner, data={"act": "take"}).status_code == 303
    assert "2024" in page(world, "/library/1")


def test_a_dead_link_is_reported_and_put_away(world: World):
    fill(world.store, HOIST)
    assert ask(world, "POST", "/library/1/report", data={"note": "gone"}).headers["Location"] == "/library/1?done=1"
    planner = signed_in(world, Role.ADMIN)
    with world.store.reading("sol") as books:
        (one,) = letters.reports(books, None, 9, Letter.OPEN)
    assert "reported by a reader" in page(world, "/library/review", cookies=planner)
    assert ask(world, "POST", f"/library/review/reports/{one.id}", planner, data={"act": "burn"}).status_code == 400
    assert ask(world, "POST", f"/library/review/reports/{one.id}", planner, data={"act": "close"}).status_code == 303
    assert "gone" not in page(world, "/library/review", cookies=planner)


def test_whose_library_it_is_stands_in_every_address_where_there_are_several():
    with served("postgresql", "sol", "lluna") as world:
        fill(world.store, *ALL)
        assert ask(world, "GET", "/library").status_code == 422
        text = page(world, "/library?coop=sol&q=hoist")
        for one in links(text):
            assert not one.startswith(("/library", "/v1")) or "coop=sol" in one or one == "/library", one
        assert '<input type="hidden" name="coop" value="sol">' in text
        planner = signed_in(world, Role.PLANNER, "lluna")
        assert titles(page(world, "/library", cookies=planner)) == []
        fill(world.store, *ALL, coop="lluna")
        for path in ("/library", "/library/1"):  # their own, and what asks nobody who they are is told whose
            text = page(world, path, cookies=planner)
            told = [one for one in links(text) if one.startswith("/v1/library/")]
            assert told
            assert {world.ask("GET", one).status_code for one in told} == {200}
            assert 'data-coop="lluna"' in text

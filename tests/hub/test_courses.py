"""The pages on which courses are kept: made, put in order, published and withdrawn, without JavaScript."""

import html
import re
from collections.abc import Iterator

import pytest

from api.access.principal import Role
from api.hub.speech import LANGUAGES
from api.library.course import Course
from api.store import audit
from api.store.library import courses, resources
from api.store.library.states import Standing
from tests.api.service.parts import World, served
from tests.api.store.library.shelf import DIGNITY, HOIST, STATUTES, fill
from tests.hub.browsing import ask, signed_in

AT = "/library/review/courses"
LIFTING = {"title": "Lifting", "competency": "hoist", "level": "2", "summary": "First.\r\nSecond.", "language": "en"}


@pytest.fixture
def world() -> Iterator[World]:
    with served() as found:
        fill(found.store, HOIST, STATUTES, DIGNITY)
        yield found


def look(world: World, path: str = AT, **more):
    return ask(world, "GET", path, signed_in(world, Role.PLANNER), **more)


def send(world: World, path: str, **form: str):
    return ask(world, "POST", f"{AT}/{path}", signed_in(world, Role.PLANNER), data=form)


def kept(world: World, number: int = 1) -> courses.Kept:
    with world.store.reading("sol") as books:
        return courses.get(books, number)


def steps_of(text: str) -> str:
    found = re.search(r'<textarea id="steps"[^>]*>(.*?)</textarea>', text, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


def beside(text: str, field: str) -> list[str]:
    """What is told beside a field, and above the form."""
    found = re.search(rf'<div id="{field}-wrong" class="problem">(.*?)</div>', text, re.DOTALL)
    assert f'<a href="#{field}">' in text
    assert found is not None
    return re.findall(r"<p>\s*(.*?)\s*</p>", re.sub("</?span[^>]*>", "", found[1]), re.DOTALL)


def test_a_course_is_made_put_in_order_published_and_withdrawn(world: World):
    made = send(world, "new", **LIFTING, steps="3\r\n\r\n https://ronda.example/library/1?coop=sol\r\n")
    assert (made.status_code, made.headers["Location"]) == (303, f"{AT}/1?done=1")
    assert kept(world).state is Standing.SUBMITTED
    expected = Course(
        title="Lifting", competency="hoist", level=2, summary="First.\nSecond.", language="en", steps=(3, 1)
    )
    assert kept(world).course == expected
    text = look(world, f"{AT}/1?done=1").text
    assert "It is kept" in text
    assert steps_of(text).splitlines() == [f"3 {DIGNITY.called}", f"1 {HOIST.called}"]

    turned = "\r\n".join(reversed(steps_of(text).splitlines()))
    assert send(world, "1/edit", **LIFTING, steps=turned, act="publish").status_code == 303
    assert (kept(world).state, kept(world).course.steps) == (Standing.PUBLISHED, (1, 3))
    assert "/library/courses/1" in look(world, f"{AT}/1").text
    assert ask(world, "GET", "/library/courses/1").status_code == 200

    assert send(world, "1/withdraw").headers["Location"] == f"{AT}/1?done=1"
    assert kept(world).state is Standing.WITHDRAWN
    assert ask(world, "GET", "/library/courses/1").status_code == 404
    assert "Take it off the shelf" not in look(world, f"{AT}/1").text
    with world.store.reading("sol") as books:
        acts = [one.act for one in audit.page(books, None, 9)]
    assert acts == ["course.add", "course.edit", "course.publish", "course.withdraw"]


def test_a_course_may_be_published_at_once_and_needs_a_title_and_a_competency_only(world: World):
    send(world, "new", title="Lifting", competency="hoist", level="", steps="", act="publish")
    assert kept(world).state is Standing.PUBLISHED
    assert kept(world).course == Course(title="Lifting", competency="hoist")


def test_every_course_is_listed_with_its_state_page_by_page(world: World):
    assert "Nothing yet." in look(world).text
    assert AT in look(world, "/library/review").text
    with world.store.of("sol") as books:
        for state in Standing:
            courses.add(books, Course(title=f"One that is {state}", competency="hoist", steps=(1,)), state)
        for number in range(20):
            courses.add(books, Course(title=f"Number {number}", competency="hoist"))
    text = look(world).text
    for state, told in zip(Standing, ("It waits for review.", "Readers see it.", "It is off the shelf."), strict=True):
        card = text[text.index(f"One that is {state}") :]
        assert told in card[: card.index("</article>")]
    found = re.search('rel="next" href="([^"]*)"', text)
    assert found is not None
    assert re.findall(">(Number [0-9]*)</a>", look(world, found[1]).text) == ["Number 17", "Number 18", "Number 19"]


def test_of_a_step_that_readers_do_not_see_the_keeper_is_told(world: World):
    with world.store.of("sol") as books:
        resources.turn(books, 1, Standing.WITHDRAWN)
    send(world, "new", **LIFTING, steps="1")
    text = steps_of(look(world, f"{AT}/1").text)
    assert text == f"1 {HOIST.called} (It is off the shelf.)"
    assert send(world, "1/edit", **LIFTING, steps=text).status_code == 303
    assert kept(world).course.steps == (1,)


@pytest.mark.parametrize("where", ["new", "1/edit"])
def test_a_step_that_is_no_resource_is_told_with_its_line_and_nothing_is_lost(world: World, where: str):
    if where != "new":
        send(world, "new", title="As it was", competency="hoist")
    answer = send(world, where, **LIFTING, steps="1 Hoists\r\n\r\n99\r\n3")
    assert answer.status_code == 422
    assert beside(answer.text, "steps") == ["line 2: begin it with the number of a resource that the library has"]
    assert steps_of(answer.text) == "1 Hoists\n99\n3"
    assert 'value="Lifting"' in answer.text
    several = send(world, where, **LIFTING, steps="the first\r\n1\r\n0\r\n99999999999\r\n3rd")
    assert [one.split(":")[0] for one in beside(several.text, "steps")] == ["line 1", "line 3", "line 4", "line 5"]
    with world.store.reading("sol") as books:
        assert [one.course.title for one in courses.page(books, None, 9)] == ["As it was"][: where != "new"]


@pytest.mark.parametrize(
    ("field", "value", "remedy"),
    [
        ("title", " ", "it is missing: add it"),
        ("competency", "", "it is missing: add it"),
        ("title", "x" * 301, "give at most 300"),
        ("level", "high", "give a whole number"),
        ("level", "1001", "give 1000 or less"),
        ("language", "x" * 101, "give at most 100"),
        ("steps", "1\r\n" * 201, "give at most 200"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(world: World, field: str, value: str, remedy: str):
    answer = send(world, "new", **{**LIFTING, field: value})
    assert answer.status_code == 422
    assert beside(answer.text, field) == [remedy]
    with world.store.reading("sol") as books:
        assert courses.page(books, None, 9) == []


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_what_is_wrong_is_told_in_the_readers_language(world: World, language: str):
    planner, headers = signed_in(world, Role.PLANNER), {"Accept-Language": language}
    form = {"title": "", "competency": "hoist", "level": "x", "steps": "none"}
    text = ask(world, "POST", f"{AT}/new", planner, data=form, headers=headers).text
    main = text[text.index("<main") : text.index("</main>")]
    assert main.count("-wrong") == 6
    assert 'lang="en"' not in main


def test_a_course_that_is_not_there(world: World):
    assert look(world, f"{AT}/9").status_code == 404
    assert send(world, "9/edit", **LIFTING).status_code == 404
    assert send(world, "9/edit", **{**LIFTING, "title": ""}).status_code == 404
    assert send(world, "9/withdraw").status_code == 404

"""Things of the library in the first co-op, made anew for each request; each says how to ask for it."""

from dataclasses import replace
from itertools import count

from api.library.course import Course
from api.store.library import courses, letters
from api.store.library.states import Standing
from tests.api.service.parts import Call, World
from tests.api.store.library.shelf import HOIST, fill

_numbers = count(700_000)  # of links, so that nothing is a duplicate


def put(world: World, state: Standing = Standing.PUBLISHED, coop: str | None = None) -> int:
    """A resource; its number."""
    one = replace(HOIST, link=f"https://example.org/{next(_numbers)}", published="")
    return fill(world.store, one, coop=coop or world.coops[0], state=state)[0]


def resource(world: World) -> Call:
    return Call({"id": str(put(world, Standing.SUBMITTED))})


def changed(world: World) -> Call:
    id = str(put(world))
    return Call({"id": id}, {"headers": {"If-Match": "*"}, "json": {"link": f"https://example.org/changed/{id}"}})


def suggestion(world: World) -> Call:
    number = put(world)
    with world.store.of(world.coops[0]) as books:
        found = letters.suggest(books, number, {"title": "Otherwise"}, "a note")
    assert found is not None
    return Call({"id": found.id})


def report(world: World) -> Call:
    number = put(world)
    with world.store.of(world.coops[0]) as books:
        found = letters.report(books, number, HOIST.link, "a note")
    assert found is not None
    return Call({"id": found.id})


def course(world: World) -> Call:
    number = put(world)
    with world.store.of(world.coops[0]) as books:
        made = courses.add(books, Course(title="Lifting", competency="hoist", steps=(number,)))
    return Call({"id": str(made.number)})


def shown_course(world: World) -> int:
    """A published one; its number."""
    number = int(course(world).path["id"])
    with world.store.of(world.coops[0]) as books:
        courses.turn(books, number, Standing.PUBLISHED)
    return number


def new_course(world: World) -> Call:
    return Call(more={"json": {"title": "Lifting", "competency": "hoist"}})


def changed_course(world: World) -> Call:
    return Call(course(world).path, {"json": {"title": "Lifting anew", "competency": "hoist"}})


def imported(world: World) -> Call:
    text = f"TY  - BOOK\nTI  - A handbook {next(_numbers)}\nUR  - https://example.org/{next(_numbers)}\nER  - \n"
    return Call(more={"json": {"format": "ris", "text": text}})

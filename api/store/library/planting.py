"""The small library that Ronda comes with, put into a co-op's: its resources, and the courses made of them."""

from dataclasses import dataclass, replace

from api.library.seeds import seeds
from api.store.library import courses, head, resources
from api.store.library.states import Standing
from api.store.store import Books


@dataclass(frozen=True, slots=True)
class Planted:
    """How much was new."""

    resources: int
    courses: int


def plant(books: Books, by: str, state: Standing) -> Planted:
    """Put in what is not there yet; a course stands for itself by its title. What was put in before stays as it is."""
    given = seeds()
    there = resources.same(books, given.resources)
    new = [one for one, same in zip(given.resources, there, strict=True) if same is None]
    added = iter(resources.take_in(books, new, by, state))
    numbers = [next(added) if same is None else same.key for same in there]
    known = {kept.course.title for kept in courses.page(books, None, 10_000)}
    wanted = [one for one in given.courses if one.title not in known]
    for one in wanted:
        courses.add(books, replace(one, steps=tuple(numbers[place] for place in one.steps)), state)
    return Planted(len(new), len(wanted))


def untouched(books: Books) -> bool:
    """Whether nothing was ever put into this library."""
    return head.version(books) == 0

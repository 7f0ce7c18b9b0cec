"""Where nobody is qualified, a match points to the courses that teach what is missing."""

import json
from dataclasses import replace
from typing import Any

import pytest

from api.answering import work
from api.library.course import Course
from api.store.library import courses
from api.store.library.states import Standing
from api.store.store import Store
from tests.api.answering.weeks import Put, care

LIFTING = Course(title="Lifting with a hoist", competency="hoist-test", language="en")


@pytest.fixture(scope="module")
def shelf(store: Store) -> dict[str, int]:
    made = {
        "any": (LIFTING, Standing.PUBLISHED),
        "third": (replace(LIFTING, level=3), Standing.PUBLISHED),
        "first": (replace(LIFTING, level=1), Standing.PUBLISHED),
        "hidden": (LIFTING, Standing.SUBMITTED),
        "other": (replace(LIFTING, competency="wounds-test"), Standing.PUBLISHED),
    }
    with store.of("sol") as books:
        return {name: courses.add(books, course, state).number for name, (course, state) in made.items()}


def needing(*needs: tuple[str, int]) -> dict[str, Any]:
    request = care()
    request["visits"][0]["needs"] = [{"competency": name, "level": level} for name, level in needs]
    return request


def matched(store: Store, form: dict[str, Any]) -> dict[str, Any]:
    return json.loads(work(store, "sol", "match", {}, json.dumps(form).encode()).body)


def test_the_courses_that_teach_enough_are_named(store: Store, held: Put, shelf: dict[str, int]):
    answer = matched(store, {"plan": held.plan, "request": needing(("hoist-test", 2))})
    assert answer["offers"] == []
    (one,) = answer["learning"]
    assert (one["competency"], one["level"]) == ("hoist-test", 2)
    assert [course["id"] for course in one["courses"]] == [shelf["any"], shelf["third"]]
    assert one["courses"][0] == {
        "id": shelf["any"],
        "title": "Lifting with a hoist",
        "level": None,
        "language": "en",
        "address": f"/v1/library/courses/{shelf['any']}",
        "page": f"/library/courses/{shelf['any']}",
    }


def test_all_that_is_missing_is_told_even_where_one_training_is_not_enough(
    store: Store, held: Put, shelf: dict[str, int]
):
    request = needing(("hoist-test", 1), ("wounds-test", 1), ("nobody-teaches", 1))
    answer = matched(store, {"plan": held.plan, "request": request})
    assert [one["help"] for one in answer["advice"]] == []
    told = {one["competency"]: [course["id"] for course in one["courses"]] for one in answer["learning"]}
    assert told == {
        "hoist-test": [shelf["any"], shelf["third"], shelf["first"]],
        "wounds-test": [shelf["other"]],
        "nobody-teaches": [],
    }


def test_where_somebody_can_come_nothing_need_be_learnt(store: Store, held: Put, shelf: dict[str, int]):
    assert matched(store, {"plan": held.plan, "request": care()})["learning"] == []

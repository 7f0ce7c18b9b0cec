"""From a request that nobody is qualified for to the library's courses that teach what is missing."""

from collections.abc import Iterator
from typing import Any

from api.store.library import courses
from api.store.library.states import Standing
from api.store.store import Store
from engine.matching import Answer
from engine.matching.answer import Help
from engine.problem import Need

MOST = 20
"""So many courses are named for each competency."""


def learning(store: Store, coop: str, answer: Answer) -> list[dict[str, Any]]:
    """What somebody would have to learn before the request can be met, and the published courses that teach it. Empty
    where there is an offer, or where nobody's learning would help."""
    needs = list(dict.fromkeys(_lacking(answer)))
    if not needs:
        return []
    with store.reading(coop) as books:
        return [
            {
                "competency": need.competency,
                "level": need.level,
                "courses": [
                    _told(kept, "" if store.sqlite else f"?coop={coop}")
                    for kept in courses.page(books, None, MOST, Standing.PUBLISHED, {need.competency}, need.level)
                ],
            }
            for need in needs
        ]


def _lacking(answer: Answer) -> Iterator[Need]:
    """What a training would help with, and what nobody at all is qualified for on the day."""
    if answer.offers:
        return
    for one in answer.advice:
        if one.help is Help.TRAINING and one.competency is not None:
            yield Need(one.competency, one.level or 1)
    problem = answer.problem
    for visit in (problem.visit[id] for id in answer.visits):
        day = problem.date_of(visit)
        for need in visit.needs:
            if all(problem.levels(carer, day).get(need.competency, 0) < need.level for carer in problem.carers):
                yield need


def _told(kept: courses.Kept, whose: str) -> dict[str, Any]:
    """whose: names the co-op in an address, where the database may hold several."""
    course = kept.course
    told = {"id": kept.number, "title": course.title, "level": course.level, "language": course.language}
    return told | {
        "address": f"/v1/library/courses/{kept.number}{whose}",
        "page": f"/library/courses/{kept.number}{whose}",
    }

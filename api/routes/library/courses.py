"""Courses: ordered lists of resources with a competency as their goal, for readers and for those who keep them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.access.principal import Principal
from api.refusals import Pointer, Refusal
from api.routes.library.asking import Keeper, Number, Reading, open_to_all
from api.routes.library.forms import WantedCourse
from api.routes.library.review import NumberAfter, StateAsked
from api.routes.library.shown import ShownCourse, ShownResource, course_shown, resource_shown
from api.routes.service import Parts
from api.store import audit
from api.store.errors import Unknown
from api.store.library import courses, resources
from api.store.library.states import Standing
from api.store.store import Books
from api.web.described import refuses, takes, told
from api.web.forms import form
from api.web.pages import Page, Paging

router = APIRouter(prefix="/v1/library/courses", tags=["library"])
review = APIRouter(prefix="/v1/library/review/courses", tags=["library review"])

Competency = Annotated[
    list[Annotated[str, Query(max_length=200)]], Query(max_length=50, description="Only those that give one of these.")
]
_EXAMPLE = {"title": "Lifting with a hoist", "competency": "hoist", "language": "en", "steps": [1, 2]}


@router.get("", responses={200: {"description": "One page.", **told("Link")}, **open_to_all()})
def list_courses(
    visitor: Reading,
    service: Parts,
    paging: Paging,
    competency: Competency = [],  # noqa: B006 - FastAPI copies it
    after: NumberAfter = None,
) -> Page[ShownCourse]:
    """Every course that readers can take."""
    with service.store.reading(visitor.coop) as books:
        return paging.page(
            lambda most: courses.page(books, after, most, Standing.PUBLISHED, competency or None),
            lambda kept: kept.number,
            course_shown,
        )


@router.get("/{id}", responses=open_to_all())
def read_course(id: Number, visitor: Reading, service: Parts) -> ShownCourse:
    """One course."""
    with service.store.reading(visitor.coop) as books:
        return course_shown(published(books, id))


@router.get("/{id}/resources", responses=open_to_all())
def list_course_resources(id: Number, visitor: Reading, service: Parts) -> list[ShownResource]:
    """What a course consists of, in its order; what was withdrawn since is left out."""
    with service.store.reading(visitor.coop) as books:
        steps = published(books, id).course.steps
        return [resource_shown(kept) for kept in resources.published(books, steps)]


def published(books: Books, id: int) -> courses.Kept:
    """A course that readers can see. Raises Unknown."""
    kept = courses.get(books, id)
    if kept.state is not Standing.PUBLISHED:
        raise Unknown("course", str(id))
    return kept


@review.get("", responses={200: {"description": "One page.", **told("Link")}, **refuses()})
def list_kept_courses(
    asking: Keeper, service: Parts, paging: Paging, state: StateAsked = None, after: NumberAfter = None
) -> Page[ShownCourse]:
    """Every course, published or not."""
    with service.store.reading(asking.coop) as books:
        return paging.page(
            lambda most: courses.page(books, after, most, state),
            lambda kept: kept.number,
            course_shown,
        )


@review.post(
    "",
    status_code=201,
    responses=refuses("contradiction", body=True),
    openapi_extra=takes("WantedCourse", example=_EXAMPLE),
)
def add_course(
    asking: Keeper, service: Parts, wanted: Annotated[WantedCourse, Depends(form(WantedCourse))]
) -> ShownCourse:
    """Make a course; readers see it once it is published."""
    with service.store.of(asking.coop) as books:
        _judge(books, wanted)
        kept = courses.add(books, wanted.course())
        _note(books, asking, "add", kept.number)
        return course_shown(kept)


@review.put("/{id}", responses=refuses("unknown", "contradiction", body=True), openapi_extra=takes("WantedCourse"))
def edit_course(
    id: Number, asking: Keeper, service: Parts, wanted: Annotated[WantedCourse, Depends(form(WantedCourse))]
) -> ShownCourse:
    """Put a course as it is to be."""
    with service.store.of(asking.coop) as books:
        _judge(books, wanted)
        kept = courses.edit(books, id, wanted.course())
        _note(books, asking, "edit", id)
        return course_shown(kept)


@review.post("/{id}/publish", responses=refuses("unknown"))
def publish_course(id: Number, asking: Keeper, service: Parts) -> ShownCourse:
    """Let readers see it, and matching point to it."""
    with service.store.of(asking.coop) as books:
        _note(books, asking, "publish", id)
        return course_shown(courses.turn(books, id, Standing.PUBLISHED))


@review.post("/{id}/withdraw", responses=refuses("unknown"))
def withdraw_course(id: Number, asking: Keeper, service: Parts) -> ShownCourse:
    """Take it off the shelf; nothing of it is deleted."""
    with service.store.of(asking.coop) as books:
        _note(books, asking, "withdraw", id)
        return course_shown(courses.turn(books, id, Standing.WITHDRAWN))


def _judge(books: Books, wanted: WantedCourse) -> None:
    there = resources.there(books, wanted.steps)
    remedy = "name a resource that the library has, by its number"
    missing = [place for place, step in enumerate(wanted.steps) if step not in there]
    if missing:
        faults = [Pointer(f"/steps/{place}", "steps", remedy) for place in missing]
        raise Refusal("contradiction", "The course has a step that is no resource.", faults)


def _note(books: Books, asking: Principal, act: str, id: int) -> None:
    audit.note(books, asking.id, asking.role.value, f"course.{act}", f"course:{id}")

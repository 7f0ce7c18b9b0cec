"""The pages on which those who keep the library make courses, change, publish and withdraw them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.access.principal import Principal
from api.library.course import Course
from api.library.naming import COURSE_FIELDS, STATES
from api.messages import _
from api.refusals import Pointer, Refusal
from api.routes.hub.visitor import fields, onward, shown
from api.routes.library.asking import Number
from api.routes.library.courses import add_course, edit_course, publish_course, withdraw_course
from api.routes.library.forms import WantedCourse
from api.routes.library.pages import PAGE, Done
from api.routes.library.resource_form import checked, lines, mendable, prose
from api.routes.library.review import NumberAfter
from api.routes.library.telling import Opened, Reading, Tell, keeper
from api.routes.service import Parts, Service
from api.store.library import courses, resources
from api.store.library.states import Standing

AT = "/library/review/courses"
router = APIRouter(prefix=AT, include_in_schema=False)

TEXTS = ("title", "competency", "summary", "language")
BLANK = dict.fromkeys(COURSE_FIELDS, "")

_STEP = re.compile(r"(?:\S*/library/(?:review/resources/)?)?([0-9]{1,10})\b")
"""What begins with a resource's number, or with the address of its page."""

_NO_STEP = _("begin it with the number of a resource that the library has")


@router.get("")
def show_kept_courses(opened: Reading, service: Parts, after: NumberAfter = None) -> Response:
    """Every course, whether readers see it or not."""
    asking = keeper(opened.frame)
    with service.store.reading(asking.coop) as books:
        found = courses.page(books, after, PAGE + 1)
    next = f"{AT}?after={found[PAGE - 1].number}" if len(found) > PAGE else None
    told = {"courses": found[:PAGE], "states": STATES, "next": next}
    return shown("review_courses.html.j2", opened.frame, tell=opened.tell, **told)


@router.get("/new")
def show_new_course(opened: Reading) -> Response:
    """Where a course is made."""
    keeper(opened.frame)
    return _course_page(opened, None, BLANK)


@router.post("/new")
async def add_course_here(request: Request, opened: Reading, service: Parts) -> Response:
    """Make a course as the form says, and publish it where that is wished."""
    asking = keeper(opened.frame)
    return await run_in_threadpool(_saved, opened, service, asking, None, await fields(request))


@router.get("/{id}")
def show_edit_course(id: Number, opened: Reading, service: Parts, done: Done = False) -> Response:
    """A course, published or not, with all of it to be changed."""
    asking = keeper(opened.frame)
    kept = _kept(service, asking, id)
    with service.store.reading(asking.coop) as books:
        steps = resources.these(books, kept.course.steps)
    return _course_page(opened, kept, _filled(kept.course, steps, opened.tell), done=done)


@router.post("/{id}/edit")
async def edit_course_here(id: Number, request: Request, opened: Reading, service: Parts) -> Response:
    """Put a course as the form says, and publish it where that is wished."""
    asking = keeper(opened.frame)
    return await run_in_threadpool(_saved, opened, service, asking, id, await fields(request))


@router.post("/{id}/withdraw")
async def withdraw_course_here(id: Number, request: Request, opened: Reading, service: Parts) -> Response:
    """Take a course off the shelf."""
    asking = keeper(opened.frame)
    await fields(request)  # refuses a form of another site
    await run_in_threadpool(withdraw_course, id, asking, service)
    return onward(f"{AT}/{id}?done=1")


def _saved(opened: Opened, service: Service, asking: Principal, id: int | None, told: Mapping[str, str]) -> Response:
    """id: of the course that is changed; None: a new one."""
    steps = lines(told.get("steps", ""))
    try:
        wanted = checked(WantedCourse, _document(told, steps))
        made = add_course(asking, service, wanted) if id is None else edit_course(id, asking, service, wanted)
    except Refusal as refusal:
        kept = None if id is None else _kept(service, asking, id)
        given = {**BLANK, **told, "steps": "\n".join(steps)}  # so that each stands on the line by which it is told
        return _course_page(opened, kept, given, 422, faults=list(_in_words(mendable(refusal))))
    if told.get("act") == "publish":
        publish_course(made.id, asking, service)
    return onward(f"{AT}/{made.id}?done=1")


def _document(told: Mapping[str, str], steps: Sequence[str]) -> dict[str, Any]:
    """A course as the form says it; what is no number stays a text, for the checker to find."""
    level = told.get("level", "").strip()
    return {
        **{field: text for field in TEXTS if (text := prose(told.get(field, "")))},
        **({"level": _number(level)} if level else {}),
        "steps": [_number(found[1] if (found := _STEP.match(step)) else step) for step in steps],
    }


def _number(text: str) -> int | str:
    return int(text) if re.fullmatch("[0-9]{1,10}", text) else text


def _in_words(faults: Iterable[Pointer]) -> Iterator[Pointer]:
    for fault in faults:
        of_one_step = fault.pointer.startswith("/steps/")
        yield Pointer(fault.pointer, fault.field, _NO_STEP) if of_one_step else fault


def _kept(service: Service, asking: Principal, id: int) -> courses.Kept:
    with service.store.reading(asking.coop) as books:
        return courses.get(books, id)


def _filled(course: Course, steps: Iterable[resources.Kept], tell: Tell) -> dict[str, str]:
    """What stands in the form of a course that is there already."""
    return {
        **{field: getattr(course, field) for field in TEXTS},
        "level": "" if course.level is None else str(course.level),
        "steps": "\n".join(_step(one, tell) for one in steps),
    }


def _step(one: resources.Kept, tell: Tell) -> str:
    """Number and title, and whether readers see it where they do not."""
    state = "" if one.state is Standing.PUBLISHED else f" ({tell.frame.words.say(STATES[one.state.value])})"
    return f"{one.number} {one.resource.called}{state}"


def _course_page(
    opened: Opened, kept: courses.Kept | None, given: Mapping[str, str], status: int = 200, **told: Any
) -> Response:
    more = {"faults": (), "done": False, "state": STATES[kept.state.value] if kept else "", **told}
    more |= {"kept": kept, "given": given, "names": COURSE_FIELDS}
    return shown("edit_course.html.j2", opened.frame, status, tell=opened.tell, **more)

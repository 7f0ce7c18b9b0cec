"""The forms of the library's pages: hand in a resource, suggest an edit, report a dead link."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError
from starlette.responses import Response

from api.library.contributors import read_contributor
from api.library.document import document_of
from api.library.naming import TITLES
from api.library.resource import Rights
from api.library.terms import FIELDS, vocabulary
from api.refusals import Pointer, Refusal
from api.routes.hub.visitor import fields, onward, shown
from api.routes.library import letters
from api.routes.library.asking import Number
from api.routes.library.forms import ResourceEdit, WantedEdit, WantedReport, WantedResource
from api.routes.library.pages import Box, Done, read_one, resource_page
from api.routes.library.telling import Opened, Reading, Tell, Writing, several
from api.routes.service import Parts
from api.store.library import resources
from api.web.documents import remedy_of

router = APIRouter(prefix="/library", include_in_schema=False)


def _(message: str) -> str:
    """Mark a message for the catalogues; the template says it in the page's language."""
    return message


LINES = ("link", "title", "summary", "publisher", "published", "language", "rights", "doi")
"""Fields of the form that are one text each, called as in a resource."""

EDITABLE = (
    ("link", _("Link"), "url"),
    ("title", _("Title"), "text"),
    ("summary", _("What it is about"), "textarea"),
    ("publisher", _("Publisher"), "text"),
    ("published", _("Published"), "text"),
    ("language", _("Language of the resource"), "text"),
)
"""What a reader may suggest to be otherwise: field, title, kind of input."""

_BLANK = {**dict.fromkeys((*LINES, "authors", "isbn"), ""), "rights": Rights.UNKNOWN.value}


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet of the form, with every term there is."""

    id: str
    field: str
    title: str
    terms: list[Box]
    chosen: bool


@router.get("/submit")
def show_submit(opened: Reading, service: Parts, done: Done = False, same: int | None = None) -> Response:
    """Where a resource is handed in. same: one that may be the same as what was."""
    there = []
    if same is not None:
        with service.store.reading(opened.coop) as books:
            there = resources.published(books, [same])
    return _submit_page(opened, _BLANK, done=done, same=there[0] if there else None)


@router.post("/submit")
async def submit_here(request: Request, opened: Writing, service: Parts) -> Response:
    """Take a resource in for review; what cannot be right is told beside what was written."""
    told = await fields(request)
    try:
        wanted = _checked(WantedResource, _document(told))
        made = await run_in_threadpool(letters.hand_in, service, opened.visitor, wanted)
    except _WrongError as wrong:
        return _submit_page(opened, {**_BLANK, **told}, 422, faults=wrong.faults)
    except Refusal as refusal:
        if refusal.code.code != "contradiction":
            raise
        return _submit_page(opened, {**_BLANK, **told}, 422, faults=refusal.faults)
    same = [("same", str(made.same.id))] if made.same else []
    return onward(opened.tell.page("/library/submit", [("done", "1"), *same]))


@router.get("/{id}/suggest")
def show_suggest(id: Number, opened: Reading, service: Parts) -> Response:
    """Where an edit is suggested."""
    kept = read_one(service, opened, id)
    return _suggest_page(opened, kept, {**_now(kept), "note": ""})


@router.post("/{id}/suggest")
async def suggest_here(id: Number, request: Request, opened: Writing, service: Parts) -> Response:
    """Write down what a reader would have otherwise: only what they changed."""
    told = await fields(request)
    kept = await run_in_threadpool(read_one, service, opened, id)
    now = _now(kept)
    given = {field: told.get(field, now[field]).replace("\r\n", "\n").strip() for field, _, _ in EDITABLE}
    changed = {field: text for field, text in given.items() if text != now[field].replace("\r\n", "\n").strip()}
    try:
        wanted = WantedEdit(fields=_checked(ResourceEdit, changed), note=_note(told))
        await run_in_threadpool(letters.suggest, service, opened.visitor, id, wanted)
    except _WrongError as wrong:
        return _suggest_page(opened, kept, {**given, "note": told.get("note", "")}, 422, wrong.faults)
    except Refusal as refusal:
        if refusal.code.code != "contradiction":
            raise
        return _suggest_page(opened, kept, {**given, "note": told.get("note", "")}, 422, refusal.faults)
    return onward(opened.tell.page(f"/library/{id}", [("done", "1")]))


@router.post("/{id}/report")
async def report_here(id: Number, request: Request, opened: Writing, service: Parts) -> Response:
    """Write down that a link is dead."""
    told = await fields(request)
    try:
        wanted = WantedReport(note=_note(told))
    except _WrongError as wrong:
        kept = await run_in_threadpool(read_one, service, opened, id)
        return resource_page(opened, kept, 422, faults=wrong.faults)
    await run_in_threadpool(letters.report, service, opened.visitor, id, wanted)
    return onward(opened.tell.page(f"/library/{id}", [("done", "1")]))


class _WrongError(Exception):
    """A form with faults."""

    def __init__(self, faults: list[Pointer]):
        super().__init__()
        self.faults = faults


def _checked(model: type[Any], document: Mapping[str, Any]) -> Any:
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise _WrongError([_fault(dict(one)) for one in error.errors(include_url=False)]) from None


def _fault(error: Mapping[str, Any]) -> Pointer:
    field = str(error["loc"][0]) if error["loc"] else "link"
    return Pointer(f"/{field}", field, remedy_of(error))


def _note(told: Mapping[str, str]) -> str:
    return _checked(WantedReport, {"note": told.get("note", "").replace("\r\n", "\n").strip()}).note


def _document(told: Mapping[str, str]) -> dict[str, Any]:
    """A resource as the form says it."""
    document: dict[str, Any] = {
        field: told[field].replace("\r\n", "\n").strip() for field in LINES if told.get(field, "").strip()
    }
    names = [read_contributor(line) for line in told.get("authors", "").splitlines()]
    document["authors"] = [
        {"name": one.name, "given": one.given, "organisation": one.organisation} for one in names if one is not None
    ]
    document["isbn"] = [one.strip() for one in told.get("isbn", "").replace(";", ",").split(",") if one.strip()]
    document["terms"] = {
        field: several(told, facet, vocabulary()[facet].__contains__) for facet, field in FIELDS.items()
    }
    return document


def _submit_page(opened: Opened, given: Mapping[str, str], status: int = 200, **told: Any) -> Response:
    return shown(
        "submit.html.j2",
        opened.frame,
        status,
        tell=opened.tell,
        given=given,
        rights=[(kind.value, opened.tell.name("rights", kind.value)) for kind in Rights if kind is not Rights.CUSTOM],
        facets=list(_choices(given, opened.tell)),
        **{"faults": (), "done": False, "same": None, **told},
    )


def _choices(given: Mapping[str, str], tell: Tell) -> Iterator[Choice]:
    for facet, field in FIELDS.items():
        boxes = [Box(id, tell.name(facet, id), 0, f"{facet}:{id}" in given) for id in vocabulary()[facet]]
        yield Choice(facet, field, TITLES[facet], boxes, any(box.chosen for box in boxes))


def _now(kept: Any) -> dict[str, str]:
    document = document_of(kept.resource)
    return {field: document.get(field, "") for field, _, _ in EDITABLE}


def _suggest_page(opened: Opened, kept: Any, given: Mapping[str, str], status: int = 200, faults: Any = ()) -> Response:
    told = {"tell": opened.tell, "kept": kept, "given": given, "fields": EDITABLE, "faults": faults}
    return shown("suggest.html.j2", opened.frame, status, **told)

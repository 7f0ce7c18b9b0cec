"""The forms of the library's pages: hand in a resource, suggest an edit, report a dead link."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.library.document import document_of
from api.refusals import Refusal
from api.routes.hub.visitor import fields, onward, shown
from api.routes.library import letters
from api.routes.library.asking import Number
from api.routes.library.forms import ResourceEdit, WantedEdit, WantedReport, WantedResource
from api.routes.library.pages import Done, read_one, resource_page
from api.routes.library.resource_form import BLANK, checked, document, mendable, of_resource, prose
from api.routes.library.telling import Opened, Reading, Writing
from api.routes.service import Parts
from api.store.library import resources
from api.store.library.resources import Kept

router = APIRouter(prefix="/library", include_in_schema=False)

EDITABLE = {
    "link": "url",
    "title": "text",
    "summary": "textarea",
    "publisher": "text",
    "published": "text",
    "language": "text",
}
"""What a reader may suggest to be otherwise, and the kind of its input."""


@router.get("/submit")
def show_submit(opened: Reading, service: Parts, done: Done = False, same: int | None = None) -> Response:
    """Where a resource is handed in. same: one that may be the same as what was."""
    there = []
    if same is not None:
        with service.store.reading(opened.coop) as books:
            there = resources.published(books, [same])
    return _submit_page(opened, BLANK, done=done, same=there[0] if there else None)


@router.post("/submit")
async def submit_here(request: Request, opened: Writing, service: Parts) -> Response:
    """Take a resource in for review; what cannot be right is told beside what was written."""
    told = await fields(request)
    try:
        wanted = checked(WantedResource, document(told))
        made = await run_in_threadpool(letters.hand_in, service, opened.visitor, wanted)
    except Refusal as refusal:
        return _submit_page(opened, {**BLANK, **told}, 422, faults=mendable(refusal))
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
    given = {field: prose(told.get(field, now[field])) for field in EDITABLE}
    changed = {field: text for field, text in given.items() if text != prose(now[field])}
    try:
        wanted = WantedEdit(fields=checked(ResourceEdit, changed), note=_note(told))
        await run_in_threadpool(letters.suggest, service, opened.visitor, id, wanted)
    except Refusal as refusal:
        return _suggest_page(opened, kept, {**given, "note": told.get("note", "")}, 422, mendable(refusal))
    return onward(opened.tell.page(f"/library/{id}", [("done", "1")]))


@router.post("/{id}/report")
async def report_here(id: Number, request: Request, opened: Writing, service: Parts) -> Response:
    """Write down that a link is dead."""
    told = await fields(request)
    try:
        wanted = WantedReport(note=_note(told))
    except Refusal as refusal:
        kept = await run_in_threadpool(read_one, service, opened, id)
        return resource_page(opened, kept, 422, faults=mendable(refusal))
    await run_in_threadpool(letters.report, service, opened.visitor, id, wanted)
    return onward(opened.tell.page(f"/library/{id}", [("done", "1")]))


def _note(told: Mapping[str, str]) -> str:
    return checked(WantedReport, {"note": prose(told.get("note", ""))}).note


def _submit_page(opened: Opened, given: Mapping[str, str], status: int = 200, **told: Any) -> Response:
    more = {"faults": (), "done": False, "same": None, **of_resource(given, opened.tell), **told}
    return shown("submit.html.j2", opened.frame, status, tell=opened.tell, **more)


def _now(kept: Kept) -> dict[str, str]:
    told = document_of(kept.resource)
    return {field: told.get(field, "") for field in EDITABLE}


def _suggest_page(
    opened: Opened, kept: Kept, given: Mapping[str, str], status: int = 200, faults: Any = ()
) -> Response:
    told = {"tell": opened.tell, "kept": kept, "given": given, "fields": EDITABLE, "faults": faults}
    return shown("suggest.html.j2", opened.frame, status, **told)

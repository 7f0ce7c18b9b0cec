"""The page on which those who keep the library import a file, and read what became of each row."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.access.principal import Principal
from api.library.formats import ENDINGS, Format
from api.library.naming import FILES, IMPORT_FIELDS
from api.messages import _
from api.refusals import Pointer, Refusal
from api.routes.hub.visitor import File, shown, upload
from api.routes.library.exchange import Brought, Row, WantedImport, import_resources
from api.routes.library.resource_form import checked, lines, mendable
from api.routes.library.telling import Opened, Reading, keeper
from api.routes.service import Parts, Service
from api.store.library import resources
from api.web.bodies import UPLOAD, UPLOAD_LIMIT

router = APIRouter(prefix=UPLOAD, include_in_schema=False)

BLANK = {"format": "", "text": "", "sections": ""}

LONGEST_NAME = 100

_NOTHING = _("choose a file, or paste its text below")
_BOTH = _("choose a file or paste its text, one of both")
_NO_UTF_8 = _("this is no UTF-8: save the file as UTF-8")
_NO_FORMAT = _("choose the format: no ending of a file's name tells it")
_NO_HEADINGS = _("only a list in Markdown has headings: leave it out")
_NONE_FOUND = _("no resource is found in it: choose the format that it has")


@router.get("")
def show_import(opened: Reading) -> Response:
    """Where a file is chosen, or its text pasted."""
    keeper(opened.frame)
    return _import_page(opened, BLANK)


@router.post("")
async def import_here(request: Request, opened: Reading, service: Parts) -> Response:
    """Import a file, and tell what became of it."""
    asking = keeper(opened.frame)
    told, file = await upload(request, UPLOAD_LIMIT)
    return await run_in_threadpool(_imported, opened, service, asking, told, file)


def _imported(
    opened: Opened, service: Service, asking: Principal, told: Mapping[str, str], file: File | None
) -> Response:
    try:
        wanted = _wanted(told, file)
        made = import_resources(asking, service, wanted)
        if not (made.added or made.duplicates or made.faults):
            raise _refused("format", _NONE_FOUND)
    except Refusal as refusal:
        return _import_page(opened, {**BLANK, **told}, 422, list(_beside(mendable(refusal), file)))
    return _result_page(opened, service, asking, wanted, made)


def _wanted(told: Mapping[str, str], file: File | None) -> WantedImport:
    """What the form asks for. Raises Refusal."""
    text = told.get("text", "")
    if file is None and not text.strip():
        raise _refused("file", _NOTHING)
    if file is not None and text.strip():
        raise _refused("file", _BOTH)
    name = "text" if file is None else PurePath(file.name.replace("\\", "/")).name
    format = told.get("format") or ENDINGS.get(PurePath(name).suffix.lower())
    if format is None:
        raise _refused("format", _NO_FORMAT)
    sections = lines(told.get("sections", ""))
    if sections and format != Format.MARKDOWN:
        raise _refused("sections", _NO_HEADINGS)
    text = text if file is None else _text(file)
    return checked(
        WantedImport,
        {
            "format": format,
            "text": text.replace("\r\n", "\n"),  # and no more: lines are counted from the first, even if it is empty
            "name": "".join(letter for letter in name if letter.isprintable())[-LONGEST_NAME:] or "file",
            "sections": sections,
            "duplicates": "add" if "twice" in told else "leave",
            "publish": "publish" in told,
        },
    )


def _text(file: File) -> str:
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("file", _NO_UTF_8) from None


def _refused(field: str, remedy: str) -> Refusal:
    return Refusal("contradiction", "The form cannot be right; see faults.", [Pointer(f"/{field}", field, remedy)])


def _beside(faults: Iterable[Pointer], file: File | None) -> Iterable[Pointer]:
    """Where in the form each fault is told: what is wrong with a text is wrong with the file that it came in."""
    for fault in faults:
        of_file = fault.field == "text" and file is not None
        yield Pointer("/file", "file", fault.remedy) if of_file else fault


def _import_page(
    opened: Opened, given: Mapping[str, str], status: int = 200, faults: Iterable[Pointer] = ()
) -> Response:
    told = {"given": given, "faults": faults, "names": IMPORT_FIELDS, "files": FILES}
    return shown("import.html.j2", opened.frame, status, tell=opened.tell, **told)


def _result_page(opened: Opened, service: Service, asking: Principal, wanted: WantedImport, made: Brought) -> Response:
    with service.store.reading(asking.coop) as books:
        added = resources.these(books, made.added)
        same = resources.these(books, list({one.id for one in made.duplicates if one.id is not None}))
    told: dict[str, Any] = {"wanted": wanted, "made": made, "added": added}
    told |= {"there": {kept.number: kept for kept in same}}
    told |= {"faults": _by_remedy(made.faults), "left": _by_remedy(made.left)}
    return shown("imported.html.j2", opened.frame, tell=opened.tell, **told)


def _by_remedy(rows: Iterable[Row]) -> list[tuple[Row, list[str]]]:
    """What is to be done, once however many rows it is about; the first of them, and where they all stand."""
    found: dict[tuple[str, str], tuple[Row, list[str]]] = {}
    for row in rows:
        found.setdefault((row.field, row.remedy), (row, []))[1].append(row.where)
    return list(found.values())

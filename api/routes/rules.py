"""The rules that plans are weighed by, and the forms of everything that is sent."""

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response, Security
from pydantic import TypeAdapter

from api.access.principal import Principal
from api.answering.forms import Language
from api.refusals import Refusal
from api.routes.service import asker
from api.web.described import refuses
from api.web.pages import Page
from engine.catalogue import Entry, catalogue
from engine.data.canonical import schemas

router = APIRouter(prefix="/v1", tags=["rules"])

Reader = Annotated[Principal, Security(asker("rules:read"))]
Wanted = Annotated[Language, Query(description="The language of titles and sentences.")]

_FORMS = {schema.path.name.removesuffix(".schema.json"): schema.content for schema in schemas()}


@router.get("/rules", response_model=Page[Entry], responses=refuses())
async def list_rules(asking: Reader, language: Wanted = "en") -> Response:
    """Every rule: what it says, what it counts, and what one unit of it costs unless a problem says otherwise."""
    return Response(_rules(language), media_type="application/json")


@cache
def _rules(language: str) -> bytes:
    """Written once: the rules change with the program only."""
    return TypeAdapter(Page[Entry]).dump_json(Page(items=list(catalogue(language))))


@router.get("/schemas", responses=refuses())
async def list_schemas(asking: Reader) -> Page[str]:
    """The names of the forms that are published as JSON Schema."""
    return Page(items=list(_FORMS))


@router.get("/schemas/{name}", responses=refuses("unknown"))
async def read_schema(asking: Reader, name: Annotated[str, Path(max_length=100)]) -> dict[str, Any]:
    """One form, as JSON Schema 2020-12."""
    if name not in _FORMS:
        raise Refusal("unknown", "No form has this name; /v1/schemas lists them.")
    return _FORMS[name]

"""Refusals on their way out: what goes wrong in a route becomes a problem document, without anything of the input."""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.answering.refusing import of_store
from api.messages import _
from api.refusals import MEDIA_TYPE, Pointer, Refusal, document, pointer
from api.store.errors import StoreError

_OF_STATUS = {
    404: ("no-such-address", "The service has no such path."),
    405: ("method-not-allowed", "The path does not know this method; `Allow` lists those that it knows."),
    413: ("too-large", "The body is larger than the operator allows."),
    415: ("not-json", "The body must be application/json."),
    422: ("invalid", "The request has the wrong form."),
}

_REMEDIES = {
    "missing": _("it is missing: add it"),
    "int_type": _("give a whole number"),
    "int_parsing": _("give a whole number"),
    "int_parsing_size": "give a smaller whole number",
    "string_type": "give a text",
    "bool_type": "give true or false",
    "bool_parsing": "give true or false",
    "list_type": "give a list, in [ ]",
    "dict_type": "give an object, in { }",
    "model_attributes_type": "give an object, in { }",
    "dataclass_type": "give an object, in { }",
    "extra_forbidden": "it has a field that is not known: leave it out",
    "unexpected_keyword_argument": "it has a field that is not known: leave it out",
    "moment": "give a moment such as 2026-01-31T12:00:00Z",
    "json_invalid": "it is no JSON: correct it",
}
_UNKNOWN_FIELD = ("extra_forbidden", "unexpected_keyword_argument")


def request_id(scope: Mapping[str, Any]) -> str:
    """The id of a request, by which the log and the answer are brought together."""
    return scope.get("state", {}).get("request") or str(uuid.uuid4())


def answer(refusal: Refusal, request: str) -> Response:
    """A refusal as a response."""
    body = json.dumps(document(refusal, request)).encode()
    return Response(body, refusal.status, refusal.headers, MEDIA_TYPE)


Shown = Callable[[Request, Refusal], Response | None]
"""A refusal as a page, where a page was asked for; None elsewhere."""


def handle(app: FastAPI, methods: Mapping[str, str], page: Shown = lambda request, refusal: None) -> None:
    """Let every refusal of the app, its framework's too, go out as a problem document, or as a page.

    methods: what each path knows, for the header Allow; the framework tells those of one route only.
    """

    def out(refusal: Refusal, request: Request) -> Response:
        return page(request, refusal) or answer(refusal, request_id(request.scope))

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        return out(error, request)

    def wrong_form(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return out(_refusal(error.errors()), request)

    def framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        name, detail = _OF_STATUS.get(error.status_code, ("malformed", "The request cannot be read."))
        if error.status_code >= 500:
            name, detail = "failed", "Something went wrong that is no fault of the request."
        headers = dict(error.headers or {})
        if error.status_code == 405:
            path = getattr(request.scope.get("route"), "path_format", "")
            headers["Allow"] = methods.get(path, headers.get("Allow", "GET"))
        return out(Refusal(name, detail, headers=headers), request)

    def store(request: Request, error: Exception) -> Response:
        assert isinstance(error, StoreError)
        return out(of_store(error), request)

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(StoreError, store)
    app.add_exception_handler(RequestValidationError, wrong_form)
    app.add_exception_handler(HTTPException, framework)


def _refusal(errors: Iterable[Mapping[str, Any]]) -> Refusal:
    errors = list(errors)
    if any(one["type"] == "json_invalid" for one in errors):
        return Refusal("malformed", "The body is no JSON.", [Pointer("", "body", _REMEDIES["json_invalid"])])
    return Refusal("invalid", "The request has the wrong form; see faults.", [_pointer(one) for one in errors])


def _pointer(error: Mapping[str, Any]) -> Pointer:
    """Where a checker found a fault. A field that is not known is told by the object it is in: its name is input."""
    place, *path = error["loc"]
    if error["type"] in _UNKNOWN_FIELD:
        path = path[:-1]
    field = next((part for part in reversed(path) if isinstance(part, str)), place)
    return Pointer(pointer(path) if place == "body" else f"{place}#{field}", field, remedy_of(error))


def remedy_of(error: Mapping[str, Any]) -> str:
    """What to do about a fault that a checker found; nothing of what was given is in it."""
    context = error.get("ctx") or {}
    match error["type"]:
        case "literal_error" | "enum":
            return f"give one of {context['expected']}"
        case "string_pattern_mismatch":
            return f"give a text that matches {context['pattern']}"
        case "string_too_long" | "too_long":
            return f"give at most {context['max_length']}"
        case "string_too_short" | "too_short":
            return f"give at least {context['min_length']}"
        case "greater_than_equal":
            return f"give {context['ge']} or more"
        case "less_than_equal":
            return f"give {context['le']} or less"
        case kind:
            return _REMEDIES.get(kind, "give it in the form that /openapi.json tells")

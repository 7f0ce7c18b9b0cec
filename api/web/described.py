"""How routes tell the OpenAPI what they refuse, and which of the engine's forms their bodies have."""

from typing import Any

from api.refusals import MEDIA_TYPE, Refusal, code, document

_ALWAYS = ("unauthenticated", "scope-missing", "invalid", "too-many-requests", "failed", "unavailable")
_OF_ENGINE = ("busy", "answering-died", "took-too-long")
_WITH_BODY = ("malformed", "too-large", "not-json")

Responses = dict[int | str, dict[str, Any]]


def refuses(*codes: str, body: bool = False, anyone: bool = False, engine: bool = False) -> Responses:
    """The `responses` of a route: the codes it may refuse with, besides those of every route.

    body: the route takes one; anyone: it asks nobody who they are; engine: it asks a process beside the API.
    """
    named = ("failed",) if anyone else _ALWAYS
    found: Responses = {}
    for each in (*named, *(_WITH_BODY if body else ()), *(_OF_ENGINE if engine else ()), *codes):
        one = code(each)
        example = document(Refusal(each, one.meaning), "7c9f8f4e-2f0e-4b43-9d55-0b6f0c1d2e3a")
        there = found.setdefault(one.status, {"description": one.title, "content": {MEDIA_TYPE: _content()}})
        there["content"][MEDIA_TYPE]["examples"][each] = {"summary": one.title, "value": example}
    return found


def _content() -> dict[str, Any]:
    return {"schema": {"$ref": "#/components/schemas/Refusal"}, "examples": {}}


def takes(schema: str, **examples: Any) -> dict[str, Any]:
    """The `openapi_extra` of a route that takes a body of a form that stands in the components."""
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    if examples:
        content["examples"] = {name: {"value": value} for name, value in examples.items()}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


def gives(schema: str, description: str, *headers: str) -> dict[str, Any]:
    """One response whose body has a form that stands in the components."""
    content = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    return {"description": description, "content": {"application/json": content}, **told(*headers)}


def told(*headers: str) -> dict[str, Any]:
    """The headers of a response that clients may rely on."""
    if not headers:
        return {}
    return {"headers": {name: {"schema": {"type": "string"}, "description": _HEADERS[name]} for name in headers}}


_HEADERS = {
    "ETag": "The version, to be sent back in If-Match or If-None-Match.",
    "Link": 'The next page, with rel="next", where there is one (RFC 8288).',
    "Location": "Where what was made can be read.",
    "Retry-After": "Seconds to wait before asking again.",
}


REFUSAL = {
    "title": "Refusal",
    "description": "A problem document (RFC 9457). Programs compare `code`; no value that was sent is repeated.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "request", "faults"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "request": {"type": "string", "description": "By which the operator finds the request in the log."},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "field", "remedy"],
                "properties": {
                    "pointer": {"type": "string", "description": "Into the body (RFC 6901), or query#name."},
                    "field": {"type": "string"},
                    "remedy": {"type": "string"},
                },
            },
        },
    },
}

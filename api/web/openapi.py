"""The OpenAPI of the service: FastAPI's, with the engine's own forms among its components."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.web.described import REFUSAL
from engine.data.canonical import schemas

_DESCRIPTION = """Matches home carers with clients and plans their rounds, for care co-operatives.

Bodies are the engine's own JSON. Whatever is refused is refused as a problem document (RFC 9457); `/errors` lists the
codes. Lists come in pages: follow the header `Link`. Every answer has the header `X-Request-Id`.
"""


def describe(app: FastAPI, forms: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Let the app tell its OpenAPI with everything that its routes refer to. forms: by name, besides the engine's."""

    def told() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = get_openapi(title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes)
            components = found.setdefault("components", {}).setdefault("schemas", {})
            for name in ("HTTPValidationError", "ValidationError"):
                components.pop(name, None)  # FastAPI's own form of a refusal is never sent
            _add(components, {"Refusal": REFUSAL, **engine_schemas()})
            _add(components, forms)
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = told  # type: ignore[method-assign]


def engine_schemas() -> dict[str, Any]:
    """The engine's published forms and their parts, by name, referring to each other as components."""
    found: dict[str, Any] = {}
    for schema in schemas():
        content = {key: value for key, value in schema.content.items() if key not in ("$schema", "$id", "$defs")}
        parts = {**schema.content.get("$defs", {}), content["title"]: content}
        _add(found, {name: dict(_moved(part)) for name, part in parts.items()})
    return found


def _add(components: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, schema in more.items():
        if components.setdefault(name, schema) != schema:
            raise LookupError(f"two different forms are called {name}: rename one of them")


def _moved(schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in schema.items():
        yield key, _inside(value) if key != "$ref" else value.replace("#/$defs/", "#/components/schemas/")


def _inside(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(_moved(value))
    return [_inside(each) for each in value] if isinstance(value, list) else value

"""The small forms that routes take besides the engine's own, and their parts."""

import re
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.json_schema import models_json_schema
from pydantic_core import PydanticCustomError

from api.refusals import Refusal

STRICT = ConfigDict(extra="forbid", strict=True)
"""What is sent is taken as it is, or refused: a number is no text, and a field that is not known is a mistake."""

LARGEST = 10_000
"""Bytes of a small form: it names things and holds none."""

Model = TypeVar("Model", bound=BaseModel)

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


def _written(value: Any) -> Any:
    """Only text in the one form that all languages write; pydantic would take seconds since 1970, too."""
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise PydanticCustomError("moment", "no moment")
    return value


Moment = Annotated[AwareDatetime, Field(strict=False), BeforeValidator(_written)]
"""A moment with its time zone (RFC 3339)."""

Label = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""What people call a thing: one line."""


def form(model: type[Model], largest: int = LARGEST) -> Callable[[Request], Awaitable[Model]]:
    """A dependency that reads a form of so many bytes at most. It stands in a route behind the one that asks who it is:
    a body that is a parameter would be read before any key is looked at."""

    async def read(request: Request) -> Model:
        body = await small(request, largest)
        try:
            return model.model_validate_json(body)
        except ValidationError as error:
            faults = [{**one, "loc": ("body", *one["loc"])} for one in error.errors(include_url=False)]
            raise RequestValidationError(faults) from None

    return read


async def small(request: Request, largest: int = LARGEST) -> bytes:
    """A body that may only be small. largest: bytes. Raises Refusal."""
    body = await request.body()
    if len(body) > largest:
        raise Refusal("too-large", f"The body has {largest} bytes at most here.")
    return body


def schemas_of(*models: type[BaseModel]) -> dict[str, Any]:
    """The forms, and whatever they refer to, as components of an OpenAPI document."""
    template = "#/components/schemas/{model}"
    return models_json_schema([(model, "validation") for model in models], ref_template=template)[1]["$defs"]

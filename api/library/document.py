"""A resource as plain data and back: what the store keeps and the service tells. What is not known is left out."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from api.library.resource import Resource

_RESOURCE = TypeAdapter(Resource)


def document_of(resource: Resource) -> dict[str, Any]:
    """A resource as JSON has it."""
    return _RESOURCE.dump_python(resource, mode="json", exclude_defaults=True)


def resource_of(document: Mapping[str, Any]) -> Resource:
    """A resource from what `document_of` made."""
    return _RESOURCE.validate_python(dict(document))

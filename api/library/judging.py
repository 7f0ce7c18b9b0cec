"""What is wrong with a resource, all of it: dates, addresses, identifiers, terms that the library does not have."""

from collections.abc import Iterator

from api.library import identifiers
from api.library.resource import Resource
from api.library.terms import FIELDS, vocabulary
from engine.errors import Fault


def faults(resource: Resource) -> Iterator[Fault]:
    """Everything for which a resource cannot be taken as it is."""
    yield from resource.faults()
    yield from identifiers.faults(resource)
    for facet, field in FIELDS.items():
        for id in getattr(resource.terms, field):
            if id not in vocabulary()[facet]:
                remedy = "give terms of the library, as /v1/library/terms lists them; other words go into keywords"
                yield Fault(f"resource {resource.called}", field, id, remedy)

"""By what the library's resources can be chosen, and what each resource is filed under."""

from collections.abc import Iterator

from api.library.resource import Resource
from api.library.terms import FIELDS

FACETS = (*FIELDS, "language", "rights", "teaches")
"""Every facet: inside one, any of what is chosen is enough; of several, each must fit. teaches: a competency."""


def filed_under(resource: Resource) -> Iterator[tuple[str, str]]:
    """Facet and term, each pair once."""
    for facet, field in FIELDS.items():
        for term in dict.fromkeys(getattr(resource.terms, field)):
            yield facet, term
    if resource.language:
        yield "language", resource.language
    yield "rights", resource.rights.value
    for competency in dict.fromkeys(resource.teaches):
        yield "teaches", competency

"""By what the library's resources can be chosen, and what each resource has of it."""

from collections.abc import Iterator, Mapping

from api.library.resource import Resource

OF_TERMS: Mapping[str, str] = {
    "goal": "goals",
    "topic": "topics",
    "coop_type": "coop_types",
    "sector": "sectors",
    "region": "regions",
    "format": "formats",
}
"""Facets that a resource has by its terms, and the field of `Terms` that holds them."""

FACETS = (*OF_TERMS, "language", "rights", "teaches")
"""Every facet: inside one, any of what is chosen is enough; of several, each must fit. teaches: a competency."""


def marks_of(resource: Resource) -> Iterator[tuple[str, str]]:
    """What a resource is filed under: facet and term, each pair once."""
    for facet, field in OF_TERMS.items():
        for term in dict.fromkeys(getattr(resource.terms, field)):
            yield facet, term
    if resource.language:
        yield "language", resource.language
    yield "rights", resource.rights.value
    for competency in dict.fromkeys(resource.teaches):
        yield "teaches", competency

"""What is wrong with a resource, all of it: dates, addresses, identifiers, unknown terms, unreadable characters."""

import re
from collections.abc import Iterator
from typing import Any

from api.library import identifiers
from api.library.document import document_of
from api.library.resource import Resource
from api.library.terms import FIELDS, vocabulary
from engine.errors import Fault

LONGEST_LINK = 2000
"""Characters; no browser takes many more."""

LONGEST_TEXT = 20_000

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # none of these may stand in XML


def faults(resource: Resource) -> Iterator[Fault]:
    """Everything for which a resource cannot be taken as it is."""
    yield from resource.faults()
    yield from identifiers.faults(resource)
    where = f"resource {resource.called}"
    for name, links in (("link", (resource.link,)), ("archived", resource.archived)):
        for link in links:
            if len(link) > LONGEST_LINK:
                yield Fault(where, name, link, f"give an address of {LONGEST_LINK} characters at most")
    for facet, field in FIELDS.items():
        for id in getattr(resource.terms, field):
            if id not in vocabulary()[facet]:
                remedy = "give terms of the library, as /v1/library/terms lists them; other words go into keywords"
                yield Fault(where, field, id, remedy)
    for name, value in document_of(resource).items():
        for text in _texts(value):
            if _NO_TEXT.search(text):
                yield Fault(where, name, text, "it holds a control character: type it anew")
            if len(text) > LONGEST_TEXT:
                yield Fault(where, name, text, f"give {LONGEST_TEXT} characters at most")


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _texts(one)
        case dict():
            for one in value.values():
                yield from _texts(one)

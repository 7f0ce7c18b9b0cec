"""Which version a request speaks of: ETag, If-Match and If-None-Match (RFC 9110)."""

import re
from typing import Annotated

from fastapi import Header

from api.refusals import Pointer, Refusal

_TAG = re.compile(r'\s*(?:W/)?"([!#-~]*)"\s*')

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", max_length=1000, description="The ETag that was read last: change only this version."),
]
IfNoneMatch = Annotated[
    str | None,
    Header(alias="If-None-Match", max_length=1000, description="PUT: `*`, only where there is none. GET: known ETags."),
]


def known(header: str | None, etag: str) -> bool:
    """Whether whoever reads has this version already."""
    return header is not None and (header.strip() == "*" or etag in _tags(header, "If-None-Match"))


def only_if_absent(header: str | None) -> bool:
    """Whether to write only where there is nothing yet. Raises Refusal for any other condition."""
    if header is not None and header.strip() != "*":
        raise Refusal("invalid", "A write knows one form of If-None-Match.", [_fault("If-None-Match", "give *")])
    return header is not None


def the_one(header: str | None) -> str | None:
    """The one version that If-Match allows; None where there is no such header, or it is `*`. Raises Refusal."""
    if header is None or header.strip() == "*":
        return None
    tags = _tags(header, "If-Match")
    if len(tags) != 1:
        raise Refusal("invalid", "A write speaks of one version.", [_fault("If-Match", "give one ETag")])
    return tags[0]


def _tags(header: str, name: str) -> list[str]:
    found = [_TAG.fullmatch(part) for part in header.split(",")]
    tags = [match[1] for match in found if match]
    if len(tags) != len(found):
        raise Refusal("invalid", "The condition cannot be read.", [_fault(name, 'give ETags in quotes, or "*"')])
    return tags


def _fault(name: str, remedy: str) -> Pointer:
    return Pointer(f"header#{name}", name, remedy)

"""What the service refuses, and what whoever asked can do about it: every code once.

A refusal tells where in what was given something is wrong (JSON pointers, RFC 6901) and how to mend it, never the value
that was given. On the wire it is a problem document (RFC 9457); this file knows no web framework, so that the
processes behind the API refuse with the same words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

MEDIA_TYPE = "application/problem+json"
FAULTS_TOLD = 100
"""How many faults one refusal tells; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Code:
    """One reason to refuse. code: stable, programs may compare it; title: the same for every refusal of this code."""

    code: str
    status: int
    title: str
    meaning: str
    remedy: str


CODES = (
    # -- how it was asked
    Code(
        "malformed",
        400,
        "The request is malformed",
        "The request, or its body, cannot be read: it is no HTTP as the service speaks it, no UTF-8 or no JSON.",
        "Send UTF-8 JSON (RFC 8259) without NaN, Infinity, numbers of thousands of digits or keys given twice.",
    ),
    Code(
        "unauthenticated",
        401,
        "It is not known who asks",
        "No key or token was given, or the one given does not open the service. Which part was wrong is not told.",
        "Send `Authorization: Bearer ...` with an API key (`ronda keys`) or a token of the configured OIDC provider.",
    ),
    Code(
        "scope-missing",
        403,
        "The key may not do this",
        "Who asks is known, but has none of the scopes that the route asks for; `detail` names them.",
        "Ask an administrator of the co-op for a key with this scope, or use a key of another role.",
    ),
    Code(
        "no-such-address",
        404,
        "There is nothing at this address",
        "No route of the service has this path.",
        "Compare the path with `/openapi.json`.",
    ),
    Code(
        "unknown",
        404,
        "There is no such thing",
        "The co-op has nothing under this id, or the key may not know of it.",
        "List what there is, and use an id from there.",
    ),
    Code(
        "method-not-allowed",
        405,
        "The address knows no such method",
        "The path exists, but not with this method. The header `Allow` lists those that it knows.",
        "Use one of the methods in `Allow`.",
    ),
    Code(
        "too-large",
        413,
        "The body is too large",
        "The body has more bytes than the operator allows (`RONDA_BODY_LIMIT_MB`). It was not read.",
        "Send less, or ask the operator to raise the limit.",
    ),
    Code(
        "not-json",
        415,
        "The body is no JSON",
        "Bodies have the type `application/json`, in UTF-8 and not compressed.",
        "Send `Content-Type: application/json`, and no `Content-Encoding`.",
    ),
    Code(
        "invalid",
        422,
        "What was given has the wrong form",
        "A field of the body, of the path or of the query has the wrong type, is missing, or is not known. `faults` "
        "lists every place.",
        "Mend each field that `faults` names; `/v1/schemas` has the forms.",
    ),
    Code(
        "contradiction",
        422,
        "What was given contradicts itself",
        "Every field has the right form, but together they make no sense: an id that nothing has, a window that ends "
        "before it begins, a plan that does not belong to its problem.",
        "Mend each field that `faults` names.",
    ),
    Code(
        "too-many-requests",
        429,
        "Too many requests",
        "The key asked more often than the operator allows. `Retry-After` tells how many seconds to wait.",
        "Wait, then ask again; spread requests out.",
    ),
    # -- what is there already
    Code(
        "stale",
        412,
        "It has changed meanwhile",
        "The condition in `If-Match` or `If-None-Match` does not hold: somebody else has changed, made or removed it. "
        "The header `ETag`, where present, has the version of now.",
        "Read it again, apply the change to the newest version, and send its ETag in `If-Match`.",
    ),
    Code(
        "condition-missing",
        428,
        "Say which version is meant",
        "What exists is replaced or deleted only by who says which version of it they have seen.",
        "Send `If-Match` with the ETag that was read last, or `If-None-Match: *` to make it new.",
    ),
    Code(
        "key-reused",
        409,
        "The idempotency key was used for another request",
        "The same `Idempotency-Key` came earlier with another body or for another route.",
        "Use a new key for a new request; repeat a request with exactly the same body.",
    ),
    Code(
        "erased",
        409,
        "Persons in it were erased",
        "What was given, or what is asked for, needs a person whose data were erased for good. `faults` says where.",
        "Leave the person out; somebody who comes back gets a new id.",
    ),
    Code(
        "not-ready",
        409,
        "There is no plan yet",
        "The work was accepted but has not come to a plan, or was cancelled or failed before it had one.",
        "Follow its events and ask again when it is done.",
    ),
    Code(
        "work-failed",
        409,
        "The work failed for good",
        "The question was accepted as a job, and was refused or could not be done when its turn came. `detail` has the "
        "code that it would have been refused with at once, `faults` says where.",
        "Mend each field that `faults` names and ask anew; what is asked again as it was comes to the same.",
    ),
    Code(
        "over",
        409,
        "It is over",
        "Work that is over can no longer be stopped or cancelled; a petition is answered or taken back once.",
        "Read what it came to.",
    ),
    Code(
        "published",
        409,
        "The version is published",
        "A published version of the weights is never changed, deleted, or published for another day: plans name it.",
        "Draft a new version that comes after it.",
    ),
    Code(
        "overtaken",
        409,
        "Another version was published",
        "The draft does not come after the newest published version of its name (of a new name: after any published "
        "version, or none), or a published version has its name and version already.",
        "Read the newest published version, draft anew what is still wanted with its `hash` as `parent`, and publish "
        "that.",
    ),
    # -- the service itself
    Code(
        "failed",
        500,
        "The service failed",
        "Something went wrong that is no fault of the request.",
        "Ask again; if it happens again, tell the operator the id in `request`.",
    ),
    Code(
        "unavailable",
        503,
        "The service cannot do this now",
        "A part of the service that the request needs is starting, stopping or out of reach.",
        "Ask again after the seconds in `Retry-After`.",
    ),
    Code(
        "busy",
        503,
        "Too many questions are waiting",
        "More questions wait for an answer than the service lets wait, or this one's turn did not come in time.",
        "Ask again after the seconds in `Retry-After`, or ask for the answer as a job (`Prefer: respond-async`).",
    ),
    Code(
        "answering-died",
        503,
        "The process that worked on the answer ended",
        "The process beside the API that does the engine's work ended over this question. A new one has been started.",
        "Ask again after the seconds in `Retry-After`; if it happens again, tell the operator the id in `request`.",
    ),
    Code(
        "took-too-long",
        504,
        "The answer took too long",
        "The question was not answered within its time; it has been given up.",
        "Ask for less: fewer days, fewer clients, fewer options.",
    ),
)

_BY_CODE = MappingProxyType({each.code: each for each in CODES})


def code(name: str) -> Code:
    """The code of this name. Raises LookupError where the list has none."""
    try:
        return _BY_CODE[name]
    except KeyError:
        raise LookupError(f"api/refusals.py lists no code {name}: add it there") from None


@dataclass(frozen=True, slots=True)
class Pointer:
    """One place that is at fault. pointer: into the body (RFC 6901), "" for the whole, or `query`, `path` or `header`
    and the parameter's name after a `#`; field: the name of the field as people call it; remedy: what to do."""

    pointer: str
    field: str
    remedy: str


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A request that is refused. detail: what is wrong this time, without any value that was given."""

    def __init__(
        self, code_name: str, detail: str, faults: Iterable[Pointer] = (), headers: Mapping[str, str] | None = None
    ):
        super().__init__(code_name)
        self.code = code(code_name)
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})

    @property
    def status(self) -> int:
        return self.code.status


def pointer(path: Iterable[str | int]) -> str:
    """A path as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def quoted(etag: str) -> str:
    """A version's etag as a header has it."""
    return f'"{etag}"'


def document(refusal: Refusal, request: str) -> dict[str, Any]:
    """A refusal as a problem document; request: the id by which the operator finds it in the log."""
    told = [
        {"pointer": each.pointer, "field": each.field, "remedy": each.remedy} for each in refusal.faults[:FAULTS_TOLD]
    ]
    rest = len(refusal.faults) - len(told)
    more = f" {rest} faults more are not listed." if rest else ""
    return {
        "type": f"/errors#{refusal.code.code}",
        "title": refusal.code.title,
        "status": refusal.code.status,
        "detail": refusal.detail + more,
        "code": refusal.code.code,
        "request": request,
        "faults": told,
    }


_HEAD = """# What the service refuses

Written by `make docs` from [refusals.py](refusals.py), held equal to it by a test. Every refusal is a problem document
(RFC 9457, `application/problem+json`): `type`, `title`, `status`, `detail`, `code`, `request` and `faults`, a list of
`{pointer, field, remedy}`. Programs compare `code`, which never changes; people read `detail`. A pointer leads into the
body (RFC 6901); `query#after` names a parameter. No refusal repeats what was sent. The service serves this list at
`/errors`.
"""


def page() -> str:
    """The page `api/ERRORS.md`."""
    parts = [f"## {one.code}\n\n{one.status} · {one.title}\n\n{one.meaning}\n\n*{one.remedy}*\n" for one in CODES]
    return "\n".join([_HEAD, *parts])


if __name__ == "__main__":
    print(page(), end="")

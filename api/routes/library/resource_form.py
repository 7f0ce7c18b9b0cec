"""A resource as the form of a page has it, and back: every field that the library keeps."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from api.library.contributors import read_contributor
from api.library.contributors import told as named
from api.library.naming import TITLES
from api.library.resource import PEOPLE, Contributor, Resource, Rights
from api.library.terms import FIELDS, vocabulary
from api.refusals import Pointer, Refusal, pointer
from api.routes.library.telling import Tell
from api.web.documents import remedy_of

TEXTS = (
    *("link", "short_title", "title", "summary", "publisher", "publication", "published", "language"),
    *("rights", "rights_text", "doi"),
)
"""Fields that are one text each, called as in a resource."""

LINES = ("archived", "revised", "teaches", "keywords")
"""One on each line."""

NUMBERS = ("isbn", "issn")
"""Several stand beside each other, with commas between."""

MORE = ("short_title", "editors", "translators", "publication", "issn", *LINES, "rights_text", "paywall")
"""What few resources have: it stands at the end, and is shown where something of it is said."""

BLANK = {**dict.fromkeys((*TEXTS, *PEOPLE, *LINES, *NUMBERS), ""), "rights": Rights.UNKNOWN.value}


@dataclass(frozen=True, slots=True)
class Box:
    """A term that can be ticked."""

    id: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet of the form, with every term there is."""

    id: str
    field: str
    title: str
    terms: list[Box]
    chosen: bool


def filled(resource: Resource) -> dict[str, str]:
    """What stands in the form of a resource that is there already."""
    return {
        **{field: str(getattr(resource, field)) for field in TEXTS},
        **{field: "\n".join(named(one) for one in getattr(resource, field)) for field in PEOPLE},
        **{field: "\n".join(getattr(resource, field)) for field in LINES},
        **{field: ", ".join(getattr(resource, field)) for field in NUMBERS},
        **{f"{facet}:{id}": "on" for facet, field in FIELDS.items() for id in getattr(resource.terms, field)},
        **({"paywall": "on"} if resource.paywall else {}),
    }


def document(told: Mapping[str, str], was: Resource | None = None) -> dict[str, Any]:
    """A resource as the form says it. was: what stood there; a name that was left as it is stays what it was, since one
    without a comma may be a person's too."""
    return {
        **{field: text for field in TEXTS if (text := prose(told.get(field, "")))},
        **{field: list(_names(told.get(field, ""), () if was is None else getattr(was, field))) for field in PEOPLE},
        **{field: lines(told.get(field, "")) for field in LINES},
        **{field: lines(re.sub("[,;]", "\n", told.get(field, ""))) for field in NUMBERS},
        "paywall": "paywall" in told,
        "terms": {
            field: [id for id in _in_order(facet, was) if f"{facet}:{id}" in told] for facet, field in FIELDS.items()
        },
    }


def of_resource(given: Mapping[str, str], tell: Tell) -> dict[str, Any]:
    """What the template of the form is told. given: what stands in it."""
    return {
        "given": given,
        "rights": [(kind.value, tell.name("rights", kind.value)) for kind in Rights],
        "facets": list(_choices(given, tell)),
        "more": any(given.get(field) for field in MORE),
    }


def _choices(given: Mapping[str, str], tell: Tell) -> Iterator[Choice]:
    for facet, field in FIELDS.items():
        boxes = [Box(id, tell.name(facet, id), f"{facet}:{id}" in given) for id in vocabulary()[facet]]
        yield Choice(facet, field, TITLES[facet], boxes, any(box.chosen for box in boxes))


def prose(text: str) -> str:
    """A text as it was typed, whatever line breaks the browser sends."""
    return text.replace("\r\n", "\n").strip()


def lines(text: str) -> list[str]:
    """A text line by line, without those that are empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def checked(model: type[BaseModel], given: Mapping[str, Any]) -> Any:
    """What a form says, as the service takes it. Raises Refusal with every fault."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        faults = [_fault(dict(one)) for one in error.errors(include_url=False)]
        raise Refusal("contradiction", "The form cannot be right; see faults.", faults) from None


def mendable(refusal: Refusal) -> list[Pointer]:
    """What is to be mended in a form; a refusal that no form can mend is raised again."""
    if refusal.code.code != "contradiction":
        raise refusal
    return list(refusal.faults)


def _fault(error: Mapping[str, Any]) -> Pointer:
    field = str(error["loc"][0]) if error["loc"] else "link"
    return Pointer(pointer(error["loc"]), field, remedy_of(error))


def _in_order(facet: str, was: Resource | None) -> Iterable[str]:
    """The terms of a facet, those first that were there."""
    return dict.fromkeys((*(() if was is None else getattr(was.terms, FIELDS[facet])), *vocabulary()[facet]))


def _names(text: str, was: tuple[Contributor, ...]) -> Iterator[dict[str, Any]]:
    known = {named(one): one for one in was}
    for line in lines(text):
        one = known.get(line) or read_contributor(line)
        if one is not None:
            yield {"name": one.name, "given": one.given, "organisation": one.organisation}

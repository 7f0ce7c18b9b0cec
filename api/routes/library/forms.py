"""What visitors and keepers send: resources, edits of them, reports, courses; all of it bounded."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.library.course import Course
from api.library.document import document_of, resource_of
from api.library.identifiers import IdentifierError, doi, isbn, issn
from api.library.judging import faults
from api.library.resource import Resource, Rights
from api.library.terms import FIELDS
from api.refusals import Pointer, Refusal
from api.web.forms import STRICT
from engine.errors import Fault

LARGEST = 60_000
"""Bytes of a resource."""

_CONTROL = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"

Line = Annotated[str, Field(max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
Prose = Annotated[str, Field(max_length=5000, pattern=_CONTROL)]
Note = Annotated[str, Field(max_length=2000, pattern=_CONTROL)]
Link = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^[^\x00-\x20\x7f]+$")]
Short = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")]
Few = Field(max_length=50)
Lines = Annotated[list[Line], Few]


class WantedContributor(BaseModel):
    """Who wrote, edited or translated: family and given name, or an organisation by its one name."""

    model_config = STRICT

    name: Annotated[str, Field(min_length=1, max_length=300)]
    given: Line = ""
    organisation: bool = False


class WantedTerms(BaseModel):
    """What a resource is about, by the ids that `/v1/library/terms` lists."""

    model_config = STRICT

    goals: Lines = []
    topics: Lines = []
    coop_types: Lines = []
    sectors: Lines = []
    regions: Lines = []
    formats: Lines = []


class WantedResource(BaseModel):
    """A resource; only the link is required. DOI, ISBN and ISSN are taken in every usual way to write them."""

    model_config = STRICT

    link: Link
    short_title: Line = ""
    title: Line = ""
    summary: Prose = ""
    authors: Annotated[list[WantedContributor], Few] = []
    editors: Annotated[list[WantedContributor], Few] = []
    translators: Annotated[list[WantedContributor], Few] = []
    publisher: Line = ""
    publication: Line = ""
    published: Short = ""
    revised: Annotated[list[Short], Few] = []
    language: Short = ""
    rights: Annotated[Rights, Field(strict=False)] = Rights.UNKNOWN
    rights_text: Prose = ""
    paywall: bool = False
    archived: Annotated[list[Link], Few] = []
    doi: Line = ""
    isbn: Annotated[list[Short], Few] = []
    issn: Annotated[list[Short], Few] = []
    terms: WantedTerms = WantedTerms()
    teaches: Lines = []
    keywords: Lines = []

    def resource(self) -> Resource:
        """The resource that is meant. Raises Refusal with every fault."""
        return judged(self.model_dump(mode="json"))


class ResourceEdit(WantedResource):
    """What of a resource would be otherwise: only the fields that are given count."""

    link: Link = ""


class WantedEdit(BaseModel):
    """An edit of a resource that a reader suggests, and why."""

    model_config = STRICT

    fields: ResourceEdit
    note: Note = ""


class WantedReport(BaseModel):
    """A link that is dead. note: what the reader saw."""

    model_config = STRICT

    note: Note = ""


class WantedCourse(BaseModel):
    """A course: resources by their numbers in the order in which they are best read, and the competency that they
    give."""

    model_config = STRICT

    title: Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]
    competency: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
    level: Annotated[int, Field(ge=0, le=1000)] | None = None
    summary: Prose = ""
    language: Short = ""
    steps: Annotated[list[Annotated[int, Field(ge=1, le=2**31 - 1)]], Field(max_length=200)] = []

    def course(self) -> Course:
        return Course(**{**self.model_dump(), "steps": tuple(self.steps)})


FORMS = (WantedResource, WantedEdit, WantedReport, WantedCourse)
"""What stands in the OpenAPI as a body."""


def judged(document: Mapping[str, Any]) -> Resource:
    """The resource of a document, its identifiers in their standard form. Raises Refusal with every fault."""
    given = {**document, "doi": _standard(doi, document.get("doi", ""))}
    for name, read in (("isbn", isbn), ("issn", issn)):
        given[name] = [_standard(read, one) for one in document.get(name, ())]
    resource = resource_of(given)
    refuse_faults(faults(resource))
    return resource


def edited(resource: Resource, fields: Mapping[str, Any]) -> Resource:
    """A resource with an edit made to it. Raises Refusal where they do not fit together."""
    return judged({**document_of(resource), **fields})


def refuse_faults(found: Iterable[Fault]) -> None:
    """Raises Refusal where there are any; what was given is not repeated."""
    told = [Pointer(_pointer(fault), fault.field, _remedy(fault)) for fault in found]
    if told:
        raise Refusal("contradiction", "The resource cannot be right; see faults.", told)


def _pointer(fault: Fault) -> str:
    return f"/terms/{fault.field}" if fault.field in FIELDS.values() else f"/{fault.field}"


def _remedy(fault: Fault) -> str:
    """An identifier's remedy quotes what was given."""
    return _OF_IDENTIFIER.get(fault.field, fault.remedy)


_OF_IDENTIFIER = {
    "doi": "give a DOI such as 10.1000/182, as it stands on the first page",
    "isbn": "copy the ISBN from the back of the book again",
    "issn": "copy the ISSN from the journal again",
}


def _standard(read: Callable[[str], str], told: str) -> str:
    try:
        return read(told) if told else ""
    except IdentifierError:
        return told  # judging tells what is wrong with it

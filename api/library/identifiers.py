"""DOI, ISBN and ISSN: checked, and in the one form by which the library knows them."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from stdnum import isbn as isbn_numbers
from stdnum import issn as issn_numbers
from stdnum.exceptions import ValidationError

from api.library.resource import Resource
from engine.errors import EngineError, Fault

_DOI = re.compile(
    r"^(?:(?P<web>(?:https?://)?(?:dx\.|www\.)?doi\.org/)|doi:?\s*)?(?P<name>10\.\d{4,9}[.\d]*/.+)$", re.I
)
_ONE_NUMBER = re.compile(r"\d{7}[\dXx]|\d{9}[\dXx]|\d{13}")
_NUMBER = re.compile(r"\d[\d-]{6,}[\dXx]")
_BARE = re.compile(r"10\.\d{4,9}(\.\d+)*/\S+")


class IdentifierError(EngineError):
    """Text that is no such identifier. remedy: what whoever wrote it can do."""

    def __init__(self, kind: str, value: str, remedy: str):
        self.kind, self.value, self.remedy = kind, value, remedy
        super().__init__(f"{kind} = {value!r}: {remedy}")


def doi(told: str) -> str:
    """ "https://doi.org/10.1000/ABC" becomes "10.1000/abc": capitals mean nothing in it. Raises IdentifierError."""
    found = _DOI.match(told.strip())
    name = "" if found is None else found["name"]
    if found is not None and found["web"]:
        name = unquote(name)
    name = name.rstrip(".,;").lower()
    if not _BARE.fullmatch(name):
        raise IdentifierError("doi", told, "is no DOI: give one such as 10.1000/182, as it stands on the first page")
    return name


def isbn(told: str) -> str:
    """Thirteen digits without hyphens; the older ten become thirteen. Raises IdentifierError."""
    text = re.sub(r"^\s*(?:urn:)?isbn(?:-1[03])?:?\s*", "", told, flags=re.I)
    try:
        return isbn_numbers.validate(text, convert=True)
    except ValidationError as error:
        raise IdentifierError("isbn", told, f"{_reason(error)}: copy it from the back of the book again") from None


def issn(told: str) -> str:
    """Eight digits with a hyphen, as in 2049-3630. Raises IdentifierError."""
    text = re.sub(r"^\s*(?:urn:)?e?issn(?:-l)?:?\s*", "", told, flags=re.I)
    try:
        return issn_numbers.format(issn_numbers.validate(text))
    except ValidationError as error:
        raise IdentifierError("issn", told, f"{_reason(error)}: copy it from the journal again") from None


def numbers_in(text: str) -> tuple[str, ...]:
    """The ISBNs or ISSNs of a text, unchecked: there may be several, and words such as "(pbk.)" beside them."""
    if _ONE_NUMBER.fullmatch(re.sub(r"[\s-]", "", text)):
        return (text.strip(),)
    return tuple(_NUMBER.findall(text)) or ((text.strip(),) if text.strip() else ())


def faults(resource: Resource) -> Iterator[Fault]:
    """Each identifier of a resource that is wrong, or is not in the form by which the library finds it."""
    where = f"resource {resource.called}"
    given = (("doi", (resource.doi,) if resource.doi else ()), ("isbn", resource.isbn), ("issn", resource.issn))
    for kind, values in given:
        for value in values:
            try:
                standard = _READ[kind](value)
            except IdentifierError as error:
                yield Fault(where, kind, value, error.remedy)
            else:
                if standard != value:
                    yield Fault(where, kind, value, f"write it as {standard}")


_READ = {"doi": doi, "isbn": isbn, "issn": issn}


def _reason(error: ValidationError) -> str:
    kind = type(error).__name__
    if kind == "InvalidChecksum":
        return "its last digit does not fit the others"
    return "has not as many digits as it needs" if kind == "InvalidLength" else "is not of the right form"

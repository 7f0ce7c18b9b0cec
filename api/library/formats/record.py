"""A resource between its format and the library: free texts as the format has them, and what they are understood as."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

from api.library import identifiers
from api.library.dates import read_date
from api.library.formats.carried import carried_of, read_carried, with_carried
from api.library.formats.reading import Row
from api.library.formats.texts import lines, one_line
from api.library.identifiers import IdentifierError
from api.library.languages import read_language
from api.library.resource import Contributor, Resource
from api.library.rights import WORDS, read_rights
from api.library.terms import filed, tags_of, vocabulary

_OF_ARCHIVES = ("web.archive.org/", "archive.org/", "archive.is/", "archive.ph/", "archive.today/", "perma.cc/")

_MAY_BE_WRONG = {"published", "revised", "language", "doi", "isbn", "issn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a row says, before it is known what that means. tags: terms and keywords in words; formats: ids of terms.

    links: the first is where the resource is found. carried: lines that only this library writes.
    """

    links: tuple[str, ...] = ()
    title: str = ""
    short_title: str = ""
    summary: str = ""
    authors: tuple[Contributor, ...] = ()
    editors: tuple[Contributor, ...] = ()
    translators: tuple[Contributor, ...] = ()
    publisher: str = ""
    publication: str = ""
    published: str = ""
    revised: tuple[str, ...] = ()
    language: str = ""
    rights: str = ""
    paywall: bool = False
    archived: tuple[str, ...] = ()
    doi: str = ""
    isbn: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    carried: Mapping[str, str] = field(default_factory=dict)


def record_of(resource: Resource) -> Record:
    """A resource in plain words, each of which any format can hold."""
    return Record(
        links=(one_line(resource.link),),
        title=one_line(resource.title),
        short_title=one_line(resource.short_title),
        summary=lines(resource.summary),
        authors=_tidy(resource.authors),
        editors=_tidy(resource.editors),
        translators=_tidy(resource.translators),
        publisher=one_line(resource.publisher),
        publication=one_line(resource.publication),
        published=resource.published,
        revised=resource.revised,
        language=resource.language,
        rights=one_line(resource.rights_text or WORDS[resource.rights]),
        paywall=resource.paywall,
        archived=_lines_of(resource.archived),
        doi=one_line(resource.doi),
        isbn=resource.isbn,
        issn=resource.issn,
        tags=_lines_of((*tags_of(resource.terms), *resource.keywords)),
        formats=tuple(id for id in resource.terms.formats if id in vocabulary()["format"]),
        teaches=_lines_of(resource.teaches),
    )


def lost(resource: Resource, record: Record) -> dict[str, str]:
    """What would be lost of a resource if only this record of it were read: the lines that must travel with it."""
    return carried_of(resource, _said(record, Row("")))


def understood(record: Record, row: Row) -> Resource | None:
    """The resource that a row tells of; None where it has faults, which the row then holds."""
    values = read_carried(record.carried, row)
    unread = {name: type(getattr(record, name))() for name in _MAY_BE_WRONG & values.keys()}
    resource = with_carried(_said(replace(record, **unread), row), values)
    for fault in (*resource.faults(), *identifiers.faults(resource)):
        if not any(known.field == fault.field for known in row.faults):
            row.refuse(fault.field, fault.value, fault.remedy)
    try:
        json.dumps(asdict(resource), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        row.refuse("text", error.object[error.start : error.end], "is half a letter: write it anew")
    return None if row.faults else resource


def is_archive(link: str) -> bool:
    """Whether a link leads to a copy that an archive keeps."""
    return any(archive in link for archive in _OF_ARCHIVES)


def _said(record: Record, row: Row) -> Resource:
    doi = "".join(_identifiers("doi", [record.doi] if record.doi else [], row))
    link, archived = _links(record, doi, row)
    rights, rights_text = read_rights(record.rights)
    terms, keywords = filed(record.tags)
    formats = tuple(dict.fromkeys((*record.formats, *terms.formats)))
    return Resource(
        link=link,
        short_title=record.short_title,
        title=record.title,
        summary=record.summary,
        authors=record.authors,
        editors=record.editors,
        translators=record.translators,
        publisher=record.publisher,
        publication=record.publication,
        published=_date("published", record.published, row),
        revised=tuple(date for told in record.revised if (date := _date("revised", told, row))),
        language=_language(record.language, row),
        rights=rights,
        rights_text=rights_text,
        paywall=record.paywall,
        archived=archived,
        doi=doi,
        isbn=_identifiers("isbn", record.isbn, row),
        issn=_identifiers("issn", record.issn, row),
        terms=replace(terms, formats=formats),
        teaches=record.teaches,
        keywords=keywords,
    )


def _links(record: Record, doi: str, row: Row) -> tuple[str, tuple[str, ...]]:
    """The link and the archived copies; a DOI is a link too. Other links beside the first have no place here."""
    link, *others = record.links or ("",)
    if not link and doi:
        link = f"https://doi.org/{doi}"
    archived = list(record.archived)
    for other in others:
        if is_archive(other):
            archived.append(other)
        elif other != link:
            row.leave("link", other)
    return link, tuple(dict.fromkeys(archived))


def _identifiers(kind: str, told: Iterable[str], row: Row) -> tuple[str, ...]:
    found: list[str] = []
    for value in told:
        try:
            found.append(_STANDARD[kind](value))
        except IdentifierError as error:
            row.refuse(kind, value, error.remedy)
    return tuple(dict.fromkeys(found))


_STANDARD = {"doi": identifiers.doi, "isbn": identifiers.isbn, "issn": identifiers.issn}


def _date(name: str, told: str, row: Row) -> str:
    found = read_date(told)
    if found is None:
        row.refuse(name, told, "give YYYY, YYYY-MM or YYYY-MM-DD")
    elif len(found) == 4 and len(told.strip().strip("/")) > 4:
        row.leave(name, told, f"only the year is kept ({found}): give YYYY-MM or YYYY-MM-DD for more")
    return found or ""


def _language(told: str, row: Row) -> str:
    if not told.strip():
        return ""
    found = read_language(told)
    if found is None:
        row.refuse("language", told, "give one language tag such as en, ca or pt-BR")
    return found or ""


def _tidy(contributors: Iterable[Contributor]) -> tuple[Contributor, ...]:
    tidy = (replace(one, name=one_line(one.name), given=one_line(one.given)) for one in contributors)
    return tuple(one for one in tidy if one.name)


def _lines_of(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := one_line(text)))

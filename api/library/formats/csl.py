"""CSL-JSON, which reference managers and citation processors share. What it has no field for stands in its note."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.library.contributors import is_organisation
from api.library.formats.carried import as_lines, from_lines
from api.library.formats.keys import Keys
from api.library.formats.kinds import CSL, formats_of, kind_of
from api.library.formats.reading import Reading, Row, unreadable
from api.library.formats.record import Record, lost, record_of, understood
from api.library.identifiers import numbers_in
from api.library.resource import Contributor, Resource
from api.library.terms import word

NEUTRAL = "document"
_TEXTS = {
    "title": "title",
    "short_title": "title-short",
    "summary": "abstract",
    "publisher": "publisher",
    "publication": "container-title",
    "language": "language",
    "rights": "license",
    "doi": "DOI",
}
_NAMES = {"authors": "author", "editors": "editor", "translators": "translator"}
_READ = {
    *(*_TEXTS.values(), *_NAMES.values(), "id", "type", "issued", "URL", "ISBN", "ISSN", "keyword", "note"),
    *("archive_location", "shortTitle", "citation-key", "citation-label", "accessed", "source", "custom"),
}


def read(text: str, file: str = "list.json") -> Reading:
    """Raises DataError where the file is no list of items."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unreadable(file, "text", text[:20], f"is no JSON ({error}): export the file again") from None
    items = given.get("items", [given]) if isinstance(given, dict) else given
    if not isinstance(items, list):
        raise unreadable(file, "text", text[:20], "is no list of items: export it as CSL JSON")
    return Reading.of(_rows(items, file))


def write(resources: Iterable[Resource]) -> str:
    keys = Keys()
    items = []
    for resource in resources:
        item = {"id": keys.of(resource), **_item(record_of(resource))}
        note = as_lines(lost(resource, _record(item, Row(""))))
        items.append(item | ({"note": note} if note else {}))
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _rows(items: list[object], file: str) -> Iterator[tuple[Row, Resource | None]]:
    for number, item in enumerate(items, 1):
        row = Row(f"{file} item {number}")
        if not isinstance(item, dict):
            row.refuse("item", item, "is no item: give an object with type, title and URL")
            yield row, None
            continue
        record = _record(item, row)
        yield row, understood(record, row)


def _record(item: Mapping[str, Any], row: Row) -> Record:
    def text(name: str) -> str:
        value = item.get(name) or ""
        if isinstance(value, str | int | float):
            return str(value).strip()
        row.refuse(name, value, "give a text")
        return ""

    carried, notes = from_lines(text("note").splitlines())
    if notes:
        row.leave("note", "; ".join(notes))
    for name, value in item.items():
        if value and name not in _READ:
            row.leave(name, value)
    kind = text("type")
    formats = formats_of(kind, CSL)
    unknown = (kind,) if kind and not formats and kind != NEUTRAL else ()
    texts: dict[str, Any] = {ours: text(theirs) for ours, theirs in _TEXTS.items()}
    texts["short_title"] = texts["short_title"] or text("shortTitle")
    archived = text("archive_location")
    for ours, theirs in _NAMES.items():
        texts[ours] = tuple(_names(theirs, item.get(theirs) or [], row))
    return Record(
        **texts,
        links=(text("URL"),),
        published=_date(item.get("issued"), row),
        archived=tuple(link for link in archived.split() if link.startswith("http")),
        isbn=numbers_in(text("ISBN")),
        issn=numbers_in(text("ISSN")),
        tags=(*(tag.strip() for tag in text("keyword").split(",") if tag.strip()), *unknown),
        formats=formats,
        carried=carried,
    )


def _item(record: Record) -> dict[str, Any]:
    kind, unsaid = kind_of(record.formats, CSL, NEUTRAL)
    tags = (*record.tags, *(word("format", id) for id in unsaid))
    given = {
        "type": kind,
        **{theirs: getattr(record, ours) for ours, theirs in _TEXTS.items()},
        **{theirs: [_name(one) for one in getattr(record, ours)] for ours, theirs in _NAMES.items()},
        "URL": record.links[0],
        "issued": {"date-parts": [[int(part) for part in record.published.split("-")]]} if record.published else None,
        "archive_location": " ".join(record.archived),
        "ISBN": " ".join(record.isbn),
        "ISSN": " ".join(record.issn),
        "keyword": ", ".join(tags),
    }
    return {name: value for name, value in given.items() if value}


def _date(told: object, row: Row) -> str:
    """A date in parts, or as text where that is all there is; of a span, its beginning."""
    match told:
        case None:
            return ""
        case str() | int():
            return str(told)
        case {"date-parts": [[*parts], *_]} if parts:
            try:
                year, *rest = [int(part) for part in parts]
            except (TypeError, ValueError):
                pass
            else:
                return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest[:2])])
        case {"raw": str(text)} | {"literal": str(text)}:
            return text
    row.refuse("issued", told, "give date-parts such as [[2024, 5]], or raw")
    return ""


def _names(field: str, told: object, row: Row) -> Iterator[Contributor]:
    for one in told if isinstance(told, list) else [told]:
        match one:
            case {"literal": str(name)} if name.strip():
                yield Contributor(name, organisation=True)
            case {"family": str(family), **rest} if family.strip():
                yield _person(family, {part: value for part, value in rest.items() if isinstance(value, str)})
            case {"given": str(name)} if name.strip():
                yield Contributor(name, organisation=is_organisation(name))
            case _:
                row.refuse(field, one, "give family and given name, or literal for an organisation")


def _person(family: str, rest: Mapping[str, str]) -> Contributor:
    """Particles belong to the family name, what stands behind it ("Jr.") to the given one. Who has no given name and
    the name of an organisation is one, whatever the program that wrote it believed."""
    name = " ".join(part for part in (rest.get("non-dropping-particle", ""), family) if part)
    given = " ".join(part for part in (rest.get("given", ""), rest.get("dropping-particle", "")) if part)
    if not given and is_organisation(name):
        return Contributor(name, organisation=True)
    return Contributor(name, ", ".join(part for part in (given, rest.get("suffix", "")) if part))


def _name(one: Contributor) -> dict[str, str]:
    if one.organisation:
        return {"literal": one.name}
    return {"family": one.name, **({"given": one.given} if one.given else {})}

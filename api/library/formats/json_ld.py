"""JSON-LD of schema.org's LearningResource, as search engines and other libraries read it from a page."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.library.contributors import read_spoken
from api.library.formats.carried import PREFIX
from api.library.formats.kinds import SCHEMA_ORG, formats_of, kind_of
from api.library.formats.reading import Reading, Row, unreadable
from api.library.formats.record import Record, lost, record_of, understood
from api.library.identifiers import numbers_in
from api.library.resource import Contributor, Resource
from api.library.terms import word

CONTEXT = ["https://schema.org", {"ronda": "urn:ronda:library:"}]
CARRIED = "ronda:carried"
LEARNING = "LearningResource"
_TEXTS = {
    "title": ("name", "headline"),
    "short_title": ("alternateName",),
    "summary": ("description", "abstract"),
    "publisher": ("publisher",),
    "publication": ("isPartOf",),
    "published": ("datePublished", "dateCreated"),
    "language": ("inLanguage",),
    "rights": ("license", "copyrightNotice"),
}
_NAMES = {"authors": ("author", "creator"), "editors": ("editor",), "translators": ("translator",)}
_LISTS = {"archived": "archivedAt", "revised": "dateModified", "teaches": "teaches"}
_READ = {
    *(name for names in (*_TEXTS.values(), *_NAMES.values()) for name in names),
    *(*_LISTS.values(), "url", "identifier", "isbn", "issn", "sameAs", "keywords", "about", "learningResourceType"),
    *("isAccessibleForFree", CARRIED),
}
_SAYING = ("name", "value", "@value", "url", "@id")
"""Where a thing says what it is, the plainest first."""


def read(text: str, file: str = "library.jsonld") -> Reading:
    """Raises DataError where the file is no JSON."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unreadable(file, "text", text[:20], f"is no JSON ({error}): export the file again") from None
    items = given.get("@graph", given) if isinstance(given, dict) else given
    return Reading.of(_rows(items if isinstance(items, list) else [items], file))


def write(resources: Iterable[Resource]) -> str:
    graph = [_item(resource) for resource in resources]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def document(resource: Resource) -> dict[str, Any]:
    """One resource as a page has it in its head."""
    return {"@context": CONTEXT, **_item(resource)}


def _item(resource: Resource) -> dict[str, Any]:
    record = record_of(resource)
    kind, unsaid = kind_of(record.formats, SCHEMA_ORG, LEARNING)
    given: dict[str, Any] = {
        "@type": [LEARNING] if kind == LEARNING else [LEARNING, kind],
        "url": record.links[0],
        "name": record.title,
        "alternateName": record.short_title,
        "description": record.summary,
        **{theirs[0]: [_agent(one) for one in getattr(record, ours)] for ours, theirs in _NAMES.items()},
        "publisher": {"@type": "Organization", "name": record.publisher} if record.publisher else None,
        "isPartOf": {"@type": "CreativeWork", "name": record.publication} if record.publication else None,
        "datePublished": record.published,
        "dateModified": list(record.revised),
        "inLanguage": record.language,
        ("license" if record.rights.startswith("http") else "copyrightNotice"): record.rights,
        "isAccessibleForFree": not record.paywall,
        "archivedAt": list(record.archived),
        "identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": record.doi} if record.doi else None,
        "isbn": list(record.isbn),
        "issn": list(record.issn),
        "learningResourceType": [word("format", id) for id in unsaid],
        "teaches": list(record.teaches),
        "keywords": list(record.tags),
    }
    item = {name: value for name, value in given.items() if value or value is False}
    carried = lost(resource, _record(item, Row("")))
    if carried:
        item[CARRIED] = {name.removeprefix(PREFIX): text for name, text in carried.items()}
    return item


def _rows(items: list[object], file: str) -> Iterator[tuple[Row, Resource | None]]:
    for number, item in enumerate(items, 1):
        row = Row(f"{file} item {number}")
        if not isinstance(item, dict):
            row.refuse("item", item, "is no item: give an object with @type, name and url")
            yield row, None
            continue
        record = _record(item, row)
        yield row, understood(record, row)


def _record(item: Mapping[str, Any], row: Row) -> Record:
    def all_of(*names: str) -> tuple[str, ...]:
        return tuple(text for name in names for text in _texts(item.get(name)))

    def first(*names: str) -> str:
        return next(iter(all_of(*names)), "")

    for name, value in item.items():
        if value and name not in _READ and not name.startswith("@"):
            row.leave(name, value)
    kinds = [kind for kind in _texts(item.get("@type")) if kind != LEARNING]
    formats = tuple(id for kind in kinds for id in formats_of(kind, SCHEMA_ORG))
    unknown = [kind for kind in kinds if not formats_of(kind, SCHEMA_ORG) and kind != "CreativeWork"]
    carried = given if isinstance(given := item.get(CARRIED), dict) else {}
    names = all_of("identifier", "sameAs")
    alike: dict[str, Any] = {
        **{ours: first(*theirs) for ours, theirs in _TEXTS.items()},
        **{ours: all_of(theirs) for ours, theirs in _LISTS.items()},
        **{ours: tuple(_contributors(item, theirs)) for ours, theirs in _NAMES.items()},
    }
    return Record(
        **alike,
        links=all_of("url") or tuple(link for link in _texts(item.get("@id")) if link.startswith("http")) or ("",),
        paywall=item.get("isAccessibleForFree") in (False, "False", "false"),
        doi=next((name for name in names if name.startswith("10.") or "doi.org/10." in name), ""),
        isbn=tuple(number for text in all_of("isbn") for number in numbers_in(text)),
        issn=tuple(number for text in all_of("issn") for number in numbers_in(text)),
        tags=(*_keywords(item), *all_of("about", "learningResourceType"), *unknown),
        formats=formats,
        carried={PREFIX + name: text for name, text in carried.items() if isinstance(text, str)},
    )


def _keywords(item: Mapping[str, Any]) -> Iterator[str]:
    """Several words in one text stand between commas; in a list each stands for itself."""
    told = item.get("keywords")
    if isinstance(told, str):
        yield from (word.strip() for word in told.split(",") if word.strip())
    else:
        yield from _texts(told)


def _texts(told: object) -> list[str]:
    """Whatever schema.org allows where a text is meant: a text, a number, a thing with a name, or a list of them."""
    match told:
        case str() if told.strip():
            return [told.strip()]
        case bool():
            return []
        case int() | float():
            return [str(told)]
        case dict():
            return next((found for key in _SAYING if (found := _texts(told.get(key)))), [])
        case list():
            return [text for one in told for text in _texts(one)]
    return []


def _contributors(item: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[Contributor]:
    told_of = [item[name] for name in names if item.get(name)]
    for one in (one for told in told_of for one in (told if isinstance(told, list) else [told])):
        match one:
            case {"@type": "Person", "familyName": str(family), **rest} if family.strip():
                given = rest.get("givenName", "")
                yield Contributor(family, given if isinstance(given, str) else "")
            case {"@type": "Person", "name": str(name)} if name.strip():
                spoken = read_spoken(name)
                yield spoken if spoken and not spoken.organisation else Contributor(name)
            case {"@type": _, "name": str(name)} if name.strip():
                yield Contributor(name, organisation=True)
            case _:
                yield from (name for text in _texts(one) if (name := read_spoken(text)) is not None)


def _agent(one: Contributor) -> dict[str, str]:
    if one.organisation:
        return {"@type": "Organization", "name": one.name}
    name = f"{one.given} {one.name}".strip()
    return {"@type": "Person", "name": name, "familyName": one.name, **({"givenName": one.given} if one.given else {})}

"""Atom: the feed of a library, for feed readers; read again it gives the same resources."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from api.library.contributors import read_contributor, told
from api.library.formats.reading import Reading, Row, unreadable
from api.library.formats.record import Record, lost, record_of, understood
from api.library.formats.texts import one_line
from api.library.formats.xml_text import add, carried_element, parsed, read_carried_element, texts, written
from api.library.resource import Resource
from api.library.terms import word

ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(text: str, file: str = "feed.atom") -> Reading:
    """Raises DataError for what is no Atom."""
    root = parsed(text, file)
    if root.tag not in (f"{{{ATOM}}}feed", f"{{{ATOM}}}entry"):
        raise unreadable(file, "root", root.tag, "is no Atom feed: give the address of the feed in Atom")
    return Reading.of(_rows(root.iter(f"{{{ATOM}}}entry"), file))


def write(resources: Iterable[Resource]) -> str:
    """A feed of its own in a file, every entry under its link and as new as the file."""
    now = datetime.now(UTC)
    return feed("urn:ronda:library", "Library", now, (entry(one, one.link, now) for one in resources))


def feed(id: str, title: str, updated: datetime, entries: Iterable[Element], link: str = "") -> str:
    """The document of a feed. id: an address that never changes; link: where the feed itself is found."""
    root = Element(f"{{{ATOM}}}feed")
    add(root, f"{{{ATOM}}}id", one_line(id))
    add(root, f"{{{ATOM}}}title", one_line(title))
    add(root, f"{{{ATOM}}}updated", _moment(updated))
    add(add(root, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", one_line(title))
    if link:
        add(root, f"{{{ATOM}}}link", rel="self", type="application/atom+xml", href=link)
    root.extend(entries)
    return written(root, ATOM)


def entry(resource: Resource, id: str, updated: datetime) -> Element:
    """A resource as an entry. id: never changes, whatever becomes of the link; updated: in the library."""
    given = record_of(resource)
    root = Element(f"{{{ATOM}}}entry", {_XML_LANG: given.language} if given.language else {})
    add(root, f"{{{ATOM}}}id", one_line(id))
    add(root, f"{{{ATOM}}}title", given.title or given.short_title or given.links[0])
    add(root, f"{{{ATOM}}}updated", _moment(updated))
    add(root, f"{{{ATOM}}}link", rel="alternate", href=given.links[0])
    for archived in given.archived:
        add(root, f"{{{ATOM}}}link", rel="memento", href=archived)
    for person in given.authors:
        add(add(root, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", told(person))
    if given.summary:
        add(root, f"{{{ATOM}}}summary", given.summary)
    if given.rights:
        add(root, f"{{{ATOM}}}rights", given.rights)
    for tag in (*given.tags, *(word("format", id) for id in given.formats)):
        add(root, f"{{{ATOM}}}category", term=tag)
    carried = lost(resource, _record(root, {}))
    if carried:
        root.append(carried_element(carried))
    return root


def _rows(entries: Iterable[Element], file: str) -> Iterator[tuple[Row, Resource | None]]:
    for number, one in enumerate(entries, 1):
        row = Row(f"{file} entry {number}")
        yield row, understood(_record(one, read_carried_element(one)), row)


def _record(one: Element, carried: dict[str, str]) -> Record:
    def first(name: str) -> str:
        return next(iter(texts(one, f"{{{ATOM}}}{name}")), "")

    links = [(link.get("rel", "alternate"), link.get("href", "").strip()) for link in one.iterfind(f"{{{ATOM}}}link")]
    names = (name for author in one.iterfind(f"{{{ATOM}}}author") for name in texts(author, f"{{{ATOM}}}name"))
    alternate = tuple(href for rel, href in links if rel == "alternate")
    return Record(
        links=alternate or (first("id"),),
        title=first("title"),
        summary=first("summary"),
        authors=tuple(name for told in names if (name := read_contributor(told)) is not None),
        language=one.get(_XML_LANG, ""),
        rights=first("rights"),
        archived=tuple(href for rel, href in links if rel == "memento" and href),
        tags=tuple(tag for mark in one.iterfind(f"{{{ATOM}}}category") if (tag := mark.get("term", "").strip())),
        carried=carried,
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

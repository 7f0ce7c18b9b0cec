"""OAI-PMH records of Dublin Core (oai_dc). What Dublin Core cannot say stands in the record's about, beside it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, register_namespace

from api.library.contributors import read_spoken, told
from api.library.formats.reading import Reading, Row
from api.library.formats.record import Record, is_archive, lost, record_of, understood
from api.library.formats.texts import one_line
from api.library.formats.xml_text import add, carried_element, parsed, read_carried_element, texts, written
from api.library.resource import Resource
from api.library.terms import term_of, word

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_KNOWN = (
    *("title", "creator", "contributor", "subject", "description", "publisher", "date", "type", "identifier", "source"),
    *("language", "rights"),
)

register_namespace("oai_dc", OAI_DC)
register_namespace("dc", DC)
register_namespace("xsi", "http://www.w3.org/2001/XMLSchema-instance")


def read(text: str, file: str = "records.xml") -> Reading:
    """Every oai_dc element of a document, whatever is around it. Raises DataError for what is no XML."""
    root = parsed(text, file)
    records = list(root.iter(f"{{{OAI}}}record"))
    return Reading.of(_rows(records or list(root.iter(f"{{{OAI_DC}}}dc")), file))


def write(resources: Iterable[Resource]) -> str:
    """The records of a whole library, each under its link; they are as old as the file."""
    root = Element(f"{{{OAI}}}ListRecords")
    stamp = datetime.now(UTC)
    for resource in resources:
        root.append(record(resource, resource.link, stamp))
    return written(root, OAI)


def record(resource: Resource, identifier: str, stamp: datetime) -> Element:
    """One record as OAI-PMH answers it. stamp: when the resource was last changed in the library, in UTC."""
    root = Element(f"{{{OAI}}}record")
    header = add(root, f"{{{OAI}}}header")
    add(header, f"{{{OAI}}}identifier", one_line(identifier))
    add(header, f"{{{OAI}}}datestamp", stamp.strftime("%Y-%m-%dT%H:%M:%SZ"))
    core = dublin_core(resource)
    add(root, f"{{{OAI}}}metadata").append(core)
    carried = lost(resource, _record(core, {}, Row("")))
    if carried:
        add(root, f"{{{OAI}}}about").append(carried_element(carried))
    return root


def dublin_core(resource: Resource) -> Element:
    """A resource as an oai_dc element."""
    given = record_of(resource)
    root = Element(f"{{{OAI_DC}}}dc", {_SCHEMA: f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"})
    elements = {
        "title": [given.title or given.short_title],
        "creator": [told(one) for one in given.authors],
        "contributor": [told(one) for one in (*given.editors, *given.translators)],
        "subject": given.tags,
        "description": [given.summary],
        "publisher": [given.publisher],
        "date": [given.published],
        "type": [word("format", id) for id in given.formats],
        "identifier": [
            *given.links,
            *filter(is_archive, given.archived),
            *([f"doi:{given.doi}"] if given.doi else []),
            *(f"urn:ISBN:{number}" for number in given.isbn),
            *(f"urn:ISSN:{number}" for number in given.issn),
        ],
        "source": [given.publication],
        "language": [given.language],
        "rights": [given.rights],
    }
    for name, values in elements.items():
        for value in values:
            if value:
                add(root, f"{{{DC}}}{name}", value)
    return root


def _rows(elements: Iterable[Element], file: str) -> Iterator[tuple[Row, Resource | None]]:
    for number, element in enumerate(elements, 1):
        row = Row(f"{file} record {number}")
        core = element if element.tag == f"{{{OAI_DC}}}dc" else element.find(f".//{{{OAI_DC}}}dc")
        if core is None:
            status = element.find(f"{{{OAI}}}header")
            if status is None or status.get("status") != "deleted":
                row.refuse("metadata", "", "holds no oai_dc: ask for the records with metadataPrefix=oai_dc")
                yield row, None
            continue
        yield row, understood(_record(core, read_carried_element(element), row), row)


def _record(core: Element, carried: dict[str, str], row: Row) -> Record:
    def all_of(name: str) -> tuple[str, ...]:
        return texts(core, f"{{{DC}}}{name}")

    def first(name: str) -> str:
        said = all_of(name)
        for other in said[1:]:
            if f"ronda-{name}" not in carried:
                row.leave(name, other)
        return said[0] if said else ""

    names = all_of("identifier")
    kinds = [(told, term_of(told)) for told in all_of("type")]
    for child in core:
        name = child.tag.partition("}")[2]
        if name not in _KNOWN and child.text and child.text.strip():
            row.leave(name, child.text.strip())
    if not carried and all_of("contributor"):
        row.leave("contributor", "; ".join(all_of("contributor")), "may be an editor or a translator: enter it by hand")
    dois = [name for name in names if name.lower().startswith("doi:") or "doi.org/10." in name.lower()]
    return Record(
        links=tuple(name for name in names if name.startswith(("http://", "https://")) and name not in dois) or ("",),
        title=first("title"),
        summary="\n\n".join(all_of("description")),
        authors=tuple(name for one in all_of("creator") if (name := read_spoken(one)) is not None),
        publisher=first("publisher"),
        publication=first("source"),
        published=first("date"),
        language=first("language"),
        rights="; ".join(all_of("rights")),
        doi=dois[0] if dois else "",
        isbn=tuple(name for name in names if name.lower().startswith("urn:isbn:")),
        issn=tuple(name for name in names if name.lower().startswith("urn:issn:")),
        tags=(*all_of("subject"), *(told for told, term in kinds if term is None)),
        formats=tuple(term.id for _, term in kinds if term is not None and term.facet == "format"),
        carried=carried,
    )

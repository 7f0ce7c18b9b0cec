"""BibTeX and BibLaTeX. What they have no field for stands in fields of the library's own, such as ronda-teaches."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import default_parse_stack
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, Field, ParsingFailedBlock

from api.library.contributors import is_organisation
from api.library.formats.carried import PREFIX
from api.library.formats.keys import Keys
from api.library.formats.kinds import BIBTEX, formats_of, kind_of
from api.library.formats.latex import address, escaped, plain, plain_address
from api.library.formats.reading import Reading, Row
from api.library.formats.record import Record, lost, record_of, understood
from api.library.formats.texts import one_line
from api.library.identifiers import numbers_in
from api.library.resource import Contributor, Resource
from api.library.terms import word

NEUTRAL = "misc"
_TEXTS = {
    "title": ("title",),
    "short_title": ("shorttitle",),
    "summary": ("abstract",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publication": ("journaltitle", "journal", "booktitle", "maintitle"),
    "language": ("langid", "language"),
    "rights": ("rights", "copyright", "license"),
}
"""The first that is there is read. In `_fields` the first is written, of publications the one that old BibTeX knows."""

_NAMES = {"authors": "author", "editors": "editor", "translators": "translator"}
_OF_ITS_OWN = {
    *("year", "month", "date", "url", "doi", "isbn", "issn", "keywords", "howpublished"),
    *("urldate", "file", "timestamp", "date-added", "date-modified", "bibsource", "biburl", "owner"),
}
_WEB = re.compile(r"https?://[^\s{}]+")


def read(text: str, file: str = "list.bib") -> Reading:
    return Reading.of(_rows(text, file))


def write(resources: Iterable[Resource]) -> str:
    keys, library = Keys(), Library()
    for resource in resources:
        kind, fields = _fields(record_of(resource))
        carried = lost(resource, _record(kind, fields, Row("")))
        given = [Field(name, text) for name, text in (fields | carried).items()]
        library.add(Entry(kind, keys.of(resource), given))
    return write_string(library)


def _rows(text: str, file: str) -> Iterator[tuple[Row, Resource | None]]:
    for block in _blocks(text):
        row = Row(f"{file} line {(block.start_line or 0) + 1}")
        if isinstance(block, DuplicateFieldKeyBlock):
            row.refuse("fields", ", ".join(sorted(block.duplicate_keys)), "stands in the entry twice: keep one")
        elif isinstance(block, ParsingFailedBlock):
            row.refuse("entry", (block.raw or "")[:40], "is no BibTeX: look for a missing brace or comma")
        if row.faults:
            yield row, None
        elif isinstance(block, Entry):
            fields = {field.key.lower(): str(field.value) for field in block.fields}
            record = _record(block.entry_type.lower(), fields, row)
            yield row, understood(record, row)


def _blocks(text: str) -> list[Block]:
    """All blocks, each entry under a key of its own: two entries of one key are two resources all the same."""
    split = parse_string(text, parse_stack=[])
    library = Library()
    for number, block in enumerate(split.blocks):
        if isinstance(block, DuplicateBlockKeyBlock) and isinstance(block.ignore_error_block, Entry):
            block = block.ignore_error_block
            block.key = f"{block.key} {number}"
        library.add(block)
    for step in default_parse_stack():
        library = step.transform(library=library)
    return library.blocks


def _record(kind: str, fields: Mapping[str, str], row: Row) -> Record:
    carried = {name: text for name, text in fields.items() if name.startswith(PREFIX)}
    said = {ours: next((name for name in theirs if fields.get(name)), "") for ours, theirs in _TEXTS.items()}
    texts = dict(zip(said, plain([fields.get(name, "") for name in said.values()]), strict=True))
    known = {*said.values(), *_NAMES.values(), *_OF_ITS_OWN, *carried}
    for name, text in fields.items():
        if name not in known and text and text not in [fields.get(other) for other in said.values()]:
            row.leave(name, text)
    formats = formats_of(kind, BIBTEX)
    unknown = (kind,) if not formats and kind not in (NEUTRAL, "unpublished") else ()
    (tags,) = plain([fields.get("keywords", "")])
    alike: dict[str, Any] = {
        **{ours: one_line(text) for ours, text in texts.items()},
        **{ours: tuple(_names(fields.get(theirs, ""))) for ours, theirs in _NAMES.items()},
    }
    return Record(
        **alike,
        links=(_link(fields),),
        published=_date(fields),
        doi=plain_address(fields.get("doi", "")),
        isbn=numbers_in(fields.get("isbn", "")),
        issn=numbers_in(fields.get("issn", "")),
        tags=(*(tag.strip() for tag in re.split("[,;]", tags) if tag.strip()), *unknown),
        formats=formats,
        carried=carried,
    )


def _fields(record: Record) -> tuple[str, dict[str, str]]:
    kind, unsaid = kind_of(record.formats, BIBTEX, NEUTRAL)
    tags = (*record.tags, *(word("format", id) for id in unsaid))
    written: dict[str, Any] = {ours: theirs[0] for ours, theirs in _TEXTS.items()}
    written["publication"] = "journal" if kind == "article" else "booktitle"
    given = {
        **{theirs: " and ".join(_name(one) for one in getattr(record, ours)) for ours, theirs in _NAMES.items()},
        **{theirs: escaped(one_line(getattr(record, ours))) for ours, theirs in written.items()},
        "year": record.published[:4],
        "date": record.published,
        "url": address(record.links[0]),
        "doi": address(record.doi),
        "isbn": " ".join(record.isbn),
        "issn": " ".join(record.issn),
        "keywords": escaped(", ".join(tags)),
    }
    return kind, {name: text for name, text in given.items() if text}


def _link(fields: Mapping[str, str]) -> str:
    """The link; older files hide it in howpublished."""
    if fields.get("url"):
        return plain_address(fields["url"])
    found = _WEB.search(fields.get("howpublished", ""))
    return plain_address(found.group()) if found else ""


def _date(fields: Mapping[str, str]) -> str:
    if fields.get("date"):
        return fields["date"].split("/")[0]
    year, month = fields.get("year", ""), fields.get("month", "")
    if month.isdigit() and year.isdigit():
        return f"{year}-{int(month):02d}"
    return " ".join(plain([month, year])).strip()


def _names(told: str) -> Iterator[Contributor]:
    for name in split_multiple_persons_names(told):
        if name.startswith("{") and name.endswith("}") and "{" not in name[1:-1].replace("\\{", ""):
            yield Contributor(one_line(plain([name[1:-1]])[0]), organisation=True)
            continue
        (spoken,) = plain([name])
        if not spoken.strip():
            continue
        if is_organisation(spoken):
            yield Contributor(one_line(spoken), organisation=True)
            continue
        parts = parse_single_name_into_parts(name, strict=False)
        last, first, jr = plain([" ".join((*parts.von, *parts.last)), " ".join(parts.first), " ".join(parts.jr)])
        yield Contributor(one_line(last), one_line(", ".join(part for part in (first, jr) if part)))


def _name(one: Contributor) -> str:
    """Braces keep an organisation's name together: without them "Sensorica, Inc." is a person called Inc."""
    if one.organisation:
        return f"{{{escaped(one.name)}}}"
    return ", ".join(escaped(part) for part in (one.name, one.given) if part)

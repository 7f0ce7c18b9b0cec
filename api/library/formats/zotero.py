"""Zotero's CSV export, read and written. What has no column stands in its Extra column, as lines "name: value"."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from api.library.contributors import read_contributor, told
from api.library.formats.carried import as_lines, from_lines
from api.library.formats.kinds import ZOTERO, formats_of, kind_of
from api.library.formats.reading import Reading, Row, unreadable
from api.library.formats.record import Record, lost, record_of, understood
from api.library.formats.texts import parts
from api.library.identifiers import numbers_in
from api.library.resource import Contributor, Resource
from api.library.terms import word
from engine.errors import place

COLUMNS = (
    *("Key", "Item Type", "Publication Year", "Author", "Title", "Publication Title", "ISBN", "ISSN", "DOI", "Url"),
    *("Abstract Note", "Date", "Short Title", "Publisher", "Language", "Rights", "Archive Location", "Extra"),
    *("Manual Tags", "Automatic Tags", "Editor", "Translator"),
)
"""Those of Zotero that are written, in Zotero's order."""

NEUTRAL = "document"
_OF_ITS_OWN = {
    "Key",
    "Publication Year",
    "Date Added",
    "Date Modified",
    "Access Date",
    "File Attachments",
    "Library Catalog",
}
"""Columns about Zotero's own collection, or that repeat another: nobody misses them."""

_LONGEST_CELL = 10_000_000
_FORMULA = re.compile(r"'*[=+\-@]")


def read(text: str, file: str = "zotero.csv") -> Reading:
    """Raises DataError where the columns of Zotero are not there."""
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        return Reading.of(_rows(text, file))
    finally:
        csv.field_size_limit(usual)


def write(resources: Iterable[Resource]) -> str:
    out = io.StringIO(newline="")
    sheet = csv.DictWriter(out, COLUMNS, quoting=csv.QUOTE_ALL, restval="", lineterminator="\n")
    sheet.writeheader()
    for resource in resources:
        cells = _cells(record_of(resource))
        extra = as_lines(lost(resource, _record(cells, Row(""))))
        sheet.writerow({column: _guarded(cell) for column, cell in (cells | {"Extra": extra}).items()})
    return out.getvalue()


def _rows(text: str, file: str) -> Iterator[tuple[Row, Resource | None]]:
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next(lines, [])
        if not {"Title", "Url", "DOI"} & set(header):
            remedy = "export the collection from Zotero as CSV: its first row has Title, Url and DOI"
            raise unreadable(file, "columns", ", ".join(header), remedy)
        for number, cells in enumerate(lines, 2):
            if not any(cells):
                continue
            row = Row(place(file, number))
            if len(cells) > len(header):
                row.refuse("cells", cells[len(header)], "more cells than the header: put quotes around commas")
                yield row, None
                continue
            given = {column: _plain(cell) for column, cell in zip(header, cells, strict=False)}
            record = _record(given, row)
            yield row, understood(record, row)
    except csv.Error as error:
        raise unreadable(file, f"line {lines.line_num}", "", f"is no CSV ({error}): export the file again") from None


def _record(cells: Mapping[str, str], row: Row) -> Record:
    def cell(column: str) -> str:
        return cells.get(column, "").strip()

    carried, extra = from_lines(cell("Extra").splitlines())
    extra, found = _identifiers_in(extra)
    if extra:
        row.leave("Extra", "; ".join(extra))
    kind = cell("Item Type")
    formats = formats_of(kind, ZOTERO)
    unknown = (kind,) if kind and not formats and kind != NEUTRAL else ()
    for column, value in cells.items():
        if value.strip() and column not in COLUMNS and column not in _OF_ITS_OWN:
            row.leave(column, value.strip())
    return Record(
        links=(cell("Url"),),
        title=cell("Title"),
        short_title=cell("Short Title"),
        summary=cells.get("Abstract Note", "").strip(),
        authors=_names(cell("Author")),
        editors=_names(cell("Editor")),
        translators=_names(cell("Translator")),
        publisher=cell("Publisher"),
        publication=cell("Publication Title"),
        published=cell("Date") or cell("Publication Year"),
        language=cell("Language"),
        rights=cell("Rights"),
        archived=tuple(link for link in parts(cell("Archive Location")) if link.startswith("http")),
        doi=cell("DOI") or found.get("DOI", ""),
        isbn=numbers_in(cell("ISBN") or found.get("ISBN", "")),
        issn=numbers_in(cell("ISSN") or found.get("ISSN", "")),
        tags=(*parts(cell("Manual Tags")), *parts(cell("Automatic Tags")), *unknown),
        formats=formats,
        carried=carried,
    )


def _cells(record: Record) -> dict[str, str]:
    kind, unsaid = kind_of(record.formats, ZOTERO, NEUTRAL)
    return {
        "Item Type": kind,
        "Publication Year": record.published[:4],
        "Author": _told(record.authors),
        "Title": record.title,
        "Publication Title": record.publication,
        "ISBN": " ".join(record.isbn),
        "ISSN": " ".join(record.issn),
        "DOI": record.doi,
        "Url": record.links[0],
        "Abstract Note": record.summary,
        "Date": record.published,
        "Short Title": record.short_title,
        "Publisher": record.publisher,
        "Language": record.language,
        "Rights": record.rights,
        "Archive Location": "; ".join(record.archived),
        "Manual Tags": "; ".join((*record.tags, *(word("format", id) for id in unsaid))),
        "Editor": _told(record.editors),
        "Translator": _told(record.translators),
    }


def _identifiers_in(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """Zotero keeps in Extra what a kind of item has no field for, such as the DOI of a web page."""
    found = {name: text.strip() for name, _, text in (line.partition(":") for line in lines)}
    known = {name: found[name] for name in ("DOI", "ISBN", "ISSN") if name in found}
    return [line for line in lines if line.partition(":")[0] not in known], known


def _names(cell: str) -> tuple[Contributor, ...]:
    return tuple(name for part in parts(cell) if (name := read_contributor(part)) is not None)


def _told(contributors: Iterable[Contributor]) -> str:
    return "; ".join(told(one) for one in contributors)


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula begins with an apostrophe, as spreadsheets write it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell

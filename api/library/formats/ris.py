"""RIS, which catalogues and reference managers share. What it has no tag for stands in its notes (N1)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import rispy
from rispy.config import TAG_KEY_MAPPING

from api.library.contributors import read_contributor, told
from api.library.formats.carried import as_lines, from_lines
from api.library.formats.kinds import RIS, formats_of, kind_of
from api.library.formats.reading import Reading, Row, unreadable
from api.library.formats.record import Record, is_archive, lost, record_of, understood
from api.library.formats.texts import one_line
from api.library.identifiers import numbers_in
from api.library.resource import Contributor, Resource
from api.library.terms import word

NEUTRAL = "GEN"
_TAGS = {tag: tag.lower() for tag in (*TAG_KEY_MAPPING, "ED", "BT")}
"""Every tag under its own name, and each of them as often as a record has it."""

_EACH_TAG: dict[str, Any] = {"mapping": _TAGS, "list_tags": list(_TAGS), "delimiter_tags_mapping": {}}
_BEGIN = re.compile(r"^TY  - ?", re.MULTILINE)
_END = re.compile(r"^ER  -", re.MULTILINE)
_OF_ITS_OWN = {"TY", "ER", "UK", "ID", "Y2", "DP", "DB", "L1", "L4", "AN", "CN"}
"""Tags about somebody else's collection."""


class _Writer(rispy.RisWriter):
    """Without a number before each record."""

    REFERENCE_TYPE_KEY = "ty"

    def set_header(self, count: int) -> str:
        return ""


def read(text: str, file: str = "list.ris") -> Reading:
    """Raises DataError where no record begins."""
    starts = [found.start() for found in _BEGIN.finditer(text)]
    if not starts and text.strip():
        remedy = 'no record begins: each has a first line such as "TY  - BOOK"'
        raise unreadable(file, "text", text.strip()[:20], remedy)
    return Reading.of(_rows(text, starts, file))


def write(resources: Iterable[Resource]) -> str:
    records = []
    for resource in resources:
        tags = _tags(record_of(resource))
        notes = as_lines(lost(resource, _record(tags, Row("")))).splitlines()
        lists = {_TAGS[tag]: values for tag, values in tags.items() if tag != "TY"}
        records.append({"ty": tags["TY"][0], **lists, "n1": notes})
    return rispy.dumps(records, implementation=_Writer, **_EACH_TAG)


def _rows(text: str, starts: list[int], file: str) -> Iterator[tuple[Row, Resource | None]]:
    line = text.count("\n", 0, starts[0]) + 1 if starts else 1
    for start, end in pairwise([*starts, len(text)]):
        row, block = Row(f"{file} line {line}"), text[start:end]
        line += block.count("\n")
        whole = block if _END.search(block) else f"{block}\nER  - \n"
        (found,) = rispy.loads(whole, **_EACH_TAG)
        for tag, values in found.pop(_TAGS["UK"], {}).items():
            row.leave(str(tag or "text"), "; ".join(values))
        tags = {name.upper(): [value] if isinstance(value, str) else value for name, value in found.items()}
        record = _record(tags, row)
        yield row, understood(record, row)


def _record(tags: Mapping[str, list[str]], row: Row) -> Record:
    used: set[str] = set()

    def all_of(*names: str) -> tuple[str, ...]:
        used.update(names)
        return tuple(value for name in names for value in tags.get(name, ()) if value)

    def first(*names: str) -> str:
        """Of what several tags may say, the first; the rest of a text that was broken into lines belongs to it."""
        used.update(names)
        said = [" ".join(tags[name]).strip() for name in names if tags.get(name)]
        for other in said[1:]:
            if other != said[0]:
                row.leave("/".join(names), other)
        return said[0] if said else ""

    carried, notes = from_lines(all_of("N1"))
    if notes:
        row.leave("N1", "; ".join(notes))
    kind = first("TY")
    formats = formats_of(kind, RIS)
    numbers = [number for value in all_of("SN") for number in numbers_in(value)]
    short = [number for number in numbers if len(re.sub(r"\W", "", number)) <= 8]
    day = first("DA")
    record = Record(
        links=all_of("UR", "L2") or ("",),
        title=first("TI", "T1"),
        short_title=first("ST"),
        summary=first("AB", "N2"),
        authors=_names(all_of("AU", "A1")),
        editors=_names(all_of("A2", "ED")),
        translators=_names(all_of("A4")),
        publisher=first("PB"),
        publication=first("T2", "JO", "JF", "BT"),
        published=day or first("PY", "Y1"),
        language=first("LA"),
        rights=first("C1"),
        doi=first("DO"),
        isbn=tuple(number for number in numbers if number not in short),
        issn=tuple(short),
        tags=all_of("KW"),
        formats=formats,
        carried=carried,
    )
    for tag, values in tags.items():
        if tag not in used and tag not in _OF_ITS_OWN and tag not in ("PY", "Y1"):
            row.leave(tag, "; ".join(values))
    return record


def _tags(record: Record) -> dict[str, list[str]]:
    kind, unsaid = kind_of(record.formats, RIS, NEUTRAL)
    given = {
        "TY": [kind],
        "AU": [told(one) for one in record.authors],
        "A2": [told(one) for one in record.editors],
        "A4": [told(one) for one in record.translators],
        "TI": [record.title],
        "ST": [record.short_title],
        "T2": [record.publication],
        "PB": [record.publisher],
        "PY": [record.published[:4]],
        "DA": [record.published.replace("-", "/")],
        "AB": [one_line(record.summary)],
        "LA": [record.language],
        "C1": [record.rights],
        "DO": [record.doi],
        "SN": [*record.isbn, *record.issn],
        "UR": [*record.links, *filter(is_archive, record.archived)],
        "KW": [*record.tags, *(word("format", id) for id in unsaid)],
    }
    return {tag: [value for value in values if value] for tag, values in given.items() if any(values)}


def _names(values: Iterable[str]) -> tuple[Contributor, ...]:
    return tuple(name for value in values if (name := read_contributor(value)) is not None)

"""A library as a file, in any of its formats."""

from collections.abc import Collection, Iterable

from api.library import curated
from api.library.formats import Format, atom, bibtex, csl, json_ld, oai_dc, ris, zotero
from api.library.formats.reading import Reading
from api.library.resource import Resource
from engine.errors import DataError, Fault

_MODULES = {
    Format.ZOTERO: zotero,
    Format.CSL: csl,
    Format.RIS: ris,
    Format.BIBTEX: bibtex,
    Format.JSON_LD: json_ld,
    Format.OAI_DC: oai_dc,
    Format.ATOM: atom,
}
WRITTEN = tuple(_MODULES)
"""The formats that are written; each reads back all that it wrote."""


def read(text: str, format: Format, file: str, sections: Collection[str] = ()) -> Reading:
    """What a file holds. sections: headings, of a curated list only. Raises DataError where it is of another format."""
    if format is Format.MARKDOWN:
        return curated.read(text, file, sections)
    return _MODULES[format].read(text, file)


def write(resources: Iterable[Resource], format: Format) -> str:
    """Resources as a file of a format. Raises DataError for one that is only read."""
    if format not in _MODULES:
        remedy = f"is only read: write one of {', '.join(WRITTEN)}"
        raise DataError([Fault("library", "format", format.value, remedy)])
    return _MODULES[format].write(resources)

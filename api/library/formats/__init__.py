"""The library's formats: each a file that reads and writes, resource to text and back, so that nothing is lost.

Here are their names only, so that whoever asks for a name need not wait for every reader.
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath


class Format(StrEnum):
    """How people call the formats. A curated list in Markdown is only read."""

    ZOTERO = "zotero"
    CSL = "csl"
    RIS = "ris"
    BIBTEX = "bibtex"
    JSON_LD = "json-ld"
    OAI_DC = "oai-dc"
    ATOM = "atom"
    MARKDOWN = "markdown"


ENDINGS: Mapping[str, Format] = {
    ".csv": Format.ZOTERO,
    ".json": Format.CSL,
    ".ris": Format.RIS,
    ".bib": Format.BIBTEX,
    ".jsonld": Format.JSON_LD,
    ".xml": Format.OAI_DC,
    ".atom": Format.ATOM,
    ".md": Format.MARKDOWN,
}


def format_of(name: str, wanted: Format | None = None) -> Format:
    """The format that is wanted, or that a file's name tells. Raises DataError where neither does."""
    found = wanted or ENDINGS.get(PurePath(name).suffix.lower())
    if found is None:
        from engine.errors import DataError, Fault  # brings numpy along, which a list of commands need not wait for

        remedy = f"its ending tells no format (they are {', '.join(ENDINGS)}): say the format too"
        raise DataError([Fault(name, "ending", PurePath(name).suffix, remedy)])
    return found

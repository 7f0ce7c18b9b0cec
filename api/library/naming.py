"""What facets, their terms and the fields of a resource are called on pages."""

from babel import Locale, UnknownLocaleError

from api.library.resource import Rights
from api.library.rights import WORDS
from api.library.terms import FIELDS, word
from api.messages import _

TITLES = {
    "goal": _("Goal"),
    "topic": _("Topic"),
    "coop_type": _("Kind of co-op"),
    "sector": _("Sector"),
    "region": _("Region"),
    "format": _("Format"),
    "language": _("Language"),
    "rights": _("Rights"),
    "teaches": _("Competency"),
}
FIELDS_NAMED = {
    "link": _("Link"),
    "short_title": _("Short title"),
    "title": _("Title"),
    "summary": _("What it is about"),
    "authors": _("Authors"),
    "editors": _("Editors"),
    "translators": _("Translators"),
    "publisher": _("Publisher"),
    "publication": _("Published in"),
    "published": _("Published"),
    "revised": _("Revised"),
    "language": _("Language of the resource"),
    "rights": _("Rights"),
    "rights_text": _("Rights in words"),
    "paywall": _("Access"),
    "archived": _("Archived copies"),
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "teaches": _("Competency"),
    "keywords": _("Keywords"),
    **{field: TITLES[facet] for facet, field in FIELDS.items()},
}
"""Every field of a resource, its terms by facet."""

IMPORT_FIELDS = {
    "file": _("File"),
    "text": _("Or the text of a file"),
    "format": _("File format"),
    "sections": _("Only what is under these headings"),
}
"""Every field of the form in which a file is imported."""

COURSE_FIELDS = {
    "title": _("Title"),
    "competency": _("Competency"),
    "level": _("Level"),
    "summary": _("What it is about"),
    "language": _("Language"),
    "steps": _("Resources in their order"),
}
"""Every field of a course."""

FILES = {
    "zotero": "Zotero (CSV)",
    "csl": "CSL-JSON",
    "ris": "RIS",
    "bibtex": "BibTeX",
    "json-ld": "JSON-LD",
    "oai-dc": "OAI-PMH (oai_dc)",
    "atom": "Atom",
    "markdown": _("A list in Markdown"),
}
"""Every format of a file."""

SORTS = {
    "relevance": _("What fits best"),
    "added": _("Newest in the library"),
    "published": _("Published last"),
    "favourites": _("Kept by most"),
}
STATES = {
    "submitted": _("It waits for review."),
    "published": _("Readers see it."),
    "withdrawn": _("It is off the shelf."),
}
COSTS = _("costs money or an account")
RIGHTS = {
    Rights.UNKNOWN: _("Rights not known"),
    Rights.CUSTOM: _("Terms of its own"),
    Rights.ALL_RESERVED: _("All rights reserved"),
    Rights.PUBLIC_DOMAIN: _("Public domain"),
}
"""Those that each language has its own words for; licences are called the same everywhere."""


def term_name(facet: str, id: str, language: str) -> str:
    """A term in the reader's language; of rights what stands for them everywhere, else a message."""
    if facet in FIELDS:
        return word(facet, id, language)
    if facet == "language":
        return _language(id, language)
    if facet == "rights":
        return _rights(id)
    return id


def _language(tag: str, language: str) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name(language.replace("-", "_")) or tag
    except (ValueError, UnknownLocaleError):
        return tag


def _rights(id: str) -> str:
    try:
        kind = Rights(id)
    except ValueError:
        return id
    return RIGHTS.get(kind) or WORDS[kind]
